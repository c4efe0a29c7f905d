using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Worker.Subscribing;

/// <summary>What a subscription to reminders of improvement plans is of. It names no readers: they are the contacts of the agencies that lead tasks.</summary>
public sealed record ReminderParameters
{
    /// <summary>What stands in a subscription in place of the name of a report.</summary>
    public const string Report = "plan-reminder";
    public const int UsualDaysBefore = 10;
    public const int MostDaysBefore = 60;

    internal static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<ReportingPeriod>(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A code; null means every plan.</summary>
    public string? Plan { get; init; }

    /// <summary>How many days before the last day of a period its reports are reminded of.</summary>
    public int DaysBefore { get; init; } = UsualDaysBefore;
    public ReportingPeriod PeriodKind { get; init; } = ReportingPeriod.Quarter;

    public static ReminderParameters Of(string json) => JsonSerializer.Deserialize<ReminderParameters>(json, Format)!;

    public string Json() => JsonSerializer.Serialize(this, Format);
}
