using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using ScottPlot;
using SkiaSharp;

namespace PapiBI.Reports.Pictures;

/// <summary>
/// A chart of lines over years as a PNG for mails: cut at each break and the break named, the subject labelled, the others quiet.
/// Every text has a place of its own. Drawn at twice its shown size, for sharp phones.
/// </summary>
public sealed class BrokenLinePicture
{
    public const int Width = 600;
    public const int Height = 300;
    public const int Density = 2;

    private const float Size = 16;
    private const float SmallSize = 14.5f;
    private const float Left = 46;
    private const float Right = 14;
    private const float Bottom = 28;
    private const float Top = 6;

    // Room around the data in categories and in shares of the axis, so that no marker or label is cut at an edge.
    private const double Aside = 0.75;
    private const double Above = 0.09;

    private static readonly Lock Registering = new();
    private static readonly HashSet<string> Registered = new(StringComparer.Ordinal);

    private readonly ChartSpec chart;
    private readonly Language language;
    private readonly PictureFont font;
    private readonly AxisSteps axis;
    private readonly double bottom;
    private readonly double top;
    private readonly double[] positions;
    private readonly double lastPosition;
    private readonly LabelPlaces places = new(new SKRect(Left, Top, Width - Right, Height - Bottom));
    private readonly Plot plot = new();

    private BrokenLinePicture(ChartSpec chart, Language language, PictureFont font)
    {
        this.chart = chart;
        this.language = language;
        this.font = font;
        axis = AxisSteps.For(chart);
        double room = (axis.Max - axis.Min) * Above;
        (bottom, top) = chart.IsReversed ? (axis.Max + room, axis.Min - room) : (axis.Min - room, axis.Max + room);

        // Each break takes the room of one more category.
        positions = [.. Enumerable.Range(0, chart.Categories.Count).Select(i => (double)i + chart.Breaks.Count(cut => cut.AfterCategory < i))];
        lastPosition = positions[^1];
    }

    /// <summary>The picture, or null when there is no number to draw.</summary>
    public static byte[]? Draw(ChartSpec chart, Language language, PictureFont font) =>
        Arrange(chart, language, font) is { } picture ? picture.plot.GetImage(Width * Density, Height * Density).GetImageBytes(ImageFormat.Png) : null;

    /// <summary>Where the texts inside the picture stand, so that a test can see that none lies on another.</summary>
    public static IReadOnlyList<SKRect> TextPlaces(ChartSpec chart, Language language, PictureFont font) =>
        Arrange(chart, language, font)?.places.Taken ?? [];

    private static BrokenLinePicture? Arrange(ChartSpec chart, Language language, PictureFont font)
    {
        if (chart.Kind != ChartKind.BrokenLine)
        {
            throw new ArgumentOutOfRangeException(nameof(chart), chart.Kind, "Mails draw broken lines only.");
        }

        if (!font.IsFound || chart.Series.All(series => series.Values.All(value => value is null)))
        {
            return null;
        }

        Register(font);
        BrokenLinePicture picture = new(chart, language, font);
        picture.Arrange();
        return picture;
    }

    private void Arrange()
    {
        SetPaper();
        foreach (ChartBreak cut in chart.Breaks.Where(cut => cut.AfterCategory < chart.Categories.Count - 1))
        {
            AddBreak(cut);
        }

        // The subject last: its line lies over the others.
        ChartSeries[] backToFront = [.. chart.Series.OrderBy(series => series.Role == SeriesRole.Subject)];
        foreach (ChartSeries series in backToFront)
        {
            AddLines(series);
        }

        foreach (ChartSeries series in backToFront.Reverse())
        {
            AddLabels(series);
        }

        foreach (ChartSeries series in chart.Series.Where(series => series.Role != SeriesRole.Subject))
        {
            AddName(series);
        }
    }

