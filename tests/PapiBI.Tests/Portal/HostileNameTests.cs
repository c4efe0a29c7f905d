using DuckDB.NET.Data;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Portal;

/// <summary>A province whose name is markup, as a hostile file might have brought it.</summary>
public sealed class HostileNameTests(PublishedSamples samples)
{
    private const string Name = "</script><script>alert(1)</script>\"><img src=x onerror=alert(1)>";

    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task What_a_province_is_called_is_text_on_every_page_in_charts_and_lists()
    {
        using var folder = new TemporaryFolder();
        await using var portal = await RunningPortal.Start(Renamed(folder), clock: clock);
        using var reader = portal.Anonymous();

        foreach (var address in new[]
        {
            "/explore?index=PAPI&year=2021&chosen=92,58", "/explore?index=PAPI&year=2021&region=DBSCL&beside=2020", "/reports/province-brief?index=PAPI&year=2021&province=92",
            "/reports/national-league?index=PAPI&year=2021", "/reports/group-comparison?index=PAPI&year=2021&region=DBSCL", "/reports/multi-index-brief?year=2021&province=92",
        })
        {
            var page = await reader.GetStringAsync(address);
            Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
            Assert.True(page.Contains("&lt;img src=x", StringComparison.Ordinal), $"{address} does not name the province.");
        }
    }

    private DataFolder Renamed(TemporaryFolder folder)
    {
        _ = samples.Release;
        foreach (var file in Directory.GetFiles(samples.Data.Releases))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(samples.Data.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            if (copy.EndsWith(".duckdb", StringComparison.Ordinal))
            {
                using var release = new DuckDBConnection($"DataSource={copy};threads=1");
                release.Open();
                foreach (var table in new[] { "province", "edition_province" })
                {
                    using var rename = release.CreateCommand();
                    rename.CommandText = $"update {table} set name_vi = $name, name_en = $name where province_code = '92'";
                    rename.Parameters.Add(new DuckDBParameter("name", Name));
                    Assert.NotEqual(0, rename.ExecuteNonQuery());
                }
            }
        }

        return new DataFolder(folder.Path);
    }
}
