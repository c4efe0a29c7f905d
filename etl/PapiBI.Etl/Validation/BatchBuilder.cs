using System.Globalization;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation.Plans;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>The batches of a file where no error was found, otherwise none; and all issues, warnings among them.</summary>
public sealed record ReadResult(IReadOnlyList<LoadBatch> Batches, IReadOnlyList<Issue> Issues)
{
    /// <summary>By scope of a batch: what its table prints of items above the lowest level.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PrintedFigure>> Printed { get; init; } = new Dictionary<string, IReadOnlyList<PrintedFigure>>();

    /// <summary>With further issues: warnings travel with the first batch, an error leaves none.</summary>
    public ReadResult With(IReadOnlyList<Issue> further)
    {
        Issue[] issues = [.. Issues, .. further];
        return Batches.Count > 0 && issues.All(issue => issue.Severity == Severity.Warning)
            ? this with { Batches = [Batches[0] with { Warnings = issues }, .. Batches.Skip(1)], Issues = issues }
            : new ReadResult([], issues);
    }

    /// <summary>The one batch of a table of the project's own.</summary>
    public LoadBatch? Batch => Batches is [var only] ? only : null;
}

/// <summary>Checks the contents of a file against what is known and turns them into the rows of a batch, whole or not at all.</summary>
public static class BatchBuilder
{
    private static readonly string[] Always = ["papibi", "citation", "source"];

    public static ReadResult Build(FileContents contents, ReferenceData known)
    {
        var faults = new Faults();
        CheckMetadata(contents, faults);
        int precedence = Precedence(contents, faults);
        IReadOnlyList<SourceRow> rows = Rows(contents, known, faults);
        if (faults.AnyError)
        {
            return new ReadResult([], faults.Found);
        }

        var batch = new LoadBatch
        {
            File = contents.File,
            Kind = contents.Kind,
            Scope = ScopeOf(contents),
            Rows = rows,
            Warnings = faults.Warnings,
            Precedence = precedence,
        };
        return new ReadResult([batch], faults.Found).With([.. UnfitText.In(batch).Select(text => CellOf(text, contents).ToIssue()).Distinct()]);
    }

    /// <summary>What was told while reading travels on.</summary>
    public static ReadResult Build(FileReading reading, ReferenceData known)
    {
        var faults = new Faults();
        ReadResult built = reading switch
        {
            { Contents: { } contents } => Build(contents, known),
            { Described: { Plan: not null } plan } => PlanTables.Read(plan, known, faults),
            { Described: { } described } => DescribedTables.Read(described, known, isWhole: reading.Issues.All(issue => issue.Severity == Severity.Warning), faults),
            _ => new ReadResult([], []),
        };
        Issue[] unfit = reading.Described is null ? [] : [.. built.Batches.SelectMany(UnfitText.In).DistinctBy(text => (text.Origin.Sheet, text.Column, text.Text)).Select(text => text.ToIssue())];
        return new ReadResult(built.Batches, reading.Issues) { Printed = built.Printed }.With([.. built.Issues, .. unfit]);
    }

    // A row has one place; the clerk is to be shown the very cell. A note may have been added to.
    private static UnfitText CellOf(UnfitText text, FileContents contents)
    {
        IEnumerable<RawCell> near = text.Origin == Origin.File
            ? contents.Metadata.Values.Select(pair => pair.Value)
            : contents.Rows.Where(row => row.Line == Positions.CellAt(text.Origin)?.Line).SelectMany(row => row.Cells);
        RawCell? cell = near.Where(cell => !cell.IsBlank && text.Text.StartsWith(cell.Text, StringComparison.Ordinal)).MaxBy(cell => cell.Text.Length);
        return cell is null ? text : text with { Origin = cell.Origin };
    }

    private static IReadOnlyList<SourceRow> Rows(FileContents contents, ReferenceData known, Faults faults) => contents.Kind switch
    {
        LoadKind.Regions => RegionTable.Rows(contents, faults),
        LoadKind.Provinces => ProvinceTable.Rows(contents, known, faults),
        LoadKind.ProvinceAliases => ProvinceAliasTable.Rows(contents, known, faults),
        LoadKind.Groups => GroupTable.Rows(contents, faults),
        LoadKind.GroupMembers => GroupMemberTable.Rows(contents, known, faults),
        LoadKind.Editions => EditionTable.Rows(contents, faults),
        LoadKind.Structure => StructureTable.Rows(contents, known, faults),
        LoadKind.Scores => ScoreTable.Rows(contents, known, faults),
        LoadKind.Published => PublishedTable.Rows(contents, known, faults),
        _ => throw new ArgumentOutOfRangeException(nameof(contents), contents.Kind, "No table of this kind."),
    };

    private static string ScopeOf(FileContents contents) => contents.Kind switch
    {
        LoadKind.Scores => $"{contents.Metadata.TextOf("index")} {contents.Metadata.TextOf("year")}",
        LoadKind.Editions or LoadKind.Structure or LoadKind.Published => contents.Metadata.TextOf("index"),
        _ => "",
    };

    // Read where it is allowed; elsewhere CheckMetadata has refused the line.
    private static int Precedence(FileContents contents, Faults faults)
    {
        if (contents.Metadata["precedence"] is not RawCell stated)
        {
            return 0;
        }

        if (!int.TryParse(stated.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int precedence) || precedence > 99)
        {
            faults.Error(IssueCodes.NotWhole, stated.Origin,
                $"“# precedence: {stated.Shown}” phải là số nguyên từ 0 đến 99.",
                $"“# precedence: {stated.Shown}” must be a whole number from 0 to 99.");
        }

        return precedence;
    }

    private static void CheckMetadata(FileContents contents, Faults faults)
    {
        string[] required = contents.Kind switch
        {
            LoadKind.Scores => ["papibi", "index", "year", "citation", "source"],
            LoadKind.Published => ["papibi", "index", "citation", "source"],
            LoadKind.Editions or LoadKind.Structure => ["papibi", "index"],
            _ => ["papibi"],
        };
        foreach (string key in required.Where(key => contents.Metadata.TextOf(key).Length == 0))
        {
            faults.Error(IssueCodes.MetadataMissing, new Origin(contents.Sheet, ""),
                $"thiếu dòng “# {key}: …” ở đầu bảng loại {LoadKindName.Of(contents.Kind)}.",
                $"the line “# {key}: …” is missing at the top of this {LoadKindName.Of(contents.Kind)} table.");
        }

        string[] allowed = contents.Kind is LoadKind.Scores or LoadKind.Published ? [.. Always, "precedence"] : Always;
        foreach ((string key, RawCell value) in contents.Metadata.Values.Where(pair => !required.Contains(pair.Key) && !allowed.Contains(pair.Key)))
        {
            faults.Error(IssueCodes.MetadataUnknown, value.Origin,
                $"bảng loại này không dùng “# {key}”; hãy sửa tên hoặc bỏ dòng.",
                $"this kind of table has no “# {key}”; correct the name or remove the line.");
        }

        foreach ((_, RawCell value) in contents.Metadata.Values)
        {
            SafeText.Check(value, faults);
        }
    }
}
