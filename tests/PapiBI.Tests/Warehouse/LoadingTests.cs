using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse;

public abstract class LoadingTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_same_file_twice_changes_nothing()
    {
        var scores = Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)]);
        warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020]), scores]);
        var first = Assert.IsType<PublishOutcome.Published>(warehouse.Publish());

        Assert.Equal([new LoadOutcome.AlreadyLoaded(7, SupersededBy: null)], warehouse.Load(scores));
        Assert.Equal(new PublishOutcome.Unchanged(1, first.File), warehouse.Publish());
        Assert.Equal([first.File], ReleaseFiles.In(warehouse.Data).Select(release => release.Path));
    }

    [Fact]
    public void A_corrected_file_supersedes_and_the_earlier_value_stays_traceable()
    {
        warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)], Some.File("first.csv"))]);
        warehouse.Publish();
        warehouse.Load(Some.Scores(2020, [("01", 6, 3, 1), ("02", 4, 4, 1)], Some.File("corrected.csv")));
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        Assert.Equal(10, Total(release, "01"));
        Assert.Equal(
            ["1.1 6 corrected.csv line 2, column 3", "1.1 5 first.csv line 2, column 3 superseded"],
            Trace.Cells(release, Some.Index, 2020, "01", "1.1").Select(c => $"{c.ItemCode} {c.Score} {c.FileName} {c.Origin}{(c.IsSuperseded ? " superseded" : "")}"));
    }

    [Fact]
    public void Sending_an_earlier_file_again_changes_nothing_and_says_which_load_stands()
    {
        var first = Some.Scores(2020, [("01", 5, 3, 1)], Some.File("first.csv"));
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020]), first, Some.Scores(2020, [("01", 6, 3, 1)])]);

        Assert.Equal([new LoadOutcome.AlreadyLoaded(7, SupersededBy: 8)], warehouse.Load(first));
    }

    [Fact]
    public void The_same_refusal_twice_is_on_record_once()
    {
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020])]);
        var bad = Some.Scores(2020, [("01", 11, 3, 1)]);

        var refusals = warehouse.Load(bad, bad, Some.Scores(2020, [("01", 12, 3, 1)]));

        Assert.Equal([7, 7, 8], refusals.Select(r => Assert.IsType<LoadOutcome.Refused>(r).LoadId));
    }

    [Fact]
    public void A_warehouse_of_a_newer_program_is_left_alone()
    {
        using (var database = warehouse.Open())
        {
            database.Execute("insert into schema_journal (script, sha256, applied_at) values ('0099_later.sql', 'x', @at)", new { at = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
        }

        Assert.Contains("0099_later.sql", Assert.Throws<PapiBI.Warehouse.WarehouseUnavailableException>(() => warehouse.Open()).Reason.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_of_totals_only_is_ranked_by_its_published_totals()
    {
        var edition = Some.IndexOf([2020])[0];
        var total = (IndicatorRow)Some.IndexOf([2020])[1].Rows[0];
        warehouse.Load([.. Some.Country(2), edition, Some.Batch(LoadKind.Structure, Some.Index, [total])]);
        warehouse.Load(Some.Batch(LoadKind.Scores, $"{Some.Index} 2020", [Some.Score(2020, "01", Some.Index, 7), Some.Score(2020, "02", Some.Index, 8)]));
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        Assert.Equal(7, Total(release, "01"));
        Assert.Equal(2, release.Ask(new MetricQuery { IndexCode = Some.Index, Years = [2020], Levels = [IndicatorLevel.Total], Provinces = ["01"], By = [], Measures = [Measure.Rank] }).Rows.Single()[Measure.Rank]);
    }

    [Fact]
    public void A_corrected_blank_retracts_the_score()
    {
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1)])]);
        warehouse.Load(Some.Scores(2020, [("01", 5, null, 1)]));
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        Assert.Null(Total(release, "01"));
    }

    [Fact]
    public void A_file_that_an_audit_refuses_leaves_nothing_but_its_refusal()
    {
        warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);
        warehouse.Publish();

        var refused = Assert.IsType<LoadOutcome.Refused>(warehouse.Load(Some.Scores(2020, [("01", 11, 3, 1), ("02", 4, 4, 1)]))[0]);

        var issue = Assert.Single(refused.Issues);
        Assert.Equal("audit-scores-in-range", issue.Code);
        Assert.Equal("line 2, column 3", issue.Origin.ToString());
        Assert.IsType<PublishOutcome.Unchanged>(warehouse.Publish());
        using var database = warehouse.Open();
        Assert.Equal(["refused"], database.Query<string>($"select status from source_load where load_id = {refused.LoadId}"));
        Assert.Equal([0L], database.Query<long>($"select count(*) from fact_score where load_id = {refused.LoadId}"));
        Assert.Equal([1L], database.Query<long>($"select count(*) from load_issue where load_id = {refused.LoadId} and message_vi <> '' and message_en <> ''"));
    }

    [Fact]
    public void A_score_of_an_unknown_province_or_item_is_refused_by_the_audits_too()
    {
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020])]);

        var unknown = Some.Batch(LoadKind.Scores, $"{Some.Index} 2020", [Some.Score(2020, "99", "1.1", 5), Some.Score(2020, "01", "9.9", 5), Some.Score(2020, "01", "1", 5)]);
        var refused = Assert.IsType<LoadOutcome.Refused>(warehouse.Load(unknown)[0]);

        Assert.Equal(["audit-scores-of-known-items", "audit-scores-of-known-items", "audit-scores-of-known-provinces"], refused.Issues.Select(i => i.Code));
    }

    [Fact]
    public void A_newer_list_that_takes_away_what_loaded_rows_need_is_refused()
    {
        var index = Some.IndexOf([2020]);
        warehouse.Load([.. Some.Country(3), .. index, Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)])]);

        Assert.Equal(["audit-provinces-in-known-regions"], Refusal(LoadKind.Regions, "", [Some.Region("R1", 1)]));
        Assert.Equal(["audit-provinces-in-known-regions"], Refusal(LoadKind.Regions, "", []));
        Assert.Equal(["audit-members-of-known-groups", "audit-scores-of-known-provinces"], Refusal(LoadKind.Provinces, "", [Some.Province("01", "R1"), Some.Province("03", "R1")]));
        Assert.Equal(["audit-province-versions-apart"], Refusal(LoadKind.Provinces, "", [Some.Province("01", "R1"), Some.Province("02", "R2"), Some.Province("03", "R1"), Some.Province("03", "R2", from: new DateOnly(2010, 1, 1))]));
        Assert.Equal(["audit-members-of-known-groups"], Refusal(LoadKind.Groups, "", []));
        Assert.Equal(["audit-scores-of-known-provinces"], Refusal(LoadKind.Editions, Some.Index, []));
        Assert.Equal(["audit-scores-of-known-items"], Refusal(LoadKind.Structure, Some.Index, [.. index[1].Rows.Where(row => row is not IndicatorRow { ItemCode: "1.1" })]));
        Assert.Equal(["audit-items-have-parents"], Refusal(LoadKind.Structure, Some.Index, [.. index[1].Rows.Where(row => row is not IndicatorRow { ItemCode: "1" })]));
    }

    [Fact]
    public void A_load_does_not_answer_for_tables_that_it_leaves_alone_but_the_publication_does()
    {
        warehouse.Load([.. Some.Country(2), .. Some.IndexOf([2020])]);
        using (var database = warehouse.Open())
        {
            database.Execute("delete from dim_region where region_code = 'R2'");
        }

        Assert.IsType<LoadOutcome.Loaded>(warehouse.Load(Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1)]))[0]);
        Assert.Equal(["audit-provinces-in-known-regions"], Assert.IsType<PublishOutcome.Refused>(warehouse.Publish()).Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void Rows_that_no_load_of_that_kind_has_are_a_bug()
    {
        Assert.Throws<ArgumentException>(() => warehouse.Load(Some.Batch(LoadKind.Regions, "", [Some.Province("01", "R1")])));
    }

    [Fact]
    public void What_is_loaded_is_not_seen_before_it_is_published()
    {
        warehouse.Load([.. Some.Country(1), .. Some.IndexOf([2020]), Some.Scores(2020, [("01", 5, 3, 1)])]);
        warehouse.Publish();
        using var before = warehouse.OpenRelease();
        warehouse.Load(Some.Scores(2020, [("01", 1, 1, 1)]));

        Assert.Equal(9, Total(before, "01"));
        Assert.Equal(["9"], warehouse.Read("select score from score where level = 'total'"));

        warehouse.Publish();
        Assert.Equal(9, Total(before, "01"));
        using var after = warehouse.OpenRelease();
        Assert.Equal(3, Total(after, "01"));
    }

    [Fact]
    public void A_group_counts_the_members_of_the_editions_own_date()
    {
        warehouse.Load([.. Some.Country(3), .. Some.IndexOf([2020, 2021])]);
        warehouse.Load(Some.Batch(LoadKind.GroupMembers, "", [Member("01", 2000, 2020), Member("02", 2000, null), Member("03", 2021, null)]));
        warehouse.Load(Some.Scores(2020, [("01", 3, 0, 0), ("02", 2, 0, 0), ("03", 1, 0, 0)]), Some.Scores(2021, [("01", 3, 0, 0), ("02", 2, 0, 0), ("03", 1, 0, 0)]));
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        var answer = release.Ask(new MetricQuery { IndexCode = Some.Index, Levels = [IndicatorLevel.Total], Within = new Field.Group("G"), By = [Breakdown.Year, Breakdown.Province], Measures = [Measure.Rank] });

        Assert.Equal(["2020 01 1", "2020 02 2", "2021 02 1", "2021 03 2"], answer.Rows.Select(r => $"{r.Year} {r.ProvinceCode} {r[Measure.Rank]}"));
    }

    private static GroupMemberRow Member(string province, int from, int? to) => new()
    {
        Origin = Origin.File,
        GroupCode = "G",
        ProvinceCode = province,
        ValidFrom = new DateOnly(from, 1, 1),
        ValidTo = to is { } end ? new DateOnly(end, 12, 31) : null,
    };

    private IEnumerable<string> Refusal(LoadKind kind, string scope, IReadOnlyList<SourceRow> rows) =>
        Assert.IsType<LoadOutcome.Refused>(warehouse.Load(Some.Batch(kind, scope, rows))[0]).Issues.Select(issue => issue.Code).Distinct();

    private static double? Total(Release release, string province) =>
        release.Ask(new MetricQuery { IndexCode = Some.Index, Years = [2020], Levels = [IndicatorLevel.Total], Provinces = [province], By = [], Measures = [Measure.Score] }).Rows.Single()[Measure.Score];
}

public sealed class LoadingOnDuckDbTests() : LoadingTests(TestEngine.DuckDb);

public sealed class LoadingOnSqlServerTests() : LoadingTests(TestEngine.SqlServer);
