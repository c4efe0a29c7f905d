using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described.Inspection;

/// <summary>A source description made of what was seen: the sure figures only; what is not sure is kept beside, by table, for the analyst.</summary>
public sealed record Draft(SourceDescription Description, IReadOnlyList<IReadOnlyList<SeenFigure>> Unsure)
{
    private static readonly Dictionary<string, BothLanguages> Citations = new(StringComparer.Ordinal)
    {
        ["PAPI"] = new() { Vi = "CECODES, VFF-CRT, RTA & UNDP, Chỉ số Hiệu quả Quản trị và Hành chính công cấp tỉnh ở Việt Nam", En = "CECODES, VFF-CRT, RTA & UNDP, Viet Nam Provincial Governance and Public Administration Performance Index" },
        ["PCI"] = new() { Vi = "VCCI & USAID, Chỉ số Năng lực cạnh tranh cấp tỉnh (PCI)", En = "VCCI & USAID, Provincial Competitiveness Index (PCI)" },
        ["PAR_INDEX"] = new() { Vi = "Bộ Nội vụ, Chỉ số cải cách hành chính (PAR INDEX)", En = "Ministry of Home Affairs, Public Administration Reform Index (PAR INDEX)" },
        ["SIPAS"] = new() { Vi = "Bộ Nội vụ, Chỉ số hài lòng về sự phục vụ hành chính (SIPAS)", En = "Ministry of Home Affairs, Satisfaction Index of Public Administrative Services (SIPAS)" },
    };

    /// <summary>Null where there is nothing sure to load, or a year is missing.</summary>
    /// <param name="seen">The workbook.</param>
    /// <param name="name">Of the description, and of its file.</param>
    public static Draft? Of(SeenWorkbook seen, string name)
    {
        List<SeenSheet> sheets = [.. seen.Sheets.Where(sheet => sheet.Layout is not null && sheet.Sure.Any() && (sheet.Year is not null || sheet.YearColumn is not null) && !IsStale(seen, sheet))];
        if (seen.Index is null || sheets.Count == 0)
        {
            return null;
        }

        var loaded = new HashSet<(int?, string, string)>();
        List<(DescribedTable Table, SeenSheet Sheet)> tables = [];
        // The sheet that says most is loaded; what others repeat of it is checked.
        foreach (SeenSheet sheet in sheets.OrderBy(sheet => sheet.IsHidden).ThenByDescending(sheet => sheet.Sure.Count() * sheet.Provinces.Count))
        {
            SeenFigure[] fresh = [.. sheet.Sure.Where(figure => !loaded.Contains(Key(sheet, figure)))];
            bool isCheck = fresh.Length == 0 || sheet.Provinces.Count < sheets.Max(other => other.Provinces.Count) / 2;
            loaded.UnionWith(isCheck ? [] : fresh.Select(figure => Key(sheet, figure)));
            tables.Add((Table(seen, sheet, isCheck ? [.. sheet.Sure] : fresh, isCheck ? TableUse.Check : TableUse.Load), sheet));
        }

        var grouped = tables.GroupBy(pair => DraftText.Write(pair.Table with { Sheets = "" })).Select(group => group.ToArray()).ToArray();
        DescribedKind kind = Kind(seen, tables.Where(pair => pair.Table.Use == TableUse.Load));
        var description = new SourceDescription
        {
            Schema = DraftText.SchemaFile,
            Name = name,
            Index = seen.Index,
            Kind = kind,
            Citation = Citations.GetValueOrDefault(seen.Index) ?? new BothLanguages { Vi = seen.Index, En = seen.Index },
            Source = new BothLanguages { Vi = $"Tệp {seen.FileName}", En = $"The file {seen.FileName}" },
            Missing = kind == DescribedKind.Scores ? Missing(tables.Select(pair => pair.Sheet)) : new Dictionary<string, BothLanguages>(),
            Tables = [.. grouped.Select(group => group[0].Table with { Sheets = SheetPattern([.. group.Select(pair => pair.Sheet.Name)]) })],
            IgnoreSheets = [.. seen.Sheets.Where(sheet => sheet.Rows > 0 && !sheets.Contains(sheet)).Select(sheet => SheetPattern([sheet.Name]))],
        };
        return new Draft(description, [.. grouped.Select(group => (IReadOnlyList<SeenFigure>)[.. group.SelectMany(pair => pair.Sheet.Unsure).DistinctBy(figure => Headings.Plain(figure.Heading.Text), StringComparer.OrdinalIgnoreCase)])]);
    }

