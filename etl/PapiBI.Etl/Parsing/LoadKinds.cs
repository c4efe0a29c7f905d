using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>The names of the kinds in the first line of a file: "# papibi: province-aliases".</summary>
public static class LoadKinds
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<LoadKind>().Select(NameOf)];

    public static string NameOf(LoadKind kind) => kind switch
    {
        LoadKind.Regions => "regions",
        LoadKind.Provinces => "provinces",
        LoadKind.ProvinceAliases => "province-aliases",
        LoadKind.Groups => "groups",
        LoadKind.GroupMembers => "group-members",
        LoadKind.Editions => "editions",
        LoadKind.Structure => "structure",
        LoadKind.Scores => "scores",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name for this kind."),
    };

    public static LoadKind? Find(string name)
    {
        foreach (LoadKind kind in Enum.GetValues<LoadKind>())
        {
            if (NameOf(kind) == name)
            {
                return kind;
            }
        }

        return null;
    }
}
