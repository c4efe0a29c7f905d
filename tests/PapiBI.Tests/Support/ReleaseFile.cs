using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace PapiBI.Tests.Support;

/// <summary>A release file as another program might have left it; PapiBI itself never alters one.</summary>
public static class ReleaseFile
{
    public static void Change(string file, params IEnumerable<string> statements)
    {
        using var connection = new DuckDBConnection($"DataSource={file};threads=1");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>What an analyst reads there: each row as its values with blanks between, "–" for null.</summary>
    public static IReadOnlyList<string> Read(string file, string sql)
    {
        using var connection = new DuckDBConnection($"DataSource={file};ACCESS_MODE=READ_ONLY;threads=1");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Rows(command);
    }

    public static IReadOnlyList<string> Rows(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "–" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }

        return rows;
    }

    /// <summary>
    /// Takes away all that came with printed facts: what remains is what the program before migration 0002 wrote.
    /// Its score was a view, of which only the shape matters here: today's stands over it.
    /// </summary>
    public static void MakeOlderThanPrintedFacts(string file)
    {
        MakeOlderThanOfficialTables(file);
        Change(
            file,
            "drop table published_fact",
            "drop table coverage",
            "drop table score",
            "create view score as select s.index_code, s.year, s.item_code, s.province_code, s.score from published_score s",
            "drop table fact_published",
            "drop table item",
            "alter table dim_indicator drop column is_summed",
            "alter table dim_indicator drop column weight",
            "create view item as select d.* from dim_indicator d join newest_load n on n.load_id = d.load_id",
            "delete from schema_journal where script = '0002_published_facts.sql'");
    }

    /// <summary>Takes away all that came with official tables: what remains is what the program before migration 0003 wrote.</summary>
    public static void MakeOlderThanOfficialTables(string file) => Change(
        file,
        "drop table uncertainty",
        "drop table fact_uncertainty",
        "drop table indicator_value",
        "drop table fact_indicator_value",
        "alter table visible_load drop column precedence",
        "alter table source_load drop column precedence",
        "alter table source_load drop column description",
        "alter table source_load drop column description_sha256",
        "delete from schema_journal where script = '0003_official_tables.sql'",
        "update schema_journal set sha256 = 'earlier' where script = '(views)'");
}
