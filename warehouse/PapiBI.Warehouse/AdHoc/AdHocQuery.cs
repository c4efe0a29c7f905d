namespace PapiBI.Warehouse.AdHoc;

/// <summary>Asks one release file. Each question gets an engine of its own, so that no question sees or slows another's settings,
/// memory or temporary things.</summary>
public sealed class AdHocQuery(string releaseFile, TimeProvider clock)
{
    /// <summary>Returns when the columns are known or the question is refused; the rows come as they are read. Dispose the result: that
    /// stops the engine.</summary>
    /// <exception cref="ReleaseUnavailableException">The file is missing, damaged, or held by a writer.</exception>
    public async Task<AdHocResult> Run(string sql, AdHocLimits limits, CancellationToken cancellation)
    {
        AdHocRun run = new(releaseFile, sql, limits, clock, cancellation);
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
