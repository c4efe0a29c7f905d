using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>The sheet of the plan itself: labels, and to the right of each its value. Whatever else stands there is told.</summary>
internal sealed class PlanLabels : PlanSheetReader
{
    private readonly int _labels;
    private readonly RawRow[] _known;

    public PlanLabels(PlanSheet description, RawSheet sheet)
        : base(description, sheet)
    {
        int width = sheet.Rows.Count == 0 ? 0 : sheet.Rows.Max(row => row.Cells.Count);
        _labels = Enumerable.Range(0, width).Select(column => (Column: column, Count: In(column).Count())).OrderByDescending(c => c.Count).ThenBy(c => c.Column).Select(c => c.Column).FirstOrDefault();
        _known = [.. In(_labels)];
        IEnumerable<RawRow> In(int column) => sheet.Rows.Where(row => FieldOf(row[column]) is not null);
    }

    public override int Known => _known.Select(row => FieldOf(row[_labels])).Distinct(StringComparer.Ordinal).Count();

    public override ReadPlanSheet Read(Faults faults)
    {
        // The first column that holds anything, unless it repeats the labels in another language.
        int width = _known.Max(row => row.Cells.Count);
        int values = Enumerable.Range(_labels + 1, Math.Max(0, width - _labels - 1)).FirstOrDefault(column =>
        {
            RawCell[] cells = [.. _known.Select(row => row[column]).Where(cell => !cell.IsBlank)];
            return cells.Length > 0 && cells.Count(cell => FieldOf(cell) is not null) * 2 <= cells.Length;
        }, _labels + 1);

        // Where something stands beside a value, it is a hint, and so is the rest of its column.
        HashSet<int> hints = [.. _known.Where(row => !row[values].IsBlank).SelectMany(row => Filled(row, values + 1))];
        List<(RawCell Label, RawCell Value)> pairs = [];
        foreach (RawRow row in Sheet.Rows)
        {
            ReadRow(row, values, hints, pairs, faults);
        }

        Dictionary<string, RawCell> headings = Headings(pairs.Select(pair => pair.Label), faults);
        Dictionary<Origin, RawCell> byLabel = pairs.ToDictionary(pair => pair.Label.Origin, pair => pair.Value);
        Dictionary<string, RawCell> cells = headings.ToDictionary(pair => pair.Key, pair => byLabel[pair.Value.Origin], StringComparer.Ordinal);
        return new ReadPlanSheet(Description, Sheet, headings, [new ReadPlanRow(Description, cells.GetValueOrDefault("code")?.Origin ?? new Origin(Sheet.Name, ""), cells)]);
    }

    private void ReadRow(RawRow row, int values, HashSet<int> hints, List<(RawCell Label, RawCell Value)> pairs, Faults faults)
    {
        RawCell label = row[_labels];
        string? field = FieldOf(label);

        // More labels beside the first ones and their values. A label again, in the other language, is none.
        int[] others = [.. Filled(row, values + 1).Where(column => FieldOf(row[column]) is { } other && other != field)];
        int until = others.Length == 0 ? row.Cells.Count : others[0];
        int[] own = [.. Filled(row, _labels + 1).Where(column => column < until && (field is null || column == values || FieldOf(row[column]) != field))];
        if (field is not null)
        {
            int[] elsewhere = [.. own.Where(column => column != values && !hints.Contains(column))];
            bool isMoved = row[values].IsBlank && elsewhere.Length > 0;
            if (isMoved && elsewhere.Length > 1)
            {
                SayAmbiguous(label, elsewhere.Select(column => row[column]), faults);
            }

            int at = isMoved ? elsewhere[0] : values;
            pairs.Add((label, row[at]));
            SayAll(own.Where(column => column != at && !(isMoved && elsewhere.Contains(column))));
        }
        else if (!IsIgnored(label) && (row.Line > _known[0].Line || !label.IsBlank))
        {
            // Above the first label stands the head of the paper.
            if (!label.IsBlank && own.Length > 0)
            {
                SayNotRead(label, faults);
            }
            else
            {
                SayAll(own);
            }
        }

        for (int i = 0; i < others.Length; i++)
        {
            int end = i + 1 < others.Length ? others[i + 1] : row.Cells.Count;
            int[] right = [.. Filled(row, others[i] + 1).Where(column => column < end)];
            pairs.Add((row[others[i]], right.Length == 0 ? row[others[i] + 1] : row[right[0]]));
            SayAll(right.Skip(1));
        }

        void SayAll(IEnumerable<int> columns)
        {
            foreach (int column in columns)
            {
                SayNotRead(row[column], faults);
            }
        }
    }

    private static IEnumerable<int> Filled(RawRow row, int from) => Enumerable.Range(from, Math.Max(0, row.Cells.Count - from)).Where(column => !row[column].IsBlank);

    private static void SayAmbiguous(RawCell label, IEnumerable<RawCell> values, Faults faults)
    {
        string shown = string.Join(", ", values.Select(cell => $"“{cell.Shown}”"));
        faults.Error(IssueCodes.ValueAmbiguous, label.Origin,
            $"không rõ giá trị của “{label.Shown}” là ô nào: {shown}; hãy giữ một, ngay bên phải.",
            $"it is unclear which is the value of “{label.Shown}”: {shown}; keep one, right beside it.");
    }
}
