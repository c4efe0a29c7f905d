using PapiBI.Tests.Support;

namespace PapiBI.Tests.Reports.Excel;

/// <summary>The checker itself: each fault planted is found.</summary>
public sealed class WorkbookLayoutTests
{
    private static readonly SheetLayout Clean = new()
    {
        Name = "Trang",
        Cells = [new CellFact(1, 1, "Đầu đề 2021", null), new CellFact(2, 1, "1.1", null), new CellFact(2, 2, null, 41.23)],
        Merged = [new CellBox(1, 1, 1, 5)],
        Charts = [new ChartFact("chart1", "Điểm", new CellBox(3, 1, 10, 5))],
        BreaksAfter = [10],
        PrintArea = new CellBox(1, 1, 20, 5),
        RowHeights = new Dictionary<int, double> { [1] = 40 },
    };

    [Fact]
    public void A_clean_sheet_has_no_problems() => Assert.Empty(Clean.Problems());

    [Fact]
    public void A_chart_over_a_merged_cell_is_found() =>
        Assert.Contains("lies over", Assert.Single((Clean with { Merged = [new CellBox(2, 2, 3, 2)] }).Problems()), StringComparison.Ordinal);

    [Fact]
    public void Charts_over_each_other_are_found() =>
        Assert.Contains("over each other", Assert.Single((Clean with { Charts = [.. Clean.Charts, new ChartFact("chart2", "Hạng", new CellBox(10, 5, 12, 5))], BreaksAfter = [] }).Problems()), StringComparison.Ordinal);

    [Fact]
    public void A_break_through_a_chart_is_found() =>
        Assert.Contains("cuts", Assert.Single((Clean with { BreaksAfter = [5] }).Problems()), StringComparison.Ordinal);

    [Fact]
    public void A_chart_off_the_printed_area_is_found() =>
        Assert.Contains("printed area", Assert.Single((Clean with { PrintArea = new CellBox(1, 1, 20, 4) }).Problems()), StringComparison.Ordinal);

    [Theory]
    [InlineData("41,23")]
    [InlineData("41.23")]
    [InlineData("▼ −1,66")]
    [InlineData("−13")]
    [InlineData("42/60")]
    [InlineData("=42/60")]
    [InlineData("· 4/5")]
    public void A_number_written_as_text_is_found(string text) =>
        Assert.Contains("as text", Assert.Single((Clean with { Cells = [new CellFact(1, 1, text, null)] }).Problems()), StringComparison.Ordinal);
}
