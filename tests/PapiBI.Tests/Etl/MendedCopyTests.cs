using System.IO.Compression;
using System.Text;
using OfficeOpenXml;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Etl.Workbooks;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>A refused file comes back marked, and corrected it is loaded as it stands. That every fault is marked in its cell, the tests of refused tables show.</summary>
public sealed class MendedCopyTests
{
    private static readonly SomeTable Faulty = SomeTable.Papi2020.With("58", "8.1", "bốn").With("58", "1.1", "2.6").With("92", "province_name", "=HYPERLINK(1)").WithoutRow("96");

    [Theory]
    [InlineData("some.csv")]
    [InlineData("some.xlsx")]
    public void Its_first_sheet_lists_every_fault_with_its_cell_and_what_to_do(string name)
    {
        byte[] copy = ReadMarks.Copy(name, Bytes(name, Faulty)).Bytes;

        var book = new ReadWorkbook(copy);
        Assert.Equal("Cần sửa", book.Sheets.First());
        Assert.Equal(
            [
                "▲ Lỗi|Sheet1|C44|2.6|Điểm 2.6 của “1.1” nằm ngoài khung 0,25–2,5.|Hãy đối chiếu với bảng gốc.",
                "▲ Lỗi|Sheet1|AC44|bốn|“bốn” không phải là số.|Hãy nhập số, hoặc để trống nếu không có số liệu.",
            ],
            book.Rows("Cần sửa").Select(Line).Where(line => line.Contains("44|", StringComparison.Ordinal)).Select(line => line.Replace("Số liệu", "Sheet1", StringComparison.Ordinal)));
        Assert.Contains(book.Texts("Cần sửa"), text => text == "=HYPERLINK(1)");
        Assert.Contains(book.Rows("Cần sửa").Select(Line), line => line.Contains("|–|Thiếu Cà Mau (96).|Hãy thêm dòng", StringComparison.Ordinal));
        Assert.StartsWith("4 lỗi; tệp chưa được nạp.", book.Rows("Cần sửa")[1][0].Text, StringComparison.Ordinal);
        Assert.Empty(WorkbookLayout.SchemaErrors(copy));
        Assert.DoesNotContain("<f>", SheetXml(copy, 1) + SheetXml(copy, 2), StringComparison.Ordinal);

        static string Line(IReadOnlyList<ReadCell> row) => string.Join('|', row.Skip(1).Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("some.csv")]
    [InlineData("some.xlsx")]
    public void Corrected_it_is_loaded_as_it_stands(string name)
    {
        SomeTable right = SomeTable.Papi2020;
        byte[] copy = ReadMarks.Copy(name, Bytes(name, right.With("58", "8.1", "bốn").With("58", "province_name", ""))).Bytes;
        string score = right.Rows.Single(row => row[0] == "58")[28];

        ReadResult result = SomeTable.Read("some-can-sua.xlsx", Edited(copy, 2, sheet =>
        {
            sheet.Cells["AC44"].Value = double.Parse(score, System.Globalization.CultureInfo.InvariantCulture);
            sheet.Cells["B44"].Value = "Ninh Thuận";
        }));

        Assert.Empty(result.Issues);
        Assert.Equal(right.ReadAsCsv().Batch!.Rows.Cast<ScoreRow>().Select(row => (row.ProvinceCode, row.ItemCode, row.Score)), result.Batch!.Rows.Cast<ScoreRow>().Select(row => (row.ProvinceCode, row.ItemCode, row.Score)));
        Assert.Equal(right.ReadAsCsv().Batch!.File.Citation, result.Batch.File.Citation);
    }

    [Fact]
    public void Every_sample_comes_through_a_copy_unchanged()
    {
        foreach (string file in Inbox.FilesAt(Samples.Folder).Where(file => Path.GetExtension(file) == ".csv"))
        {
            byte[] copy = MendedCopy.Make(new FileReader().Read(file), [SomeIssue("line 1, column 1")], Language.English)!.Bytes;

            FileContents before = new FileReader().Read(file).Contents!;
            FileContents after = new FileReader().Read("copy.xlsx", copy).Contents!;
            Assert.Equal(before.Kind, after.Kind);
            Assert.Equal(before.Metadata.Values.Select(pair => (pair.Key, pair.Value.Text)), after.Metadata.Values.Select(pair => (pair.Key, pair.Value.Text)));
            Assert.Equal(Texts(before), Texts(after));
        }

        static IEnumerable<string> Texts(FileContents table) => table.Rows.Prepend(table.Header).Select(row => string.Join('|', row.Cells.Select(cell => cell.Text)).TrimEnd('|'));
    }

    [Fact]
    public void Refused_again_only_what_is_wrong_now_is_marked()
    {
        MendedFile first = ReadMarks.Copy("papi.csv", Bytes("papi.csv", Faulty));
        byte[] better = Edited(first.Bytes, 2, sheet => sheet.Cells["C44"].Value = 1.5);

        MendedFile second = ReadMarks.Copy(first.Name, better, Language.English);

        var marks = new ReadMarks(second.Bytes);
        Assert.Equal("papi-can-sua.xlsx", second.Name);
        Assert.Equal(["To mend", "Số liệu"], marks.Sheets);
        Assert.Equal(["Số liệu!AC44", "Số liệu!B65"], marks.Fills.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Số liệu!AC44", "Số liệu!B65"], marks.Comments.Keys.Order(StringComparer.Ordinal));
        Assert.StartsWith("PapiBI – to mend:\n“bốn” is not a number.", marks.Comments["Số liệu!AC44"], StringComparison.Ordinal);
        Assert.Equal(1, marks.Comments["Số liệu!AC44"].Split("PapiBI").Length - 1);
        Assert.Empty(WorkbookLayout.SchemaErrors(second.Bytes));
    }

    [Fact]
    public void The_senders_own_workbook_keeps_its_formats_formulas_sheets_comments_and_protection()
    {
        byte[] own = Edited(Own(), 1, sheet =>
        {
            sheet.Cells["AC44"].AddComment("Hỏi lại chị Lan", "Đức");
            sheet.Cells["A1"].Style.Font.Bold = true;
            sheet.Column(3).Width = 33;
            sheet.Row(44).Hidden = true;
            sheet.Protection.IsProtected = true;
            sheet.Hidden = eWorkSheetHidden.Hidden;
            ExcelWorksheet notes = sheet.Workbook.Worksheets.Add("Cần sửa");
            notes.Cells["A1:B2"].Merge = true;
            notes.Cells["A1"].Value = "Việc của tôi";
            notes.Cells["C1"].Value = 3;
            notes.Cells["C1"].Formula = "1+2";
        });

        byte[] copy = ReadMarks.Copy("some.xlsx", own).Bytes;

        var marks = new ReadMarks(copy);
        Assert.Equal(["Cần sửa (2)", "Sheet1", "Cần sửa"], marks.Sheets);
        Assert.StartsWith("Hỏi lại chị Lan\n\nPapiBI – cần sửa:\n“bốn” không phải là số.", marks.Comments["Sheet1!AC44"], StringComparison.Ordinal);
        using var package = new ExcelPackage(new MemoryStream(copy));
        ExcelWorksheet table = package.Workbook.Worksheets["Sheet1"];
        Assert.True(table.Cells["A1"].Style.Font.Bold && table.Protection.IsProtected && !table.Row(44).Hidden);
        Assert.Equal((33, eWorkSheetHidden.Visible), (table.Column(3).Width, table.Hidden));
        ExcelWorksheet other = package.Workbook.Worksheets["Cần sửa"];
        Assert.Equal(("1+2", "A1:B2"), (other.Cells["C1"].Formula, other.MergedCells.Single()));

        // And again: what somebody else wrote stays.
        var again = new ReadMarks(ReadMarks.Copy("some-can-sua.xlsx", Edited(copy, 2, sheet => sheet.Cells["AC44"].Value = 1.5)).Bytes);
        Assert.Equal("Hỏi lại chị Lan", again.Comments["Sheet1!AC44"]);
        Assert.DoesNotContain("Sheet1!AC44", again.Fills.Keys);
        Assert.Equal(["Cần sửa (2)", "Sheet1", "Cần sửa"], again.Sheets);
    }

    [Fact]
    public void Of_merged_cells_all_are_coloured_and_the_first_bears_the_comment()
    {
        byte[] own = Edited(Own(), 1, sheet => sheet.Cells["AC44:AD45"].Merge = true);

        var marks = new ReadMarks(ReadMarks.Copy("some.xlsx", own).Bytes);

        Assert.Empty(new[] { "Sheet1!AC44", "Sheet1!AC45", "Sheet1!AD44", "Sheet1!AD45" }.Except(marks.Fills.Keys));
        Assert.Contains("Sheet1!AC44", marks.Comments.Keys);
    }

    [Theory]
    [InlineData("xl/vbaProject.bin", "x")]
    [InlineData("xl/externalLinks/externalLink1.xml", "<externalLink/>")]
    [InlineData("xl/embeddings/oleObject1.bin", "x")]
    public void Programs_and_links_of_a_workbook_are_not_passed_on(string part, string content)
    {
        byte[] own = WithPart(Faulty.Xlsx(), part, content);

        byte[] copy = ReadMarks.Copy("some.xlsm", own).Bytes;

        using var package = new ZipArchive(new MemoryStream(copy));
        Assert.Null(package.GetEntry(part));
        Assert.Contains("Sheet1!AC44", new ReadMarks(copy).Comments.Keys);
    }

    [Fact]
    public void A_workbook_with_a_picture_comes_back_with_or_without_it()
    {
        byte[] own = ReplacedIn(Faulty.Xlsx(), "xl/worksheets/sheet1.xml", "</x:sheetData>", "</x:sheetData><x:drawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"/>");
        own = ReplacedIn(own, "[Content_Types].xml", "</Types>", "<Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/xl/drawings/drawing1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawing+xml\"/></Types>");
        own = WithPart(own, "xl/worksheets/_rels/sheet1.xml.rels", Relationship("drawing", "/xl/drawings/drawing1.xml"));
        own = WithPart(own, "xl/drawings/_rels/drawing1.xml.rels", Relationship("image", "/xl/media/image1.png"));
        own = WithPart(own, "xl/media/image1.png", "no picture");
        own = WithPart(own, "xl/drawings/drawing1.xml", """
            <xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>
            """);

        Assert.Contains("Sheet1!AC44", new ReadMarks(ReadMarks.Copy("some.xlsx", own).Bytes).Comments.Keys);

        static string Relationship(string type, string target) =>
            $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}" Target="{target}"/></Relationships>""";
    }

    [Theory]
    [InlineData("WEBSERVICE(\"http://example.org/\"&A1)")]
    [InlineData("HYPERLINK(\"http://example.org/\",\"x\")")]
    public void Formulas_that_call_out_are_not_passed_on(string formula)
    {
        byte[] own = Edited(Own(), 1, sheet => sheet.Cells["A1"].Formula = formula);

        byte[] copy = ReadMarks.Copy("some.xlsx", own).Bytes;

        using var package = new ZipArchive(new MemoryStream(copy));
        using var sheet = new StreamReader(package.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.DoesNotContain("<f>", sheet.ReadToEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ZZZZZ99999999999")]
    [InlineData("A0:B0")]
    public void A_place_that_is_none_does_no_harm(string place)
    {
        byte[] own = ReplacedIn(Faulty.Xlsx(), "xl/worksheets/sheet1.xml", "</x:sheetData>", $"</x:sheetData><x:hyperlinks><x:hyperlink ref=\"{place}\" location=\"A1\"/></x:hyperlinks>");

        Assert.Contains("Sheet1!AC44", new ReadMarks(ReadMarks.Copy("some.xlsx", own).Bytes).Comments.Keys);
    }

    [Fact]
    public void A_merge_of_the_whole_sheet_does_not_take_for_ever()
    {
        byte[] own = ReplacedIn(Faulty.Xlsx(), "xl/worksheets/sheet1.xml", "</x:sheetData>", "</x:sheetData><x:mergeCells><x:mergeCell ref=\"B100:XFD1048576\"/></x:mergeCells>");

        Assert.Contains("Sheet1!AC44", new ReadMarks(ReadMarks.Copy("some.xlsx", own).Bytes).Comments.Keys);
    }

    [Fact]
    public void A_damaged_workbook_gets_a_copy_or_none_but_never_a_crash()
    {
        byte[] whole = Faulty.Xlsx();
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. whole];
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            FileReading reading = new FileReader().Read("some.xlsx", damaged);
            MendedFile? copy = MendedCopy.Make(reading, reading.Issues, Language.Vietnamese);
            Assert.True(copy is null || new FileReader().Read(copy.Name, copy.Bytes).Sheets.Count > 0, $"seed {seed}");
        }
    }

    [Fact]
    public void Of_what_could_not_be_opened_there_is_no_copy()
    {
        Assert.Null(Of("empty.csv", []));
        Assert.Null(Of("old.xlsx", "not a workbook"u8.ToArray()));
        Assert.Null(Of("latin.csv", [0x23, 0xE9, 0x0A]));
        Assert.Null(MendedCopy.Make(new FileReader(new ReadingLimits { Cells = 20 }).Read("some.csv", Bytes("some.csv", Faulty)), [SomeIssue("") with { Code = IssueCodes.FileTooLarge }], Language.English));

        static MendedFile? Of(string name, byte[] bytes)
        {
            FileReading reading = new FileReader().Read(name, bytes);
            return MendedCopy.Make(reading, reading.Issues, Language.English);
        }
    }

    [Fact]
    public void At_most_500_faults_are_marked_and_the_list_says_how_many_more_there_are()
    {
        FileReading reading = new FileReader().Read("some.csv", Bytes("some.csv", Faulty));
        Issue[] issues = [.. Enumerable.Range(1, 700).Select(i => SomeIssue($"line {i}, column 3"))];

        byte[] copy = MendedCopy.Make(reading, issues, Language.English)!.Bytes;

        Assert.Equal(500, new ReadMarks(copy).Comments.Count);
        Assert.EndsWith("200 more are not marked here.", new ReadWorkbook(copy).Rows("To mend")[1][0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_behind_a_line_break_in_a_text_is_marked_in_its_row()
    {
        string text = SomeTable.Papi2020.With("58", "province_name", "Ninh\nThuận").With("58", "8.1", "bốn").Csv();

        var marks = new ReadMarks(ReadMarks.Copy("some.csv", Encoding.UTF8.GetBytes(text)).Bytes);

        Assert.Equal(["Số liệu!AC44", "Số liệu!B44"], marks.Comments.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_of_the_file_stay_words_and_characters_that_no_workbook_holds_are_left_out()
    {
        string text = Faulty.With("58", "note_vi", "a\u0007b\uFFFFc_x0041_<b>&").Csv();

        byte[] copy = ReadMarks.Copy("some.csv", Encoding.UTF8.GetBytes(text)).Bytes;

        Assert.Contains(new FileReader().Read("c.xlsx", copy).Sheets[0].Rows.SelectMany(row => row.Cells), cell => cell.Text.EndsWith("c_x0041_<b>&", StringComparison.Ordinal));
        Assert.Contains(SomeTable.Read("c.xlsx", copy).Issues, issue => issue.Code == IssueCodes.ControlCharacter);
        Assert.Empty(WorkbookLayout.SchemaErrors(copy));
    }

    [Theory]
    [InlineData("some.csv", "Số liệu")]
    [InlineData("some.xlsx", "Sheet1")]
    public void The_office_program_opens_it_with_the_right_cells_coloured_and_commented(string name, string sheet)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("copy.xlsx"), ReadMarks.Copy(name, Bytes(name, Faulty)).Bytes);

        byte[] saved = File.ReadAllBytes(LibreOffice.Saved(folder.File("copy.xlsx")));

        var marks = new ReadMarks(saved);
        string[] cells = [$"{sheet}!AC44", $"{sheet}!B65", $"{sheet}!C44"];
        Assert.Equal(cells, marks.Comments.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(cells, marks.Fills.Where(fill => fill.Value == ReadMarks.Red).Select(fill => fill.Key).Order(StringComparer.Ordinal));
        Assert.Contains("“bốn” không phải là số.", marks.Comments[cells[0]], StringComparison.Ordinal);
        Assert.Equal(SomeTable.Read(name, Bytes(name, Faulty)).Issues.Select(issue => issue.Code), SomeTable.Read("copy.xlsx", saved).Issues.Select(issue => issue.Code));
    }

    private static Issue SomeIssue(string position) => new("some-code", Severity.Error, new Origin("", position), new("Sai; hãy sửa.", "Wrong; mend it."));

    private static byte[] Bytes(string name, SomeTable table) => name.EndsWith(".csv", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(table.Csv()) : table.Xlsx();

    // As the usual programs write it: texts in one list, shared by all sheets.
    private static byte[] Own()
    {
        using var package = new ExcelPackage();
        ExcelWorksheet sheet = package.Workbook.Worksheets.Add("Sheet1");
        string[][] rows = [.. Faulty.Metadata.Select(line => new[] { line }), .. Faulty.Rows.Select(row => row.ToArray())];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < rows[row].Length; column++)
            {
                sheet.Cells[row + 1, column + 1].Value = rows[row][column].Length > 0 ? rows[row][column] : null;
            }
        }

        return package.GetAsByteArray();
    }

    private static byte[] Edited(byte[] workbook, int sheet, Action<ExcelWorksheet> edit)
    {
        using var package = new ExcelPackage(new MemoryStream(workbook));
        edit(package.Workbook.Worksheets[sheet - 1]);
        return package.GetAsByteArray();
    }

    private static byte[] WithPart(byte[] workbook, string name, string content)
    {
        using var memory = new MemoryStream();
        memory.Write(workbook);
        using (var package = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var writer = new StreamWriter(package.CreateEntry(name).Open());
            writer.Write(content);
        }

        return memory.ToArray();
    }

    private static byte[] ReplacedIn(byte[] workbook, string part, string from, string to)
    {
        string xml = Encoding.UTF8.GetString(Part(workbook, part));
        Assert.Contains(from, xml, StringComparison.Ordinal);
        using var memory = new MemoryStream();
        memory.Write(workbook);
        using (var package = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            package.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(package.CreateEntry(part).Open());
            writer.Write(xml.Replace(from, to, StringComparison.Ordinal));
        }

        return memory.ToArray();
    }

    private static string SheetXml(byte[] workbook, int number) => Encoding.UTF8.GetString(Part(workbook, $"xl/worksheets/sheet{number}.xml"));

    private static byte[] Part(byte[] workbook, string name)
    {
        using var package = new ZipArchive(new MemoryStream(workbook));
        using var content = new MemoryStream();
        using Stream part = package.GetEntry(name)!.Open();
        part.CopyTo(content);
        return content.ToArray();
    }
}
