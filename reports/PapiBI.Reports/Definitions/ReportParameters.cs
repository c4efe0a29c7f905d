using System.Text.Json;
using System.Text.Json.Serialization;
using PapiBI.Reports.Definitions.Comparison;
using PapiBI.Reports.Definitions.League;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Definitions.Plans;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions;

/// <summary>What a report is of, as people write it and as a subscription keeps it.</summary>
public sealed record ReportParameters
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The kinds of periods that progress is reported for.</summary>
    public static readonly IReadOnlyList<string> PeriodKinds = [.. Enum.GetValues<ReportingPeriod>().Select(PlanCodes.Of)];

    /// <summary>A code: "PAPI". Of a report on all indices, the one by which its year is found.</summary>
    public required string Index { get; init; }

    /// <summary>Null means the newest year that the release holds figures of.</summary>
    public int? Year { get; init; }

    /// <summary>A code, a name or another spelling.</summary>
    public string? Province { get; init; }

    /// <summary>A code: "DBSCL".</summary>
    public string? Region { get; init; }

    /// <summary>A code: "TPTTTW".</summary>
    public string? Group { get; init; }

    /// <summary>Codes, names or other spellings.</summary>
    public IReadOnlyList<string>? Provinces { get; init; }

    /// <summary>Of a report on a plan: its code. Null means the only plan of the province itself that covers the year.</summary>
    public string? Plan { get; init; }

    /// <summary>Of a report on progress: "2021-Q2", "2021-H1", "2021". Null means the newest period that anything was reported for.</summary>
    public string? Period { get; init; }

    /// <summary>"quarter", "half" or "year": the newest period of that length.</summary>
    public string? PeriodKind { get; init; }

    public static ReportParameters Of(string json) => JsonSerializer.Deserialize<ReportParameters>(json, Format)!;

    public string Json() => JsonSerializer.Serialize(this, Format);

    /// <summary>"PAPI 2021 92": for lists and logs.</summary>
    public string Said() => string.Join(' ', new[]
    {
        Index, Year?.ToString(System.Globalization.CultureInfo.InvariantCulture), Province, Region, Group, Provinces is null ? null : string.Join(',', Provinces), Plan, Period, PeriodKind,
    }.Where(part => !string.IsNullOrEmpty(part)));

    /// <returns>With the newest year that is held where none is said; null where nothing of the index is held.</returns>
    public ReportParameters? WithYear(ReleaseCatalog catalog)
    {
        var newest = catalog.Editions.Where(e => e.IndexCode == Index && e.Held > 0).Select(e => (int?)e.Year).Max();
        return Year is null && newest is null ? null : this with { Year = Year ?? newest };
    }

    /// <summary>What these mean to a release.</summary>
    /// <exception cref="ReportRefusedException">Nothing of the index is held, and no year is said; or no progress was reported, and no period is said.</exception>
    /// <param name="report">Which report.</param>
    /// <param name="release">With plans, where it is about them.</param>
    /// <param name="catalog">Of the release.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="scope">Whose plans the reader may be told of; null: of whom is asked, all of them.</param>
    public ReportRequest Request(string report, Release release, ReleaseCatalog catalog, Language language, PlanScope? scope = null)
    {
        if (report == PlanProgress.Id)
        {
            return ProgressRequest(release, catalog, language, scope ?? ScopeOf(report, release, catalog));
        }

        var year = WithYear(catalog)?.Year
            ?? throw new ReportRefusedException(new Text($"Bản phát hành không có số liệu {Index}.", $"The release has no figures of {Index}."));
        return report switch
        {
            ProvinceBrief.Id => new ProvinceRequest(Index, year, CodeOf(catalog, Index, year, Province), language) { Scope = scope },
            GroupComparison.Id => new GroupRequest(Index, year, Choice(catalog, year), language),
            NationalLeague.Id => new LeagueRequest(Index, year, language),
            MultiIndexBrief.Id => new MultiIndexRequest(year, CodeOf(catalog, catalog.Editions.FirstOrDefault(e => e.Year == year)?.IndexCode ?? Index, year, Province), language),
            PlanOutcome.Id => Outcome(year, scope ?? ScopeOf(report, release, catalog), language),
            _ => throw new ArgumentOutOfRangeException(nameof(report), report, "No request for this report."),
        };
    }

    /// <summary>Whose plans they ask for: of a report on a plan by the unit that has it, of a brief by the province of its year.</summary>
    /// <returns>Null where nobody is meant, or the report tells of no plan.</returns>
    public PlanScope? ScopeOf(string report, Release release, ReleaseCatalog catalog)
    {
        var year = report == PlanProgress.Id ? AskedPeriod?.Year : WithYear(catalog)?.Year;
        return report switch
        {
            PlanProgress.Id => PlanChoice.Scope(release, catalog, Province ?? "", AskedPeriod?.End, Plan, year),
            PlanOutcome.Id when year is { } asked => PlanChoice.Scope(release, catalog, Province ?? "", new DateOnly(asked, 12, 31), Plan, asked),
            ProvinceBrief.Id when year is { } asked => BriefPlan.OfThatYear(catalog, new ProvinceRequest(Index, asked, CodeOf(catalog, Index, asked, Province), Language.Vietnamese)),
            _ => null,
        };
    }

    private PlanPeriod? AskedPeriod => Period is null ? null : PlanPeriod.Parse(Period);

    private PlanOutcomeRequest Outcome(int year, PlanScope? scope, Language language) => new(scope?.Unit.Code ?? Province ?? "", year, Plan, language) { Scope = scope };

    private PlanProgressRequest ProgressRequest(Release release, ReleaseCatalog catalog, Language language, PlanScope? scope)
    {
        var province = scope?.Unit.Code ?? Province ?? "";
        var plans = ImprovementPlan.Read(release, province).Where(plan => scope?.Holds(plan, catalog) == true && (Plan is null || string.Equals(plan.Code, Plan, StringComparison.OrdinalIgnoreCase)));
        var period = AskedPeriod ?? plans.SelectMany(plan => PlanPeriod.Reported(release, province, plan.Code)).Where(reported => PeriodKind is null || PlanCodes.Of(reported.Kind) == PeriodKind).OrderBy(reported => reported.End).ThenByDescending(reported => reported.Start).LastOrDefault()
            ?? throw new ReportRefusedException(new Text(
                $"Bản phát hành không có báo cáo thực hiện kế hoạch nào của tỉnh {province}: hãy nêu kỳ, ví dụ 2021-Q2.",
                $"The release has no progress report of a plan of province {province}: name the period, such as 2021-Q2."));
        return new PlanProgressRequest(province, period, Plan, language) { Scope = scope };
    }

    /// <summary>Without what that report does not take.</summary>
    public ReportParameters For(string report) => this with
    {
        Province = IsOfProvince(report) ? Province : null,
        Region = IsOfSeveral(report) ? Region : null,
        Group = IsOfSeveral(report) ? Group : null,
        Provinces = IsOfSeveral(report) ? Provinces : null,
        Year = report == PlanProgress.Id ? null : Year,
        Plan = IsOfPlan(report) ? Plan : null,
        Period = report == PlanProgress.Id ? Period : null,
        PeriodKind = report == PlanProgress.Id ? PeriodKind : null,
    };

    /// <summary>What a release does not know of what they name: a province, a region, a group. Of a year that it does not hold nothing is said.</summary>
    public IReadOnlyList<Text> Unknown(string report, ReleaseCatalog catalog) =>
    [
        .. new[] { Province }.Concat(Provinces ?? []).Where(written => written is not null).Select(written => UnknownProvince(report, catalog, written!)).OfType<Text>(),
        .. Region is not null && catalog.Regions.All(known => known.Code != Region)
            ? [new Text($"Không có vùng “{Region}”; có {Codes(catalog.Regions.Select(known => known.Code))}.", $"There is no region “{Region}”; there are {Codes(catalog.Regions.Select(known => known.Code))}.")]
            : Array.Empty<Text>(),
        .. Group is not null && catalog.Groups.All(known => known.Code != Group)
            ? [new Text($"Không có nhóm “{Group}”; có {Codes(catalog.Groups.Select(known => known.Code))}.", $"There is no group “{Group}”; there are {Codes(catalog.Groups.Select(known => known.Code))}.")]
            : Array.Empty<Text>(),
    ];

    /// <summary>Null where the year of the release has that province, or the release no such year.</summary>
    public Text? UnknownProvince(string report, ReleaseCatalog catalog, string written)
    {
        if (WithYear(catalog)?.Year is not { } year || catalog.Editions.FirstOrDefault(e => e.Year == year && (e.IndexCode == Index || report == MultiIndexBrief.Id)) is not { } edition)
        {
            return null;
        }

        return ProvinceChoice.Code(catalog, edition.IndexCode, year, written) is null
            ? new Text($"Năm {year} không có tỉnh “{written}”.", $"There is no province “{written}” in {year}.")
            : null;
    }

    private static string Codes(IEnumerable<string> codes) => string.Join(", ", codes);

    private static bool IsOfProvince(string report) => report is ProvinceBrief.Id or MultiIndexBrief.Id || IsOfPlan(report);

    private static bool IsOfPlan(string report) => report is PlanProgress.Id or PlanOutcome.Id;

    private static bool IsOfSeveral(string report) => report is GroupComparison.Id;

    /// <summary>What is wrong with them for that report; empty where nothing is.</summary>
    /// <param name="isEach">Whether each recipient has a province of their own.</param>
    public IReadOnlyList<Text> Faults(string report, bool isEach)
    {
        string[] wanted = IsOfProvince(report) ? [isEach ? "" : "province"] : IsOfSeveral(report) ? ["region", "group", "provinces"] : [];
        var given = new[] { ("province", Province is not null), ("region", Region is not null), ("group", Group is not null), ("provinces", Provinces is { Count: > 0 }) }
            .Where(part => part.Item2)
            .Select(part => part.Item1)
            .ToList();
        var faults = given.Except(wanted).Select(stray => new Text($"{report} không dùng {stray}.", $"{report} takes no {stray}.")).ToList();
        if (faults.Count == 0 && wanted is not [] and not [""] && given.Count != 1)
        {
            var names = string.Join(", ", wanted);
            faults.Add(wanted.Length == 1 ? new Text($"{report} cần {names}.", $"{report} needs {names}.") : new Text($"{report} cần đúng một trong {names}.", $"{report} needs exactly one of {names}."));
        }

        faults.AddRange(PlanFaults(report));
        return faults;
    }

    private IEnumerable<Text> PlanFaults(string report)
    {
        var stray = new[] { ("plan", Plan is not null && !IsOfPlan(report)), ("period", Period is not null && report != PlanProgress.Id), ("period-kind", PeriodKind is not null && report != PlanProgress.Id), ("year", Year is not null && report == PlanProgress.Id) };
        foreach (var (name, _) in stray.Where(part => part.Item2))
        {
            yield return new Text($"{report} không dùng {name}.", $"{report} takes no {name}.");
        }

        if (Period is not null && PlanPeriod.Parse(Period) is null)
        {
            yield return new Text($"“{Period}” không phải một kỳ, ví dụ 2021-Q2, 2021-H1 hoặc 2021.", $"“{Period}” is no period, such as 2021-Q2, 2021-H1 or 2021.");
        }

        if (Period is not null && PeriodKind is not null)
        {
            yield return new Text("Chỉ cần một trong period và period-kind.", "Only one of period and period-kind is needed.");
        }

        if (PeriodKind is not null && !PeriodKinds.Contains(PeriodKind))
        {
            yield return new Text($"Không có loại kỳ “{PeriodKind}”; có {string.Join(", ", PeriodKinds)}.", $"There is no kind of period “{PeriodKind}”; there are {string.Join(", ", PeriodKinds)}.");
        }
    }

    private GroupChoice Choice(ReleaseCatalog catalog, int year)
    {
        if (Region is not null)
        {
            return new GroupChoice.Region(Region);
        }

        return Group is not null
            ? new GroupChoice.Group(Group)
            : new GroupChoice.Provinces([.. (Provinces ?? []).Select(written => CodeOf(catalog, Index, year, written))]);
    }

    // What is no province's name is taken for a code: the report says what is wrong with it.
    private static string CodeOf(ReleaseCatalog catalog, string index, int year, string? written) =>
        ProvinceChoice.Code(catalog, index, year, written ?? "") ?? written ?? "";
}
