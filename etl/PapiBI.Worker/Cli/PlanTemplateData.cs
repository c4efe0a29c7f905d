using System.Globalization;
using System.Text;
using PapiBI.Etl.Described;
using PapiBI.Etl.Validation;
using PapiBI.Etl.Validation.Plans;
using PapiBI.Etl.Workbooks;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Worker.Cli;

/// <summary>Whose template, and for what. The province and the indices as they were typed; without a code one is suggested where it can be told.</summary>
internal sealed record PlanTemplateQuestion(string Province, IReadOnlyList<string> Indices, int FirstYear, int LastYear, PlanOwner Owner, string ParentCode, string? Code = null);

/// <summary>Fills the templates of plans with what a release holds. A workbook, or the reason why there is none.</summary>
internal sealed class PlanTemplateData(Release release, PlanDescription description, Language language, string sendTo)
{
    private readonly ReleaseCatalog catalog = ReleaseCatalog.Read(release);

    public (byte[]? Workbook, Text Refusal) Template(PlanTemplateQuestion question)
    {
        var indices = new List<PlanTemplateIndex>();
        CatalogProvince? named = null;
        foreach (var written in question.Indices.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IndexChoice.Code(catalog, written) is not { } index)
            {
                var all = string.Join(", ", catalog.Editions.Select(e => e.IndexCode).Distinct(StringComparer.Ordinal).Select(Wording.IndexName));
                return (null, new Text($"Không có chỉ số “{written}”; hãy chọn một trong: {all}.", $"There is no index “{written}”; choose one of: {all}."));
            }

            // The newest results that are there when the plan begins.
            if (catalog.Editions.LastOrDefault(e => e.IndexCode == index && e.Year < question.FirstYear && catalog.Items.Any(item => item.IndexCode == index && item.Year == e.Year)) is not { } edition)
            {
                return (null, new Text($"Chưa có {Wording.IndexName(index)} của năm nào trước {question.FirstYear}; hãy nạp số liệu trước.", $"{Wording.IndexName(index)} is held for no year before {question.FirstYear}; load its figures first."));
            }

            if (ProvinceChoice.Code(catalog, index, edition.Year, question.Province) is not { } code)
            {
                return (null, new Text($"{Wording.IndexName(index)} năm {edition.Year} không có tỉnh “{question.Province}”.", $"{Wording.IndexName(index)} {edition.Year} has no province “{question.Province}”."));
            }

            named ??= catalog.Provinces.Single(p => p.IndexCode == index && p.Year == edition.Year && p.Code == code);
            indices.Add(Index(index, edition, code, question.FirstYear));
        }

