namespace PapiBI.Warehouse.Loading;

/// <summary>A kind as it stands in the warehouse and in the first line of a file: "province-aliases".</summary>
public static class LoadKindName
{
    public static string Of(LoadKind kind) => kind switch
    {
        LoadKind.Regions => "regions",
        LoadKind.Provinces => "provinces",
        LoadKind.ProvinceAliases => "province-aliases",
        LoadKind.Groups => "groups",
        LoadKind.GroupMembers => "group-members",
        LoadKind.Editions => "editions",
        LoadKind.Structure => "structure",
        LoadKind.Scores => "scores",
        LoadKind.Published => "published",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name for this kind."),
    };

    /// <summary>The kind of that name; null where there is none.</summary>
    public static LoadKind? Find(string name)
    {
        foreach (var kind in Enum.GetValues<LoadKind>())
        {
            if (Of(kind) == name)
            {
                return kind;
            }
        }

        return null;
    }
}
