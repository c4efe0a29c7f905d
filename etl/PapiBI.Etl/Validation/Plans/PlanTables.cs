using PapiBI.Etl.Described;
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
        if (read.RowsOf(PlanRole.Plan).FirstOrDefault() is not { } about)
        {
            return new ReadResult([], faults.Found);
        }

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

            return plan is null ? new ReadResult([], faults.Found) : new ReadResult([Batch(LoadKind.PlanProgress, code, new ProgressRows(cells, plan, Reporter(about, plan, cells), areTasksWhole: true).Read(read.RowsOf(PlanRole.Progress)))], faults.Found);
        }

        var facts = PlanFacts.Read(about, known, cells);
        var agencies = new AgencyList(facts.Code, [.. read.RowsOf(PlanRole.Agencies)], cells);
        var items = new PlanItems(known, cells.Words, facts.Indices);
        var tasks = new TaskRows(facts, agencies, items, cells);
        SourceRow[] rows =
        [
            .. facts.Rows,
            .. agencies.Rows,
            .. new TargetRows(facts, items, cells).Read(read.RowsOf(PlanRole.Targets)),
            .. tasks.Read(read.RowsOf(PlanRole.Tasks)),
        ];
        if (tasks.Known.Count == 0 && !faults.AnyError && read.Has(PlanRole.Tasks))
        {
            faults.Error(IssueCodes.NoRows, new Origin(read.Sheets.First(sheet => sheet.Description.Role == PlanRole.Tasks).Sheet.Name, ""), "kế hoạch không có nhiệm vụ nào; hãy điền các nhiệm vụ.", "the plan has no task; fill in its tasks.");
        }

        KnownPlan? before = known.Plans.FirstOrDefault(p => p.PlanCode == facts.Code);
        if (tasks.Known.Count == 0)
        {
            return new ReadResult([], faults.Found);
        }

        if (before is not null && tasks.IsWhole)
        {
            PlanAmendment.CheckTasks(before, tasks, read.Sheets.FirstOrDefault(sheet => sheet.Description.Role == PlanRole.Tasks)?.Sheet.Name ?? "", faults);
        }

        PlanRow own = facts.Rows.OfType<PlanRow>().Single();
        var now = new KnownPlan(facts.Code, own.OwnerKind, own.OwnerVi, facts.ProvinceCode, facts.FirstYear, facts.LastYear, [.. agencies.Rows.Select(row => row.AgencyCode)], [.. tasks.Known.Select(task => task with { Reports = before?.Tasks.FirstOrDefault(t => t.TaskNo == task.TaskNo)?.Reports ?? [] })]);
        SourceRow[] reports = [.. new ProgressRows(cells, now, Reporter(about, now, cells), tasks.IsWhole).Read(read.RowsOf(PlanRole.Progress))];
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
    private static string? Reporter(ReadPlanRow about, KnownPlan plan, PlanCells cells)
    {
        RawCell cell = about["reporter"];
        string reporter = PlanText.PlainLetters(cell.Text);
        if (cell.IsBlank)
        {
            return null;
        }

        if (!plan.AgencyCodes.Contains(reporter, StringComparer.OrdinalIgnoreCase))
        {
            cells.Refuse(IssueCodes.AgencyUnknown, cell, $"kế hoạch không có cơ quan nào mang mã “{cell.Shown}”; hãy ghi mã cơ quan.", $"the plan has no agency with the code “{cell.Shown}”; write the agency's code.");
        }

        return plan.AgencyCodes.FirstOrDefault(code => string.Equals(code, reporter, StringComparison.OrdinalIgnoreCase));
    }
}
