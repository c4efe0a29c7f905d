using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>The tasks of a plan: who leads, who works along, until when, and which parts of the indices they serve.</summary>
internal sealed partial class TaskRows(PlanFacts plan, AgencyList agencies, PlanItems items, PlanCells cells)
{
    private readonly Dictionary<string, Origin> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<KnownTask> _known = [];

    /// <summary>The tasks whose number and deadline were read.</summary>
    public IReadOnlyList<KnownTask> Known => _known;

    /// <summary>False where a number is missing or wrong, so that a task that seems absent may be there.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The cell of a known task's number.</summary>
    public Origin NumberOf(string no) => _numbers[no];

    public IReadOnlyList<SourceRow> Read(IEnumerable<ReadPlanRow> rows) => [.. rows.SelectMany(Rows)];

    private List<SourceRow> Rows(ReadPlanRow row)
    {
        string no = cells.Code(row, "no", 20);
        IsWhole &= no.Length > 0;
        if (no.Length > 0 && !_numbers.TryAdd(no, row["no"].Origin))
        {
            IsWhole = false;

            // As a number 1.10 is 1.1.
            Text hint = row["no"].Number is not null && no.Contains('.', StringComparison.Ordinal) ? new Text($" ({no}0 phải nhập dạng văn bản, Excel đổi số thành {no})", $" ({no}0 must be typed as text, as a number Excel makes it {no})") : default;
            cells.Refuse(IssueCodes.RowDuplicate, row["no"], $"số nhiệm vụ {no} đã có ở {_numbers[no].Said.Vi}; hãy đánh số lại{hint.Vi}.", $"the task number {no} is already given in {_numbers[no].Said.En}; number them anew{hint.En}.");
        }

        string? lead = cells.IsThere(row, "lead") ? Lead(row["lead"]) : null;
        DateOnly? start = cells.Day(row, "start", DayOf.First);
        DateOnly? due = cells.NeededDay(row, "due", DayOf.Last);
        CheckDays(row, start, due);
        var task = new TaskRow
        {
            Origin = row.Origin,
            PlanCode = plan.Code,
            TaskNo = no,
            ContentVi = cells.NeededText(row, "content", 1000),
            ContentEn = cells.Text(row, "contentEn", 1000),
            LeadAgencyCode = lead ?? "",
            StartDate = start,
            DueDate = due ?? default,
            OutputVi = cells.Text(row, "output", 500),
            OutputEn = cells.Text(row, "outputEn", 500),
            BudgetMillionVnd = Budget(row),
            Weight = Weight(row),
            IsIllustrative = cells.YesNo(row, "isIllustrative"),
            SortOrder = _numbers.Count,
        };
        if (no.Length > 0 && _known.TrueForAll(other => other.TaskNo != no))
        {
            _known.Add(new KnownTask(no, task.ContentVi, start, due ?? default, lead ?? "") { ContentEn = task.ContentEn });
        }

        return [task, .. CoAgencies(row, no, lead), .. Localities(row, no), .. Parts(row, no)];
    }

    private string? Lead(RawCell cell)
    {
        string[] named = [.. PlanList.Split(cell.Text, agencies.IsKnown)];
        if (named.Length > 1)
        {
            cells.Refuse(IssueCodes.AgencyUnknown, cell, $"“{cell.Shown}” là nhiều cơ quan; hãy ghi một cơ quan chủ trì, các cơ quan khác ở cột phối hợp.", $"“{cell.Shown}” is several agencies; write one that leads, and the others as co-operating.");
            return null;
        }

        return agencies.Find(cell, named.Length == 0 ? cell.Text : named[0]);
    }

    private void CheckDays(ReadPlanRow row, DateOnly? start, DateOnly? due)
    {
        if (due < start)
        {
            cells.Refuse(IssueCodes.PeriodReversed, row["due"], $"thời hạn {Day(due)} trước ngày bắt đầu {Day(start)}; hãy sửa một trong hai.", $"the deadline {Day(due)} is before the start {Day(start)}; correct one of them.");
        }

        foreach ((string field, DateOnly day) in new[] { ("start", start), ("due", due) }.Where(pair => pair.Item2 is { } d && !plan.Covers(d.Year)).Select(pair => (pair.Item1, pair.Item2!.Value)))
        {
            cells.Refuse(IssueCodes.OutsidePlan, row[field], $"{Day(day)} nằm ngoài thời gian của kế hoạch ({plan.Years}); hãy sửa ngày, hoặc năm của kế hoạch.", $"{Day(day)} lies outside the years of the plan ({plan.Years}); correct the date, or the plan's years.");
        }
    }

    private double? Budget(ReadPlanRow row)
    {
        RawCell cell = row["budget"];
        if (cell.Number is null && Thousands().IsMatch(Numbers.Plainly(cells.Units.Without(cell.Text, "budget"))))
        {
            string plain = string.Concat(cell.Text.Where(char.IsAsciiDigit));
            cells.Refuse(IssueCodes.NotANumber, cell, $"không rõ “{cell.Shown}” là {plain} hay một số lẻ; hãy ghi kinh phí (triệu đồng) không có dấu phân cách hàng nghìn.", $"“{cell.Shown}” may be {plain} or a fraction; write the budget (million đồng) without marks between thousands.");
            return null;
        }

        ReadNumber? number = cells.Number(row, "budget", "budget");
        double? budget = number?.Value;
        if (number?.OutOf is not null)
        {
            cells.Refuse(IssueCodes.NotANumber, cell, $"kinh phí “{cell.Shown}” phải là số tiền (triệu đồng), không phải là tỷ lệ; hãy sửa.", $"the budget “{cell.Shown}” must be an amount (million đồng) and not a share; correct it.");
        }
        else if (budget < 0)
        {
            cells.Refuse(IssueCodes.Negative, row["budget"], $"kinh phí “{row["budget"].Shown}” không thể âm; hãy sửa.", $"the budget “{row["budget"].Shown}” cannot be negative; correct it.");
        }

        return budget;
    }

