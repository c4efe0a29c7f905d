using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>The figures of a publisher's workbook, checked against what is known and turned into the rows of batches: one for each edition of scores, one for printed figures.</summary>
internal sealed partial class DescribedTables
{
    private readonly DescribedFile _file;
    private readonly SourceDescription _description;
    private readonly ReferenceData _known;
    private readonly Faults _faults;
    private readonly Dictionary<(int, Origin), KnownProvince?> _places = [];
    private readonly HashSet<Origin> _said = [];
    private readonly Dictionary<int, ProvinceDirectory> _directories = [];
    private readonly Dictionary<(int, string), KnownIndicator> _items;

    private readonly bool _isWhole;
    private int _refusals;

    private DescribedTables(DescribedFile file, ReferenceData known, bool isWhole, Faults faults)
    {
        _file = file;
        _isWhole = isWhole;
        _description = file.Description;
        _known = known;
        _faults = faults;
        _items = known.Indicators.Where(i => i.IndexCode == _description.Index).ToDictionary(i => (i.Year, i.ItemCode));
    }

    /// <param name="file">As read.</param>
    /// <param name="known">What is loaded so far.</param>
    /// <param name="isWhole">False where some of the file could not be read: its cells are checked all the same, but nothing is called missing.</param>
    /// <param name="faults">Takes what is found.</param>
    public static ReadResult Read(DescribedFile file, ReferenceData known, bool isWhole, Faults faults) => new DescribedTables(file, known, isWhole, faults).Read();

    private ReadResult Read()
    {
        var loaded = new DescribedFigures();
        foreach (ReadTable table in _file.Tables.Where(table => table.Description.Use == TableUse.Load))
        {
            Gather(table, loaded);
        }

        foreach (ReadTable table in _file.Tables.Where(table => table.Description.Use == TableUse.Check))
        {
            var repeated = new DescribedFigures();
            Gather(table, repeated);
            Compare(loaded, repeated);
        }

        List<LoadBatch> batches = [];
        Dictionary<string, IReadOnlyList<PrintedFigure>> printed = new(StringComparer.Ordinal);
        if (_description.Kind == DescribedKind.Scores)
        {
            foreach (int year in loaded.Years.Order())
            {
                string scope = $"{_description.Index} {year}";
                batches.Add(Batch(LoadKind.Scores, scope, [.. ScoreRows(year, loaded), .. UncertaintyRules.Rows(_description.Index, year, loaded, _faults), .. loaded.Tables.Where(table => table.Year == year).SelectMany(IndicatorRows)]));
                printed[scope] = [.. PrintedFigures(year, loaded)];
            }
        }

        PublishedRow[] published = [.. PublishedRows(loaded)];
        if (published.Length > 0)
        {
            SourceRow[] uncertain = _description.Kind == DescribedKind.Scores ? [] : [.. loaded.Years.SelectMany(year => UncertaintyRules.Rows(_description.Index, year, loaded, _faults))];
            batches.Add(Batch(LoadKind.Published, _description.Index, [.. published, .. uncertain]));
        }

        if (batches.Count == 0 && !_faults.AnyError && _isWhole)
        {
            _faults.Error(IssueCodes.NoRows, new Origin(_file.Tables.Count > 0 ? _file.Tables[0].Sheet.Name : "", ""),
                "dưới dòng tiêu đề không có tỉnh nào.",
                "no province stands below the header.");
        }

        return new ReadResult(batches, _faults.Found) { Printed = printed };
    }

    private IEnumerable<PrintedFigure> PrintedFigures(int year, DescribedFigures figures)
    {
        IndicatorLevel lowest = _items.Values.Where(item => item.Year == year).Max(item => item.Level);
        return figures.ByKey
            .Where(pair => pair.Key.Year == year && pair.Key.Measure == DescribedFigures.Score && pair.Value.Value is not null && _items[(year, pair.Key.Item)].Level < lowest)
            .Select(pair => new PrintedFigure(pair.Value.Read.Cell.Origin, pair.Key.Item, pair.Key.Province, pair.Value.Value!.Value, pair.Value.Decimals));
    }

