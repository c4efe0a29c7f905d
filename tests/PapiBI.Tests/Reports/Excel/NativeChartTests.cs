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
    [InlineData(ChartKind.Timeline, "scatterChart")]
    [InlineData(ChartKind.Bullet, "scatterChart")]
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
    public void Each_of_many_charts_lies_in_its_own_place()
    {
        ReportPage Page(string tab, params Block[] blocks) => new() { Tab = tab, BandTitle = tab, BandNote = "thử", Headline = "", Rows = [.. blocks.Select(BlockRow.Whole)] };
        Block Of(int number) => new ChartBlock
        {
            Finding = "", Contents = "", Height = 60,
            Chart = Spec(ChartKind.ClusteredBar) with { AltText = $"{number}", Series = [new ChartSeries { Name = "Cần Thơ", Role = SeriesRole.Subject, Values = [number, number, number, number] }] },
        };
        Block[] charts = [.. Enumerable.Range(31, 13).Select(Of)];
        var workbook = WorkbookLayout.Read(ExcelRenderer.Render(SampleDocument.In(Language.Vietnamese) with { Pages = [Page("Một", charts[..6]), Page("Hai", new NotesBlock(["Không có hình."])), Page("Ba", charts[6..])] }));

        List<ChartFact> drawn = [.. workbook.Sheets.SelectMany(sheet => sheet.Charts)];
        Assert.Equal(Enumerable.Range(31, 13).Select(number => $"{number}"), drawn.Select(chart => chart.AltText));
        Assert.All(drawn, chart => Assert.Equal($"{Values(XElement.Parse(chart.Xml).Descendants(C + "ser").First())[0]}", chart.AltText));
    }

    [Fact]
    public void What_is_no_character_stops_no_workbook_and_stands_nowhere_in_it()
    {
        byte[] workbook = ExcelRenderer.Render(Document(Spec(ChartKind.BrokenLine) with
        {
            Categories = ["2016\uFFFF", "2017\u0001", "2018", "2019"], AltText = "Điểm\u0002", DataTitle = "Điểm\uFFFE", Breaks = [new ChartBreak(1, "6 \u0000→ 8 trục")],
        }));

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Equal(["2016", "2017", "2018", "2019"], Chart(workbook).Descendants(C + "cat").First().Descendants(C + "v").Select(value => value.Value).Where(value => value.StartsWith("20", StringComparison.Ordinal)));
        Assert.Equal("Điểm", WorkbookLayout.Read(workbook).Sheets[0].Charts.Single().AltText);
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

    [Theory]
    [InlineData(false, 64, 75, 60, "t t b")]
    [InlineData(true, 20, 2, 50, "t t b")]
    public void Of_lines_that_rise_together_the_undermost_has_its_text_below(bool isReversed, double mean, double best, double lowest, string expected)
    {
        double rise = isReversed ? 3 : -3;
        ChartSeries Rising(SeriesRole role, double last) => new() { Name = $"{role}", Role = role, Values = [last + rise, last], Labels = new Dictionary<int, string> { [1] = "" } };
        XElement chart = Chart(ExcelRenderer.Render(Document(Spec(ChartKind.BrokenLine) with
        {
            Categories = ["2018", "2019"],
            Series = [Rising(SeriesRole.Subject, mean), Rising(SeriesRole.Best, best), Rising(SeriesRole.Lowest, lowest)],
            Breaks = [],
            IsReversed = isReversed,
            Min = isReversed ? 1 : 30,
            Max = isReversed ? 63 : 80,
        })));

        Assert.Equal(expected, string.Join(' ', chart.Descendants(C + "dLbl").Select(label => label.Element(C + "dLblPos")!.Attribute("val")!.Value)));
    }

    [Theory]
    [InlineData("†", null)]
    [InlineData("6 → 8 trục", "-5400000")]
    public void The_words_of_a_break_stand_upright_and_a_sign_alone_is_not_turned(string label, string? rotation)
    {
        XElement chart = Chart(ExcelRenderer.Render(Document(Spec(ChartKind.BrokenLine) with { Breaks = [new ChartBreak(1, label)] })));

        Assert.All(chart.Descendants(C + "barChart").Single().Descendants(A + "bodyPr"), body => Assert.Equal(rotation, body.Attribute("rot")?.Value));
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
    public void Names_at_the_ends_of_lines_stand_apart_however_close_the_places_are()
    {
        string[] names = ["Cần Thơ", "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh", "Vĩnh Long", "Đồng Tháp", "An Giang", "Kiên Giang", "Hậu Giang", "Sóc Trăng", "Bạc Liêu", "Cà Mau"];
        XElement chart = Chart(ExcelRenderer.Render(Document(Places(["2019", "2020", "2021"], [.. names.Select((name, i) => (name, new double?[] { 20 + i, 30 + i, i < 2 ? 40 : 39 + i }))]))));
        XElement axis = chart.Descendants(C + "valAx").Last().Element(C + "scaling")!;
        double Bound(string name) => double.Parse(axis.Element(C + name)!.Attribute("val")!.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        const double HeightInPoints = 240 * 0.75;
        double perPoint = (Bound("max") - Bound("min")) / HeightInPoints;
        var labels = Labels(chart).Where(label => names.Any(name => label.Text.EndsWith(name, StringComparison.Ordinal))).OrderBy(label => label.Y).ToList();

        Assert.Equal("maxMin", axis.Element(C + "orientation")!.Attribute("val")!.Value);
        Assert.Equal(names.Length, labels.Count);
        Assert.Equal(["40 Cần Thơ", "40 Long An", "41 Tiền Giang"], labels.Take(3).Select(label => label.Text));
        Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True((pair.Second.Y - pair.First.Y) / perPoint >= 8, $"{pair.First.Text} lies on {pair.Second.Text}."));
        Assert.All(labels, label => Assert.InRange(label.Y, 1, 63));
    }

    [Fact]
    public void A_line_of_places_is_cut_at_a_break_which_is_said()
    {
        ChartSpec spec = Places(["2016", "2017", "2018", "2019"], [("Cần Thơ", [2, 1, 3, null])]) with { Breaks = [new ChartBreak(1, "6 → 8 trục")] };
        XElement chart = Chart(ExcelRenderer.Render(Document(spec)));

        Assert.Equal([2, 1, null, 3, null], Cache(chart.Descendants(C + "ser").First().Element(C + "yVal")!.Element(C + "numRef")!));
        Assert.Contains("6 → 8 trục", Labels(chart).Select(label => label.Text));
        Assert.Contains("3 Cần Thơ (2018)", Labels(chart).Select(label => label.Text));
    }

    [Fact]
    public void Two_years_make_a_slope_named_on_both_sides()
    {
        XElement chart = Chart(ExcelRenderer.Render(Document(Places(["2020", "2021"], [("Cần Thơ", [29, 42]), ("Vĩnh Long", [30, 41])]))));

        Assert.Equal(["1", "2020", "2021", "41 Vĩnh Long", "42 Cần Thơ", "63", "Cần Thơ 29", "Vĩnh Long 30"], Labels(chart).Select(label => label.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Equals_are_told_apart_by_more_than_their_colour()
    {
        ChartSpec spec = Places(["2019", "2020", "2021"], [.. Enumerable.Range(1, 7).Select(i => ($"Tỉnh {i}", new double?[] { i, i, i }))]);
        XElement chart = Chart(ExcelRenderer.Render(Document(spec with { Series = [.. spec.Series.Select(series => series with { Role = SeriesRole.Peer })] })));
        IEnumerable<string> looks = chart.Descendants(C + "ser").Take(7)
            .Select(series => $"{series.Descendants(C + "symbol").First().Attribute("val")!.Value} {series.Element(C + "spPr")!.Descendants(A + "prstDash").FirstOrDefault()?.Attribute("val")!.Value}");

        Assert.Equal(7, looks.Distinct().Count());
    }

    [Fact]
    public void A_box_runs_between_the_quartiles_and_a_hair_to_either_end()
    {
        XElement[] series = [.. Chart(ExcelRenderer.Render(Document(Spread([40, null])))).Descendants(C + "ser")];

        Assert.Equal([36, 38, null, 42, 46, null, 36, 36, null], Cache(series[0].Element(C + "xVal")!.Element(C + "numRef")!)[..9]);
        Assert.Equal([38, 42, 42, 38, 38, null], Cache(series[1].Element(C + "xVal")!.Element(C + "numRef")!)[..6]);
        Assert.Equal([40, 40, null], Cache(series[2].Element(C + "xVal")!.Element(C + "numRef")!)[..3]);
        Assert.Equal("Cần Thơ", series[^1].Element(C + "tx")!.Descendants(C + "v").Single().Value);
    }

    [Fact]
    public void Beside_a_box_stands_the_subjects_value_or_the_median_and_the_legend_says_which()
    {
        SheetLayout Page(ChartSpec spec) => WorkbookLayout.Read(ExcelRenderer.Render(Document(spec))).Sheets[0];
        ChartSpec spec = Spread([41.25, 39]);
        SheetLayout with = Page(spec);
        SheetLayout without = Page(spec with { Series = [.. spec.Series.Where(series => series.Role != SeriesRole.Subject)] });

        Assert.Equal([41.25, 39], with.Cells.Select(cell => cell.Number).OfType<double>());
        Assert.Equal([40, 40], without.Cells.Select(cell => cell.Number).OfType<double>());
        Assert.Contains(with.Cells, cell => cell.Text == "● Cần Thơ   ├ Thấp nhất   [ Tứ phân vị dưới   ┃ Trung vị   ] Tứ phân vị trên   ┤ Cao nhất");
        Assert.Contains(without.Cells, cell => cell.Text?.Contains("┃ Trung vị (số ghi bên tên)", StringComparison.Ordinal) == true);
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

    private static ChartSpec Places(IReadOnlyList<string> years, IReadOnlyList<(string Name, double?[] Places)> members) => Spec(ChartKind.Bump) with
    {
        Categories = years,
        IsReversed = true,
        Min = 1,
        Max = 63,
        LabelFormat = "0",
        Series = [.. members.Select((member, i) => new ChartSeries { Name = member.Name, Role = i == 0 ? SeriesRole.Subject : SeriesRole.Peer, Values = member.Places })],
    };

    private static ChartSpec Spread(double?[] subject)
    {
        ChartSeries Field(string name, SeriesRole role, double value) => new() { Name = name, Role = role, Values = [value, value] };
        return Spec(ChartKind.Distribution) with
        {
            Categories = ["1. Tham gia", "2. Công khai"],
            Series =
            [
                Field("Thấp nhất", SeriesRole.Lowest, 36), Field("Tứ phân vị dưới", SeriesRole.LowerQuartile, 38), Field("Trung vị", SeriesRole.Median, 40),
                Field("Tứ phân vị trên", SeriesRole.UpperQuartile, 42), Field("Cao nhất", SeriesRole.Best, 46),
                new ChartSeries { Name = "Cần Thơ", Role = SeriesRole.Subject, Values = subject },
            ],
        };
    }

    /// <summary>Texts written at points of a scatter chart, with the height of their point.</summary>
    private static IEnumerable<(string Text, double Y)> Labels(XElement chart) =>
        from series in chart.Descendants(C + "ser")
        let y = Cache(series.Element(C + "yVal")!.Element(C + "numRef")!)
        from label in series.Descendants(C + "dLbl")
        where label.Descendants(A + "t").Any()
        select (label.Descendants(A + "t").Single().Value.Replace('\u00A0', ' '), y[int.Parse(label.Element(C + "idx")!.Attribute("val")!.Value, CultureInfo.InvariantCulture)]!.Value);

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
