using System.Text;
using System.Text.RegularExpressions;
using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Conventions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Warehouse;

/// <summary>A text that its column cannot keep refuses the file, on both engines alike and by its cell.</summary>
public abstract class TextLengthTests : IDisposable
{
    private const string Regions = "# papibi: regions\nregion_code,name_vi,name_en,sort_order\n";

    private readonly TemporaryFolder folder = new();
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly TestEngine engine;
    private readonly DataFolder data;

    protected TextLengthTests(TestEngine engine)
    {
        this.engine = engine;
        data = engine.Install(folder.Path);
        Database = WorkingDatabase.Open(data, clock, TimeSpan.FromSeconds(30));
    }

    protected WorkingDatabase Database { get; }

    public void Dispose()
    {
        Database.Dispose();
        engine.Remove(data);
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_name_as_long_as_its_column_is_kept_whole()
    {
        var name = new string('ộ', 100);

        Assert.IsType<LoadOutcome.Loaded>(Load(Regions + $"R1,{name},Region,1\n"));

        Assert.Equal([name], Database.Query<string>("select r.name_vi from dim_region r"));
    }

    [Fact]
    public void A_name_longer_than_its_column_is_told_with_its_cell() => Refused(
        Regions + $"R1,Vùng 1,Region 1,1\nR2,{new string('ộ', 101)},Region 2,2\n",
        IssueCodes.TextTooLong,
        $"Dòng 4, cột 2: “{new string('ộ', 40)}…” (name_vi) dài 101 ký tự, tối đa 100; hãy rút gọn.",
        $"Line 4, column 2: “{new string('ộ', 40)}…” (name_vi) has 101 letters, 100 at most; shorten it.");

    [Fact]
    public void Signs_beyond_the_first_plane_count_twice_as_on_SQL_Server() => Refused(
        Regions + $"R1,{string.Concat(Enumerable.Repeat("🏛", 51))},Region,1\n", IssueCodes.TextTooLong, "dài 102 ký tự, tối đa 100", "has 102 letters, 100 at most");

    [Fact]
    public void A_code_with_marks_is_refused_where_it_would_lose_them() => Refused(
        Regions + "ĐBSCL,Vùng,Region,1\n", IssueCodes.BadCode, "Dòng 3, cột 1: mã “ĐBSCL” (region_code) có chữ ngoài bảng ASCII", "Line 3, column 1: the code “ĐBSCL” (region_code) has letters beyond ASCII");

    [Fact]
    public void A_code_longer_than_its_column_is_refused() => Refused(
        Regions + "ABCDEFGHIJKLMNOPQRSTU,Vùng,Region,1\n", IssueCodes.TextTooLong, "(region_code) dài 21 ký tự, tối đa 20", "(region_code) has 21 letters, 20 at most");

    [Fact]
    public void A_citation_too_long_is_told_with_its_line() => Refused(
        $"# papibi: regions\n# citation: {new string('a', 1_001)}\nregion_code,name_vi,name_en,sort_order\nR1,Vùng,Region,1\n",
        IssueCodes.TextTooLong, "Dòng 2, cột 1: ", "Line 2, column 1: ");

    [Fact]
    public void The_loader_itself_refuses_what_comes_past_the_reader()
    {
        var batch = Some.Batch(LoadKind.Regions, "", [new RegionRow { Origin = new Origin("2020", "B3"), RegionCode = "R1", NameVi = new string('n', 101), NameEn = "", SortOrder = 1 }]);
        var loader = new WarehouseLoader(Database, clock, Steps.Silent);

        var issue = Assert.Single(Assert.IsType<LoadOutcome.Refused>(loader.Load(batch)).Issues);

        Assert.Equal((IssueCodes.TextTooLong, "Cell B3, sheet “2020”: “nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…” (name_vi) has 101 letters, 100 at most; shorten it."), (issue.Code, issue.Message.En));
        Assert.Equal([issue], loader.Rehearse([batch]));
        Assert.Equal(0, Database.Query<int>("select count(*) from dim_region r")[0]);
    }

    [Fact]
    public void What_the_service_writes_of_a_refusal_is_cut_and_told_once()
    {
        var loader = new WarehouseLoader(Database, clock, Steps.Silent);
        var file = Some.File(new string('ê', 300) + ".csv") with { Citation = new string('c', 1_500), Source = new string('s', 1_500) };
        Issue[] issues = [new(IssueCodes.KindUnknown, Severity.Error, new Origin(new string('t', 150), new string('v', 80)), new Text(new string('ộ', 3_000), $"{new string('o', 1_998)}🏛 and more"))];

        var first = loader.Refuse(file, null, new string('ộ', 50), issues, new string('d', 120));

        Assert.Equal(first.LoadId, loader.Refuse(file, null, "", issues).LoadId);
        Assert.Equal([$"{new string('o', 1_998)}…"], Database.Query<string>("select i.message_en from load_issue i"));
        Assert.Equal([$"{new string('ộ', 1_999)}…"], Database.Query<string>("select i.message_vi from load_issue i"));
        Assert.Equal([$"{new string('?', 37)}..."], Database.Query<string>("select l.scope from source_load l"));
        Assert.Equal([260], Database.Query<string>("select l.file_name from source_load l").Select(name => name.Length));
    }

    [Theory]
    [InlineData("R1 ", "R1")]
    [InlineData("R1\u00A0", "R1")]
    [InlineData("\"R1  \"", "\"  R1\"")]
    public void Keys_that_differ_by_blanks_around_them_are_one_key(string one, string other) => Refused(
        Regions + $"{one},Vùng,Region,1\n{other},Vùng,Region,2\n", IssueCodes.RowDuplicate, "“R1” đã có ở trên", "“R1” is already given");

    private LoadOutcome Load(string table)
    {
        var path = Path.Combine(folder.Path, "bảng.csv");
        File.WriteAllText(path, table, Encoding.UTF8);
        return Assert.Single(new LoadJob(Database, data, clock, Steps.Silent).Run([path])).Outcome;
    }

    private void Refused(string table, string code, string vi, string en)
    {
        var issue = Assert.Single(Assert.IsType<LoadOutcome.Refused>(Load(table)).Issues);

        Assert.Equal(code, issue.Code);
        Assert.Contains(vi, issue.Message.Vi, StringComparison.Ordinal);
        Assert.Contains(en, issue.Message.En, StringComparison.Ordinal);
        Assert.Equal([code], Database.Query<string>("select i.code from load_issue i"));
        Assert.Equal(0, Database.Query<int>("select count(*) from dim_region r")[0]);
    }
}

public sealed class TextLengthOnDuckDbTests() : TextLengthTests(TestEngine.DuckDb);

public sealed class TextLengthOnSqlServerTests() : TextLengthTests(TestEngine.SqlServer)
{
    [Fact]
    public void The_lengths_are_those_of_the_tables_that_the_server_has()
    {
        Assert.All(TextColumns.Tables.Where(table => table != "schema_journal"), table => Assert.Equal(
            Database.Query<(string Name, int Place, int? Longest, string Type)>(
                "select c.column_name, c.ordinal_position - 1, c.character_maximum_length, c.data_type from information_schema.columns c where c.table_schema = 'dbo' and c.table_name = @table order by c.ordinal_position",
                new { table })
                .Where(column => column.Longest is not null)
                .Select(column => new TextColumn(column.Name, column.Place, column.Longest!.Value, column.Type == "varchar")),
            TextColumns.Of(table)));
    }
}

/// <summary>The one source of the lengths, held against what stands beside it.</summary>
public sealed partial class TextColumnTests
{
    [Fact]
    public void DuckDB_declares_the_same_columns_and_lengths() => Assert.Equal(Columns("SqlServer"), Columns("DuckDb"));

