using System.CommandLine;
using PapiBI.Warehouse;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Support;

/// <summary>A command line as a person types it, run in this process: its exit code and what it printed.</summary>
internal sealed record Typed(int Code, string Output, string Errors)
{
    public static Typed In(DataFolder data, TimeProvider clock, params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] where = ["--data", data.Root, .. data.Server is { } server ? ["--warehouse", TestServer.Choice(server)] : Array.Empty<string>()];
        var code = PapibiCommand.Create(clock).Parse([.. arguments, .. where]).Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return new Typed(code, output.ToString().ReplaceLineEndings("\n"), errors.ToString().ReplaceLineEndings("\n"));
    }
}
