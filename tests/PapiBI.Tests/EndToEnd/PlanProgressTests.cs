using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>How plans stand at the end of a period, sentence by sentence.</summary>
public sealed class PlanProgressTests(PublishedSamples samples)
{
    private static readonly PlanPeriod Q2 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2);
    private static readonly PlanPeriod Whole = PlanPeriod.Of(ReportingPeriod.Year, 2021, 1);

    private PublishedPlans Plans => samples.Plans;

    [Fact]
    public void Page_1_says_whom_to_press_for_what()
    {
        var request = new PlanProgressRequest("58", Q2, null, Language.Vietnamese);
        var document = Plans.Document(request);
        var book = Plans.Open(request);
        var texts = book.Texts("Tóm tắt").ToList();

        Assert.Equal("ke-hoach-ninh-thuan-2021-q2-vi", document.FileName);
        Assert.Equal("Ninh Thuận, đến hết quý II năm 2021: hoàn thành 2/16 nhiệm vụ, 5 quá hạn, 4 chưa báo cáo", document.Finding);
        Assert.Equal("Tài liệu nội bộ · Nguồn: kế hoạch và báo cáo thực hiện kế hoạch của UBND tỉnh Ninh Thuận", document.SourceLine);
        Assert.Contains("Đôn đốc 4 cơ quan có 5 nhiệm vụ quá hạn: Sở Nội vụ (2), Sở Tài nguyên và Môi trường (1), Sở Thông tin và Truyền thông (1) và 1 cơ quan khác.", texts);
        Assert.Contains(texts, text => text.StartsWith("Đến 30/6/2021, kế hoạch có 16 nhiệm vụ do 8 cơ quan chủ trì: 2 hoàn thành (1 trễ hạn), 4 đang làm, 5 quá hạn, 4 chưa bắt đầu, 1 dừng.", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("Chậm nhất: nhiệm vụ 2.1 (Sở Nội vụ), quá hạn 30 ngày.", StringComparison.Ordinal));
        Assert.Equal(["3.00", "0.00", "0.00", "2.00", "0.00", "0.00", "65.00"], book.Shown("Tóm tắt", "Sở Nội vụ"));
        Assert.Equal(["Sở Nội vụ", "44347.00", "30.00", "70.00"], book.Shown("Tóm tắt", "2.1 · Niêm yết danh sách hộ nghèo và dự toán thu chi ngân sách cấp xã\u00a0°"));
        Assert.Contains("° Dòng minh họa: dựng để cho thấy cách dùng, không phải số liệu thật.", texts);
        Assert.True(document.Pages[0].IsOneSheetOfPaper);
    }

    [Fact]
    public void The_same_in_English_with_the_plans_own_English()
    {
        var request = new PlanProgressRequest("58", Q2, null, Language.English);
        var book = Plans.Open(request);

        Assert.StartsWith("Press 4 agencies with 5 tasks overdue: Department of Home Affairs (2), Department of Natural Resources and Environment (1), ", Plans.Document(request).Pages[0].Headline, StringComparison.Ordinal);
        Assert.Equal("2.1 · Post lists of poor households and commune budgets\u00a0°", book.Row("Summary", "2.1")[0].Text);
        Assert.Contains("Call 6 agencies: 5 overdue, 4 unreported for quarter 2 of 2021.", book.Texts("To press"));
    }

    [Fact]
    public void Weak_spots_without_a_task_stand_out()
    {
        var book = Plans.Open(new PlanProgressRequest("58", Q2, null, Language.Vietnamese));

        Assert.Contains("✗ chưa có nhiệm vụ nào", book.Texts("Chỗ yếu"));
        Assert.Equal("chỉ có nhiệm vụ chung: 4.2 (xong, trễ hạn)", book.Row("Chỗ yếu", "4.1 Kiểm soát tham nhũng trong chính quyền")[^1].Text);
        Assert.Equal("2.1 Niêm yết danh sách hộ nghèo và dự toán thu chi ngân sách cấp xã\u00a0° (50 %, quá hạn)", book.Row("Chỗ yếu", "2.2 Danh sách hộ nghèo")[^1].Text);
        Assert.Contains(book.Texts("Chỗ yếu"), text => text.StartsWith("8/10 nội dung yếu nhất của PAPI 2020 có nhiệm vụ (2 chỉ qua nhiệm vụ chung của trục nội dung)", StringComparison.Ordinal));

        // 5.2 is no longer asked from 2021 on.
        Assert.DoesNotContain(book.Texts("Chỗ yếu"), text => text.StartsWith("5.2 ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_list_to_press_names_whom_to_call()
    {
        var book = Plans.Open(new PlanProgressRequest("58", Q2, null, Language.Vietnamese));

        Assert.Contains("Sở Nội vụ – Phòng Cải cách hành chính, 0259 000 001 · snv@example.org", book.Texts("Đôn đốc"));
        Assert.Contains("Sở Giáo dục và Đào tạo – chưa có người liên hệ", book.Texts("Đôn đốc"));
        Assert.Equal("chưa báo cáo", book.Row("Đôn đốc", "5.1 · Rút ngắn")[^1].Text);
    }

    [Fact]
    public void Sub_plans_stand_with_their_own_tally()
    {
        var book = Plans.Open(new PlanProgressRequest("58", Q2, null, Language.Vietnamese));

        // (1 × 60 + 3 × 20) / 4 = 30
        Assert.Equal(["2.00", "0.00", "1.00", "1.00", "0.00", "0.00", "30.00"], book.Shown("Kế hoạch con", "Sở Y tế (KH-58-2021-SYT)"));
        Assert.Contains("1 kế hoạch con, không có nhiệm vụ quá hạn.", Plans.Open(new PlanProgressRequest("92", Q2, null, Language.Vietnamese)).Texts("Kế hoạch con"));
    }

    [Fact]
    public void An_agencys_own_plan_is_taken_by_its_code_and_reports_by_quarter_half_and_year()
    {
        string Headline(PlanPeriod period) => Plans.Document(new PlanProgressRequest("58", period, SamplePlan.Health, Language.Vietnamese)).Pages[0].Headline;

        Assert.Equal("Đôn đốc 1 cơ quan có 1 nhiệm vụ quá hạn: Phòng Kế hoạch (1).", Headline(Q2));
        Assert.Equal("Không có nhiệm vụ quá hạn; nhắc 1 cơ quan chưa báo cáo quý I năm 2021: Phòng Kế hoạch (1).", Headline(PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 1)));
        Assert.Equal("ke-hoach-so-y-te-ninh-thuan-2021-vi", Plans.Document(new PlanProgressRequest("58", Whole, SamplePlan.Health, Language.Vietnamese)).FileName);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "Sở Y tế (Ninh Thuận) · tiến độ kế hoạch đến hết quý II năm 2021", "Sở Y tế (Ninh Thuận), đến hết quý II năm 2021: ", "Đến 30/6/2021, kế hoạch của Sở Y tế (Ninh Thuận) có 2 nhiệm vụ")]
    [InlineData(Language.English, "Sở Y tế (Ninh Thuan) · progress of the plan to the end of quarter 2 of 2021", "Sở Y tế (Ninh Thuan), to the end of quarter 2 of 2021: ", "By 30 Jun 2021, the plan of Sở Y tế (Ninh Thuan) has 2 tasks")]
    public void An_agencys_plan_is_not_taken_for_the_provinces(Language language, string title, string finding, string sentence)
    {
        var request = new PlanProgressRequest("58", Q2, SamplePlan.Health, language);
        var document = Plans.Document(request);

        Assert.Equal(title, document.Title);
        Assert.StartsWith(finding, document.Finding, StringComparison.Ordinal);
        Assert.Contains(Plans.Open(request).Texts(document.Pages[0].Tab), text => text.StartsWith(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void The_timeline_follows_the_order_of_the_index_and_gives_stopped_tasks_no_bar()
    {
        var ofHealth = Plans.Document(new PlanProgressRequest("58", Q2, SamplePlan.Health, Language.Vietnamese));
        var document = Plans.Document(new PlanProgressRequest("58", Q2, null, Language.Vietnamese));
        static TableBlock Timeline(ReportDocument document) => document.Pages.Single(page => page.Tab == "Tiến độ").Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<TableBlock>().Single();
        var table = Timeline(document);
        var stopped = table.Rows.ToList().FindIndex(row => row.Cells[0].Text!.StartsWith("4.1 ", StringComparison.Ordinal));

        Assert.Equal(["PAPI · 1. Tham gia của người dân ở cấp cơ sở", "PAPI · 6. Cung ứng dịch vụ công"], Timeline(ofHealth).Rows.Where(row => row.IsHead).Select(row => row.Cells[0].Text));
        Assert.Equal("tạm dừng", table.Rows[stopped].Cells[5].Text);
        Assert.All(table.RowChart!.Series.Where(series => series.Role is SeriesRole.Remaining or SeriesRole.Late), series => Assert.Null(series.Values[stopped]));
    }

    [Theory]
    [InlineData(Language.Vietnamese, "Chỗ yếu", "✗ chỉ có nhiệm vụ đã dừng: 4.1 ", "tạm dừng)")]
    [InlineData(Language.English, "Weak spots", "✗ stopped tasks only: 4.1 ", "suspended)")]
    public void A_stopped_task_covers_no_weak_spot(Language language, string page, string start, string end) =>
        Assert.Contains(Plans.Open(new PlanProgressRequest("58", Q2, null, language)).Texts(page), text => text.StartsWith(start, StringComparison.Ordinal) && text.Contains(end, StringComparison.Ordinal));

    [Fact]
    public void A_plan_without_tasks_says_so()
    {
        var document = Plans.Document(new PlanProgressRequest("34", Q2, null, Language.Vietnamese));

        Assert.Equal("Kế hoạch chưa có nhiệm vụ nào: cần giao việc, cơ quan chủ trì và thời hạn.", document.Pages[0].Headline);
        Assert.Equal("Kế hoạch chưa có nhiệm vụ nào.", document.Pages.Single(page => page.Tab == "Tiến độ").Headline);
        Assert.DoesNotContain(document.Pages, page => page.Tab == "Đôn đốc");
    }

    [Fact]
    public void A_plan_without_targets_says_so() =>
        Assert.Equal(
            "Kế hoạch chưa đặt mục tiêu nào: cần nêu điểm hoặc hạng phải đạt của từng năm.",
            Plans.Document(new PlanProgressRequest("92", Q2, null, Language.Vietnamese)).Pages.Single(page => page.Tab == "Mục tiêu").Headline);

    [Fact]
    public void Where_nothing_was_reported_those_who_are_due_are_named_and_no_coverage_is_claimed()
    {
        var document = Plans.Document(new PlanProgressRequest("01", Q2, null, Language.Vietnamese));

        Assert.Equal("Đôn đốc 1 cơ quan có 1 nhiệm vụ quá hạn: Sở Nội vụ (1).", document.Pages[0].Headline);
        Assert.StartsWith("Chưa nhiệm vụ nào nêu nó phục vụ nội dung nào của PAPI", document.Pages.Single(page => page.Tab == "Chỗ yếu").Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_amended_twice_is_told_with_its_versions()
    {
        var book = Plans.Open(new PlanProgressRequest("48", Q2, null, Language.Vietnamese));

        Assert.Contains("Mục tiêu 1 đã điều chỉnh: bản 1: 44 điểm → bản 2: 46 điểm → bản 3: 45 điểm.", book.Texts("Mục tiêu"));
        Assert.Contains("Đã bỏ khỏi kế hoạch: PAPI 2021: hạng 10 (bản 1).", book.Texts("Mục tiêu"));
        Assert.Contains(book.Texts("Nguồn"), text => text.EndsWith("3 bản, dùng bản cuối", StringComparison.Ordinal));
    }

    [Fact]
    public void Three_hundred_tasks_stand_on_the_timeline_by_part_and_few_on_page_1()
    {
        var document = Plans.Document(new PlanProgressRequest("04", Whole, null, Language.Vietnamese));
        var timeline = document.Pages.Single(page => page.Tab == "Tiến độ").Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<TableBlock>().Single();
        var agencies = document.Pages[0].Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<TableBlock>().First();

        Assert.Equal(300 + 8, timeline.Rows.Count);
        Assert.Equal(300, timeline.RowChart!.Series.Single(series => series.Role == SeriesRole.Start).Values.Count(value => value is not null));
        Assert.Equal(8, agencies.Rows.Count);
        Assert.Equal("13 cơ quan khác", agencies.Rows[^1].Cells[0].Text);
        Assert.Contains("PAR INDEX 2020: có số liệu của 19/63 tỉnh, thành phố nên không biết nội dung nào dưới trung bình.", Plans.Open(new PlanProgressRequest("04", Whole, null, Language.Vietnamese)).Texts("Chỗ yếu"));
    }

    [Theory]
    [InlineData("58", "Bản phát hành không có kế hoạch cấp tỉnh của Ninh Thuận cho năm 2030: có KH-58-2021, KH-58-2021-SYT.")]
    [InlineData("56", "Bản phát hành không có kế hoạch cấp tỉnh của Khánh Hòa cho năm 2030: không có kế hoạch nào.")]
    public void What_there_is_not_is_refused_with_what_there_is(string province, string reason) =>
        Assert.Equal(reason, Assert.Throws<ReportRefusedException>(() => Plans.Document(new PlanProgressRequest(province, PlanPeriod.Of(ReportingPeriod.Half, 2030, 1), null, Language.Vietnamese))).Reason.Vi);

    [Fact]
    public void Of_a_public_release_there_is_no_report_on_plans()
    {
        using var open = Release.Open(samples.PublicFile);

        Assert.Throws<ReportRefusedException>(() => Report.Build(open, ReleaseCatalog.Read(open), new PlanProgressRequest("58", Q2, null, Language.Vietnamese)));
    }
}
