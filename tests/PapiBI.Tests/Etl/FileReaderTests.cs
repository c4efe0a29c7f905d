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
        Refused(name, Encoding.UTF8.GetBytes(SomeTable.Papi2020.Csv()), IssueCodes.NotAnXlsx, "Tệp: không phải là sổ tính .xlsx", "File: this is not an .xlsx workbook");

    [Fact]
    public void An_old_Excel_file_is_refused_with_advice() =>
        Refused("papi.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], IssueCodes.NotAnXlsx, "Tệp: không phải là sổ tính .xlsx", "File: this is not an .xlsx workbook");

    [Fact]
    public void A_zip_that_is_no_workbook_is_refused() =>
        Refused("papi.xlsx", Zip(("word/document.xml", "<w/>"u8.ToArray())), IssueCodes.NotAnXlsx, "Tệp: không phải là sổ tính .xlsx", "File: this is not an .xlsx workbook");

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
        byte[] bomb = Zip(("xl/workbook.xml", "<workbook/>"u8.ToArray()), ("xl/worksheets/sheet1.xml", new byte[33 * 1024 * 1024]));
        Assert.InRange(bomb.Length, 0, 200_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refused("papi.xlsx", bomb, IssueCodes.FileTooLarge, "Tệp: tệp quá lớn", "File: the file is too large");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void A_sheet_with_a_cell_in_the_last_corner_is_refused_at_once()
    {
        byte[] workbook = SomeWorkbook.Of(("A", [["# papibi: scores"]]));
        using var memory = new MemoryStream();
        memory.Write(workbook);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry sheet = zip.Entries.Single(entry => entry.FullName.Contains("worksheets/", StringComparison.Ordinal));
            using var writer = new StreamWriter(sheet.Open());
            writer.BaseStream.SetLength(0);
            writer.Write("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>""");
        }

        Refused("papi.xlsx", memory.ToArray(), IssueCodes.FileTooLarge, "Tệp: tệp quá lớn", "File: the file is too large");
    }

    [Fact]
    public void A_sheet_of_endless_error_cells_is_refused()
    {
        string cells = string.Concat(Enumerable.Repeat("<c t=\"e\"/>", 60));
        byte[] workbook = Zip(
            ("xl/workbook.xml", """<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>"""u8.ToArray()),
            ("xl/_rels/workbook.xml.rels", """<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"""u8.ToArray()),
            ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes($"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")));

        Assert.Equal(IssueCodes.FileTooLarge, Assert.Single(new FileReader(new ReadingLimits { Cells = 50 }).Read("a.xlsx", workbook).Issues).Code);
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
