using PapiBI.Reports.Documents;
using System.Globalization;
using System.Xml.Linq;

namespace PapiBI.Reports.Excel.Charts;

/// <summary>The words of DrawingML charts, each written with its children in the order the schema asks for.</summary>
internal static class ChartMl
{
    public static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    public static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int EmuPerPoint = 12700;

    /// <summary>Rotation of a text that reads upwards.</summary>
    public const int Upright = -5400000;

    public static XElement El(string name, params object?[] content) => new(C + name, content);

    public static XElement Val(string name, object value) => new(C + name, new XAttribute("val", Text(value)));

    public static string Text(object value) => value switch
    {
        bool flag => flag ? "1" : "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static XDocument Space(XElement plotArea, double textSize = 9) => new(
        new XDeclaration("1.0", "utf-8", "yes"),
        new XElement(
            C + "chartSpace",
            new XAttribute(XNamespace.Xmlns + "c", C.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "a", A.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "r", R.NamespaceName),
            Val("roundedCorners", false),
            El("chart", Val("autoTitleDeleted", true), plotArea, Val("plotVisOnly", true), Val("dispBlanksAs", "gap")),
            Shape(NoFill(), NoLine()),
            TextProperties(textSize, Inks.Quiet)));

    public static XElement PlotArea(XElement? layout, IEnumerable<XElement> charts, IEnumerable<XElement> axes) =>
        El("plotArea", layout ?? El("layout"), charts, axes, Shape(NoFill(), NoLine()));

    /// <summary>The inner plot box, as shares of the chart's box.</summary>
    public static XElement InnerBox(double x, double y, double width, double height) => El("layout", El(
        "manualLayout",
        Val("layoutTarget", "inner"),
        Val("xMode", "edge"),
        Val("yMode", "edge"),
        Val("x", x),
        Val("y", y),
        Val("w", width),
        Val("h", height)));

    public static XElement Shape(params object?[] content) => El("spPr", content);

    public static XElement NoFill() => new(A + "noFill");

    public static XElement Fill(string ink) => new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", ink)));

    public static XElement NoLine() => new(A + "ln", NoFill());

    public static XElement Stroke(string ink, double points, string? dash = null, bool isFlat = false) => new(
        A + "ln",
        new XAttribute("w", (int)Math.Round(points * EmuPerPoint)),
        new XAttribute("cap", isFlat ? "flat" : "rnd"),
        Fill(ink),
        dash is null ? null : new XElement(A + "prstDash", new XAttribute("val", dash)),
        new XElement(A + "round"));

    public static XElement Marker(string symbol, int size, string ink, string? edge = null) => El(
        "marker",
        Val("symbol", symbol),
        symbol == "none" ? null : Val("size", size),
        symbol == "none" ? null : Shape(Fill(ink), edge is null ? NoLine() : Stroke(edge, 0.75)));

    public static XElement TextProperties(double size, string ink, bool isBold = false, int? rotation = null, bool isOneLine = false) => El(
        "txPr",
        Body(rotation, isOneLine),
        new XElement(A + "lstStyle"),
        new XElement(
            A + "p",
            new XElement(A + "pPr", RunProperties("defRPr", size, ink, isBold)),
            new XElement(A + "endParaRPr", new XAttribute("lang", "vi-VN"))));

    public static XElement Title(DataRange range) => El("tx", El("strRef", El("f", range.HeaderAddress), TextCache([range.List.Header])));

    public static XElement Category(DataRange range) => El("cat", Texts(range));

    public static XElement Values(string name, DataRange range) => El(name, Numbers(range));

    /// <summary>Labels on single points, then none on the others.</summary>
    public static XElement? PointLabels(IEnumerable<(int Index, string? Text, string Position, bool IsBold)> labels, string format, string ink, double size = 9)
    {
        List<XElement> points = [.. labels.OrderBy(label => label.Index).Select(label => El(
            "dLbl",
            Val("idx", label.Index),
            label.Text is { Length: > 0 } text ? RichText(text, size, ink, label.IsBold) : null,
            Format(format),
            Shape(NoFill(), NoLine()),
            TextProperties(size, ink, label.IsBold, isOneLine: label.Text is { Length: > 0 }),
            Val("dLblPos", label.Position),
            Shown(hasValue: true)))];
        return points.Count == 0 ? null : El("dLbls", points, Shown(hasValue: false));
    }

    /// <summary>The value at every point.</summary>
    public static XElement AllLabels(string format, string position, string ink, double size = 9, bool isBold = false) => El(
        "dLbls",
        Format(format),
        Shape(NoFill(), NoLine()),
        TextProperties(size, ink, isBold),
        Val("dLblPos", position),
        Shown(hasValue: true));

    public static XElement RichText(string text, double size, string ink, bool isBold = false, int? rotation = null) => El("tx", El(
        "rich",
        Body(rotation, isOneLine: true),
        new XElement(A + "lstStyle"),
        new XElement(A + "p", new XElement(A + "r", RunProperties("rPr", size, ink, isBold), new XElement(A + "t", CleanText.Of(text))))));

    public static XElement Format(string format) => El("numFmt", new XAttribute("formatCode", format), new XAttribute("sourceLinked", "0"));

    public static IEnumerable<XElement> Shown(bool hasValue) =>
    [
        Val("showLegendKey", false),
        Val("showVal", hasValue),
        Val("showCatName", false),
        Val("showSerName", false),
        Val("showPercent", false),
        Val("showBubbleSize", false),
    ];

    private static XElement Body(int? rotation, bool isOneLine) => new(A + "bodyPr", rotation is { } angle
        ? new object[] { new XAttribute("rot", angle), new XAttribute("vert", "horz") }
        : isOneLine ? [new XAttribute("wrap", "none")] : []);

    private static XElement RunProperties(string name, double size, string ink, bool isBold) => new(
        A + name,
        name == "rPr" ? new XAttribute("lang", "vi-VN") : null,
        new XAttribute("sz", (int)Math.Round(size * 100)),
        new XAttribute("b", Text(isBold)),
        Fill(ink),
        new XElement(A + "latin", new XAttribute("typeface", Look.Font)),
        new XElement(A + "cs", new XAttribute("typeface", Look.Font)));

    private static XElement Texts(DataRange range) => El("strRef", El("f", range.Address), TextCache(range.List.Texts!));

    private static XElement Numbers(DataRange range) => El("numRef", El("f", range.Address), El(
        "numCache",
        El("formatCode", "General"),
        Val("ptCount", range.List.Count),
        range.List.Numbers!.Select((number, i) => number is { } value && double.IsFinite(value) ? Point(i, value.ToString("R", CultureInfo.InvariantCulture)) : null)));

    private static XElement TextCache(IReadOnlyList<string?> texts) => El(
        "strCache",
        Val("ptCount", texts.Count),
        texts.Select((text, i) => text is null ? null : Point(i, CleanText.Of(text))));

    private static XElement Point(int index, string value) => El("pt", new XAttribute("idx", index), El("v", value));
}
