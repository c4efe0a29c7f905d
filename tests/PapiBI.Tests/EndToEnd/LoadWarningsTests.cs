using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>What was warned of at loading stands on the sources page of the reports that use the file.</summary>
public abstract class LoadWarningsTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "Cảnh báo khi nạp", "mine.csv: cảnh báo 1", "và 2 cảnh báo khác.")]
    [InlineData(Language.English, "Warnings at loading", "mine.csv: warning 1", "and 2 more.")]
    public void Ten_warnings_are_told_and_the_others_counted(Language language, string heading, string first, string last)
    {
        warehouse.Load([.. Some.Country(6), .. Some.IndexOf([2020]), Warned(Some.Scores(2020, [.. Enumerable.Range(1, 6).Select(n => ($"0{n}", (double?)n, (double?)3, (double?)1))], Some.File("mine.csv")), 12)]);

        Assert.Equal([heading, first, last], SourcesOf(language));
    }

    [Fact]
    public void Of_an_edition_that_is_not_held_whole_those_of_its_printed_figures_are_told()
    {
        warehouse.Load(
        [
            .. Some.Country(6), .. Some.IndexOf([2020], isWhole: false),
            Warned(Some.Published([Some.Figure(2020, "01", PublishedMeasure.Rank, 2)], Some.File("mine.csv")), 1),
            Warned(Some.Published([Some.Figure(2020, "01", PublishedMeasure.Rank, 3, item: "1")], Some.File("other.csv")), 1),
        ]);

        Assert.Equal(["Warnings at loading", "mine.csv: warning 1", "mine.csv: warning 1"], SourcesOf(Language.English));
    }

    [Fact]
    public void Where_nothing_was_warned_of_nothing_is_said()
    {
        warehouse.Load([.. Some.Country(6), .. Some.IndexOf([2020], isWhole: false), Some.Published([Some.Figure(2020, "01", PublishedMeasure.Rank, 2)])]);

        Assert.DoesNotContain("Warnings at loading", SourcesOf(Language.English));
    }

    private static LoadBatch Warned(LoadBatch batch, int warnings) => batch with
    {
        Warnings = [.. Enumerable.Range(1, warnings).Select(n => new Issue("sources-disagree", Severity.Warning, Origin.File, new Text($"cảnh báo {n}", $"warning {n}")))],
    };

    // The last heading, and the first and the last line below it.
    private List<string> SourcesOf(Language language)
    {
        warehouse.Publish();
        using var release = warehouse.OpenRelease();
        var blocks = Report.Build(release, ReleaseCatalog.Read(release), new LeagueRequest(Some.Index, 2020, language)).Pages[^1].Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).ToList();
        IReadOnlyList<string> lines = blocks.OfType<NotesBlock>().Last().Lines;
        return [blocks.OfType<HeadingBlock>().Last().Finding, lines[0], lines[^1]];
    }
}

public sealed class LoadWarningsOnDuckDbTests() : LoadWarningsTests(TestEngine.DuckDb);

public sealed class LoadWarningsOnSqlServerTests() : LoadWarningsTests(TestEngine.SqlServer);