    private void SetPaper()
    {
        plot.ScaleFactor = Density;
        plot.Layout.Fixed(new PixelPadding(Left, Right, Bottom, Top));
        plot.FigureBackground.Color = Color.FromHex(Ink.Paper);
        plot.DataBackground.Color = Color.FromHex(Ink.Paper);
        plot.Axes.SetLimitsX(-Aside, lastPosition + Aside);
        plot.Axes.SetLimitsY(bottom, top);

        plot.Axes.Left.SetTicks([.. axis.Ticks], [.. axis.Ticks.Select(tick => NumberText.Fixed(tick, axis.Decimals, language))]);
        int every = YearsApart();
        int[] shown = [.. Enumerable.Range(0, positions.Length).Where(i => (positions.Length - 1 - i) % every == 0)];
        plot.Axes.Bottom.SetTicks([.. shown.Select(i => positions[i])], [.. shown.Select(i => chart.Categories[i])]);
        foreach (IAxis side in new IAxis[] { plot.Axes.Left, plot.Axes.Bottom })
        {
            side.TickLabelStyle.FontName = NameOf(font);
            side.TickLabelStyle.FontSize = SmallSize;
            side.TickLabelStyle.ForeColor = Color.FromHex(Ink.Quiet);
            side.MajorTickStyle.Length = 0;
            side.MinorTickStyle.Length = 0;
            side.FrameLineStyle.Width = 0;
        }

        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = Color.FromHex(Ink.Hair);
        plot.Grid.YAxisStyle.MajorLineStyle.Width = 0.75f;
    }

    private void AddBreak(ChartBreak cut)
    {
        double middle = positions[cut.AfterCategory] + 1;
        ScottPlot.Plottables.HorizontalSpan band = plot.Add.HorizontalSpan(middle - 0.4, middle + 0.4);
        band.FillStyle.Color = Color.FromHex(Ink.Tint);
        band.LineStyle.Width = 0;

        ScottPlot.Plottables.Text label = Write(cut.Label, middle, (axis.Min + axis.Max) / 2, SmallSize, Ink.Quiet, isBold: false);
        label.LabelRotation = -90;
        label.LabelAlignment = Alignment.MiddleCenter;
        places.AddArea(new SKRect(PixelAt(middle - 0.4, top).X, Top, PixelAt(middle + 0.4, top).X, Height - Bottom));
    }

    private void AddLines(ChartSeries series)
    {
        bool isSubject = series.Role == SeriesRole.Subject;
        foreach (List<int> run in Runs(series))
        {
            ScottPlot.Plottables.Scatter line = plot.Add.Scatter(
                run.Select(i => positions[i]).ToArray(),
                run.Select(i => series.Values[i]!.Value).ToArray());
            line.Color = Color.FromHex(InkOf(series.Role));
            line.LineWidth = isSubject ? 2.6f : 1.8f;
            line.LinePattern = isSubject ? LinePattern.Solid : PatternOf(series.Role);
            line.MarkerSize = isSubject ? 8 : run.Count == 1 ? 5 : 0;
            foreach ((int from, int to) in run.Zip(run.Skip(1)))
            {
                places.AddLine(PixelOf(series, from), PixelOf(series, to));
            }

            if (isSubject)
            {
                foreach (SKPoint at in run.Select(i => PixelOf(series, i)))
                {
                    places.AddLine(new SKPoint(at.X - 4, at.Y), new SKPoint(at.X + 4, at.Y));
                }
            }
        }
    }

    private void AddLabels(ChartSeries series)
    {
        if (series.Labels is null)
        {
            return;
        }

        // The latest value is what the reader came for: it chooses its place first.
        bool isSubject = series.Role == SeriesRole.Subject;
        foreach ((int i, string words) in series.Labels.OrderByDescending(label => label.Key))
        {
            if (i < 0 || i >= series.Values.Count || series.Values[i] is not { } value)
            {
                continue;
            }

            bool isLatest = isSubject && i == chart.Categories.Count - 1;
            string text = words.Length > 0 ? words : NumberText.Fixed(value, LabelDecimals(), language);
            float size = isLatest ? Size + 1 : Size;
            if (places.Place(PixelOf(series, i), Measure(text, size, isLatest), mayTouchLines: isSubject) is { } place)
            {
                WriteAt(text, place, size, isSubject ? Ink.Subject : Ink.Quiet, isLatest);
            }
        }
    }

    // A name in the picture is a courtesy, for the legend stands below it in words: only where nothing is in its way.
    private void AddName(ChartSeries series)
    {
        SKSize size = Measure(series.Name, SmallSize, isBold: false);
        for (int i = series.Values.Count - 1; i >= 0; i--)
        {
            if (series.Values[i] is not null && places.Place(PixelOf(series, i), size, mayTouchLines: false) is { } place)
            {
                WriteAt(series.Name, place, SmallSize, Ink.Quiet, isBold: false);
                return;
            }
        }
    }

