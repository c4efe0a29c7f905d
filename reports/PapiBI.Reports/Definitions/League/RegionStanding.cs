using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.League;

/// <summary>A region with ranked provinces: its statistics stand in the row of each member.</summary>
internal sealed record RegionStanding
{
    public required CatalogRegion Region { get; init; }

    /// <summary>Its provinces in the order of their places in it, the unranked last.</summary>
    public required IReadOnlyList<ResultRow> Members { get; init; }

    /// <summary>The movement of the mean of its provinces ranked in both years.</summary>
    public required double? Movement { get; init; }

    public ResultRow Statistics => Members[0];

    public IReadOnlyList<ResultRow> Best => [.. Members.TakeWhile(r => r[Measure.Rank] == 1)];

    /// <summary>Highest mean first.</summary>
    public static IReadOnlyList<RegionStanding> Of(LeagueFacts facts) =>
    [
        .. facts.Frame.Catalog.Regions
            .Select(region => (Region: region, Members: facts.InRegion.Rows.Where(r => facts.Frame.ProvinceOf(r.ProvinceCode!).RegionCode == region.Code).ToList()))
            .Where(region => region.Members.Count > 0 && region.Members[0][Measure.Rank] is not null)
            .Select(region => new RegionStanding
            {
                Region = region.Region,
                Members = region.Members,
                Movement = facts.RegionMovement.Rows.Where(r => region.Members.Exists(m => m.ProvinceCode == r.ProvinceCode)).Select(r => r[Measure.FieldMovement]).FirstOrDefault(),
            })
            .OrderByDescending(region => region.Statistics[Measure.Mean]),
    ];
}