    private LoadBatch Batch(LoadKind kind, string scope, IReadOnlyList<SourceRow> rows) => new()
    {
        File = _file.File,
        Kind = kind,
        Scope = scope,
        Rows = rows,
        Precedence = _description.Precedence,
        Description = _description.Name,
        DescriptionSha256 = _description.Sha256,
    };

    private void Gather(ReadTable table, DescribedFigures figures)
    {
        figures.Tables.Add(table);
        HashSet<Origin> refused = [];
        foreach (ReadFigure figure in table.Figures)
        {
            if (Edition(figure, table) is not KnownEdition edition || Place(figure, table, edition) is not KnownProvince province || Item(figure, refused) is not KnownIndicator item)
            {
                continue;
            }

            CheckScale(figure, item, refused);
            var key = (figure.Year, province.ProvinceCode, item.ItemCode, figure.Measure);
            DescribedFigure read = Read(figure, item);
            if (!figures.ByKey.TryAdd(key, read))
            {
                SayTwice(figure, province, figures.ByKey[key]);
            }
        }
    }

    private KnownEdition? Edition(ReadFigure figure, ReadTable table)
    {
        KnownEdition? edition = _known.Editions.FirstOrDefault(e => e.IndexCode == _description.Index && e.Year == figure.Year);
        if (edition is null && _said.Add(table.YearOrigin))
        {
            _faults.Error(IssueCodes.EditionUnknown, table.YearOrigin,
                $"không có {_description.Index} năm {figure.Year} trong bảng editions; hãy nạp năm đó trước.",
                $"{_description.Index} {figure.Year} is not in the editions table; load that edition first.");
        }

        return edition;
    }

    private KnownProvince? Place(ReadFigure figure, ReadTable table, KnownEdition edition)
    {
        if (_places.TryGetValue((figure.Year, figure.Place.Origin), out KnownProvince? province))
        {
            return province;
        }

        if (!_directories.TryGetValue(figure.Year, out ProvinceDirectory? directory))
        {
            _directories[figure.Year] = directory = new ProvinceDirectory(_known, edition.RefDate);
        }

        return _places[(figure.Year, figure.Place.Origin)] = directory.Find(figure.Code, figure.Name, Scheme(table.Description.Province.Scheme), Refuse);
    }

    // A scheme that nobody has written down knows no code: each is then reported.
    private IReadOnlyDictionary<string, string>? Scheme(string name) =>
        name == "gso" ? null : _file.Among.Schemes.GetValueOrDefault(name) ?? new Dictionary<string, string>();

    private KnownIndicator? Item(ReadFigure figure, HashSet<Origin> refused)
    {
        if (_items.TryGetValue((figure.Year, figure.Item), out KnownIndicator? item))
        {
            return item;
        }

        if (refused.Add(figure.Heading.Origin))
        {
            _faults.Error(IssueCodes.ItemUnknown, figure.Heading.Origin,
                $"{_description.Index} năm {figure.Year} không có nội dung “{figure.Item}”; hãy sửa mô tả nguồn hoặc bảng structure.",
                $"{_description.Index} {figure.Year} has no item “{figure.Item}”; mend the source description or the structure table.");
        }

        return null;
    }

    // The upper bound tells scales apart; the lower one of the total is labelled 10 where 8 dimensions start at 1 each.
    private void CheckScale(ReadFigure figure, KnownIndicator item, HashSet<Origin> refused)
    {
        if (figure.Scale is { IsBlank: false } scale && figure.Measure.Published == PublishedMeasure.Score && TwoNumbers().Match(scale.Text) is { Success: true } bounds &&
            Math.Abs(Bound(bounds.Groups["max"]) - item.MaxScore) > 0.011 && refused.Add(scale.Origin))
        {
            _faults.Error(IssueCodes.ScaleDisagrees, scale.Origin,
                $"bảng ghi thang “{scale.Shown}”, nhưng “{item.ItemCode}” năm {figure.Year} theo thang {item.MinScore.ToString(CultureInfo.InvariantCulture)}–{item.MaxScore.ToString(CultureInfo.InvariantCulture)}.",
                $"the table says “{scale.Shown}”, but “{item.ItemCode}” of {figure.Year} is on the scale {item.MinScore.ToString(CultureInfo.InvariantCulture)}–{item.MaxScore.ToString(CultureInfo.InvariantCulture)}.");
        }
    }

