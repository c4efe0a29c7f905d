using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

public sealed class FileReaderTests
{
    [Theory]
    [InlineData("empty.csv", "")]
    [InlineData("blank.csv", "\uFEFF \n \n")]
    [InlineData("empty.xlsx", "")]
    public void An_empty_file_is_refused(string name, string text) =>
        Refused(name, Encoding.UTF8.GetBytes(text), IssueCodes.EmptyFile, "Tệp: tệp trống", "File: the file is empty");

    [Fact]
    public void A_workbook_of_empty_sheets_is_refused() =>
        Refused("some.xlsx", SomeWorkbook.Of(("A", []), ("B", [])), IssueCodes.EmptyFile, "Tệp: tệp trống", "File: the file is empty");

    [Theory]
    [InlineData("papi.xlsx")]
    [InlineData("papi.xls")]
    public void Text_under_the_name_of_a_workbook_is_refused(string name) =>
        Refused(name, Encoding.UTF8.GetBytes(SomeTable.Papi2020.Csv()), IssueCodes.NotAnXlsx, "Tệp: không phải là sổ tính mà là văn bản", "File: this is not a workbook but text");

    [Theory]
    [InlineData("<html><table>")]
    [InlineData("\uFEFF\r\n<?xml version=\"1.0\"?><Workbook>")]
    public void A_page_under_the_name_of_a_workbook_is_refused(string page) =>
        Refused("papi.xls", Encoding.UTF8.GetBytes(page), IssueCodes.NotAnXlsx, "Tệp: không phải là sổ tính mà là một trang HTML", "File: this is not a workbook but a page of HTML");

    [Fact]
    public void A_zip_that_is_no_workbook_is_refused() =>
        Refused("papi.xlsx", Zip(("word/document.xml", "<w/>"u8.ToArray())), IssueCodes.NotAnXlsx, "Tệp: không phải là sổ tính .xlsx", "File: this is not an .xlsx or .xls workbook");

