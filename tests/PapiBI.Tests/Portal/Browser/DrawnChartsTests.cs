using System.Text.Json;
using Microsoft.Playwright;

namespace PapiBI.Tests.Portal.Browser;

[Collection(nameof(Browsing))]
public sealed class DrawnChartsTests(OpenBrowser browser)
{
    [Theory]
    [InlineData("/reports/province-brief?index=PAPI&year=2021&province=92", Visit.Desk)]
    [InlineData("/reports/province-brief?index=PAPI&year=2021&province=92", Visit.Phone)]
    [InlineData("/reports/group-comparison?index=PAPI&year=2021&region=DBSCL", Visit.Desk)]
    [InlineData("/explore?index=PAPI&year=2021&chosen=92", Visit.Phone)]
    public async Task Every_chart_has_marks_that_lie_in_its_drawing_and_beside_the_rows_that_they_are_of(string address, int width)
    {
        await using var visit = await browser.Visit();
        await visit.Open(address);
        await visit.On(width, ColorScheme.Light);
        await visit.Drawn();

        var told = await visit.Page.EvaluateAsync<string>("""
            () => JSON.stringify([...document.querySelectorAll(".chart")].map(chart => {
                const table = chart.classList.contains("over-rows") ? chart.closest("figure").querySelector("table.with-chart") : null;
                const box = part => { const { left, top, right, bottom } = part.getBoundingClientRect(); return { left, top, right, bottom }; };
                return {
                    name: chart.getAttribute("aria-label"),
                    place: box(chart.querySelector("svg")),
                    column: table === null ? null : box(table.tHead.querySelector(".chart-col")),
                    rows: table === null ? [] : [...table.tBodies[0].rows].map(box),
                    marks: [...chart.querySelectorAll("svg path, svg circle, svg rect")].map(mark => ({ ...box(mark), fill: mark.getAttribute("fill") }))
                        .filter(mark => mark.right > mark.left && mark.bottom > mark.top && mark.fill !== null && mark.fill !== "none" && mark.fill !== "transparent"),
                };
            }))
            """);
        var charts = JsonSerializer.Deserialize<Drawn[]>(told, JsonSerializerOptions.Web)!;

        Assert.NotEmpty(charts);
        Assert.All(charts, chart =>
        {
            Assert.NotEmpty(chart.Marks);
            Assert.All(chart.Marks, mark => Assert.True(mark.IsWithin(chart.Place, by: 8), $"{chart.Name}: {mark} is outside {chart.Place}."));
            if (chart.Column is { } column)
            {
                Assert.All(chart.Rows, row => Assert.True(
                    chart.Marks.Any(mark => mark.Top >= row.Top - 1 && mark.Bottom <= row.Bottom + 1) || chart.Marks.Length < chart.Rows.Length,
                    $"{chart.Name}: nothing lies beside {row}."));
                Assert.InRange(chart.Place.Left, column.Left - 1, column.Left + 1);
                Assert.InRange(chart.Place.Right, column.Right - 1, column.Right + 1);
            }
        });
    }

    private sealed record Drawn
    {
        public required string Name { get; init; }
        public required Box Place { get; init; }
        public Box? Column { get; init; }
        public required Box[] Rows { get; init; }
        public required Box[] Marks { get; init; }
    }

    /// <summary>In pixels of the screen.</summary>
    private sealed record Box
    {
        public required double Left { get; init; }
        public required double Top { get; init; }
        public required double Right { get; init; }
        public required double Bottom { get; init; }

        public bool IsWithin(Box other, double by) => Left >= other.Left - by && Top >= other.Top - by && Right <= other.Right + by && Bottom <= other.Bottom + by;
    }
}
