using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>Reads one sheet of a plan: finds the header, or the column of labels, and each row's cells by field.</summary>
internal abstract class PlanSheetReader
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ignored;

    protected PlanSheetReader(PlanSheet description, RawSheet sheet)
    {
        Description = description;
        Sheet = sheet;
        foreach ((string field, IReadOnlyList<string> headings) in description.Fields)
        {
            foreach (string heading in headings)
            {
                _fields[PlanText.HeadingKey(heading)] = field;
            }
        }

        _ignored = [.. description.IgnoreHeadings.Select(PlanText.HeadingKey)];
    }

    public PlanSheet Description { get; }
    public RawSheet Sheet { get; }

    /// <summary>How many fields have a heading or label here.</summary>
    public abstract int Known { get; }

    public bool HasHeader => Known > 0;

    public bool IsBlank => Sheet.Rows.Count == 0;

    public static PlanSheetReader Open(PlanSheet description, RawSheet sheet) => description.Role == PlanRole.Plan ? new PlanLabels(description, sheet) : new PlanTable(description, sheet);

    public abstract ReadPlanSheet Read(Faults faults);

    protected string? FieldOf(RawCell cell) => cell.IsBlank ? null : PlanText.HeadingKeys(cell.Text).Select(key => _fields.GetValueOrDefault(key)).OfType<string>().FirstOrDefault();

    protected bool IsIgnored(RawCell cell) => PlanText.HeadingKeys(cell.Text).Any(_ignored.Contains);

    /// <summary>Each field with its heading, the first where there are two, which is an error.</summary>
    protected Dictionary<string, RawCell> Headings(IEnumerable<RawCell> cells, Faults faults)
    {
        var found = new Dictionary<string, RawCell>(StringComparer.Ordinal);
        foreach (RawCell cell in cells)
        {
            if (FieldOf(cell) is { } field && !found.TryAdd(field, cell) && found[field].Origin != cell.Origin)
            {
                faults.Error(IssueCodes.ColumnDuplicate, cell.Origin,
                    $"“{cell.Shown}” và {found[field].Origin.Said.Vi} cùng là “{PlanText.Title(Description, field).Vi}”; hãy giữ một.",
                    $"“{cell.Shown}” and {found[field].Origin.Said.En} are both “{PlanText.Title(Description, field).En}”; keep one.");
            }
        }

        return found;
    }

    protected static void SayNotRead(RawCell cell, Faults faults) => faults.Warn(IssueCodes.NotDescribed, cell.Origin,
        $"“{cell.Shown}” không phải là nội dung của biểu mẫu; không đọc.",
        $"“{cell.Shown}” is nothing that the template has; it is not read.");
}

/// <summary>A sheet with a header and a row for each agency, target, task or report.</summary>
internal sealed partial class PlanTable : PlanSheetReader
{
    private const int LastHeaderRow = 60;
    private const int FewestHeadings = 2;

    // Fields that make no row by themselves: what a template writes in advance.
    private static readonly Dictionary<PlanRole, string[]> InAdvance = new()
    {
        [PlanRole.Agencies] = [],
        [PlanRole.Targets] = ["no", "index", "item", "year", "baseYear", "isIllustrative"],
        [PlanRole.Tasks] = ["no", "isIllustrative"],
        [PlanRole.Progress] = ["task", "period", "isIllustrative"],
    };

    private readonly FilledRow[] _rows;
    private readonly int _headerAt;

    public PlanTable(PlanSheet description, RawSheet sheet)
        : base(description, sheet)
    {
        _rows = [.. Filled(sheet)];
        (int at, int known) = _rows.TakeWhile(row => row.Line <= LastHeaderRow).Select((row, i) => (At: i, Known: row.Cells.Select(FieldOf).OfType<string>().Distinct(StringComparer.Ordinal).Count())).OrderByDescending(row => row.Known).ThenBy(row => row.At).FirstOrDefault();
        (_headerAt, Known) = known >= FewestHeadings ? (at, known) : (-1, 0);
    }

