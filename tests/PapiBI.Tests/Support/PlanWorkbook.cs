using System.Globalization;
using OfficeOpenXml;
using PapiBI.Etl.Described;

namespace PapiBI.Tests.Support;

/// <summary>A cell and what a clerk types there: a text, a number or a day.</summary>
public sealed record Typing(string Sheet, int Row, int Column, object Value);

/// <summary>Fills a template of a plan as a clerk would: under its headings, with the words of its lists.</summary>
public static class PlanWorkbook
{
    public static PlanDescription Description { get; } = PlanBook.Descriptions.All.Single(described => described.Plan is not null).Plan!;

    public static byte[] Fill(byte[] template, PlanContents contents)
    {
        using var package = new ExcelPackage(new MemoryStream(template));
        foreach (var typing in Typings(template, contents))
        {
            package.Workbook.Worksheets[typing.Sheet].Cells[typing.Row, typing.Column].Value = typing.Value;
        }

        return package.GetAsByteArray();
    }

    /// <summary>What is typed, cell by cell. On the sheet of targets the lines that are filled come first, then those that stand in the template and have no target.</summary>
    public static IReadOnlyList<Typing> Typings(byte[] template, PlanContents contents)
    {
        using var package = new ExcelPackage(new MemoryStream(template));
        var items = package.Workbook.Names["list_items"].Select(cell => cell.Text).ToList();
        var typings = new List<Typing>();
        foreach (var described in Description.Sheets)
        {
            var sheet = package.Workbook.Worksheets[described.Title.Vi];
            if (described.Role == PlanRole.Plan)
            {
                typings.AddRange(contents[PlanRole.Plan][0].Select(cell => new Typing(sheet.Name, Find(sheet, described, cell.Key, inFirstColumn: true).Start.Row, 2, Typed(described, cell.Key, cell.Value, items))));
                continue;
            }

            var columns = described.Fields.Keys.ToDictionary(field => field, field => Find(sheet, described, field, inFirstColumn: false));
            var row = columns.Values.First().Start.Row;
            var filled = contents[described.Role];
            var standing = described.Role == PlanRole.Targets ? Standing(sheet, row, columns["item"].Start.Column) : [];
            foreach (var line in filled)
            {
                row++;
                typings.AddRange(line.Select(cell => new Typing(sheet.Name, row, columns[cell.Key].Start.Column, Typed(described, cell.Key, cell.Value, items))));
                if (described.Role == PlanRole.Targets)
                {
                    typings.Add(new Typing(sheet.Name, row, columns["item"].Start.Column + 1, standing[(string)Typed(described, "item", line["item"], items)]));
                }
            }

            foreach (var (item, last) in standing.Where(line => filled.All(own => (string)Typed(described, "item", own["item"], items) != line.Key)))
            {
                row++;
                typings.Add(new Typing(sheet.Name, row, columns["no"].Start.Column, (row - columns["no"].Start.Row).ToString(CultureInfo.InvariantCulture)));
                typings.Add(new Typing(sheet.Name, row, columns["index"].Start.Column, contents[PlanRole.Plan][0]["indices"]));
                typings.Add(new Typing(sheet.Name, row, columns["year"].Start.Column, contents[PlanRole.Plan][0]["firstYear"]));
                typings.Add(new Typing(sheet.Name, row, columns["item"].Start.Column, item));
                typings.Add(new Typing(sheet.Name, row, columns["item"].Start.Column + 1, last));
                typings.Add(new Typing(sheet.Name, row, columns["baseYear"].Start.Column, (double)contents[PlanRole.Plan][0]["firstYear"] - 1));
            }
        }

        return typings;
    }

    /// <summary>By item: its last result.</summary>
    private static Dictionary<string, string> Standing(ExcelWorksheet sheet, int header, int column)
    {
        var lines = new Dictionary<string, string>();
        for (var row = header + 1; sheet.Cells[row, column].Text.Length > 0; row++)
        {
            lines.Add(sheet.Cells[row, column].Text, sheet.Cells[row, column + 1].Text);
        }

        return lines;
    }

    private static ExcelRangeBase Find(ExcelWorksheet sheet, PlanSheet described, string field, bool inFirstColumn) =>
        sheet.Cells[1, 1, 40, inFirstColumn ? 1 : 30].First(cell => cell.Text.TrimEnd('*', ' ') == described.Fields[field][0]);

    private static object Typed(PlanSheet described, string field, object value, IReadOnlyList<string> items) => (described.Role, field) switch
    {
        (_, "isIllustrative") => Description.Words.Yes[0],
        (PlanRole.Plan, "ownerKind") => Description.Words.Owners[(string)value][0],
        (PlanRole.Targets, "kind") => Description.Words.Kinds[(string)value][0],
        (PlanRole.Targets, "item") => items.First(item => (string)value == "PAPI" ? item.StartsWith("PAPI – ", StringComparison.Ordinal) : item.StartsWith($"PAPI {value} – ", StringComparison.Ordinal)),
        (PlanRole.Progress, "status") => Description.Words.Statuses[(string)value][0],
        (_, "start" or "due" or "completedOn" or "issuedOn") => DateTime.ParseExact((string)value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value,
    };
}
