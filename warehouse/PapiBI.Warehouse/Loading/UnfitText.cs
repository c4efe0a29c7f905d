namespace PapiBI.Warehouse.Loading;

/// <summary>A text of a file that its column cannot keep whole: too long, or with letters beyond ASCII where codes stand.</summary>
/// <param name="Origin">Its row's, or its cell's.</param>
/// <param name="Column">As it is called in the warehouse.</param>
/// <param name="Text">Whole.</param>
/// <param name="Longest">As many UTF-16 units as the column keeps.</param>
public sealed record UnfitText(Origin Origin, string Column, string Text, int Longest)
{
    /// <summary>Code of the issue of a text that is too long.</summary>
    public const string TooLong = "text-too-long";

    /// <summary>Code of the issue of a code with other letters than plain ones.</summary>
    public const string BadCode = "bad-code";

    private const int LongestShown = 40;

    /// <summary>Every such text of a batch, each once for each place.</summary>
    public static IReadOnlyList<UnfitText> In(LoadBatch batch) =>
    [
        .. OfLoad(batch).Concat(batch.Rows.SelectMany(row => OfRow(WarehouseTable.Of(row), WarehouseTable.Values(loadId: 0, row), row.Origin))).Distinct(),
    ];

    public Issue ToIssue()
    {
        var place = Origin.Said;
        var shown = Text.Length > LongestShown ? $"{Text[..LongestShown]}…" : Text;
        return Text.Length > Longest
            ? new Issue(TooLong, Severity.Error, Origin, new Text(
                $"{Capital(place.Vi)}: “{shown}” ({Column}) dài {Text.Length} ký tự, tối đa {Longest}; hãy rút gọn.",
                $"{Capital(place.En)}: “{shown}” ({Column}) has {Text.Length} letters, {Longest} at most; shorten it."))
            : new Issue(BadCode, Severity.Error, Origin, new Text(
                $"{Capital(place.Vi)}: mã “{shown}” ({Column}) có chữ ngoài bảng ASCII; hãy dùng chữ không dấu, chữ số và dấu câu thường.",
                $"{Capital(place.En)}: the code “{shown}” ({Column}) has letters beyond ASCII; use plain letters, digits and common marks."));
    }

    // The name of the file is the service's own affair and is cut where it is too long.
    private static IEnumerable<UnfitText> OfLoad(LoadBatch batch) =>
        new[] { ("scope", batch.Scope), ("citation", batch.File.Citation), ("source", batch.File.Source), ("description", batch.Description ?? "") }
            .SelectMany(text => Unfit(TextColumns.Of("source_load", text.Item1), text.Item2, Origin.File));

    private static IEnumerable<UnfitText> OfRow(string table, object?[] values, Origin origin) =>
        TextColumns.Of(table).SelectMany(column => values[column.Place] is string text ? Unfit(column, text, origin) : []);

    private static IEnumerable<UnfitText> Unfit(TextColumn column, string text, Origin origin) =>
        text.Length > column.Longest || (column.IsPlain && !System.Text.Ascii.IsValid(text)) ? [new UnfitText(origin, column.Name, text, column.Longest)] : [];

    private static string Capital(string place) => char.ToUpperInvariant(place[0]) + place[1..];
}
