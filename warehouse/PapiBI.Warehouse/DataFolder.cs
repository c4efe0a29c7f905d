namespace PapiBI.Warehouse;

/// <summary>The folder where an installation keeps its files.</summary>
public sealed record DataFolder(string Root)
{
    public string WarehouseFile => Path.Combine(Root, "warehouse.duckdb");
    public string Releases => Path.Combine(Root, "releases");

    /// <summary>Names the file of the current release; replaced whole by a rename.</summary>
    public string CurrentRelease => Path.Combine(Releases, "current");

    /// <summary>Every file that was loaded, as it arrived.</summary>
    public string Archive => Path.Combine(Root, "archive");
}