    /// <summary>A name for a description: that of the file, in small letters.</summary>
    public static string NameFor(string fileName) => string.Join('-', Wording.Words(Path.GetFileNameWithoutExtension(fileName)));

    /// <summary>A heading of the table names another year, and that heading is no leftover of sheets of many years.</summary>
    internal static bool IsStale(SeenWorkbook seen, SeenSheet sheet) => sheet.Contradictions.Any(found => found.Where.Origin != Origin.File && !IsLeftover(seen, found));

    private static bool IsLeftover(SeenWorkbook seen, (int Year, RawCell Where) found) => found.Where.Origin != Origin.File &&
        seen.Sheets.Where(sheet => sheet.Years.Any(other => other.Year == found.Year && Headings.AreSame(other.Where.Text, found.Where.Text))).Select(sheet => sheet.Year).Distinct().Count() > 1;

    private static (int?, string, string) Key(SeenSheet sheet, SeenFigure figure) => (sheet.YearColumn is null ? sheet.Year : null, figure.Guess!.Item, figure.Guess.Measure);

    private static DescribedTable Table(SeenWorkbook seen, SeenSheet sheet, SeenFigure[] figures, TableUse use) => new()
    {
        Sheets = sheet.Name,
        Layout = sheet.Layout!.Value,
        Use = use,
        Year = YearOf(sheet),
        KnownFalseYears = [.. sheet.Years.Where(found => IsLeftover(seen, found)).Select(found => Headings.Plain(found.Where.Text)).Distinct(StringComparer.Ordinal)],
        Header = new HeaderRule { Find = Headings.Plain(sheet.Header!.Text), Rows = sheet.HeaderRows },
        Province = sheet.Province,
        NotProvinces = [.. sheet.Footers.Select(footer => Headings.Plain(footer.Text))],
        Figures = [.. Rules(figures).Select(rule => rule with { Occurrence = rule.Occurrence ?? (rule.Title is { } title && sheet.Figures.Count(figure => Headings.AreSame(figure.Heading.Text, title)) > 1 ? 1 : null) })],
        IgnoreHeadings = sheet.OtherNames,
        // In a transposed table what stands below an item and is none itself is what the item is made of.
        Others = sheet.Figures.All(figures.Contains) ? OtherHeadings.Warn : sheet.Layout == Layout.Transposed && use == TableUse.Load ? OtherHeadings.Indicators : OtherHeadings.Ignore,
        IntervalMultiplier = Multiplier(figures),
        Item = sheet.Item,
        Value = sheet.Value,
        Scale = sheet.Scale,
    };

    private static YearRule YearOf(SeenSheet sheet) =>
        sheet.YearColumn is { } column ? new YearRule { Column = column }
        : SheetReader.AnyYear().Match(sheet.Name) is { Success: true } year ? new YearRule { Sheet = $"^{Escape(sheet.Name[..year.Index])}(?<year>[0-9]{{4}}){Escape(sheet.Name[(year.Index + 4)..].Trim())}" }
        : new YearRule { Value = sheet.Year };

    // Headings that begin with the item's code are one figure; the others have one each.
    private static FigureRule[] Rules(SeenFigure[] figures)
    {
        SeenFigure[] coded = [.. figures.Where(figure => figure.Guess is { Reason: Reason.Code, Measure: "score" } && Lead(figure) is not null)];
        return
        [
            .. coded.GroupBy(figure => Lead(figure)!, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => new FigureRule { Pattern = $"^{Escape(group.Key)}(?<item>[0-9]+(\\.[0-9]+)?)\\s*:" }),
            .. figures.Where(figure => !coded.Contains(figure) || coded.Count(other => Lead(other) == Lead(figure)) == 1).Select(Rule),
        ];
    }

