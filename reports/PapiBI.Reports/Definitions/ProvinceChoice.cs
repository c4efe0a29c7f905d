using System.Runtime.CompilerServices;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>Finds a province of an edition by what people write: its code, its name in either language, or another spelling.</summary>
public static class ProvinceChoice
{
    // What a catalog's names are looked up by, for as long as somebody has the catalog.
    private static readonly ConditionalWeakTable<ReleaseCatalog, Dictionary<(string Index, int Year), Dictionary<string, string>>> Prepared = [];

    /// <returns>The code; null where that year has no such province.</returns>
    public static string? Code(ReleaseCatalog catalog, string indexCode, int year, string written)
    {
        if (!Prepared.GetValue(catalog, Prepare).TryGetValue((indexCode, year), out var codes))
        {
            return null;
        }

        return codes.TryGetValue(CodeKey(written), out var code) ? code
            : ProvinceNames.Keys(written).Select(key => codes.GetValueOrDefault(key)).FirstOrDefault(found => found is not null);
    }

    // A code is no name: it is found as it is written.
    private static string CodeKey(string code) => "code " + code;

    private static Dictionary<(string Index, int Year), Dictionary<string, string>> Prepare(ReleaseCatalog catalog)
    {
        var aliases = catalog.Aliases.ToLookup(alias => alias.ProvinceCode, alias => alias.Alias);
        return catalog.Provinces.GroupBy(province => (province.IndexCode, province.Year)).ToDictionary(edition => edition.Key, edition =>
        {
            var codes = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var province in edition)
            {
                codes.TryAdd(CodeKey(province.Code), province.Code);
            }

            foreach (var province in edition)
            {
                foreach (var key in aliases[province.Code].Concat([province.Name.Vi, province.Name.En, province.FullNameVi]).SelectMany(ProvinceNames.Keys))
                {
                    codes.TryAdd(key, province.Code);
                }
            }

            return codes;
        });
    }
}
