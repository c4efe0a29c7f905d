using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>Whose plans somebody may read, as an admin types it: "58, Cần Thơ", "*".</summary>
public static class PlanRightsText
{
    private const int LongestCode = 10;

    public static string Of(IEnumerable<string> rights) => string.Join(", ", rights);

    /// <returns>Codes, or what is wrong.</returns>
    public static (IReadOnlyList<string> Rights, Text? Fault) Read(string typed, PublishedRelease releases)
    {
        using var lease = releases.Take();
        var rights = new List<string>();
        foreach (var part in typed.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Before the first release nothing is known of provinces, and codes are taken as they are.
            var code = part == Person.EveryProvince ? part
                : lease is null ? part.Length <= LongestCode ? part : null
                : lease.Catalog.ProvinceVersions.FirstOrDefault(known => known.Code == part || ProvinceNames.AreSame(known.Name.Vi, part) || ProvinceNames.AreSame(known.Name.En, part))?.Code;
            if (code is null)
            {
                return ([], new Text($"Không có tỉnh “{part}”.", $"There is no province “{part}”."));
            }

            rights.Add(code);
        }

        return ([.. rights.Distinct(StringComparer.Ordinal)], null);
    }
}
