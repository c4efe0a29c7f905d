using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PapiBI.Portal.Describing;

/// <summary>Says in the schemas what the framework leaves out of them, in the form that makers of clients read.</summary>
internal static class Schemas
{
    /// <summary>A word of a list is a text, and a list may have gaps.</summary>
    public static Task Mend(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = context.JsonTypeInfo.Type;
        if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. schema.Enum!.Where(word => word is not null)];
        }

        if (schema.Items is OpenApiSchema item && context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property && new NullabilityInfoContext().Create(property).GenericTypeArguments is [{ ReadState: NullabilityState.Nullable }])
        {
            if (item.Type is JsonSchemaType.Object)
            {
                schema.Items = new OpenApiSchema { Type = JsonSchemaType.Null | JsonSchemaType.Object, OneOf = [item] };
            }
            else
            {
                item.Type |= JsonSchemaType.Null;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>What is nothing is left out of an answer: it is never null, and never required.</summary>
    public static void LeaveOutNulls(OpenApiSchema schema)
    {
        foreach (var (name, property) in (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).ToList())
        {
            if (property.OneOf is [{ Type: JsonSchemaType.Null }, var other])
            {
                schema.Properties![name] = other;
            }
            else if (property.Type?.HasFlag(JsonSchemaType.Null) != true)
            {
                continue;
            }

            schema.Required?.Remove(name);
        }
    }

    /// <summary>One of several kinds: each is the general one and more, as a class is its base's.</summary>
    public static void Inherit(string id, OpenApiSchema schema, OpenApiDocument document)
    {
        if (schema is not { AnyOf.Count: > 0, Discriminator: { PropertyName: { } kind, Mapping: { } mapping } })
        {
            return;
        }

        schema.AnyOf = null;
        schema.Properties = new Dictionary<string, IOpenApiSchema> { [kind] = new OpenApiSchema { Type = JsonSchemaType.String } };
        var all = document.Components!.Schemas!;
        foreach (var one in mapping.Values.Select(reference => reference.Reference.Id!))
        {
            var itsOwn = (OpenApiSchema)all[one];
            itsOwn.Type = JsonSchemaType.Object;
            itsOwn.Properties!.Remove(kind);
            all[one] = new OpenApiSchema { Description = itsOwn.Description, AllOf = [new OpenApiSchemaReference(id, document), itsOwn] };
            itsOwn.Description = null;
        }
    }
}
