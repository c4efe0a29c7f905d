using System.Globalization;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Reports;

/// <summary>A view to explore, with what there is to choose around it: for the page, and for a frame in somebody else's.</summary>
public sealed class ExploreView
{
    private readonly string pathBase;
    private readonly bool hasFiles;

    /// <param name="answer">What was asked, and its document.</param>
    /// <param name="pathBase">Of the addresses in it: "/en".</param>
    /// <param name="hasFiles">Whether its tables are had by addresses of their own.</param>
    public ExploreView(ExploreAnswer answer, string pathBase, bool hasFiles = true)
    {
        (Answer, this.pathBase, this.hasFiles) = (answer, pathBase, hasFiles);
        if (answer.Catalog is { } catalog)
        {
            Items = [.. catalog.Items.Where(item => item.IndexCode == Question.Index && item.Year == Question.Year)];
            Years = [.. catalog.Editions.Where(edition => edition.IndexCode == Question.Index && edition.Held > 0).Select(edition => edition.Year).OrderDescending()];
            var names = CultureInfo.GetCultureInfo("vi-VN").CompareInfo;
            Provinces = [.. catalog.Provinces.Where(province => province.IndexCode == Question.Index && province.Year == Question.Year).OrderBy(province => province.Name.Vi, Comparer<string>.Create((one, other) => names.Compare(one, other)))];
            Path = [.. Down(Items.FirstOrDefault(item => item.Code == Question.Item)).Reverse()];
            Parts = [.. Items.Where(item => item.ParentCode == Path.LastOrDefault()?.Code && item.Level is IndicatorLevel.Dimension or IndicatorLevel.SubDimension)];
        }
    }

    public ExploreAnswer Answer { get; }
    public ExploreQuestion Question => Answer.Question;

    /// <summary>The items of the edition looked at, in its order.</summary>
    public IReadOnlyList<CatalogItem> Items { get; } = [];

    /// <summary>From the total down to the item looked at.</summary>
    public IReadOnlyList<CatalogItem> Path { get; } = [];

    /// <summary>What the item looked at is made of, as far as the page opens it.</summary>
    public IReadOnlyList<CatalogItem> Parts { get; } = [];

    /// <summary>The provinces of the edition, in the order of names.</summary>
    public IReadOnlyList<CatalogProvince> Provinces { get; } = [];
    public IReadOnlyList<int> Years { get; } = [];

    public string Address(ExploreQuestion question, string ending = "") => $"{pathBase}/explore{ending}{question.Query()}";

    /// <returns>Null where tables have no address of their own.</returns>
    public string? TableAddress(int number) => hasFiles ? string.Create(CultureInfo.InvariantCulture, $"{Address(Question, ".csv")}&table={number}") : null;

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
