using System.Globalization;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Printed figures: a row speaks of one item of one year, of a province or of a whole scope, and gives one or several figures with their basis.</summary>
internal sealed class PublishedTable
{
    private static readonly PublishedMeasure[] OfProvinces =
    [
        PublishedMeasure.Score, PublishedMeasure.Rank, PublishedMeasure.Ranked, PublishedMeasure.ScoreChange,
        PublishedMeasure.RankChange, PublishedMeasure.Group, PublishedMeasure.Percent, PublishedMeasure.MaxScore,
    ];

    private static readonly PublishedMeasure[] OfScopes = [PublishedMeasure.Mean, PublishedMeasure.Median];

    private readonly string _index;
    private readonly ReferenceData _known;
    private readonly Faults _faults;
    private readonly Dictionary<int, ProvinceDirectory> _provinces = [];

    private PublishedTable(string index, ReferenceData known, Faults faults)
    {
        _index = index;
        _known = known;
        _faults = faults;
    }

    public static IReadOnlyList<PublishedRow> Rows(FileContents contents, ReferenceData known, Faults faults)
    {
        string index = contents.Metadata.TextOf("index");
        if (index.Length == 0 || known.Editions.All(e => e.IndexCode != index))
        {
            RefuseIndex(index, contents, faults);
            return [];
        }

        string[] figures = [.. OfProvinces.Concat(OfScopes).Select(PublishedMeasureCode.Of)];
        var table = Table.Open(
            contents,
            ["year", "province_code", "province_name", "item_code", "scope", "basis"],
            [.. figures, "source", "note_vi", "note_en"],
            faults);
        var reader = new PublishedTable(index, known, faults);
        PublishedRow[] rows = [.. table.Rows.SelectMany(row => reader.Figures(row, table))];
        Uniqueness.Check(rows, Key, faults);
        return rows;
    }

    // Said once: a slip above the table is no fault of its thousands of rows. A missing index is reported with the metadata.
    private static void RefuseIndex(string index, FileContents contents, Faults faults)
    {
        if (index.Length > 0)
        {
            faults.Error(IssueCodes.EditionUnknown, contents.Metadata["index"]!.Origin,
                $"chưa có năm nào của chỉ số “{RawCell.Shorten(index)}”; hãy nạp bảng editions trước.",
                $"no edition of “{RawCell.Shorten(index)}” is known; load the editions table first.");
        }
    }

    private static string Key(PublishedRow row)
    {
        string scope = row.Scope == ScopeKind.Nation ? "" : $" {ScopeCode.Of(row.Scope)}:{row.ScopeCode}";
        string year = row.Year.ToString(CultureInfo.InvariantCulture);
        return $"{year} {row.ItemCode} {row.ProvinceCode}{scope} {PublishedMeasureCode.Of(row.Measure)}".Replace("  ", " ", StringComparison.Ordinal);
    }

    private IReadOnlyList<PublishedRow> Figures(TableRow row, Table table)
    {
        int year = row.SmallWhole("year");
        KnownEdition? edition = _known.Editions.FirstOrDefault(e => e.IndexCode == _index && e.Year == year);
        if (row.IsSound && edition is null)
        {
            row.Refuse(IssueCodes.EditionUnknown, row.Cell("year"),
                $"không có {_index} năm {year} trong bảng editions; hãy sửa năm hoặc nạp năm đó trước.",
                $"{_index} {year} is not in the editions table; correct the year or load that edition first.");
        }

        if (!row.IsSound || edition is null)
        {
            return [];
        }

        KnownIndicator? item = Item(row, year);
        string province = Province(row, edition);
        (ScopeKind Scope, string Code)? scope = Scope(row);
        Basis? basis = KnownBasis(row);
        string noteVi = row.TextOrEmpty("note_vi");
        string noteEn = row.TextOrEmpty("note_en");
        string source = row.TextOrEmpty("source");
        if (!row.IsSound || item is null || scope is null || basis is null)
        {
            return [];
        }

        CheckExplained(row, basis.Value, noteVi, noteEn);
        List<PublishedRow> figures = [];
        foreach (PublishedMeasure measure in OfProvinces.Concat(OfScopes).Where(m => table.Has(PublishedMeasureCode.Of(m))))
        {
            (double? value, string words) = Value(row, measure, item);
            if (value is null && words.Length == 0)
            {
                continue;
            }

            figures.Add(new PublishedRow
            {
                Origin = row.Cell(PublishedMeasureCode.Of(measure)).Origin,
                IndexCode = _index,
                Year = year,
                ItemCode = item.ItemCode,
                ProvinceCode = province,
                Scope = scope.Value.Scope,
                ScopeCode = scope.Value.Code,
                Measure = measure,
                Value = value,
                Words = words,
                Basis = basis.Value,
                Source = source,
                NoteVi = noteVi,
                NoteEn = noteEn,
            });
        }

        CheckFigures(row, figures, isOfProvince: province.Length > 0);
        return row.IsSound ? figures : [];
    }

    private KnownIndicator? Item(TableRow row, int year)
    {
        string code = row.Text("item_code");
        KnownIndicator? item = _known.Indicators.FirstOrDefault(i => i.IndexCode == _index && i.Year == year && i.ItemCode == code);
        if (row.IsSound && item is null)
        {
            row.Refuse(IssueCodes.ItemUnknown, row.Cell("item_code"),
                $"{_index} năm {year} không có nội dung “{RawCell.Shorten(code)}”; hãy sửa mã hoặc thêm vào bảng structure.",
                $"{_index} {year} has no item “{RawCell.Shorten(code)}”; correct the code or add it to the structure table.");
        }

        return item;
    }

