using System.Globalization;
using System.Xml.Linq;
using PapiBI.Reports.Documents;
using static PapiBI.Reports.Excel.Charts.ChartMl;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>
/// Places over years, the first on top, as one scatter chart: lines, years, breaks and names share its coordinates, so that
/// names can be spread beside line ends that lie closer than letters are high, each led to by a hair.
/// </summary>
internal static class Bump
{
    private const double Edge = 8;
    private const double YearRoom = 16;
    private const double RightLead = 12;
    private const double LeftLead = 7;
    private const double LabelGap = 8;
    private const double MostNames = 0.42;
    private const double BandWidth = 9;
    private static readonly (double Size, double Spacing)[] Sizes = [(9, 11.5), (8.5, 10.5), (8, 9.5), (7, 8.5)];
    private static readonly string[] Symbols = ["circle", "square", "triangle", "diamond"];
    private static readonly string[] EqualInks = [Inks.Navy, Inks.Ochre, Inks.Steel, Inks.Previous];
    private static readonly string?[] Dashes = [null, "dash", "sysDot"];

    public static XDocument Draw(ChartSpec spec, DataSheet data, ChartBox box)
    {
        double[] x = Positions(spec);
        List<Member> members = [.. spec.Series.Select((series, i) => Style(spec, series, i))];
        List<Label> right = [.. members.Select(member => RightLabel(spec, member, x)).OfType<Label>()];
        List<Label> left = LeftLabels(spec, members, x);
        (double size, double spacing) = Sizes.FirstOrDefault(choice => Math.Max(right.Count, left.Count) * choice.Spacing <= box.Height - YearRoom, Sizes[^1]);
        var frame = Frame.Of(spec, box, x, Width(left, size) + LeftLead, Width(right, size) + RightLead);

        IReadOnlyList<DataRange> lines = Lines(spec, data, x);
        List<Stroke> strokes =
        [
            .. Ends(right, frame, spacing, isRight: true, Words.Label.In(data.Language)),
            .. Ends(left, frame, spacing, isRight: false, Words.Label.In(data.Language)),
            Years(spec, x, frame, Words.AxisLabel.In(data.Language)),
            .. Breaks(spec, x, frame, Words.Break.In(data.Language)),
            Bounds(x, frame, Words.Bounds.In(data.Language)),
        ];
        IReadOnlyList<DataRange> coordinates = data.Strokes(
            spec.DataTitle,
            [.. strokes.SelectMany(stroke => new[] { DataList.Of($"{stroke.Name} x", stroke.X), DataList.Of("y", stroke.Y) })]);

        IEnumerable<XElement> drawn = members.Select((member, i) => Series(i, lines[2 + i], lines[1], lines[2 + i], member.Line, member.Dot, Inner(spec, member, x, size)))
            .Concat(strokes.Select((stroke, i) => Series(members.Count + i, coordinates[2 * i], coordinates[2 * i], coordinates[(2 * i) + 1], stroke.Line, Marker("none", 0, ""), Labels(stroke, size))));
        XElement scatter = El("scatterChart", Val("scatterStyle", "lineMarker"), Val("varyColors", false), drawn, Val("axId", 1), Val("axId", 2));
        var across = new Axis { Id = 1, CrossId = 2, Position = "b", Min = frame.Left, Max = frame.Right, IsHidden = true, CrossBetween = "midCat" };
        var down = new Axis { Id = 2, CrossId = 1, Position = "l", Min = frame.Top, Max = frame.Bottom, IsReversed = true, IsHidden = true, CrossBetween = "midCat" };
        return Space(PlotArea(InnerBox(0, 0, 1, 1), [scatter], [across.Value(), down.Value()]));
    }

    /// <summary>A line and how it looks; the ink is that of its texts.</summary>
    private sealed record Member(ChartSeries Series, XElement Line, XElement Dot, string Ink, bool IsSubject)
    {
        public int First => Enumerable.Range(0, Series.Values.Count).FirstOrDefault(i => Series.Values[i] is not null, -1);
        public int Last => Enumerable.Range(0, Series.Values.Count).LastOrDefault(i => Series.Values[i] is not null, -1);
    }

