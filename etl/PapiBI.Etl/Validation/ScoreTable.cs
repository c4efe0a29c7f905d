using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>One row a province, one column for each part of the lowest level known in that edition.</summary>
internal sealed partial class ScoreTable
{
    private readonly KnownEdition _edition;
    private readonly KnownIndicator[] _items;
    private readonly ProvinceDirectory _provinces;
    private readonly Faults _faults;

    private ScoreTable(KnownEdition edition, KnownIndicator[] items, ReferenceData known, Faults faults)
    {
        _edition = edition;
        _items = items;
        _provinces = new ProvinceDirectory(known, edition.RefDate);
        _faults = faults;
    }

    public static IReadOnlyList<ScoreRow> Rows(FileContents contents, ReferenceData known, Faults faults)
    {
        if (Edition(contents, known, faults) is not KnownEdition edition)
        {
            return [];
        }

        CheckSheetName(contents, edition, faults);
        KnownIndicator[] ofYear = [.. known.Indicators.Where(i => i.IndexCode == edition.IndexCode && i.Year == edition.Year)];
        if (ofYear.Length == 0)
        {
            faults.Error(IssueCodes.StructureUnknown, contents.Metadata["year"]!.Origin,
                $"chưa biết cấu trúc của {edition.IndexCode} năm {edition.Year}; hãy nạp bảng structure trước.",
                $"the structure of {edition.IndexCode} {edition.Year} is not known; load the structure table first.");
            return [];
        }

        IndicatorLevel lowest = ofYear.Max(item => item.Level);
        return new ScoreTable(edition, [.. ofYear.Where(item => item.Level == lowest)], known, faults).Rows(contents);
    }

    private static KnownEdition? Edition(FileContents contents, ReferenceData known, Faults faults)
    {
        string index = contents.Metadata.TextOf("index");
        if (index.Length == 0 || contents.Metadata["year"] is not RawCell { IsBlank: false } year)
        {
            return null;
        }

        KnownEdition? edition = known.Editions.FirstOrDefault(e => e.IndexCode == index && Digits(e.Year) == year.Text);
        if (edition is null)
        {
            faults.Error(IssueCodes.EditionUnknown, year.Origin,
                $"không có {index} năm “{year.Shown}” trong bảng editions; hãy sửa “# index”, “# year” hoặc nạp năm đó trước.",
                $"{index} “{year.Shown}” is not in the editions table; correct “# index” or “# year”, or load that edition first.");
        }

        return edition;
    }

    private static void CheckSheetName(FileContents contents, KnownEdition edition, Faults faults)
    {
        foreach (Match named in Year().Matches(contents.Sheet).Where(match => match.Value != Digits(edition.Year)))
        {
            faults.Error(IssueCodes.YearDisagrees, new Origin(contents.Sheet, ""),
                $"tên trang tính ghi năm {named.Value}, nhưng “# year” là {edition.Year}; hãy sửa một trong hai.",
                $"the sheet is named for {named.Value}, but “# year” says {edition.Year}; correct one of them.");
        }
    }

    private ScoreRow[] Rows(FileContents contents)
    {
        var table = Table.Open(
            contents,
            ["province_code", "province_name", .. _items.Select(item => item.ItemCode), "note_vi", "note_en"],
            ["year"],
            _faults);
        var seen = new Dictionary<string, Origin>(StringComparer.Ordinal);
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        var scores = new List<ScoreRow>();
        foreach (TableRow row in table.Rows)
        {
            scores.AddRange(Row(row, table, seen));
            mentioned.UnionWith(_provinces.Mentioned(row.Cell("province_code"), row.Cell("province_name")));
        }

        if (_edition.IsWhole && table.Has("province_code") && table.Has("province_name"))
        {
            CheckAllPresent(contents, mentioned);
        }

        return [.. scores];
    }

