using PapiBI.Warehouse;

namespace PapiBI.Portal.Embedding;

/// <summary>An export as its site is told of it: the field names of Power BI, then ours.</summary>
internal sealed record ExportAnswer
{
    public required string Id { get; init; }
    public required DateTimeOffset CreatedDateTime { get; init; }
    public required DateTimeOffset LastActionDateTime { get; init; }
    public required string ReportId { get; init; }
    public required string ReportName { get; init; }

    public required ExportStatus Status { get; init; }

    /// <summary>0 until it is over, then 100: how much is left of a file nobody knows.</summary>
    public required int PercentComplete { get; init; }

    /// <summary>The address of the file; where there is none yet, or none, left out.</summary>
    public string? ResourceLocation { get; init; }

    /// <summary>".xlsx".</summary>
    public required string ResourceFileExtension { get; init; }

    /// <summary>From then on nobody knows of it.</summary>
    public DateTimeOffset? ExpirationTime { get; init; }

    /// <summary>Of the file, in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>Of the file, 64 hexadecimal digits.</summary>
    public string? Sha256 { get; init; }
    public ErrorTold? Error { get; init; }

    /// <param name="export">Which.</param>
    /// <param name="address">Of its status.</param>
    /// <param name="language">The asker's.</param>
    public static ExportAnswer Of(Export export, string address, Language language) => new()
    {
        Id = export.Id,
        CreatedDateTime = export.CreatedAt,
        LastActionDateTime = export.LastActionAt,
        ReportId = export.Report,
        ReportName = EmbedReports.NameOf(export.Report).In(language),
        Status = export.Status,
        PercentComplete = export.IsOver ? 100 : 0,
        ResourceLocation = export.File is null ? null : $"{address}/file",
        ResourceFileExtension = export.Format.Ending,
        ExpirationTime = export.ExpiresAt,
        Size = export.File?.Bytes.Length,
        Sha256 = export.File is { } file ? Convert.ToHexStringLower(file.Sha256) : null,
        Error = export.Error is { } error ? new ErrorTold(error.Code, error.Message.In(language)) : null,
    };
}
