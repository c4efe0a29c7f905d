using System.Collections.Immutable;
using System.Text.Json;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>Visits every node of one statement and returns the first thing that is not allowed. Node kinds are an allow-list: a kind
/// that a later engine adds is refused until somebody has looked at it.</summary>
internal sealed class SyntaxTreeWalk(ReleaseCatalogue catalogue, string sql)
{
    private static readonly ImmutableHashSet<string> NoNames = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    private const int MaxWidth = 100_000;
    private static readonly Dictionary<string, int> WidthArguments = new(StringComparer.Ordinal) { ["lpad"] = 1, ["rpad"] = 1, ["bar"] = 3 };

    public Refusal? Check(JsonElement statement) => Visit(statement, NoNames);

    /// <param name="node">Any value of the tree.</param>
    /// <param name="common">The folded names of the common table expressions in scope.</param>
    private Refusal? Visit(JsonElement node, ImmutableHashSet<string> common) => node.ValueKind switch
    {
        JsonValueKind.Array => First(node.EnumerateArray(), common),
        JsonValueKind.Object => VisitObject(node, common),
        _ => null,
    };

    private Refusal? First(IEnumerable<JsonElement> nodes, ImmutableHashSet<string> common) =>
        nodes.Select(node => Visit(node, common)).FirstOrDefault(refusal => refusal is not null);

    private Refusal? VisitObject(JsonElement node, ImmutableHashSet<string> common)
    {
        if (node.TryGetProperty("class", out JsonElement kind))
        {
            return Expression(node, kind.GetString() ?? "", common);
        }

        string type = Name(node, "type");
        return type switch
        {
            "SELECT_NODE" or "SET_OPERATION_NODE" => QueryNode(node, common),
            "RECURSIVE_CTE_NODE" => QueryNode(node, common.Add(EngineNames.Fold(Name(node, "cte_name")))),
            "BASE_TABLE" => Table(node, common),
            "TABLE_FUNCTION" => TableFunction(node, common),
            "SHOW_REF" => Unsupported("DESCRIBE, SHOW, SUMMARIZE", node),
            "PIVOT" => Unsupported("PIVOT, UNPIVOT", node),
            "" or "JOIN" or "SUBQUERY" or "EMPTY" or "EXPRESSION_LIST" or "ORDER_MODIFIER" or "LIMIT_MODIFIER"
                or "LIMIT_PERCENT_MODIFIER" or "DISTINCT_MODIFIER" or "ORDER_DEFAULT" or "ASCENDING" or "DESCENDING" => Children(node, common),
            _ when type.EndsWith("_TYPE_INFO", StringComparison.Ordinal) => Children(node, common),
            _ => Unsupported(type, node),
        };
    }

    private Refusal? Children(JsonElement node, ImmutableHashSet<string> common) =>
        First(node.EnumerateObject().Select(property => property.Value), common);

    private Refusal? QueryNode(JsonElement node, ImmutableHashSet<string> common)
    {
        // A WITH name is visible to the expressions after it and to the body, not before and not outside: a name out of scope
        // would be looked for among the engine's own views and among files.
        foreach (JsonElement entry in node.GetProperty("cte_map").GetProperty("map").EnumerateArray())
        {
            if (Children(entry.GetProperty("value"), common) is { } refusal)
            {
                return refusal;
            }

            common = common.Add(EngineNames.Fold(Name(entry, "key")));
        }

        return First(node.EnumerateObject().Where(property => property.Name != "cte_map").Select(property => property.Value), common);
    }

    private Refusal? Table(JsonElement node, ImmutableHashSet<string> common)
    {
        (string catalog, string schema, string table) = (Name(node, "catalog_name"), Name(node, "schema_name"), Name(node, "table_name"));
        if (node.TryGetProperty("at_clause", out JsonElement at) && at.ValueKind != JsonValueKind.Null)
        {
            return Unsupported("AT", node);
        }

        bool known = (catalog.Length == 0 && schema.Length == 0 && common.Contains(EngineNames.Fold(table)))
            || catalogue.Holds(catalog, schema, table);
        if (known)
        {
            return null;
        }

        string written = string.Join('.', new[] { catalog, schema, table }.Where(part => part.Length > 0));
        return new Refusal(
            RefusalCodes.UnknownTable,
            new Text($"Bản phát hành không có bảng hay khung nhìn \"{written}\".", $"The release has no table or view \"{written}\"."),
            At(node));
    }

