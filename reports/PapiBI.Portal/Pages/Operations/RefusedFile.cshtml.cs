using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.House;
using PapiBI.Portal.Operations;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Pages.Operations;

/// <summary>What is wrong with one refused file, and its copy to mend. Both are found by the number of the record, and written down before they are handed over.</summary>
[Authorize(Policy = Policies.Steward)]
[ResponseCache(NoStore = true)]
public sealed class RefusedFileModel(RefusedFiles refused, RefusedCopies copies, AuditLog log) : PageModel
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public RefusedFile Refused { get; private set; } = null!;
    public CopyState Copy { get; private set; }

    /// <summary>Whether what cells say may be shown: a plan's only to those who may read plans.</summary>
    public bool ShowsWords { get; private set; }

    public IActionResult OnGet(long id)
    {
        if (refused.Find(id) is not { } file)
        {
            return NotFound();
        }

        log.Add(HttpContext.Actor(), AuditAction.SawRefused, file.Name, Detail(file));
        (Refused, Copy, ShowsWords) = (file, copies.StateOf(file, HttpContext), !file.IsPlan || RefusedCopies.MayRead(file, HttpContext));
        return Page();
    }

    public IActionResult OnGetCopy(long id)
    {
        if (refused.Find(id) is not { } file)
        {
            return NotFound();
        }

        if (!RefusedCopies.MayRead(file, HttpContext))
        {
            return Forbid();
        }

        if (copies.Read(file) is not { } copy)
        {
            return NotFound();
        }

        log.Add(HttpContext.Actor(), AuditAction.TookRefused, file.Name, Detail(file));
        return File(copy, Workbook, UploadName.Clean(file.CopyName!) ?? "papibi.xlsx");
    }

    private static string Detail(RefusedFile file) => $"sha256 {file.Sha256}";
}
