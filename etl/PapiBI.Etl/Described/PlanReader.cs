using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>Reads a workbook as a plan: which sheets there are, and what is missing.</summary>
internal static class PlanReader
{
    // As many headings as a sheet must have to be taken for one of a plan.
    private const int FewestKnown = 3;

    /// <summary>How many headings and labels of the description the workbook has; 0 where it is no plan.</summary>
    public static int Known(IReadOnlyList<RawSheet> sheets, PlanDescription plan)
    {
        int[] known = [.. plan.Sheets.Select(sheet => SheetsOf(sheet, sheets).Select(own => PlanSheetReader.Open(sheet, own).Known).DefaultIfEmpty().Max())];
        return known.Max() >= FewestKnown ? known.Sum() : 0;
    }

    public static ReadPlan Read(IReadOnlyList<RawSheet> sheets, SourceDescription description, Faults faults)
    {
        List<ReadPlanSheet> read = [];
        foreach (PlanSheet described in description.Plan!.Sheets)
        {
            PlanSheetReader[] readers = [.. SheetsOf(described, sheets).Select(sheet => PlanSheetReader.Open(described, sheet))];
            bool anyHeader = Array.Exists(readers, reader => reader.HasHeader);
            foreach (PlanSheetReader reader in readers.Where(reader => !reader.IsBlank))
            {
                if (reader.HasHeader && reader.Sheet.IsHidden)
                {
                    SayHidden(reader, faults);
                }
                else if (reader.HasHeader)
                {
                    read.Add(reader.Read(faults));
                }
                else if (anyHeader)
                {
                    SayNotRead(reader.Sheet.Name, description.Name, faults);
                }
                else
                {
                    Text[] needed = [.. PlanFields.Of(described.Role).Where(field => field.IsNeeded).Select(field => PlanText.Title(described, field.Name))];
                    faults.Error(IssueCodes.HeaderMissing, new Origin(reader.Sheet.Name, ""),
                        $"không thấy dòng tiêu đề ({string.Join(", ", needed.Select(heading => heading.Vi))}); hãy giữ các tiêu đề của biểu mẫu.",
                        $"no header row is found ({string.Join(", ", needed.Select(heading => heading.En))}); keep the headings of the template.");
                }
            }
        }

        var plan = new ReadPlan(read);
        CheckParts(plan, description.Plan, sheets, faults);
        return plan;
    }

    // It holds the title, or is nearly it.
    private static bool IsLike(string name, BothLanguages title) => new[] { title.Vi, title.En }.Select(Wording.Plain).Any(wanted =>
        $" {Wording.Plain(name)} ".Contains($" {wanted} ", StringComparison.Ordinal) || Wording.Likeness(Wording.Plain(name), wanted) >= 0.6);

    /// <summary>The sheets that the description reads.</summary>
    public static IEnumerable<RawSheet> SheetsOf(PlanSheet described, IReadOnlyList<RawSheet> sheets) => sheets.Where(sheet => Patterns.Match(described.Sheets, NameOf(sheet)).Success);

    public static string NameOf(RawSheet sheet) => sheet.Name.Normalize().Trim();

    private static void CheckParts(ReadPlan plan, PlanDescription description, IReadOnlyList<RawSheet> sheets, Faults faults)
    {
        if (plan.IsEmptyReport)
        {
            faults.Error(IssueCodes.NoRows, new Origin(plan.Sheets.First(sheet => sheet.Description.Role == PlanRole.Progress).Sheet.Name, ""),
                "chưa dòng nào được điền; hãy điền tỷ lệ và tình trạng của từng nhiệm vụ.",
                "no line is filled in; fill in the percentage and status of each task.");
            return;
        }

        PlanRole[] needed = plan.IsProgressOnly ? [PlanRole.Plan] : [PlanRole.Plan, PlanRole.Agencies, PlanRole.Targets, PlanRole.Tasks];
        foreach (PlanSheet absent in description.Sheets.Where(sheet => needed.Contains(sheet.Role) && !SheetsOf(sheet, sheets).Any(own => own.Read().Any())))
        {
            string[] alike = [.. sheets.Where(sheet => !description.Sheets.Any(own => SheetsOf(own, [sheet]).Any()) && IsLike(NameOf(sheet), absent.Title)).Select(sheet => $"“{sheet.Name}”")];
            Text rename = alike.Length == 0 ? default : new Text($" (nếu là trang {string.Join(" hoặc ", alike)}, hãy đổi lại tên)", $" (if it is {string.Join(" or ", alike)}, rename that)");
            faults.Error(IssueCodes.SheetMissing, Origin.File,
                $"thiếu trang tính “{absent.Title.Vi}”{rename.Vi}; hãy thêm trang đó hoặc giữ nguyên tên trang của biểu mẫu.",
                $"the sheet “{absent.Title.En}” is missing{rename.En}; add it, or keep the names of the template's sheets.");
        }

        ReadPlanSheet[] about = [.. plan.Sheets.Where(sheet => sheet.Description.Role == PlanRole.Plan)];
        if (about is [var first, var second, ..])
        {
            faults.Error(IssueCodes.SheetTwice, new Origin(second.Sheet.Name, ""),
                $"trang này và trang “{first.Sheet.Name}” cùng ghi thông tin chung của kế hoạch; hãy giữ một, mỗi tệp một kế hoạch.",
                $"this sheet and “{first.Sheet.Name}” both say what the plan is; keep one, a workbook holds one plan.");
        }

        foreach (ReadPlanSheet sheet in plan.Sheets.Where(sheet => (sheet.Rows.Count > 0 || !plan.IsProgressOnly) && (about.Length == 1 || sheet.Description.Role != PlanRole.Plan)))
        {
            bool isCodeEnough = plan.IsProgressOnly && sheet.Description.Role == PlanRole.Plan;
            foreach (PlanField missing in PlanFields.Of(sheet.Description.Role).Where(field => field.IsNeeded && !sheet.Headings.ContainsKey(field.Name) && (field.Name == "code" || !isCodeEnough)))
            {
                Text heading = PlanText.Title(sheet.Description, missing.Name);
                bool isLabel = sheet.Description.Role == PlanRole.Plan;
                faults.Error(IssueCodes.ColumnMissing, new Origin(sheet.Sheet.Name, ""),
                    $"thiếu {(isLabel ? "dòng" : "cột")} “{heading.Vi}”; hãy thêm hoặc giữ tiêu đề của biểu mẫu.",
                    $"the {(isLabel ? "line" : "column")} “{heading.En}” is missing; add it, or keep the headings of the template.");
            }
        }
    }

    // What nobody sees may be older, or a draft. An empty form may stay hidden.
    private static void SayHidden(PlanSheetReader reader, Faults faults)
    {
        if (reader.Read(new Faults()).Rows.Count > 0)
        {
            faults.Error(IssueCodes.SheetHidden, new Origin(reader.Sheet.Name, ""),
                "trang tính đang bị ẩn; hãy bỏ ẩn nếu trang thuộc kế hoạch, hoặc xóa trang.",
                "the sheet is hidden; show it if it belongs to the plan, or delete it.");
        }
    }

    private static void SayNotRead(string sheet, string description, Faults faults) => faults.Warn(IssueCodes.NotDescribed, new Origin(sheet, ""),
        $"trang tính không có tiêu đề nào trong mô tả nguồn {description}; không đọc.",
        $"the sheet has no heading of the source description {description}; it is not read.");
}
