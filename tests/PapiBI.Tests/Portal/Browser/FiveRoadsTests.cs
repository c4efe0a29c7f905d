using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Portal.Browser;

/// <summary>The league of PAPI 2021 has one answer, whoever asks for it and how.</summary>
[Collection(nameof(Browsing))]
public sealed class FiveRoadsTests(OpenBrowser browser, PublishedSamples samples)
{
    private const string League = "/reports/national-league";
    private const string Question = "?index=PAPI&year=2021";

    [Fact]
    public async Task Page_JSON_workbook_CSV_and_SQL_give_the_same_league()
    {
        await using var visit = await browser.Visit();
        await visit.Open(League + Question);

        var page = (await visit.Rows("#p2 table")).Select(row => new Place(row[1], row[2].Replace(',', '.'), row[0])).ToList();

        Assert.Equal(63, page.Count);
        Assert.Equal(new Place("Thừa Thiên Huế", "48.06", "1/60"), page[0]);
        Assert.Contains(new Place("Cần Thơ", "41.23", "42/60"), page);
        Assert.Equal(page, await OfJson(visit.Page));
        Assert.Equal(page, await OfWorkbook(visit.Page));
        Assert.Equal(page, await OfCsv(visit.Page));
        Assert.Equal(page.Where(place => place.Score != "–").OrderBy(place => place.Name, StringComparer.Ordinal), (await OfSql()).OrderBy(place => place.Name, StringComparer.Ordinal));
    }

    private static async Task<IEnumerable<Place>> OfJson(IPage page)
    {
        var answer = await page.APIRequest.GetAsync(await Link(page.Locator(".actions a", new() { HasText = "JSON" })));
        using var document = JsonDocument.Parse(await answer.TextAsync());
        var table = document.RootElement.GetProperty("pages")[1].GetProperty("blocks").EnumerateArray().First(block => block.GetProperty("kind").GetString() == "table");
        return [.. table.GetProperty("rows").EnumerateArray().Select(row => new Place(
            row[1].GetProperty("text").GetString()!,
            row[2].TryGetProperty("number", out var score) ? Two(score.GetDouble()) : "–",
            row[0].GetProperty("text").GetString()!))];
    }

    private static async Task<IEnumerable<Place>> OfWorkbook(IPage page)
    {
        var taken = await page.RunAndWaitForDownloadAsync(() => page.Locator(".actions .button").ClickAsync());
        var rows = new ReadWorkbook(await File.ReadAllBytesAsync(await taken.PathAsync())).Rows("Bảng xếp hạng");
        return [.. rows.SkipWhile(row => row.Count == 0 || row[0].Text != "Hạng").Skip(1).TakeWhile(row => row.Count > 2).Select(row => new Place(row[1].Text, row[2].Shown, row[0].Shown))];
    }

    private static async Task<IEnumerable<Place>> OfCsv(IPage page)
    {
        var answer = await page.APIRequest.GetAsync(await Link(page.Locator("#p2 .take a")));
        return [.. (await answer.TextAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).Select(row => new Place(
            row[1],
            row[2].Length == 0 ? "–" : Two(double.Parse(row[2], CultureInfo.InvariantCulture)),
            row[0].Length == 0 ? "–" : row[0] + "/60"))];
    }

    private async Task<IReadOnlyList<Place>> OfSql()
    {
        _ = samples.Release;
        await using var result = await new AdHocQuery(samples.PublicFile, TimeProvider.System).Run(
            """
            select p.name_vi, s.score, s.rank_place, s.ranked
            from standing s
            join edition_province p
                on p.index_code = s.index_code
               and p.year = s.year
               and p.province_code = s.province_code
            where s.index_code = 'PAPI'
              and s.year = 2021
              and s.item_code = 'PAPI'
              and s.rank_place is not null
            """,
            new AdHocLimits { Timeout = TimeSpan.FromMinutes(2) },
            TestContext.Current.CancellationToken);
        var places = new List<Place>();
        await foreach (var row in result.Rows())
        {
            places.Add(new Place((string)row[0]!, Two(Convert.ToDouble(row[1], CultureInfo.InvariantCulture)), string.Create(CultureInfo.InvariantCulture, $"{row[2]}/{row[3]}")));
        }

        Assert.Null(result.Refusal);
        return places;
    }

    private static async Task<string> Link(ILocator link) => (await link.First.GetAttributeAsync("href"))!;

    private static string Two(double score) => Math.Round(score, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);

    private sealed record Place(string Name, string Score, string Rank);
}