    /// <summary>A text beside the end of a line, or at an end of the scale.</summary>
    private sealed record Label(double X, double Y, string Text, string Ink, bool IsBold, bool HasLead);

    /// <summary>What is drawn beside the lines of the members, with texts at some of its points.</summary>
    private sealed record Stroke(string Name, List<double?> X, List<double?> Y, XElement Line)
    {
        public List<(int Index, string? Text, string Position, bool IsBold)> Texts { get; init; } = [];
        public string Ink { get; init; } = Inks.Quiet;
        public bool IsUpright { get; init; }
    }

    /// <summary>What the box shows: x in the units of the years, y in places, and how much of either a point of paper is.</summary>
    private sealed record Frame(double First, double Last, double FirstX, double LastX, double Left, double Right, double Top, double Bottom, double XPerPoint, double YPerPoint)
    {
        public static Frame Of(ChartSpec spec, ChartBox box, double[] x, double leftRoom, double rightRoom)
        {
            double first = spec.Min ?? 1;
            double last = Math.Max(spec.Max ?? 0, spec.Series.SelectMany(series => series.Values).OfType<double>().DefaultIfEmpty(0).Max());
            last = Math.Max(last, first + 1);
            double leftWidth = Math.Min(leftRoom, box.Width * MostNames);
            double rightWidth = Math.Min(rightRoom, box.Width * MostNames);
            double xPerPoint = Math.Max(x[^1] - x[0], 1) / Math.Max(box.Width - leftWidth - rightWidth, 1);
            double yPerPoint = (last - first) / Math.Max(box.Height - (2 * Edge) - YearRoom, 1);
            return new Frame(
                first, last, x[0], x[^1], x[0] - (leftWidth * xPerPoint), x[^1] + (rightWidth * xPerPoint) + (x.Length == 1 ? 1 : 0),
                first - (Edge * yPerPoint), last + ((Edge + YearRoom) * yPerPoint), xPerPoint, yPerPoint);
        }
    }

    /// <summary>The years themselves where the categories are years, so that hovering shows them.</summary>
    private static double[] Positions(ChartSpec spec)
    {
        double[] years = [.. spec.Categories.Select(category => int.TryParse(category, NumberStyles.None, CultureInfo.InvariantCulture, out int year) ? (double)year : double.NaN)];
        bool areYears = years.All(double.IsFinite) && years.Zip(years.Skip(1)).All(pair => pair.First < pair.Second);
        return areYears ? years : [.. Enumerable.Range(1, spec.Categories.Count).Select(i => (double)i)];
    }

    /// <summary>One province among quiet others, or equals told apart by ink, dash and dot, which a photocopy keeps.</summary>
    private static Member Style(ChartSpec spec, ChartSeries series, int index)
    {
        if (series.Role == SeriesRole.Subject)
        {
            return new Member(series, ChartMl.Stroke(Inks.Navy, 3), Marker("circle", 7, Inks.Navy), Inks.Navy, IsSubject: true);
        }

        if (spec.Series.Any(other => other.Role == SeriesRole.Subject))
        {
            string quiet = series.Role == SeriesRole.Peer ? Inks.LightGrey : Inks.Of(series.Role);
            string? dash = series.Role is SeriesRole.Nation or SeriesRole.Previous ? "dash" : null;
            return new Member(series, ChartMl.Stroke(quiet, 1.25, dash), Marker("circle", 4, quiet), Inks.Quiet, IsSubject: false);
        }

        string ink = EqualInks[index % EqualInks.Length];
        return new Member(
            series,
            ChartMl.Stroke(ink, 1.75, Dashes[index / EqualInks.Length % Dashes.Length]),
            Marker(Symbols[(index + (index / EqualInks.Length)) % Symbols.Length], 6, ink),
            ink == Inks.Previous ? Inks.Quiet : ink,
            IsSubject: false);
    }

