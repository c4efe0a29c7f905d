using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Operations;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>An upload and what became of it; the number of its refusal where it was refused.</summary>
public sealed record UploadRow(UploadEntry Upload, string? State, long? RefusedId);

/// <summary>A file that is sent lies in the inbox afterwards, and nothing else has happened.</summary>
[Authorize(Policy = Policies.Steward)]
[EnableRateLimiting(UploadLimits.Policy)]
[TurnAwayLargerThan(LargestForm)]
[RequestSizeLimit(LargestForm)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestForm)]
public sealed class UploadModel(InboxFolder inbox, AuditLog log, RefusedFiles refused) : PageModel
{
    private const int Shown = 20;
    private const int MostRefused = 1000;

    // Somewhat more than the largest file, so that what is a little too large gets an answer rather than a broken line.
    private const long LargestForm = InboxFolder.LargestFile + (14 * 1024 * 1024);

    public IReadOnlyList<UploadRow> Uploads { get; private set; } = [];
    public Received? Received { get; private set; }

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostAsync(IFormFile? file)
    {
        Received = await inbox.Take(file, HttpContext.Actor(), HttpContext.RequestAborted);
        Response.StatusCode = Received.Status;
        Look();
        return Page();
    }

    private void Look()
    {
        var seen = inbox.Look() ?? [];
        var records = refused.Newest(MostRefused).ToDictionary(file => file.Name, file => file.Id);
        Uploads =
        [
            .. log.Newest(Shown, action: AuditAction.Uploaded).Select(UploadEntry.Of).Select(upload =>
            {
                var state = upload.StateIn(seen);
                return new UploadRow(upload, state, state == InboxState.Refused && records.TryGetValue(upload.Name, out var id) ? id : null);
            }),
        ];
    }
}