    private static double Bound(Group number) => double.Parse(number.Value.Replace(',', '.'), CultureInfo.InvariantCulture);

    private DescribedFigure Read(ReadFigure figure, KnownIndicator item)
    {
        RawCell cell = figure.Rule.IsShare ? Share(figure.Cell) : figure.Cell;
        int before = _refusals;
        (double? value, string words) = figure.Measure switch
        {
            { Published: PublishedMeasure.Score or PublishedMeasure.Mean or PublishedMeasure.Median } => (ScoreCell.Read(cell, item, Refuse), ""),
            { Published: PublishedMeasure.Percent } => (ScoreCell.Read(cell, item with { MinScore = 0, MaxScore = 100 }, Refuse), ""),
            { Published: PublishedMeasure.Rank or PublishedMeasure.Ranked } or { Uncertain: Uncertain.Observations } => (Number(cell, isWhole: true, isSigned: false), ""),
            { Published: PublishedMeasure.RankChange } => (Number(cell, isWhole: true, isSigned: true), ""),
            { Published: PublishedMeasure.Group } => (null, SafeText.Check(cell, _faults) ? Headings.Plain(cell.Text) : ""),
            { Published: PublishedMeasure.ScoreChange } => (Number(cell, isWhole: false, isSigned: true), ""),
            _ => (Number(cell, isWhole: false, isSigned: false), ""),
        };
        return new DescribedFigure(value, words, figure) { IsRefused = _refusals > before };
    }

    private static RawCell Share(RawCell cell) => cell is { Number: double share, IsPercent: false } ? cell with { Number = (double)((decimal)share * 100) } : cell;

    private double? Number(RawCell cell, bool isWhole, bool isSigned)
    {
        if (!Numbers.TryRead(cell, out ReadNumber number, out Text reason))
        {
            Refuse(IssueCodes.NotANumber, cell, reason.Vi, reason.En);
            return null;
        }

        if (number.OutOf is not null && !(cell.IsPercent || isWhole))
        {
            Refuse(IssueCodes.NotANumber, cell, $"“{cell.Shown}” phải là số trơn, không kèm thang hay phần trăm.", $"“{cell.Shown}” must be a plain number, without a scale or a percent sign.");
            return null;
        }

        if (number.Value is double value && ((isWhole && value != Math.Truncate(value)) || (!isSigned && value < 0)))
        {
            Refuse(IssueCodes.NotWhole, cell, $"“{cell.Shown}” phải là số {(isWhole ? "nguyên " : "")}{(isSigned ? "" : "không âm")}.", $"“{cell.Shown}” must be a {(isWhole ? "whole " : "")}number{(isSigned ? "" : " that is not negative")}.");
            return null;
        }

        return number.Value;
    }

    private void SayTwice(ReadFigure figure, KnownProvince province, DescribedFigure first)
    {
        // Two headings of one item; or one place in two rows, told once a row and not once a figure of it.
        if (first.Read.Place.Origin == figure.Place.Origin)
        {
            if (_said.Add(figure.Heading.Origin))
            {
                Text other = first.Read.Heading.Origin.Said;
                _faults.Error(IssueCodes.ColumnDuplicate, figure.Heading.Origin,
                    $"“{figure.Heading.Shown}” và {other.Vi} cùng là “{figure.Item}”; hãy giữ một.",
                    $"“{figure.Heading.Shown}” and {other.En} are both “{figure.Item}”; keep one.");
            }
        }
        else if (_said.Add(figure.Place.Origin))
        {
            Text before = Positions.Said(first.Read.Place.Origin);
            _faults.Error(IssueCodes.ProvinceDuplicate, figure.Place.Origin,
                $"{province.NameVi} ({province.ProvinceCode}) đã có ở trên ({before.Vi}); hãy giữ một dòng.",
                $"{province.NameEn} ({province.ProvinceCode}) is already given ({before.En}); keep one row.");
        }
    }