    /// <summary>"42 Cần Thơ" at the last place that a member had; with its year where that is not the last one.</summary>
    private static Label? RightLabel(ChartSpec spec, Member member, double[] x)
    {
        int last = member.Last;
        if (last < 0)
        {
            return null;
        }

        string year = last == x.Length - 1 ? "" : $" ({spec.Categories[last]})";
        return new Label(x[last], member.Series.Values[last]!.Value, $"{Place(spec, member, last)} {member.Series.Name}{year}", member.Ink, member.IsSubject, HasLead: last == x.Length - 1);
    }

    /// <summary>Where each member began; with its name on a slope chart. The ends of the scale where nobody stands.</summary>
    private static List<Label> LeftLabels(ChartSpec spec, List<Member> members, double[] x)
    {
        if (x.Length == 1)
        {
            return [];
        }

        List<Label> labels = [.. members.Where(member => member.First == 0).Select(member => new Label(
            x[0], member.Series.Values[0]!.Value, x.Length == 2 ? $"{member.Series.Name} {Place(spec, member, 0)}" : Place(spec, member, 0), member.Ink, member.IsSubject, HasLead: true))];
        foreach (double end in new[] { spec.Min ?? 1, spec.Max ?? 0 })
        {
            if (end > 0 && labels.TrueForAll(label => Math.Abs(label.Y - end) >= 1))
            {
                labels.Add(new Label(x[0], end, end.ToString("0", CultureInfo.InvariantCulture), Inks.LightGrey, IsBold: false, HasLead: false));
            }
        }

        return labels;
    }

    private static string Place(ChartSpec spec, Member member, int at) =>
        member.Series.Labels is { } labels && labels.TryGetValue(at, out string? text) && text.Length > 0
            ? text
            : member.Series.Values[at]!.Value.ToString(spec.LabelFormat == "0.00" ? "0" : spec.LabelFormat, CultureInfo.InvariantCulture);

    private static double Width(List<Label> labels, double size) =>
        labels.Select(label => LetterWidths.Of(label.Text, size, label.IsBold)).DefaultIfEmpty(0).Max() + LabelGap;

    private static IReadOnlyList<DataRange> Lines(ChartSpec spec, DataSheet data, double[] x)
    {
        List<int?> slots = [];
        for (int i = 0; i < x.Length; i++)
        {
            slots.Add(i);
            if (spec.Breaks.Any(item => item.AfterCategory == i))
            {
                slots.Add(null);
            }
        }

        return data.Columns(
            spec.DataTitle,
            [
                DataList.Of(Words.Item.In(data.Language), slots.Select(slot => slot is { } i ? spec.Categories[i] : null)),
                DataList.Of(Words.Position.In(data.Language), slots.Select(slot => slot is { } i ? x[i] : (double?)null)),
                .. spec.Series.Select(series => DataList.Of(series.Name, slots.Select(slot => slot is { } i ? series.Values[i] : null))),
            ],
            spec.LabelFormat == "0.00" ? "0" : spec.LabelFormat);
    }

    /// <summary>Hairs from the ends of the lines to the spread names, one series for each ink.</summary>
    private static IEnumerable<Stroke> Ends(List<Label> labels, Frame frame, double spacing, bool isRight, string name)
    {
        IReadOnlyList<double> spread = LabelColumn.Spread([.. labels.Select(label => label.Y)], spacing * frame.YPerPoint, frame.First, frame.Last);
        double column = isRight
            ? frame.LastX + (RightLead * frame.XPerPoint)
            : frame.FirstX - (LeftLead * frame.XPerPoint);
        foreach (var group in labels.Select((label, i) => (Label: label, Y: spread[i])).GroupBy(item => (item.Label.Ink, item.Label.IsBold)))
        {
            List<double?> x = [];
            List<double?> y = [];
            List<(int, string?, string, bool)> texts = [];
            foreach ((Label label, double at) in group)
            {
                texts.Add((x.Count + 1, label.Text.Replace(' ', '\u00A0'), isRight ? "r" : "l", label.IsBold));
                x.AddRange([label.HasLead ? label.X : column, column, null]);
                y.AddRange([label.HasLead ? label.Y : at, at, null]);
            }

            yield return new Stroke(name, x, y, ChartMl.Stroke(group.Key.Ink, 0.5)) { Texts = texts, Ink = group.Key.Ink };
        }
    }

