using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Pages;

/// <summary>The page to explore: every state of it is an address, so it works by links and forms alone; scripts only spare the reload.</summary>
[Kept]
public sealed class ExploreModel(ReportDesk desk) : PageModel
{
    public ExploreAnswer Answer { get; private set; } = null!;
    public ExploreQuestion Question => Answer.Question;

    /// <summary>The items of the edition looked at, in its order.</summary>
    public IReadOnlyList<CatalogItem> Items { get; private set; } = [];

    /// <summary>From the total down to the item looked at.</summary>
    public IReadOnlyList<CatalogItem> Path { get; private set; } = [];

    /// <summary>What the item looked at is made of, as far as the page opens it.</summary>
    public IReadOnlyList<CatalogItem> Parts { get; private set; } = [];

    /// <summary>The provinces of the edition, in the order of names.</summary>
    public IReadOnlyList<CatalogProvince> Provinces { get; private set; } = [];
    public IReadOnlyList<int> Years { get; private set; } = [];

    public IActionResult OnGet()
    {
        Response.Headers.CacheControl = "private, no-cache";
        Answer = ReportEndpoints.Explore(HttpContext, desk);
        if (Request.Query.ContainsKey("within") && Answer.Refused is null)
        {
            // The same view has one address.
            return LocalRedirect("~/explore" + Question.Query());
        }

        if (Answer.Refused is { } refused)
        {
            Response.StatusCode = refused.Status;
        }

        if (Answer.Catalog is { } catalog)
        {
            Items = [.. catalog.Items.Where(item => item.IndexCode == Question.Index && item.Year == Question.Year)];
            Years = [.. catalog.Editions.Where(edition => edition.IndexCode == Question.Index && edition.Held > 0).Select(edition => edition.Year).OrderDescending()];
            var names = System.Globalization.CultureInfo.GetCultureInfo("vi-VN").CompareInfo;
            Provinces = [.. catalog.Provinces.Where(province => province.IndexCode == Question.Index && province.Year == Question.Year).OrderBy(province => province.Name.Vi, Comparer<string>.Create((one, other) => names.Compare(one, other)))];
            Path = [.. Down(Items.FirstOrDefault(item => item.Code == Question.Item)).Reverse()];
            Parts = [.. Items.Where(item => item.ParentCode == Path.LastOrDefault()?.Code && item.Level is IndicatorLevel.Dimension or IndicatorLevel.SubDimension)];
        }

        return Page();
    }

    public string Address(ExploreQuestion question, string ending = "") => $"{Request.PathBase}/explore{ending}{question.Query()}";

    public string TableAddress(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Address(Question, ".csv")}&table={number}");

    /// <summary>Where a key of the document leads: a province is chosen or let go, an item is opened.</summary>
    public string? Choose(string key) => key.Split(':', 2) switch
    {
        ["province", var code] => Address(Question.Toggled(code)),
        ["item", var code] => Items.FirstOrDefault(item => item.Code == code) is { Level: not IndicatorLevel.Total } ? Address(Question with { Item = code }) : Address(Question with { Item = null }),
        _ => null,
    };

    private IEnumerable<CatalogItem> Down(CatalogItem? item)
    {
        var total = Items.FirstOrDefault(other => other.Level == IndicatorLevel.Total);
        for (var at = item; at is not null && at.Level != IndicatorLevel.Total; at = Items.FirstOrDefault(other => other.Code == at.ParentCode))
        {
            yield return at;
        }

        if (total is not null)
        {
            yield return total;
        }
    }
}
