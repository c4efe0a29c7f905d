using System.CommandLine;
using System.CommandLine.Parsing;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Comparison;
using PapiBI.Reports.Definitions.League;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Definitions.Plans;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>The options that say what a report is of. Each report takes its own; one too many is wrong usage, not a thing to be ignored.</summary>
internal sealed class RenderOptions
{
    private const string All = "all";

    private readonly Option<string> index = new("--index") { Description = "Chỉ số / Index: PAPI, PAR_INDEX, SIPAS, PCI", DefaultValueFactory = _ => "PAPI" };
    private readonly Option<int?> year = new("--year") { Description = $"Năm; mọi báo cáo trừ {PlanProgress.Id} / Year; every report but {PlanProgress.Id}" };
    private readonly Option<string?> province = new("--province") { Description = "Mã (GSO) hoặc tên tỉnh, hoặc all: mọi tỉnh / Province by code (GSO) or name, or all of them: all" };
    private readonly Option<string?> region = new("--region") { Description = "Mã vùng / Region code: DBSCL" };
    private readonly Option<string?> group = new("--group") { Description = "Mã nhóm tỉnh / Code of a group of provinces: TPTTTW" };
    private readonly Option<string?> provinces = new("--provinces") { Description = "Các tỉnh, cách nhau dấu phẩy / Provinces, parted by commas: 58,56,60" };
    private readonly Option<string?> plan = new("--plan") { Description = "Mã kế hoạch; không có: kế hoạch cấp tỉnh duy nhất của năm / Code of a plan; left out: the province's only one of the year" };
    private readonly Option<string?> period = new("--period") { Description = "Kỳ báo cáo; không có: kỳ mới nhất có báo cáo / Period; left out: the newest that was reported for: 2021-Q2, 2021-H1, 2021" };
    private readonly Option<string?> periodKind = new("--period-kind") { Description = "Kỳ mới nhất loại này / The newest period of this kind: quarter, half, year" };

    public RenderOptions() => periodKind.AcceptOnlyFromAmong([.. ReportParameters.PeriodKinds]);

    public void AddTo(Command command, Argument<string> report)
    {
        Option[] all = [index, year, province, region, group, provinces, plan, period, periodKind];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(given =>
        {
            var id = given.GetValue(report);
            Option[] wanted = id switch
            {
                ProvinceBrief.Id or MultiIndexBrief.Id or PlanProgress.Id or PlanOutcome.Id => [province],
                GroupComparison.Id => [region, group, provinces],
                _ => [],
            };
            Option[] besides = id switch
            {
                PlanProgress.Id => [plan, period, periodKind],
                PlanOutcome.Id => [plan, year],
                _ => [year],
            };
            bool IsGiven(Option option) => given.GetResult(option) is not null;
            var present = new Option[] { province, region, group, provinces }.Where(IsGiven).ToList();
            if (present.Except(wanted).Concat(new Option[] { year, plan, period, periodKind }.Where(IsGiven).Except(besides)).FirstOrDefault() is { } stray)
            {
                given.AddError($"{id} không dùng {stray.Name} / {id} takes no {stray.Name}.");
            }
            else if (wanted.Length > 0 && present.Count != 1)
            {
                var names = string.Join(", ", wanted.Select(option => option.Name));
                given.AddError(wanted.Length == 1 ? $"{id} cần {names} / {id} needs {names}." : $"{id} cần đúng một trong {names} / {id} needs exactly one of {names}.");
            }
            else if (besides.Contains(year) && !IsGiven(year))
            {
                given.AddError($"{id} cần --year / {id} needs --year.");
            }
            else if (IsOfAll(given) && id is (PlanProgress.Id or PlanOutcome.Id))
            {
                given.AddError($"{id} cần một tỉnh / {id} needs one province.");
            }
            else if (IsGiven(period) && IsGiven(periodKind))
            {
                given.AddError("Chỉ cần một trong --period và --period-kind / Only one of --period and --period-kind is needed.");
            }
            else if (given.GetValue(period) is { } written && PlanPeriod.Parse(written) is null)
            {
                given.AddError($"--period: “{written}” không phải một kỳ, ví dụ 2021-Q2, 2021-H1, 2021 / “{written}” is no period, such as 2021-Q2, 2021-H1, 2021.");
            }
        });
    }

    /// <summary>Whether a report of each province is wanted, not one.</summary>
    public bool IsOfAll(CommandResult given) => given.GetValue(province) == All;

    /// <summary>One for each province that there was in that year.</summary>
    public List<ReportRequest> Requests(ParseResult parsed, string report, ReleaseCatalog catalog, Language language)
    {
        var code = IndexCode(parsed);
        var of = parsed.GetValue(year)!.Value;
        var counted = report == MultiIndexBrief.Id ? IndexOf(catalog, of) ?? code : code;

        // A year that is not held has no province: the report itself says so.
        return [.. catalog.Provinces.Where(p => p.IndexCode == counted && p.Year == of).Select(p => p.Code).DefaultIfEmpty(All)
            .Select(ReportRequest (province) => report == MultiIndexBrief.Id ? new MultiIndexRequest(of, province, language) : new ProvinceRequest(code, of, province, language))];
    }

    /// <exception cref="ReportRefusedException">A province that is named is not known in that year.</exception>
    public ReportRequest Request(ParseResult parsed, string report, Release release, ReleaseCatalog catalog, Language language) => new ReportParameters
    {
        Index = IndexCode(parsed),
        Year = parsed.GetValue(year),
        Province = parsed.GetValue(province),
        Region = parsed.GetValue(region),
        Group = parsed.GetValue(group),
        Provinces = parsed.GetValue(provinces) is { } list ? SubscriptionRules.Split(list) : null,
        Plan = parsed.GetValue(plan),
        Period = parsed.GetValue(period),
        PeriodKind = parsed.GetValue(periodKind),
    }.Request(report, release, catalog, language);

    // As it is printed, "PAR INDEX", it is the same index.
    private string IndexCode(ParseResult parsed) => parsed.GetRequiredValue(index).Trim().Replace(' ', '_');

    /// <summary>An index held in that year; the provinces of a year are those of any.</summary>
    private static string? IndexOf(ReleaseCatalog catalog, int year) => catalog.Editions.FirstOrDefault(e => e.Year == year)?.IndexCode;
}
