namespace PapiBI.Warehouse.Views;

/// <summary>
/// A view whose rows, one of each key, a server keeps of each release in the table of the schema "released" that has its name. The loader's session has
/// them of what is loaded in a table of its own, "#name".
/// </summary>
internal sealed record ReleasedView(string Name, string Key)
{
    /// <summary>Whether it is worked out from the others, rather than read from the rows loaded.</summary>
    public bool IsSum { get; init; }

    /// <summary>The statements that make the session's table, empty.</summary>
    public string Make(string columns) => $"""
        select {columns} into #{Name} from released.{Name} where 1 = 0;
        create clustered index cx_{Name} on #{Name} ({Key});
        """;

    /// <summary>The statement that fills it, where it is no sum with the rows of @indexCode or of all.</summary>
    public string Fill(string columns, bool ofOneIndex) => IsSum
        ? Into($"#{Name} ({columns})", LiveViews.Qualify(Body()))
        : $"insert into #{Name} ({columns}) select {columns} from live.{Name}{(ofOneIndex ? " where index_code = @indexCode" : "")}";

    private string Body()
    {
        var create = ViewScript.All.First(view => view.Name == Name).Create;
        var head = $"create view {Name} as";
        return create[(create.IndexOf(head, StringComparison.Ordinal) + head.Length)..].TrimEnd().TrimEnd(';');
    }

    // An insert stands behind the common table expressions, before the select that is in no brackets.
    private static string Into(string target, string body)
    {
        var depth = 0;
        for (var i = 0; i < body.Length; i++)
        {
            depth += body[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && body.AsSpan(i).StartsWith("\nselect\n"))
            {
                return $"{body[..i]}\ninsert into {target}{body[i..]}";
            }
        }

        throw new ArgumentException("There is no select outside brackets.", nameof(body));
    }
}

/// <summary>The views that every question starts from, in the order in which they build up.</summary>
internal static class ReleasedViews
{
    public static readonly IReadOnlyList<ReleasedView> All =
    [
        new("item", "index_code, year, item_code"),
        new("edition_province", "index_code, year, province_code"),
        new("published_score", "index_code, year, item_code, province_code"),
        new("published_fact", "index_code, year, item_code, province_code, scope, scope_code, measure"),
        new("score", "index_code, year, item_code, province_code") { IsSum = true },
        new("coverage", "index_code, year, item_code") { IsSum = true },
    ];

    private static readonly Dictionary<string, ReleasedView> ByName = All.ToDictionary(view => view.Name, StringComparer.Ordinal);

    public static bool Holds(string name) => ByName.ContainsKey(name);

    public static bool IsSum(string name) => ByName.TryGetValue(name, out var view) && view.IsSum;
}
