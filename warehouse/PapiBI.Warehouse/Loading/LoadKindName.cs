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
        LoadKind.Plan => "plan",
        LoadKind.PlanProgress => "plan-progress",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No name for this kind."),
    };

    /// <summary>The kinds that a table of the project's own may have. Plans are workbooks of several sheets.</summary>
    public static readonly IReadOnlyList<LoadKind> OfTables = [.. Enum.GetValues<LoadKind>().Except([LoadKind.Plan, LoadKind.PlanProgress])];

    /// <summary>The kind of table of that name; null where there is none.</summary>
    public static LoadKind? Find(string name)
    {
        foreach (var kind in OfTables)
        {
            if (Of(kind) == name)
            {
                return kind;
            }
        }

        return null;
    }
}
