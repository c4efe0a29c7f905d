using PapiBI.Warehouse;

namespace PapiBI.Reports.Documents;

/// <summary>A cell as the reader sees it where there is only text: mails, pages, alternative texts. The one place that knows how.</summary>
public static class CellText
{
    private const string Up = "▲ ";
    private const string Down = "▼ ";

    public static string Show(Cell cell, Language language)
    {
        if (cell.Text is { } text)
        {
            return text;
        }

        if (cell.Number is not { } number || !double.IsFinite(number))
        {
            // A small line of numbers is a picture: it has no text, yet it is not missing.
            return cell.Spark is null ? NumberText.Missing : "";
        }

        return cell.Form switch
        {
            NumberForm.Score => NumberText.Score(number, language),
            NumberForm.Exact => NumberText.Exact(number, language),
            NumberForm.SignedScore => NumberText.Signed(number, language),
            NumberForm.ArrowScore => Arrow(number, 2) + NumberText.Signed(number, language),
            NumberForm.ArrowPoints => Points(number, language),
            NumberForm.Rank => NumberText.Rank(number, cell.Of, cell.IsTied),
            NumberForm.SignedPlaces => NumberText.SignedWhole(number, language),
            NumberForm.ArrowPlaces when NumberText.SignOf(number, 0) == 0 => NumberUnits.Unchanged.In(language),
            NumberForm.ArrowPlaces => Arrow(number, 0) + NumberText.Whole(Math.Abs(number), language),
            NumberForm.ArrowPlacesInWords => PlacesInWords(number, language),
            NumberForm.SignedShare => NumberText.SignedShare(number, language),
            NumberForm.Whole => NumberText.Whole(number, language),
            NumberForm.Year => NumberText.Year(number),
            NumberForm.Percent => NumberText.Percent(number, language),
            NumberForm.Day => NumberText.Day(DateOnly.FromDateTime(DateTime.FromOADate(number)), language),
            _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.Form, "No text for this form of number."),
        };
    }

    private static string Arrow(double number, int decimals) => NumberText.SignOf(number, decimals) switch
    {
        > 0 => Up,
        < 0 => Down,
        _ => "",
    };

    private static string Points(double number, Language language) => NumberText.SignOf(number, 2) == 0
        ? NumberUnits.Unchanged.In(language)
        : $"{Arrow(number, 2)}{NumberText.Signed(number, language)} {NumberUnits.Points(number, language)}";

    private static string PlacesInWords(double number, Language language) => NumberText.SignOf(number, 0) switch
    {
        > 0 => $"{Up}{NumberUnits.Climbed.In(language)} {NumberText.Places(number, language)}",
        < 0 => $"{Down}{NumberUnits.Fallen.In(language)} {NumberText.Places(number, language)}",
        _ => NumberUnits.Unchanged.In(language),
    };
}
