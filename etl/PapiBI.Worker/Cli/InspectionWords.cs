using System.Globalization;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Worker.Cli;

/// <summary>Says what was seen in a workbook: a paragraph a sheet, most of it in one line each.</summary>
internal static class InspectionWords
{
    private const int MostListed = 6;

    public static void Say(Terminal terminal, SeenWorkbook seen)
    {
        int[] years = [.. seen.Sheets.Where(sheet => sheet.Layout is not null).Select(sheet => sheet.Year).OfType<int>().Distinct().Order()];
        var year = years switch
        {
            [] => seen.Year?.ToString(CultureInfo.InvariantCulture),
            [var only] => only.ToString(CultureInfo.InvariantCulture),
            [var first, .., var last] => string.Create(CultureInfo.InvariantCulture, $"{first}–{last}"),
        };
        terminal.Say(
            $"{seen.FileName}: {seen.Index ?? "chưa rõ chỉ số"} {year ?? "chưa rõ năm"}, {seen.Sheets.Count} trang tính",
            $"{seen.FileName}: {seen.Index ?? "index not known"} {year ?? "year not known"}, {seen.Sheets.Count} {(seen.Sheets.Count == 1 ? "sheet" : "sheets")}");
        foreach (var sheet in seen.Sheets)
        {
            Say(terminal, sheet);
        }
    }

    private static void Say(Terminal terminal, SeenSheet sheet)
    {
        var hidden = sheet.IsHidden ? new Text(", ẩn", ", hidden") : new Text("", "");
        terminal.Say(
            $"\n“{sheet.Name}” ({sheet.Rows} dòng × {sheet.Columns} cột{hidden.Vi}): {LayoutWords.Of(sheet.Layout).Vi}",
            $"\n“{sheet.Name}” ({sheet.Rows} rows × {sheet.Columns} columns{hidden.En}): {LayoutWords.Of(sheet.Layout).En}");
        if (sheet.Layout is null)
        {
            return;
        }

        var header = Places(sheet.Header!);
        var code = sheet.Province.Code is { } heading ? $" ({heading.Title ?? heading.Column}: {sheet.Province.Scheme})" : "";
        Line(terminal, "tỉnh", "provinces", new Text(
            $"{sheet.Provinces.Count} tỉnh{(code.Length > 0 ? $", có mã{code}" : "")}; tiêu đề “{sheet.Header!.Shown}” ở {header}, {sheet.HeaderRows} dòng",
            $"{sheet.Provinces.Count} provinces{(code.Length > 0 ? $", with codes{code}" : "")}; heading “{sheet.Header!.Shown}” in {header}, {sheet.HeaderRows} {(sheet.HeaderRows == 1 ? "row" : "rows")}"));
        Line(terminal, "tên khác", "other names", sheet.OtherNames);
        Line(terminal, "không phải tỉnh", "not provinces", sheet.Footers.Select(Quoted));
        Line(terminal, "tỉnh lạ?", "unknown province?", sheet.Strangers.Select(Quoted));
        Line(terminal, "năm", "year", Years(sheet));
        foreach (var group in sheet.Sure.GroupBy(figure => (figure.Guess!.Measure, figure.Guess.Reason)))
        {
            var items = group.Select(figure => figure.Guess!.Confidence < 0.995 ? $"{figure.Guess.Item} ({Percent(figure)})" : figure.Guess.Item);
            Line(terminal, Measure(group.Key.Measure), group.Key.Measure, new Text($"{string.Join(", ", items)} – {Why(group.Key.Reason).Vi}", $"{string.Join(", ", items)} – {Why(group.Key.Reason).En}"));
        }

        Line(terminal, "tên khác cấu trúc", "named otherwise", sheet.Sure.Where(figure => figure.Guess!.IsOtherName).Select(figure => figure.Heading.Shown));
        Line(terminal, "chưa chắc", "not certain", sheet.Unsure.Select(figure => $"{Quoted(figure.Heading)} → {figure.Guess!.Item}{(figure.Guess.Measure == "score" ? "" : $" {figure.Guess.Measure}")} ({Percent(figure)})"));
        Line(terminal, "không đọc", "not read", sheet.Figures.Where(figure => figure.Guess is null).Select(figure => figure.Heading.Shown.Length > 40 ? $"{figure.Heading.Shown[..40]}…" : figure.Heading.Shown));
    }

    private static Text Years(SeenSheet sheet)
    {
        var against = sheet.Contradictions.Select(found => $"{found.Year} {Quoted(found.Where)}").Distinct(StringComparer.Ordinal).ToArray();
        if (sheet.YearColumn is { } column)
        {
            return new($"cột “{column.Title}”", $"the column “{column.Title}”");
        }

        var year = sheet.Year?.ToString(CultureInfo.InvariantCulture) ?? "?";
        var from = sheet.Years.Where(found => found.Year == sheet.Year).Select(found => found.Where).FirstOrDefault();
        Text where = from is null ? new(sheet.Year is null ? "" : " (của cả tệp)", sheet.Year is null ? "" : " (of the whole file)")
            : from.Origin == Origin.File ? new(" (tên tệp)", " (file name)")
            : from.Text == sheet.Name ? new(" (tên trang tính)", " (sheet name)")
            : new($" ({Quoted(from)})", $" ({Quoted(from)})");
        return new(
            $"{year}{where.Vi}{(against.Length > 0 ? $"; TRÁI VỚI: {string.Join(", ", against)}" : "")}",
            $"{year}{where.En}{(against.Length > 0 ? $"; AGAINST IT: {string.Join(", ", against)}" : "")}");
    }

    private static Text Why(Reason reason) => reason switch
    {
        Reason.Code => new("theo mã trong tiêu đề", "by the code in the heading"),
        Reason.Name => new("đúng tên", "by name"),
        Reason.Position => new("theo số thứ tự", "by number"),
        Reason.Total => new("chỉ số tổng", "the total"),
        Reason.Likeness => new("tên gần giống", "by a like name"),
        Reason.Doubt => new("còn ngờ", "doubtful"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No words for this reason."),
    };

    private static string Measure(string code) => code switch
    {
        "score" => "điểm",
        "rank" => "xếp hạng",
        "rank_change" => "thay đổi hạng",
        "group" => "nhóm",
        "standard_error" => "sai số chuẩn",
        "interval_low" => "cận dưới",
        "interval_high" => "cận trên",
        "variance" => "phương sai",
        "observations" => "số quan sát",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No word for this measure."),
    };

    private static void Line(Terminal terminal, string vi, string en, IEnumerable<string> words)
    {
        string[] all = [.. words];
        if (all.Length > 0)
        {
            var more = all.Length - MostListed;
            var listed = string.Join("; ", all.Take(MostListed));
            Line(terminal, vi, en, more > 0 ? new Text($"{listed}; và {more} nữa", $"{listed}; and {more} more") : new Text(listed, listed));
        }
    }

    private static void Line(Terminal terminal, string vi, string en, Text words) => terminal.Say($"  {vi}: {words.Vi}", $"  {en}: {words.En}");

    private static string Quoted(RawCell cell) => $"“{Headings(cell.Shown)}”";

    private static string Headings(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Percent(SeenFigure figure) => (figure.Guess!.Confidence * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Places(RawCell cell) => cell.Origin.Position;
}