    public override int Known { get; }

    public override ReadPlanSheet Read(Faults faults)
    {
        FilledRow header = _rows[_headerAt];
        Dictionary<string, RawCell> headings = Headings(header.Cells, faults);
        var columns = headings.ToDictionary(pair => pair.Key, pair => header.Cells.ToList().FindIndex(cell => ReferenceEquals(cell, pair.Value)), StringComparer.Ordinal);
        int last = Sheet.Merged.Where(m => m.FirstLine <= header.Line && m.LastLine >= header.Line).Select(m => m.LastLine).Append(header.Line).Max();
        FilledRow[] body = [.. _rows.Where(row => row.Line > last)];
        SayOtherColumns(header, body, columns, faults);
        int[] ignored = [.. Enumerable.Range(0, header.Cells.Count).Where(column => !columns.ContainsValue(column) && !header[column].IsBlank && IsIgnored(header[column]))];
        List<ReadPlanRow> read = [];
        string[] numbers = Description.Role == PlanRole.Tasks && columns.TryGetValue("no", out int no) ? [.. body.Select(row => row[no].Text)] : [];
        foreach (FilledRow row in body)
        {
            var cells = columns.ToDictionary(pair => pair.Key, pair => row[pair.Value], StringComparer.Ordinal);
            RawCell[] own = [.. cells.Values.Where(cell => !cell.IsBlank && row.Owns(cell)).OrderBy(cell => Positions.CellAt(cell.Origin)!.Value.Column)];
            string[] filled = [.. cells.Where(pair => !pair.Value.IsBlank).Select(pair => pair.Key)];
            if (own.Length == 0 || IsHeaderAgain(cells, headings) || AreOrdinals(own) || (filled.All(InAdvance[Description.Role].Contains) && !IsNote(cells)))
            {
                continue;
            }

            if (Description.Role == PlanRole.Targets && cells.TryGetValue("kind", out RawCell? kind) && kind.IsBlank && cells.TryGetValue("value", out RawCell? value) && value.IsBlank && filled.Length > 1)
            {
                faults.Warn(IssueCodes.LinePassedOver, own[0].Origin,
                    "dòng không có loại mục tiêu và giá trị nên được coi là chưa điền; không đọc.",
                    "the line has neither a kind nor a value and counts as not filled in; it is not read.");
                continue;
            }

            if (IsHeading(filled, cells, numbers))
            {
                faults.Warn(IssueCodes.LinePassedOver, own[0].Origin,
                    $"“{own[0].Shown}” đứng một mình trên dòng, được coi là đề mục hoặc ghi chú; không đọc.",
                    $"“{own[0].Shown}” stands alone on its line and is taken for a heading or a note; it is not read.");
                continue;
            }

            read.Add(new ReadPlanRow(Description, own[0].Origin, cells) { Shown = [.. ignored.Select(column => (header[column], row[column]))] });
        }

        return new ReadPlanSheet(Description, Sheet, headings, read);
    }

    // A note, or the heading of a group of tasks: "II", or the 2 of 2.1 and 2.2, with its words and nothing else.
    private bool IsHeading(string[] filled, Dictionary<string, RawCell> cells, string[] numbers) => Description.Role switch
    {
        PlanRole.Tasks when filled.All(field => field is "no" or "content" or "contentEn") =>
            cells.GetValueOrDefault("no")?.Text.TrimEnd('.', ')') is not { Length: > 0 } no || no.Contains(' ', StringComparison.Ordinal) || Roman().IsMatch(no) || Array.Exists(numbers, other => other.StartsWith(no + ".", StringComparison.Ordinal)),
        PlanRole.Agencies when filled is ["code"] => cells["code"].Text.Contains(' ', StringComparison.Ordinal),
        _ => filled.Length == 1,
    };

    // Words where a number belongs.
    private static bool IsNote(Dictionary<string, RawCell> cells) => new[] { "no", "task" }.Any(field => cells.GetValueOrDefault(field)?.Text.Contains(' ', StringComparison.Ordinal) == true);

