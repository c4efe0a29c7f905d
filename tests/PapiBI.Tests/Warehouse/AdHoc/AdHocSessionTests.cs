using DuckDB.NET.Data;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Warehouse.AdHoc;

/// <summary>The cage alone: what the engine itself refuses when a statement has slipped past the gate.</summary>
public sealed class AdHocSessionTests : IDisposable
{
    private readonly SmallRelease release = new();

    public void Dispose() => release.Dispose();

    [Theory]
    [InlineData("insert into province values ('1', 'x', 'y')")]
    [InlineData("update province set region = 'x'")]
    [InlineData("delete from fact_score")]
    [InlineData("create table release.main.t (a integer)")]
    [InlineData("create view release.main.v as select 1")]
    [InlineData("drop view score")]
    [InlineData("alter table province rename to p")]
    [InlineData("copy province to '{folder}/out.csv'")]
    [InlineData("copy (select 1) to '{folder}/out.parquet' (format parquet)")]
    [InlineData("copy (select 1 a) to '/dev/stdout'")]
    [InlineData("export database '{folder}/out'")]
    [InlineData("import database '{folder}'")]
    [InlineData("attach '{folder}/other.duckdb' as other")]
    [InlineData("attach '{file}' as again")]
    [InlineData("install httpfs")]
    [InlineData("load httpfs")]
    [InlineData("load '{folder}/x.duckdb_extension'")]
    [InlineData("set threads = 4")]
    [InlineData("set memory_limit = '100GB'")]
    [InlineData("reset memory_limit")]
    [InlineData("set enable_external_access = true")]
    [InlineData("set disabled_filesystems = ''")]
    [InlineData("set lock_configuration = false")]
    [InlineData("reset lock_configuration")]
    [InlineData("set temp_directory = '{folder}/spill'")]
    [InlineData("set allow_community_extensions = true")]
    [InlineData("select * from '{folder}/secret.csv'")]
    [InlineData("select * from read_csv('{folder}/secret.csv')")]
    [InlineData("select * from read_text('{folder}/secret.csv')")]
    [InlineData("select * from read_blob('{file}')")]
    [InlineData("select * from read_text('/proc/self/environ')")]
    [InlineData("select * from glob('{folder}/*')")]
    [InlineData("select * from sniff_csv('{folder}/secret.csv')")]
    [InlineData("select * from read_parquet('https://example.org/x.parquet')")]
    [InlineData("select * from query('select * from read_text(''{folder}/secret.csv'')')")]
    [InlineData("select * from enable_logging(storage = 'file', storage_path = '{folder}/log')")]
    [InlineData("create persistent secret s (type http)")]
    [InlineData("select getenv('HOME')")]
    public void The_engine_refuses_without_the_gate(string template)
    {
        string before = Listing();
        string sql = template.Replace("{folder}", release.Folder, StringComparison.Ordinal)
            .Replace("{file}", release.File, StringComparison.Ordinal);
        using (AdHocSession session = release.Open())
        {
            Assert.Throws<DuckDBException>(() => Drain(session, sql));
        }

        Assert.Equal(before, Listing());
    }

    [Fact]
    public void A_release_whose_path_has_a_quote_opens()
    {
        string quoted = Path.Combine(release.Folder, "it's.duckdb");
        File.Copy(release.File, quoted);

        using AdHocSession session = AdHocSession.Open(quoted, new AdHocLimits());

        Assert.Equal(5, Drain(session, "select * from province"));
    }

    [Fact]
    public void A_missing_release_is_an_error_of_the_surroundings_that_tells_no_path()
    {
        ReleaseUnavailableException error = Assert.Throws<ReleaseUnavailableException>(
            () => AdHocSession.Open(Path.Combine(release.Folder, "none.duckdb"), new AdHocLimits()));

        Assert.DoesNotContain(release.Folder, error.Message, StringComparison.Ordinal);
    }

    private string Listing() => string.Join('\n', Directory.EnumerateFileSystemEntries(release.Folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {(File.Exists(path) ? new FileInfo(path).Length : 0)}"));

    private static int Drain(AdHocSession session, string sql)
    {
        using DuckDBDataReader reader = session.Stream(sql);
        int rows = 0;
        while (reader.Read())
        {
            rows++;
        }

        return rows;
    }
}
