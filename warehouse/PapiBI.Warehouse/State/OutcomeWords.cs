using System.Globalization;

namespace PapiBI.Warehouse.State;

/// <summary>How outcomes of runs and states of deliveries are said.</summary>
public static class OutcomeWords
{
    public static Text Of(string code) => Find(code) ?? throw new ArgumentOutOfRangeException(nameof(code), code, "No words for this outcome.");

    /// <returns>Null for what another version of the program may have kept.</returns>
    public static Text? Find(string code) => code switch
    {
        Outcome.Waiting => new Text("đang chờ", "waiting"),
        Outcome.Running => new Text("đang chạy", "running"),
        Outcome.Done => new Text("xong", "done"),
        Outcome.Refused => new Text("bị từ chối", "refused"),
        Outcome.Failed => new Text("lỗi", "failed"),
        Outcome.Stopped => new Text("được dừng", "stopped"),
        Outcome.Abandoned => new Text("bỏ dở", "abandoned"),
        DeliveryState.Due => new Text("chờ gửi", "due"),
        DeliveryState.Claimed => new Text("đang dựng", "being rendered"),
        DeliveryState.Handing => new Text("đang trao", "being handed over"),
        DeliveryState.Sent => new Text("đã gửi", "sent"),
        DeliveryState.GivenUp => new Text("thôi thử", "given up"),
        DeliveryState.Unknown => new Text("không rõ kết quả", "outcome unknown"),
        DeliveryState.Cancelled => new Text("đã hủy", "cancelled"),
        _ => null,
    };
}

/// <summary>How jobs and their steps are called.</summary>
public static class WorkWords
{
    private const string Between = " · ";

    public static Text Of(string code) => code switch
    {
        "inbox" => new Text("nhận tệp", "inbox"),
        "load" => new Text("nạp", "load"),
        "publish" => new Text("phát hành", "publish"),
        "plan" => new Text("xếp gửi", "plan"),
        "describe" => new Text("đọc mô tả nguồn", "read a source description"),
        "mend" => new Text("trả tệp cần sửa", "return to mend"),
        "deliver" => new Text("gửi", "deliver"),
        "refresh" => new Text("nạp theo yêu cầu", "refresh"),
        _ => new Text(code, code),
    };

    /// <summary>Of what a step was.</summary>
    public static Text SubjectOf(StepRow step)
    {
        var (name, occasion) = step.Subject.LastIndexOf(Between, StringComparison.Ordinal) is var at and >= 0 && step.Step == "plan"
            ? (step.Subject[..(at + Between.Length)], OccasionWords.Of(step.Subject[(at + Between.Length)..]))
            : (step.Subject, new Text("", ""));
        return new Text(name + occasion.Vi, name + occasion.En);
    }
}

/// <summary>How the occasions of subscriptions are called.</summary>
public static class OccasionWords
{
    public static Text Of(string occasion) => OccasionDecision.ReleaseOf(occasion) is { } release
        ? new Text($"bản R{release}", $"release R{release}")
        : OccasionDecision.InstantOf(occasion) is { } instant ? new Text(Local.Time(instant), Local.Time(instant)) : new Text(occasion, occasion);
}

/// <summary>Instants as people of the place read them.</summary>
public static class Local
{
    private static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public static string Time(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Vietnam).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
