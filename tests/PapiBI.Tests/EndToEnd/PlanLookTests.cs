using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
namespace PapiBI.Tests.EndToEnd;
public sealed class PlanLookTests(PublishedSamples samples)
{
    [Fact]
    public void Write()
    {
        var folder = Environment.GetEnvironmentVariable("LOOK")!;
        var q2 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2);
        var y = PlanPeriod.Of(ReportingPeriod.Year, 2021, 1);
        foreach (var lang in new[] { Language.Vietnamese, Language.English })
        {
            var l = lang == Language.English ? "en" : "vi";
            foreach (var (name, r) in new (string, ReportRequest)[] {
                ("o58", new PlanOutcomeRequest("58", 2021, null, lang)), ("o04", new PlanOutcomeRequest("04", 2021, null, lang)), ("o22", new PlanOutcomeRequest("22", 2021, null, lang)), ("o34", new PlanOutcomeRequest("34", 2021, null, lang)), ("o04f", new PlanOutcomeRequest("04", 2025, null, lang)),
                ("p58", new PlanProgressRequest("58", q2, null, lang)), ("p04", new PlanProgressRequest("04", y, null, lang)), ("p34", new PlanProgressRequest("34", q2, null, lang)), ("p01", new PlanProgressRequest("01", q2, null, lang)), ("p92", new PlanProgressRequest("92", q2, null, lang)), ("p48", new PlanProgressRequest("48", q2, null, lang)),
                ("b58", new ProvinceRequest("PAPI", 2021, "58", lang)), ("b22", new ProvinceRequest("PAPI", 2021, "22", lang)), ("b04", new ProvinceRequest("PAR_INDEX", 2021, "04", lang)) })
            {
                try { File.WriteAllBytes(Path.Combine(folder, $"{name}-{l}.xlsx"), samples.Plans.Workbook(r)); }
                catch (ReportRefusedException e) { File.WriteAllText(Path.Combine(folder, $"{name}-{l}.txt"), e.Reason.Vi + "\n" + e.Reason.En); }
                catch (Exception e) { File.WriteAllText(Path.Combine(folder, $"{name}-{l}.err"), e.ToString()); }
            }
        }
    }
}
