using System.Globalization;
using PapiBI.Portal.Describing;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Reports;

/// <summary>All that a reader has set up on the page to explore, as its address holds it.</summary>
public sealed record ExploreQuestion
{
    /// <summary>As the description names them.</summary>
    internal static readonly IReadOnlyList<QueryPart> Parts =
    [
        new("index", "PAPI where it is left out"),
        new("year", "the newest that is held where it is left out", IsNumber: true),
        new("item", "code of a part of the index; else the total"),
        new("region", "code of a region, alone to be shown"),
        new("group", "code of a group of provinces, alone to be shown"),
        new("among", "codes of provinces parted by commas, alone to be shown"),
        new("chosen", "codes of provinces parted by commas, to be marked"),
        new("beside", "another year to stand beside", IsNumber: true),
    ];

    /// <summary>What can be said, and of which several values.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Parts.Select(part => part.Name), "within"];
    public static readonly IReadOnlyList<string> Lists = ["among", "chosen"];

    private const int LongestValue = 200;
    private const int MostAmong = 70;

    public string? Index { get; init; }
    public int? Year { get; init; }

    /// <summary>A part of the index; null: the total.</summary>
    public string? Item { get; init; }
    public string? Region { get; init; }
    public string? Group { get; init; }

    /// <summary>Whom the lists show, where that is neither a region nor a group.</summary>
    public IReadOnlyList<string> Among { get; init; } = [];

    /// <summary>Provinces marked everywhere, by code or name.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>Another year to stand beside.</summary>
    public int? Beside { get; init; }

    /// <returns>Null where a year is no number or a value too long to be meant.</returns>
    public static ExploreQuestion? Of(IQueryCollection query)
    {
        string? Said(string name) => query[name].ToString().Trim() is { Length: > 0 } value ? value : null;
        IReadOnlyList<string> List(string name) => [.. query[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        bool IsNoYear(string name) => Said(name) is { } written && !int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        int? Number(string name) => Said(name) is { } written ? int.Parse(written, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        // The form's one list of regions and groups: "region:DBSCL".
        string? Within(string kind) => Said("within")?.Split(':', 2) is [var said, { Length: > 0 } code] && said == kind ? code : null;
        return query.Any(pair => pair.Value.Any(value => value?.Length > LongestValue)) || IsNoYear("year") || IsNoYear("beside") || List("among").Count > MostAmong || List("chosen").Count > 2 * Explore.MostChosen
            ? null
            : new ExploreQuestion
            {
                Index = Said("index")?.Replace(' ', '_'),
                Year = Number("year"),
                Item = Said("item"),
                Region = Within("region") ?? Said("region"),
                Group = Within("group") ?? Said("group"),
                Among = Within("among") is { } codes ? [.. codes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostAmong)] : List("among"),
                Chosen = List("chosen"),
                Beside = Number("beside"),
            };
    }

    /// <summary>With what was left out filled in, as far as the release holds it: PAPI, the newest year; names of provinces become codes.</summary>
    /// <exception cref="ReportRefusedException">The release holds nothing, or no such province; or it is not said who is to be shown.</exception>
    public ExploreQuestion Settled(ReleaseCatalog catalog)
    {
        if (new[] { Region is not null, Group is not null, Among.Count > 0 }.Count(isSaid => isSaid) > 1)
        {
            throw new ReportRefusedException(new Text("Chọn một vùng, hoặc một nhóm, hoặc các tỉnh riêng: không chọn cùng lúc.", "Choose a region, or a group, or provinces of your own: not several of these at once."));
        }

        var held = catalog.Editions.Where(edition => edition.Held > 0).ToList();
        var index = Index ?? (held.Any(edition => edition.IndexCode == "PAPI") ? "PAPI" : held.FirstOrDefault()?.IndexCode)
            ?? throw new ReportRefusedException(new Text("Bản phát hành không có số liệu.", "The release has no figures."));
        var year = Year ?? held.Where(edition => edition.IndexCode == index).Select(edition => (int?)edition.Year).Max()
            ?? throw new ReportRefusedException(new Text($"Bản phát hành không có số liệu {index}.", $"The release has no figures of {index}."));
        string Code(string written) => ProvinceChoice.Code(catalog, index, year, written)
            ?? throw new ReportRefusedException(new Text($"Năm {year} không có tỉnh “{written}”.", $"There is no province “{written}” in {year}."));
        return this with
        {
            Index = index,
            Year = year,

            // Another index or year has other items; who goes there sees its total.
            Item = catalog.Items.Any(item => item.IndexCode == index && item.Year == year && item.Code == Item) ? Item : null,
            Among = [.. Among.Select(Code).Distinct()],
            Chosen = [.. Chosen.Select(Code).Distinct().Take(Explore.MostChosen)],
            Beside = Beside == year ? null : Beside,
        };
    }

    /// <summary>Of a settled question.</summary>
    public ExploreRequest Request(Language language) => new(
        Index!,
        Year!.Value,
        Item,
        Region is not null ? new GroupChoice.Region(Region) : Group is not null ? new GroupChoice.Group(Group) : Among.Count > 0 ? new GroupChoice.Provinces(Among) : null,
        Chosen,
        Beside,
        language);

    /// <summary>One more or one fewer province chosen; of too many the oldest goes.</summary>
    public ExploreQuestion Toggled(string province) => this with
    {
        Chosen = Chosen.Contains(province) ? [.. Chosen.Where(code => code != province)] : [.. Chosen.Append(province).TakeLast(Explore.MostChosen)],
    };

    /// <summary>"?index=PAPI&amp;year=2021": the same view has one address.</summary>
    public string Query() => QueryString.Create(new (string Name, string? Value)[]
    {
        ("index", Index),
        ("year", Year?.ToString(CultureInfo.InvariantCulture)),
        ("item", Item),
        ("region", Region),
        ("group", Group),
        ("among", Among.Count > 0 ? string.Join(',', Among) : null),
        ("chosen", Chosen.Count > 0 ? string.Join(',', Chosen) : null),
        ("beside", Beside?.ToString(CultureInfo.InvariantCulture)),
    }.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value))).Value ?? "";
}
