using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using PapiBI.Portal.House;
using PapiBI.Reports.Documents;

namespace PapiBI.Portal.Reports;

/// <summary>A block of a report as HTML: whole without scripts. A report has thousands of cells, so they are written straight to the page.</summary>
public sealed class BlockMarkup(BlockView view) : IHtmlContent
{
    private const int Steps = 4;

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var to = new HtmlMarkup(writer, encoder);
        switch (view.Block)
        {
            case TilesBlock tiles:
                Tiles(to, tiles);
                break;
            case NarrativeBlock narrative:
                to.Write($"<p class=\"narrative\">{narrative.Text}</p>\n");
                break;
            case NotesBlock notes:
                to.Write($"<ul class=\"notes\">\n");
                foreach (var line in notes.Lines)
                {
                    to.Write($"<li>{line}</li>\n");
                }

                to.Write($"</ul>\n");
                break;
            case HeadingBlock heading:
                to.Write($"<div class=\"heading\">\n<h3>{heading.Finding}</h3>\n");
                if (heading.Contents.Length > 0)
                {
                    to.Write($"<p class=\"contents\">{heading.Contents}</p>\n");
                }

                to.Write($"</div>\n");
                break;
            case TableBlock table:
                Table(to, table);
                break;
            case ChartBlock chart:
                to.Write($"<figure class=\"block\">\n");
                Caption(to, chart.Finding, chart.Contents);
                Legend(to, chart.Legend);
                Chart(to, chart.Chart, isOverRows: false, chart.Height);
                to.Write($"</figure>\n");
                break;
            case TileMapBlock map:
                Map(to, map);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(writer), view.Block, "No HTML for this block.");
        }
    }

    private void Tiles(HtmlMarkup to, TilesBlock tiles)
    {
        to.Write($"<ul class=\"tiles\">\n");
        foreach (var tile in tiles.Tiles)
        {
            to.Write($"<li class=\"tile\">\n<span class=\"tile-label\">{tile.Label}</span>\n<span class=\"tile-value\">{view.Show(tile.Value)}");
            if (tile.SecondValue is { } second)
            {
                to.Write($" · {view.Show(second)}");
            }

            to.Write($"</span>\n");
            if (tile.Change is { } change)
            {
                to.Write($"<span class=\"tile-change\">");
                Toned(to, change);
                if (tile.SecondChange is { } secondChange)
                {
                    to.Write($" · ");
                    Toned(to, secondChange);
                }

                to.Write($"</span>\n");
            }

            if (tile.Steps is { } steps)
            {
                to.Write($"<span class=\"tile-steps\" aria-hidden=\"true\">");
                for (var step = Steps; step >= 1; step--)
                {
                    to.Write($"<span class=\"step step{step}{(steps.Now == step ? " now" : "")}{(steps.Before == step ? " before" : "")}\"></span>\n");
                }

                to.Write($"</span>\n");
            }

            if (tile.Note.Length > 0)
            {
                to.Write($"<span class=\"tile-note\">{tile.Note}</span>\n");
            }

            to.Write($"</li>\n");
        }

        to.Write($"</ul>\n");
    }

    private void Toned(HtmlMarkup to, Cell cell)
    {
        to.Write($"<span");
        to.Classes(BlockView.Class(cell.Tone));
        to.Write($">{view.Show(cell)}</span>");
    }

    private void Table(HtmlMarkup to, TableBlock table)
    {
        to.Write($"<figure class=\"block{(table is { RowChart: not null, Rows.Count: > BlockView.MostRowsWithBarsOnPaper } ? " long" : "")}\"");
        if (view.TableNumber is { } number)
        {
            to.Write($" data-table=\"{number}\"");
        }

        to.Write($">\n");
        Caption(to, table.Finding, table.Contents);
        if (table.RowChart is not null)
        {
            Legend(to, table.Legend);
        }

        to.Write($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{BlockView.Name(table.Finding, table.Contents, view.T("Bảng", "Table"))}\">\n");
        new TableMarkup(view, table).WriteTo(to);
        to.Write($"</div>\n");
        if (table.RowChart is { } chart)
        {
            Chart(to, chart, isOverRows: true, height: null);
        }

        if (view.TableAddress is { } address)
        {
            to.Write($"<p class=\"take\"><a href=\"{address}\">{view.T("Bảng này dưới dạng CSV", "This table as CSV")}</a></p>\n");
        }

        to.Write($"</figure>\n");
    }

    private static void Caption(HtmlMarkup to, string finding, string contents)
    {
        to.Write($"<figcaption>\n");
        if (finding.Length > 0)
        {
            to.Write($"<h3>{finding}</h3>\n");
        }

        if (contents.Length > 0)
        {
            to.Write($"<p class=\"contents\">{contents}</p>\n");
        }

        to.Write($"</figcaption>\n");
    }

    private static void Legend(HtmlMarkup to, string legend)
    {
        if (legend.Length > 0)
        {
            to.Write($"<p class=\"legend chart-only\">{legend}</p>\n");
        }
    }

    /// <summary>What scripts draw, and the same as a table for who cannot see it.</summary>
    /// <param name="to">The page.</param>
    /// <param name="chart">What it means.</param>
    /// <param name="isOverRows">Whether it is drawn over the rows of the table before it.</param>
    /// <param name="height">Pixels; null where the rows decide.</param>
    private void Chart(HtmlMarkup to, ChartSpec chart, bool isOverRows, int? height)
    {
        to.Write($"<div class=\"chart chart-only{(isOverRows ? $" over-rows of-{chart.Kind.ToString().ToLowerInvariant()}" : "")}\" role=\"img\" aria-label=\"{chart.AltText}\"");
        if (height is { } pixels)
        {
            to.Write($" data-height=\"{pixels}\"");
        }

        to.Write($">\n<script type=\"application/json\">{DocumentJson.Of(chart)}</script>\n");
        if (height is { } room)
        {
            // Keeps the chart's room until it is drawn, so that nothing below it moves.
            to.Write($"<svg width=\"1\" height=\"{room}\" aria-hidden=\"true\"></svg>\n");
        }

        to.Write($"</div>\n");
        to.Write($"""
            <details class="numbers">
            <summary>{view.T("Số liệu của biểu đồ", "The chart's numbers")}</summary>
            <p class="contents">{chart.AltText}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="{chart.DataTitle}">
            <table>
            <thead>
            <tr><th scope="col" class="words">{chart.DataTitle}</th>
            """);
        foreach (var series in chart.Series)
        {
            to.Write($"<th scope=\"col\" class=\"number\">{series.Name}</th>");
        }

        to.Write($"</tr>\n</thead>\n<tbody>\n");
        for (var i = 0; i < chart.Categories.Count; i++)
        {
            to.Write($"<tr><th scope=\"row\" class=\"words\">{chart.Categories[i]}</th>");
            foreach (var series in chart.Series)
            {
                to.Write($"<td class=\"number\">{view.Number(chart, series, i)}</td>");
            }

            to.Write($"</tr>\n");
        }

        to.Write($"</tbody>\n</table>\n</div>\n</details>\n");
    }

    private void Map(HtmlMarkup to, TileMapBlock map)
    {
        to.Write($"<figure class=\"block\">\n");
        Caption(to, map.Finding, map.Contents);
        to.Write($"<p class=\"legend\">");
        for (var i = 0; i < map.Steps.Count; i++)
        {
            to.Write($"<span class=\"key\"><span class=\"step step{i + 1}\" aria-hidden=\"true\"></span> {map.Steps[i]}</span>\n");
        }

        to.Write($"</p>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{BlockView.Name(map.Finding, map.Contents, view.T("Bản đồ", "Map"))}\">\n<ul class=\"map\">\n");
        foreach (var tile in map.Tiles.OrderBy(tile => tile.Row).ThenBy(tile => tile.Column))
        {
            to.Write($"<li class=\"m r{tile.Row} k{tile.Column} step{tile.Step ?? 0}{(tile.IsSubject ? " subject" : "")}\"");
            to.Attribute("title", tile.Tip);
            to.Attribute("data-key", view.Choose is null ? tile.Key : null);
            if (view.Address(tile.Key) is { } address)
            {
                to.Write($"><a href=\"{address}\" data-key=\"{tile.Key}\"><span>{tile.Name}</span> <strong>{view.Show(tile.Value)}</strong></a></li>\n");
            }
            else
            {
                to.Write($"><span>{tile.Name}</span> <strong>{view.Show(tile.Value)}</strong></li>\n");
            }
        }

        to.Write($"</ul>\n</div>\n");
        foreach (var note in map.Notes)
        {
            to.Write($"<p class=\"contents\">{note}</p>\n");
        }

        to.Write($"</figure>\n");
    }
}
