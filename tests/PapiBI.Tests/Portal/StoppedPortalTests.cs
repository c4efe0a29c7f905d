using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal;

/// <summary>What stays of a portal that has stopped where the process goes on, as between tests.</summary>
public sealed class StoppedPortalTests(PublishedSamples samples)
{
    [Fact]
    public async Task One_that_has_stopped_is_let_go()
    {
        var gone = await Ran();
        for (var i = 0; i < 60 && gone.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(i * 30, TestContext.Current.CancellationToken);
        }

        Assert.False(gone.IsAlive);
    }

    private async Task<WeakReference> Ran()
    {
        await using var portal = await RunningPortal.Start(samples);
        var page = await portal.Anonymous().GetStringAsync("/reports/national-league?index=PAPI&year=2021", TestContext.Current.CancellationToken);
        Assert.Contains("PAPI 2021", page, StringComparison.Ordinal);
        return new WeakReference(portal.Releases);
    }
}
