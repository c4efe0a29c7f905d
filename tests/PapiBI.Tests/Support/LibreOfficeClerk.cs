using System.Globalization;
using System.Security;

namespace PapiBI.Tests.Support;

/// <summary>Somebody at a spreadsheet program: a macro of a fresh profile opens a workbook, works in it as told and saves it.</summary>
public sealed class LibreOfficeClerk(string folder)
{
    private static readonly DateTime FirstDay = new(1899, 12, 30);

    private readonly List<string> orders = [];

    public LibreOfficeClerk Type(Typing typing) => Order(typing.Value is string ? "text" : "number", typing.Sheet, typing.Column, typing.Row, typing.Value switch
    {
        string text => text,
        DateTime day => (day - FirstDay).TotalDays.ToString(CultureInfo.InvariantCulture),
        var number => Convert.ToString(number, CultureInfo.InvariantCulture)!,
    });

    /// <summary>Sorts lines by a column.</summary>
    public LibreOfficeClerk Sort(string sheet, int column, int firstRow, int lastRow, int lastColumn) => Order("sort", sheet, column, firstRow, lastRow, lastColumn);

    public LibreOfficeClerk InsertRows(string sheet, int before, int count) => Order("insert", sheet, 1, before, count);

    /// <summary>Takes a column out and puts it before another that stands to its left.</summary>
    public LibreOfficeClerk MoveColumn(string sheet, int column, int before) => Order("move", sheet, column, 1, before);

    /// <summary>Merges the cells of a column that hold a text, which stand below each other.</summary>
    public LibreOfficeClerk Merge(string sheet, int column, int firstRow, string text) => Order("merge", sheet, column, firstRow, text);

    /// <returns>The workbook as it was saved.</returns>
    public byte[] Work(byte[] workbook)
    {
        string Path(string name) => System.IO.Path.Combine(folder, name);
        File.WriteAllBytes(Path("before.xlsx"), workbook);
        File.WriteAllLines(Path("orders.txt"), orders);
        string profile = $"-env:UserInstallation={new Uri(Path("profile")).AbsoluteUri}";

        // The first start makes the profile, and its one module with nothing in it.
        LibreOffice.Run("soffice", profile, "--headless", "--terminate_after_init");
        File.WriteAllText(Path("profile/user/basic/Standard/Module1.xba"), $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">{SecurityElement.Escape(Macro)}</script:module>
            """);
        LibreOffice.Run("soffice", profile, "--headless", $"macro:///Standard.Module1.Work(\"{Path("before.xlsx")}\",\"{Path("orders.txt")}\",\"{Path("after.xlsx")}\")");
        Assert.Equal("", File.Exists(Path("after.xlsx.error")) ? File.ReadAllText(Path("after.xlsx.error")) : "");
        return File.ReadAllBytes(Path("after.xlsx"));
    }

    private LibreOfficeClerk Order(string verb, string sheet, int column, int row, params object[] rest)
    {
        orders.Add(string.Join('\t', (object[])[verb, sheet, column, row, .. rest]));
        return this;
    }

    private const string Macro = """
        Sub Work(source As String, orders As String, target As String)
          On Error GoTo Failed
          Dim hidden(0) As New com.sun.star.beans.PropertyValue
          hidden(0).Name = "Hidden" : hidden(0).Value = True
          doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
          For i = 0 To doc.Sheets.Count - 1
            doc.Sheets.getByIndex(i).unprotect("")
          Next
          file = createUnoService("com.sun.star.ucb.SimpleFileAccess")
          lines = createUnoService("com.sun.star.io.TextInputStream")
          lines.setInputStream(file.openFileRead(ConvertToURL(orders)))
          lines.setEncoding("UTF-8")
          Do While Not lines.isEOF()
            told = lines.readLine()
            If Len(told) > 0 Then Obey(doc, Split(told, Chr(9)))
          Loop
          lines.closeInput()
          Dim saved(0) As New com.sun.star.beans.PropertyValue
          saved(0).Name = "FilterName" : saved(0).Value = "Calc MS Excel 2007 XML"
          doc.storeToURL(ConvertToURL(target), saved())
          doc.close(True)
          StarDesktop.terminate()
          Exit Sub
        Failed:
          n = FreeFile
          Open target & ".error" For Output As #n
          Print #n, Error$ & " in " & Erl & ": " & told
          Close #n
          StarDesktop.terminate()
        End Sub

        Sub Obey(doc, told)
          sheet = doc.Sheets.getByName(told(1))
          column = CLng(told(2)) - 1
          row = CLng(told(3)) - 1
          Select Case told(0)
          Case "text"
            sheet.getCellByPosition(column, row).String = told(4)
          Case "number"
            sheet.getCellByPosition(column, row).Value = Val(told(4))
          Case "insert"
            sheet.Rows.insertByIndex(row, CLng(told(4)))
          Case "sort"
            Dim fields(0) As New com.sun.star.table.TableSortField
            fields(0).Field = column
            fields(0).IsAscending = True
            Dim how(1) As New com.sun.star.beans.PropertyValue
            how(0).Name = "SortFields" : how(0).Value = fields()
            how(1).Name = "ContainsHeader" : how(1).Value = False
            sheet.getCellRangeByPosition(0, row, CLng(told(5)) - 1, CLng(told(4)) - 1).sort(how())
          Case "move"
            goal = CLng(told(4)) - 1
            sheet.Columns.insertByIndex(goal, 1)
            area = sheet.getCellRangeByPosition(column + 1, 0, column + 1, 1100).RangeAddress
            place = sheet.getCellByPosition(goal, 0).CellAddress
            sheet.moveRange(place, area)
            sheet.Columns.removeByIndex(column + 1, 1)
          Case "merge"
            first = row
            Do While sheet.getCellByPosition(column, first).String <> told(4)
              first = first + 1
            Loop
            last = first
            Do While sheet.getCellByPosition(column, last + 1).String = told(4)
              last = last + 1
              sheet.getCellByPosition(column, last).String = ""
            Loop
            sheet.getCellRangeByPosition(column, first, column, last).merge(True)
          End Select
        End Sub
        """;
}
