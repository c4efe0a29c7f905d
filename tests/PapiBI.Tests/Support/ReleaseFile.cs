using DuckDB.NET.Data;

namespace PapiBI.Tests.Support;

/// <summary>A release file as another program might have left it; PapiBI itself never alters one.</summary>
public static class ReleaseFile
{
    public static void Change(string file, params IEnumerable<string> statements)
    {
        using var connection = new DuckDBConnection($"DataSource={file}");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>
    /// Takes away all that came with printed facts: what remains is what the program before migration 0002 wrote.
    /// Its score was a view, of which only the shape matters here: today's stands over it.
    /// </summary>
    public static void MakeOlderThanPrintedFacts(string file) => Change(
        file,
        "drop view published_fact",
        "drop table coverage",
        "drop table score",
        "create view score as select s.index_code, s.year, s.item_code, s.province_code, s.score from published_score s",
        "drop table fact_published",
        "drop view item",
        "alter table dim_indicator drop column is_summed",
        "alter table dim_indicator drop column weight",
        "create view item as select d.* from dim_indicator d join newest_load n on n.load_id = d.load_id",
        "delete from schema_journal where script = '0002_published_facts.sql'",
        "update schema_journal set sha256 = 'earlier' where script = '(views)'");
}
