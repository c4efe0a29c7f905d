using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>What a plan says of itself as a whole. Where a fact cannot be read it is told, and the years are the widest, so that the other sheets can be looked at all the same.</summary>
internal sealed record PlanFacts(string Code, string ProvinceCode, IReadOnlyList<string> Indices, int FirstYear, int LastYear, IReadOnlyList<SourceRow> Rows)
{
    public const int LongestNote = 1000;

    public bool Covers(int year) => year >= FirstYear && year <= LastYear;

    /// <summary>"2021" or "2021–2025".</summary>
    public string Years => FirstYear == LastYear ? $"{FirstYear}" : $"{FirstYear}–{LastYear}";

    public static PlanFacts Read(ReadPlanRow row, ReferenceData known, PlanCells cells)
    {
        string code = PlanAmendment.Code(row, "code", known, cells);
        string name = cells.NeededText(row, "name", 300);
        PlanOwner? owner = row["ownerKind"].IsBlank ? PlanOwner.Province : cells.Word(row, "ownerKind", cells.Words.Owners) is { } kind ? PlanCodes.Owner(kind) : null;
        string ownerVi = cells.NeededText(row, "owner", 200);
        (int first, int last) = ReadYears(row, cells);
        string province = Province(row, first, known, cells);
        if (known.Plans.FirstOrDefault(plan => plan.PlanCode == code) is { } before)
        {
            PlanAmendment.CheckOwner(row["code"], before, owner, ownerVi, province, cells);
        }

        string? parent = row["parent"].IsBlank ? null : PlanAmendment.Code(row, "parent", known, cells);
        if (parent is { Length: > 0 } && known.Plans.All(plan => plan.PlanCode != parent))
        {
            cells.Warn(IssueCodes.PlanUnknown, row["parent"], $"kế hoạch cấp trên “{parent}” chưa được nạp; hãy kiểm tra mã.", $"the parent plan “{parent}” is not loaded; check its code.");
        }

        if (parent == code && code.Length > 0)
        {
            cells.Refuse(IssueCodes.AgencyCircular, row["parent"], "kế hoạch không thể là cấp trên của chính nó; hãy sửa hoặc để trống.", "a plan cannot be its own parent; correct it or leave it blank.");
        }

        string[] indices = [.. IndicesOf(row, known, cells)];
        var plan = new PlanRow
        {
            Origin = row.Origin,
            PlanCode = code,
            NameVi = name,
            NameEn = cells.Text(row, "nameEn", 300),
            OwnerKind = owner ?? default,
            OwnerVi = ownerVi,
            OwnerEn = cells.Text(row, "ownerEn", 200),
            ProvinceCode = province,
            ParentCode = parent,
            FirstYear = first,
            LastYear = last,
            DocumentNo = cells.Text(row, "documentNo", 100),
            IssuedOn = cells.Day(row, "issuedOn", DayOf.Exact),
            IsIllustrative = cells.YesNo(row, "isIllustrative"),
            NoteVi = cells.Text(row, "note", LongestNote),
            NoteEn = cells.Text(row, "noteEn", LongestNote),
        };
        return new PlanFacts(code, province, indices, first, last, [plan, .. indices.Select(index => new PlanIndexRow { Origin = row["indices"].Origin, PlanCode = code, IndexCode = index })]);
    }

    private static (int First, int Last) ReadYears(ReadPlanRow row, PlanCells cells)
    {
        int? first = cells.NeededYear(row, "firstYear"), last = cells.NeededYear(row, "lastYear");
        if (last < first)
        {
            cells.Refuse(IssueCodes.PeriodReversed, row["lastYear"], $"năm cuối {last} trước năm đầu {first}; hãy sửa một trong hai.", $"the last year {last} is before the first year {first}; correct one of them.");
            return (last!.Value, first!.Value);
        }

        if (last - first >= PlanCode.MostYears)
        {
            cells.Refuse(IssueCodes.BadYear, row["lastYear"], $"kế hoạch dài hơn {PlanCode.MostYears} năm ({first}–{last}); hãy sửa năm.", $"the plan runs over more than {PlanCode.MostYears} years ({first}–{last}); correct the years.");
        }

        return (first ?? last ?? 2000, last ?? first ?? 2100);
    }

    // Of the last day of its first year; a plan of a year of mergers may be older than they are.
    private static string Province(ReadPlanRow row, int year, ReferenceData known, PlanCells cells)
    {
        if (!cells.IsThere(row, "province"))
        {
            return "";
        }

        RawCell cell = row["province"];
        string code = ProvinceNames.CodeOf(cell.Text);
        foreach (DateOnly day in new[] { new DateOnly(year, 12, 31), new DateOnly(year, 1, 1) })
        {
            var directory = new ProvinceDirectory(known, day);
            if (directory.All.FirstOrDefault(p => p.ProvinceCode == code)?.ProvinceCode is { } byCode)
            {
                return byCode;
            }

            string[] named = [.. directory.CodesNamed(cell.Text).Distinct(StringComparer.Ordinal)];
            if (named is [var only])
            {
                return only;
            }

            if (named.Length > 1)
            {
                cells.Refuse(IssueCodes.ProvinceUnknown, cell, $"“{cell.Shown}” có thể là mã {string.Join(", ", named)}; hãy ghi mã tỉnh.", $"“{cell.Shown}” may be any of {string.Join(", ", named)}; write the province's code.");
                return "";
            }
        }

        cells.Refuse(IssueCodes.ProvinceUnknown, cell, $"năm {year} không có tỉnh nào có tên hoặc mã “{cell.Shown}”; hãy sửa tên hoặc ghi mã.", $"in {year} no province has the name or code “{cell.Shown}”; correct it.");
        return "";
    }

    private static IEnumerable<string> IndicesOf(ReadPlanRow row, ReferenceData known, PlanCells cells)
    {
        if (!cells.IsThere(row, "indices"))
        {
            return [];
        }

        var items = new PlanItems(known, cells.Words, []);
        RawCell cell = row["indices"];
        return PlanList.Split(cell.Text, text => items.IndexNamed(text) is not null).Select(text => items.Index(cell with { Text = text }, (code, _, vi, en) => cells.Refuse(code, cell, vi, en))).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
    }
}