    // Both blank: the row is of the whole scope.
    private string Province(TableRow row, KnownEdition edition)
    {
        if (row.Cell("province_code").IsBlank && row.Cell("province_name").IsBlank)
        {
            return "";
        }

        if (!_provinces.TryGetValue(edition.Year, out ProvinceDirectory? directory))
        {
            _provinces[edition.Year] = directory = new ProvinceDirectory(_known, edition.RefDate);
        }

        return directory.Match(row, "province_code", "province_name")?.ProvinceCode ?? "";
    }

    /// <summary>"" or "nation"; "region:DBSCL"; "group:TPTTTW".</summary>
    private (ScopeKind Scope, string Code)? Scope(TableRow row)
    {
        string text = row.TextOrEmpty("scope");
        string code = text.Contains(':', StringComparison.Ordinal) ? text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : "";
        switch (text.Split(':')[0].Trim())
        {
            case "" or "nation" when code.Length == 0:
                return (ScopeKind.Nation, "");
            case "region" when _known.RegionCodes.Contains(code):
                return (ScopeKind.Region, code);
            case "group" when _known.GroupCodes.Contains(code):
                return (ScopeKind.Group, code);
            default:
                row.Refuse(IssueCodes.ScopeUnknown, row.Cell("scope"),
                    $"“{RawCell.Shorten(text)}” không phải là phạm vi; hãy để trống (cả nước) hoặc viết region:MÃ, group:MÃ với mã đã nạp.",
                    $"“{RawCell.Shorten(text)}” is not a scope; leave it blank (the nation) or write region:CODE or group:CODE with a code that is loaded.");
                return null;
        }
    }

    private static Basis? KnownBasis(TableRow row)
    {
        string text = row.Text("basis");
        Basis? basis = BasisCode.Find(text);
        if (row.IsSound && basis is null)
        {
            row.Refuse(IssueCodes.BasisUnknown, row.Cell("basis"),
                $"“{RawCell.Shorten(text)}” không phải là căn cứ; hãy dùng một trong: {string.Join(", ", Enum.GetValues<Basis>().Select(BasisCode.Of))}.",
                $"“{RawCell.Shorten(text)}” is not a basis; use one of: {string.Join(", ", Enum.GetValues<Basis>().Select(BasisCode.Of))}.");
        }

        return basis;
    }

    private static void CheckExplained(TableRow row, Basis basis, string noteVi, string noteEn)
    {
        if (basis is Basis.Interpreted or Basis.Derived && (noteVi.Length == 0 || noteEn.Length == 0))
        {
            string column = noteVi.Length == 0 ? "note_vi" : "note_en";
            row.Refuse(IssueCodes.BasisUnexplained, row.Cell("basis"),
                $"số liệu “{BasisCode.Of(basis)}” phải nói rõ vì sao; hãy ghi vào cột {column}.",
                $"a figure that is “{BasisCode.Of(basis)}” must say how; write it into {column}.");
        }
    }

    private static (double? Value, string Words) Value(TableRow row, PublishedMeasure measure, KnownIndicator item)
    {
        string column = PublishedMeasureCode.Of(measure);
        return measure switch
        {
            PublishedMeasure.Group => (null, row.TextOrEmpty(column)),
            PublishedMeasure.Score or PublishedMeasure.Mean or PublishedMeasure.Median => (ScoreCell.Read(row, item, column), ""),
            PublishedMeasure.Percent => (ScoreCell.Read(row, item with { MinScore = 0, MaxScore = 100 }, column), ""),
            PublishedMeasure.Rank or PublishedMeasure.Ranked => (row.SmallWholeOrNone(column), ""),
            PublishedMeasure.RankChange => (row.WholeOrNone(column), ""),
            PublishedMeasure.ScoreChange or PublishedMeasure.MaxScore => (row.NumberOrNone(column), ""),
            _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No way to read this measure."),
        };
    }

    private void CheckFigures(TableRow row, List<PublishedRow> figures, bool isOfProvince)
    {
        if (row.IsSound && figures.Count == 0)
        {
            row.Refuse(IssueCodes.ValueMissing, row.Cell("basis"), "dòng này không có số liệu nào; hãy nhập ít nhất một.", "this row holds no figure; type at least one.");
        }

        foreach (PublishedRow figure in figures.Where(f => OfScopes.Contains(f.Measure) == isOfProvince))
        {
            string column = PublishedMeasureCode.Of(figure.Measure);
            _faults.Error(IssueCodes.SubjectDisagrees, figure.Origin,
                isOfProvince ? $"“{column}” là số liệu của cả phạm vi; hãy để trống mã và tên tỉnh." : $"“{column}” là số liệu của một tỉnh; hãy ghi mã và tên tỉnh.",
                isOfProvince ? $"“{column}” is a figure of the whole scope; leave code and name of the province blank." : $"“{column}” is a figure of a province; write its code and name.");
        }

        double? rank = figures.Find(f => f.Measure == PublishedMeasure.Rank)?.Value;
        if (rank < 1 || rank > figures.Find(f => f.Measure == PublishedMeasure.Ranked)?.Value)
        {
            row.Refuse(IssueCodes.RankOutOfBounds, row.Cell("rank"),
                "hạng phải từ 1 đến số tỉnh xếp hạng (ranked); hãy đối chiếu với nguồn.",
                "a rank lies between 1 and the number of provinces ranked; compare with the source.");
        }
    }
}
