namespace PapiBI.Warehouse;

/// <summary>The named points that a long job passes, told to whoever shows progress. A kill at any of them must lose nothing.</summary>
public sealed class Steps(Action<string>? reached = null)
{
    public const string LoadStaged = "load.staged";
    public const string LoadAudited = "load.audited";
    public const string LoadCommitted = "load.committed";
    public const string PublishAudited = "publish.audited";
    public const string PublishKept = "publish.kept";
    public const string PublishRecorded = "publish.recorded";
    public const string PublishExported = "publish.exported";
    public const string PublishNamed = "publish.named";
    public const string PublishPointed = "publish.pointed";

    public static readonly IReadOnlyList<string> All =
    [
        LoadStaged, LoadAudited, LoadCommitted, PublishAudited, PublishKept, PublishRecorded, PublishExported, PublishNamed, PublishPointed,
    ];

    public static readonly Steps Silent = new();

    public void Reached(string step) => reached?.Invoke(step);
}
