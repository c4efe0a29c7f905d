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
