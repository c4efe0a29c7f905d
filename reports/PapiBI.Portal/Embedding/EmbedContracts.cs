namespace PapiBI.Portal.Embedding;

/// <summary>A report that can be embedded, with the field names of Power BI.</summary>
/// <param name="Id">"province-brief".</param>
/// <param name="Name">In the language that was asked for.</param>
/// <param name="WebUrl">Its page.</param>
/// <param name="EmbedUrl">Of the frame, with the asking site in it.</param>
/// <param name="DatasetId">Always the same.</param>
internal sealed record EmbeddedReport(string Id, string Name, string WebUrl, string EmbedUrl, string DatasetId);

internal sealed record EmbeddedReports(IEnumerable<EmbeddedReport> Value);

/// <param name="Name">"p1", as the frame names it.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Order">From 0.</param>
internal sealed record EmbeddedPage(string Name, string DisplayName, int Order);

internal sealed record EmbeddedPages(IEnumerable<EmbeddedPage> Value);

/// <summary>A token as it is handed over.</summary>
/// <param name="Token">For one reader's browser.</param>
/// <param name="TokenId">As the audit log names it.</param>
/// <param name="Expiration">When it ends.</param>
internal sealed record EmbedToken(string Token, string TokenId, DateTimeOffset Expiration);

/// <summary>Why a program is not given what it asked for.</summary>
internal sealed record ErrorAnswer(ErrorTold Error);

/// <param name="Code">For programs: "InvalidRequest".</param>
/// <param name="Message">For people, in the language that was asked for.</param>
internal sealed record ErrorTold(string Code, string Message);
