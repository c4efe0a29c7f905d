using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>What was warned of when the files of a report were loaded: where sources disagree, what was acknowledged. Nothing where nothing was.</summary>
internal static class LoadWarnings
{
    private const int Most = 10;

    public static IEnumerable<BlockRow> Of(ReleaseCatalog catalog, Func<CatalogLoad, bool> isUsed, Language language)
    {
        var files = catalog.Loads.Where(isUsed).ToDictionary(l => l.LoadId, l => l.FileName);
        var warnings = catalog.Warnings.Where(w => files.ContainsKey(w.LoadId)).Select(w => $"{files[w.LoadId]}: {w.Message.In(language)}").ToList();
        var more = warnings.Count - Most;
        return warnings.Count == 0
            ? []
            :
            [
                BlockRow.Whole(new HeadingBlock(new Text("Cảnh báo khi nạp", "Warnings at loading").In(language))),
                BlockRow.Whole(new NotesBlock([.. warnings.Take(Most), .. more > 0 ? new[] { new Text($"và {more} cảnh báo khác.", $"and {more} more.").In(language) } : []])),
            ];
    }
}