    // What a workbook says twice it must say alike.
    private void Compare(DescribedFigures loaded, DescribedFigures repeated)
    {
        foreach ((var key, DescribedFigure again) in repeated.ByKey)
        {
            if (loaded.ByKey.TryGetValue(key, out DescribedFigure? first) && !AreSame(first, again))
            {
                Text place = first.Read.Cell.Origin.Said;
                _faults.Error(IssueCodes.TablesDisagree, again.Read.Cell.Origin,
                    $"“{again.Read.Cell.Shown}” khác “{first.Read.Cell.Shown}” ở {place.Vi}, dù là cùng một số liệu; hãy sửa một trong hai.",
                    $"“{again.Read.Cell.Shown}” is not “{first.Read.Cell.Shown}” of {place.En}, though both are the same figure; correct one of them.");
            }
        }
    }

    private static bool AreSame(DescribedFigure one, DescribedFigure other) =>
        one.IsRefused || other.IsRefused || (one.Words == other.Words && (one.Value is null ? other.Value is null : other.Value is double b && Math.Abs(one.Value.Value - b) <= Math.Pow(10, -Math.Min(one.Decimals, other.Decimals)) * 0.51));

    private IEnumerable<ScoreRow> ScoreRows(int year, DescribedFigures figures)
    {
        KnownIndicator[] ofYear = [.. _items.Values.Where(item => item.Year == year)];
        if (ofYear.Length == 0)
        {
            yield break;
        }

        IndicatorLevel lowest = ofYear.Max(item => item.Level);
        KnownIndicator[] leaves = [.. ofYear.Where(item => item.Level == lowest)];
        ReadTable[] tables = [.. figures.Tables.Where(table => table.Figures.Any(figure => figure.Year == year))];
        HashSet<string> there = [.. tables.SelectMany(table => table.Items)];

        // Where every other label is an indicator, an item with a misspelt label would become one.
        KnownIndicator[] needed = tables.Any(table => table.Description.Others == OtherHeadings.Indicators) ? ofYear : leaves;
        foreach (KnownIndicator absent in needed.Where(item => _isWhole && !there.Contains(item.ItemCode)))
        {
            _faults.Error(IssueCodes.FigureMissing, new Origin(tables[0].Sheet.Name, ""),
                $"thiếu “{absent.ItemCode}” của {_description.Index} {year}: mô tả nguồn không đọc được cột hay dòng nào cho nội dung này.",
                $"“{absent.ItemCode}” of {_description.Index} {year} is missing: the source description reads no column or row of it.");
        }

        foreach (KnownProvince province in Provinces(year))
        {
            DescribedFigure[] own = [.. leaves.Select(leaf => figures.ByKey.GetValueOrDefault((year, province.ProvinceCode, leaf.ItemCode, DescribedFigures.Score))).OfType<DescribedFigure>()];
            AbsentProvince? absent = _description.Absent.FirstOrDefault(a => a.Year == year && a.Province == province.ProvinceCode);
            if (own.Length == 0)
            {
                if (absent is null)
                {
                    SayMissing(province, tables[0].Sheet.Name);
                }

                // A province that the table leaves out is listed all the same, with the reason.
                foreach (KnownIndicator leaf in absent is null ? [] : leaves)
                {
                    yield return Row(year, province, leaf.ItemCode, null, new Origin(tables[0].Sheet.Name, ""), absent!.Vi, absent.En);
                }

                continue;
            }

            Text note = Note(own, absent);
            foreach (DescribedFigure figure in own)
            {
                yield return Row(year, province, figure.Read.Item, figure.Value, figure.Read.Cell.Origin, note.Vi, note.En);
            }
        }
    }

    private ScoreRow Row(int year, KnownProvince province, string item, double? score, Origin origin, string noteVi, string noteEn) => new()
    {
        Origin = origin,
        IndexCode = _description.Index,
        Year = year,
        ProvinceCode = province.ProvinceCode,
        ItemCode = item,
        Score = score,
        NoteVi = noteVi,
        NoteEn = noteEn,
    };

