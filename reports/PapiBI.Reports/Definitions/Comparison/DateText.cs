using System.Globalization;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>A day inside a sentence: "30/6/2025", "30 June 2025".</summary>
internal static class DateText
{
    public static string Of(DateOnly day, Language language) =>
        day.ToString(new Text("d/M/yyyy", "d MMMM yyyy").In(language), CultureInfo.InvariantCulture);
}
