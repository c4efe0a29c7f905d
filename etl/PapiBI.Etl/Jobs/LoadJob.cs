using PapiBI.Etl.Described;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Etl.Workbooks;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Jobs;

/// <summary>What became of one file.</summary>
public sealed record FileOutcome(SourceFile File, LoadOutcome Outcome)
{
    /// <summary>Of a refused file the copy to be corrected, which lies in the data folder; null where it could not be opened.</summary>
    public MendedFile? Mended { get; init; }
}

/// <summary>Takes files into the warehouse in the order in which they build on each other, each whole or not at all. A refused file does not stop the others.</summary>
public sealed class LoadJob(WorkingDatabase database, DataFolder folder, TimeProvider clock, Steps steps)
{
    private readonly WarehouseLoader loader = new(database, clock, steps);
    private ReferenceData? known;

    /// <summary>Of mended copies whose source names none.</summary>
    public Language Language { get; init; }

    /// <param name="paths">Files and folders.</param>
    /// <param name="onFile">Told each file as it is done.</param>
    public IReadOnlyList<FileOutcome> Run(IEnumerable<string> paths, Action<FileOutcome>? onFile = null) => Run(Inbox.Read(paths, new FileReader(SourceDescriptions.Of(folder).Descriptions)), onFile);

    /// <param name="files">In the order of loading, as the inbox gives them.</param>
    /// <param name="onFile">Told each file as it is done.</param>
    public IReadOnlyList<FileOutcome> Run(IReadOnlyList<FileReading> files, Action<FileOutcome>? onFile = null)
    {
        var outcomes = new List<FileOutcome>();
        foreach (var reading in files)
        {
            var outcome = Load(reading);
            if (outcome is LoadOutcome.Loaded && reading.Kind is not (LoadKind.Scores or LoadKind.Published))
            {
                known = null;
            }

            outcomes.Add(new FileOutcome(reading.File, outcome) { Mended = outcome is LoadOutcome.Refused refused ? Mend(reading, refused.Issues) : null });
            onFile?.Invoke(outcomes[^1]);
        }

        return outcomes;
    }

    /// <summary>All that loading the file would tell, the audits too. Nothing is written.</summary>
    public ReadResult Check(FileReading reading)
    {
        ReadResult read = Read(reading);
        IReadOnlyList<Issue> breaches = read.Batches.Count > 0 ? loader.Rehearse(read.Batches) : [];
        return breaches.Count > 0 ? new ReadResult([], [.. read.Issues, .. breaches]) : read;
    }

    /// <summary>What files are checked against.</summary>
    public ReferenceData Known => known ??= ReferenceReader.Read(database, clock);

    // The one way from what was read to rows, for loading and for checking.
    private ReadResult Read(FileReading reading) => Held(BatchBuilder.Build(reading, Known), reading.File);

    private LoadOutcome Load(FileReading reading)
    {
        if (loader.FindLoaded(reading.File.Sha256, reading.Described?.Description.Sha256) is { } before)
        {
            return before;
        }

        if (reading.Kind is not { } kind)
        {
            return loader.Refuse(reading.File, null, "", reading.Issues);
        }

        var result = Read(reading);
        if (result.Batches.Count == 0)
        {
            return loader.Refuse(reading.File, kind, "", result.Issues, reading.Described?.Description.Name, reading.Described?.Description.Sha256);
        }

        Archive(reading);
        return loader.Load(result.Batches);
    }

    // Its cells are sound: now its figures are held against each other and against what is in force.
    private ReadResult Held(ReadResult read, SourceFile file)
    {
        List<Issue> issues = [];
        foreach (var batch in read.Batches.Where(batch => batch.Kind is LoadKind.Scores or LoadKind.Published))
        {
            int[] years = [.. batch.Rows.Select(row => row is ScoreRow score ? score.Year : row is PublishedRow figure ? figure.Year : 0).Where(year => year > 0).Distinct()];
            var held = KnownFigures.Read(database, clock, batch.Scope.Split(' ')[0], years);
            issues.AddRange(FigureRules.Check(batch, read.Printed.GetValueOrDefault(batch.Scope, []), Known, held, loader.AcknowledgementOf(file.Sha256)));
        }

        return read.With(issues);
    }

    private MendedFile? Mend(FileReading reading, IReadOnlyList<Issue> issues)
    {
        var copy = MendedCopy.Make(reading, issues, reading.OwnerLanguage ?? Language);
        if (copy is not null)
        {
            Directory.CreateDirectory(folder.Refused);
            WholeFile.Write(Path.Combine(folder.Refused, copy.Name), copy.Bytes);
        }

        return copy;
    }

    // Before the load, so that whatever is loaded can be shown as it arrived; named by its contents, so doing it twice does nothing.
    private void Archive(FileReading reading)
    {
        var archived = Path.Combine(folder.Archive, reading.File.Sha256 + Path.GetExtension(reading.File.Name));
        if (!File.Exists(archived))
        {
            Directory.CreateDirectory(folder.Archive);
            WholeFile.Write(archived, reading.Bytes);
        }
    }
}
