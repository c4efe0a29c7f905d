using System.Globalization;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Excel;

/// <summary>Formats that make numbers speak while the cell keeps the number.</summary>
internal static class NumberFormats
{
    public static string Of(Cell cell, Language language, string prefix = "") =>
        Localise(Sections(cell, language, Quote(prefix)), language);

    /// <summary>A plain format such as "0.00" with the decimal comma of Vietnamese where the program can be told.</summary>
    public static string Localise(string format, Language language) => language == Language.Vietnamese && format.Contains('.', StringComparison.Ordinal)
        ? string.Join(';', format.Split(';').Select(section => section.Contains('.', StringComparison.Ordinal) ? "[$-42A]" + section : section))
        : format;

    public static string WithMinus(string format) => $"{format};\"−\"{format}";

    public static string Arrow(string format) => $"\"▲ +\"{format};\"▼ −\"{format};{format}";

    /// <summary>The number itself, so that sums of cells hold; only what is too small to be seen becomes 0, so that it is not shown as −0,00.</summary>
    public static double Visible(Cell cell)
    {
        double number = cell.Number!.Value;
        int? decimals = cell.Form switch
        {
            NumberForm.SignedScore or NumberForm.ArrowScore or NumberForm.ArrowPoints => 2,
            NumberForm.SignedShare => 3,
            NumberForm.SignedPlaces or NumberForm.ArrowPlaces or NumberForm.ArrowPlacesInWords => 0,
            NumberForm.Score or NumberForm.Exact or NumberForm.Rank or NumberForm.Whole or NumberForm.Year or NumberForm.Percent or NumberForm.Day => null,
            _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.Form, "No precision."),
        };
        return decimals is { } shown && NumberText.SignOf(number, shown) == 0 ? 0 : number;
    }

    private static string Sections(Cell cell, Language language, string prefix)
    {
        bool isVietnamese = language == Language.Vietnamese;
        string places = NumberUnits.Places(cell.Number ?? 0, language);
        string points = NumberUnits.Points(cell.Number ?? 0, language);
        string unchanged = NumberUnits.Unchanged.In(language);
        string percent = isVietnamese ? "0.0\\ %" : "0.0%";
        return cell.Form switch
        {
            NumberForm.Score => prefix + "0.00",
            NumberForm.Exact => prefix + "0.000000",
            NumberForm.SignedScore => $"{prefix}\"+\"0.00;{prefix}\"−\"0.00;{prefix}0.00",
            NumberForm.ArrowScore => $"{prefix}\"▲ +\"0.00;{prefix}\"▼ −\"0.00;{prefix}0.00",
            NumberForm.ArrowPoints => $"{prefix}\"▲ +\"0.00\" {points}\";{prefix}\"▼ −\"0.00\" {points}\";{prefix}\"{unchanged}\"",
            NumberForm.Rank => prefix + (cell.IsTied ? "\"=\"" : "") + "0" + (cell.Of is { } n ? $"\"/{n.ToString(CultureInfo.InvariantCulture)}\"" : ""),
            NumberForm.SignedPlaces => $"{prefix}\"+\"0;{prefix}\"−\"0;{prefix}0",
            NumberForm.ArrowPlaces => $"{prefix}\"▲ \"0;{prefix}\"▼ \"0;{prefix}\"{unchanged}\"",
            NumberForm.ArrowPlacesInWords =>
                $"{prefix}\"▲ {NumberUnits.Climbed.In(language)} \"0\" {places}\";{prefix}\"▼ {NumberUnits.Fallen.In(language)} \"0\" {places}\";{prefix}\"{unchanged}\"",
            NumberForm.SignedShare => $"{prefix}\"+\"{percent};{prefix}\"−\"{percent};{prefix}{percent}",
            NumberForm.Whole or NumberForm.Year => prefix + "0",
            NumberForm.Percent => prefix + (isVietnamese ? "0\" %\"" : "0\"%\""),
            NumberForm.Day => prefix + (isVietnamese ? "d/m/yyyy" : "[$-409]d mmm yyyy"),
            _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.Form, "No number format."),
        };
    }

    private static string Quote(string literal) => literal.Length == 0 ? "" : $"\"{literal}\"";
}
