namespace PapiBI.Warehouse;

/// <summary>Where an installation keeps things: the folder of its files and, where the warehouse is on a server, that.</summary>
public sealed record DataFolder(string Root)
{
    /// <summary>The server that has the warehouse, its releases and the application database; null: they are files.</summary>
    public ServerAddress? Server { get; init; }

    /// <summary>The embedded warehouse.</summary>
    public string WarehouseFile { get; init; } = Path.Combine(Root, "warehouse.duckdb");

    /// <summary>What the warehouse is called before people.</summary>
    public string WarehouseName => Server?.ToString() ?? WarehouseFile;

    /// <summary>Whether there may be a warehouse: a server is asked when it is opened.</summary>
    public bool HasWarehouse => Server is not null || File.Exists(WarehouseFile);
    public string Releases => Path.Combine(Root, "releases");

    /// <summary>Of each release that has plans a second file, whole with them. Only the service opens it; nobody is given it to copy.</summary>
    public string InternalReleases => Path.Combine(Root, "internal");

    /// <summary>Names the file of the current release; replaced whole by a rename.</summary>
    public string CurrentRelease => Path.Combine(Releases, "current");

    /// <summary>How the service works, where nothing else is named.</summary>
    public string SettingsFile => Path.Combine(Root, "papibi.json");

    /// <summary>What the service remembers: runs, subscriptions, deliveries.</summary>
    public string StateFile => Path.Combine(Root, "service.sqlite");

    /// <summary>What the application database is called before people.</summary>
    public string StateName => Server is { } server ? $"{server.ServiceDatabase}@{server.Server}" : StateFile;

    /// <summary>The newest sign of life of each worker, for whoever watches the service.</summary>
    public string HealthFile => Path.Combine(Root, "health.json");

    /// <summary>Source descriptions of this installation, beside those that come with the program.</summary>
    public string Sources => Path.Combine(Root, "sources");

    /// <summary>Every file that was loaded, as it arrived.</summary>
    public string Archive => Path.Combine(Root, "archive");

    /// <summary>Of every file that was refused, the copy with its faults marked.</summary>
    public string Refused => Path.Combine(Root, "refused");
}