    private Refusal? TableFunction(JsonElement node, ImmutableHashSet<string> common)
    {
        JsonElement function = node.GetProperty("function");
        string name = Name(function, "function_name");
        if (Name(function, "class") == "FUNCTION" && EngineFunctions.OnTable(name) == EngineFunctions.Ruling.Allowed)
        {
            return Children(function, common);
        }

        return new Refusal(
            RefusalCodes.TableFunction,
            new Text(
                $"Hàm bảng {name} không được phép; chỉ được dùng range, generate_series và unnest.",
                $"The table function {name} is not allowed; only range, generate_series and unnest are."),
            At(node));
    }

    private Refusal? Expression(JsonElement node, string kind, ImmutableHashSet<string> common) => kind switch
    {
        // What a constant holds is the analyst's text, not syntax.
        "CONSTANT" or "COLUMN_REF" or "POSITIONAL_REFERENCE" => null,
        "FUNCTION" or "WINDOW" => Function(node, common),
        "STAR" or "COMPARISON" or "CONJUNCTION" or "OPERATOR" or "CASE" or "CAST" or "COLLATE" or "BETWEEN" or "SUBQUERY" or "LAMBDA"
            => Arguments(node, common),
        "PARAMETER" => new Refusal(
            RefusalCodes.Parameter,
            new Text("Câu lệnh không được chứa tham số (?, $1, $tên).", "The statement may not contain parameters (?, $1, $name)."),
            At(node)),
        _ => Unsupported(kind, node),
    };

    /// <summary>An expression's own "type" is a kind of operator, so only what hangs below it is visited.</summary>
    private Refusal? Arguments(JsonElement node, ImmutableHashSet<string> common) =>
        First(node.EnumerateObject().Where(property => property.Name is not ("type" or "class")).Select(property => property.Value), common);

    private Refusal? Function(JsonElement node, ImmutableHashSet<string> common)
    {
        string name = Name(node, "function_name");
        bool keepsState = node.TryGetProperty("export_state", out JsonElement state) && state.ValueKind == JsonValueKind.True;
        if (keepsState || EngineFunctions.OnValue(name) != EngineFunctions.Ruling.Allowed)
        {
            return new Refusal(
                RefusalCodes.Function,
                EngineNames.Fold(name) is "range" or "generate_series"
                    ? new Text($"Hàm {name} chỉ được dùng trong FROM.", $"The function {name} may only be used in FROM.")
                    : new Text($"Hàm {name} không được phép hoặc không tồn tại.", $"The function {name} is not allowed or does not exist."),
                At(node));
        }

        if (!IsWidthBounded(name, node))
        {
            return new Refusal(
                RefusalCodes.Function,
                new Text(
                    $"Độ rộng trong {name} phải là một số, không quá {MaxWidth}.",
                    $"The width in {name} must be a number, at most {MaxWidth}."),
                At(node));
        }

        return Arguments(node, common);
    }

    /// <summary>Whether the width that a padding function fills is written out and small: single values escape the memory limit.</summary>
    private static bool IsWidthBounded(string name, JsonElement node)
    {
        if (!WidthArguments.TryGetValue(EngineNames.Fold(name), out int index)
            || !node.TryGetProperty("children", out JsonElement arguments) || arguments.GetArrayLength() <= index)
        {
            return true;
        }

        JsonElement width = arguments[index];
        return Name(width, "class") == "CONSTANT"
            && width.TryGetProperty("value", out JsonElement constant)
            && constant.TryGetProperty("value", out JsonElement value)
            && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out double number) && number <= MaxWidth;
    }

    private Refusal Unsupported(string what, JsonElement node) => new(
        RefusalCodes.UnsupportedSyntax,
        new Text($"Cú pháp {what} không được phép ở đây.", $"{what} is not allowed here."),
        At(node));

    private SqlPosition? At(JsonElement node) =>
        node.TryGetProperty("query_location", out JsonElement location) && location.TryGetUInt64(out ulong offset)
            ? SqlText.PositionOf(sql, offset)
            : null;

    private static string Name(JsonElement node, string property) =>
        node.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