    private static Stroke Years(ChartSpec spec, double[] x, Frame frame, string name)
    {
        double widest = spec.Categories.Max(category => LetterWidths.Of(category, 9)) + 4;
        double room = x.Length < 2 ? widest : x.Zip(x.Skip(1), (from, to) => (to - from) / frame.XPerPoint).Min();
        int every = room >= widest ? 1 : (int)Math.Ceiling(widest / Math.Max(room, 1));
        double y = frame.Last + ((Edge + (YearRoom / 2)) * frame.YPerPoint);
        return new Stroke(name, [.. x], [.. x.Select(_ => (double?)y)], NoLine())
        {
            Ink = Inks.Text,
            Texts = [.. spec.Categories.Select((category, i) => (i, (string?)category, "ctr", false)).Where(text => (x.Length - 1 - text.i) % every == 0)],
        };
    }

    /// <summary>A grey band where the series breaks, with its reason written up it.</summary>
    private static IEnumerable<Stroke> Breaks(ChartSpec spec, double[] x, Frame frame, string name) => spec.Breaks
        .Where(item => item.AfterCategory >= 0 && item.AfterCategory < x.Length - 1)
        .Select(item =>
        {
            double middle = (x[item.AfterCategory] + x[item.AfterCategory + 1]) / 2;
            return new Stroke(
                name,
                [middle, middle, middle],
                [frame.First, (frame.First + frame.Last) / 2, frame.Last],
                ChartMl.Stroke(Inks.BreakBand, BandWidth, isFlat: true))
            {
                Texts = [(1, item.Label.Replace(' ', '\u00A0'), "ctr", false)],
                IsUpright = true,
            };
        });

    private static Stroke Bounds(double[] x, Frame frame, string name) => new(
        name, [x[0], x[^1], null, x[0], x[^1]], [frame.First, frame.First, null, frame.Last, frame.Last], ChartMl.Stroke(Inks.GridLine, 0.5, isFlat: true));

    /// <summary>Labels that the document asks for between a line's ends.</summary>
    private static XElement? Inner(ChartSpec spec, Member member, double[] x, double size)
    {
        if (member.Series.Labels is not { } labels)
        {
            return null;
        }

        return PointLabels(
            labels.Keys.Where(at => at > member.First && at < member.Last && member.Series.Values[at] is not null)
                .Select(at => (at + spec.Breaks.Count(item => item.AfterCategory < at), (string?)Place(spec, member, at), "t", false)),
            "0",
            member.Ink,
            size);
    }

    private static XElement? Labels(Stroke stroke, double size) => stroke.IsUpright
        ? UprightLabel(stroke.Texts[0].Index, stroke.Texts[0].Text!)
        : PointLabels(stroke.Texts, "0", stroke.Ink, size);

    private static XElement UprightLabel(int index, string text) => El(
        "dLbls",
        El(
            "dLbl",
            Val("idx", index),
            RichText(text, 7, Inks.Quiet, rotation: Upright),
            Shape(NoFill(), NoLine()),
            TextProperties(8, Inks.Quiet, rotation: Upright),
            Val("dLblPos", "ctr"),
            Shown(hasValue: true)),
        Shown(hasValue: false));

    private static XElement Series(int index, DataRange title, DataRange x, DataRange y, XElement line, XElement dot, XElement? labels) =>
        El("ser", Val("idx", index), Val("order", index), Title(title), Shape(line), dot, labels, Values("xVal", x), Values("yVal", y), Val("smooth", false));
}
