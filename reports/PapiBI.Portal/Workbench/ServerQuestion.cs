using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>A question to a release on a server. The server's own limits are the analyst's role and the time-outs; bytes and rows are counted as they arrive.</summary>
/// <param name="Server">Where the release is.</param>
/// <param name="Release">Which it is there.</param>
/// <param name="Sql">One SELECT.</param>
public sealed record ServerQuestion(AnalystServer Server, AskedRelease Release, string Sql)
{
    // A server hears of a cancel over the network, and stops at its next chance.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    internal async Task<CageEnd> Answer(WorkbenchLimits limits, Action<byte[]> line, TimeProvider clock, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        var maxBytes = limits.MaxMegabytes << 20;
        var asked = new AdHocLimits { MaxRows = limits.MaxRows, MaxBytes = maxBytes, LongestCell = WorkbenchLimits.LongestCell, Timeout = TimeSpan.FromSeconds(limits.Seconds), Grace = Grace };
        await using var result = await new AdHocQuery(Server, Release.Id, clock).Run(Sql, asked, cancel);
        var lines = new AnswerLines(maxBytes, said =>
        {
            line(said.ToArray());
            return ValueTask.CompletedTask;
        });
        var end = await lines.Write(result, asked, () => clock.GetElapsedTime(start).TotalSeconds);
        return end with { Release = Release.Name };
    }
}
