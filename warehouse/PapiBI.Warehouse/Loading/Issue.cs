namespace PapiBI.Warehouse.Loading;

/// <summary>Where a value stood: the sheet ("" for a text file) and the position in it ("C5" in a sheet, "line 5, column 3" in a text file, "" for the whole).</summary>
public readonly record struct Origin(string Sheet, string Position)
{
    public static readonly Origin File = new("", "");

    public override string ToString() => Sheet.Length == 0 ? Position : $"{Sheet}!{Position}";
}

public enum Severity
{
    /// <summary>Travels with the load into reports.</summary>
    Warning,

    /// <summary>Refuses the file.</summary>
    Error,
}

/// <summary>One thing wrong with a file, at a named place, in both languages. Codes are listed in etl/README.md.</summary>
public sealed record Issue(string Code, Severity Severity, Origin Origin, Text Message);
