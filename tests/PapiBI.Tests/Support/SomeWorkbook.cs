using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using PapiBI.Etl.Parsing;

namespace PapiBI.Tests.Support;

/// <summary>A workbook made in memory. A cell is a text, a number, a day, an <see cref="ErrorCell"/>, a <see cref="FormulaCell"/> or a <see cref="FormulaText"/>.</summary>
public static class SomeWorkbook
{
    public sealed record ErrorCell(string Value);

    /// <summary>A formula with the value saved with it, if any.</summary>
    public sealed record FormulaCell(string Formula, double? Value = null);

    public sealed record FormulaText(string Formula, string Value);

    /// <summary>A number shown in a format that Excel knows by number: 9 is "0%", 17 is "mmm-yy".</summary>
    public sealed record FormattedCell(double Value, uint Format);

    public static byte[] Of(params (string Name, IReadOnlyList<IReadOnlyList<object>> Rows)[] sheets) => Of(sheets, new Dictionary<string, string[]>());

    /// <param name="sheets">In their order.</param>
    /// <param name="merged">By sheet: areas such as "C5:C8".</param>
    /// <param name="hidden">Names of sheets.</param>
    public static byte[] Of(IReadOnlyList<(string Name, IReadOnlyList<IReadOnlyList<object>> Rows)> sheets, IReadOnlyDictionary<string, string[]> merged, IReadOnlySet<string>? hidden = null)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            WorkbookPart workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var list = new Sheets();
            foreach ((string name, IReadOnlyList<IReadOnlyList<object>> rows) in sheets)
            {
                WorksheetPart part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(rows.Select(RowOf)));
                if (merged.GetValueOrDefault(name) is { Length: > 0 } areas)
                {
                    part.Worksheet.Append(new MergeCells(areas.Select(area => new MergeCell { Reference = area })));
                }

                var sheet = new Sheet { Name = name, Id = workbook.GetIdOfPart(part), SheetId = (uint)(list.ChildElements.Count + 1) };
                if (hidden?.Contains(name) == true)
                {
                    sheet.State = SheetStateValues.Hidden;
                }

                list.Append(sheet);
            }

            workbook.Workbook.Append(list);
        }

        return memory.ToArray();
    }

    /// <summary>Style 1 shows a number as a day, 2 as a percentage, 3 as a month.</summary>
    private static Stylesheet Styles() => new(
        new Fonts(new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(Format(0)),
        new CellFormats(Format(0), Format(14), Format(9), Format(17)),
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }));

    private static CellFormat Format(uint number) => new() { NumberFormatId = number, FontId = 0, FillId = 0, BorderId = 0, ApplyNumberFormat = number > 0 };

    private static Row RowOf(IReadOnlyList<object> cells, int index) =>
        new(cells.Select((cell, i) => CellOf(cell, i, index + 1)).OfType<Cell>()) { RowIndex = (uint)(index + 1) };

    private static Cell? CellOf(object value, int column, int row)
    {
        string place = $"{Positions.LettersOf(column + 1)}{row}";
        return value switch
        {
            "" => null,
            double number => new Cell { CellReference = place, CellValue = new CellValue(number) },
            FormattedCell number => new Cell { CellReference = place, StyleIndex = number.Format == 9 ? 2U : 3U, CellValue = new CellValue(number.Value) },
            DateOnly day => new Cell { CellReference = place, StyleIndex = 1, CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate()) },
            ErrorCell error => new Cell { CellReference = place, DataType = CellValues.Error, CellValue = new CellValue(error.Value) },
            FormulaCell { Value: double saved } formula => new Cell(new CellFormula(formula.Formula), new CellValue(saved)) { CellReference = place },
            FormulaCell formula => new Cell(new CellFormula(formula.Formula)) { CellReference = place },
            FormulaText formula => new Cell(new CellFormula(formula.Formula), new CellValue(formula.Value)) { CellReference = place, DataType = CellValues.String },
            string text => new Cell { CellReference = place, DataType = CellValues.InlineString, InlineString = new InlineString(new DocumentFormat.OpenXml.Spreadsheet.Text(text)) },
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No cell of this type."),
        };
    }
}
