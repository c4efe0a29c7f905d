using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>The JSON schema that editors read says what the program reads.</summary>
public sealed class SourceDescriptionSchemaTests
{
    private static readonly JsonObject Schema = Json(Path.Combine(SourceDescriptions.ShippedFolder, DraftText.SchemaFile)).AsObject();

    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(SourceDescriptions.ShippedFolder, "*.json").Select(file => Path.GetFileName(file)).Where(file => file is not (DraftText.SchemaFile or "code-schemes.json")).Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(typeof(SourceDescription), null)]
    [InlineData(typeof(BothLanguages), "bothLanguages")]
    [InlineData(typeof(AbsentProvince), "absentProvince")]
    [InlineData(typeof(DescribedTable), "describedTable")]
    [InlineData(typeof(YearRule), "yearRule")]
    [InlineData(typeof(HeaderRule), "headerRule")]
    [InlineData(typeof(Heading), "heading")]
    [InlineData(typeof(ProvinceRule), "provinceRule")]
    [InlineData(typeof(FigureRule), "figureRule")]
    [InlineData(typeof(PlanDescription), "plan")]
    [InlineData(typeof(PlanSheet), "planSheet")]
    [InlineData(typeof(PlanWords), "planWords")]
    public void It_has_every_property_of_the_model_no_other_and_a_description_in_both_languages(Type type, string? definition)
    {
        JsonObject schema = definition is null ? Schema : Schema["$defs"]![definition]!.AsObject();
        PropertyInfo[] own = [.. type.GetProperties().Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null)];

        Assert.Equal(own.Select(Name).Order(StringComparer.Ordinal), schema["properties"]!.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            own.Where(p => p.CustomAttributes.Any(a => a.AttributeType.Name == "RequiredMemberAttribute")).Select(Name).Order(StringComparer.Ordinal),
            schema["required"]!.AsArray().Select(p => p!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.All(schema["properties"]!.AsObject(), p => Assert.Contains(" / ", p.Value!["description"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public void Its_choices_are_those_of_the_model()
    {
        JsonNode table = Schema["$defs"]!["describedTable"]!["properties"]!;

        Assert.Equal(Written<DescribedKind>(), Choices(Schema["properties"]!["kind"]!));
        Assert.Equal(Written<Layout>(), Choices(table["layout"]!));
        Assert.Equal(Written<TableUse>(), Choices(table["use"]!));
        Assert.Equal(Written<OtherHeadings>(), Choices(table["others"]!));
        Assert.Equal(Written<PlanRole>(), Choices(Schema["$defs"]!["planSheet"]!["properties"]!["role"]!));
        Assert.All(Choices(Schema["$defs"]!["figureRule"]!["properties"]!["measure"]!), measure => Assert.NotNull(FigureMeasure.Find(measure)));
        Assert.Superset(Enum.GetValues<PublishedMeasure>().Select(PublishedMeasureCode.Of).ToHashSet(), Choices(Schema["$defs"]!["figureRule"]!["properties"]!["measure"]!).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_shipped_description_keeps_it(string file) => Assert.Empty(Breaches(Json(Path.Combine(SourceDescriptions.ShippedFolder, file)), Schema));

    // As much of JSON Schema as this one uses.
    private static IEnumerable<string> Breaches(JsonNode value, JsonNode schema)
    {
        JsonNode rule = schema["$ref"] is { } reference ? Schema["$defs"]![reference.GetValue<string>().Split('/')[^1]]! : schema;
        if (rule["enum"] is not null && !Choices(rule).Contains(value.ToString()))
        {
            yield return $"{value.GetPath()}: {value}";
        }

        if (rule["type"]?.GetValue<string>() is { } type && !IsOf(type, value.GetValueKind()))
        {
            yield return $"{value.GetPath()}: not of type {type}";
        }

        foreach (string missing in rule["required"] is JsonArray required && value is JsonObject o ? required.Select(p => p!.GetValue<string>()).Where(p => !o.ContainsKey(p)) : [])
        {
            yield return $"{value.GetPath()}: {missing} is missing";
        }

        if (rule["oneOf"] is JsonArray ways && ways.Count(way => !Breaches(value, way!).Any()) != 1)
        {
            yield return $"{value.GetPath()}: not one of its ways";
        }

        foreach (JsonNode item in value is JsonArray array && rule["items"] is not null ? array.OfType<JsonNode>() : [])
        {
            foreach (string breach in Breaches(item, rule["items"]!))
            {
                yield return breach;
            }
        }

        foreach ((string key, JsonNode? member) in value is JsonObject whole && (rule["properties"] ?? rule["additionalProperties"]) is not null ? whole : [])
        {
            JsonNode? of = rule["properties"]?[key] ?? (rule["additionalProperties"] as JsonObject);
            foreach (string breach in of is null ? [$"{member!.GetPath()}: unknown"] : Breaches(member!, of))
            {
                yield return breach;
            }
        }
    }

    private static bool IsOf(string type, JsonValueKind kind) => type switch
    {
        "object" => kind == JsonValueKind.Object,
        "array" => kind == JsonValueKind.Array,
        "string" => kind == JsonValueKind.String,
        "integer" or "number" => kind == JsonValueKind.Number,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };

    private static string Name(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static IEnumerable<string> Written<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => JsonSerializer.Serialize(value).Trim('"'));

    private static IEnumerable<string> Choices(JsonNode schema) => schema["enum"]!.AsArray().Select(choice => choice!.ToString());

    private static JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(file), documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
}
