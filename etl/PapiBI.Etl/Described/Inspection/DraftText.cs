using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace PapiBI.Etl.Described.Inspection;

/// <summary>A description as JSON: what is usual is left out, short things stand on one line, unsure figures are remarks that only want their two strokes taken away.</summary>
public static class DraftText
{
    public const string SchemaFile = "source-description.schema.json";
    private const int Widest = 150;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsUsual } },
    };

    public static string Write(Draft draft)
    {
        JsonNode whole = JsonSerializer.SerializeToNode(draft.Description, Json)!;
        var remarks = draft.Unsure.Select((figures, i) => (Path: $"$.tables[{i.ToString(CultureInfo.InvariantCulture)}].figures", Lines: figures.Select(Remark).ToArray())).ToDictionary(pair => pair.Path, pair => pair.Lines, StringComparer.Ordinal);
        var text = new StringBuilder();
        Write(text, whole, "", remarks);
        return text.Append('\n').ToString();
    }

    internal static string Write(DescribedTable table) => JsonSerializer.Serialize(table, Json);

    private static string Remark(SeenFigure figure) =>
        string.Create(CultureInfo.InvariantCulture, $"// {OneLine(JsonSerializer.SerializeToNode(Draft.Rule(figure), Json))}, // {figure.Heading.Origin.Position}: {figure.Guess!.Confidence * 100:0} %");

    private static void Write(StringBuilder text, JsonNode? node, string indent, IReadOnlyDictionary<string, string[]> remarks)
    {
        string[] notes = node is null ? [] : remarks.GetValueOrDefault(node.GetPath()) ?? [];
        if (node is not (JsonObject or JsonArray) || (notes.Length == 0 && indent.Length > 0 && node.GetPath() != "$.tables" && OneLine(node) is var line && line.Length + indent.Length <= Widest))
        {
            text.Append(OneLine(node));
            return;
        }

        string inner = indent + "  ";
        (string Key, JsonNode? Value)[] parts = node is JsonObject o ? [.. o.Select(pair => ($"{Quoted(pair.Key)}: ", pair.Value))] : [.. node.AsArray().Select(value => ("", value))];
        text.Append(node is JsonObject ? '{' : '[').Append('\n');
        foreach (string note in notes)
        {
            text.Append(inner).Append(note).Append('\n');
        }

        for (int i = 0; i < parts.Length; i++)
        {
            text.Append(inner).Append(parts[i].Key);
            Write(text, parts[i].Value, inner, remarks);
            text.Append(i < parts.Length - 1 ? ",\n" : "\n");
        }

        text.Append(indent).Append(node is JsonObject ? '}' : ']');
    }

    private static string OneLine(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonObject o => $"{{ {string.Join(", ", o.Select(pair => $"{Quoted(pair.Key)}: {OneLine(pair.Value)}"))} }}",
        JsonArray array => $"[{string.Join(", ", array.Select(OneLine))}]",
        _ => node?.ToJsonString(Json) ?? "null",
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Json);

    // What must be said is said; the rest only where it differs from a new object's.
    private static void LeaveOutWhatIsUsual(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object || info.Type.GetConstructor(Type.EmptyTypes) is null || info.Type.Namespace != typeof(SourceDescription).Namespace)
        {
            return;
        }

        object usual = Activator.CreateInstance(info.Type)!;
        foreach (JsonPropertyInfo property in info.Properties.Where(property => property.Get is not null))
        {
            // Of a figure, how its heading is known comes first.
            property.Order = property.DeclaringType == info.Type ? property.Order : property.Order - 1;
            object? value = property.Get!(usual);
            property.ShouldSerialize = property.IsRequired ? null : (_, own) => own is not string and IEnumerable many ? many.Cast<object>().Any() : !Equals(own, value);
        }
    }
}
