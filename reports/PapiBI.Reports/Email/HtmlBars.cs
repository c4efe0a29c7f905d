using System.Globalization;
using System.Text;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Pictures;
using PapiBI.Warehouse;
using static PapiBI.Reports.Email.MailWords;

namespace PapiBI.Reports.Email;

/// <summary>A table whose chart column is drawn by the widths of small cells: the subject's bar, and one mark for the mean or the target.</summary>
internal static class HtmlBars
{
    private const double MarkWidth = 2;
    private const string MarkInk = "#8A94A3";

    public static string Write(TableBlock table, Language language)
    {
        ChartSpec chart = table.RowChart!;
        ChartSeries subject = chart.Series.FirstOrDefault(series => series.Role == SeriesRole.Subject) ?? chart.Series[0];

        // In cells there is room for one mark: several would stand on each other.
        ChartSeries? mean = new[] { SeriesRole.Target, SeriesRole.Nation, SeriesRole.Region }.Select(role => chart.Series.FirstOrDefault(series => series.Role == role)).FirstOrDefault(series => series is not null);
        int[] columns = [.. MailStory.ColumnsInWords(table).Concat(Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].IsChart)).Order()];

        StringBuilder html = new();
        html.Append("""<table width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;border-collapse:collapse;">""").Append("\n<tr>");
        foreach (int i in columns)
        {
            html.Append(Header(table.Columns[i]));
        }

        html.Append("</tr>\n");
        for (int r = 0; r < table.Rows.Count; r++)
        {
            html.Append(Row(table, columns, r, language, chart, subject, mean));
        }

        return html.Append("</table>\n").Append(Legend(subject, mean)).ToString();
    }

    private static string Header(TableColumn column) => $"""
        <th class="quiet hair" scope="col"{WidthOf(column)} align="{AlignOf(column)}" valign="bottom" style="text-align:{AlignOf(column)};font-size:14px;line-height:18px;font-weight:normal;color:{Ink.Quiet};border-bottom:1px solid {Ink.Subject};padding:3px 6px;">{Html(column.Header)}</th>
        """;

    private static string Row(TableBlock table, int[] columns, int r, Language language, ChartSpec chart, ChartSeries subject, ChartSeries? mean)
    {
        TableRow row = table.Rows[r];
        string fill = row.IsSubject ? $"background:{Ink.Tint};" : "";
        StringBuilder html = new();
        html.Append(row.IsSubject ? $"""<tr class="tint" bgcolor="{Ink.Tint}" style="{fill}">""" : "<tr>").Append('\n');
        bool isName = true;
        foreach (int i in columns)
        {
            TableColumn column = table.Columns[i];
            if (column.IsChart)
            {
                html.Append($"""<td class="hair" width="29%" valign="middle" style="width:29%;padding:7px 6px;border-bottom:1px solid {Ink.Hair};">{Bar(chart, r, At(subject, r), mean is null ? null : At(mean, r))}</td>""").Append('\n');
                continue;
            }

            Cell cell = row.Cells[i];
            string tag = isName ? "th scope=\"row\"" : "td";
            string nowrap = column.IsText ? "" : "white-space:nowrap;";
            string weight = row.IsStrong ? "bold" : "normal";
            html.Append($"""
                <{tag} class="{HtmlTone.RoleOf(cell.Tone)} hair" align="{AlignOf(column)}" valign="middle" style="text-align:{AlignOf(column)};font-size:15px;line-height:19px;font-weight:{weight};{nowrap}color:{HtmlTone.InkOf(cell.Tone)};padding:7px 6px;border-bottom:1px solid {Ink.Hair};">{Html(CellText.Show(cell, language))}</{(isName ? "th" : "td")}>

                """);
            isName = false;
        }

        return html.Append("</tr>\n").ToString();
    }

    private static string Bar(ChartSpec chart, int row, double? value, double? mean)
    {
        if (chart.Kind == ChartKind.Bullet && chart.Scales.ElementAtOrDefault(row) is null)
        {
            return "";
        }

        double min = chart.Min ?? 0;
        double max = chart.Max ?? chart.Series.SelectMany(series => series.Values).Max() ?? min + 1;
        double Share(double number) => chart.Kind == ChartKind.Bullet ? chart.Scales[row]!.Share(number) * 100 : Math.Clamp((number - min) / Math.Max(max - min, 1e-9) * 100, 0, 100);

        double end = value is { } v ? Share(v) : 0;
        List<(double Width, string Role, string Ink)> parts = [];
        if (mean is { } m)
        {
            double mark = Math.Clamp(Share(m) - (MarkWidth / 2), 0, 100 - MarkWidth);
            Add(Math.Min(end, mark), "bar", Ink.Subject);
            Add(mark - Math.Min(end, mark), "track", Ink.Hair);
            Add(MarkWidth, "mark", MarkInk);
            Add(end - mark - MarkWidth, "bar", Ink.Subject);
            Add(100 - Math.Max(end, mark + MarkWidth), "track", Ink.Hair);
        }
        else
        {
            Add(end, "bar", Ink.Subject);
            Add(100 - end, "track", Ink.Hair);
        }

        StringBuilder cells = new();
        foreach ((double width, string role, string ink) in parts)
        {
            string percent = width.ToString("0.#", CultureInfo.InvariantCulture);
            cells.Append($"""<td class="{role}" width="{percent}%" height="14" bgcolor="{ink}" style="width:{percent}%;height:14px;background:{ink};font-size:1px;line-height:14px;">&nbsp;</td>""");
        }

        return $"""<table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;table-layout:fixed;"><tr>{cells}</tr></table>""";

        void Add(double width, string role, string ink)
        {
            if (width >= 0.3)
            {
                parts.Add((width, role, ink));
            }
        }
    }

    private static string Legend(ChartSeries subject, ChartSeries? mean)
    {
        string second = mean is null ? "" : $"""{Swatch("mark", MarkInk, 4)} {Html(mean.Name)}""";
        return $"""<div class="quiet" style="font-size:14px;line-height:20px;color:{Ink.Quiet};padding-top:6px;">{Swatch("bar", Ink.Subject, 16)} {Html(subject.Name)} &nbsp; {second}</div>""";
    }

    private static string Swatch(string role, string ink, int width) =>
        $"""<span class="{role}" style="display:inline-block;vertical-align:middle;width:{width}px;height:11px;background:{ink};font-size:1px;line-height:11px;">&nbsp;</span>""";

    private static double? At(ChartSeries series, int row) => row < series.Values.Count ? series.Values[row] : null;

    // Figures take what they need; the name takes the rest.
    private static string WidthOf(TableColumn column) => column.IsText || column.IsChart ? "" : " width=\"1%\"";

    private static string AlignOf(TableColumn column) => column.IsText || column.IsChart ? "left" : "right";
}
