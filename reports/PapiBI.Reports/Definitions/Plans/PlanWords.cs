using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The words of plans: states, promises, what is made up.</summary>
public static class PlanWords
{
    /// <summary>Behind what is made up to show how it works; it never begins a line.</summary>
    public const string IllustrativeMark = "\u00a0°";

    private const int LongestContent = 90;

    public static Text IllustrativeNote => new("° Dòng minh họa: dựng để cho thấy cách dùng, không phải số liệu thật.", "° Illustrative: made up to show how it works, not real data.");

    public static Cell State(TaskState task, Language language) => task.State switch
    {
        TaskStanding.Done when task.IsLate => Cell.Words(new Text("xong, trễ hạn", "done, late").In(language), Tone.Rise),
        TaskStanding.Done => Cell.Words(new Text("hoàn thành", "done").In(language), Tone.Rise),
        TaskStanding.Overdue => Cell.Words(new Text("quá hạn", "overdue").In(language), Tone.Fall),
        TaskStanding.InProgress => Cell.Words(new Text("đang làm", "in progress").In(language)),
        TaskStanding.Stopped when task.ReportedStatus == ReportedStatus.Cancelled => Cell.Words(new Text("đã hủy", "cancelled").In(language), Tone.Muted),
        TaskStanding.Stopped => Cell.Words(new Text("tạm dừng", "suspended").In(language), Tone.Muted),
        _ => Cell.Words(new Text("chưa bắt đầu", "not started").In(language), Tone.Muted),
    };

    public static Text Owner(PlanOwner owner) => owner switch
    {
        PlanOwner.Province => new("cấp tỉnh", "of the province"),
        PlanOwner.Agency => new("của cơ quan", "of an agency"),
        _ => new("cấp huyện", "of a district"),
    };

    /// <summary>Whether the task or what was reported of it is made up.</summary>
    public static bool IsMadeUp(TaskState task) => task.IsIllustrative || task.IsReportIllustrative;

    /// <summary>What a task is, cut where a table would grow too long, with its mark where it is made up.</summary>
    public static string Short(TaskState task, Language language)
    {
        var content = task.Content.In(language);
        var mark = IsMadeUp(task) ? IllustrativeMark : "";
        var end = content.Length <= LongestContent ? -1 : content.LastIndexOf(' ', LongestContent);
        return (content.Length <= LongestContent ? content : content[..(end > 0 ? end : LongestContent)] + "…") + mark;
    }

    /// <summary>"2 nhiệm vụ", "1 task".</summary>
    public static string Tasks(int count, Language language) => $"{NumberText.Whole(count, language)} {new Text("nhiệm vụ", count == 1 ? "task" : "tasks").In(language)}";

    /// <summary>"2 mục tiêu", "1 target".</summary>
    public static string Targets(int count, Language language) => $"{NumberText.Whole(count, language)} {new Text("mục tiêu", count == 1 ? "target" : "targets").In(language)}";

    /// <summary>"3 cơ quan", "1 agency".</summary>
    public static string Agencies(int count, Language language) => $"{NumberText.Whole(count, language)} {new Text("cơ quan", count == 1 ? "agency" : "agencies").In(language)}";

    /// <summary>"Sở Y tế (2), Sở Nội vụ (1) và 3 cơ quan khác": at most that many are named.</summary>
    public static string Named(IReadOnlyList<(string Name, int Count)> agencies, int most, Language language)
    {
        var named = string.Join(", ", agencies.Take(most).Select(agency => $"{agency.Name} ({agency.Count})"));
        return agencies.Count <= most ? named : named + new Text($" và {agencies.Count - most} cơ quan khác", $" and {agencies.Count - most} more").In(language);
    }
}