    [Fact]
    public void Binary_junk_is_refused() =>
        Refused("papi.csv", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0xFF], IssueCodes.NotText, "Tệp: không phải là văn bản UTF-8", "File: is not UTF-8 text");

    [Fact]
    public void A_text_with_what_is_no_character_is_refused() =>
        Refused("papi.csv", Encoding.UTF8.GetBytes("a,b\n\uFFFE,1\n"), IssueCodes.NotText, "Tệp: không phải là văn bản UTF-8", "File: is not UTF-8 text");

    [Fact]
    public void Text_in_an_old_code_page_is_refused_rather_than_garbled() =>
        Refused("papi.csv", [.. "# papibi: scores\n"u8, 0xD0, 0xE3, 0x20], IssueCodes.NotText, "Tệp: không phải là văn bản UTF-8", "File: is not UTF-8 text");

    [Fact]
    public void A_truncated_workbook_is_refused()
    {
        byte[] whole = SomeTable.Papi2020.Xlsx();

        Refused("papi.xlsx", whole[..(whole.Length / 2)], IssueCodes.DamagedWorkbook, "Tệp: sổ tính bị hỏng", "File: the workbook is damaged");
    }

    [Fact]
    public void A_workbook_whose_parts_are_no_xml_is_refused() =>
        Refused("papi.xlsx", Zip(("xl/workbook.xml", "junk"u8.ToArray())), IssueCodes.DamagedWorkbook, "Tệp: sổ tính bị hỏng", "File: the workbook is damaged");

    [Fact]
    public void A_zip_bomb_is_refused_before_it_fills_the_memory()
    {
        byte[] bomb = Sheet(new string(' ', 64 * 1024 * 1024));
        Assert.InRange(bomb.Length, 0, 200_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused("papi.xlsx", bomb, IssueCodes.FileTooLarge, "Tệp: tệp quá lớn", "File: the file is too large");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    public static TheoryData<string, string, string> HostileSheets => new()
    {
        { "a cell in the last corner", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", IssueCodes.FileTooLarge },
        { "more errors than cells are allowed", $"<row>{Many("<c t=\"e\"/>", 1_001)}</row>", IssueCodes.FileTooLarge },
        { "a text longer than a cell can hold", $"<row><c t=\"str\"><v>{Many("x", 40_000)}</v></c></row>", IssueCodes.FileTooLarge },
        { "the same in pieces", $"<row><c t=\"inlineStr\"><is>{Many("<r><t>0123456789</t></r>", 4_000)}</is></c></row>", IssueCodes.FileTooLarge },
        { "an attribute without an end", $"<row r=\"{Many("1", 3_000_000)}\"/>", IssueCodes.FileTooLarge },
        { "millions of cells, one of them with a value", $"<row>{Many("<c/>", 3_000_000)}<c><v>1</v></c></row>", IssueCodes.FileTooLarge },
        { "millions of empty cells", $"<row>{Many("<c/>", 3_000_000)}</row>", IssueCodes.EmptyFile },
        { "endless empty rows", Many("<row/>", 3_000_000), IssueCodes.EmptyFile },
        { "elements within elements", $"<row>{Many("<c>", 100_000)}", IssueCodes.DamagedWorkbook },
        { "a row twice", "<row r=\"1\"><c><v>1</v></c></row><row r=\"1\"><c><v>2</v></c></row>", IssueCodes.DamagedWorkbook },
        { "a cell of another row", "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B7\"><v>2</v></c></row>", IssueCodes.DamagedWorkbook },
        { "a cell before the one before", "<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>", IssueCodes.DamagedWorkbook },
        { "a text that is not there", "<row><c t=\"s\"><v>7</v></c></row>", IssueCodes.DamagedWorkbook },
        { "a number whose format is lost", "<row><c s=\"3\"><v>0.8497</v></c></row>", IssueCodes.DamagedWorkbook },
        { "a text cut short", "<row><c><v>1</v></c><c><v>1", IssueCodes.DamagedWorkbook },
    };

    [Theory]
    [MemberData(nameof(HostileSheets))]
    public void A_hostile_sheet_is_refused(string what, string rows, string code) =>
        Assert.Equal((what, code), (what, Assert.Single(new FileReader(new ReadingLimits { Cells = 1_000 }).Read("a.xlsx", Sheet(rows)).Issues).Code));

    [Fact]
    public void A_workbook_that_defines_entities_is_refused() =>
        Refused("papi.xlsx", Sheet("<row><c t=\"str\"><v>&x;</v></c></row>", "<!DOCTYPE worksheet [<!ENTITY x \"xxxxxxxxxx\">]>"), IssueCodes.DamagedWorkbook, "Tệp: sổ tính bị hỏng", "File: the workbook is damaged");

    [Fact]
    public void Two_sheets_of_one_name_are_refused() =>
        Refused("papi.xlsx", SomeWorkbook.Of(("A", []), ("a", [])), IssueCodes.DamagedWorkbook, "Tệp: sổ tính bị hỏng", "File: the workbook is damaged");

    [Fact]
    public void More_text_than_a_table_needs_is_refused() =>
        Assert.Equal(IssueCodes.FileTooLarge, Assert.Single(new FileReader(new ReadingLimits { Letters = 1000 }).Read("a.xlsx", SomeTable.Papi2020.Xlsx()).Issues).Code);

    [Fact]
    public void More_unpacked_than_a_table_needs_is_refused() =>
        Assert.Equal(IssueCodes.FileTooLarge, Assert.Single(new FileReader(new ReadingLimits { UnpackedBytes = 10_000 }).Read("a.xlsx", SomeTable.Papi2020.Xlsx()).Issues).Code);

    [Fact]
    public void A_sheet_that_is_no_table_is_never_unpacked()
    {
        SomeTable table = SomeTable.Sample("regions.csv");
        byte[] workbook = SomeWorkbook.Of(
            ("Vùng", [.. table.Metadata.Select(line => (IReadOnlyList<object>)[line]), .. table.Rows]),
            ("Khác", [.. Enumerable.Range(0, 2_000).Select(i => (IReadOnlyList<object>)[(double)i])]));

        Assert.NotNull(new FileReader(new ReadingLimits { Rows = 1_000, Cells = 1_000 }).Read("some.xlsx", workbook).Contents);
    }

    [Fact]
    public void Every_sheet_looked_through_is_told()
    {
        var told = new List<(int, int)>();

        new FileReader(ReadingLimits.Default, progress: new Told(told)).Read("some.xlsx", SomeWorkbook.Of(("A", []), ("B", []), ("C", [])));

        Assert.Equal([(1, 3), (2, 3), (3, 3)], told);
    }

    private sealed class Told(List<(int, int)> told) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value) => told.Add(value);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_unread()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("big.csv"), SomeTable.Papi2020.Csv());

        FileReading reading = new FileReader(new ReadingLimits { FileBytes = 1000 }).Read(folder.File("big.csv"));

        Assert.Equal(IssueCodes.FileTooLarge, Assert.Single(reading.Issues).Code);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.File("big.csv")))), reading.File.Sha256);
    }

    [Fact]
    public void A_text_with_too_many_cells_is_refused() =>
        Assert.Equal(
            IssueCodes.FileTooLarge,
            Assert.Single(new FileReader(new ReadingLimits { Cells = 50 }).Read("a.csv", Encoding.UTF8.GetBytes(SomeTable.Papi2020.Csv())).Issues).Code);

    [Fact]
    public void Two_tables_in_one_workbook_are_refused()
    {
        SomeTable table = SomeTable.Sample("regions.csv");
        IReadOnlyList<object>[] rows = [.. table.Metadata.Select(line => (IReadOnlyList<object>)[line]), .. table.Rows];

        Refused("some.xlsx", SomeWorkbook.Of(("A", rows), ("B", rows)), IssueCodes.SeveralTables, "Ô A1, trang tính “B”: tệp có 2 bảng", "Cell A1, sheet “B”: the file holds 2");
    }

    [Fact]
    public void Sheets_that_are_no_table_are_passed_over()
    {
        SomeTable table = SomeTable.Sample("regions.csv");
        byte[] workbook = SomeWorkbook.Of(("Ghi chú", [["Chỉ để đọc"]]), ("Vùng", [.. table.Metadata.Select(line => (IReadOnlyList<object>)[line]), .. table.Rows]));

        FileContents contents = new FileReader().Read("some.xlsx", workbook).Contents!;

        Assert.Equal("Vùng", contents.Sheet);
        Assert.Equal(8, contents.Rows.Count);
    }

    [Fact]
    public void What_a_file_says_of_itself_is_kept_with_its_hash()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Samples.Folder, "papi-2020.csv"));

        SourceFile file = new FileReader().Read("papi-2020.csv", bytes).File;

        Assert.Equal("papi-2020.csv", file.Name);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
        Assert.Equal("CECODES, VFF-CRT, RTA & UNDP, Chỉ số Hiệu quả Quản trị và Hành chính công cấp tỉnh ở Việt Nam, 2020 | CECODES, VFF-CRT, RTA & UNDP, Viet Nam Provincial Governance and Public Administration Performance Index, 2020", file.Citation);
        Assert.StartsWith("github.com/hnks-gh/ml-mcdm (MIT)", file.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_inbox_reads_tables_by_kind_and_leaves_lock_files_alone()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "regions.csv", "papi-2011.csv", "editions-papi.csv" })
        {
            File.Copy(Path.Combine(Samples.Folder, name), folder.File(name));
        }

        File.WriteAllText(folder.File("a-note.txt"), "xin chào");
        File.WriteAllText(folder.File("~$papi.xlsx"), "lock");
        File.WriteAllText(folder.File(".hidden"), "hidden");

        Assert.Equal(["regions.csv", "editions-papi.csv", "papi-2011.csv", "a-note.txt"], Inbox.Read(folder.Path).Select(reading => reading.File.Name));
    }

    private static void Refused(string name, byte[] bytes, string code, string vi, string en)
    {
        FileReading reading = new FileReader().Read(name, bytes);

        Assert.Null(reading.Contents);
        Issue issue = Assert.Single(reading.Issues);
        Assert.Equal(code, issue.Code);
        Assert.StartsWith(vi, issue.Message.Vi, StringComparison.Ordinal);
        Assert.StartsWith(en, issue.Message.En, StringComparison.Ordinal);
    }

    private static string Many(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    /// <summary>A workbook of one sheet with these rows, which nobody has checked.</summary>
    private static byte[] Sheet(string rows, string before = "") => Zip(
        ("xl/workbook.xml", """<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"""u8.ToArray()),
        ("xl/_rels/workbook.xml.rels", """<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"""u8.ToArray()),
        ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes($"{before}<worksheet><sheetData>{rows}</sheetData></worksheet>")));

    private static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in parts)
            {
                using Stream part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return memory.ToArray();
    }
}