        var whole = CodeOf(named!, indices, question);
        return (PlanTemplate.Make(new PlanTemplateInput
        {
            Description = description,
            Language = language,
            Code = question.Code ?? (question.Owner == PlanOwner.Province ? whole : ""),
            CodeExample = question.Owner switch
            {
                PlanOwner.Agency => Shortened(question.ParentCode.Length > 0 ? question.ParentCode : whole, "-SNV"),
                PlanOwner.District => Shortened(question.ParentCode.Length > 0 ? question.ParentCode : whole, "-NINH-SON"),
                _ => whole,
            },
            Province = named!.Name,
            Owner = question.Owner,
            ParentCode = question.ParentCode,
            FirstYear = question.FirstYear,
            LastYear = question.LastYear,
            Indices = indices,
            Provinces = [.. catalog.Provinces.Where(p => p.IndexCode == named.IndexCode && p.Year == named.Year).Select(p => p.Name)],
            SendTo = sendTo,
        }), default);
    }

    public (byte[]? Workbook, Text Refusal) Report(string planCode, string? agencyCode, PlanPeriod period)
    {
        var plans = ImprovementPlan.Read(release);
        if (plans.FirstOrDefault(held => held.Code.Equals(planCode, StringComparison.OrdinalIgnoreCase)) is not { } plan)
        {
            var all = string.Join(", ", plans.Select(held => held.Code));
            return (null, new Text($"Không có kế hoạch “{planCode}”{(all.Length > 0 ? $"; hiện có: {all}" : "")}.", $"There is no plan “{planCode}”{(all.Length > 0 ? $"; there are: {all}" : "")}."));
        }

        var agency = agencyCode is null ? null : plan.Agencies.FirstOrDefault(own => own.Code.Equals(agencyCode, StringComparison.OrdinalIgnoreCase))
            ?? plan.Agencies.FirstOrDefault(own => ProvinceNames.AreSame(own.Name.Vi, agencyCode) || ProvinceNames.AreSame(own.Name.En, agencyCode));
        if (agencyCode is not null && agency is null)
        {
            var all = string.Join(", ", plan.Agencies.Select(own => own.Code));
            return (null, new Text($"Kế hoạch {plan.Code} không có cơ quan “{agencyCode}”; có: {all}.", $"The plan {plan.Code} has no agency “{agencyCode}”; it has: {all}."));
        }

        TaskState[] tasks = [.. TaskState.Read(release, plan.Code, period).Where(task => task.IsReportDue && (agency is null || task.LeadAgencyCode == agency.Code))];
        return tasks.Length == 0
            ? (null, new Text($"Không có nhiệm vụ nào phải báo cáo {period.Said.Vi}.", $"No task is to be reported on for {period.Said.En}."))
            : (PlanReportForm.Make(new PlanReportInput { Description = description, Language = language, Plan = plan, Agency = agency, Period = period, Tasks = tasks, DoneBefore = TaskState.DoneBefore(release, plan.Code, period), SendTo = sendTo }), default);
    }

    private PlanTemplateIndex Index(string index, CatalogEdition edition, string province, int firstYear)
    {
        var year = edition.Year;
        var answer = release.Ask(new MetricQuery { IndexCode = index, Years = [year], Provinces = [province], By = [Breakdown.Item], Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.Mean] });
        var printed = PublishedFacts.Read(release, index);
        var gap = answer.NotDerivable.FirstOrDefault();
        var own = catalog.Items.Where(item => item.IndexCode == index && item.Year <= firstYear).Max(item => item.Year);
        return new PlanTemplateIndex(index, Wording.IndexName(index), year, gap is null ? null : new Text($"có {gap.Held}/{gap.Of} tỉnh, thành phố; chỉ ghi điểm và hạng đã công bố", $"{gap.Held} of {gap.Of} provinces are held; scores and ranks as published only"), ItemsOf(year), ItemsOf(own));

        IReadOnlyList<PlanTemplateItem> ItemsOf(int structure)
        {
            CatalogItem[] items = [.. catalog.Items.Where(item => item.IndexCode == index && item.Year == structure)];
            var parents = items.Select(item => item.ParentCode).ToHashSet(StringComparer.Ordinal);
            return [.. items.Select(item =>
            {
                var row = answer.Find(item: item.Code);
                return new PlanTemplateItem
                {
                    Code = item.Code,
                    Name = item.Name,
                    Level = item.Level,
                    IsLeaf = item.Level != IndicatorLevel.Total && !parents.Contains(item.Code),
                    Min = item.Min,
                    Max = item.Max,
                    Score = row?[Measure.Score] ?? Printed(item, PublishedMeasure.Score),
                    Rank = (int?)(row?[Measure.Rank] ?? Printed(item, PublishedMeasure.Rank)),
                    Ranked = (int?)(row?[Measure.Rank] is null ? Printed(item, PublishedMeasure.Ranked) : row[Measure.Ranked]),
                    Mean = row?[Measure.Mean],
                };
            })];
        }

        double? Printed(CatalogItem item, PublishedMeasure measure) => printed.Find(year, item.Code, province, measure)?.Value;
    }

    /// <summary>NINH-THUAN-PAPI-2021; without the indices where that would be too long.</summary>
    private static string CodeOf(CatalogProvince province, IReadOnlyList<PlanTemplateIndex> indices, PlanTemplateQuestion question)
    {
        var years = question.FirstYear == question.LastYear ? $"{question.FirstYear}" : $"{question.FirstYear}-{question.LastYear}";
        var code = $"{Plain(province.Name.Vi)}-{string.Join('-', indices.Select(index => Plain(index.Name)))}-{years}";
        return code.Length <= PlanCode.Longest ? code : $"{Plain(province.Name.Vi)}-{years}";
    }

    // Of a long code the beginning is left out, so that the example is one that may be used.
    private static string Shortened(string code, string more) => code.Length + more.Length <= PlanCode.Longest ? code + more : code[^(PlanCode.Longest - more.Length)..].TrimStart('-', '.', '_') + more;

    private static string Plain(string name) => string.Join('-', string.Concat(name.ToUpperInvariant().Replace('Đ', 'D').Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
        .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
