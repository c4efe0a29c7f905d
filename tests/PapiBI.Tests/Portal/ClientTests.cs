using System.Diagnostics;
using PapiBI.Portal.House;
using PapiBI.Tests.Conventions;

namespace PapiBI.Tests.Portal;

/// <summary>The tests of the pages' scripts, which are in their own language, as part of all tests.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task The_tests_of_the_scripts_pass()
    {
        Assert.SkipWhen(!new Assets().HasScripts, "the portal was built without Node, so its pages have no scripts");
        var start = new ProcessStartInfo("npm", ["test", "--silent"]) { WorkingDirectory = Path.Combine(Repository.Root, "reports/PapiBI.Portal/client"), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var run = Process.Start(start)!;
        var faults = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

        var said = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, said + await faults);
        Assert.Matches(@"pass [1-9]\d+", said);
        Assert.Matches("fail 0", said);
    }
}
