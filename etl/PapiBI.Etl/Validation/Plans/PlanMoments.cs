using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>Which day of a month or a period is meant.</summary>
internal enum DayOf
{
    /// <summary>A day must be given.</summary>
    Exact,
    First,
    Last,
}

/// <summary>Reads days and periods as plans write them: "30/6/2021", "6/2021", "quý II/2021". The day comes before the month.</summary>
internal sealed partial class PlanMoments
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    private static readonly string[] Joining = ["nam", "of", "the", "in"];

    private readonly Dictionary<string, string> _periods = new(StringComparer.Ordinal);

    public PlanMoments(PlanWords words)
    {
        foreach ((string period, IReadOnlyList<string> spellings) in words.Periods)
        {
            foreach (string spelling in spellings)
            {
                _periods.TryAdd(Key(spelling), period);
            }
        }

        _periods[""] = "Y";
    }

    public static bool IsYear(int year) => year is >= FirstYear and <= LastYear;

    /// <summary>Null where the text names no day for certain.</summary>
    public DateOnly? Day(RawCell cell, DayOf which)
    {
        if (IsoDay().Match(cell.Text) is { Success: true } iso)
        {
            DateOnly? day = Of(iso);
            return cell.IsMonth && which == DayOf.Last ? day?.AddMonths(1).AddDays(-1) : cell.IsMonth && which == DayOf.Exact ? null : day;
        }

        if (WrittenDay().Match(cell.Text) is { Success: true } written)
        {
            return Of(written);
        }

        return which == DayOf.Exact || cell.Number > LastYear ? null
            : Month().Match(cell.Text) is { Success: true } month && cell.Number is null ? Of(month) is { } first ? which == DayOf.First ? first : first.AddMonths(1).AddDays(-1) : null
            : Period(cell) is { } period ? which == DayOf.First ? period.Start : period.End
            : null;
    }

    /// <summary>Null where the text names no quarter, half or year.</summary>
    public PlanPeriod? Period(RawCell cell)
    {
        MatchCollection years = Year().Matches(cell.Text);
        if (years.Count != 1 || cell.IsMonth || !IsYear(Number(years[0].Value)) || !_periods.TryGetValue(Key(cell.Text.Remove(years[0].Index, years[0].Length)), out string? period))
        {
            return null;
        }

        int no = period.Length > 1 ? period[1] - '0' : 1;
        return PlanPeriod.Of(period[0] switch { 'Q' => ReportingPeriod.Quarter, 'H' => ReportingPeriod.Half, _ => ReportingPeriod.Year }, Number(years[0].Value), no);
    }

    private static string Key(string text) => string.Join(' ', Wording.Words(text).Except(Joining, StringComparer.Ordinal));

    private static DateOnly? Of(Match match)
    {
        int year = Number(match.Groups["year"].Value), month = Number(match.Groups["month"].Value), day = match.Groups["day"] is { Success: true } written ? Number(written.Value) : 1;
        return IsYear(year) && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})( [0-9:]+)?$", RegexOptions.None, 1000)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"^(ngày )?(?<day>[0-9]{1,2})(\s?[-/.]\s?| tháng )(?<month>[0-9]{1,2})(\s?[-/.]\s?| năm )(?<year>[0-9]{4})$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WrittenDay();

    [GeneratedRegex(@"^((tháng )?(?<month>[0-9]{1,2})(\s?[-/.]\s?| năm )(?<year>[0-9]{4})|(?<year>[0-9]{4})-(?<month>[0-9]{1,2}))$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Month();

    [GeneratedRegex("(?<![0-9])[0-9]{4}(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Year();
}
