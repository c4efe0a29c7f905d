using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Plans;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Tests.Reports;

/// <summary>What commands and subscriptions say of reports on plans.</summary>
public sealed class PlanParametersTests(PublishedSamples samples)
{
    private static readonly ReportParameters OfNinhThuan = new() { Index = "PAPI", Province = "Ninh Thuận" };

    [Theory]
    [InlineData(null, null, null, "2021")]
    [InlineData(null, "quarter", null, "2021-Q2")]
    [InlineData(null, "half", null, "2021-H1")]
    [InlineData("2021-q1", null, null, "2021-Q1")]
    [InlineData(null, null, SamplePlan.Health, "2021")]
    public void A_period_left_out_is_the_newest_that_was_reported_for(string? period, string? kind, string? plan, string expected)
    {
        var request = Assert.IsType<PlanProgressRequest>(Request(PlanProgress.Id, OfNinhThuan with { Period = period, PeriodKind = kind, Plan = plan }));

        Assert.Equal(("58", expected, plan), (request.ProvinceCode, request.Period.Name, request.PlanCode));
    }

    [Fact]
    public void Where_nothing_was_ever_reported_the_period_has_to_be_said() => Assert.Equal(
        "Bản phát hành không có báo cáo thực hiện kế hoạch nào của tỉnh 34: hãy nêu kỳ, ví dụ 2021-Q2.",
        Assert.Throws<ReportRefusedException>(() => Request(PlanProgress.Id, new ReportParameters { Index = "PAPI", Province = "34" })).Reason.Vi);

    [Fact]
    public void An_outcome_is_of_a_year_and_a_plan_of_one_province_as_it_was()
    {
        var request = Assert.IsType<PlanOutcomeRequest>(Request(PlanOutcome.Id, OfNinhThuan with { Year = 2021, Plan = SamplePlan.NinhThuan }));

        Assert.Equal(("58", 2021, SamplePlan.NinhThuan, "58@2004-01-01"), (request.ProvinceCode, request.Year, request.PlanCode, request.Scope!.Unit.Key));
    }

    [Fact]
    public void Each_fault_is_told()
    {
        string[] Faults(string report, ReportParameters parameters) => [.. parameters.Faults(report, isEach: false).Select(fault => $"{fault.Vi} / {fault.En}")];

        Assert.Empty(Faults(PlanProgress.Id, OfNinhThuan with { PeriodKind = "half" }));
        Assert.Equal(["“2021-Q5” không phải một kỳ, ví dụ 2021-Q2, 2021-H1 hoặc 2021. / “2021-Q5” is no period, such as 2021-Q2, 2021-H1 or 2021."], Faults(PlanProgress.Id, OfNinhThuan with { Period = "2021-Q5" }));
        Assert.Equal(["Không có loại kỳ “month”; có quarter, half, year. / There is no kind of period “month”; there are quarter, half, year."], Faults(PlanProgress.Id, OfNinhThuan with { PeriodKind = "month" }));
        Assert.Equal(["Chỉ cần một trong period và period-kind. / Only one of period and period-kind is needed."], Faults(PlanProgress.Id, OfNinhThuan with { Period = "2021", PeriodKind = "year" }));
        Assert.Equal(["plan-progress không dùng year. / plan-progress takes no year."], Faults(PlanProgress.Id, OfNinhThuan with { Year = 2021 }));
        Assert.Equal(["plan-progress cần province. / plan-progress needs province."], Faults(PlanProgress.Id, new ReportParameters { Index = "PAPI" }));
        Assert.Equal(["plan-outcome không dùng period. / plan-outcome takes no period."], Faults(PlanOutcome.Id, OfNinhThuan with { Period = "2021" }));
        Assert.Equal(["province-brief không dùng plan. / province-brief takes no plan."], Faults(ProvinceBrief.Id, OfNinhThuan with { Plan = "X" }));
    }

    [Fact]
    public void They_are_kept_as_they_were_said_and_what_a_report_does_not_take_is_dropped()
    {
        var said = OfNinhThuan with { Plan = "KH-58-2021", PeriodKind = "half" };

        Assert.Equal(said, ReportParameters.Of(said.Json()));
        Assert.Equal("""{"index":"PAPI","province":"Ninh Thuận","plan":"KH-58-2021","periodKind":"half"}""", said.Json());
        Assert.Equal(OfNinhThuan, said.For(ProvinceBrief.Id));
        Assert.Equal("PAPI Ninh Thuận KH-58-2021 half", said.Said());
    }

    private ReportRequest Request(string report, ReportParameters parameters) => parameters.Request(report, samples.Plans.Release, samples.Plans.Catalog, Language.Vietnamese);
}