    // Printed on every page, or below it in the other language.
    private bool IsHeaderAgain(Dictionary<string, RawCell> cells, Dictionary<string, RawCell> headings) =>
        cells.Count(pair => !pair.Value.IsBlank) >= FewestHeadings && cells.All(pair => pair.Value.IsBlank || pair.Value.Text == headings[pair.Key].Text || FieldOf(pair.Value) == pair.Key);

    // The line of column numbers below a header: (1), (2), (3) or A, B, 1, 2.
    private static bool AreOrdinals(RawCell[] cells)
    {
        string[] texts = [.. cells.Select(cell => cell.Text.Trim('(', ')', '[', ']', ' '))];
        int letters = texts.TakeWhile((text, i) => text.Length == 1 && text[0] == 'A' + i).Count();
        int first = texts.Length > letters && int.TryParse(texts[letters], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        return texts.Length >= 3 && first is 1 or 2 && texts.Skip(letters).Select((text, i) => text == (first + i).ToString(CultureInfo.InvariantCulture)).All(isNext => isNext);
    }

    private void SayOtherColumns(FilledRow header, FilledRow[] body, Dictionary<string, int> columns, Faults faults)
    {
        int width = body.Select(row => row.Cells.Count).Append(header.Cells.Count).Max();
        for (int i = 0; i < width; i++)
        {
            if (columns.ContainsValue(i) || FieldOf(header[i]) is not null || IsIgnored(header[i]))
            {
                continue;
            }

            if (!header[i].IsBlank)
            {
                SayNotRead(header[i], faults);
            }
            else if (body.Select(row => row[i]).FirstOrDefault(cell => !cell.IsBlank) is { } first)
            {
                faults.Warn(IssueCodes.NotDescribed, first.Origin,
                    $"cột {Positions.LettersOf(i + 1)} không có tiêu đề; không đọc.",
                    $"the column {Positions.LettersOf(i + 1)} has no heading; it is not read.");
            }
        }
    }

    // Below each other's first cell, merged cells hold what it holds.
    private static IEnumerable<FilledRow> Filled(RawSheet sheet)
    {
        var columns = sheet.Merged.Where(m => m.LastLine > m.FirstLine).GroupBy(m => m.FirstColumn - 1).ToDictionary(group => group.Key, group => new Queue<MergedCells>(group.OrderBy(m => m.FirstLine)));
        var above = new Dictionary<int, (RawCell Cell, int Until)>();
        foreach (RawRow row in sheet.Rows)
        {
            int width = columns.Keys.Select(column => column + 1).Append(row.Cells.Count).Max();
            var cells = new RawCell[width];
            for (int i = 0; i < width; i++)
            {
                cells[i] = row[i];
                if (columns.TryGetValue(i, out Queue<MergedCells>? merged))
                {
                    while (merged.TryPeek(out MergedCells next) && next.FirstLine <= row.Line)
                    {
                        // Its first cell may stand on a line without anything else, which is then not among the rows: it is blank.
                        above[i] = (next.FirstLine == row.Line ? row[i] : new RawCell("", Positions.Of(sheet.Name, next.FirstLine, i + 1)), next.LastLine);
                        merged.Dequeue();
                    }

                    if (above.TryGetValue(i, out var first) && row.Line <= first.Until)
                    {
                        cells[i] = first.Cell;
                    }
                }
            }

            yield return new FilledRow(sheet.Name, row.Line, cells);
        }
    }

    private sealed record FilledRow(string Sheet, int Line, IReadOnlyList<RawCell> Cells)
    {
        public RawCell this[int column] => column < Cells.Count ? Cells[column] : new RawCell("", Positions.Of(Sheet, Line, column + 1));

        public bool Owns(RawCell cell) => Positions.CellAt(cell.Origin) is (var line, _) && line == Line;
    }

    [GeneratedRegex("^([IVXLC]+|[A-Z])$", RegexOptions.None, 1000)]
    private static partial Regex Roman();
}
