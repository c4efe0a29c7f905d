using PapiBI.Etl.Sources;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

public sealed class SampleInboxTests
{
    [Fact]
    public void Every_sample_is_read_without_an_issue()
    {
        Assert.Empty(Samples.Results.SelectMany(result => result.Issues).Select(issue => issue.Message.En));
        Assert.Equal(32, Samples.Results.Count);
        Assert.All(Samples.Results, result => Assert.NotEmpty(result.Batches));
        Assert.Equal(["Plan NINH-THUAN-PAPI-2021", "PlanProgress NINH-THUAN-PAPI-2021"], Samples.Results.Single(result => result.Batch is null).Batches.Select(batch => $"{batch.Kind} {batch.Scope}"));
    }

    [Fact]
    public void Files_come_in_the_order_of_loading() =>
        Assert.Equal(
            ["regions.csv", "provinces.csv", "province-aliases.csv", "groups.csv", "group-members.csv", "editions-papi.csv", "editions-par-index.csv", "editions-pci.csv", "editions-sipas.csv", "structure-papi.csv", "structure-par-index.csv", "structure-pci.csv", "structure-sipas.csv", "papi-2011.csv"],
            Inbox.Read(Samples.Folder).Select(reading => reading.File.Name).Take(14));

    [Fact]
    public void Dimension_8_of_Ninh_Thuan_in_2020_is_the_sum_of_three_cells()
    {
        ScoreRow[] parts = [.. Scores("papi-2020.csv").Where(s => s.ProvinceCode == "58" && s.ItemCode.StartsWith("8.", StringComparison.Ordinal))];

        Assert.Equal([("8.1", 0.365821), ("8.2", 1.611377), ("8.3", 0.353556)], parts.Select(s => (s.ItemCode, s.Score!.Value)));
        Assert.Equal(["line 44, column 29", "line 44, column 30", "line 44, column 31"], parts.Select(s => s.Origin.Position));
        Assert.Equal(2.330754, parts.Sum(s => s.Score!.Value), 9);
    }

    [Theory]
    [InlineData("papi-2020.csv", "58", 40.746)]
    [InlineData("papi-2021.csv", "58", 43.83)]
    [InlineData("papi-2021.csv", "92", 41.23)]
    [InlineData("papi-2020.csv", "04", 43.37)]
    public void Totals_agree_with_the_news_of_the_time(string file, string province, double printed) =>
        Assert.Equal(printed, Scores(file).Where(s => s.ProvinceCode == province).Sum(s => s.Score!.Value), 0.0051);

    [Fact]
    public void Mean_and_median_of_2023_are_those_the_press_mixed_up()
    {
        double[] totals = [.. Scores("papi-2023.csv").GroupBy(s => s.ProvinceCode).Where(p => p.All(s => s.Score is not null)).Select(p => p.Sum(s => s.Score!.Value)).Order()];

        Assert.Equal(61, totals.Length);
        Assert.Equal(42.4212, totals.Average(), 4);
        Assert.Equal(42.3265, totals[30], 4);
    }

    [Theory]
    [InlineData(2011, 63)]
    [InlineData(2014, 61)]
    [InlineData(2018, 61)]
    [InlineData(2020, 63)]
    [InlineData(2021, 60)]
    [InlineData(2022, 61)]
    [InlineData(2023, 61)]
    [InlineData(2024, 61)]
    public void All_63_provinces_are_listed_and_those_without_a_total_say_why(int year, int whole)
    {
        var provinces = Scores($"papi-{year}.csv").GroupBy(s => s.ProvinceCode).ToArray();
        var missing = provinces.Where(p => p.Any(s => s.Score is null)).ToArray();

        Assert.Equal(63, provinces.Length);
        Assert.Equal(63 - whole, missing.Length);
        Assert.All(missing, p => Assert.Contains($"bảng công bố năm {year}", p.First().NoteVi));
        Assert.All(missing, p => Assert.Contains($"published table of {year}", p.First().NoteEn));
    }

    [Fact]
    public void Dimensions_missing_in_2018_are_named() =>
        Assert.Equal(
            "Thiếu trục nội dung 2, 4 trong bảng công bố năm 2018",
            Scores("papi-2018.csv").First(s => s.ProvinceCode == "22").NoteVi);

    [Fact]
    public void Breaks_belong_to_the_items_that_changed()
    {
        IEnumerable<string> breaks = Samples.Batch("structure-papi.csv").Rows.Cast<IndicatorRow>()
            .Where(i => i.BreakHere && i.Year > 2011)
            .GroupBy(i => i.Year)
            .OrderBy(year => year.Key)
            .Select(year => $"{year.Key}: {string.Join(' ', year.Select(i => i.ItemCode))}");

        Assert.Equal(
            [
                "2016: 3 3.2 3.3",
                "2018: PAPI 2 2.1 2.2 2.3 2.4 3 3.2 3.3 7 7.1 7.2 7.3 8 8.1 8.2",
                "2019: 8 8.1 8.2 8.3",
                "2021: 5 5.1 5.3 5.4",
            ],
            breaks);
    }

    [Theory]
    [InlineData("2024-12-31", 63, 5)]
    [InlineData("2025-01-01", 63, 6)]
    [InlineData("2025-07-01", 34, 6)]
    [InlineData("2026-04-30", 34, 7)]
    public void Provinces_and_centrally_run_cities_follow_the_day(string day, int provinces, int cities)
    {
        var on = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        ProvinceRow[] valid = [.. Samples.Batch("provinces.csv").Rows.Cast<ProvinceRow>().Where(p => p.ValidFrom <= on && (p.ValidTo is null || p.ValidTo >= on))];
        string[] members = [.. Samples.Batch("group-members.csv").Rows.Cast<GroupMemberRow>().Where(m => m.ValidFrom <= on && (m.ValidTo is null || m.ValidTo >= on)).Select(m => m.ProvinceCode).Order(StringComparer.Ordinal)];

        Assert.Equal(provinces, valid.Length);
        Assert.Equal(cities, members.Length);
        Assert.Equal(members, valid.Where(p => p.ProvinceType == "centrally-run city").Select(p => p.ProvinceCode).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<ScoreRow> Scores(string file) => Samples.Batch(file).Rows.Cast<ScoreRow>();
}
