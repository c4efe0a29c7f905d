using PapiBI.Reports.Definitions;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Reports;

/// <summary>What reports say of how uncertain a score is, read out of the rendered workbooks: what was printed, and nothing that was not.</summary>
public abstract class PublishedIntervalTests(TestEngine engine) : IDisposable
{
    protected const string NotAvailable = "Khoảng tin cậy: nguồn không cung cấp.";

    private readonly TestWarehouse warehouse = new(engine);

    private static UncertaintyRow Printed => new()
    {
        Origin = new Origin("", "line 2, column 9"),
        IndexCode = Some.Index,
        Year = 2021,
        ItemCode = Some.Index,
        ProvinceCode = "01",
        StandardError = 0.26,
        IntervalLow = 8.5723,
        IntervalHigh = 9.4277,
        IntervalMultiplier = 1.645,
    };

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void A_brief_says_what_a_printed_interval_really_is_on_page_1_and_with_the_sources()
    {
        using var release = Publish(Printed);
        ReadWorkbook book = Open(release, Brief("01"));

        const string Said = "Sai số chuẩn 0,26 điểm; khoảng công bố 8,57–9,43 = điểm ± 1,645 × sai số chuẩn (tức khoảng tin cậy 90 %, kể cả khi bảng gốc ghi mức khác).";
        Assert.Contains(book.Texts("Tóm tắt"), text => text.EndsWith(Said, StringComparison.Ordinal));
        Assert.Contains(book.Texts("Nguồn"), text => text.EndsWith(Said, StringComparison.Ordinal));
        Assert.DoesNotContain(book.Texts("Nguồn"), text => text.Contains(NotAvailable, StringComparison.Ordinal));
        Assert.Equal([9, 0.26, 8.5723, 9.4277, 1.645], book.Row("Nguồn", "Nội dung TEST").Skip(1).Select(cell => cell.Number!.Value));
    }

    [Fact]
    public void The_English_brief_says_so_too()
    {
        using var release = Publish(Printed);

        Assert.Contains(
            Open(release, Brief("01", Language.English)).Texts("Sources"),
            text => text.EndsWith("Standard error 0.26 points; published interval 8.57–9.43 = score ± 1.645 × standard error (that is a 90% confidence interval, even where the source's heading names another level).", StringComparison.Ordinal));
    }

