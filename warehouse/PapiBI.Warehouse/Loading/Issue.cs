namespace PapiBI.Warehouse.Loading;

/// <summary>Where a value stood: the sheet ("" for a text file) and the position in it ("C5" in a sheet, "line 5, column 3" in a text file, "" for the whole).</summary>
public readonly record struct Origin(string Sheet, string Position)
{
    public static readonly Origin File = new("", "");

    /// <summary>"dòng 5, cột 3" and "line 5, column 3"; "ô C5, trang tính “2020”" and "cell C5, sheet “2020”"; "tệp" and "file" for the whole.</summary>
    public Text Said => this switch
    {
        { Sheet: "", Position: "" } => new("tệp", "file"),
        { Sheet: "" } => new(Position.Replace("line", "dòng", StringComparison.Ordinal).Replace("column", "cột", StringComparison.Ordinal), Position),
        { Position: "" } => new($"trang tính “{Sheet}”", $"sheet “{Sheet}”"),
        _ => new($"ô {Position}, trang tính “{Sheet}”", $"cell {Position}, sheet “{Sheet}”"),
    };

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
