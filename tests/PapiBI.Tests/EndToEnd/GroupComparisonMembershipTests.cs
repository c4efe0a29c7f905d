using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>Membership is that of the report's year: the merger of 2025 seen through an arranged edition, whose scores are those of 2024 under its own provinces.</summary>
public abstract class GroupComparisonMembershipTests(TestEngine engine) : IDisposable
{
    private readonly TestWarehouse warehouse = new(engine);

    public void Dispose()
    {
        warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_centrally_run_cities_are_five_in_2024_and_six_with_Hue_in_2025()
    {
        using var release = With2025();
        var catalog = ReleaseCatalog.Read(release);
        GroupRequest Cities(int year) => new("PAPI", year, new GroupChoice.Group("TPTTTW"), Language.Vietnamese);

        var before = new ReadWorkbook(ExcelRenderer.Render(Report.Build(release, catalog, Cities(2024))));
        var after = new ReadWorkbook(ExcelRenderer.Render(Report.Build(release, catalog, Cities(2025))));

        Assert.Contains(before.Texts("Nguồn"), t => t == "Hà Nội (01), Hải Phòng (31), Đà Nẵng (48), Hồ Chí Minh (79), Cần Thơ (92).");
        Assert.Contains(after.Texts("Nguồn"), t => t == "Hà Nội (01), Hải Phòng (31), Huế (46), Đà Nẵng (48), Hồ Chí Minh (79), Cần Thơ (92).");
        Assert.Contains(after.Texts("Tóm tắt"), t => t.StartsWith("Năm 2025, 6 thành phố trực thuộc trung ương", StringComparison.Ordinal));
        Assert.Contains(after.Texts("Xu hướng"), t => t.Contains("các năm trước theo cùng những tỉnh, thành phố đó, dù khi ấy chưa thuộc nhóm", StringComparison.Ordinal));
        Assert.Contains(after.Texts("Xu hướng"), t => t.Contains("Huế mang mã 46, trước đó là Thừa Thiên Huế", StringComparison.Ordinal));
    }

    [Fact]
    public void A_province_that_went_into_another_is_refused_with_its_successor()
    {
        using var release = With2025();
        var request = new GroupRequest("PAPI", 2025, new GroupChoice.Provinces(["92", "02"]), Language.Vietnamese);

        var refusal = Assert.Throws<ReportRefusedException>(() => Report.Build(release, ReleaseCatalog.Read(release), request));

        Assert.Equal("Hà Giang (02) không còn từ sau ngày 30/6/2025: đã nhập vào Tuyên Quang (08). Cho năm 2025 hãy dùng mã 08.", refusal.Reason.Vi);
        Assert.Equal("Ha Giang (02) ceased to exist after 30 June 2025: it went into Tuyen Quang (08). For 2025 use the code 08.", refusal.Reason.En);
    }

    [Fact]
    public void A_region_of_2025_is_refused_for_2024_and_made_for_its_own_year()
    {
        using var release = With2025();
        var catalog = ReleaseCatalog.Read(release);
        GroupRequest North(int year) => new("PAPI", year, new GroupChoice.Region("BTB"), Language.English);

        Assert.Contains("had no province in 2024", Assert.Throws<ReportRefusedException>(() => Report.Build(release, catalog, North(2024))).Reason.En, StringComparison.Ordinal);
        Assert.Equal("North Central · PAPI 2025", Report.Build(release, catalog, North(2025)).Title);
    }

    [Fact]
    public void An_index_of_a_total_alone_has_no_pages_of_dimensions()
    {
        warehouse.Load([.. Some.Country(4), .. Some.IndexOf([2020, 2021]).Select(batch => batch with { Rows = [.. batch.Rows.Where(row => row is not IndicatorRow { Level: not IndicatorLevel.Total })] }), Totals(2020), Totals(2021)]);
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        var document = Report.Build(release, ReleaseCatalog.Read(release), new GroupRequest(Some.Index, 2021, new GroupChoice.Group("G"), Language.Vietnamese));

        Assert.Equal(["Tóm tắt", "Xu hướng", "Nguồn"], document.Pages.Select(page => page.Tab));
        Assert.Equal("1/3", new ReadWorkbook(ExcelRenderer.Render(document)).Shown("Tóm tắt", "Tỉnh 03")[0]);
    }

    [Fact]
    public void Of_an_edition_held_in_part_the_scores_are_shown_and_nothing_is_derived()
    {
        warehouse.Load([.. Some.Country(4), .. Some.IndexOf([2020], isWhole: false), Some.Scores(2020, [("01", 5, 3, 1), ("02", 4, 4, 1), ("04", 4, 4, 1)])]);
        warehouse.Publish();
        using var release = warehouse.OpenRelease();

        foreach (var language in new[] { Language.Vietnamese, Language.English })
        {
            var document = Report.Build(release, ReleaseCatalog.Read(release), new GroupRequest(Some.Index, 2020, new GroupChoice.Group("G"), language));
            var book = new ReadWorkbook(ExcelRenderer.Render(document));

            Assert.Contains(language == Language.Vietnamese ? "3/4" : "3 of 4", document.Pages[0].Headline, StringComparison.Ordinal);
            Assert.DoesNotContain(book.Numbers(document.Pages[0].Tab), cell => cell.Shown.Contains('/', StringComparison.Ordinal));
            Assert.Contains(book.Numbers(document.Pages[0].Tab), cell => cell.Shown == "9.00");
        }
    }

    private static LoadBatch Totals(int year) => Some.Batch(
        LoadKind.Scores,
        $"{Some.Index} {year}",
        [.. Enumerable.Range(1, 4).Select(n => Some.Score(year, $"0{n}", Some.Index, n + (year % 10), $"line {n + 1}, column 3"))]);

    private Release With2025()
    {
        string[] reference = ["regions.csv", "provinces.csv", "province-aliases.csv", "groups.csv", "group-members.csv"];
        warehouse.Load(
        [
            .. reference.Select(Samples.Batch),
            With2025("editions-papi.csv", (EditionRow row) => row.Year == 2024 ? [row with { PreviousYear = null }, row with { Year = 2025, RefDate = new DateOnly(2025, 12, 31), PreviousYear = 2024 }] : []),
            With2025("structure-papi.csv", (IndicatorRow row) => row.Year == 2024 ? [row with { BreakHere = true }, row with { Year = 2025, BreakHere = false }] : []),
            Samples.Batch("papi-2024.csv"),
            With2025("papi-2024.csv", (ScoreRow row) => Lasting.Contains(row.ProvinceCode) ? [row with { Year = 2025 }] : []) with { Scope = "PAPI 2025" },
        ]);
        Assert.IsType<PublishOutcome.Published>(warehouse.Publish());
        return warehouse.OpenRelease();
    }

    private static HashSet<string> Lasting => [.. Samples.Batch("provinces.csv").Rows.Cast<ProvinceRow>().Where(p => p.ValidTo is null).Select(p => p.ProvinceCode)];

    private static LoadBatch With2025<T>(string file, Func<T, IEnumerable<SourceRow>> rows)
        where T : SourceRow
    {
        var batch = Samples.Batch(file);
        return batch with { File = Some.File($"2025-{file}"), Rows = [.. batch.Rows.Cast<T>().SelectMany(rows)] };
    }
}

public sealed class GroupComparisonMembershipOnDuckDbTests() : GroupComparisonMembershipTests(TestEngine.DuckDb);

public sealed class GroupComparisonMembershipOnSqlServerTests() : GroupComparisonMembershipTests(TestEngine.SqlServer);
