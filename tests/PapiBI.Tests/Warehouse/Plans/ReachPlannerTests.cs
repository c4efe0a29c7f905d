using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse.Plans;

/// <summary>What the solver is fed from a release, and which questions have no way.</summary>
public abstract class ReachPlannerTests(PublishedSamples all, TestEngine engine) : IDisposable
{
    private static readonly ReachTarget First = new ReachTarget.Rank(1);

    private readonly PublishedSamples samples = all.On(engine);
    private readonly Lazy<TestWarehouse> warehouse = new(() => new TestWarehouse(engine));

    public void Dispose()
    {
        if (warehouse.IsValueCreated)
        {
            warehouse.Value.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Changes_reach_back_to_where_the_part_breaks_and_the_drift_to_where_the_total_does()
    {
        using var release = FourYears();

        var input = Found(release, "02", First).Input;

        // 1.1 since 2019, 1.2 only since its break of 2021; province 03 has no 1.1 in 2020.
        Assert.Equal(["1.1 7", "1.2 3", "2.1 9"], input.Parts.Select(part => $"{part.Code} {part.Changes.Count}"));
        Assert.Equal(["2022 01 0.3", "2022 02 -0.2", "2022 03 0.1"], input.Parts[1].Changes.Select(c => FormattableString.Invariant($"{c.Year} {c.ProvinceCode} {c.Points}")).Order(StringComparer.Ordinal));
        Assert.Equal([2022], input.DriftYears);
        Assert.Equal(["01 9.5 +0.5", "03 8.6 +0.3"], input.Others.Select(other => FormattableString.Invariant($"{other.ProvinceCode} {other.Total} +{other.Changes.Single()}")));
        Assert.Equal(-0.2m, Assert.Single(input.OwnChanges));
        Assert.Equal(new Standing(9.0m, 2, 3, 2), input.Start);
        Assert.Equal(["1.1 5.0 2/3", "1.2 2.8 4/4", "2.1 1.2 1/4"], input.Parts.Select(part => FormattableString.Invariant($"{part.Code} {part.Score:0.0} {part.Place}/{part.Of}")));
    }

    [Fact]
    public void A_part_that_begins_in_the_starting_year_has_no_history_and_no_cap()
    {
        using var release = FourYears();

        var result = Found(release, "02", First, year: 2021);

        Assert.Equal((0, 0), (result.Input.Parts[1].Changes.Count, result.Input.Parts[1].Cap));
        Assert.Null(result.Drifting);
    }

    [Fact]
    public void Ninh_Thuan_reaches_rank_45_of_2020_from_rank_58()
    {
        var result = Found(samples.Release, "58", new ReachTarget.Rank(45), "PAPI", 2020);

        var (start, way) = (result.Held.Start, result.Held.Ways[0]);
        Assert.Equal((58, 63, 4), (start.Place, start.Of, start.Group));
        Assert.Equal((40.75m, 42.15m, 1.41m), (Math.Round(start.Total, 2), Math.Round(result.Held.Threshold, 2), result.Held.Needed));
        Assert.InRange(way.Margin, 0, 0.01m);
        Assert.Equal(result.Held.Needed, way.Gains.Sum(gain => gain.Points));
        Assert.All(way.Gains, gain => Assert.InRange(gain.Points, 0.01m, gain.Part.Cap));

        // Ranked anew among the sums of everybody's sub-dimensions, as they were loaded.
        var planned = start.Total + way.Gains.Sum(gain => gain.Points);
        Assert.Equal(way.After.Place, PlainRanking.Place(planned, OthersOf2020()));
        Assert.InRange(way.After.Place, 1, 45);
        Assert.Equal(45, PlainRanking.Place(Math.Round(result.Held.Threshold, 6), OthersOf2020()));
    }

    [Fact]
    public void Forty_five_points_would_have_been_6th_in_2020_and_42_15_are_rank_45()
    {
        Assert.Equal(6, PlainRanking.Place(45, OthersOf2020()));
        var result = Found(samples.Release, "58", new ReachTarget.Score(45), "PAPI", 2020);

        Assert.Equal((45, 4.26m), (result.Held.Threshold, result.Held.Needed));
        Assert.InRange(result.Held.Ways[0].After.Place, 1, 6);
        Assert.Equal(PlainRanking.Place(result.Held.Ways[0].After.Total, OthersOf2020()), result.Held.Ways[0].After.Place);
    }

    /// <summary>Every ninth province: the solver's way of ranking agrees with the measures where both speak.</summary>
    [Theory]
    [InlineData(2014)]
    [InlineData(2018)]
    [InlineData(2020)]
    [InlineData(2021)]
    [InlineData(2024)]
    public void Ranks_and_groups_of_the_solver_are_those_of_the_measures(int year)
    {
        foreach (var province in samples.Catalog.Provinces.Where(p => p.IndexCode == "PAPI" && p.Year == year).Where((_, i) => i % 9 == 0))
        {
            if (ReachPlanner.Plan(samples.Release, samples.Catalog, new ReachQuestion("PAPI", year, province.Code, First, [])) is ReachAnswer.Found found)
            {
                var (start, others) = (found.Result.Input.Start, found.Result.Input.Others.Select(other => other.Total).ToList());
                Assert.Equal((start.Place, start.Group), (PlainRanking.Place(start.Total, others), PlainRanking.Group(start.Total, others)));
                Assert.Equal(start, ReachSolver.Solve(found.Result.Input with { DriftYears = [year], OwnChanges = [], Others = [.. found.Result.Input.Others.Select(other => other with { Changes = [] })] }, First, []).Drifting!.Start);
                Assert.Equal(start.Total, found.Result.Input.Parts.Sum(part => part.Score));
            }
        }
    }

    [Theory]
    [InlineData("PAR_INDEX", 2021, "92", "PAR_INDEX 2021 không đủ số liệu để xếp hạng: có 23/63 tỉnh, thành phố.", "PAR_INDEX 2021 is not held whole, so there are no places to reach: 23 of 63 provinces held.")]
    [InlineData("PCI", 2019, "92", "Điểm tổng PCI 2019 không phải là tổng cộng đơn thuần của các thành phần đang có, nên không tính được cần tăng bao nhiêu ở từng nội dung.", "The total of PCI 2019 is not the plain sum of the parts that are held, so it cannot be said how much is to be gained in each.")]
    [InlineData("PCI", 2020, "92", "Điểm tổng PCI 2020 không phải là tổng cộng đơn thuần của các thành phần đang có, nên không tính được cần tăng bao nhiêu ở từng nội dung.", "The total of PCI 2020 is not the plain sum of the parts that are held, so it cannot be said how much is to be gained in each.")]
    [InlineData("PAPI", 1999, "92", "Bản phát hành không có PAPI năm 1999.", "The release has no PAPI of 1999.")]
    [InlineData("PAPI", 2020, "57", "PAPI 2020 không có tỉnh, thành phố nào là “57”.", "PAPI 2020 has no province \"57\".")]
    [InlineData("PAPI", 2021, "22", "Quảng Ninh không có điểm tổng PAPI 2021 để làm điểm xuất phát: Không có điểm trong bảng công bố năm 2021.", "Quang Ninh has no total in PAPI 2021 to start from: No score in the published table of 2021.")]
    public void What_has_no_field_or_no_start_is_refused_with_the_reason(string index, int year, string province, string vi, string en) =>
        Assert.Equal((vi, en), Refused(new ReachQuestion(index, year, province, First, [])));

    [Fact]
    public void Targets_that_do_not_exist_are_refused_with_the_reason()
    {
        Assert.Equal(("Hạng phải từ 1 đến 60: năm 2021 có 60 tỉnh, thành phố được xếp hạng.", "The rank must be from 1 to 60: 60 provinces are ranked in 2021."), Refused(Of2021(new ReachTarget.Rank(61))));
        Assert.Equal(Refused(Of2021(new ReachTarget.Rank(61))), Refused(Of2021(new ReachTarget.Rank(0))));
        Assert.Equal(("Điểm phải nằm trong thang điểm của PAPI 2021: từ 8 đến 80.", "The score must lie within the scale of PAPI 2021: from 8 to 80."), Refused(Of2021(new ReachTarget.Score(80.01m))));
        Assert.Equal(Refused(Of2021(new ReachTarget.Score(80.01m))), Refused(Of2021(new ReachTarget.Score(7))));
        Assert.Equal(("Nhóm phải từ 1 (cao nhất) đến 4 (thấp nhất).", "The group must be from 1 (highest) to 4 (lowest)."), Refused(Of2021(new ReachTarget.Group(5))));
        Assert.Equal(Refused(Of2021(new ReachTarget.Group(5))), Refused(Of2021(new ReachTarget.Group(0))));
        var (vi, en) = Refused(Of2021(First) with { Without = ["1.1", "9.9"] });
        Assert.StartsWith("PAPI 2021 không có nội dung thành phần “9.9” để loại ra; hãy chọn trong: 1.1, 1.2,", vi, StringComparison.Ordinal);
        Assert.StartsWith("PAPI 2021 has no part \"9.9\" to leave out; choose among: 1.1, 1.2,", en, StringComparison.Ordinal);

        static ReachQuestion Of2021(ReachTarget target) => new("PAPI", 2021, "92", target, []);
    }

    [Fact]
    public void A_total_whose_part_is_no_sum_is_refused()
    {
        warehouse.Value.Load([.. Some.Country(2), .. Some.IndexOf([2020], noSums: ["1"]), Some.Scores(2020, [("01", 1, 1, 1), ("02", 2, 2, 2)])]);
        warehouse.Value.Publish();
        using var release = warehouse.Value.OpenRelease();

        Assert.IsType<ReachAnswer.Refused>(ReachPlanner.Plan(release, ReleaseCatalog.Read(release), new ReachQuestion(Some.Index, 2020, "01", First, [])));
    }

    private static ReachResult Found(Release release, string province, ReachTarget target, string index = Some.Index, int year = 2022) =>
        Assert.IsType<ReachAnswer.Found>(ReachPlanner.Plan(release, ReleaseCatalog.Read(release), new ReachQuestion(index, year, province, target, []))).Result;

    private (string Vi, string En) Refused(ReachQuestion question)
    {
        var reason = Assert.IsType<ReachAnswer.Refused>(ReachPlanner.Plan(samples.Release, samples.Catalog, question)).Reason;
        return (reason.Vi, reason.En);
    }

    /// <summary>The totals of 2020 without Ninh Thuận's, summed from the sample file itself.</summary>
    private static List<decimal> OthersOf2020() =>
        [.. Samples.Batch("papi-2020.csv").Rows.OfType<ScoreRow>().Where(row => row.ProvinceCode != "58").GroupBy(row => row.ProvinceCode).Select(rows => Math.Round(rows.Sum(row => (decimal)row.Score!.Value), 6))];

    private Release FourYears()
    {
        warehouse.Value.Load([
            .. Some.Country(4),
            .. Some.IndexOf([2019, 2020, 2021, 2022], breaks: [$"{Some.Index}@2021", "1.2@2021"]),
            Some.Scores(2019, [("01", 4.0, 3, 1), ("02", 4.8, 3, 1), ("03", 4.5, 3, 1), ("04", null, 3, null)]),
            Some.Scores(2020, [("01", 4.5, 3, 1), ("02", 4.9, 3, 1), ("03", null, 3, 1), ("04", null, 3, null)]),
            Some.Scores(2021, [("01", 5.0, 3, 1), ("02", 5.2, 3, 1), ("03", 4.3, 3, 1), ("04", 5, null, null)]),
            Some.Scores(2022, [("01", 5.2, 3.3, 1), ("02", 5.0, 2.8, 1.2), ("03", 4.5, 3.1, 1), ("04", null, 3.2, 0.9)]),
        ]);
        warehouse.Value.Publish();
        return warehouse.Value.OpenRelease();
    }
}

public sealed class ReachPlannerOnDuckDbTests(PublishedSamples samples) : ReachPlannerTests(samples, TestEngine.DuckDb);

public sealed class ReachPlannerOnSqlServerTests(PublishedSamples samples) : ReachPlannerTests(samples, TestEngine.SqlServer);
