using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Finds a province of an edition by what people write: its code, its name in either language, or another spelling.</summary>
public static class ProvinceChoice
{
    /// <returns>The code; null where that year has no such province.</returns>
    public static string? Code(ReleaseCatalog catalog, string indexCode, int year, string written) =>
        catalog.Provinces.FirstOrDefault(p => p.IndexCode == indexCode && p.Year == year && IsCalled(p, written, catalog))?.Code;

    private static bool IsCalled(CatalogProvince province, string name, ReleaseCatalog catalog) =>
        province.Code == name
        || catalog.Aliases.Where(alias => alias.ProvinceCode == province.Code).Select(alias => alias.Alias)
            .Concat([province.Name.Vi, province.Name.En, province.FullNameVi])
            .Any(known => ProvinceNames.AreSame(known, name));
}
