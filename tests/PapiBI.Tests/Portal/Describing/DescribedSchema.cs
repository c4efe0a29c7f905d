using System.Text.Json;

namespace PapiBI.Tests.Portal.Describing;

/// <summary>Holds an answer against its schema more strictly than JSON Schema does: what is required is there, and nothing is there that is not described.</summary>
public sealed class DescribedSchema(JsonElement description)
{
    /// <returns>"$.pages[0].tab: …", one for each place that differs.</returns>
    public IEnumerable<string> Faults(JsonElement schema, JsonElement value, string at = "$")
    {
        schema = Meant(schema, value);
        if (value.ValueKind == JsonValueKind.Null)
        {
            return Is(schema, "nullable") ? [] : [$"{at}: null"];
        }

        var type = schema.TryGetProperty("type", out var said) ? said.GetString() : schema.TryGetProperty("allOf", out _) ? "object" : null;
        return type switch
        {
            "object" when value.ValueKind == JsonValueKind.Object => OfObject(schema, value, at),
            "array" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Faults(schema.GetProperty("items"), item, $"{at}[{i}]")),
            "string" when value.ValueKind == JsonValueKind.String => OfText(schema, value.GetString()!, at),
            "integer" when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) => [],
            "number" when value.ValueKind == JsonValueKind.Number => [],
            "boolean" when value.ValueKind is JsonValueKind.True or JsonValueKind.False => [],
            _ => [$"{at}: {value.ValueKind} where the description says {type ?? "nothing"}"],
        };
    }

    private IEnumerable<string> OfObject(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("additionalProperties", out var each))
        {
            return value.EnumerateObject().SelectMany(property => Faults(each, property.Value, $"{at}.{property.Name}"));
        }

        var parts = Parts(schema).ToList();
        var known = parts.Where(part => part.TryGetProperty("properties", out _)).SelectMany(part => part.GetProperty("properties").EnumerateObject()).ToDictionary(property => property.Name, property => property.Value);
        var required = parts.Where(part => part.TryGetProperty("required", out _)).SelectMany(part => part.GetProperty("required").EnumerateArray()).Select(name => name.GetString()!);
        return required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{at}.{name}: missing")
            .Concat(value.EnumerateObject().SelectMany(property => known.TryGetValue(property.Name, out var its) ? Faults(its, property.Value, $"{at}.{property.Name}") : [$"{at}.{property.Name}: not described"]));
    }

    private static IEnumerable<string> OfText(JsonElement schema, string text, string at) =>
        schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetString() == text) ? [$"{at}: “{text}” is none of its words"]
        : schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && !DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) ? [$"{at}: “{text}” is no time"]
        : [];

    // Where a reference leads; of several kinds, the one that the value says it is.
    private JsonElement Meant(JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Meant(At(reference.GetString()!), value);
        }

        if (schema.TryGetProperty("oneOf", out var one) && value.ValueKind != JsonValueKind.Null)
        {
            return Meant(one.EnumerateArray().Single(), value);
        }

        return schema.TryGetProperty("discriminator", out var kinds) && value.TryGetProperty(kinds.GetProperty("propertyName").GetString()!, out var kind)
            ? At(kinds.GetProperty("mapping").GetProperty(kind.GetString()!).GetString()!)
            : schema;
    }

    private IEnumerable<JsonElement> Parts(JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference) ? Parts(At(reference.GetString()!))
        : schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray().SelectMany(Parts)
        : [schema];

    private JsonElement At(string reference) => reference.TrimStart('#', '/').Split('/').Aggregate(description, (at, name) => at.GetProperty(name));

    private static bool Is(JsonElement schema, string name) => schema.TryGetProperty(name, out var said) && said.GetBoolean();
}
