using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>Reads one sheet as a described table: finds the header, the year and each figure's cell. What it cannot find becomes an issue.</summary>
internal sealed partial class SheetReader
{
    private readonly SourceDescription _description;
    private readonly DescribedTable _table;
    private readonly RawSheet _sheet;
    private readonly string _fileName;
    private readonly int _headerAt;
    private readonly RawRow[] _header;
    private readonly RawRow[] _body;

    public SheetReader(SourceDescription description, DescribedTable table, RawSheet sheet, string fileName)
    {
        _description = description;
        _table = table;
        _sheet = sheet;
        _fileName = fileName;
        _headerAt = FindHeader();
        _header = HasHeader ? [.. sheet.Rows.Skip(_headerAt).TakeWhile((row, i) => row.Line < sheet.Rows[_headerAt].Line + table.Header.Rows)] : [];
        _body = HasHeader ? [.. UpToBlank(sheet.Rows.Skip(_headerAt + _header.Length))] : [];
    }

    public bool HasHeader => _headerAt >= 0;

    /// <summary>How many of the figures that are asked for have a heading here; 1 for a table of another year, which is known for what it is.</summary>
    public int Known()
    {
        if (!HasHeader)
        {
            return Stale() is null ? 0 : 1;
        }

        Headings headings = FigureHeadings();
        return _table.Figures.Count(figure => headings.Find(figure) is not null);
    }

    /// <summary>A year on the sheet that is not the expected one, with its place; null where all agree.</summary>
    public (int Expected, int Found, RawCell Where)? Stale()
    {
        if (Year() is not (int expected, _))
        {
            return null;
        }

        foreach (RawCell cell in YearCells())
        {
            // A line that names the expected year, too, tells when it was published, or what it is compared with.
            int[] years = [.. AnyYear().Matches(cell.Text).Select(match => Number(match.Value))];
            if (years.Length > 0 && !years.Contains(expected) && !_table.KnownFalseYears.Any(known => Headings.AreSame(known, cell.Text)))
            {
                return (expected, years[0], cell);
            }
        }

        return null;
    }

    public ReadTable? Read(Faults faults)
    {
        if (!HasHeader)
        {
            faults.Error(IssueCodes.HeaderMissing, new Origin(_sheet.Name, ""),
                $"không thấy dòng tiêu đề có “{_table.Header.Find}”; hãy giữ nguyên dòng tiêu đề của bảng gốc.",
                $"no header row with “{_table.Header.Find}” is found; keep the header of the publisher's table.");
            return null;
        }

        var year = Year();
        if (year is null && _table.Year.Column is null)
        {
            faults.Error(IssueCodes.YearMissing, new Origin(_sheet.Name, ""),
                "không thấy năm của bảng ở nơi mô tả nguồn chỉ ra (tên trang tính, tiêu đề hoặc tên tệp).",
                "the table's year does not stand where the source description says (sheet name, heading or file name).");
            return null;
        }

        List<ReadFigure> figures = [];
        List<ReadIndicator> indicators = [];
        HashSet<string> items = new(StringComparer.Ordinal);
        switch (_table.Layout)
        {
            case Layout.Wide:
                ReadWide(year?.Year, figures, items, faults);
                break;
            case Layout.Pairs:
                ReadPairs(year!.Value.Year, figures, items, faults);
                break;
            case Layout.Transposed:
                ReadTransposed(year!.Value.Year, figures, indicators, items, faults);
                break;
            case Layout.Long:
                ReadLong(year?.Year, figures, items, faults);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(faults), _table.Layout, "No way to read this layout.");
        }

