using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Reports.Definitions.Plans;

/// <summary>The words of plans: states, promises, what is made up.</summary>
internal static class PlanWords
{
    /// <summary>Behind what is made up to show how it works.</summary>
    public const string IllustrativeMark = " °";

    private const int LongestContent = 110;

    public static Text IllustrativeNote => new("° Dòng minh họa: dựng để cho thấy cách dùng, không phải số liệu thật.", "° Illustrative: made up to show how it works, not real data.");

    public static Cell State(TaskState task, Language language) => task.State switch
    {
        TaskStanding.Done when task.IsLate => Cell.Words(new Text("xong, trễ hạn", "done, late").In(language), Tone.Rise),
        TaskStanding.Done => Cell.Words(new Text("hoàn thành", "done").In(language), Tone.Rise),
        TaskStanding.Overdue => Cell.Words(new Text("quá hạn", "overdue").In(language), Tone.Fall),
        TaskStanding.InProgress => Cell.Words(new Text("đang làm", "in progress").In(language)),
        TaskStanding.Stopped => Cell.Words(new Text("dừng", "stopped").In(language), Tone.Muted),
        _ => Cell.Words(new Text("chưa làm", "not started").In(language), Tone.Muted),
    };

    public static Text Owner(PlanOwner owner) => owner switch
    {
        PlanOwner.Province => new("cấp tỉnh", "of the province"),
        PlanOwner.Agency => new("của cơ quan", "of an agency"),
        _ => new("cấp huyện", "of a district"),
    };

    /// <summary>What a task is, with its mark where it is made up.</summary>
    public static string Content(TaskState task, Language language) => task.Content.In(language) + (task.IsIllustrative || task.IsReportIllustrative ? IllustrativeMark : "");

    /// <summary>The same, cut where a short table would grow too long.</summary>
    public static string Short(TaskState task, Language language)
    {
        var content = task.Content.In(language);
        var mark = task.IsIllustrative || task.IsReportIllustrative ? IllustrativeMark : "";
        var end = content.Length <= LongestContent ? -1 : content.LastIndexOf(' ', LongestContent);
        return (content.Length <= LongestContent ? content : content[..(end > 0 ? end : LongestContent)] + "…") + mark;
    }

    /// <summary>"2 nhiệm vụ", "1 task".</summary>
    public static string Tasks(int count, Language language) => $"{NumberText.Whole(count, language)} {new Text("nhiệm vụ", count == 1 ? "task" : "tasks").In(language)}";

    /// <summary>"3 cơ quan", "1 agency".</summary>
    public static string Agencies(int count, Language language) => $"{NumberText.Whole(count, language)} {new Text("cơ quan", count == 1 ? "agency" : "agencies").In(language)}";

    /// <summary>"Sở Y tế (2), Sở Nội vụ (1) và 3 cơ quan khác": at most that many are named.</summary>
    public static string Named(IReadOnlyList<(string Name, int Count)> agencies, int most, Language language)
    {
        var named = string.Join(", ", agencies.Take(most).Select(agency => $"{agency.Name} ({agency.Count})"));
        return agencies.Count <= most ? named : named + new Text($" và {agencies.Count - most} cơ quan khác", $" and {agencies.Count - most} more").In(language);
    }
}
