using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>Plans of the kinds that practice has, from their workbooks to the pages. Who, which indices and which years are from the press; what they promise and do here is made up.</summary>
public sealed class PracticePlansTests(PublishedSamples samples) : IDisposable
{
    private static readonly string[] Dimensions = ["Tham gia của người dân", "Công khai, minh bạch", "Trách nhiệm giải trình", "Kiểm soát tham nhũng", "Thủ tục hành chính công", "Cung ứng dịch vụ công", "Quản trị môi trường", "Quản trị điện tử"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_provincial_plan_over_three_indices_to_2025_is_loaded_and_reported()
    {
        using Release release = Publish(Book(
            About("KH-3941", "Kế hoạch cải thiện PAPI, PAR INDEX, SIPAS đến năm 2025", "Tỉnh", "UBND tỉnh Ninh Thuận", "Ninh Thuận", "", "PAPI; PAR INDEX; SIPAS", 2021, 2025),
            [["1", "PAPI", 2025d, "PAPI", "Hạng", 30d], ["2", "PAR INDEX", 2021d, "PAR_INDEX", "Hạng", 40d], ["3", "SIPAS", 2021d, "SIPAS", "Không tụt hạng", ""]],
            [["1", "Rà soát thủ tục hành chính hằng năm", "PAPI 5.1", "SNV", "31/12/2025"], ["2", "Khảo sát sự hài lòng của người dân", "SIPAS SIPAS", "SNV", "30/11/2022"]],
            [["1", "Năm 2021", 20d, "Đang thực hiện"], ["2", "6 tháng cuối năm 2021", 50d, "Đang thực hiện"]]));

        string[] said = Texts(release, new PlanOutcomeRequest("58", 2021, "KH-3941", Language.Vietnamese));
        Assert.StartsWith("Ninh Thuận (KH-3941) 2021: PAR INDEX: mục tiêu hạng 40 đạt: 35/63; SIPAS: mục tiêu", said[0], StringComparison.Ordinal);
        Assert.Contains("Hạng PAR INDEX 2021 là hạng đã công bố, không phải dẫn xuất.", said);
        Assert.Contains(Texts(release, new PlanOutcomeRequest("58", 2025, "KH-3941", Language.Vietnamese)), text => text.Contains("hưa có kết quả PAPI 2025", StringComparison.Ordinal));
        Assert.StartsWith("Ninh Thuận (KH-3941), đến hết năm 2021: hoàn thành 0/2 nhiệm vụ, 0 quá hạn", Texts(release, new PlanProgressRequest("58", PlanPeriod.Of(ReportingPeriod.Year, 2021, 1), "KH-3941", Language.Vietnamese))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_agencys_plan_by_the_eight_dimensions_is_reported_on_each_quarter_half_and_year()
    {
        using Release release = Publish(Book(
            About("28-KH-BQLKCN", "Kế hoạch nâng cao Chỉ số PAPI của Ban Quản lý các khu công nghiệp", "Cơ quan", "Ban Quản lý các khu công nghiệp", "Cần Thơ", "", "PAPI", 2020, 2020),
            [["1", "PAPI", 2020d, "5", "Không giảm điểm", ""]],
            [.. Dimensions.Select((name, i) => new object[] { $"{i + 1}.1", name, $"PAPI {i + 1}", "SNV", i < 4 ? "30/6/2020" : "31/12/2020" })],
            [
                .. Enumerable.Range(1, 8).Select(i => new object[] { $"{i}.1", "Quý I/2020", 10d, "Đang thực hiện" }),
                .. Enumerable.Range(1, 8).Select(i => new object[] { $"{i}.1", "6 tháng đầu năm 2020", i < 4 ? 100d : 40d, i < 4 ? "Hoàn thành" : "Đang thực hiện" }),
                .. Enumerable.Range(4, 5).Select(i => new object[] { $"{i}.1", "Năm 2020", 100d, "Hoàn thành" }),
            ]));

        string Finding(PlanPeriod period) => Report.Build(release, ReleaseCatalog.Read(release), new PlanProgressRequest("92", period, "28-KH-BQLKCN", Language.Vietnamese)).Finding;
        Assert.Equal("Ban Quản lý các khu công nghiệp (Cần Thơ), đến hết quý I năm 2020: hoàn thành 0/8 nhiệm vụ, 0 quá hạn, 0 chưa báo cáo", Finding(PlanPeriod.Of(ReportingPeriod.Quarter, 2020, 1)));
        Assert.Equal("Ban Quản lý các khu công nghiệp (Cần Thơ), đến hết 6 tháng đầu năm 2020: hoàn thành 3/8 nhiệm vụ, 1 quá hạn, 0 chưa báo cáo", Finding(PlanPeriod.Of(ReportingPeriod.Half, 2020, 1)));
        Assert.Equal("Ban Quản lý các khu công nghiệp (Cần Thơ), đến hết năm 2020: hoàn thành 8/8 nhiệm vụ, 0 quá hạn, 0 chưa báo cáo", Finding(PlanPeriod.Of(ReportingPeriod.Year, 2020, 1)));
    }

    [Fact]
    public void A_districts_report_under_a_city_plan_stands_in_the_citys_report()
    {
        using Release release = Publish(
            Book(
                About("CAN-THO-2021", "Kế hoạch cải thiện PAPI thành phố Cần Thơ năm 2021", "Tỉnh", "UBND thành phố Cần Thơ", "Cần Thơ", "", "PAPI", 2021, 2021),
                [["1", "PAPI", 2021d, "PAPI", "Nhóm", "Trung bình cao"]],
                [["1", "Chỉ đạo các quận, huyện", "PAPI 5", "SNV", "31/12/2021"]],
                [["1", "Quý II/2021", 50d, "Đang thực hiện"]]),
            Book(
                About("CAN-THO-2021-NK", "Kế hoạch của quận Ninh Kiều năm 2021", "Huyện", "UBND quận Ninh Kiều", "Cần Thơ", "CAN-THO-2021", "PAPI", 2021, 2021),
                [["1", "PAPI", 2021d, "5", "Không giảm điểm", ""]],
                [["1", "Chứng thực trong ngày", "PAPI 5.1", "SNV", "15/6/2021"], ["2", "Đối thoại với người dân", "PAPI 3.1", "SNV", "30/11/2021"]],
                []),
            SomeWorkbook.Of(("Kế hoạch", [["Mã kế hoạch", "CAN-THO-2021-NK"]]), ("Tiến độ", [["Số nhiệm vụ", "Kỳ báo cáo", "Tỷ lệ hoàn thành (%)", "Tình trạng"], ["1", "Quý II/2021", 100d, "Hoàn thành"], ["2", "Quý II/2021", 30d, "Đang thực hiện"]])));

        var city = Texts(release, new PlanProgressRequest("92", PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2), null, Language.Vietnamese));
        Assert.Contains(city, text => text.Contains("Ninh Kiều", StringComparison.Ordinal));
        Assert.StartsWith("UBND quận Ninh Kiều (Cần Thơ), đến hết quý II năm 2021: hoàn thành 1/2 nhiệm vụ", Report.Build(release, ReleaseCatalog.Read(release), new PlanProgressRequest("92", PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2), "CAN-THO-2021-NK", Language.Vietnamese)).Finding, StringComparison.Ordinal);
    }

    private static object[][] About(string code, string name, string kind, string owner, string province, string parent, string indices, int first, int last) =>
    [
        ["Mã kế hoạch", code], ["Tên kế hoạch", name], ["Cấp ban hành", kind], ["Cơ quan ban hành", owner], ["Tỉnh, thành phố", province],
        ["Thực hiện kế hoạch cấp trên", parent], ["Chỉ số", indices], ["Năm đầu", (double)first], ["Năm cuối", (double)last], ["Minh họa", "x"],
    ];

    private static byte[] Book(object[][] about, object[][] targets, object[][] tasks, object[][] reports) => SomeWorkbook.Of(
        ("Kế hoạch", about),
        ("Cơ quan", [["Mã cơ quan", "Tên cơ quan"], ["SNV", "Sở Nội vụ"]]),
        ("Mục tiêu", [["Số mục tiêu", "Chỉ số", "Năm", "Nội dung", "Loại mục tiêu", "Giá trị"], .. targets]),
        ("Nhiệm vụ", [["Số nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung chỉ số", "Cơ quan chủ trì", "Thời hạn"], .. tasks]),
        ("Tiến độ", [["Số nhiệm vụ", "Kỳ báo cáo", "Tỷ lệ hoàn thành (%)", "Tình trạng"], .. reports]));

    private static string[] Texts(Release release, ReportRequest request)
    {
        ReportDocument document = Report.Build(release, ReleaseCatalog.Read(release), request);
        var book = new ReadWorkbook(PapiBI.Reports.Excel.ExcelRenderer.Render(document));
        return [document.Finding, .. document.Pages.SelectMany(page => book.Texts(page.Tab))];
    }

    private Release Publish(params byte[][] books)
    {
        DataFolder data = samples.CopyTo(folder);
        using (var database = WorkingDatabase.Open(data, samples.Clock, TimeSpan.FromSeconds(30)))
        {
            var reader = new FileReader(PlanBook.Descriptions);
            var outcomes = new LoadJob(database, data, samples.Clock, Steps.Silent).Run([.. books.Select((bytes, i) => reader.Read($"ke-hoach-{i}.xlsx", bytes))]);
            Assert.All(outcomes, file => Assert.True(file.Outcome is LoadOutcome.Loaded, file.Outcome is LoadOutcome.Refused refused ? string.Join('\n', refused.Issues.Select(issue => issue.Message.En)) : ""));
            Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, data, samples.Clock, Steps.Silent).Publish());
        }

        return Release.Open(Release.WithPlans(data, Release.CurrentFile(data)!));
    }
}