        return new ReadTable(_table, _sheet, year?.Year, year?.Origin ?? new Origin(_sheet.Name, ""), figures)
        {
            Items = [.. items],
            Indicators = indicators,
            CutOffAt = _body.Length > 0 && _sheet.Rows.Any(row => row.Line > _body[^1].Line) ? _body[^1].Line + 1 : null,
        };
    }

    // Every way that is given; the first tells, the others are looked at by Stale.
    private (int Year, Origin Origin)? Year()
    {
        YearRule rule = _table.Year;
        if (rule.Value is int value)
        {
            return (value, new Origin(_sheet.Name, ""));
        }

        if (rule.Sheet is not null && YearIn(rule.Sheet, _sheet.Name) is int named)
        {
            return (named, new Origin(_sheet.Name, ""));
        }

        if (rule.File is not null && YearIn(rule.File, _fileName) is int filed)
        {
            return (filed, Origin.File);
        }

        return rule.Heading is null
            ? null
            : YearCells().Select(cell => (Year: YearIn(rule.Heading, Headings.Plain(cell.Text)), cell.Origin)).Where(found => found.Year is not null).Select(found => ((int, Origin)?)(found.Year!.Value, found.Origin)).FirstOrDefault();
    }

    // The sheet's name, the lines above the table, the headings of its figures, the file's name where it counts: a copy of another year's table says so there.
    private IEnumerable<RawCell> YearCells() =>
    [
        new RawCell(_sheet.Name, new Origin(_sheet.Name, "")),
        .. _sheet.Rows.Take(Math.Max(0, _headerAt)).SelectMany(row => row.Cells).Where(cell => cell.Number is null or (>= 1990 and <= 2100)),
        .. HeadingCandidates().Where(cell => Speaks(cell.Text)),
        .. IsFileNameEvidence() ? new[] { new RawCell(_fileName, Origin.File) } : [],
    ];

    // Where nothing within says the year, the file's name is all that can contradict the description.
    private bool IsFileNameEvidence() =>
        _table.Year is { File: string pattern } ? YearIn(pattern, _fileName) is not null : _table.Year is { Value: not null, Sheet: null, Heading: null };

    // Where no header is found, its cells are among the first rows.
    private IEnumerable<RawCell> HeadingCandidates() =>
        !HasHeader ? _sheet.Rows.Take(3).SelectMany(row => row.Cells)
        : _table.Layout == Layout.Transposed ? RowHeadings().All.Select(label => label.Cell)
        : _header.SelectMany(row => row.Cells);

    private bool Speaks(string text) =>
        (_table.Year.Heading is string pattern && Patterns.Match(pattern, Headings.Plain(text)).Success) ||
        _table.Figures.Any(figure => (figure.Title is string title && Headings.AreSame(title, text)) || (figure.Pattern is string form && Patterns.Match(form, Headings.Plain(text)).Success));

    private static int? YearIn(string pattern, string text) =>
        Patterns.Match(pattern, text) is { Success: true } match && int.TryParse(match.Groups["year"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int year) ? year : null;

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private int FindHeader()
    {
        for (int i = 0; i < _sheet.Rows.Count; i++)
        {
            if (_sheet.Rows[i].Cells.Any(cell => Headings.AreSame(cell.Text, _table.Header.Find)))
            {
                return i;
            }
        }

        return -1;
    }

    // A blank row ends the table: what stands below are notes, medians, a province looked up.
    private static IEnumerable<RawRow> UpToBlank(IEnumerable<RawRow> rows)
    {
        int? before = null;
        foreach (RawRow row in rows)
        {
            if (before is int line && row.Line > line + 1)
            {
                yield break;
            }

            before = row.Line;
            yield return row;
        }
    }

    private Headings FigureHeadings() => _table switch
    {
        { Layout: Layout.Transposed } => RowHeadings(),
        { Layout: Layout.Long, Item: { } item } when ColumnHeadings().Find(item) is { } column => LabelsIn(column.Index),
        _ => ColumnHeadings(),
    };

    private Headings ColumnHeadings()
    {
        int width = _header.Length == 0 ? 0 : _header.Max(row => row.Cells.Count);
        return new Headings(Enumerable.Range(0, Math.Max(width, _body.Length == 0 ? 0 : _body.Max(row => row.Cells.Count))).Select(i =>
        {
            RawCell[] cells = [.. _header.Select(row => row[i]).Where(cell => !cell.IsBlank)];
            string[] texts = [.. cells.Select(cell => Headings.Plain(cell.Text)).Distinct(StringComparer.Ordinal)];
            return new HeadingCells(i, cells.FirstOrDefault() ?? _header[0][i], texts.Length > 1 ? [.. texts, string.Join(" / ", texts)] : texts);
        }));
    }

    // The column of labels is the one that the header was found by.
    private Headings RowHeadings() => LabelsIn(LabelColumn());

    private Headings LabelsIn(int column) => new(_body.Select((row, i) => new HeadingCells(i, row[column], row[column].IsBlank ? [] : [Headings.Plain(row[column].Text)])));

    private int LabelColumn() => _header.Length == 0 ? 0 : _header[0].Cells.TakeWhile(cell => !Headings.AreSame(cell.Text, _table.Header.Find)).Count();

    private void ReadWide(int? year, List<ReadFigure> figures, HashSet<string> items, Faults faults)
    {
        Headings headings = ColumnHeadings();
        int? name = Required(headings, _table.Province.Name, faults);
        int? code = Required(headings, _table.Province.Code, faults);
        int? yearColumn = Required(headings, _table.Year.Column, faults);
        var wanted = Wanted(headings, [name, code, yearColumn], faults);
        items.UnionWith(wanted.Select(figure => figure.Item));
        if (name is null && code is null)
        {
            return;
        }

        foreach (RawRow row in _body.Where(row => IsProvince(name is int n ? row[n] : null, code is int c ? row[c] : null)))
        {
            if ((yearColumn is int y ? YearOf(row[y], faults) : year) is int of)
            {
                figures.AddRange(wanted.Select(figure => new ReadFigure(of, code is int c ? row[c] : null, name is int n ? row[n] : null, figure.Item, figure.Measure, figure.Rule, figure.Heading.Cell, row[figure.Heading.Index])));
            }
        }
    }

    private void ReadPairs(int year, List<ReadFigure> figures, HashSet<string> items, Faults faults)
    {
        Headings headings = ColumnHeadings();
        int? name = Required(headings, _table.Province.Name, faults);
        List<WantedFigure> wanted = Wanted(headings, [name], faults);
        foreach (WantedFigure figure in wanted)
        {
            items.Add(figure.Item);

            // The first column to the left that holds no figure. Going past one that has a heading of its own would take the provinces of another pair.
            int provinces = Enumerable.Range(0, figure.Heading.Index).Reverse().FirstOrDefault(i => wanted.TrueForAll(w => w.Heading.Index != i) && Array.Exists(_body, row => !row[i].IsBlank), -1);
            if (provinces < 0 || !(headings.All[provinces].IsBlank || provinces == name))
            {
                faults.Error(IssueCodes.ColumnMissing, figure.Heading.Cell.Origin,
                    $"bên trái “{figure.Heading.Cell.Shown}” phải là cột tỉnh không có tiêu đề{(provinces < 0 ? "" : $", không phải “{headings.All[provinces].Cell.Shown}”")}.",
                    $"to the left of “{figure.Heading.Cell.Shown}” there must be a column of provinces without a heading{(provinces < 0 ? "" : $", not “{headings.All[provinces].Cell.Shown}”")}.");
                continue;
            }

            figures.AddRange(_body.Where(row => IsProvince(row[provinces], null)).Select(row =>
                new ReadFigure(year, null, row[provinces], figure.Item, figure.Measure, figure.Rule, figure.Heading.Cell, row[figure.Heading.Index])));
        }
    }

    // What stands below a blank row of a transposed table is notes; with numbers under the provinces it is a part of the table that was cut off.
    private void CheckCutOff(HeadingCells[] provinces, Faults faults)
    {
        int last = _body.Length == 0 ? 0 : _body[^1].Line;
        if (_body.Length > 0 && _sheet.Rows.FirstOrDefault(row => row.Line > last + 1 && provinces.Count(p => row[p.Index].Number is not null) * 2 > provinces.Length) is { } below)
        {
            faults.Error(IssueCodes.TableCutOff, below[0].Origin,
                $"dòng {last + 1} trống nên bảng kết thúc ở đó, nhưng dòng này còn số liệu; hãy xóa dòng trống.",
                $"row {last + 1} is blank and ends the table, but this row holds figures; delete the blank row.");
        }
    }

    private void ReadTransposed(int year, List<ReadFigure> figures, List<ReadIndicator> indicators, HashSet<string> items, Faults faults)
    {
        int labels = LabelColumn();
        Headings columns = ColumnHeadings();
        int? scale = Required(columns, _table.Scale, faults);
        HeadingCells[] provinces = [.. columns.All.Where(c => c.Index > labels && c.Index != scale && !c.IsBlank && IsProvince(_header[0][c.Index], null))];
        CheckCutOff(provinces, faults);

        // Codes, where there are any, stand in a header row of their own, under the heading of the label column.
        int codes = _table.Province.Code is { } codeHeading ? Array.FindIndex(_header, row => new Headings([new HeadingCells(0, row[labels], [Headings.Plain(row[labels].Text)])]).Find(codeHeading) is not null) : -1;
        Headings labelled = RowHeadings();
        List<WantedFigure> wanted = Wanted(labelled, [], faults);
        foreach (WantedFigure figure in wanted)
        {
            items.Add(figure.Item);
            RawRow row = _body[figure.Heading.Index];
            figures.AddRange(provinces.Select(p => new ReadFigure(year, codes < 0 ? null : _header[codes][p.Index], _header[0][p.Index], figure.Item, figure.Measure, figure.Rule, figure.Heading.Cell, row[p.Index]) { Scale = scale is int s ? row[s] : null }));
        }

        if (_table.Others == OtherHeadings.Indicators)
        {
            AddIndicators(labelled, wanted, provinces, scale, indicators);
        }
    }

    // A row that is no item is an indicator of the item above it.
    private void AddIndicators(Headings labels, List<WantedFigure> wanted, HeadingCells[] provinces, int? scale, List<ReadIndicator> indicators)
    {
        string? item = null;
        int no = 0;
        foreach (HeadingCells label in labels.All)
        {
            if (wanted.Find(figure => figure.Heading.Index == label.Index) is { } figure)
            {
                (item, no) = (figure.Item, 0);
            }
            else if (item is not null && !label.IsBlank)
            {
                RawRow row = _body[label.Index];
                indicators.Add(new ReadIndicator(item, ++no, label.Cell, scale is int s ? row[s] : null, [.. provinces.Select(p => (_header[0][p.Index], row[p.Index]))]));
            }
        }
    }

    private void ReadLong(int? year, List<ReadFigure> figures, HashSet<string> items, Faults faults)
    {
        Headings headings = ColumnHeadings();
        int? name = Required(headings, _table.Province.Name, faults);
        int? code = Required(headings, _table.Province.Code, faults);
        int? yearColumn = Required(headings, _table.Year.Column, faults);
        int? item = Required(headings, _table.Item, faults);
        int? value = Required(headings, _table.Value, faults);
        if (item is not int itemAt || value is not int valueAt)
        {
            return;
        }

        foreach (RawRow row in _body.Where(row => IsProvince(name is int n ? row[n] : null, code is int c ? row[c] : null)))
        {
            var label = new Headings([new HeadingCells(0, row[itemAt], row[itemAt].IsBlank ? [] : [Headings.Plain(row[itemAt].Text)])]);
            FigureRule? rule = _table.Figures.FirstOrDefault(figure => label.Find(figure) is not null);
            if (rule is null)
            {
                NotDescribed(row[itemAt], faults);
            }
            else if ((yearColumn is int y ? YearOf(row[y], faults) : year) is int of && ItemOf(rule, label.All[0]) is string known)
            {
                items.Add(known);
                figures.Add(new ReadFigure(of, code is int c ? row[c] : null, name is int n ? row[n] : null, known, FigureMeasure.Find(rule.Measure)!, rule, row[itemAt], row[valueAt]));
            }
        }
    }

    private List<WantedFigure> Wanted(Headings headings, int?[] taken, Faults faults)
    {
        List<WantedFigure> wanted = [];
        foreach (FigureRule rule in _table.Figures)
        {
            // A pattern that names its item stands for as many figures as there are headings of that form.
            HeadingCells[] found = rule is { Pattern: not null, Item: null } ? [.. headings.Matching(rule)] : headings.Find(rule) is { } one ? [one] : [];
            wanted.AddRange(found.Where(heading => wanted.TrueForAll(w => w.Heading.Index != heading.Index) && ItemOf(rule, heading) is not null)
                .Select(heading => new WantedFigure(ItemOf(rule, heading)!, FigureMeasure.Find(rule.Measure)!, rule, heading)));
            if (found.Length == 0 && !rule.IsOptional)
            {
                MissingHeading(rule, faults);
            }

            if (found.Length == 1 && headings.Another(rule) is { } another)
            {
                AnotherHeading(another, faults);
            }
        }

        if (_table.Others == OtherHeadings.Warn)
        {
            foreach (HeadingCells other in headings.All.Where(h => !h.IsBlank && !taken.Contains(h.Index) && !h.Texts.Any(text => _table.IgnoreHeadings.Any(ignored => Headings.AreSame(ignored, text))) && wanted.TrueForAll(w => w.Heading.Index != h.Index)))
            {
                NotDescribed(other.Cell, faults);
            }
        }

        return wanted;
    }

    private static string? ItemOf(FigureRule rule, HeadingCells heading) =>
        rule.Item ?? heading.Texts.Select(text => Patterns.Match(rule.Pattern!, text)).FirstOrDefault(match => match.Success && match.Groups["item"].Success)?.Groups["item"].Value;

    private int? Required(Headings headings, Heading? heading, Faults faults)
    {
        if (heading is null)
        {
            return null;
        }

        if (headings.Find(heading) is not { } found)
        {
            MissingHeading(heading, faults);
            return null;
        }

        if (headings.Another(heading) is { } another)
        {
            AnotherHeading(another, faults);
        }

        return found.Index;
    }

    // Which of the two holds the figures cannot be told from the heading.
    private static void AnotherHeading(HeadingCells another, Faults faults) =>
        faults.Error(IssueCodes.ColumnDuplicate, another.Cell.Origin,
            $"tiêu đề “{another.Cell.Shown}” có hai lần; hãy giữ một, hoặc nói lần thứ mấy trong mô tả nguồn (occurrence).",
            $"the heading “{another.Cell.Shown}” is there twice; keep one, or say which in the source description (occurrence).");

    private void MissingHeading(Heading heading, Faults faults)
    {
        string said = heading.Title ?? heading.Pattern ?? heading.Column ?? "";
        faults.Error(IssueCodes.ColumnMissing, _header[0][0].Origin,
            $"không thấy “{said}” mà mô tả nguồn {_description.Name} cần; hãy giữ tiêu đề như bảng gốc, hoặc sửa mô tả.",
            $"“{said}”, which the source description {_description.Name} asks for, is not found; keep the headings of the publisher's table, or mend the description.");
    }

    private void NotDescribed(RawCell heading, Faults faults) =>
        faults.Warn(IssueCodes.NotDescribed, heading.Origin,
            $"“{heading.Shown}” không có trong mô tả nguồn {_description.Name}; không đọc.",
            $"“{heading.Shown}” is not in the source description {_description.Name}; it is not read.");

    private bool IsProvince(RawCell? name, RawCell? code) =>
        (name is { IsBlank: false } || code is { IsBlank: false }) &&
        !_table.NotProvinces.Any(text => (name is not null && Headings.AreSame(name.Text, text)) || (code is not null && Headings.AreSame(code.Text, text)));

    private int? YearOf(RawCell cell, Faults faults)
    {
        if (AnyYear().Match(cell.Text) is { Success: true } year && year.Length == cell.Text.Length)
        {
            return Number(cell.Text);
        }

        faults.Error(IssueCodes.YearMissing, cell.Origin, $"“{cell.Shown}” không phải là năm.", $"“{cell.Shown}” is not a year.");
        return null;
    }

    [GeneratedRegex("(?<![0-9])(19|20)[0-9]{2}(?![0-9])", RegexOptions.None, 1000)]
    internal static partial Regex AnyYear();

    private sealed record WantedFigure(string Item, FigureMeasure Measure, FigureRule Rule, HeadingCells Heading);
}