    private IEnumerable<List<int>> Runs(ChartSeries series)
    {
        List<int> run = [];
        for (int i = 0; i < positions.Length; i++)
        {
            if (series.Values[i] is not null)
            {
                run.Add(i);
            }

            bool isCut = series.Values[i] is null || chart.Breaks.Any(cut => cut.AfterCategory == i) || i == positions.Length - 1;
            if (isCut && run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }
    }

    private ScottPlot.Plottables.Text Write(string words, double x, double y, float size, string ink, bool isBold)
    {
        ScottPlot.Plottables.Text text = plot.Add.Text(words, x, y);
        text.LabelFontName = NameOf(font);
        text.LabelFontSize = size;
        text.LabelFontColor = Color.FromHex(ink);
        text.LabelBold = isBold;
        return text;
    }

    private void WriteAt(string words, SKRect place, float size, string ink, bool isBold)
    {
        (double x, double y) = CoordinatesAt(place.MidX, place.MidY);
        ScottPlot.Plottables.Text text = Write(words, x, y, size, ink, isBold);
        text.LabelAlignment = Alignment.MiddleCenter;

        // Paper behind the letters keeps the grid out of them.
        text.LabelBackgroundColor = Color.FromHex(Ink.Paper).WithAlpha(0.8);
    }

    private SKSize Measure(string words, float size, bool isBold)
    {
        using SKTypeface typeface = SKTypeface.FromFile(isBold ? font.BoldPath : font.Path);
        using SKFont cut = new(typeface, size);
        return new SKSize(cut.MeasureText(words) + 3, size * 1.1f);
    }

    private int YearsApart()
    {
        float room = (float)((Width - Left - Right) / (lastPosition + (2 * Aside)));
        float widest = chart.Categories.Max(category => Measure(category, SmallSize, isBold: false).Width);
        return Math.Max(1, (int)Math.Ceiling(widest / room));
    }

    private int LabelDecimals()
    {
        int point = chart.LabelFormat.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : chart.LabelFormat[(point + 1)..].TakeWhile(c => c is '0' or '#').Count();
    }

    private SKPoint PixelOf(ChartSeries series, int category) => PixelAt(positions[category], series.Values[category]!.Value);

    private SKPoint PixelAt(double x, double y)
    {
        double across = (x + Aside) / (lastPosition + (2 * Aside));
        double down = (top - y) / (top - bottom);
        return new SKPoint((float)(Left + (across * (Width - Left - Right))), (float)(Top + (down * (Height - Top - Bottom))));
    }

    private (double X, double Y) CoordinatesAt(float x, float y)
    {
        double across = (x - Left) / (Width - Left - Right);
        double down = (y - Top) / (Height - Top - Bottom);
        return ((across * (lastPosition + (2 * Aside))) - Aside, top - (down * (top - bottom)));
    }

    private static LinePattern PatternOf(SeriesRole role) => role == SeriesRole.Region ? LinePattern.Dotted : LinePattern.Dashed;

    private static string InkOf(SeriesRole role) => role switch
    {
        SeriesRole.Subject => Ink.Subject,
        SeriesRole.Region => Ink.Region,
        SeriesRole.Best => Ink.Best,
        SeriesRole.Nation or SeriesRole.Previous or SeriesRole.Peer or SeriesRole.Lowest or SeriesRole.LowerQuartile or SeriesRole.Median or SeriesRole.UpperQuartile => Ink.Nation,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No ink for this role."),
    };

    // A name that no installed font bears: of two fonts with one name ScottPlot would take the system's.
    private static string NameOf(PictureFont font) => "PapiBI " + font.Family;

    private static void Register(PictureFont font)
    {
        // ScottPlot keeps its fonts in one list for the process.
        lock (Registering)
        {
            if (Registered.Add(font.Path!))
            {
                Fonts.AddFontFile(NameOf(font), font.Path!, bold: false, italic: false);
                Fonts.AddFontFile(NameOf(font), font.BoldPath!, bold: true, italic: false);
            }
        }
    }
}