    private double Weight(ReadPlanRow row)
    {
        RawCell cell = row["weight"];
        if (cell.IsBlank)
        {
            return 1;
        }

        ReadNumber? number = cells.NeededNumber(row, "weight", "");
        if (number?.OutOf is not null)
        {
            cells.Refuse(IssueCodes.BadWeight, cell, $"trọng số “{cell.Shown}” phải là một số như 2 hoặc 0,5, không phải là tỷ lệ; hãy sửa.", $"the weight “{cell.Shown}” must be a number such as 2 or 0.5 and not a share; correct it.");
        }

        double weight = number?.Value ?? 1;
        if (weight <= 0)
        {
            cells.Refuse(IssueCodes.WeightNotPositive, row["weight"], $"trọng số “{row["weight"].Shown}” phải lớn hơn 0; hãy sửa hoặc để trống.", $"the weight “{row["weight"].Shown}” must be more than 0; correct it or leave it blank.");
        }

        return weight;
    }

    private IEnumerable<TaskAgencyRow> CoAgencies(ReadPlanRow row, string no, string? lead)
    {
        RawCell cell = row["coAgencies"];
        HashSet<string> there = new(StringComparer.Ordinal);
        foreach (string text in PlanList.Split(cell.Text, agencies.IsKnown))
        {
            if (agencies.Find(cell, text) is not { } code || !there.Add(code))
            {
                continue;
            }

            if (code == lead)
            {
                cells.Warn(IssueCodes.LeadCooperates, cell, $"“{RawCell.Shorten(text)}” đã là cơ quan chủ trì nên không ghi lại là phối hợp; hãy bỏ khỏi cột này.", $"“{RawCell.Shorten(text)}” leads the task and is not listed as co-operating; remove it from this column.");
                continue;
            }

            yield return new TaskAgencyRow { Origin = cell.Origin, PlanCode = plan.Code, TaskNo = no, AgencyCode = code };
        }
    }

    private IEnumerable<TaskLocalityRow> Localities(ReadPlanRow row, string no)
    {
        RawCell cell = row["localities"];
        foreach (string locality in PlanList.Split(cell.Text, _ => false).Distinct(StringComparer.Ordinal))
        {
            if (locality.Length > 100)
            {
                cells.Refuse(IssueCodes.TextTooLong, cell, $"tên địa bàn “{RawCell.Shorten(locality)}” dài hơn 100 ký tự; hãy cách các địa bàn bằng dấu chấm phẩy.", $"the locality “{RawCell.Shorten(locality)}” is longer than 100 letters; part localities by semicolons.");
            }
            else if (cells.IsSafe(cell with { Text = locality }))
            {
                yield return new TaskLocalityRow { Origin = cell.Origin, PlanCode = plan.Code, TaskNo = no, Locality = locality };
            }
        }
    }

    private List<TaskPartRow> Parts(ReadPlanRow row, string no)
    {
        RawCell cell = row["parts"];
        List<(string Index, KnownIndicator Item, double Weight)> parts = [];
        List<bool> areShares = [];
        foreach (string text in PlanList.Split(cell.Text, text => items.IsPart(text, plan.LastYear)))
        {
            if (items.Part(cell, text, plan.LastYear, cells.Refuse) is not { } part)
            {
                continue;
            }

            if (parts.Exists(other => other.Index == part.Index && other.Item.ItemCode == part.Item.ItemCode))
            {
                cells.Refuse(IssueCodes.RowDuplicate, cell, $"“{part.Item.ItemCode}” của {part.Index} có hai lần trong “{cell.Shown}”; hãy giữ một.", $"“{part.Item.ItemCode}” of {part.Index} stands twice in “{cell.Shown}”; keep one.");
                continue;
            }

            parts.Add(part);
            areShares.Add(PlanItems.IsShare(text));
        }

        if (areShares.Distinct().Count() > 1)
        {
            cells.Refuse(IssueCodes.BadWeight, cell, $"“{cell.Shown}” có trọng số là phần trăm và có trọng số không phải; hãy viết tất cả theo một cách.", $"“{cell.Shown}” has weights in per cent and others that are not; write all of them one way.");
        }

        double sum = parts.Sum(part => part.Weight);
        return [.. parts.Select(part => new TaskPartRow { Origin = cell.Origin, PlanCode = plan.Code, TaskNo = no, IndexCode = part.Index, ItemCode = part.Item.ItemCode, Weight = part.Weight / sum })];
    }

    [GeneratedRegex("^[-−+]?[0-9]{1,3}[.,][0-9]{3}(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Thousands();

    internal static string Day(DateOnly? day) => day?.ToString("d/M/yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