    // Why scores of a province are missing: what the marks in their cells mean, and of which parts.
    private Text Note(DescribedFigure[] figures, AbsentProvince? absent)
    {
        List<Text> reasons = [];
        foreach (IGrouping<string, DescribedFigure> marked in figures.Where(figure => figure is { Value: null, IsRefused: false }).GroupBy(figure => figure.Read.Cell.Text, StringComparer.OrdinalIgnoreCase))
        {
            if (Reason(marked.Key, absent) is not { } reason)
            {
                RawCell cell = marked.First().Read.Cell;
                string mark = cell.IsBlank ? "" : $" “{cell.Shown}”";
                _faults.Error(IssueCodes.MissingUnexplained, cell.Origin,
                    $"không có điểm{mark} mà mô tả nguồn không nói vì sao (missing, absent).",
                    $"there is no score{mark}, and the source description does not say why (missing, absent).");
                continue;
            }

            string[] items = [.. marked.Select(figure => figure.Read.Item)];
            string of = items.Length == figures.Length ? "" : $": {string.Join(", ", items)}";
            reasons.Add(new Text(reason.Vi + of, reason.En + of));
        }

        bool isFlagged = figures.Any(figure => figure.Read.Name is { } name && ProvinceNames.IsFlagged(name.Text));
        return new Text(
            string.Join(". ", reasons.Select(r => r.Vi).Concat(isFlagged ? ["Tên có dấu * trong bảng nguồn"] : [])),
            string.Join(". ", reasons.Select(r => r.En).Concat(isFlagged ? ["The name carries an asterisk in the source table"] : [])));
    }

    private Text? Reason(string mark, AbsentProvince? absent) =>
        absent is not null ? new Text(absent.Vi, absent.En)
        : _description.Missing.FirstOrDefault(pair => string.Equals(pair.Key, mark, StringComparison.OrdinalIgnoreCase)).Value?.AsText;

    private IEnumerable<PublishedRow> PublishedRows(DescribedFigures figures)
    {
        bool areScoresPrinted = _description.Kind == DescribedKind.Published;
        foreach (ReadTable table in figures.Tables)
        {
            foreach (string item in table.Items.Where(item => _isWhole && table.Figures.Count > 0 && table.Figures.All(figure => figure.Item != item || figure.Cell.IsBlank)))
            {
                _faults.Error(IssueCodes.FigureMissing, new Origin(table.Sheet.Name, ""),
                    $"“{item}” có tiêu đề nhưng không có số liệu nào.",
                    $"“{item}” has a heading but not one figure.");
            }
        }

        foreach (var group in figures.ByKey.Where(pair => pair.Key.Measure.Published is { } m && (areScoresPrinted || m != PublishedMeasure.Score)).GroupBy(pair => (pair.Key.Year, pair.Key.Item, Measure: pair.Key.Measure.Published!.Value)))
        {
            var held = group.Where(pair => pair.Value.Value is not null || pair.Value.Words.Length > 0).ToDictionary(pair => pair.Key.Province, pair => pair.Value, StringComparer.Ordinal);
            if (group.Key.Measure == PublishedMeasure.Score && _known.Editions.First(e => e.IndexCode == _description.Index && e.Year == group.Key.Year).IsWhole)
            {
                foreach (KnownProvince absent in Provinces(group.Key.Year).Where(p => !held.ContainsKey(p.ProvinceCode) && _description.Absent.All(a => a.Year != group.Key.Year || a.Province != p.ProvinceCode)))
                {
                    SayMissing(absent, group.First().Value.Read.Cell.Origin.Sheet, group.Key.Item);
                }
            }

            foreach ((string province, DescribedFigure figure) in held)
            {
                yield return Published(group.Key.Year, group.Key.Item, province, group.Key.Measure, figure.Value, figure.Words, figure.Read.Cell.Origin);
                if (group.Key.Measure == PublishedMeasure.Rank && !figures.ByKey.ContainsKey((group.Key.Year, province, group.Key.Item, new FigureMeasure(PublishedMeasure.Ranked, null))))
                {
                    // The table ranks whom it lists: that is N.
                    yield return Published(group.Key.Year, group.Key.Item, province, PublishedMeasure.Ranked, held.Count, "", figure.Read.Cell.Origin);
                }
            }
        }
    }

    private PublishedRow Published(int year, string item, string province, PublishedMeasure measure, double? value, string words, Origin origin) => new()
    {
        Origin = origin,
        IndexCode = _description.Index,
        Year = year,
        ItemCode = item,
        ProvinceCode = province,
        Scope = ScopeKind.Nation,
        ScopeCode = "",
        Measure = measure,
        Value = value,
        Words = words,
        Basis = Basis.Stated,
        Source = "",
    };

