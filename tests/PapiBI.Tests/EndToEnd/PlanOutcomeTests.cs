using PapiBI.Reports.Definitions;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>What became of plans, sentence by sentence.</summary>
public sealed class PlanOutcomeTests(PublishedSamples samples)
{
    private PublishedPlans Plans => samples.Plans;

    [Fact]
    public void Ninh_Thuan_2021_missed_its_points_and_met_its_rank_on_any_reading()
    {
        var document = Plans.Document(new PlanOutcomeRequest("58", 2021, null, Language.Vietnamese));
        var book = Plans.Open(new PlanOutcomeRequest("58", 2021, null, Language.Vietnamese));
        var texts = book.Texts("Tóm tắt").ToList();

        Assert.Equal("Ninh Thuận 2021: mục tiêu 45 điểm không đạt: 43,83 (−1,17); mục tiêu hạng 45/63 đạt: 14/60", document.Finding);
        Assert.Equal("ket-qua-ke-hoach-ninh-thuan-2021-vi", document.FileName);
        Assert.Contains("Mục tiêu 45 điểm không đạt: 43,83 (−1,17); mục tiêu hạng 45/63 đạt: 14/60.", texts);
        Assert.Contains("Mục tiêu hạng 45/63 đạt theo mọi cách hiểu: kể cả khi ba tỉnh chưa có điểm đều xếp trên, hạng vẫn là 17/63.", texts);
        Assert.Contains("PAPI 2021: 45 điểm lẽ ra xếp thứ 6/63 năm 2020, còn hạng 45 chỉ cần 42,15 điểm.", texts);
        Assert.Contains("PAPI 2021: kế hoạch ghi tăng 4,26 điểm; dẫn xuất: 45 − 40,75 = 4,25.", texts);
        Assert.Contains("PAPI 2021: kế hoạch ghi tăng 13 bậc; dẫn xuất: 58 − 45 = 13.", texts);
        Assert.Equal(["40.75", "45.00", "43.83", "-1.17", "không đạt"], book.Shown("Tóm tắt", "1. PAPI 2021: 45 điểm"));
        Assert.Equal(["58/63", "45/63", "14/60", "31.00", "đạt"], book.Shown("Tóm tắt", "2. PAPI 2021: hạng 45/63"));
        Assert.Equal(["40.75", "45.01", "43.83", "-1.18", "không đạt"], book.Shown("Tóm tắt", "3. PAPI 2021: tăng 4,26 điểm so với 2020"));
    }

    [Fact]
    public void The_same_in_English()
    {
        var request = new PlanOutcomeRequest("58", 2021, null, Language.English);
        var texts = Plans.Open(request).Texts("Summary").ToList();

        Assert.Equal("ket-qua-ke-hoach-ninh-thuan-2021-en", Plans.Document(request).FileName);
        Assert.Contains("Target of 45 points missed: 43.83 (−1.17); target of rank 45/63 met: 14/60.", texts);
        Assert.Contains("The target of rank 45/63 is met on any reading: even with the three provinces without a score ahead, the rank would be 17/63.", texts);
        Assert.Contains("PAPI 2021: 45 points would have ranked 6/63 in 2020, while rank 45 took only 42.15 points.", texts);
        Assert.Contains("PAPI 2021: the plan prints a gain of 4.26 points; derived: 45 − 40.75 = 4.25.", texts);
        Assert.Contains("Internal · Release R2 · published 25/11/2026", texts);
    }

    [Fact]
    public void Parts_with_tasks_stand_beside_the_others_and_a_broken_one_is_blank()
    {
        var book = Plans.Open(new PlanOutcomeRequest("58", 2021, null, Language.Vietnamese));

        // 6.2: 1.99 − 1.34; the mean of the 59 others with both years.
        Assert.Equal(["0.65", "0.30", "0.37", "0.34", "0/1", "số 6.2\u00a0°"], book.Shown("Nhiệm vụ và điểm", "6.2 Giáo dục tiểu học công lập"));
        Assert.Equal(["–", "–", "–", "–", "1/1", "số 5.2\u00a0°"], book.Shown("Nhiệm vụ và điểm", "5.1 Chứng thực/xác nhận ‡"));
        Assert.Contains(book.Texts("Nhiệm vụ và điểm"), text => text.StartsWith("Đây không phải bằng chứng nhân quả.", StringComparison.Ordinal));
        Assert.Equal(["0.09", "-0.06", "-0.04", "0.16"], book.Shown("Nhiệm vụ và điểm", "1.1 Tri thức công dân"));
    }

