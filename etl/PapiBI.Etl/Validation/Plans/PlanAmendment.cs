using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>A plan whose code is known amends the plan in force: it must be the same owner's, and what was reported must stay with the tasks that it was reported of.</summary>
internal static class PlanAmendment
{
    /// <summary>The code of a plan, which also becomes part of the names of files.</summary>
    /// <returns>"", told, where it cannot be one, or is a known code in other letters.</returns>
    public static string Code(ReadPlanRow row, string field, ReferenceData known, PlanCells cells)
    {
        RawCell cell = row[field];
        if (!cells.IsThere(row, field) || !cells.IsSafe(cell))
        {
            return "";
        }

        string code = PlanText.PlainLetters(cell.Text).TrimEnd('.', ')', ' ');
        if (!PlanCode.IsOne(code))
        {
            cells.Refuse(IssueCodes.BadCode, cell,
                $"“{cell.Shown}” phải là một mã kế hoạch: tối đa {PlanCode.Longest} chữ không dấu, chữ số và các dấu - _ . (không có khoảng trắng, dấu / và hai dấu chấm liền nhau); hãy sửa mã.",
                $"“{cell.Shown}” must be a plan's code: at most {PlanCode.Longest} plain letters, digits and the marks - _ . (no blank, no slash, no two dots together); correct the code.");
            return "";
        }

        if (known.Plans.All(plan => plan.PlanCode != code) && known.Plans.FirstOrDefault(plan => string.Equals(plan.PlanCode, code, StringComparison.OrdinalIgnoreCase)) is { } same)
        {
            cells.Refuse(IssueCodes.PlanCodeCase, cell,
                $"“{cell.Shown}” chỉ khác chữ hoa, chữ thường với mã “{same.PlanCode}” của kế hoạch đã nạp; hãy ghi đúng “{same.PlanCode}”, hoặc dùng mã khác hẳn.",
                $"“{cell.Shown}” differs from “{same.PlanCode}”, the code of a plan that is loaded, in capital and small letters only; write “{same.PlanCode}”, or use quite another code.");
            return "";
        }

        return code;
    }

    /// <param name="cell">Of the code.</param>
    /// <param name="before">The plan in force under that code.</param>
    /// <param name="kind">Of the new file; null where it cannot be read.</param>
    /// <param name="owner">Its owner; "" where it cannot be read.</param>
    /// <param name="province">Its province; "" where it cannot be read.</param>
    /// <param name="cells">Takes the fault.</param>
    public static void CheckOwner(RawCell cell, KnownPlan before, PlanOwner? kind, string owner, string province, PlanCells cells)
    {
        if ((kind is { } own && own != before.OwnerKind) || (province.Length > 0 && province != before.ProvinceCode))
        {
            IReadOnlyList<string> level = cells.Words.Owners[PlanCodes.Of(before.OwnerKind)];
            cells.Refuse(IssueCodes.PlanOfAnother, cell,
                $"mã này là của kế hoạch khác, do “{before.OwnerVi}” ban hành (cấp ban hành: {level[0]}; mã tỉnh {before.ProvinceCode}); hãy dùng mã khác.",
                $"this code is another plan's, issued by “{before.OwnerVi}” (level: {level[Math.Min(1, level.Count - 1)]}; province {before.ProvinceCode}); use another code.");
        }
        else if (owner.Length > 0 && Wording.Plain(owner) != Wording.Plain(before.OwnerVi))
        {
            cells.Refuse(IssueCodes.PlanOfAnother, cell,
                $"mã này là của kế hoạch do “{before.OwnerVi}” ban hành, không phải “{owner}”; nếu sửa kế hoạch ấy, hãy giữ nguyên tên cơ quan ban hành; nếu là kế hoạch khác, hãy dùng mã khác.",
                $"this code is of the plan issued by “{before.OwnerVi}”, not by “{owner}”; to amend that plan keep the owner's name as it was; for another plan use another code.");
        }
    }

    /// <summary>Reports go by the number of their task, so that a task with reports must keep its number.</summary>
    /// <param name="before">The plan in force.</param>
    /// <param name="tasks">Of the new file, each with its number.</param>
    /// <param name="tasksSheet">Their sheet, where a task is gone.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static void CheckTasks(KnownPlan before, TaskRows tasks, string tasksSheet, Faults faults)
    {
        foreach (KnownTask old in before.Tasks.Where(task => task.Reports.Count > 0))
        {
            KnownTask? now = tasks.Known.FirstOrDefault(task => task.TaskNo == old.TaskNo);
            if (now is not null && (now.ContentVi.Length == 0 || IsSame(now, old)))
            {
                continue;
            }

            // Not one that had the same words before, such as "Báo cáo định kỳ" under several heads.
            KnownTask? moved = tasks.Known.FirstOrDefault(task => task.TaskNo != old.TaskNo && IsSame(task, old) && !before.Tasks.Any(other => other.TaskNo == task.TaskNo && IsSame(other, old)));
            if (moved is not null)
            {
                faults.Error(IssueCodes.TaskRenumbered, tasks.NumberOf((now ?? moved).TaskNo),
                    $"nhiệm vụ {old.TaskNo} đã có báo cáo tiến độ nay mang số {moved.TaskNo}, nên báo cáo của nhiệm vụ {old.TaskNo} cũ không còn đúng chỗ; hãy giữ số {old.TaskNo} cho nhiệm vụ ấy và đánh số mới cho nhiệm vụ thêm vào.",
                    $"the task {old.TaskNo}, on which progress was reported, now has the number {moved.TaskNo}, so that its reports no longer stand at it; keep the number {old.TaskNo} for that task and give new tasks new numbers.");
            }
            else if (now is not null)
            {
                faults.Warn(IssueCodes.TaskChanged, tasks.NumberOf(now.TaskNo),
                    $"nội dung nhiệm vụ {old.TaskNo} đã đổi (trước là “{RawCell.Shorten(old.ContentVi)}”) và đã có báo cáo tiến độ; nếu là nhiệm vụ khác, hãy đánh số mới.",
                    $"the content of the task {old.TaskNo} has changed (it was “{RawCell.Shorten(old.ContentVi)}”) and progress was reported on it; if it is another task, give it a new number.");
            }
            else
            {
                faults.Warn(IssueCodes.TaskDropped, new Origin(tasksSheet, ""),
                    $"kế hoạch sửa đổi không còn nhiệm vụ {old.TaskNo}, dù đã có báo cáo tiến độ; hãy xem có bỏ sót không.",
                    $"the amended plan drops the task {old.TaskNo}, on which progress was reported; see whether it was left out by mistake.");
            }
        }
    }

    private static bool IsSame(KnownTask one, KnownTask other) => Wording.Plain(one.ContentVi) == Wording.Plain(other.ContentVi);
}
