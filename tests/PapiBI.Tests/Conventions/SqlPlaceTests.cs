using System.Text.RegularExpressions;

namespace PapiBI.Tests.Conventions;

/// <summary>SQL lives in the warehouse and nowhere else.</summary>
public sealed partial class SqlPlaceTests
{
    [Fact]
    public void No_string_of_etl_or_reports_is_SQL()
    {
        Assert.Empty(Repository.Files("etl", "*.cs").Concat(Repository.Files("reports", "*.cs"))
            .SelectMany(file => SqlIn(Repository.Read(file)).Select(sql => $"{file}: {sql}")));
    }

    [Fact]
    public void No_script_lies_outside_the_warehouse()
    {
        // Goldens are what the compiler wrote, to be read; nothing runs them.
        Assert.All(Repository.Files("", "*.sql").Where(file => !file.StartsWith("tests/PapiBI.Tests/Golden/", StringComparison.Ordinal)), file => Assert.StartsWith("warehouse/PapiBI.Warehouse/", file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("var x = \"select a from b\";", true)]
    [InlineData("var x = \"\"\"\n  SELECT *\n  FROM b\n \"\"\";", true)]
    [InlineData("var x = $\"insert into t values ({y})\";", true)]
    [InlineData("var x = \"delete from t\";", true)]
    [InlineData("// select a from b", false)]
    [InlineData("var x = \"Select a province from the list.\";", false)]
    [InlineData("var x = \"papibi query 'select a from b'\";", false)]
    public void The_rule_knows_SQL_from_prose(string source, bool isSql)
    {
        Assert.Equal(isSql, SqlIn(source).Any());
    }

    private static IEnumerable<string> SqlIn(string source) =>
        Literal().Matches(source)
            .Select(match => match.Value)
            .Where(literal => Statement().IsMatch(literal))
            // What --help shows an analyst to type.
            .Where(literal => !literal.Contains("papibi query", StringComparison.Ordinal));

    [GeneratedRegex(
        """
        (?s)"{3,}.*?"{3,}|"(\\.|[^"\\\n])*"
        """,
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Literal();

    // Lower-case or upper-case throughout, as SQL is written; "Select … from the list." is a sentence.
    [GeneratedRegex(
        """
        (?s)\b(select|SELECT)\b.+\b(from|FROM)\s+\w|\b(insert into|INSERT INTO|delete from|DELETE FROM|merge into|MERGE INTO|create (table|view|temp)|CREATE (TABLE|VIEW|TEMP)|drop (table|view)|DROP (TABLE|VIEW))\b
        """,
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Statement();
}
