using System.Globalization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Cli;

/// <summary>How outcomes of runs and states of deliveries are said.</summary>
internal static class OutcomeWords
{
    public static Text Of(string code) => code switch
    {
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
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No words for this outcome."),
    };
}

/// <summary>Instants as people of the place read them.</summary>
internal static class Local
{
    private static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public static string Time(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Vietnam).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
