using PapiBI.Warehouse;

namespace PapiBI.Reports.Documents;

/// <summary>The words beside a number, the same in sentences, texts and the formats of cells.</summary>
public static class NumberUnits
{
    public static readonly Text Climbed = new("lên", "up");
    public static readonly Text Fallen = new("xuống", "down");
    public static readonly Text Unchanged = new("không đổi", "unchanged");

    /// <summary>"điểm"; "point" or "points" by the number as shown with two decimals.</summary>
    public static string Points(double number, Language language) =>
        new Text("điểm", Math.Abs(Math.Round(number, 2, MidpointRounding.AwayFromZero)) == 1 ? "point" : "points").In(language);

    /// <summary>"bậc"; "place" or "places" by the whole number shown.</summary>
    public static string Places(double number, Language language) =>
        new Text("bậc", Math.Abs(Math.Round(number, MidpointRounding.AwayFromZero)) == 1 ? "place" : "places").In(language);
}