    private IEnumerable<IndicatorValueRow> IndicatorRows(ReadTable table)
    {
        foreach (ReadIndicator indicator in table.Indicators)
        {
            var values = indicator.Figures.Select(figure => (figure.Name, figure.Cell, Value: Number(figure.Cell, isWhole: false, isSigned: true))).ToList();
            string scale = Headings.Plain(indicator.Scale?.Text ?? "");
            // Under a label in percent, shares are stored as 0.8497 or as 84.97, but alike for all provinces whose cells do not show a percentage themselves.
            bool isPercent = scale.Contains('%', StringComparison.Ordinal);
            bool areShares = isPercent && values.Where(v => !v.Cell.IsPercent).All(v => v.Value is null or (>= -1 and <= 1));
            var plain = values.Where(v => !v.Cell.IsPercent && v.Value is not null).ToList();
            var odd = plain.Where(v => v.Value > 1).ToList();
            foreach ((RawCell name, RawCell cell, double? value) in isPercent && odd.Count * 2 < plain.Count ? odd : [])
            {
                Refuse(IssueCodes.ScoreOutOfBounds, cell,
                    $"“{cell.Shown}” là phần trăm, còn phần lớn các tỉnh khác trong dòng ghi tỷ lệ từ 0 đến 1; hãy ghi cùng một cách.",
                    $"“{cell.Shown}” is a percentage, while most provinces of the row have shares between 0 and 1; write all alike.");
            }

            foreach ((RawCell name, RawCell cell, double? value) in values)
            {
                if (isPercent && value > 100)
                {
                    Refuse(IssueCodes.ScoreOutOfBounds, cell, $"{cell.Shown} không thể là phần trăm theo thang “{scale}”.", $"{cell.Shown} cannot be a percentage on the scale “{scale}”.");
                }

                if (_places.GetValueOrDefault((table.Year!.Value, name.Origin)) is KnownProvince province)
                {
                    yield return new IndicatorValueRow
                    {
                        Origin = cell.Origin,
                        IndexCode = _description.Index,
                        Year = table.Year!.Value,
                        ItemCode = indicator.Item,
                        IndicatorNo = indicator.No,
                        Label = Headings.Plain(indicator.Label.Text),
                        Scale = scale,
                        ProvinceCode = province.ProvinceCode,
                        Value = areShares && !cell.IsPercent && value is double share ? (double)((decimal)share * 100) : value,
                    };
                }
            }
        }
    }

    private void SayMissing(KnownProvince province, string sheet, string? item = null)
    {
        // A name that is not known may be the very one.
        if (!_isWhole || _places.Values.Contains(null))
        {
            return;
        }

        string of = item is null ? "" : $" ({item})";
        _faults.Error(IssueCodes.ProvinceMissing, new Origin(sheet, ""),
            $"thiếu {province.NameVi} ({province.ProvinceCode}){of}; hãy thêm dòng, hoặc nêu lý do trong mô tả nguồn (absent).{CutOff(sheet).Vi}",
            $"{province.NameEn} ({province.ProvinceCode}){of} is missing; add its row, or give the reason in the source description (absent).{CutOff(sheet).En}");
    }

    private Text CutOff(string sheet) => _file.Tables.FirstOrDefault(table => table.Sheet.Name == sheet)?.CutOffAt is int row
        ? new Text($" Dòng {row} trống: bảng kết thúc ở đó.", $" Row {row} is blank: the table ends there.")
        : new Text("", "");

    private IEnumerable<KnownProvince> Provinces(int year) => _directories.TryGetValue(year, out ProvinceDirectory? directory) ? directory.All : [];

    private void Refuse(string code, RawCell cell, string vi, string en)
    {
        _refusals++;
        _faults.Error(code, cell.Origin, vi, en);
    }

    [GeneratedRegex(@"^\s*(?<min>[0-9]+([.,][0-9]+)?)\s*[-–]\s*(?<max>[0-9]+([.,][0-9]+)?)\s*(điểm|points?)?\s*$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex TwoNumbers();
}
