using PapiBI.Warehouse;
using Quartz;

namespace PapiBI.Worker.Subscribing;

/// <summary>A cron expression of Quartz in its time zone: which instants it means.</summary>
public sealed class Schedule
{
    /// <summary>More mails than this nobody wants, and a slip of a field is caught by it.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    // A schedule is looked at no further back: nobody waits for a report that is older.
    private const int MostInstants = 500;
    private const int Looked = 50;

    private readonly CronExpression cron;

    private Schedule(CronExpression cron) => this.cron = cron;

    /// <summary>Null with the reason where the text is no expression or the zone is unknown.</summary>
    public static Schedule? Read(string expression, string timeZone, out Text reason)
    {
        reason = default;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
        {
            reason = new Text($"Không có múi giờ “{timeZone}”; ví dụ Asia/Ho_Chi_Minh.", $"There is no time zone “{timeZone}”; use for example Asia/Ho_Chi_Minh.");
            return null;
        }

        if (!CronExpression.TryParse(expression, out var cron))
        {
            reason = new Text(
                $"“{expression}” không phải biểu thức cron (giây phút giờ ngày tháng thứ), ví dụ “0 0 7 1 * ?”: 7 giờ ngày 1 hằng tháng.",
                $"“{expression}” is no cron expression (second minute hour day month weekday), such as “0 0 7 1 * ?”: 7:00 on the first of each month.");
            return null;
        }

        return new Schedule(cron.WithTimeZone(zone));
    }

    /// <summary>What speaks against mailing by it: it never comes, or too often. Null where nothing does.</summary>
    public Text? Fault(DateTimeOffset now)
    {
        if (Next(now) is null)
        {
            return new Text($"Lịch “{cron}” không bao giờ đến.", $"The schedule “{cron}” never comes.");
        }

        return IsTooOften(now)
            ? new Text(
                $"Lịch “{cron}” đến nhiều hơn một lần mỗi giờ; có thể nhầm ô giây hoặc phút.",
                $"The schedule “{cron}” comes more than once an hour; perhaps the field of seconds or minutes is a slip.")
            : null;
    }

    /// <summary>The next instant after that; null where there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => cron.GetNextValidTimeAfter(after);

    /// <summary>The instants after <paramref name="from"/> up to <paramref name="until"/>, in order; the newest of them where they are very many.</summary>
    public IReadOnlyList<DateTimeOffset> Between(DateTimeOffset from, DateTimeOffset until)
    {
        var instants = new Queue<DateTimeOffset>();
        for (var next = Next(from); next is { } instant && instant <= until; next = Next(instant))
        {
            instants.Enqueue(instant.ToUniversalTime());
            if (instants.Count > MostInstants)
            {
                instants.Dequeue();
            }
        }

        return [.. instants];
    }

    private bool IsTooOften(DateTimeOffset now)
    {
        var last = now;
        for (var i = 0; i < Looked && Next(last) is { } next; i++)
        {
            if (i > 0 && next - last < Shortest)
            {
                return true;
            }

            last = next;
        }

        return false;
    }
}
