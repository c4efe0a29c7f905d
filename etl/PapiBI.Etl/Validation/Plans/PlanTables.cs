using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>A workbook of a plan, checked against what is known and turned into the rows of two batches: the plan, and what is reported of its tasks.</summary>
internal static class PlanTables
{
    public static ReadResult Read(DescribedFile file, ReferenceData known, Faults faults)
    {
        ReadPlan read = file.Plan!;
        var cells = new PlanCells(file.Description.Plan!.Words, faults);
        if (read.IsEmptyReport || read.RowsOf(PlanRole.Plan).FirstOrDefault() is not { } about)
        {
            return new ReadResult([], faults.Found);
        }

        HashSet<string> contents = [.. file.Description.Plan.Sheets.Single(sheet => sheet.Role == PlanRole.Tasks).Fields.Where(field => field.Key is "content" or "contentEn").SelectMany(field => field.Value).Select(PlanText.HeadingKey)];
        if (read.IsProgressOnly)
        {
            string code = PlanAmendment.Code(about, "code", known, cells);
            KnownPlan? plan = known.Plans.FirstOrDefault(p => p.PlanCode == code);
            if (plan is null && code.Length > 0)
            {
                cells.Refuse(IssueCodes.PlanUnknown, about["code"],
                    $"chưa có kế hoạch “{code}” trong kho dữ liệu; hãy nạp kế hoạch trước, hoặc sửa mã.",
                    $"no plan “{code}” is loaded; load the plan first, or correct the code.");
            }

            return plan is null ? new ReadResult([], faults.Found) : new ReadResult([Batch(LoadKind.PlanProgress, code, new ProgressRows(cells, plan, Reporter(about, plan, cells), contents, areTasksWhole: true).Read(read.RowsOf(PlanRole.Progress)))], faults.Found);
        }

        var facts = PlanFacts.Read(about, known, cells);
        var agencies = new AgencyList(facts.Code, [.. read.RowsOf(PlanRole.Agencies)], cells);
        var items = new PlanItems(known, cells.Words, facts.Indices);
        var tasks = new TaskRows(facts, agencies, items, cells);
        SourceRow[] targets = [.. new TargetRows(facts, items, cells).Read(read.RowsOf(PlanRole.Targets))];
        SourceRow[] rows = [.. facts.Rows, .. agencies.Rows, .. targets, .. tasks.Read(read.RowsOf(PlanRole.Tasks))];
        bool isWithoutTasks = tasks.Known.Count == 0 && !faults.AnyError && read.Has(PlanRole.Tasks);
        if (isWithoutTasks)
        {
            SayNoTasks(new Origin(read.Sheets.First(sheet => sheet.Description.Role == PlanRole.Tasks).Sheet.Name, ""), hasTargets: targets.Length > 0, faults);
        }

        KnownPlan? before = known.Plans.FirstOrDefault(p => p.PlanCode == facts.Code);
        if (tasks.Known.Count == 0 && (faults.AnyError || !isWithoutTasks))
        {
            return new ReadResult([], faults.Found);
        }

        if (before is not null && tasks.IsWhole)
        {
            PlanAmendment.CheckTasks(before, tasks, read.Sheets.FirstOrDefault(sheet => sheet.Description.Role == PlanRole.Tasks)?.Sheet.Name ?? "", faults);
        }

        PlanRow own = facts.Rows.OfType<PlanRow>().Single();
        var now = new KnownPlan(facts.Code, own.OwnerKind, own.OwnerVi, facts.ProvinceCode, facts.FirstYear, facts.LastYear, [.. agencies.Rows.Select(row => row.AgencyCode)], [.. tasks.Known.Select(task => task with { Reports = before?.Tasks.FirstOrDefault(t => t.TaskNo == task.TaskNo)?.Reports ?? [] })])
        {
            AgencyNames = [.. agencies.Rows.SelectMany(row => new[] { (row.NameVi, row.AgencyCode), (row.NameEn, row.AgencyCode) }).Where(pair => pair.Item1.Length > 0)],
        };
        SourceRow[] reports = [.. new ProgressRows(cells, now, Reporter(about, now, cells), contents, tasks.IsWhole).Read(read.RowsOf(PlanRole.Progress))];
        return new ReadResult([Batch(LoadKind.Plan, facts.Code, rows), .. reports.Length > 0 ? [Batch(LoadKind.PlanProgress, facts.Code, reports)] : Array.Empty<LoadBatch>()], faults.Found);

        LoadBatch Batch(LoadKind kind, string scope, IReadOnlyList<SourceRow> of) => new()
        {
            File = file.File,
            Kind = kind,
            Scope = scope,
            Rows = of,
            Precedence = file.Description.Precedence,
            Description = file.Description.Name,
            DescriptionSha256 = file.Description.Sha256,
        };
    }

    // Who sends the file may say so, and then reports on its own tasks only.
    // Targets may be promised before the tasks are known.
    private static void SayNoTasks(Origin sheet, bool hasTargets, Faults faults)
    {
        if (hasTargets)
        {
            faults.Warn(IssueCodes.NoRows, sheet, "kế hoạch có mục tiêu nhưng chưa có nhiệm vụ nào.", "the plan has targets and no task yet.");
        }
        else
        {
            faults.Error(IssueCodes.NoRows, sheet, "kế hoạch không có mục tiêu hay nhiệm vụ nào; hãy điền.", "the plan has neither target nor task; fill them in.");
        }
    }

    private static string? Reporter(ReadPlanRow about, KnownPlan plan, PlanCells cells)
    {
        RawCell cell = about["reporter"];
        if (cell.IsBlank)
        {
            return null;
        }

        string reporter = PlanText.PlainLetters(cell.Text);
        if (plan.AgencyCodes.FirstOrDefault(code => string.Equals(code, reporter, StringComparison.OrdinalIgnoreCase)) is { } byCode)
        {
            return byCode;
        }

        string[] named = [.. plan.AgencyNames.Where(agency => Wording.Plain(agency.Name) == Wording.Plain(cell.Text)).Select(agency => agency.AgencyCode).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (named is [var only])
        {
            return only;
        }

        cells.Refuse(IssueCodes.AgencyUnknown, cell,
            named.Length > 1 ? $"“{cell.Shown}” có thể là {string.Join(", ", named)}; hãy ghi mã cơ quan." : $"kế hoạch không có cơ quan nào có tên hoặc mã “{cell.Shown}”; hãy ghi mã cơ quan.",
            named.Length > 1 ? $"“{cell.Shown}” may be any of {string.Join(", ", named)}; write the agency's code." : $"the plan has no agency with the name or code “{cell.Shown}”; write the agency's code.");
        return null;
    }
}
