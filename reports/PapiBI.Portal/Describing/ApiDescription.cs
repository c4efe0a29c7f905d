using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using PapiBI.Portal.Embedding;
using PapiBI.Reports.Definitions;

namespace PapiBI.Portal.Describing;

/// <summary>
/// The description of all that programs call, as OpenAPI 3.0: made of the endpoints themselves, and the same in openapi.json beside this project, so that a
/// change of what programs rely on is seen before it is merged.
/// </summary>
internal static class ApiDescription
{
    public const string Address = "/api/v1/openapi.json";

    /// <summary>The security schemes.</summary>
    private const string Key = "key";
    private const string KeyAsPassword = "keyAsPassword";

    private const string Name = "v1";
    private const string Error = "ErrorAnswer";
    private const string ErrorTold = "ErrorTold";

    // What programs call; all else is for people's browsers.
    private static readonly string[] Places = ["v1.0/", "api/v1/", "reports/", "explore."];

    // 3.1 says "null" as one of several types, which makers of clients do not all read yet.
    private const OpenApiSpecVersion Version = OpenApiSpecVersion.OpenApi3_0;

    private const string About = """
        Reports and figures of Vietnam's provincial governance indices, for programs. What a key opens, and how it is made, says reports/README.md. Addresses under `/en` answer in English, all others in Vietnamese; those that ask for a key heed `?language=` and `Accept-Language` as well. Whatever is refused is told as `ErrorAnswer`: `code` for programs, `message` for people. Where only people with an account may read, reports ask for their session.

        Báo cáo và số liệu các chỉ số quản trị cấp tỉnh của Việt Nam, dành cho chương trình. Khóa mở được gì và lấy ở đâu: xem reports/README.md. Địa chỉ bắt đầu bằng `/en` trả lời bằng tiếng Anh, còn lại bằng tiếng Việt; địa chỉ cần khóa còn theo `?language=` và `Accept-Language`. Mọi lời từ chối đều có dạng `ErrorAnswer`: `code` cho chương trình, `message` cho người đọc. Nơi chỉ người có tài khoản được xem, báo cáo cần phiên đăng nhập.
        """;

    public static void AddApiDescription(this IServiceCollection services)
    {
        // As programs are answered (EmbedAnswers, DocumentJson): by this the schemas are made.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = Version;
            options.ShouldInclude = endpoint => Places.Any(place => endpoint.RelativePath?.StartsWith(place, StringComparison.Ordinal) == true);
            options.CreateSchemaReferenceId = type => type.Type == typeof(JsonElement) ? null
                : type.Type == typeof(Stream) ? "File"
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Json", "", StringComparison.Ordinal);
            options.AddDocumentTransformer(Head);
            options.AddSchemaTransformer(Schemas.Mend);
            options.AddOperationTransformer(Tell);
        });
    }

    /// <summary>The description itself, for whoever asks: there is no figure in it.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        byte[]? made = null;
        routes.MapMethods(Address, [HttpMethods.Get, HttpMethods.Head], async (HttpContext context) =>
        {
            // Two that come first make the same; one that fails leaves it to the next.
            var bytes = made ??= await Make(routes.ServiceProvider);
            context.Response.Headers.CacheControl = "public, max-age=3600";
            context.Response.Headers.AccessControlAllowOrigin = "*";

            // Weak, as it is the same whether it is packed or not.
            return Results.Bytes(bytes, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"", isWeak: true));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<byte[]> Make(IServiceProvider services)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(CancellationToken.None);
        using var bytes = new MemoryStream();
        await document.SerializeAsJsonAsync(bytes, Version);
        return bytes.ToArray();
    }

    private static Task Head(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo { Title = "PapiBI", Version = "1.0", Description = About };

        // Of whatever host it was asked.
        document.Servers = [];
        document.Tags?.Clear();
        foreach (var operations in document.Paths.Values.Select(path => path.Operations!))
        {
            // What can be read can be asked for its headers alone, and would have the same name.
            operations.Remove(HttpMethod.Head);
            foreach (var operation in operations.Values)
            {
                // To set them to null is passed over.
                operation.Tags?.Clear();
            }
        }

        document.Components!.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "papi_…", Description = "A site's key, which its server alone has." },
            [KeyAsPassword] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "basic", Description = "The same as a password, whatever the name, for spreadsheets; it only reads." },
        };
        foreach (var (id, schema) in document.Components.Schemas!.ToList())
        {
            Schemas.LeaveOutNulls((OpenApiSchema)schema);
            Schemas.Inherit(id, (OpenApiSchema)schema, document);
        }

        return Task.CompletedTask;
    }

    private static async Task Tell(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var document = context.Document!;
        var said = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters = [.. operation.Parameters ?? [], .. said.OfType<QueryParts>().SelectMany(parts => parts.All).Select(Parameter)];
        operation.Security = Security(said.OfType<IAuthorizeData>().LastOrDefault()?.Policy, context.Description.HttpMethod == HttpMethods.Get, document);

        if (operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter is { Name: "report", In: ParameterLocation.Path }) is { } report)
        {
            report.Description = string.Join(", ", context.Description.RelativePath!.StartsWith("reports/", StringComparison.Ordinal) ? Report.Ids : EmbedReports.Ids);
        }

        if (operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(parameter => parameter is { Name: "group", In: ParameterLocation.Path }) is { } group)
        {
            group.Description = "A workspace, whichever: all reports are of one.";
        }

        var error = await context.GetOrCreateSchemaAsync(typeof(ErrorAnswer), parameterDescription: null, cancellation);
        document.AddComponent(ErrorTold, error.Properties!["error"]);
        error.Properties["error"] = new OpenApiSchemaReference(ErrorTold, document);
        document.AddComponent(Error, error);
        operation.Responses ??= [];
        operation.Responses.TryAdd("default", new OpenApiResponse
        {
            Description = "Refused.",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Error, document) } },
        });
    }

    private static OpenApiParameter Parameter(QueryPart part) => new()
    {
        Name = part.Name,
        In = ParameterLocation.Query,
        Description = part.Means,
        Schema = new OpenApiSchema { Type = part.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String, Format = part.IsNumber ? "int32" : null },
    };

    // Either of several; an empty one is none.
    private static List<OpenApiSecurityRequirement> Security(string? policy, bool isReading, OpenApiDocument document)
    {
        OpenApiSecurityRequirement By(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
        OpenApiSecurityRequirement[] keys = isReading ? [By(Key), By(KeyAsPassword)] : [By(Key)];
        return policy switch
        {
            EmbedPolicies.Key => [.. keys],
            EmbedPolicies.ReaderOrKey => [new OpenApiSecurityRequirement(), .. keys],
            _ => [],
        };
    }
}
