using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>A day at which a month, quarter or year begins, and its name to the right of it.</summary>
internal sealed record MonthTick(double Day, string Label, bool HasLine);

/// <summary>An axis of days: as many months, quarters or years named as have room, the year said where it changes.</summary>
internal sealed record MonthAxis(double Min, double Max, IReadOnlyList<MonthTick> Ticks)
{
    private const double Gap = 7;

    // A year of 9999 stands for "no end"; the months after it are no dates.
    private static readonly double LastDay = TimelineSpec.Day(new DateOnly(9900, 12, 31));
    private static readonly int[] Steps = [1, 3, 12, 24, 60, 120, 240, 600];

    public static MonthAxis Of((double Min, double Max)? days, double width, double textSize, Language language)
    {
        if (days is not { } bounds)
        {
            return new MonthAxis(0, 1, []);
        }

        (int first, int last) = (MonthOf(bounds.Min), MonthOf(bounds.Max) + 1);
        foreach (int step in Steps)
        {
            int begin = Down(first, Math.Min(step, 3));
            int end = Math.Max(Down(last + Math.Min(step, 3) - 1, Math.Min(step, 3)), begin + 1);
            double pointsPerDay = width / (DayOf(end) - DayOf(begin));
            int[] months = [.. Enumerable.Range(begin, end - begin).Where(month => month % step == 0)];
            MonthTick[] ticks = [.. months.Select((month, i) => new MonthTick(DayOf(month), Name(month, step, i == 0, language), HasLine: month > begin))];
            if (step >= 12 && (months.Length == 0 || months[0] > begin))
            {
                ticks = [new MonthTick(DayOf(begin), Year(begin), HasLine: false), .. ticks];
            }

            double[] room = [.. ticks.Select((tick, i) => ((i + 1 < ticks.Length ? ticks[i + 1].Day : DayOf(end)) - tick.Day) * pointsPerDay)];
            bool[] fits = [.. ticks.Select((tick, i) => LetterWidths.Of(tick.Label, textSize) + Gap <= room[i])];

            // Years at the ends may be too short for their name.
            if (fits.All(fit => fit) || (step >= 12 && fits.Skip(1).SkipLast(1).All(fit => fit)) || step == Steps[^1])
            {
                return new MonthAxis(DayOf(begin), DayOf(end), [.. ticks.Zip(fits, (tick, fit) => fit ? tick : tick with { Label = "" })]);
            }
        }

        throw new InvalidOperationException("The last step always returns.");
    }

    private static int MonthOf(double day)
    {
        DateOnly date = TimelineSpec.DayOf(Math.Clamp(day, 1, LastDay));
        return (date.Year * 12) + date.Month - 1;
    }

    private static double DayOf(int month) => TimelineSpec.Day(new DateOnly(month / 12, (month % 12) + 1, 1));

    private static int Down(int month, int step) => month - (month % step);

    private static string Year(int month) => (month / 12).ToString(CultureInfo.InvariantCulture);

    private static string Name(int month, int step, bool isFirst, Language language)
    {
        if (step >= 12)
        {
            return Year(month);
        }

        bool saysYear = isFirst || month % 12 == 0;
        string part = (step, language) switch
        {
            (3, _) => $"Q{((month % 12) / 3) + 1}",
            (_, Language.Vietnamese) => $"T{(month % 12) + 1}",
            _ => CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames[month % 12],
        };
        return !saysYear ? part : language == Language.Vietnamese ? $"{part}/{Year(month)}" : $"{part} {Year(month)}";
    }
}
