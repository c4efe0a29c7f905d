using System.Globalization;
using System.Xml.Linq;

namespace PapiBI.Benchmarks;

/// <summary>Reads a chart of a finished workbook and where it stands.</summary>
internal static class ChartReader
{
    private const double EmuPerPoint = 12700;
    private const double AnglePerDegree = 60000;
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace Xdr = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

    public static DumpedChart Read(XElement anchor, XElement space)
    {
        XElement plot = space.Descendants(C + "plotArea").Single();
        XElement[] axes = [.. plot.Elements().Where(element => element.Name.LocalName is "catAx" or "valAx")];
        XElement named = anchor.Descendants(Xdr + "cNvPr").Single();
        XElement from = anchor.Element(Xdr + "from")!;
        XElement to = anchor.Element(Xdr + "to")!;
        double[] layout = [.. new[] { "x", "y", "w", "h" }.SelectMany(part => plot.Element(C + "layout")!.Descendants(C + part)).Select(part => (double)part.Attribute("val")!)];
        return new DumpedChart(
            named.Attribute("name")!.Value,
            named.Attribute("descr")!.Value,
            [(int)from.Element(Xdr + "row")! + 1, (int)from.Element(Xdr + "col")! + 1, (int)to.Element(Xdr + "row")! + 1, (int)to.Element(Xdr + "col")! + 1],
            layout.Length == 0 ? null : layout,
            [.. plot.Elements().Where(element => element.Name.LocalName.EndsWith("Chart", StringComparison.Ordinal)).Select(Group)],
            Axis(axes[0], axes[1]),
            Axis(axes[1], axes[0]));
    }

    private static DumpedGroup Group(XElement group) => new(
        group.Name.LocalName switch
        {
            "scatterChart" => "scatter",
            "lineChart" => "line",
            "radarChart" => "radar",
            "barChart" => Val(group, "barDir") == "bar" ? "bar" : "column",
            var other => throw new ArgumentOutOfRangeException(nameof(group), other, "No such chart to write again."),
        },
        Val(group, "grouping") == "stacked",
        Whole(group, "gapWidth"),
        Whole(group, "overlap"),
        [.. group.Elements(C + "ser").Select(Series)]);

    private static DumpedSeries Series(XElement series)
    {
        XElement values = series.Element(C + "yVal") ?? series.Element(C + "val")!;
        return new DumpedSeries(
            series.Element(C + "tx")?.Descendants(C + "f").Single().Value,
            (series.Element(C + "xVal") ?? series.Element(C + "cat"))?.Descendants(C + "f").Single().Value,
            values.Descendants(C + "f").Single().Value,
            (int)values.Descendants(C + "ptCount").Single().Attribute("val")!,
            Line(series),
            Fill(series),
            series.Element(C + "marker") is { } marker ? new DumpedMarker(Val(marker, "symbol")!, Whole(marker, "size") ?? 0, Fill(marker), Line(marker)) : null,
            series.Element(C + "dLbls") is { } labels ? Labels(labels) : null,
            series.Elements(C + "dPt").ToDictionary(point => Whole(point, "idx")!.Value, Fill));
    }

    private static DumpedLabels Labels(XElement labels)
    {
        DumpedLabel[] points = [.. labels.Elements(C + "dLbl").Select(label => new DumpedLabel(
            Whole(label, "idx")!.Value, label.Element(C + "tx")?.Descendants(A + "t").Single().Value, Val(label, "dLblPos")!, Font(label.Element(C + "tx") ?? label)))];
        return new DumpedLabels(
            labels.Descendants(C + "numFmt").FirstOrDefault()?.Attribute("formatCode")!.Value,
            Val(labels, "dLblPos") ?? points[0].Position,
            points.Length == 0 ? Font(labels) : points[0].Font,
            points);
    }

    private static DumpedAxis Axis(XElement axis, XElement other) => new(
        Val(axis, "delete") == "1",
        Real(axis.Element(C + "scaling")!, "min"),
        Real(axis.Element(C + "scaling")!, "max"),
        Real(axis, "majorUnit"),
        Val(axis.Element(C + "scaling")!, "orientation") == "maxMin",
        axis.Element(C + "numFmt")!.Attribute("formatCode")!.Value,
        Val(axis, "tickLblPos")!,
        Val(axis, "crosses")!,
        axis.Element(C + "majorGridlines") is { } grid ? Line(grid) : new DumpedLine("", 0, ""),
        Line(axis),
        Font(axis),
        (Val(axis, "crossBetween") ?? Val(other, "crossBetween")) == "between");

    private static DumpedFont Font(XElement of)
    {
        XElement look = of.Descendants().First(element => element.Name == A + "rPr" || element.Name == A + "defRPr");
        return new DumpedFont(
            look.Element(A + "latin")!.Attribute("typeface")!.Value,
            (double)look.Attribute("sz")! / 100,
            (bool)look.Attribute("b")!,
            Fill(look.Element(A + "solidFill")),
            ((double?)of.Descendants(A + "bodyPr").First().Attribute("rot") ?? 0) / AnglePerDegree);
    }

    private static DumpedLine Line(XElement of)
    {
        XElement? line = of.Element(C + "spPr")?.Element(A + "ln");
        return new DumpedLine(Fill(line?.Element(A + "solidFill")), ((double?)line?.Attribute("w") ?? 0) / EmuPerPoint, line?.Element(A + "prstDash")?.Attribute("val")!.Value ?? "");
    }

    private static string Fill(XElement? of) =>
        ((of?.Name == A + "solidFill" ? of : of?.Element(C + "spPr")?.Element(A + "solidFill"))?.Element(A + "srgbClr")?.Attribute("val")?.Value) ?? "";

    private static string? Val(XElement of, string name) => of.Element(C + name)?.Attribute("val")?.Value;

    private static int? Whole(XElement of, string name) => Val(of, name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private static double? Real(XElement of, string name) => Val(of, name) is { } value ? double.Parse(value, CultureInfo.InvariantCulture) : null;
}
