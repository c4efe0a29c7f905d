namespace PapiBI.Reports.Excel;

/// <summary>A heading "2021" is a text on purpose; without this Excel marks it with a green corner as a number stored as text.</summary>
internal static class QuietYears
{
    private const string Element = "<ignoredErrors><ignoredError sqref=\"A1:XFD9999\" numberStoredAsText=\"1\"/></ignoredErrors>";
    private static readonly string[] Followers = ["<drawing ", "<legacyDrawing ", "<tableParts ", "<extLst", "</worksheet>"];

    /// <summary>The element has its place in the order of a sheet: just before the drawing.</summary>
    public static string Insert(string sheet)
    {
        int at = Followers.Select(follower => sheet.IndexOf(follower, StringComparison.Ordinal)).First(index => index >= 0);
        return sheet.Insert(at, Element);
    }
}
