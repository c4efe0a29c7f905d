using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>.xls means what .xlsx means.</summary>
public sealed class OldWorkbookTests
{
    [Fact]
    public void A_table_in_an_old_workbook_is_read_like_one_in_a_new_workbook()
    {
        ReadResult result = SomeTable.Read("papi.xls", SomeOldWorkbook.Of("Sheet1", Papi2020()));

        Assert.Empty(result.Issues);
        Assert.Equal(
            Samples.Batch("papi-2020.csv").Rows.Select(row => row with { Origin = Origin.File }),
            result.Batch!.Rows.Select(row => row with { Origin = Origin.File }));
    }

    [Theory]
    [InlineData(0x2A, "#N/A")]
    [InlineData(0x07, "#DIV/0!")]
    [InlineData(0x17, "#REF!")]
    public void An_error_is_refused_and_not_taken_for_missing(int code, string said)
    {
        foreach (object cell in new object[] { new SomeOldWorkbook.ErrorCode((byte)code), new SomeOldWorkbook.FormulaError((byte)code) })
        {
            Issue issue = Assert.Single(SomeTable.Read("papi.xls", SomeOldWorkbook.Of("Sheet1", Papi2020(("58", "8.1", cell)))).Issues);

            Assert.Equal(IssueCodes.NotANumber, issue.Code);
            Assert.StartsWith($"Cell AC44, sheet “Sheet1”: “{said}” is an Excel error value", issue.Message.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_formula_saved_without_its_value_is_refused_and_not_taken_for_missing() =>
        Assert.Equal(
            (IssueCodes.NotANumber, "AC44"),
            SomeTable.Read("papi.xls", SomeOldWorkbook.Of("Sheet1", Papi2020(("58", "8.1", new SomeOldWorkbook.FormulaError(null))))).Issues.Select(i => (i.Code, i.Origin.Position)).Single());

    [Fact]
    public void Cells_keep_their_place_and_meaning()
    {
        RawSheet sheet = Assert.Single(Sheets(SomeOldWorkbook.Of("Bảng 1", [["Tỉnh", 0.5, "", new SomeOldWorkbook.Percent(0.8497), new DateOnly(2009, 1, 31)], [], ["cuối"]], isHidden: true)));

        Assert.Equal(("Bảng 1", true), (sheet.Name, sheet.IsHidden));
        Assert.Equal(["Tỉnh", "0.5", "", "84.97%", "2009-01-31", "cuối"], sheet.Rows.SelectMany(row => row.Cells).Select(cell => cell.Text));
        Assert.Equal(("A3", 0.8497, true), (sheet.Rows[1][0].Origin.Position, sheet.Rows[0][3].Number, sheet.Rows[0][3].IsPercent));
    }

    [Fact]
    public void A_workbook_with_a_password_is_refused()
    {
        Refused(SomeOldWorkbook.Of("A", [["x"]], isEncrypted: true), IssueCodes.EncryptedWorkbook, "File: the workbook has a password");
        Refused(SomeOldWorkbook.File("EncryptedPackage", new byte[5000]), IssueCodes.EncryptedWorkbook, "File: the workbook has a password");
    }

    [Fact]
    public void Another_file_in_the_same_wrapping_is_refused()
    {
        Refused(SomeOldWorkbook.File("WordDocument", new byte[5000]), IssueCodes.NotAnXlsx, "File: this is not an .xlsx or .xls workbook");
        Refused(SomeOldWorkbook.File("Book", new byte[5000]), IssueCodes.NotAnXlsx, "File: this is not an .xlsx or .xls workbook");
        Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], IssueCodes.DamagedWorkbook, "File: the workbook is damaged");
    }

    [Fact]
    public void A_chain_of_sectors_in_a_circle_is_refused()
    {
        byte[] file = SomeOldWorkbook.Of("A", [["x"]]);
        file[^(512 - 8)] = 1;

        Refused(file, IssueCodes.DamagedWorkbook, "File: the workbook is damaged");
    }

    private static IReadOnlyList<RawSheet> Sheets(byte[] bytes)
    {
        var faults = new Faults();
        IReadOnlyList<RawSheet> sheets = new FileReader().Sheets("some.xls", bytes, faults);
        Assert.Empty(faults.Found);
        return sheets;
    }

    private static void Refused(byte[] bytes, string code, string en)
    {
        Issue issue = Assert.Single(new FileReader().Read("papi.xls", bytes).Issues);

        Assert.Equal(code, issue.Code);
        Assert.StartsWith(en, issue.Message.En, StringComparison.Ordinal);
    }

    private static List<IReadOnlyList<object>> Papi2020(params (string Province, string Item, object Cell)[] changes)
    {
        SomeTable table = SomeTable.Papi2020;
        return
        [
            .. table.Metadata.Select(line => (IReadOnlyList<object>)[line]),
            .. table.Rows.Select((row, y) => (IReadOnlyList<object>)[.. row.Select((cell, x) => changes.FirstOrDefault(change => row[0] == change.Province && table.Rows[0][x] == change.Item).Cell ?? cell)]),
        ];
    }
}
