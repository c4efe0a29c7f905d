using System.Globalization;
using System.Text.Json;
using PapiBI.Portal.Accounts;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Operations;

/// <summary>Jobs, states, files and years as stewards read them. A code without words of its own is told as it is stored.</summary>
public static class OperationWords
{
    public static Text OfOutcome(string outcome) => OutcomeWords.Find(outcome) ?? new Text(outcome, outcome);

    /// <summary>Whether somebody has to look at it.</summary>
    public static bool IsTrouble(string outcome) => outcome is Outcome.Refused or Outcome.Failed or Outcome.Abandoned or DeliveryState.Unknown or DeliveryState.GivenUp;

    /// <param name="state">One of <see cref="InboxState"/>; null: there is no such file.</param>
    public static Text OfInbox(string? state) => state switch
    {
        InboxState.Waiting => new Text("đang chờ", "waiting"),
        InboxState.Loaded => new Text("đã nạp", "loaded"),
        InboxState.Refused => new Text("bị từ chối", "refused"),
        InboxState.SetAside => new Text("để riêng: tiến trình chết nhiều lần vì tệp này", "set aside: workers died of it again and again"),
        null => new Text("không còn trong thư mục nhận", "no longer in the inbox"),
        _ => new Text(state, state),
    };

    public static Text OfKind(string kind) => kind switch
    {
        "regions" => new Text("vùng", "regions"),
        "provinces" => new Text("tỉnh", "provinces"),
        "province-aliases" => new Text("tên khác của tỉnh", "other names of provinces"),
        "groups" => new Text("nhóm tỉnh", "groups"),
        "group-members" => new Text("thành viên nhóm", "members of groups"),
        "editions" => new Text("kỳ công bố", "editions"),
        "structure" => new Text("cấu trúc chỉ số", "structure"),
        "scores" => new Text("điểm", "scores"),
        "published" => new Text("số công bố", "published figures"),
        "plan" => new Text("kế hoạch", "plan"),
        "plan-progress" => new Text("tiến độ kế hoạch", "progress of a plan"),
        _ => new Text(kind, kind),
    };

    /// <summary>"PAPI 2011–2021, 2023 · SIPAS 2021"; blank where there are none.</summary>
    public static string Years(IEnumerable<EditionName> editions) =>
        string.Join(" · ", editions.GroupBy(edition => edition.IndexCode).Select(index => $"{index.Key.Replace('_', ' ')} {Ranges([.. index.Select(edition => edition.Year).Order()])}"));

    /// <summary>"1.234 KB", "3,1 MB".</summary>
    public static string Size(long bytes, Language language) =>
        bytes >= 1024 * 1024 ? NumberText.Fixed(bytes / 1024.0 / 1024, 1, language) + " MB"
        : bytes >= 1024 ? NumberText.Whole(bytes / 1024.0, language) + " KB"
        : string.Create(CultureInfo.InvariantCulture, $"{bytes} B");

    /// <summary>Where in the file: the cell of a sheet, line and column of a text file, or the whole of either.</summary>
    public static Text Place(Origin origin) => origin switch
    {
        { Sheet.Length: 0, Position.Length: 0 } => new Text("cả tệp", "whole file"),
        { Position.Length: 0 } => new Text("cả trang tính", "whole sheet"),
        { Sheet.Length: 0 } => origin.Said,
        _ => new Text(origin.Position, origin.Position),
    };

    /// <summary>What is wrong, without the place, which stands beside it.</summary>
    public static string Message(Issue issue, Language language)
    {
        var (place, message) = (issue.Origin.Said.In(language) + ": ", issue.Message.In(language));
        message = message.Length > place.Length && message.StartsWith(place, StringComparison.OrdinalIgnoreCase) ? message[place.Length..] : message;
        return message.Length > 0 ? char.ToUpperInvariant(message[0]) + message[1..] : message;
    }

    public static string Occasion(string occasion, Language language) =>
        OccasionDecision.ReleaseOf(occasion) is { } release ? new Text($"bản R{release}", $"release R{release}").In(language)
        : OccasionDecision.InstantOf(occasion) is { } instant ? AccountWords.Time(instant, language)
        : occasion;

    /// <summary>Of what a report is, as its parameters say it: "PAPI · 2021 · 92".</summary>
    public static string Parameters(string json)
    {
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement.ValueKind == JsonValueKind.Object
                ? string.Join(" · ", read.RootElement.EnumerateObject().Where(parameter => parameter.Value.ValueKind != JsonValueKind.Null).Select(parameter => parameter.Value.ToString()))
                : json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    public static Text When(Subscription subscription) => subscription.On switch
    {
        Trigger.Publication on => new Text($"khi phát hành {on.IndexCode}", $"on publication of {on.IndexCode}"),
        Trigger.Schedule on => new Text($"theo lịch {on.Cron} ({subscription.TimeZone})", $"scheduled {on.Cron} ({subscription.TimeZone})"),
        _ => throw new ArgumentOutOfRangeException(nameof(subscription), subscription.On, "No words for this trigger."),
    };

    public static Text OfMissed(MissedPolicy missed) => missed switch
    {
        MissedPolicy.CatchUp => new Text("gửi bù từng lần", "each of them, late"),
        MissedPolicy.Latest => new Text("chỉ lần mới nhất", "the newest only"),
        MissedPolicy.Skip => new Text("bỏ qua", "none"),
        _ => throw new ArgumentOutOfRangeException(nameof(missed), missed, "No words for this policy."),
    };

    private static string Ranges(IReadOnlyList<int> years)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var year in years)
        {
            if (ranges is [.., var last] && last.To == year - 1)
            {
                ranges[^1] = (last.From, year);
            }
            else
            {
                ranges.Add((year, year));
            }
        }

        return string.Join(", ", ranges.Select(range => range.From == range.To ? $"{range.From}" : $"{range.From}–{range.To}"));
    }
}
