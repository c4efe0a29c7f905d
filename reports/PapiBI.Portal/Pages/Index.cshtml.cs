using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.House;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Pages;

/// <summary>The catalogue: which reports there are, and of what.</summary>
[Kept]
public sealed class IndexModel(PublishedRelease releases) : PageModel
{
    public ReleaseCatalog? Catalog { get; private set; }
    public int ReleaseId { get; private set; }
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>What is held of each index, the newest year first.</summary>
    public IReadOnlyList<IGrouping<string, CatalogEdition>> Indices { get; private set; } = [];

    /// <summary>Provinces of any year by their newest name, in the order of names.</summary>
    public IReadOnlyList<CatalogProvince> Provinces { get; private set; } = [];

    public IActionResult OnGet()
    {
        using var lease = releases.Take();
        if (lease is not null)
        {
            Catalog = lease.Catalog;
            (ReleaseId, PublishedAt) = (lease.Release.Id, lease.Release.PublishedAt);
            Indices = [.. Catalog.Editions.Where(edition => edition.Held > 0).OrderByDescending(edition => edition.Year).GroupBy(edition => edition.IndexCode).OrderBy(index => index.Key, StringComparer.Ordinal)];
            var vietnamese = System.Globalization.CultureInfo.GetCultureInfo("vi-VN").CompareInfo;
            Provinces = [.. Catalog.Provinces.GroupBy(province => province.Code).Select(versions => versions.MaxBy(province => province.Year)!)
                .OrderBy(province => province.Name.Vi, Comparer<string>.Create((one, other) => vietnamese.Compare(one, other)))];
        }

        return Page();
    }
}
