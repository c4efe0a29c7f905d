using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PapiBI.Warehouse.Releases;

/// <summary>
/// A province as one unit, through all changes of its name, kind or region: from the day it came to be to the day another was put to it or it went into
/// another. The unit that bears its code afterwards, or its name, is another one, whose papers are others.
/// </summary>
/// <param name="Code">Which others may have borne before or since.</param>
/// <param name="From">Its first day; with the code it tells which.</param>
/// <param name="To">Its last; null: it is there.</param>
/// <param name="Name">Its newest.</param>
public sealed record ProvinceUnit(string Code, DateOnly From, DateOnly? To, Text Name)
{
    /// <summary>"92@2025-07-01".</summary>
    public string Key => $"{Code}@{From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>"2004–2025", "2025–".</summary>
    public string Years => string.Create(CultureInfo.InvariantCulture, $"{From.Year}–{To?.Year}");

    /// <summary>"Cần Thơ (2025–)": read again, it means this unit alone.</summary>
    public Text Said => new($"{Name.Vi} ({Years})", $"{Name.En} ({Years})");

    public bool IsThere(DateOnly day) => From <= day && (To is null || To >= day);
}

/// <summary>Which units the provinces of a release are, and which of them somebody means.</summary>
public static partial class ProvinceUnits
{
    private static readonly ConditionalWeakTable<ReleaseCatalog, IReadOnlyList<(ProvinceUnit Unit, IReadOnlyList<Text> Names)>> Known = [];

    /// <returns>By code, then from the first on.</returns>
    public static IReadOnlyList<ProvinceUnit> All(ReleaseCatalog catalog) => [.. Known.GetValue(catalog, Read).Select(known => known.Unit)];

    public static IReadOnlyList<ProvinceUnit> OfCode(ReleaseCatalog catalog, string code) => [.. All(catalog).Where(unit => unit.Code == code)];

    /// <returns>Null where the code meant nothing on that day.</returns>
    public static ProvinceUnit? On(ReleaseCatalog catalog, string code, DateOnly day) => All(catalog).FirstOrDefault(unit => unit.Code == code && unit.IsThere(day));

    /// <summary>All that a code, a name in either language, "Cần Thơ (2004–2025)" or "92@2004-01-01" can mean.</summary>
    public static IReadOnlyList<ProvinceUnit> Meant(ReleaseCatalog catalog, string written)
    {
        var known = Known.GetValue(catalog, Read);
        if (known.FirstOrDefault(each => each.Unit.Key == written).Unit is { } one)
        {
            return [one];
        }

        var (name, from) = Period().Match(written) is { Success: true } said
            ? (said.Groups["name"].Value, (int?)int.Parse(said.Groups["from"].Value, CultureInfo.InvariantCulture))
            : (written, null);
        return [.. known
            .Where(each => each.Unit.Code == name || each.Names.Any(called => ProvinceNames.AreSame(called.Vi, name) || ProvinceNames.AreSame(called.En, name)))
            .Select(each => each.Unit)
            .Where(unit => from is null || unit.From.Year == from)];
    }

    private static List<(ProvinceUnit Unit, IReadOnlyList<Text> Names)> Read(ReleaseCatalog catalog)
    {
        var units = new List<(ProvinceUnit, IReadOnlyList<Text>)>();
        foreach (var code in catalog.ProvinceVersions.GroupBy(version => version.Code))
        {
            var unit = new List<CatalogProvinceVersion>();
            foreach (var version in code.OrderBy(version => version.From))
            {
                if (unit is [.., var before] && !Continues(catalog, before, version))
                {
                    units.Add(Of(unit));
                    unit = [];
                }

                unit.Add(version);
            }

            units.Add(Of(unit));
        }

        return units;
    }

    // Another province that went into it the day before makes it another unit; a new name, kind or region does not.
    private static bool Continues(ReleaseCatalog catalog, CatalogProvinceVersion before, CatalogProvinceVersion after) =>
        before.To?.AddDays(1) == after.From
        && (before.SuccessorCode is null || before.SuccessorCode == after.Code)
        && !catalog.ProvinceVersions.Any(other => other.Code != after.Code && other.SuccessorCode == after.Code && other.To == before.To);

    private static (ProvinceUnit, IReadOnlyList<Text>) Of(List<CatalogProvinceVersion> versions) =>
        (new ProvinceUnit(versions[0].Code, versions[0].From, versions[^1].To, versions[^1].Name), [.. versions.Select(version => version.Name).Distinct()]);

    [GeneratedRegex(@"^(?<name>.+?)\s*\((?<from>\d{4})\s*[–-]\s*(\d{4})?\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Period();
}
