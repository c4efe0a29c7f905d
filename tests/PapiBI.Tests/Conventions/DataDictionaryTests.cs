using System.Reflection;
using System.Text.RegularExpressions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.Audits;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Tests.Conventions;

/// <summary>The data dictionary, warehouse/README.md, says of the warehouse what is true, and all of it.</summary>
public sealed partial class DataDictionaryTests(PublishedSamples samples)
{
    private static readonly string Dictionary = Repository.Read("warehouse/README.md").ReplaceLineEndings("\n");

    public static TheoryData<string> Examples => [.. SqlBlock().Matches(Dictionary).Select(block => block.Groups["sql"].Value)];

    [Fact]
    public void Every_table_and_view_stands_there_with_its_columns_and_their_types_and_nothing_else_does()
    {
        using var warehouse = new TestWarehouse();
        using var database = warehouse.Open();
        var real = database.Query<(string Relation, string Column, string Type)>(
            """
            select c.table_name, c.column_name, lower(c.data_type)
            from information_schema.columns c
            where c.table_schema = 'main'
            order by c.table_name, c.ordinal_position
            """);

        Assert.NotEmpty(real);
        Assert.Equal(
            string.Join('\n', real.Select(c => $"{c.Relation}.{c.Column} {c.Type}")),
            string.Join('\n', Relations().OrderBy(r => r.Name, StringComparer.Ordinal).SelectMany(r => Columns(r).Select(column => $"{r.Name}.{column}"))));
    }

    [Fact]
    public void Every_table_and_view_states_its_grain() =>
        Assert.All(Relations(), relation => Assert.Matches(@"(?m)^Grain: \S", relation.Text));

    [Fact]
    public void Every_measure_stands_there_in_its_family() => Assert.Equal(
        Measure.All.Select(m => $"{m.Code} {m.Family.ToString().ToLowerInvariant()}").Order(StringComparer.Ordinal),
        MeasureRow().Matches(Dictionary).Select(row => $"{row.Groups["code"].Value} {row.Groups["family"].Value}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_audit_stands_there_in_its_own_words() => Assert.Equal(
        Audit.All.Select(a => $"{a.Code}: {a.Rule.En}").Order(StringComparer.Ordinal),
        Rows("Audits").Select(row => $"{row.Groups["code"].Value}: {row.Groups["rest"].Value}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_reason_to_refuse_a_query_stands_there() => Assert.Equal(
        typeof(RefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal),
        Rows("Refusals").Select(row => row.Groups["code"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_table_of_the_application_database_stands_there()
    {
        var scripts = Repository.Files("warehouse/PapiBI.Warehouse/State/Migrations/Sqlite", "*.sql").Select(Repository.Read).ToList();
        IEnumerable<string> Named(string pattern) => scripts.SelectMany(script => Regex.Matches(script, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))).Select(table => table.Groups["name"].Value);
        var created = Named(@"create table (if not exists )?(?<name>\w+)").Except(Named(@"drop table (?<name>\w+)"));

        Assert.Equal(
            created.Order(StringComparer.Ordinal),
            Regex.Matches(SectionsOf(2).Single(s => s.Name == "The application database").Text, @"(?m)^\| `(?<name>\w+)` \| One row", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
                .Select(row => row.Groups["name"].Value)
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_runs_as_an_analyst_would_run_it_and_has_an_answer(string sql)
    {
        await using var result = await new AdHocQuery(samples.PublicFile, TimeProvider.System)
            .Run(sql, new AdHocLimits { Timeout = TimeSpan.FromMinutes(2) }, TestContext.Current.CancellationToken);
        await foreach (var row in result.Rows())
        {
            Assert.Equal(result.Columns.Count, row.Count);
        }

        Assert.Null(result.Refusal);
        Assert.NotEqual(0, result.RowsRead);
        Assert.False(result.IsCapped);
    }

    private static IEnumerable<Section> Relations() => SectionsOf(3).Where(s => s.Name.StartsWith('`')).Select(s => s with { Name = s.Name.Trim('`') });

    private static IEnumerable<string> Columns(Section relation) =>
        ColumnRow().Matches(relation.Text).Select(row => $"{row.Groups["name"].Value} {row.Groups["type"].Value}");

    private static IEnumerable<Match> Rows(string heading) =>
        CodeRow().Matches(SectionsOf(2).Concat(SectionsOf(3)).Single(s => s.Name == heading).Text);

    /// <summary>The parts of the text under a heading of this depth, each up to the next heading of that depth or above.</summary>
    private static IEnumerable<Section> SectionsOf(int depth) =>
        Regex.Matches(
                Dictionary,
                $@"^{new string('#', depth)} (?<name>[^\n]+)\n(?<text>.*?)(?=^#{{1,{depth}}} |\z)",
                RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(5))
            .Select(m => new Section(m.Groups["name"].Value, m.Groups["text"].Value));

    private sealed record Section(string Name, string Text);

    // | `score` | double | points | … |
    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<type>[^|]+) \| [^|]+ \| [^|]+ \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex ColumnRow();

    // | `rank_place` | standing | … | … |
    [GeneratedRegex(@"^\| `(?<code>\w+)` \| (?<family>standing|field|count|ledger) \| ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex MeasureRow();

    // | `scores-in-range` | … |
    [GeneratedRegex(@"^\| `(?<code>[a-z-]+)` \| (?<rest>[^|]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex CodeRow();

    [GeneratedRegex(@"^```sql\n(?<sql>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex SqlBlock();
}
