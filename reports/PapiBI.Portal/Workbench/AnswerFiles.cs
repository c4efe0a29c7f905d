using PapiBI.Warehouse;

namespace PapiBI.Portal.Workbench;

/// <summary>The places in which answers are made into files: an answer is held whole until its file is made, so there are few.</summary>
public sealed class AnswerFiles(WorkbenchLimits limits) : IDisposable
{
    private readonly SemaphoreSlim places = new(limits.FilesAtOnce);

    public static Text Busy { get; } = new("Nhiều người đang tải tệp; hãy thử lại sau ít phút.", "Several files are being made; try again in a few minutes.");

    /// <summary>Does the work in a place.</summary>
    /// <returns>Null where none became free in time.</returns>
    public async Task<T?> InAPlace<T>(Func<Task<T>> work, CancellationToken gone)
        where T : class
    {
        if (!await places.WaitAsync(TimeSpan.FromSeconds(limits.WaitSeconds), gone))
        {
            return null;
        }

        try
        {
            return await work();
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