    [Theory]
    [InlineData("22", 2021, "Không đánh giá được: Quảng Ninh không có điểm PAPI 2021 vì thiếu điểm thành phần.")]
    [InlineData("04", 2025, "Chưa biết kết quả: chưa có kết quả PAPI 2025.")]
    [InlineData("34", 2021, "Mục tiêu nhóm Trung bình cao đạt: Cao nhất.")]
    [InlineData("04", 2021, "PAPI: mục tiêu 45 điểm không đạt: 39,19 (−5,81); mục tiêu hạng 15/63 không đạt: 58/60.")]
    [InlineData("04", 2022, "5. Thủ tục hành chính công, mục tiêu 7,50 điểm không đạt: 7,06 (−0,44); 7. Quản trị môi trường, mục tiêu không tụt hạng không đạt: 43/63.")]
    public void The_headline_gives_the_verdict_or_why_there_is_none(string province, int year, string headline) =>
        Assert.Equal(headline, Plans.Document(new PlanOutcomeRequest(province, year, null, Language.Vietnamese)).Pages[0].Headline);

    [Fact]
    public void A_target_that_is_not_known_or_not_comparable_says_why_in_words()
    {
        var texts = Plans.Open(new PlanOutcomeRequest("04", 2021, null, Language.Vietnamese)).Texts("Tóm tắt").ToList();

        Assert.Contains("Mới có PAR INDEX 2021 của 23/63 tỉnh, thành phố, chưa có điểm của Cao Bằng (mục tiêu 3).", texts);
        Assert.Contains("Mới có PAR INDEX 2021 của 23/63 tỉnh, thành phố, chưa có hạng của Cao Bằng (mục tiêu 4).", texts);
        Assert.Contains("Không so được: nội dung đổi cấu trúc từ 2020 đến 2021 (mục tiêu 9).", texts);
        Assert.Contains("PAR INDEX 2021: có 23/63 tỉnh, thành phố nên không so được từng phần với các tỉnh khác.", Plans.Open(new PlanOutcomeRequest("04", 2021, null, Language.Vietnamese)).Texts("Nhiệm vụ và điểm"));
    }

    [Theory]
    [InlineData("92", 2021, null, "Kế hoạch KH-92-2021 không có mục tiêu nào.")]
    [InlineData("58", 2022, null, "Bản phát hành không có kế hoạch cấp tỉnh của Ninh Thuận cho năm 2022: có KH-58-2021, KH-58-2021-SYT.")]
    [InlineData("58", 2022, "KH-58-2021", "Kế hoạch KH-58-2021 không có mục tiêu năm 2022; có năm 2021.")]
    [InlineData("56", 2021, null, "Bản phát hành không có kế hoạch cấp tỉnh của Khánh Hòa cho năm 2021: không có kế hoạch nào.")]
    [InlineData("79", 2021, null, "Năm 2021 Hồ Chí Minh có 2 kế hoạch cấp tỉnh, hãy chọn một: KH-79-2021-A, KH-79-2021-B.")]
    [InlineData("58", 2021, "KH-1", "Bản phát hành không có kế hoạch KH-1 của Ninh Thuận: có KH-58-2021, KH-58-2021-SYT.")]
    [InlineData("00", 2021, null, "Không có tỉnh mang mã 00.")]
    public void What_there_is_not_is_refused_with_what_there_is(string province, int year, string? plan, string reason) =>
        Assert.Equal(reason, Assert.Throws<ReportRefusedException>(() => Plans.Document(new PlanOutcomeRequest(province, year, plan, Language.Vietnamese))).Reason.Vi);