    // "Dimension " of "Dimension 1: …".
    private static string? Lead(SeenFigure figure) => Regex.Match(Headings.Plain(figure.Heading.Text), $@"^(?<lead>[\p{{L}} ]*){Regex.Escape(figure.Guess!.Item)}\s*:", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match ? match.Groups["lead"].Value : null;

    /// <summary>A year in a heading stands for any, so that next year's table is told apart by its year and not by a heading that is missing.</summary>
    internal static FigureRule Rule(SeenFigure figure)
    {
        string title = Headings.Plain(figure.Heading.Text);
        string anyYear = SheetReader.AnyYear().Replace(Escape(title), "[0-9]{4}");
        return new FigureRule
        {
            Title = anyYear == Escape(title) ? title : null,
            Pattern = anyYear == Escape(title) ? null : $"^{anyYear}",
            Occurrence = anyYear == Escape(title) && figure.Occurrence > 1 ? figure.Occurrence : null,
            Item = figure.Guess!.Item,
            Measure = figure.Guess.Measure,
        };
    }

    // Within a description a blank needs no mark.
    private static string Escape(string text) => Regex.Escape(text).Replace("\\ ", " ", StringComparison.Ordinal);

    private static string SheetPattern(string[] names)
    {
        string[] escaped = [.. names.Order(StringComparer.Ordinal).Select(name => Escape(name.Trim()))];
        if (escaped is [var only])
        {
            return $"^{only}$";
        }

        // What all begin and end with stands once.
        int start = Common(escaped), end = Common([.. escaped.Select(name => string.Concat(name[start..].Reverse()))]);
        return $"^{escaped[0][..start]}({string.Join('|', escaped.Select(name => name[start..^end]))}){escaped[0][^end..]}$";
    }

    // Whole words only.
    private static int Common(string[] texts)
    {
        int length = Enumerable.Range(0, texts.Min(text => text.Length) + 1).Last(n => texts.All(text => text.StartsWith(texts[0][..n], StringComparison.Ordinal)));
        return texts[0][..length].LastIndexOfAny([' ', '_']) + 1;
    }

    // Where a part of the lowest level is read all are wanted, so that a draft that lacks some is refused until they are described.
    private static DescribedKind Kind(SeenWorkbook seen, IEnumerable<(DescribedTable Table, SeenSheet Sheet)> loaded) =>
        seen.IsSummed && loaded.Any(pair => pair.Sheet.Sure.Any(figure => figure.Guess!.Measure == "score" && pair.Sheet.Year is int year && seen.Leaves.TryGetValue(year, out IReadOnlyList<string>? leaves) && leaves.Contains(figure.Guess.Item)))
            ? DescribedKind.Scores : DescribedKind.Published;

    private static Dictionary<string, BothLanguages> Missing(IEnumerable<SeenSheet> sheets) =>
        sheets.SelectMany(sheet => sheet.Sure).Where(figure => figure.Guess!.Measure == "score").SelectMany(figure => figure.Cells)
            .Where(cell => Numbers.TryRead(cell, out ReadNumber number, out _) && number.Value is null or 0).Select(cell => cell.Text).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
            .ToDictionary(mark => mark, mark => mark.Length == 0
                ? new BothLanguages { Vi = "Không có điểm trong bảng công bố", En = "No score in the published table" }
                : new BothLanguages { Vi = $"Bảng công bố ghi {mark}", En = $"The published table says {mark}" }, StringComparer.Ordinal);

    // Half the interval by the standard error: 1.645 and 1.96 are what publishers use.
    private static double? Multiplier(SeenFigure[] figures)
    {
        SeenFigure? Of(string measure) => Array.Find(figures, figure => figure.Guess!.Measure == measure);
        if (Of("interval_low") is not { } low || Of("interval_high") is not { } high || Of("standard_error") is not { } error)
        {
            return null;
        }

        double[] times = [.. low.Cells.Zip(high.Cells, error.Cells).Where(cells => cells.Third.Number > 0).Select(cells => (cells.Second.Number - cells.First.Number) / 2 / cells.Third.Number).OfType<double>().Order()];
        double? middle = times.Length == 0 ? null : times[times.Length / 2];
        return new double?[] { 1.645, 1.96 }.FirstOrDefault(usual => middle is double m && Math.Abs(m - usual!.Value) < 0.01) ?? (middle is double found ? Math.Round(found, 3) : null);
    }
}