    [Fact]
    public void Every_text_column_of_the_scripts_is_among_them() =>
        Assert.Equal(Columns("SqlServer").Order(StringComparer.Ordinal), TextColumns.Tables.SelectMany(table => TextColumns.Of(table).Select(column => $"{column.Name} {(column.IsPlain ? "" : "n")}varchar({column.Longest})")).Order(StringComparer.Ordinal));

    [Fact]
    public void Codes_of_issues_and_audits_fit_their_column() =>
        Assert.All([.. IssueCodes.All, .. PapiBI.Warehouse.Audits.Audit.All.Select(audit => $"audit-{audit.Code}")], code => Assert.InRange(code.Length, 1, TextColumns.Of("load_issue").Single(c => c.Name == "code").Longest));

    // The tables of releases on a server hold what the others held before.
    private static string[] Columns(string dialect) =>
    [
        .. Repository.Files($"warehouse/PapiBI.Warehouse/Migrations/{dialect}", "*.sql")
            .Where(file => !file.EndsWith("0005_released.sql", StringComparison.Ordinal))
            .SelectMany(file => Declared().Matches(Repository.Read(file)).Select(c => $"{c.Groups["name"].Value} {c.Groups["type"].Value}")),
    ];

    [GeneratedRegex(@"(?<name>[a-z0-9_]+) (?<type>n?varchar\([0-9]+\))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declared();
}
