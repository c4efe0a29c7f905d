using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>Takes up what arrived in the inbox, each file once and whole. The files stay where they are: a changed one is taken up anew.</summary>
internal sealed class InboxJob(Workshop shop) : Job
{
    private readonly InboxFiles handled = new(shop.State, shop.Clock);

    public override string Name => "inbox";
    public override bool IsExclusive => true;

    public override bool Run(RunLog run, CancellationToken stopping)
    {
        var folder = Directory.CreateDirectory(shop.Settings.Inbox.Folder);
        var found = handled.New(Inbox.FilesAt(folder.FullName).Select(Look)).ToDictionary(file => file.Path, StringComparer.Ordinal);
        if (found.Count == 0 || found.Values.Any(IsStillArriving))
        {
            return false;
        }

        using var database = WorkingDatabase.Open(shop.Data, shop.Clock, shop.Patience);
        var readings = Inbox.Read(found.Keys, new FileReader());
        var began = shop.Clock.GetTimestamp();
        var isChanged = false;
        new LoadJob(database, shop.Data, shop.Clock, shop.Steps).Run(
            readings,
            file =>
            {
                run.Record("load", file.File.Name, began, ResultOf(file, readings));
                handled.Handled(found[Path.Combine(folder.FullName, file.File.Name)]);
                isChanged |= file.Outcome is LoadOutcome.Loaded;
                began = shop.Clock.GetTimestamp();
            },
            stopping);
        return isChanged;
    }

    private static InboxFile Look(string path)
    {
        var file = new FileInfo(path);
        return new InboxFile(path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
    }

    // Of a folder that is copied in, the tables that others build on may come last: nothing is read before all is quiet.
    private bool IsStillArriving(InboxFile file) => (shop.Clock.GetUtcNow() - file.ModifiedAt).Duration() < TimeSpan.FromSeconds(shop.Settings.Inbox.QuietSeconds);

    private static StepResult ResultOf(FileOutcome file, IReadOnlyList<FileReading> readings)
    {
        var rows = readings.First(reading => reading.File == file.File).Contents?.Rows.Count ?? 0;
        return file.Outcome switch
        {
            LoadOutcome.Loaded loaded => new StepResult(rows, loaded.Rows, 0),
            LoadOutcome.AlreadyLoaded => new StepResult(rows, 0, 0),
            LoadOutcome.Refused refused => new StepResult(rows, 0, rows, First(refused.Issues)),
            _ => throw new ArgumentOutOfRangeException(nameof(file), file.Outcome, "No result of this outcome."),
        };
    }

    private static Text First(IReadOnlyList<Issue> issues)
    {
        var others = issues.Count - 1;
        var first = issues[0].Message;
        return others == 0 ? first : new Text($"{first.Vi} (và {others} lỗi khác)", $"{first.En} (and {others} more)");
    }
}