    [Theory]
    [InlineData(Language.Vietnamese, "Trong 60 tỉnh, thành phố được xếp hạng cả hai năm: từ 55 đến 14, lên 41 bậc.", "2020: 58/63 · chung: 55/60 · mục tiêu: hạng 45/63", "Đổi thành phần hoặc thang điểm sau năm 2020 nên không so với năm đó: ", "nên đọc dè dặt.")]
    [InlineData(Language.English, "Among the 60 provinces ranked in both years: from 55 to 14, up 41 places.", "2020: 58/63 · common: 55/60 · target: rank 45/63", "Parts or scale changed after 2020, so not compared with that year: ", "is to be read with care.")]
    public void A_climb_stands_beside_that_among_the_provinces_of_both_years_and_what_broke_is_named(Language language, string common, string tile, string broken, string care)
    {
        var texts = Plans.Open(new PlanOutcomeRequest("58", 2021, null, language)).Texts(language == Language.Vietnamese ? "Tóm tắt" : "Summary").ToList();

        Assert.Contains(common, texts);
        Assert.Contains(tile, texts);
        Assert.Contains(texts, text => text.StartsWith(broken, StringComparison.Ordinal) && text.EndsWith(care, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Language.Vietnamese, "Điểm mục 5, PAPI 2022", "Hạng mục 5, PAPI 2022")]
    [InlineData(Language.English, "Score 5, PAPI 2022", "Rank 5, PAPI 2022")]
    public void Without_a_target_for_the_total_the_tiles_name_the_part(Language language, string score, string rank)
    {
        var texts = Plans.Open(new PlanOutcomeRequest("04", 2022, null, language)).Texts(language == Language.Vietnamese ? "Tóm tắt" : "Summary").ToList();

        Assert.Contains(score, texts);
        Assert.Contains(rank, texts);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "Hồ Chí Minh (KH-79-2021-B) · kết quả kế hoạch năm 2021", "Hồ Chí Minh (KH-79-2021-B) 2021: mục tiêu 45 điểm")]
    [InlineData(Language.English, "Ho Chi Minh City (KH-79-2021-B) · outcome of the plan 2021", "Ho Chi Minh City (KH-79-2021-B) 2021: target of 45 points")]
    public void One_of_two_plans_is_named_by_its_code(Language language, string title, string finding)
    {
        var document = Plans.Document(new PlanOutcomeRequest("79", 2021, SamplePlan.Twice, language));

        Assert.Equal(title, document.Title);
        Assert.StartsWith(finding, document.Finding, StringComparison.Ordinal);
        Assert.StartsWith("ket-qua-ke-hoach-ho-chi-minh-kh-79-2021-b-2021-", document.FileName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "Không đánh giá được mục tiêu nào của kế hoạch năm 2021 của Quảng Ninh.", "PAPI 2021: mục tiêu kém hơn hạng năm 2020 (dẫn xuất): 1 − 3 = −2.", "Nguồn PAPI 2021 ghi về Quảng Ninh: “")]
    [InlineData(Language.English, "No target of Quang Ninh for 2021 can be judged.", "PAPI 2021: the target lies below the rank of 2020 (derived): 1 − 3 = −2.", "The source of PAPI 2021 says of Quang Ninh: \"")]
    public void What_will_never_be_known_says_so_with_the_source_and_a_rank_below_the_base_year_is_told(Language language, string never, string below, string source)
    {
        var book = Plans.Open(new PlanOutcomeRequest("22", 2021, null, language));
        var texts = book.Texts(language == Language.Vietnamese ? "Tóm tắt" : "Summary").ToList();

        Assert.Contains(texts, text => text.StartsWith(never, StringComparison.Ordinal));
        Assert.Contains(below, texts);
        Assert.Contains(texts, text => text.StartsWith(source, StringComparison.Ordinal));
        Assert.DoesNotContain("chưa biết", texts);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "điểm PAR INDEX 0–100")]
    [InlineData(Language.English, "points of PAR INDEX 0–100")]
    public void The_scale_of_half_a_league_is_that_of_the_index(Language language, string scale) =>
        Assert.Contains(Plans.Open(new PlanOutcomeRequest("04", 2021, null, language)).Texts(language == Language.Vietnamese ? "Tóm tắt" : "Summary"), text => text.Contains(scale, StringComparison.Ordinal));

    [Fact]
    public void One_of_two_plans_is_taken_by_its_code() =>
        Assert.StartsWith("Mục tiêu 45 điểm", Plans.Document(new PlanOutcomeRequest("79", 2021, SamplePlan.Twice.ToLowerInvariant(), Language.Vietnamese)).Pages[0].Headline, StringComparison.Ordinal);

    [Fact]
    public void The_brief_shows_the_targets_and_the_tasks_that_answer_the_weak_spots_and_is_internal()
    {
        var request = new ProvinceRequest("PAPI", 2021, "58", Language.Vietnamese);
        var book = Plans.Open(request);
        var document = Plans.Document(request);

        Assert.Equal("Mục tiêu", document.Pages[1].Tab);
        Assert.Equal("Mục tiêu 45 điểm không đạt: 43,83 (−1,17); mục tiêu hạng 45/63 đạt: 14/60.", document.Pages[1].Headline);
        Assert.Contains("2020: 40,75 · TB: 42,41 · mục tiêu: 45 điểm", book.Texts("Tóm tắt"));
        Assert.Contains("2020: 58/63 · chung: 55/60 · mục tiêu: hạng 45/63", book.Texts("Tóm tắt"));
        Assert.Equal("7.1 Quan trắc không khí, nước sinh hoạt và công bố hằng tháng\u00a0°", book.Row("Tóm tắt", "Chất lượng nước (7.3)")[^1].Text);
        Assert.StartsWith("Tài liệu nội bộ · ", document.SourceLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PAPI", 2020, "58")]
    [InlineData("PAPI", 2021, "60")]
    [InlineData("SIPAS", 2021, "92")]
    public void Where_no_plan_covers_the_year_a_brief_has_the_bytes_of_the_public_release(string index, int year, string province)
    {
        var request = new ProvinceRequest(index, year, province, Language.Vietnamese);
        using var open = Release.Open(Release.CurrentFile(Plans.Data)!);

        Assert.Equal(ExcelRenderer.Render(Report.Build(open, ReleaseCatalog.Read(open), request)), Plans.Workbook(request));
    }

    [Fact]
    public void Of_a_public_release_a_brief_shows_no_targets()
    {
        using var open = Release.Open(samples.PublicFile);

        Assert.DoesNotContain(Report.Build(open, ReleaseCatalog.Read(open), new ProvinceRequest("PAPI", 2021, "58", Language.Vietnamese)).Pages, page => page.Tab == "Mục tiêu");
    }
}
