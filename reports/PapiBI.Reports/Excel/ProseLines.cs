using OfficeOpenXml;
using OfficeOpenXml.Style;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel.Charts;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Excel;

/// <summary>Headings, narrative and small print as lines, and the two lines that head every table and chart.</summary>
internal static class ProseLines
{
    private const string NameSeparator = "·";

        public static Line? Finding(SheetWriter writer, PlacedBlock placed, string text) => Wrapped(writer, placed, text, Look.Finding, Look.HeadingSize, isBold: true, padding: 2);

    public static Line? Contents(SheetWriter writer, PlacedBlock placed, string text) => Wrapped(writer, placed, text, Look.Contents, Look.NoteSize, isBold: false, padding: 4);

    public static BlockLines Of(SheetWriter writer, PlacedBlock placed, HeadingBlock block) => new()
    {
        Finding = Finding(writer, placed, block.Finding),
        Contents = Contents(writer, placed, block.Contents),
        Body = [],
        KeepsWithNext = true,
        GapAbove = 14,
    };

    public static BlockLines Of(SheetWriter writer, PlacedBlock placed, NarrativeBlock block)
    {
        double height = LetterWidths.Height(block.Text, Look.BodySize, writer.Grid.Points(placed.Column, placed.Span)) + 4;
        return new BlockLines
        {
            Body = [new Line(height, rows => writer.Words(rows, placed.Column, placed.Span, Look.Narrative, block.Text))],
            GapAbove = 10,
        };
    }

    public static BlockLines Of(SheetWriter writer, PlacedBlock placed, NotesBlock block)
    {
        List<Line> lines = [.. block.Lines.Select(text => Wrapped(writer, placed, text, Look.Note, Look.NoteSize, isBold: false, padding: 1)).OfType<Line>()];
        return new BlockLines { Body = lines, GapAbove = 8, IsSmallPrint = true };
    }

    /// <summary>The legend under a chart: marks in the ink of each series, named by the words of the document where these name the series one by one.</summary>
    public static Line? Legend(SheetWriter writer, PlacedBlock placed, string words, ChartSpec? chart)
    {
        List<(string Mark, string Name, SeriesRole Role)> entries = chart is null or { Kind: ChartKind.Bump } ? [] : Entries(chart, writer.Language);
        string[] names = words.Split(NameSeparator);
        bool wordsAreNames = words.Length > 0 && names.Length == entries.Count;
        if (wordsAreNames)
        {
            entries = [.. entries.Zip(names, (entry, name) => entry with { Name = name.Trim() })];
        }

        if (chart is { Kind: ChartKind.Distribution } && chart.Series.All(series => series.Role != SeriesRole.Subject))
        {
            entries = [.. entries.Select(entry => entry.Role == SeriesRole.Median ? entry with { Name = $"{entry.Name} {Words.ShownNumber.In(writer.Language)}" } : entry)];
        }

        // Ticks and dots mean nothing without their marks; lines may be told apart in words.
        bool needsMarks = chart?.Kind is ChartKind.BarsWithMarks or ChartKind.DotStrip or ChartKind.Distribution or ChartKind.Timeline or ChartKind.Bullet;
        if (entries.Count < 2 || (words.Length > 0 && !wordsAreNames && !needsMarks))
        {
            return Wrapped(writer, placed, words, Look.Legend, Look.NoteSize, isBold: false, padding: 5);
        }

        string text = string.Join("   ", entries.Select(entry => $"{entry.Mark} {entry.Name}"));
        double height = LetterWidths.Height(text, Look.NoteSize, writer.Grid.Points(placed.Column, placed.Span)) + 5;
        return new Line(height, rows =>
        {
            ExcelRange box = writer.Box(rows, placed.Column, placed.Span, Look.Legend);
            ExcelRichTextCollection runs = writer.Sheet.Cells[box.Start.Row, box.Start.Column].RichText;
            for (int i = 0; i < entries.Count; i++)
            {
                Run(runs, (i > 0 ? "   " : "") + entries[i].Mark, Inks.Of(entries[i].Role), isBold: true);
                Run(runs, " " + entries[i].Name, Inks.Quiet, isBold: false);
            }
        });
    }

    private static List<(string Mark, string Name, SeriesRole Role)> Entries(ChartSpec chart, Language language)
    {
        // A field of dots is named once, not province by province.
        bool isField = chart.Kind is ChartKind.DotStrip or ChartKind.Distribution && chart.Series.Count(series => series.Role == SeriesRole.Peer) > 1;
        return [.. chart.Series
            .Where(series => series.Role != SeriesRole.Start)
            .Select(series => (Mark(chart.Kind, series.Role), Name: isField && series.Role == SeriesRole.Peer ? Words.Others.In(language) : series.Name, series.Role))
            .DistinctBy(entry => entry.Name)
            .OrderBy(entry => Place(chart.Kind, entry.Role))];
    }

    private static int Place(ChartKind kind, SeriesRole role) => kind switch
    {
        ChartKind.DotStrip => (int)role,
        ChartKind.Distribution => Distribution.Order.ToList().IndexOf(role),
        _ => 0,
    };

    private static string Mark(ChartKind kind, SeriesRole role) => (kind, role) switch
    {
        (ChartKind.DotStrip, SeriesRole.Region) => "■",
        (ChartKind.DotStrip, SeriesRole.Nation) => "◆",
        (ChartKind.DotStrip, SeriesRole.Best) => "▲",
        (ChartKind.DotStrip, _) => "●",
        (ChartKind.Distribution, SeriesRole.Lowest) => "├",
        (ChartKind.Distribution, SeriesRole.LowerQuartile) => "[",
        (ChartKind.Distribution, SeriesRole.Median) => "┃",
        (ChartKind.Distribution, SeriesRole.UpperQuartile) => "]",
        (ChartKind.Distribution, SeriesRole.Best) => "┤",
        (ChartKind.Distribution, SeriesRole.Region) => "■",
        (ChartKind.Distribution, SeriesRole.Nation) => "◆",
        (ChartKind.Distribution, _) => "●",
        (ChartKind.BarsWithMarks, SeriesRole.Subject) => "▬",
        (ChartKind.BarsWithMarks, SeriesRole.Nation) => "▌",
        (ChartKind.BarsWithMarks, _) => "│",
        (ChartKind.Timeline, SeriesRole.Late) => "▤",
        (ChartKind.Bullet, SeriesRole.Subject) => "▬",
        (ChartKind.Bullet, SeriesRole.Target) => "▌",
        (ChartKind.Bullet, _) => "│",
        (ChartKind.ClusteredBar or ChartKind.Waterfall or ChartKind.Timeline, _) => "■",
        (_, SeriesRole.Subject) => "━●",
        (_, SeriesRole.Nation or SeriesRole.Previous) => "╌╌",
        _ => "──",
    };

    private static void Run(ExcelRichTextCollection runs, string text, string ink, bool isBold)
    {
        ExcelRichText run = runs.Add(text);
        run.FontName = Look.Font;
        run.Size = Look.NoteSize;
        run.Bold = isBold;
        run.Color = InkColour.Of(ink);
    }

    private static Line? Wrapped(SheetWriter writer, PlacedBlock placed, string text, string style, double size, bool isBold, double padding)
    {
        if (text.Length == 0)
        {
            return null;
        }

        double height = LetterWidths.Height(text, size, writer.Grid.Points(placed.Column, placed.Span), isBold) + padding;
        return new Line(height, rows => writer.Words(rows, placed.Column, placed.Span, style, text));
    }
}
