using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>Whose plans somebody may read, as an admin types it and as it is told: "Ninh Thuận, Cần Thơ (2025–)", "*".</summary>
public static class PlanRightsText
{
    private const int LongestCode = 10;

    /// <summary>As it is typed: read again, it gives the same rights, or asks what was never said.</summary>
    public static string Typed(IEnumerable<PlanRight> rights, PublishedRelease releases, Language language)
    {
        using var lease = releases.Take();
        return string.Join(", ", rights.Select(right => UnitOf(right, lease?.Catalog)?.Said.In(language) ?? right.ToString()));
    }

    /// <summary>As it is told.</summary>
    public static string Said(IEnumerable<PlanRight> rights, PublishedRelease releases, Language language)
    {
        using var lease = releases.Take();
        return string.Join(", ", rights.Select(right => Said(right, lease?.Catalog).In(language)));
    }

    /// <returns>Rights, or what is wrong: a name that is nobody's, or that of two provinces.</returns>
    public static (IReadOnlyList<PlanRight> Rights, Text? Fault) Read(string typed, PublishedRelease releases)
    {
        using var lease = releases.Take();
        var rights = new List<PlanRight>();
        foreach (var part in typed.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (right, fault) = One(part, lease?.Catalog);
            if (fault is not null)
            {
                return ([], fault);
            }

            rights.Add(right!);
        }

        return ([.. rights.Distinct()], null);
    }

    private static (PlanRight? Right, Text? Fault) One(string part, ReleaseCatalog? catalog)
    {
        if (part == PlanRight.Every.ProvinceCode)
        {
            return (PlanRight.Every, null);
        }

        // Before the first release nothing is known of provinces, and codes are taken as they are.
        if (catalog is null)
        {
            return part.Length <= LongestCode && !part.Contains('@', StringComparison.Ordinal) ? (new PlanRight(part, null), null) : (null, Unknown(part));
        }

        return ProvinceUnits.Meant(catalog, part) switch
        {
            [] => (null, Unknown(part)),
            [var unit] => (PlanRight.To(unit), null),
            var several => (null, new Text(
                $"“{part}” là {several.Count} tỉnh khác nhau, trước và sau khi sáp nhập. Hãy ghi rõ: {Listed(several, Language.Vietnamese)}; hoặc ghi cả {several.Count}.",
                $"“{part}” is {several.Count} different provinces, before and after a merger. Say which: {Listed(several, Language.English)}; or write them all.")),
        };
    }

    private static Text Unknown(string part) => new($"Không có tỉnh “{part}”.", $"There is no province “{part}”.");

    private static string Listed(IEnumerable<ProvinceUnit> units, Language language) => string.Join(", ", units.Select(unit => unit.Said.In(language)));

    private static Text Said(PlanRight right, ReleaseCatalog? catalog) =>
        right == PlanRight.Every ? new Text("mọi tỉnh", "every province")
        : UnitOf(right, catalog)?.Said
        ?? (catalog is null ? new Text(right.ToString(), right.ToString()) : new Text($"{right} (chưa rõ tỉnh nào, nên chưa mở kế hoạch nào)", $"{right} (not clear which province, so it opens no plan)"));

    private static ProvinceUnit? UnitOf(PlanRight right, ReleaseCatalog? catalog) => catalog is null ? null
        : right.From is null ? ProvinceUnits.OfCode(catalog, right.ProvinceCode) is [var only] ? only : null
        : ProvinceUnits.OfCode(catalog, right.ProvinceCode).FirstOrDefault(unit => unit.From == right.From);
}
