using System.Text.Json.Serialization;

namespace PapiBI.Etl.Described;

/// <summary>How a workbook of an improvement plan is laid out: its sheets, their headings, and the words that cells may hold.</summary>
public sealed record PlanDescription
{
    public required IReadOnlyList<PlanSheet> Sheets { get; init; }
    public required PlanWords Words { get; init; }
}

/// <summary>A sheet of a plan, or several of one shape.</summary>
public sealed record PlanSheet
{
    public required PlanRole Role { get; init; }

    /// <summary>What a template calls the sheet.</summary>
    public required BothLanguages Title { get; init; }

    /// <summary>Pattern of the names of its sheets.</summary>
    public required string Sheets { get; init; }

    /// <summary>By field of <see cref="PlanFields"/>: the headings it may have, the Vietnamese of a template first, the English second. On the sheet of the plan itself: the labels, whose values stand to the right.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; }

    /// <summary>Headings, or labels, whose cells are not read. The first two are what a template calls its column of last results, in Vietnamese and in English.</summary>
    public IReadOnlyList<string> IgnoreHeadings { get; init; } = [];
}

[JsonConverter(typeof(JsonStringEnumConverter<PlanRole>))]
public enum PlanRole
{
    [JsonStringEnumMemberName("plan")]
    Plan,
    [JsonStringEnumMemberName("agencies")]
    Agencies,
    [JsonStringEnumMemberName("targets")]
    Targets,
    [JsonStringEnumMemberName("tasks")]
    Tasks,
    [JsonStringEnumMemberName("progress")]
    Progress,
}

/// <summary>The words that cells may hold, by what they mean: the Vietnamese of a template first, the English second. Case, diacritics and punctuation do not count.</summary>
public sealed record PlanWords
{
    /// <summary>province, agency, district.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Owners { get; init; }

    /// <summary>score, rank, score gain, rank gain, group, score held, rank held.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Kinds { get; init; }

    /// <summary>1 (the best) to 4.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; init; }

    /// <summary>not started, in progress, done, suspended, cancelled.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Statuses { get; init; }

    /// <summary>Q1 to Q4, H1, H2, Y: the words beside the year.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Periods { get; init; }

    /// <summary>The whole index, in place of an item's code.</summary>
    public required IReadOnlyList<string> Total { get; init; }

    /// <summary>Words around a value, "đạt 45 điểm", by what they may speak of: score, rank, score gain, rank gain, group, budget, percent. Those of another are refused.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Units { get; init; }
    public required IReadOnlyList<string> Yes { get; init; }
    public required IReadOnlyList<string> No { get; init; }
}

/// <summary>A field of a sheet; a needed one must have its column, or its label.</summary>
public sealed record PlanField(string Name, bool IsNeeded);

/// <summary>The fields that sheets of plans have.</summary>
public static class PlanFields
{
    private static readonly Dictionary<PlanRole, IReadOnlyList<PlanField>> ByRole = new()
    {
        [PlanRole.Plan] = Fields("code* name* nameEn ownerKind owner* ownerEn province* parent indices* firstYear* lastYear* documentNo issuedOn isIllustrative note noteEn reporter"),
        [PlanRole.Agencies] = Fields("code* name* nameEn parent contact email"),
        [PlanRole.Targets] = Fields("no index year* item* kind* value* ofN baseYear source isIllustrative note noteEn"),
        [PlanRole.Tasks] = Fields("no* content* contentEn parts lead* coAgencies localities start due* output outputEn budget weight isIllustrative"),
        [PlanRole.Progress] = Fields("task* period* percent status* completedOn note evidence isIllustrative"),
    };

    public static IReadOnlyList<PlanField> Of(PlanRole role) => ByRole[role];

    private static PlanField[] Fields(string names) => [.. names.Split(' ').Select(name => new PlanField(name.TrimEnd('*'), name.EndsWith('*')))];
}
