using System.Globalization;
using System.Xml.Linq;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports.Excel;

/// <summary>Tasks over the months and results against targets, drawn beside the rows of their tables.</summary>
public sealed class PlanChartTests
{
    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly DateOnly ReportedOn = new(2021, 6, 30);

    [Fact]
    public void A_bar_runs_from_the_first_day_to_the_end_of_the_last_dark_as_far_as_it_is_done()
    {
        XElement chart = Chart(Tasks(Some("a", new(2021, 1, 1), new(2021, 12, 31), 0.2), Some("b", new(2021, 3, 1), new(2021, 3, 1), 1), Some("c", new(2021, 7, 1), new(2021, 9, 30), null)));

        // The second, of one day, is as long as it must be to be seen.
        Assert.Equal(["1/1/2021", "15/3/2021", "1/3/2021", "5/3/2021"], Days(chart, "Đã làm (tỷ lệ báo cáo)"));
        Assert.Equal(["15/3/2021", "1/1/2022", "1/7/2021", "1/10/2021"], Days(chart, "Còn lại, trong hạn"));
    }

    [Fact]
    public void What_is_late_is_an_open_box_that_a_photocopy_shows_too()
    {
        XElement chart = Chart(Tasks(Some("a", new(2021, 1, 1), new(2021, 4, 30), 0.5, isLate: true)));
        XElement late = Series(chart, "Còn lại, quá hạn");

        Assert.Equal(["2/3/2021", "1/5/2021", "1/5/2021", "2/3/2021", "2/3/2021"], Days(chart, "Còn lại, quá hạn").Take(5));
        Assert.Equal(9525, int.Parse(late.Descendants(A + "ln").First().Attribute("w")!.Value, CultureInfo.InvariantCulture));
        Assert.DoesNotContain(chart.Descendants(C + "ser"), series => Name(series).StartsWith("Còn lại, trong hạn", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_first_or_a_last_day_or_with_them_the_wrong_way_round_there_is_no_bar()
    {
        XElement chart = Chart(Tasks(Some("a", null, new(2021, 4, 30), 0.5), Some("b", new(2021, 1, 1), null, 0.5), Some("c", new(2021, 5, 1), new(2021, 4, 30), 0.5, isLate: true)));

        Assert.Equal(["đến 30/6/2021 x", "Nhãn trục x"], chart.Descendants(C + "ser").Select(Name));
    }

    [Theory]
    [InlineData("2021-01-05", "2021-06-30", "T1/2021 T2 T3 T4 T5 T6", "Jan 2021 Feb Mar Apr May Jun")]
    [InlineData("2020-10-05", "2021-12-31", "Q4/2020 Q1/2021 Q2 Q3 Q4", "Q4 2020 Q1 2021 Q2 Q3 Q4")]
    [InlineData("2020-08-05", "2025-02-28", "2020 2021 2022 2023 2024", "2020 2021 2022 2023 2024")]
    [InlineData("1990-01-01", "9999-12-31", "", "")]
    public void Months_quarters_or_years_are_named_as_there_is_room(string start, string due, string vietnamese, string english)
    {
        TimelineTask task = Some("a", DateOnly.Parse(start, CultureInfo.InvariantCulture), DateOnly.Parse(due, CultureInfo.InvariantCulture), 0);

        Assert.Equal(vietnamese, Ticks(Chart(Tasks(task))));
        Assert.Equal(english, Ticks(Chart(Tasks(task), Language.English)));
    }

    [Fact]
    public void The_day_of_the_report_is_a_line_down_all_rows_that_says_its_date()
    {
        Assert.Contains("đến 30/6/2021", Texts(Chart(Tasks(Some("a", new(2021, 1, 1), new(2021, 2, 1), 1)))));
        Assert.Contains("as of 30 Jun 2021", Texts(Chart(Tasks(Some("a", new(2021, 1, 1), new(2021, 2, 1), 1)), Language.English)));
    }

    [Fact]
    public void A_bar_lies_in_the_middle_of_its_row_however_high_the_rows_are()
    {
        TableBlock table = Tasks(Some("a", new(2021, 1, 1), new(2021, 9, 1), 0), Some(string.Join(' ', Enumerable.Repeat("một nhiệm vụ có tên rất dài", 4)), new(2021, 1, 1), new(2021, 9, 1), 0), Some("c", new(2021, 1, 1), new(2021, 9, 1), 0));
        SheetLayout page = Layout(table).Sheets[0];
        ChartFact chart = page.Charts.Single();
        double[] rows = [.. Enumerable.Range(chart.Box.Top + 1, 3).Select(row => page.RowHeights[row])];
        double?[] y = Cache(Series(XElement.Parse(page.ChartXml.Single()), "Còn lại, trong hạn").Element(C + "yVal")!);

        Assert.True(rows[1] > 1.4 * rows[0]);
        Assert.Equal([rows[1] + rows[2] + (rows[0] / 2), rows[2] + (rows[1] / 2), rows[2] / 2], new[] { y[0], y[3], y[6] }.Select(value => Math.Round(value!.Value, 6)));
    }

    [Fact]
    public void Three_hundred_tasks_have_a_chart_with_its_own_months_on_every_sheet_of_paper()
    {
        byte[] workbook = ExcelRenderer.Render(SampleDocument.In(Language.Vietnamese) with { Pages = [SamplePlanPages.In(Language.Vietnamese)[1]] });
        WorkbookLayout layout = WorkbookLayout.Read(workbook);
        SheetLayout page = layout.Sheets[0];
        string[] names = [.. page.Cells.Where(cell => cell.Text?.Contains("Rà soát thủ tục hành chính", StringComparison.Ordinal) == true).Select(cell => cell.Text!)];

        Assert.Empty(layout.Problems());
        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Equal(Enumerable.Range(1, 300), names.Select(name => int.Parse(name[..name.IndexOf('.', StringComparison.Ordinal)], CultureInfo.InvariantCulture)));
        Assert.Equal(page.BreaksAfter.Count + 1, page.Charts.Count);
        Assert.InRange(page.Charts.Count, 8, 12);
        Assert.All(page.ChartXml, chart => Assert.Equal("2020 2021 2022", Ticks(XElement.Parse(chart))));
        Assert.Equal("Việc quá hạn rải đều ở các nhóm (dòng 1–29)", page.Charts[0].AltText);
    }

    [Fact]
    public void However_many_tasks_none_stands_alone_on_a_sheet()
    {
        for (int count = 30; count <= 42; count++)
        {
            SheetLayout page = Layout(Tasks([.. Enumerable.Range(1, count).Select(i => Some($"Việc {i}", new(2021, 1, 1), new(2021, 9, 1), 0))])).Sheets[0];

            Assert.Empty(page.Problems());
            Assert.Equal(count, page.Charts.Sum(chart => chart.Box.Bottom - chart.Box.Top));
            Assert.All(page.Charts, chart => Assert.True(chart.Box.Bottom - chart.Box.Top >= 3, $"{count} tasks: {chart.Box}"));
        }
    }

    [Fact]
    public void A_bullet_stands_on_the_scale_of_its_row_and_a_rank_of_one_at_the_right()
    {
        XElement chart = Chart(Bullets([41.23, 4, null], [45, 16.5, 5], [new RowScale(10, 80), new RowScale(63, 1), new RowScale(1, 10)]));
        double?[] bars = [.. Rounded(Series(chart, "Kết quả").Element(C + "xVal")!)];

        // The second bar leaves a gap for its target.
        Assert.Equal([0, 0.446143, null, 0], bars[..4]);
        Assert.Equal(0.951613, bars[7]);
        Assert.InRange(bars[4]!.Value, 0.73, 0.749);
        Assert.InRange(bars[6]!.Value, 0.751, 0.77);
        Assert.Equal([0.5, 0.5, null, 0.75, 0.75, null, 0.444444, 0.444444, null], Rounded(Series(chart, "Chỉ tiêu").Element(C + "xVal")!));
        Assert.Equal(["10", "80", "63", "1", "1", "10"], Texts(chart));
    }

    [Fact]
    public void True_values_of_a_bullet_stand_on_the_data_sheet()
    {
        SheetLayout data = Layout(Bullets([41.23, 4, null], [45, 16.5, 5], [new RowScale(10, 80), new RowScale(63, 1), null]))["Số liệu"];

        Assert.Equal([41.23, 45, 10, 80], data.Cells.Where(cell => cell.Row == 5 && cell.Column < 100 && cell.Number is not null).Select(cell => cell.Number));
        Assert.Equal([5], data.Cells.Where(cell => cell.Row == 7 && cell.Column < 100 && cell.Number is not null).Select(cell => cell.Number));
    }

    [Fact]
    public void Bars_longer_than_a_sheet_keep_one_scale()
    {
        ChartSpec chart = new()
        {
            Kind = ChartKind.BarsWithMarks,
            Categories = [.. Enumerable.Range(1, 80).Select(i => $"Tỉnh {i}")],
            Series = [new ChartSeries { Name = "Điểm", Role = SeriesRole.Subject, Values = [.. Enumerable.Range(1, 80).Select(i => (double?)i)] }],
            DataTitle = "Điểm",
            AltText = "Điểm",
        };
        SheetLayout page = Layout(Table(chart)).Sheets[0];
        string[] ends = [.. page.ChartXml.Select(xml => XElement.Parse(xml).Descendants(C + "max").First().Attribute("val")!.Value)];

        Assert.Empty(page.Problems());
        Assert.Equal(["83.2", "83.2", "83.2"], ends);
    }

    private static TimelineTask Some(string name, DateOnly? start, DateOnly? due, double? done, bool isLate = false) =>
        new() { Name = name, Start = start, Due = due, DoneShare = done, IsLate = isLate };

    private static TableBlock Tasks(params TimelineTask[] tasks) => SamplePlanPages.Tasks(Language.Vietnamese, new("Việc", "Tasks"), tasks);

    private static TableBlock Bullets(double?[] results, double?[] targets, RowScale?[] scales) => Table(new ChartSpec
    {
        Kind = ChartKind.Bullet,
        Categories = [.. results.Select((_, i) => $"Chỉ tiêu {i + 1}")],
        Series = [new ChartSeries { Name = "Kết quả", Role = SeriesRole.Subject, Values = results }, new ChartSeries { Name = "Chỉ tiêu", Role = SeriesRole.Target, Values = targets }],
        Scales = scales,
        DataTitle = "Chỉ tiêu",
        AltText = "Chỉ tiêu",
    });

    private static TableBlock Table(ChartSpec chart) => new()
    {
        Finding = "Bảng",
        Columns = [new TableColumn { Header = "Tên", Span = 13, IsText = true }, new TableColumn { Header = "", Span = 14, IsChart = true }],
        Rows = [.. chart.Categories.Select(name => new TableRow { Cells = [Cell.Words(name), Cell.Missing] })],
        RowChart = chart,
    };

    private static WorkbookLayout Layout(TableBlock table, Language language = Language.Vietnamese) => WorkbookLayout.Read(ExcelRenderer.Render(SampleDocument.In(language) with
    {
        Pages = [new ReportPage { Tab = "Trang", BandTitle = "Trang", BandNote = "thử", Headline = "Đầu đề", Rows = [BlockRow.Whole(table)] }],
    }));

    private static XElement Chart(TableBlock table, Language language = Language.Vietnamese)
    {
        table = language == Language.English && table.RowChart is { Kind: ChartKind.Timeline } chart
            ? table with { RowChart = TimelineSpec.Of([.. chart.Categories.Select((name, i) => AsTask(chart, name, i))], ReportedOn, language, "Tasks", "Tasks") }
            : table;
        return XElement.Parse(Layout(table, language).Sheets[0].ChartXml.Single());
    }

    private static TimelineTask AsTask(ChartSpec chart, string name, int row)
    {
        DateOnly? Day(params SeriesRole[] roles) => chart.Series.Where(series => roles.Contains(series.Role)).Select(series => series.Values[row]).OfType<double>().Select(day => (DateOnly?)TimelineSpec.DayOf(day)).FirstOrDefault();
        return Some(name, Day(SeriesRole.Start), Day(SeriesRole.Remaining, SeriesRole.Late), 0);
    }

    private static string Name(XElement series) => series.Element(C + "tx")!.Descendants(C + "v").Single().Value;

    private static XElement Series(XElement chart, string name) => chart.Descendants(C + "ser").Single(series => Name(series) == $"{name} x");

    private static IEnumerable<string> Texts(XElement chart) => chart.Descendants(A + "t").Select(text => text.Value);

    private static string Ticks(XElement chart) => string.Join(' ', Texts(chart.Descendants(C + "ser").Single(series => Name(series) is "Nhãn trục x" or "Axis label x")));

    /// <summary>The days of a series' points, without the blanks.</summary>
    private static IEnumerable<string> Days(XElement chart, string name) =>
        Cache(Series(chart, name).Element(C + "xVal")!).OfType<double>().Select(day => TimelineSpec.DayOf(day).ToString("d/M/yyyy", CultureInfo.InvariantCulture));

    private static IEnumerable<double?> Rounded(XElement values) => Cache(values).Select(value => value is { } number ? Math.Round(number, 6) : (double?)null);

    private static double?[] Cache(XElement values)
    {
        XElement cache = values.Descendants(C + "numCache").Single();
        var numbers = new double?[int.Parse(cache.Element(C + "ptCount")!.Attribute("val")!.Value, CultureInfo.InvariantCulture)];
        foreach (XElement point in cache.Elements(C + "pt"))
        {
            numbers[int.Parse(point.Attribute("idx")!.Value, CultureInfo.InvariantCulture)] = double.Parse(point.Element(C + "v")!.Value, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        return numbers;
    }
}
