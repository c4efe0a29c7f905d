using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse;

/// <summary>Releases stay for ever, so a file made before printed facts were known is still read, and never touched.</summary>
public sealed class OlderReleaseTests : IDisposable
{
    private readonly TestWarehouse warehouse = new();

    public void Dispose() => warehouse.Dispose();

    [Fact]
    public void A_release_made_before_printed_facts_answers_as_before()
    {
        var file = Publish();
        IReadOnlyList<string> before = Answers(file);
        ReleaseFile.MakeOlderThanPrintedFacts(file);

        Assert.Equal(["2021 03 11 1/2 +4.5 6", "2021 02 9 2/2 +0 6", "2021 01 – – – 6"], before.Take(3));
        Assert.Equal(before, Answers(file));
    }

    [Fact]
    public void Reading_a_release_made_before_printed_facts_leaves_its_bytes_and_its_folder_alone()
    {
        var file = Publish();
        ReleaseFile.MakeOlderThanPrintedFacts(file);
        byte[] bytes = File.ReadAllBytes(file);

        Answers(file);

        Assert.Equal(bytes, File.ReadAllBytes(file));
        Assert.Equal([file], Directory.GetFiles(warehouse.Data.Releases, "*.duckdb*"));
    }

    [Fact]
    public void A_release_made_before_printed_facts_has_none_and_its_totals_are_sums()
    {
        var file = Publish();
        ReleaseFile.MakeOlderThanPrintedFacts(file);
        using var release = Release.Open(file);
        var catalog = ReleaseCatalog.Read(release);

        Assert.Empty(PublishedFacts.Read(release, Some.Index).All);
        Assert.All(catalog.Items, item => Assert.True(item.IsSummed));
        Assert.All(catalog.Items, item => Assert.Null(item.Weight));
        Assert.Equal(["2020 3/3", "2021 2/3"], catalog.Editions.Select(e => $"{e.Year} {e.Held}/{e.Of}"));
    }

    [Fact]
    public void A_release_made_before_official_tables_answers_as_before()
    {
        var file = Publish();
        IReadOnlyList<string> before = Answers(file);
        ReleaseFile.MakeOlderThanOfficialTables(file);

        Assert.Equal(before, Answers(file));
    }

    [Fact]
    public void A_release_of_this_program_is_read_where_it_lies_and_worked_out_no_second_time()
    {
        var file = Publish();
        ReleaseFile.Change(file, "update score set score = 7 where year = 2021 and province_code = '02' and level = 'total'");

        Assert.Equal("2021 02 7 2/2 +-2 6", Answers(file)[1]);
    }

    [Fact]
    public void A_release_made_by_an_earlier_program_is_read_with_todays_views()
    {
        var file = Publish();
        IReadOnlyList<string> before = Answers(file);
        ReleaseFile.Change(
            file,
            "update schema_journal set sha256 = 'earlier' where script = '(views)'",
            "drop view change_ledger",
            "drop view benchmark",
            "drop view standing",
            "drop view standing_in_region",
            "drop table coverage",
            "drop table score",
            "create table score as select 'earlier' as shape");

        Assert.Equal(before, Answers(file));
    }

    [Fact]
    public void What_is_loaded_after_a_release_is_not_in_the_views_of_the_working_database_before_the_next()
    {
        Publish();
        warehouse.Load(Some.Scores(2021, [("01", 1, 1, 1)]));
        using var database = warehouse.Open();

        Assert.Equal([9.0, 11.0], database.Query<double>("select score from score where level = 'total' and year = 2021 and score is not null order by score"));
    }

    [Fact]
    public void Two_readers_may_open_an_older_release_at_once()
    {
        var file = Publish();
        ReleaseFile.MakeOlderThanPrintedFacts(file);

        using var one = Release.Open(file);
        using var other = Release.Open(file);

        Assert.Equal(Answers(one), Answers(other));
    }

    private string Publish()
    {
        warehouse.Load(
        [
            .. Some.Country(3),
            .. Some.IndexOf([2020, 2021]),
            Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1), ("03", 1, 4.5, 1)]),
            Some.Scores(2021, [("01", 5, null, 1), ("02", 4, 4, 1), ("03", 5, 4, 2)]),
        ]);
        return Assert.IsType<PublishOutcome.Published>(warehouse.Publish()).File;
    }

    private static List<string> Answers(string file)
    {
        using var release = Release.Open(file);
        return Answers(release);
    }

    // The league of the total, every benchmark, and where one score came from.
    private static List<string> Answers(Release release)
    {
        var league = release.Ask(new MetricQuery
        {
            IndexCode = Some.Index,
            Years = [2021],
            Levels = [IndicatorLevel.Total],
            Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.ScoreChange],
        });
        var benchmarks = release.Ask(new MetricQuery { IndexCode = Some.Index, By = [Breakdown.Year, Breakdown.Item], Measures = [Measure.Ranked, Measure.Mean, Measure.Median] });
        return
        [
            .. league.Rows.Select(r => FormattableString.Invariant(
                $"{r.Year} {r.ProvinceCode} {(r[Measure.Score] is { } score ? $"{score:0.##}" : "–")} {(r[Measure.Rank] is { } rank ? $"{rank}/{r[Measure.Ranked]}" : "–")} {(r[Measure.ScoreChange] is { } change ? $"+{change:0.##}" : "–")} {ReleaseCatalog.Read(release).Items.Count(i => i.Year == r.Year)}")),
            .. benchmarks.Rows.Select(r => FormattableString.Invariant($"{r.Year} {r.ItemCode} {r[Measure.Ranked]} {r[Measure.Mean]} {r[Measure.Median]}")),
            .. Trace.Cells(release, Some.Index, 2020, "01", Some.Index).Select(c => $"{c.ItemCode} {c.Score} {c.FileName} {c.Origin}"),
        ];
    }
}
