using System.Globalization;
using System.Xml.Linq;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports.Excel;

public sealed class NativeChartTests
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";

    [Theory]
    [InlineData(ChartKind.BarsWithMarks, "scatterChart")]
    [InlineData(ChartKind.BrokenLine, "barChart lineChart")]
    [InlineData(ChartKind.Radar, "radarChart")]
    [InlineData(ChartKind.ClusteredBar, "barChart")]
    [InlineData(ChartKind.Waterfall, "barChart lineChart")]
    [InlineData(ChartKind.DotStrip, "scatterChart")]
    [InlineData(ChartKind.Bump, "scatterChart")]
    [InlineData(ChartKind.Distribution, "scatterChart")]
    public void Every_kind_is_a_native_chart_whose_numbers_stand_on_the_data_sheet(ChartKind kind, string groups)
    {
        byte[] workbook = ExcelRenderer.Render(Document(Spec(kind)));
        XElement chart = Chart(workbook);
        SheetLayout data = WorkbookLayout.Read(workbook)["Số liệu"];

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
        Assert.Equal(groups, string.Join(' ', chart.Descendants(C + "plotArea").Single().Elements().Select(element => element.Name.LocalName).Where(name => name.EndsWith("Chart", StringComparison.Ordinal))));
        Assert.All(chart.Descendants(A + "latin"), font => Assert.Equal("Times New Roman", font.Attribute("typeface")!.Value));
        foreach (XElement reference in chart.Descendants(C + "numRef"))
        {
            Assert.Equal(Cells(data, reference.Element(C + "f")!.Value), Cache(reference));
        }
    }

    [Fact]
    public void A_missing_value_is_a_blank_cell_and_a_gap()
    {
        XElement chart = Chart(ExcelRenderer.Render(Document(Spec(ChartKind.BrokenLine))));
        double?[] subject = Cache(chart.Descendants(C + "lineChart").Single().Elements(C + "ser").First().Element(C + "val")!.Element(C + "numRef")!);

        Assert.Equal([40.5, 41.25, null, null, 39.5], subject);
        Assert.Equal("gap", chart.Descendants(C + "dispBlanksAs").Single().Attribute("val")!.Value);
    }

    [Fact]
    public void A_broken_line_has_a_nameless_year_with_a_labelled_band()
    {
        XElement chart = Chart(ExcelRenderer.Render(Document(Spec(ChartKind.BrokenLine))));
        XElement band = chart.Descendants(C + "barChart").Single();

        Assert.Equal([null, null, 50, null, null], Cache(band.Descendants(C + "val").Single(element => element.Element(C + "numRef") is not null).Element(C + "numRef")!));
        Assert.Equal("6\u00A0→\u00A08\u00A0trục", band.Descendants(A + "t").Single().Value);
        Assert.Equal(["2016", "2017", "2018", "2019"], band.Descendants(C + "cat").Single().Descendants(C + "v").Select(value => value.Value));
    }

    [Fact]
    public void Ranks_run_downwards_with_the_years_below()
    {
        XElement chart = Chart(ExcelRenderer.Render(Document(Spec(ChartKind.BrokenLine) with { IsReversed = true, Min = 1, Max = 63, LabelFormat = "0" })));
        XElement values = chart.Descendants(C + "valAx").Single();
        XElement years = chart.Descendants(C + "catAx").Single();

        Assert.Equal("maxMin", values.Descendants(C + "orientation").Single().Attribute("val")!.Value);
        Assert.Equal("max", years.Element(C + "crosses")!.Attribute("val")!.Value);
        Assert.Equal("high", years.Element(C + "tickLblPos")!.Attribute("val")!.Value);
    }

    [Fact]
    public void A_bar_is_a_stroke_from_the_least_value_and_a_mark_stands_across_it()
    {
        XElement[] series = [.. Chart(ExcelRenderer.Render(Document(Spec(ChartKind.BarsWithMarks) with { Min = 1 }))).Descendants(C + "ser")];

        Assert.Equal([1, 40.5, null, 1, 41.25, null, null, null, null, 1, 39.5, null], Cache(series[0].Element(C + "xVal")!.Element(C + "numRef")!));
        Assert.Equal([40, 40, null], Cache(series[1].Element(C + "xVal")!.Element(C + "numRef")!)[..3]);
        Assert.Equal("1F3864", series[0].Descendants(A + "srgbClr").First().Attribute("val")!.Value);
    }

    [Fact]
    public void Changes_carry_glyph_sign_and_colour()
    {
        ChartSpec spec = Spec(ChartKind.ClusteredBar) with { Series = [new ChartSeries { Name = "Thay đổi", Role = SeriesRole.Subject, Values = [0.63, -0.76, 0, null] }] };
        XElement chart = Chart(ExcelRenderer.Render(Document(spec)));

        Assert.Equal(["0 2E7D32", "1 B3261E"], chart.Descendants(C + "dPt").Select(point => $"{point.Element(C + "idx")!.Attribute("val")!.Value} {point.Descendants(A + "srgbClr").Single().Attribute("val")!.Value}"));
        Assert.Equal("[$-42A]\"▲ +\"0.00;[$-42A]\"▼ −\"0.00;[$-42A]0.00", chart.Descendants(C + "dLbls").Single().Element(C + "numFmt")!.Attribute("formatCode")!.Value);
    }

    [Fact]
    public void A_waterfall_stands_its_steps_on_the_running_level()
    {
        ChartSpec spec = Spec(ChartKind.Waterfall) with { Series = [new ChartSeries { Name = "Điểm", Role = SeriesRole.Subject, Values = [42, -2, 1.5, 41.5] }] };
        XElement chart = Chart(ExcelRenderer.Render(Document(spec)));
        XElement[] stacks = [.. chart.Descendants(C + "barChart").Single().Elements(C + "ser")];

        Assert.Equal([null, 40, 40, null], Values(stacks[0]));
        Assert.Equal([42, null, null, 41.5], Values(stacks[1]));
        Assert.Equal([null, null, 1.5, null], Values(stacks[2]));
        Assert.Equal([null, 2, null, null], Values(stacks[3]));
        Assert.Equal(["42,00", "▼ −2,00", "▲ +1,50", "41,50"], chart.Descendants(A + "t").Select(text => text.Value));
    }

    [Fact]
    public void Dots_of_a_field_are_named_members_in_a_lane_of_their_own()
    {
        ChartSpec spec = Spec(ChartKind.DotStrip) with
        {
            Series = [.. Enumerable.Range(1, 3).Select(i => new ChartSeries { Name = $"Tỉnh {i}", Role = SeriesRole.Peer, Values = [40 + i, 41, null, 42] }), .. Spec(ChartKind.DotStrip).Series],
        };
        XElement[] series = [.. Chart(ExcelRenderer.Render(Document(spec))).Descendants(C + "ser")];

        Assert.Equal(["Tỉnh 1", "Tỉnh 2", "Tỉnh 3", "Cần Thơ", "Trung bình"], series.Select(item => item.Element(C + "tx")!.Descendants(C + "v").Single().Value));
        Assert.Equal(3, series.Select(item => item.Element(C + "yVal")!.Descendants(C + "f").Single().Value).Distinct().Count());
    }

    [Fact]
    public void A_chart_without_a_single_value_still_opens()
    {
        foreach (ChartKind kind in Enum.GetValues<ChartKind>())
        {
            ChartSpec spec = Spec(kind) with { Series = [new ChartSeries { Name = "Trống", Role = SeriesRole.Subject, Values = [null, null, null, null] }] };
            Assert.Empty(WorkbookLayout.SchemaErrors(ExcelRenderer.Render(Document(spec))));
        }
    }

    private static ChartSpec Spec(ChartKind kind) => new()
    {
        Kind = kind,
        Categories = ["2016", "2017", "2018", "2019"],
        Series =
        [
            new ChartSeries { Name = "Cần Thơ", Role = SeriesRole.Subject, Values = [40.5, 41.25, null, 39.5], Labels = new Dictionary<int, string> { [0] = "", [3] = "cuối" } },
            new ChartSeries { Name = "Trung bình", Role = SeriesRole.Nation, Values = [40, 40.25, 41, 41.5] },
        ],
        Min = kind is ChartKind.Waterfall ? null : 30,
        Max = 50,
        Breaks = kind is ChartKind.BrokenLine ? [new ChartBreak(1, "6 → 8 trục")] : [],
        AltText = "Điểm qua bốn năm",
        DataTitle = "Điểm",
    };

    private static ReportDocument Document(ChartSpec spec) => SampleDocument.In(Language.Vietnamese) with
    {
        Pages =
        [
            new ReportPage
            {
                Tab = "Trang", BandTitle = "Trang", BandNote = "thử", Headline = "Đầu đề",
                Rows = [BlockRow.Whole(new ChartBlock { Finding = "Phát hiện", Contents = "Điểm", Chart = spec, Height = 240 })],
            },
        ],
    };

    private static XElement Chart(byte[] workbook) => XElement.Parse(WorkbookLayout.Read(workbook).Sheets[0].ChartXml.Single());

    private static double?[] Values(XElement series) => Cache(series.Element(C + "val")!.Element(C + "numRef")!);

    private static double?[] Cache(XElement reference)
    {
        XElement cache = reference.Element(C + "numCache")!;
        var values = new double?[int.Parse(cache.Element(C + "ptCount")!.Attribute("val")!.Value, CultureInfo.InvariantCulture)];
        foreach (XElement point in cache.Elements(C + "pt"))
        {
            values[int.Parse(point.Attribute("idx")!.Value, CultureInfo.InvariantCulture)] = double.Parse(point.Element(C + "v")!.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return values;
    }

    private static double?[] Cells(SheetLayout sheet, string reference)
    {
        CellBox box = CellBox.Parse(reference[(reference.LastIndexOf('!') + 1)..].Replace("$", "", StringComparison.Ordinal));
        return [.. from row in Enumerable.Range(box.Top, box.Bottom - box.Top + 1)
                   from column in Enumerable.Range(box.Left, box.Right - box.Left + 1)
                   select sheet.Cells.FirstOrDefault(cell => cell.Row == row && cell.Column == column)?.Number];
    }
}
