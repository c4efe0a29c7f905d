using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal.Describing;

/// <summary>A client that somebody makes of the description compiles, and works.</summary>
public sealed class GeneratedClientTests(PublishedSamples samples)
{
    [Fact]
    public async Task A_client_made_of_the_description_lists_the_reports_gets_a_token_reads_a_table_and_hears_why_it_is_refused()
    {
        await using var portal = await RunningPortal.Start(samples);
        var http = portal.Anonymous();
        http.DefaultRequestHeaders.Authorization = new("Bearer", ApiDescriptionTests.Key(portal));
        var made = Compiled(await Code());
        dynamic client = Activator.CreateInstance(made.GetType("Made.PapiBI")!, http)!;

        List<string> names = [];
        foreach (var report in (await client.GetReportsAsync(language: "en")).Value)
        {
            names.Add(report.Name);
        }

        Assert.Equal(["Province brief", "Group comparison", "National league", "All indices", "Progress of the plan", "Outcome of the plan", "Explore"], names);

        dynamic asked = Activator.CreateInstance(made.GetType("Made.TokenRequest")!)!;
        asked.LifetimeInMinutes = 5;
        var token = await client.GenerateReportTokenAsync("explore", asked);
        Assert.Equal("explore", Assert.Single(portal.Tokens.Read((string)token.Token, out _)!.Reports));

        http.DefaultRequestHeaders.Authorization = null;
        var league = await client.GetReportAsJsonAsync("national-league", index: "PAPI", year: 2021);
        List<string> blocks = [];
        foreach (var block in league.Pages[0].Blocks)
        {
            blocks.Add(block.GetType().Name);
        }

        Assert.Equal(("national-league", "vi"), ((string)league.Report, (string)league.Language));
        Assert.Contains("BlockTable", blocks);

        dynamic refused = await Assert.ThrowsAnyAsync<Exception>(async () => await client.GetReportAsJsonAsync("nothing"));
        Assert.Equal((404, "ReportRefused"), ((int)refused.StatusCode, (string)refused.Result.Error.Code));
    }

    private static async Task<string> Code() => new CSharpClientGenerator(
        await OpenApiDocument.FromJsonAsync(Golden.Read("../../../reports/PapiBI.Portal/openapi.json")),
        new CSharpClientGeneratorSettings
        {
            ClassName = "PapiBI",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            CSharpGeneratorSettings = { Namespace = "Made", JsonLibrary = CSharpJsonLibrary.SystemTextJson, ArrayType = "System.Collections.Generic.List", ArrayInstanceType = "System.Collections.Generic.List" },
        }).GenerateFile();

    private static System.Reflection.Assembly Compiled(string code)
    {
        var libraries = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create("made", [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)], libraries, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var bytes = new MemoryStream();
        Assert.Empty(compilation.Emit(bytes, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        bytes.Position = 0;
        return new AssemblyLoadContext("made").LoadFromStream(bytes);
    }
}
