using System.Text.Json.Serialization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>How far an export is, as Power BI says it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExportStatus>))]
internal enum ExportStatus
{
    [JsonStringEnumMemberName(nameof(NotStarted))]
    NotStarted,

    [JsonStringEnumMemberName(nameof(Running))]
    Running,

    [JsonStringEnumMemberName(nameof(Succeeded))]
    Succeeded,

    [JsonStringEnumMemberName(nameof(Failed))]
    Failed,
}

/// <summary>A file of a report that a site's server asked for, and what has become of it.</summary>
internal sealed record Export
{
    // What is kept of one beside its file, roughly.
    private const int Row = 4096;

    public required string Id { get; init; }
    public required EmbedSite Site { get; init; }
    public required string Report { get; init; }
    public required ExportFormat Format { get; init; }
    public required Language Language { get; init; }

    /// <summary>Of what, as the report's address says it.</summary>
    public required QueryCollection Question { get; init; }

    /// <summary>Whose plans the file may tell of.</summary>
    public required IReadOnlyList<PlanRight> PlanRights { get; init; }

    /// <summary>For whom, as their site calls them; blank: it does not say.</summary>
    public required string UserName { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastActionAt { get; init; }

    public ExportStatus Status { get; init; }
    public ExportedFile? File { get; init; }

    /// <summary>Why there is no file, where it failed.</summary>
    public EmbedRefusal? Error { get; init; }

    public bool IsOver => Status is ExportStatus.Succeeded or ExportStatus.Failed;

    /// <summary>Null as long as it is not over.</summary>
    public DateTimeOffset? ExpiresAt => IsOver ? LastActionAt + ExportSettings.Life : null;

    /// <summary>Of what is kept of it, in bytes.</summary>
    public long Weight => Row + (File?.Bytes.Length ?? 0);

    /// <summary>Whether its site may show all that it was given the right to show; an admin may have taken some since.</summary>
    public bool IsStillAllowed(EmbedSite now) => now.PlanRights.Contains(PlanRight.Every) || PlanRights.All(now.PlanRights.Contains);
}

/// <param name="Bytes">The whole.</param>
/// <param name="Name">Under which it is saved; ASCII.</param>
/// <param name="Sha256">Of the bytes.</param>
/// <param name="Title">Of the report.</param>
/// <param name="InternalAddress">Where there is something of a plan in it: the address of the same file, for the audit log; else null.</param>
internal sealed record ExportedFile(byte[] Bytes, string Name, byte[] Sha256, string Title, string? InternalAddress);
