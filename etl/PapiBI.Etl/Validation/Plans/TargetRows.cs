using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>The targets of a plan: each of a kind, and its value possible on the item's scale or among the provinces.</summary>
internal sealed partial class TargetRows(PlanFacts plan, PlanItems items, PlanCells cells)
{
    // Bounds are printed with two decimals.
    private const double Tolerance = 0.005;

    private readonly Dictionary<string, Origin> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string, int, string, TargetKind, int), (RawCell Cell, double? Value)> _said = [];

    public IEnumerable<TargetRow> Read(IEnumerable<ReadPlanRow> rows) => rows.Select(Row).OfType<TargetRow>();

    private TargetRow? Row(ReadPlanRow row)
    {
        string no = Number(row);
        string? index = items.Index(row["index"], cells.Refuse);
        int? year = cells.NeededYear(row, "year");
        if (year is int of && !plan.Covers(of))
        {
            cells.Refuse(IssueCodes.OutsidePlan, row["year"], $"năm {of} nằm ngoài thời gian của kế hoạch ({plan.Years}); hãy sửa năm.", $"{of} lies outside the years of the plan ({plan.Years}); correct the year.");
        }

        int? baseYear = row["baseYear"].IsBlank ? year - 1 : cells.Year(row, "baseYear");
        if (baseYear >= year)
        {
            cells.Refuse(IssueCodes.BaseYearLate, row["baseYear"], $"năm so sánh {baseYear} phải trước năm mục tiêu {year}; hãy sửa một trong hai.", $"the base year {baseYear} must be before the target's year {year}; correct one of them.");
        }

        KnownIndicator? item = cells.IsThere(row, "item") && index is not null && year is int wanted ? items.Item(index, wanted, row["item"], row["item"].Text, cells.Refuse) : null;
        TargetKind? kind = cells.NeededWord(row, "kind", cells.Words.Kinds) is { } word ? PlanCodes.Kind(word) : null;
        (double? value, int? ofN) = kind is { } k ? Value(row, k, item, year ?? plan.LastYear) : default;
        if (kind is { } other && other != TargetKind.Rank && !row["ofN"].IsBlank)
        {
            cells.Warn(IssueCodes.ValueUnused, row["ofN"], $"“{row["ofN"].Shown}” chỉ đi với loại mục tiêu “{cells.Words.Kinds[PlanCodes.Of(TargetKind.Rank)][0]}” nên không được dùng; hãy xóa ô, hoặc đổi loại.", $"“{row["ofN"].Shown}” belongs to a rank only and is not used; clear the cell, or change the kind.");
        }

        var target = new TargetRow
        {
            Origin = row.Origin,
            PlanCode = plan.Code,
            TargetNo = no,
            IndexCode = index ?? "",
            Year = year ?? 0,
            ItemCode = item?.ItemCode ?? "",
            Kind = kind ?? default,
            Value = value,
            OfN = ofN,
            BaseYear = baseYear ?? 0,
            IsIllustrative = cells.YesNo(row, "isIllustrative"),
            Source = cells.Text(row, "source", PlanFacts.LongestNote),
            NoteVi = cells.Text(row, "note", PlanFacts.LongestNote),
            NoteEn = cells.Text(row, "noteEn", PlanFacts.LongestNote),
            SortOrder = _numbers.Count,
        };
        if (item is null || kind is null || year is null)
        {
            return null;
        }

        CheckContradiction(row, target);
        return target;
    }

    // A target without a number gets the one of its place.
    private string Number(ReadPlanRow row)
    {
        string no = row["no"].IsBlank ? Free() : cells.Code(row, "no", 20);
        if (no.Length > 0 && !_numbers.TryAdd(no, row["no"].Origin))
        {
            cells.Refuse(IssueCodes.RowDuplicate, row["no"], $"số mục tiêu {no} đã có ở {_numbers[no].Said.Vi}; hãy đánh số lại.", $"the target number {no} is already given in {_numbers[no].Said.En}; number them anew.");
        }

        return no;

        string Free() => Enumerable.Range(_numbers.Count + 1, int.MaxValue - _numbers.Count - 1).Select(n => n.ToString(CultureInfo.InvariantCulture)).First(n => !_numbers.ContainsKey(n));
    }

    private (double? Value, int? OfN) Value(ReadPlanRow row, TargetKind kind, KnownIndicator? item, int year)
    {
        RawCell cell = row["value"];
        if (kind is TargetKind.ScoreHeld or TargetKind.RankHeld)
        {
            if (!cell.IsBlank)
            {
                cells.Warn(IssueCodes.ValueUnused, cell, $"loại mục tiêu này không có giá trị, “{cell.Shown}” không được dùng; hãy xóa ô, hoặc đổi loại.", $"this kind of target has no value, “{cell.Shown}” is not used; clear the cell, or change the kind.");
            }

            return default;
        }

        if (kind == TargetKind.Group && cells.TryWord(cell.Text, cells.Words.Groups) is { } group)
        {
            return (int.Parse(group, CultureInfo.InvariantCulture), null);
        }

        if (cell.Number is null && !cells.Units.Fit(cell.Text, kind))
        {
            SayKindDisagrees(cell, kind);
            return default;
        }

        if (kind == TargetKind.Rank && (cell.IsPercent || cell.Text.Contains('%', StringComparison.Ordinal)))
        {
            cells.Refuse(IssueCodes.RankOutOfBounds, cell, $"“{cell.Shown}” là tỷ lệ phần trăm, không phải là hạng; hãy ghi hạng như 45, hoặc đổi loại mục tiêu.", $"“{cell.Shown}” is a percentage and not a rank; write a rank such as 45, or change the kind.");
            return default;
        }

        if (kind == TargetKind.Rank && cell.Number is null && PlaceOf().Match(cells.Units.Without(cell.Text, PlanCodes.Of(kind))) is { Success: true } place)
        {
            return Rank(row, int.Parse(place.Groups["place"].Value, CultureInfo.InvariantCulture), int.Parse(place.Groups["of"].Value, CultureInfo.InvariantCulture), year);
        }

        if (cells.NeededNumber(row, "value", PlanCodes.Of(kind)) is not { Value: double value } number)
        {
            return default;
        }

        return kind switch
        {
            TargetKind.Score => (Score(cell, value, number.OutOf, item), null),
            TargetKind.ScoreGain => (Gain(cell, value, number.OutOf, item), null),
            TargetKind.Rank => Rank(row, value, number.OutOf, year),
            TargetKind.RankGain => (RankGain(cell, value, number.OutOf, year), null),
            _ => (Group(cell, value, number.OutOf), null),
        };
    }

    private void SayKindDisagrees(RawCell cell, TargetKind kind)
    {
        IReadOnlyList<string> names = cells.Words.Kinds[PlanCodes.Of(kind)];
        IReadOnlyList<string>[] fitting = [.. Enum.GetValues<TargetKind>().Where(other => cells.Units.Fit(cell.Text, other)).Select(other => cells.Words.Kinds[PlanCodes.Of(other)])];
        Text choice = fitting.Length == 0
            ? new Text("hãy chọn loại đúng và chỉ ghi số", "choose the right kind and write the number alone")
            : new Text($"hãy chọn loại {Joined(fitting, 0, "hoặc")}, hoặc sửa giá trị", $"choose the kind {Joined(fitting, 1, "or")}, or correct the value");
        cells.Refuse(IssueCodes.KindDisagrees, cell, $"“{cell.Shown}” trái với loại mục tiêu “{Name(names, 0)}”; {choice.Vi}.", $"“{cell.Shown}” contradicts the kind of target “{Name(names, 1)}”; {choice.En}.");

        static string Name(IReadOnlyList<string> names, int language) => names[Math.Min(language, names.Count - 1)];

        static string Joined(IEnumerable<IReadOnlyList<string>> kinds, int language, string or) => string.Join($" {or} ", kinds.Select(names => $"“{Name(names, language)}”"));
    }

    private double Score(RawCell cell, double value, double? outOf, KnownIndicator? item)
    {
        if (item is not null && outOf is double scale && Math.Abs(scale - item.MaxScore) > Tolerance)
        {
            cells.Refuse(IssueCodes.ScaleDisagrees, cell, $"“{cell.Shown}” ghi thang {Shown(scale)}, còn thang của “{item.ItemCode}” là {Shown(item.MaxScore)}; hãy ghi điểm trên thang đó.", $"“{cell.Shown}” is out of {Shown(scale)}, but “{item.ItemCode}” is out of {Shown(item.MaxScore)}; write the score on that scale.");
        }
        else if (item is not null && (value < item.MinScore - Tolerance || value > item.MaxScore + Tolerance))
        {
            cells.Refuse(IssueCodes.ScoreOutOfBounds, cell, $"điểm {cell.Shown} của “{item.ItemCode}” nằm ngoài khung {Shown(item.MinScore)}–{Shown(item.MaxScore)}; hãy sửa giá trị hoặc nội dung.", $"the score {cell.Shown} of “{item.ItemCode}” lies outside {Shown(item.MinScore)}–{Shown(item.MaxScore)}; correct the value or the item.");
        }

        return value;
    }

    private double Gain(RawCell cell, double value, double? outOf, KnownIndicator? item)
    {
        if (outOf is not null || value <= 0 || (item is not null && value > item.MaxScore - item.MinScore + Tolerance))
        {
            string most = item is null ? "?" : Shown(item.MaxScore - item.MinScore);
            cells.Refuse(IssueCodes.GainOutOfBounds, cell, $"mức tăng “{cell.Shown}” phải là số điểm lớn hơn 0 và không quá {most}; hãy sửa giá trị.", $"the gain “{cell.Shown}” must be points, more than 0 and at most {most}; correct the value.");
        }

        return value;
    }

    private (double Value, int? OfN) Rank(ReadPlanRow row, double value, double? outOf, int year)
    {
        RawCell cell = row["value"], ofCell = row["ofN"];
        double? stated = ofCell.IsBlank ? null : cells.Number(row, "ofN", PlanCodes.Of(TargetKind.Rank))?.Value;
        if (stated is double n && (n != Math.Truncate(n) || n is < 1 or > 200 || (outOf is double other && other != n)))
        {
            cells.Refuse(IssueCodes.RankOutOfBounds, ofCell, $"“{ofCell.Shown}” phải là số tỉnh được xếp hạng{(outOf is double o ? $", và là {Shown(o)} như trong “{cell.Shown}”" : "")}; hãy sửa.", $"“{ofCell.Shown}” must be the number of provinces ranked{(outOf is double p ? $", and {Shown(p)} as in “{cell.Shown}”" : "")}; correct it.");
            stated = null;
        }

        double? of = stated ?? outOf;
        int provinces = Provinces(year);
        if (of > provinces)
        {
            RawCell wrong = stated is null ? cell : ofCell;
            cells.Refuse(IssueCodes.RankOutOfBounds, wrong, $"“{wrong.Shown}”: năm {year} chỉ có {provinces} tỉnh được xếp hạng; hãy sửa.", $"“{wrong.Shown}”: in {year} there are only {provinces} provinces to rank; correct it.");
            return default;
        }

        int most = (int)(of ?? provinces);
        if (value != Math.Truncate(value))
        {
            cells.Refuse(IssueCodes.NotWhole, cell, $"hạng “{cell.Shown}” phải là số nguyên; hãy sửa, hoặc đổi loại mục tiêu.", $"the rank “{cell.Shown}” must be a whole number; correct it, or change the kind.");
        }
        else if (value < 1 || value > most)
        {
            cells.Refuse(IssueCodes.RankOutOfBounds, cell, $"hạng “{cell.Shown}” phải từ 1 đến {most}; hãy sửa giá trị.", $"the rank “{cell.Shown}” must lie between 1 and {most}; correct the value.");
        }

        return (value, (int?)of);
    }

    private double RankGain(RawCell cell, double value, double? outOf, int year)
    {
        if (outOf is not null || value != Math.Truncate(value) || value < 1 || value >= Provinces(year))
        {
            cells.Refuse(IssueCodes.GainOutOfBounds, cell, $"mức tăng hạng “{cell.Shown}” phải là số bậc nguyên từ 1 đến {Provinces(year) - 1}; hãy sửa giá trị.", $"the gain “{cell.Shown}” must be a whole number of places from 1 to {Provinces(year) - 1}; correct the value.");
        }

        return value;
    }

    private double Group(RawCell cell, double value, double? outOf)
    {
        if (outOf is not (null or 4) || value is not (1 or 2 or 3 or 4))
        {
            cells.Refuse(IssueCodes.GroupOutOfBounds, cell, $"nhóm “{cell.Shown}” phải từ 1 (cao nhất) đến 4; hãy sửa giá trị.", $"the group “{cell.Shown}” must lie between 1 (the highest) and 4; correct the value.");
        }

        return value;
    }

    // Mergers may come later than the plan: it then counts the provinces that it knew.
    private int Provinces(int year) => Math.Max(1, Math.Max(items.Provinces(year), items.Provinces(plan.FirstYear - 1)));

    private void CheckContradiction(ReadPlanRow row, TargetRow target)
    {
        bool isOnBase = target.Kind is TargetKind.ScoreGain or TargetKind.RankGain or TargetKind.ScoreHeld or TargetKind.RankHeld;
        var key = (target.IndexCode, target.Year, target.ItemCode, target.Kind, isOnBase ? target.BaseYear : 0);
        if (!_said.TryAdd(key, (row["value"], target.Value)))
        {
            (RawCell first, double? value) = _said[key];
            string vi = value == target.Value ? "lặp lại" : "trái với", en = value == target.Value ? "repeats" : "contradicts";
            cells.Refuse(IssueCodes.TargetsContradict, row["value"], $"mục tiêu này {vi} mục tiêu ở {first.Origin.Said.Vi} (cùng loại, cùng “{target.ItemCode}”, năm {target.Year}); hãy giữ một.", $"this target {en} that of {first.Origin.Said.En} (the same kind, “{target.ItemCode}”, {target.Year}); keep one.");
        }
    }

    [GeneratedRegex(@"^(?<place>[0-9]{1,4})\s*/\s*(?<of>[0-9]{1,4})$", RegexOptions.None, 1000)]
    private static partial Regex PlaceOf();

    private static string Shown(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
