using System.Globalization;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Documents;

/// <summary>A task of a plan as a timeline shows it. Without a first or a last day, or with them the wrong way round, it has no bar.</summary>
public sealed record TimelineTask
{
    public required string Name { get; init; }
    public required DateOnly? Start { get; init; }
    public required DateOnly? Due { get; init; }

    /// <summary>What has been reported as done, from 0 to 1; null where nothing was reported, which is drawn like nothing done.</summary>
    public required double? DoneShare { get; init; }

    /// <summary>Its last day has passed and it is not done.</summary>
    public bool IsLate { get; init; }
}

/// <summary>Makes a <see cref="ChartKind.Timeline"/> of tasks.</summary>
public static class TimelineSpec
{
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    /// <summary>A day as Excel counts it, right from March 1900 on.</summary>
    public static double Day(DateOnly day) => day.DayNumber - DayZero;

    /// <summary>The day that <see cref="Day"/> counts.</summary>
    public static DateOnly DayOf(double day) => DateOnly.FromDayNumber((int)Math.Floor(day) + DayZero);

    public static ChartSpec Of(IReadOnlyList<TimelineTask> tasks, DateOnly reportedOn, Language language, string dataTitle, string altText)
    {
        ChartSeries Series(Text name, SeriesRole role, Func<TimelineTask, DateOnly, DateOnly, double?> value) => new()
        {
            Name = name.In(language),
            Role = role,
            Values = [.. tasks.Select(task => task is { Start: { } start, Due: { } due } && start <= due ? value(task, start, due) : null)],
        };
        return new ChartSpec
        {
            Kind = ChartKind.Timeline,
            Categories = [.. tasks.Select(task => task.Name)],
            Series =
            [
                Series(new("Bắt đầu", "Start"), SeriesRole.Start, (_, start, _) => Day(start)),
                Series(new("Đã làm (tỷ lệ báo cáo)", "Done (share reported)"), SeriesRole.Done, (task, _, _) => task.DoneShare),
                Series(new("Còn lại, trong hạn", "To do, not overdue"), SeriesRole.Remaining, (task, _, due) => task.IsLate ? null : Day(due)),
                Series(new("Còn lại, quá hạn", "To do, overdue"), SeriesRole.Late, (task, _, due) => task.IsLate ? Day(due) : null),
            ],
            Mark = new ChartMark(Day(reportedOn), language == Language.Vietnamese
                ? "đến " + reportedOn.ToString("d/M/yyyy", CultureInfo.InvariantCulture)
                : "as of " + reportedOn.ToString("d MMM yyyy", CultureInfo.InvariantCulture)),
            LabelFormat = language == Language.Vietnamese ? "d/m/yyyy" : "d mmm yyyy",
            DataTitle = dataTitle,
            AltText = altText,
        };
    }
}
