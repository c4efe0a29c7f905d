namespace PapiBI.Warehouse.AdHoc;

/// <summary>Asks one release. Each question gets an engine or a session of its own, so that no question sees or slows another's settings,
/// memory or temporary things.</summary>
public sealed class AdHocQuery
{
    private readonly Func<AdHocLimits, QuestionSession> open;
    private readonly TimeProvider clock;

    /// <param name="releaseFile">The public file of the release.</param>
    /// <param name="clock">Of the time-out.</param>
    public AdHocQuery(string releaseFile, TimeProvider clock)
    {
        (this.open, this.clock) = (limits => AdHocSession.Open(releaseFile, limits), clock);
    }

    /// <param name="server">Where the release is.</param>
    /// <param name="releaseId">Which it is there.</param>
    /// <param name="clock">Of the time-out.</param>
    public AdHocQuery(AnalystServer server, int releaseId, TimeProvider clock)
    {
        (this.open, this.clock) = (limits => server.Open(releaseId, limits), clock);
    }

    /// <summary>Returns when the columns are known or the question is refused; the rows come as they are read. Dispose the result: that
    /// stops the engine.</summary>
    /// <exception cref="ReleaseUnavailableException">The file is missing, damaged, or held by a writer.</exception>
    public async Task<AdHocResult> Run(string sql, AdHocLimits limits, CancellationToken cancellation)
    {
        AdHocRun run = new(this.open, sql, limits, this.clock, cancellation);
        AdHocResult result = new(run);
        try
        {
            await result.ReadColumns();
            return result;
        }
        catch
        {
            await result.DisposeAsync();
            throw;
        }
    }
}
