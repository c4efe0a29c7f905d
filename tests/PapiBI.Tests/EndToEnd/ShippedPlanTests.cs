using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The plan of Ninh Thuận that comes with the samples, from its workbook to the pages: its targets as the press printed them, and what is made up is marked.</summary>
public sealed class ShippedPlanTests(PublishedSamples samples)
{
    [Fact]
    public void Its_outcome_says_what_was_missed_what_was_met_and_whether_the_target_was_sound()
    {
        var texts = samples.Open(new PlanOutcomeRequest("58", 2021, null, Language.Vietnamese)).Texts("Tóm tắt").ToList();

        Assert.Contains("Mục tiêu 45 điểm không đạt: 43,83 (−1,17); mục tiêu hạng 45/63 đạt: 14/60.", texts);
        Assert.Contains("Mục tiêu hạng 45/63 đạt theo mọi cách hiểu: kể cả khi ba tỉnh chưa có điểm đều xếp trên, hạng vẫn là 17/63.", texts);
        Assert.Contains("PAPI 2021: 45 điểm lẽ ra xếp thứ 6/63 năm 2020, còn hạng 45 chỉ cần 42,15 điểm.", texts);
        Assert.Contains("PAPI 2021: kế hoạch ghi tăng 4,26 điểm; dẫn xuất: 45 − 40,75 = 4,25.", texts);
        Assert.Contains("Mục tiêu 1, 2, 4: Chỉ tiêu in trên báo.", texts);
        Assert.Contains("Mục tiêu 5, 6, 7, 8: Chỉ tiêu minh họa.", texts);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "Tóm tắt", "đạt 1/2 mục tiêu đã biết kết quả (kể cả minh họa: 5/6)", "phần có nhiệm vụ (minh họa) thay đổi tốt hơn trung bình các tỉnh khác", "nhưng chưa chứng minh là nhờ nhiệm vụ.")]
    [InlineData(Language.English, "Summary", "Of the 2 targets of Ninh Thuan for 2021 with a result, 1 was met (illustrative ones included: 5 of 6)", "parts with (illustrative) tasks did better than the mean of the other provinces", "which proves no cause.")]
    public void What_is_made_up_counts_apart_and_every_page_that_rests_on_it_says_so(Language language, string summary, string count, string parts, string caution)
    {
        var book = samples.Open(new PlanOutcomeRequest("58", 2021, null, language));
        var progress = samples.Open(new PlanProgressRequest("58", PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2), null, language));
        var vietnamese = language == Language.Vietnamese;
        var legend = vietnamese ? "° Dòng minh họa:" : "° Illustrative:";

        Assert.Contains(book.Texts(summary), text => text.Contains(count, StringComparison.Ordinal));

        // The claim never stands without what it does not say.
        Assert.Contains(book.Texts(summary), text => text.Contains(parts, StringComparison.Ordinal) && text.Contains(caution, StringComparison.Ordinal));
        string[] ofOutcome = vietnamese ? ["Tóm tắt", "Nhiệm vụ và điểm"] : ["Summary", "Tasks and scores"];
        string[] ofProgress = vietnamese ? ["Tóm tắt", "Mục tiêu", "Tiến độ", "Chỗ yếu", "Đôn đốc"] : ["Summary", "Targets", "Timeline", "Weak spots", "To press"];
        Assert.All(ofOutcome, page => Assert.Contains(book.Texts(page), text => text.StartsWith(legend, StringComparison.Ordinal)));
        Assert.All(ofProgress, page => Assert.Contains(progress.Texts(page), text => text.StartsWith(legend, StringComparison.Ordinal)));
        Assert.Contains(progress.Texts(ofProgress[1]), text => text == (vietnamese ? "Kết quả cả năm 2021, công bố sau kỳ báo cáo này" : "Results of the whole year 2021, published after this reporting period"));
    }

    [Fact]
    public void Whoever_opens_the_brief_of_that_year_finds_its_targets()
    {
        var texts = samples.Open(new ProvinceRequest("PAPI", 2021, "58", Language.English)).Texts("Targets").ToList();

        Assert.Contains("Target of 45 points missed: 43.83 (−1.17); target of rank 45/63 met: 14/60.", texts);
        Assert.Contains("The target of rank 45/63 is met on any reading: even with the three provinces without a score ahead, the rank would be 17/63.", texts);
    }

    [Fact]
    public void Its_eight_groups_of_work_its_localities_and_what_is_made_up_stand_in_the_data()
    {
        var plan = Assert.Single(ImprovementPlan.Read(samples.Release, "58"));
        var tasks = TaskState.Read(samples.Release, plan.Code, PlanPeriod.Of(ReportingPeriod.Year, 2021, 1));

        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], tasks.SelectMany(task => task.Parts).Select(part => part.ItemCode[..1]).Distinct().Order());
        Assert.Equal(["Ninh Sơn", "Phan Rang–Tháp Chàm", "Thuận Nam"], tasks.SelectMany(task => task.Localities).Distinct().Order(StringComparer.Ordinal));
        Assert.True(plan.IsIllustrative);
        Assert.All(tasks, task => Assert.True(task.IsIllustrative));
        Assert.Equal(["5", "6", "7", "8"], TargetGap.Read(samples.Release, plan.Code).Where(target => target.IsIllustrative).Select(target => target.TargetNo));
        Assert.All(TargetGap.Read(samples.Release, plan.Code).Where(target => !target.IsIllustrative), target => Assert.Equal("Tin Ninh Thuận, 14/09/2021", target.Source));
    }
}
