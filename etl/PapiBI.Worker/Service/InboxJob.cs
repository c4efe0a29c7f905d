using System.Security.Cryptography;
using PapiBI.Etl.Described;
using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Service;

/// <summary>Takes up what arrived in the inbox, each file once and whole. The files stay where they are: a changed one is taken up anew.</summary>
internal sealed class InboxJob(Workshop shop, MendingPost post) : Job
{
    private readonly InboxFiles handled = new(shop.State, shop.Clock);
    private readonly RefusedFiles refusals = new(shop.State, shop.Clock);
    private readonly Refreshes refreshes = new(shop.State, shop.Clock);

    // The descriptions of the last time, by their hashes.
    private string? readBy;

    public override string Name => "inbox";
    public override string Lease => Warehouse;

    /// <summary>Whether somebody may still be copying, so that nothing is taken up yet.</summary>
    public bool IsArriving() => New().Any(IsStillArriving);

    // What is in the inbox where somebody's server asked for it belongs to that request, which is told what became of it.
    public override bool Run(RunLog run, CancellationToken stopping) => !refreshes.HasPrecedence(shop.WorkerId) && TakeUp(run, stopping) == InboxResult.Changed;

    /// <summary>As the job does it, and tells more of it.</summary>
    public InboxResult TakeUp(RunLog run, CancellationToken stopping)
    {
        var (descriptions, faults) = SourceDescriptions.Of(shop.Data);
        ReopenWhereDescriptionsChanged(descriptions);
        var found = New().ToDictionary(file => file.Path, StringComparer.Ordinal);
        if (found.Values.Any(IsStillArriving))
        {
            return InboxResult.HeldBack;
        }

        if (found.Count == 0)
        {
            return InboxResult.Nothing;
        }

        using var database = WorkingDatabase.Open(shop.Data, shop.Clock, shop.Patience);
        run.Begin();
        foreach (var fault in faults)
        {
            run.Record("describe", fault.Origin.Sheet, shop.Clock.GetTimestamp(), new StepResult(0, 0, 1, fault.Message));
        }

        var job = new LoadJob(database, shop.Data, shop.Clock, shop.Steps) { Language = shop.Settings.OperatorLanguage };
        var isChanged = false;
        foreach (var reading in Inbox.Read(found.Keys.Select(name => Path.Combine(shop.Settings.Inbox.Folder, name)), new FileReader(descriptions)).TakeWhile(_ => !stopping.IsCancellationRequested))
        {
            isChanged |= Load(run, job, reading, found[reading.File.Name]);
        }

        return isChanged ? InboxResult.Changed : InboxResult.Nothing;
    }

    private IReadOnlyList<InboxFile> New()
    {
        var folder = Directory.CreateDirectory(shop.Settings.Inbox.Folder).FullName;
        return handled.New(Inbox.FilesAt(folder).Select(path => Look(folder, path)));
    }

    // What no description fitted may be fitted by a new one.
    private void ReopenWhereDescriptionsChanged(SourceDescriptions descriptions)
    {
        var now = string.Join(' ', descriptions.All.Select(description => description.Sha256));
        if (readBy is not null && readBy != now)
        {
            handled.ReopenRefused();
        }

        readBy = now;
    }

    // A file that makes the program fail must not keep the others out.
    private bool Load(RunLog run, LoadJob job, FileReading reading, InboxFile file)
    {
        var began = shop.Clock.GetTimestamp();
        handled.Begin(file);
        try
        {
            var outcome = job.Run([reading])[0];
            run.Record("load", reading.File.Name, began, ResultOf(outcome, reading));
            switch (outcome.Outcome)
            {
                case LoadOutcome.Refused when reading.File.Sha256.Length == 0:
                    // Not its contents: it is open elsewhere, or may not be read. Tried again.
                    handled.PutBack(file);
                    break;
                case LoadOutcome.Refused refused:
                    post.Add(reading, outcome, refused.Issues);
                    refusals.Add(RefusalOf(file, reading, outcome, refused.Issues));
                    handled.Refused(file);
                    break;
                default:
                    refusals.Forget(file.Path);
                    handled.Loaded(file);
                    break;
            }

            // Scores that came before their structure were refused for want of it.
            if (outcome.Outcome is LoadOutcome.Loaded && reading.Kind is not (LoadKind.Scores or LoadKind.Published or LoadKind.PlanProgress))
            {
                handled.ReopenRefused();
            }

            return outcome.Outcome is LoadOutcome.Loaded;
        }
        catch (Exception e)
        {
            // Where the server went away, it is no fault of the file.
            Workshop.Keep(() => handled.PutBack(file));
            Workshop.Keep(() => run.Record("load", reading.File.Name, began, e));
            return false;
        }
    }

    // By its place in the inbox, which another machine may have mounted elsewhere.
    private static InboxFile Look(string inbox, string path)
    {
        var file = new FileInfo(path);
        return new InboxFile(Path.GetRelativePath(inbox, path), file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
    }

    // Of a folder that is copied in, the tables that others build on may come last: nothing is read before all is quiet.
    private bool IsStillArriving(InboxFile file) => (shop.Clock.GetUtcNow() - file.ModifiedAt).Duration() < TimeSpan.FromSeconds(shop.Settings.Inbox.QuietSeconds);

    private static RefusedFile RefusalOf(InboxFile file, FileReading reading, FileOutcome outcome, IReadOnlyList<Issue> issues) => new()
    {
        Name = file.Path,
        Sha256 = reading.File.Sha256,
        Kind = reading.Kind,
        IssueCount = issues.Count,
        CopyName = outcome.Mended?.Name,
        CopySha256 = outcome.Mended is { } copy ? Convert.ToHexStringLower(SHA256.HashData(copy.Bytes)) : null,
        Issues = issues,
    };

    private static StepResult ResultOf(FileOutcome file, FileReading reading)
    {
        var rows = reading.Contents?.Rows.Count ?? reading.Described?.Count ?? 0;
        return file.Outcome switch
        {
            LoadOutcome.Loaded loaded => new StepResult(rows, loaded.Rows, 0),
            LoadOutcome.AlreadyLoaded => new StepResult(rows, 0, 0),
            LoadOutcome.Refused refused => new StepResult(rows, 0, rows, First(reading, refused.Issues)),
            _ => throw new ArgumentOutOfRangeException(nameof(file), file.Outcome, "No result of this outcome."),
        };
    }

    private static Text First(FileReading reading, IReadOnlyList<Issue> issues)
    {
        var others = issues.Count - 1;

        // What is recorded reaches logs, which more people read than may see a plan: of its cells only the place is told.
        var place = issues[0].Origin.Said;
        var first = reading.Kind is LoadKind.Plan or LoadKind.PlanProgress ? new Text($"{issues[0].Code}, {place.Vi}", $"{issues[0].Code}, {place.En}") : issues[0].Message;
        return others == 0 ? first : new Text($"{first.Vi} (và {others} lỗi khác)", $"{first.En} (and {others} more)");
    }
}

/// <summary>What came of taking up what is in the inbox.</summary>
internal enum InboxResult
{
    /// <summary>There was nothing new, or nothing of it was loaded.</summary>
    Nothing,

    /// <summary>Somebody may still be copying: nothing was read.</summary>
    HeldBack,

    /// <summary>Something was loaded.</summary>
    Changed,
}