    [Fact]
    public void A_province_of_which_nothing_is_printed_has_no_interval_though_others_have()
    {
        using var release = Publish(Printed);
        ReadWorkbook book = Open(release, Brief("02"));

        Assert.Contains(book.Texts("Nguồn"), text => text.EndsWith(NotAvailable, StringComparison.Ordinal));
        Assert.DoesNotContain(book.Texts("Tóm tắt").Concat(book.Texts("Nguồn")), text => text.Contains("ai số chuẩn", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_printed_is_not_worked_out_from_what_is()
    {
        using var release = Publish(
            Printed with { IntervalLow = null, IntervalHigh = null, IntervalMultiplier = null },
            Printed with { ProvinceCode = "02", StandardError = null, IntervalMultiplier = null },
            Printed with { ProvinceCode = "03", StandardError = null, IntervalLow = null, IntervalHigh = null, IntervalMultiplier = null, Variance = 0.04 });

        Assert.Equal("Sai số chuẩn 0,26 điểm; khoảng tin cậy: nguồn không cung cấp.", Said(release, "01"));
        Assert.Equal("Sai số chuẩn: nguồn không cung cấp; khoảng công bố 8,57–9,43, không rõ là mấy lần sai số chuẩn.", Said(release, "02"));
        Assert.Equal(NotAvailable, Said(release, "03"));
    }

    [Theory]
    [InlineData(1.96, "điểm ± 1,96 × sai số chuẩn (tức khoảng tin cậy 95 %, kể cả khi bảng gốc ghi mức khác)")]
    [InlineData(2.576, "điểm ± 2,576 × sai số chuẩn (tức khoảng tin cậy 99 %, kể cả khi bảng gốc ghi mức khác)")]
    [InlineData(2, "điểm ± 2,00 × sai số chuẩn")]
    public void Only_a_usual_multiplier_is_given_a_level(double multiplier, string meaning)
    {
        using var release = Publish(Printed with { IntervalMultiplier = multiplier });

        Assert.EndsWith($" = {meaning}.", Said(release, "01"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interval_of_another_score_than_the_one_in_force_is_not_passed_off_as_its_own()
    {
        using var release = Publish(Printed with { IntervalLow = 7, IntervalHigh = 8 });

        Assert.EndsWith("Điểm dùng ở đây nằm ngoài khoảng đó: khoảng thuộc về một lần công bố khác.", Said(release, "01"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_league_says_for_how_many_provinces_they_are_printed()
    {
        using var release = Publish(Printed, Printed with { ProvinceCode = "02", StandardError = 0.1, IntervalLow = 8.8355, IntervalHigh = 9.1645 });

        Assert.Contains(
            Open(release, new LeagueRequest(Some.Index, 2021, Language.Vietnamese)).Texts("Nguồn"),
            text => text.StartsWith("Sai số chuẩn của tổng điểm: công bố cho 2/3 tỉnh, thành phố, từ 0,10 đến 0,26 điểm; khoảng công bố cho 2/3: điểm ± 1,645 × sai số chuẩn (tức khoảng tin cậy 90 %", StringComparison.Ordinal));
        Assert.Contains(Open(release, new LeagueRequest(Some.Index, 2020, Language.Vietnamese)).Texts("Nguồn"), text => text.StartsWith(NotAvailable, StringComparison.Ordinal));
    }

    [Fact]
    public void The_measures_answer_with_what_was_printed_also_where_the_year_is_not_held_whole()
    {
        using var release = Publish(isWhole: false, Printed);
        var answer = release.Ask(new MetricQuery
        {
            IndexCode = Some.Index,
            Years = [2021],
            Levels = [IndicatorLevel.Total],
            By = [Breakdown.Province],
            Measures = [Measure.StandardError, Measure.IntervalLow, Measure.IntervalHigh, Measure.IntervalMultiplier],
        });

        Assert.Equal([0.26, 8.5723, 9.4277, 1.645], answer.Find(province: "01")!.Values);
        Assert.Equal([null, null, null, null], answer.Find(province: "02")!.Values);
        Assert.Empty(answer.NotDerivable);
    }

    // Of the sentences on method, what follows that on the mean.
    protected static string Said(Release release, string province) =>
        Open(release, Brief(province)).Texts("Nguồn").Single(text => text.Contains("không theo dân số. ", StringComparison.Ordinal)).Split("không theo dân số. ")[1];

    protected static ReadWorkbook Open(Release release, ReportRequest request) => new(ExcelRenderer.Render(Report.Build(release, ReleaseCatalog.Read(release), request)));

    private static ProvinceRequest Brief(string province, Language language = Language.Vietnamese) => new(Some.Index, 2021, province, language);

    protected Release Publish(params IReadOnlyList<UncertaintyRow> uncertain) => Publish(isWhole: true, uncertain);

    private Release Publish(bool isWhole, params IReadOnlyList<UncertaintyRow> uncertain)
    {
        LoadBatch scores = Some.Scores(2021, [("01", 5, 3, 1), ("02", 4, 4, 1), ("03", 1, 4.5, 1)]);
        Assert.All(
            warehouse.Load(
            [
                .. Some.Country(3),
                .. Some.IndexOf([2020, 2021], isWhole),
                Some.Scores(2020, [("01", 5, 3.5, 1), ("02", 4, 3, 1), ("03", 1, 4, 1)]),
                scores with { Rows = [.. scores.Rows, .. uncertain] },
            ]),
            outcome => Assert.IsType<LoadOutcome.Loaded>(outcome));
        Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
        return warehouse.OpenRelease();
    }
}

public sealed class PublishedIntervalOnDuckDbTests() : PublishedIntervalTests(TestEngine.DuckDb)
{
    // On a server there is no release of an earlier program: it is brought up to date with its database.
    [Fact]
    public void A_release_made_before_intervals_were_known_still_gives_a_brief_and_a_league()
    {
        string file;
        using (var release = Publish())
        {
            file = release.File;
        }

        ReleaseFile.MakeOlderThanOfficialTables(file);
        using var older = Release.Open(file);

        Assert.Equal(NotAvailable, Said(older, "01"));
        Assert.Contains(Open(older, new LeagueRequest(Some.Index, 2021, Language.Vietnamese)).Texts("Nguồn"), text => text.StartsWith(NotAvailable, StringComparison.Ordinal));
    }
}

public sealed class PublishedIntervalOnSqlServerTests() : PublishedIntervalTests(TestEngine.SqlServer);