    private IEnumerable<ScoreRow> Row(TableRow row, Table table, Dictionary<string, Origin> seen)
    {
        KnownProvince? province = _provinces.Match(row, "province_code", "province_name");
        if (province is not null)
        {
            CheckOnce(row, province, seen);
        }

        if (table.Has("year"))
        {
            CheckYear(row);
        }

        string flagVi = ProvinceNames.IsFlagged(row.Cell("province_name").Text) ? "Tên có dấu * trong bảng nguồn" : "";
        string flagEn = flagVi.Length > 0 ? "The name carries an asterisk in the source table" : "";
        string noteVi = row.TextOrEmpty("note_vi");
        string noteEn = row.TextOrEmpty("note_en");
        ScoreRow[] scores =
        [
            .. _items.Where(item => table.Has(item.ItemCode)).Select(item => new ScoreRow
            {
                Origin = row.Cell(item.ItemCode).Origin,
                IndexCode = _edition.IndexCode,
                Year = _edition.Year,
                ProvinceCode = province?.ProvinceCode ?? "",
                ItemCode = item.ItemCode,
                Score = ScoreCell.Read(row, item),
                NoteVi = Joined(noteVi, flagVi),
                NoteEn = Joined(noteEn, flagEn),
            }),
        ];
        if (row.IsSound && scores.Any(score => score.Score is null))
        {
            CheckExplained(row, noteVi, "note_vi");
            CheckExplained(row, noteEn, "note_en");
        }

        return row.IsSound ? scores : [];
    }

    private static void CheckOnce(TableRow row, KnownProvince province, Dictionary<string, Origin> seen)
    {
        RawCell code = row.Cell("province_code");
        if (seen.TryAdd(province.ProvinceCode, code.Origin))
        {
            return;
        }

        Text first = Positions.Said(seen[province.ProvinceCode]);
        row.Refuse(IssueCodes.ProvinceDuplicate, code,
            $"{province.NameVi} ({province.ProvinceCode}) đã có ở trên ({first.Vi}); hãy giữ một dòng.",
            $"{province.NameEn} ({province.ProvinceCode}) is already given ({first.En}); keep one row.");
    }

    private void CheckYear(TableRow row)
    {
        RawCell year = row.Cell("year");
        if (year.Text != Digits(_edition.Year))
        {
            row.Refuse(IssueCodes.YearDisagrees, year,
                $"dòng này ghi năm “{year.Shown}”, nhưng “# year” là {_edition.Year}; hãy kiểm tra có lấy nhầm bảng năm khác không.",
                $"this row is of the year “{year.Shown}”, but “# year” says {_edition.Year}; check that it is not another year's table.");
        }
    }

    private static void CheckExplained(TableRow row, string note, string column)
    {
        if (note.Length == 0)
        {
            row.Refuse(IssueCodes.MissingUnexplained, row.Cell(column),
                $"tỉnh này thiếu điểm mà không có lý do; hãy ghi lý do vào cột {column}.",
                $"this province lacks scores without a reason; write the reason into {column}.");
        }
    }

    private void CheckAllPresent(FileContents contents, HashSet<string> mentioned)
    {
        foreach (KnownProvince province in _provinces.All.Where(p => !mentioned.Contains(p.ProvinceCode)))
        {
            _faults.Error(IssueCodes.ProvinceMissing, new Origin(contents.Sheet, ""),
                $"thiếu {province.NameVi} ({province.ProvinceCode}); hãy thêm dòng, để trống điểm và ghi lý do nếu không có điểm.",
                $"{province.NameEn} ({province.ProvinceCode}) is missing; add its row, with blank scores and the reason if it has none.");
        }
    }

    private static string Joined(string note, string flag) => note.Length == 0 ? flag : flag.Length == 0 ? note : $"{note}. {flag}";

    private static string Digits(int year) => year.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<![0-9])(19|20)[0-9]{2}(?![0-9])", RegexOptions.None, 1000)]
    private static partial Regex Year();
}
