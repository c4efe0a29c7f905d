using PapiBI.Etl.Described;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Cli;

/// <summary>Says what the sheets of a plan hold, a line each.</summary>
internal static class PlanSheetWords
{
    public static void Say(Terminal terminal, ReadPlan? plan)
    {
        foreach (var sheet in plan?.Sheets ?? [])
        {
            var what = Of(sheet.Description.Role, sheet.Rows.Count);
            terminal.Say($"  “{sheet.Sheet.Name}”: {what.Vi}", $"  “{sheet.Sheet.Name}”: {what.En}");
        }
    }

    private static Text Of(PlanRole role, int rows) => role switch
    {
        PlanRole.Plan => new("thông tin chung của kế hoạch", "the plan itself"),
        PlanRole.Agencies => new($"{rows} cơ quan", $"{rows} {(rows == 1 ? "agency" : "agencies")}"),
        PlanRole.Targets => new($"{rows} mục tiêu", $"{rows} {(rows == 1 ? "target" : "targets")}"),
        PlanRole.Tasks => new($"{rows} nhiệm vụ", $"{rows} {(rows == 1 ? "task" : "tasks")}"),
        PlanRole.Progress => new($"{rows} báo cáo tiến độ", $"{rows} {(rows == 1 ? "report" : "reports")} of progress"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No words for this role."),
    };
}
