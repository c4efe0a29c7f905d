using System.Text;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>Each fault is found in both formats, at its place, and said in both languages.</summary>
public sealed class RefusedScoreTableTests
{
    [Fact]
    public void Text_in_a_number() => Refused(
        SomeTable.Papi2020.With("58", "8.1", "bốn"),
        IssueCodes.NotANumber, "Dòng 44, cột 29: “bốn” không phải là số", "Line 44, column 29: “bốn” is not a number", "AC44");

    [Fact]
    public void A_contradictory_number() => Refused(
        SomeTable.Papi2020.With("58", "8.1", "7,88%/10 điểm"),
        IssueCodes.NotANumber, "Dòng 44, cột 29: “7,88%/10 điểm” tự mâu thuẫn", "Line 44, column 29: “7,88%/10 điểm” contradicts itself", "AC44");

    [Fact]
    public void A_score_out_of_bounds() => Refused(
        SomeTable.Papi2020.With("58", "1.1", "2.6"),
        IssueCodes.ScoreOutOfBounds, "Dòng 44, cột 3: điểm 2.6 của “1.1” nằm ngoài khung 0,25–2,5", "Line 44, column 3: the score 2.6 of “1.1” lies outside 0.25–2.5", "C44");

    [Fact]
    public void A_score_on_another_scale() => Refused(
        SomeTable.Papi2020.With("58", "1.1", "1,1/10"),
        IssueCodes.ScaleDisagrees, "Dòng 44, cột 3: “1,1/10” ghi theo thang 10", "Line 44, column 3: “1,1/10” is out of 10", "C44");

    [Fact]
    public void An_unknown_province() => Refused(
        SomeTable.Papi2020.WithRow(SomeRow("99", "Hà Tây")),
        IssueCodes.ProvinceUnknown, "Dòng 70, cột 1: không có tỉnh nào mang mã “99” vào ngày 2020-12-31", "Line 70, column 1: no province has the code “99” on 2020-12-31", "A70");

    [Fact]
    public void A_code_and_a_name_that_disagree() => Refused(
        SomeTable.Papi2020.With("58", "province_name", "Bình Thuận"),
        IssueCodes.CodeNameDisagree, "Dòng 44, cột 2: mã và tên không khớp: mã 58 là Ninh Thuận, còn “Bình Thuận” có mã 60", "Line 44, column 2: code and name disagree: 58 is Ninh Thuan, but “Bình Thuận” has the code 60", "B44");

    [Fact]
    public void A_duplicate_province() => Refused(
        SomeTable.Papi2020.WithRow(SomeRow("58", "Ninh Thuận")),
        IssueCodes.ProvinceDuplicate, "Dòng 70, cột 1: Ninh Thuận (58) đã có ở trên (Dòng 44, cột 1)", "Line 70, column 1: Ninh Thuan (58) is already given (Line 44, column 1)", "A70");

    [Fact]
    public void A_missing_province() => Refused(
        SomeTable.Papi2020.WithoutRow("58"),
        IssueCodes.ProvinceMissing, "Tệp: thiếu Ninh Thuận (58)", "File: Ninh Thuan (58) is missing", "");

    [Fact]
    public void An_edition_that_is_not_meant_to_be_whole_may_leave_provinces_out()
    {
        ReferenceData half = Samples.Known with { Editions = [.. Samples.Known.Editions.Select(e => e with { IsWhole = false })] };
        byte[] table = Encoding.UTF8.GetBytes(SomeTable.Papi2020.WithoutRow("58").WithoutRow("92").Csv());

        ReadResult result = SomeTable.Read("papi-2020.csv", table, half);

        Assert.Empty(result.Issues);
        Assert.Equal(61, result.Batch!.Rows.Cast<ScoreRow>().Select(row => row.ProvinceCode).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(2, SomeTable.Read("papi-2020.csv", table).Issues.Count(issue => issue.Code == IssueCodes.ProvinceMissing));
    }

    [Fact]
    public void A_missing_score_without_a_reason() => Refused(
        SomeTable.Papi2020.With("58", "8.1", ""),
        IssueCodes.MissingUnexplained, "Dòng 44, cột 32: tỉnh này thiếu điểm mà không có lý do", "Line 44, column 32: this province lacks scores without a reason", "AF44");

    [Fact]
    public void A_missing_column() => Refused(
        SomeTable.Papi2020.WithoutColumn("8.3"),
        IssueCodes.ColumnMissing, "Dòng 6, cột 1: thiếu cột “8.3”", "Line 6, column 1: the column “8.3” is missing", "A6");

    [Fact]
    public void An_unknown_column() => Refused(
        SomeTable.Papi2020.Renamed("8.3", "8.4"),
        IssueCodes.ColumnUnknown, "Dòng 6, cột 31: không có cột “8.4”", "Line 6, column 31: there is no column “8.4”", "AE6");

    [Fact]
    public void A_column_that_is_there_twice() => Refused(
        SomeTable.Papi2020.WithColumn("8.3", ""),
        IssueCodes.ColumnDuplicate, "Dòng 6, cột 34: cột “8.3” có hai lần", "Line 6, column 34: the column “8.3” is there twice", "AH6");

    [Fact]
    public void A_value_beside_the_table() => Refused(
        SomeTable.Papi2020.WithColumn("", "thừa"),
        IssueCodes.CellOutsideTable, "Dòng 7, cột 34: “thừa” đứng ở cột không có tiêu đề", "Line 7, column 34: “thừa” stands in a column without a name", "AH7");

    [Fact]
    public void A_year_that_is_no_edition() => Refused(
        SomeTable.Papi2020.WithMetadata("year", "2031"),
        IssueCodes.EditionUnknown, "Dòng 3, cột 1: không có PAPI năm “2031” trong bảng editions", "Line 3, column 1: PAPI “2031” is not in the editions table", "A3");

    [Fact]
    public void A_year_column_that_disagrees_with_the_year_above() => Refused(
        SomeTable.Papi2020.WithColumn("year", "2019"),
        IssueCodes.YearDisagrees, "Dòng 7, cột 34: dòng này ghi năm “2019”, nhưng “# year” là 2020", "Line 7, column 34: this row is of the year “2019”, but “# year” says 2020", "AH7");

    [Fact]
    public void The_structure_of_another_year() => Refused(
        SomeTable.Sample("papi-2021.csv").WithMetadata("year", "2020"),
        IssueCodes.ColumnMissing, "Dòng 6, cột 1: thiếu cột “5.2”", "Line 6, column 1: the column “5.2” is missing", "A6");

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.org\";\"x\")")]
    [InlineData("+1 điểm")]
    [InlineData("@SUM(A1)")]
    public void Text_that_looks_like_a_formula(string text) => Refused(
        SomeTable.Papi2020.With("58", "note_vi", text),
        IssueCodes.FormulaLikeText, $"Dòng 44, cột 32: “{text}” giống một công thức", $"Line 44, column 32: “{text}” looks like a formula", "AF44");

    [Fact]
    public void A_formula_in_place_of_a_name() => Refused(
        SomeTable.Papi2020.With("58", "province_name", "=HYPERLINK(1)"),
        IssueCodes.FormulaLikeText, "Dòng 44, cột 2: “=HYPERLINK(1)” giống một công thức", "Line 44, column 2: “=HYPERLINK(1)” looks like a formula", "B44");

    [Fact]
    public void A_formula_in_the_citation() => Refused(
        SomeTable.Papi2020.WithMetadata("citation", "=HYPERLINK(1)"),
        IssueCodes.FormulaLikeText, "Dòng 4, cột 1: “=HYPERLINK(1)” giống một công thức", "Line 4, column 1: “=HYPERLINK(1)” looks like a formula", "A4");

    [Fact]
    public void A_note_on_two_lines() => Refused(
        SomeTable.Papi2020.With("58", "note_vi", "một\nhai"),
        IssueCodes.ControlCharacter, "Dòng 44, cột 32: ô có dấu xuống dòng", "Line 44, column 32: the cell holds a line break", "AF44");

    [Fact]
    public void Metadata_that_this_kind_does_not_have() => Refused(
        SomeTable.Papi2020.WithMetadataLine("# sheet: 1"),
        IssueCodes.MetadataUnknown, "Dòng 6, cột 1: bảng loại này không dùng “# sheet”", "Line 6, column 1: this kind of table has no “# sheet”", "A6");

    [Fact]
    public void A_precedence_that_is_no_whole_number_of_two_digits() => Refused(
        SomeTable.Papi2020.WithMetadataLine("# precedence: 100"),
        IssueCodes.NotWhole, "Dòng 6, cột 1: “# precedence: 100” phải là số nguyên từ 0 đến 99", "Line 6, column 1: “# precedence: 100” must be a whole number from 0 to 99", "A6");

    [Fact]
    public void A_table_may_state_its_precedence()
    {
        Assert.Equal(12, SomeTable.Papi2020.WithMetadataLine("# precedence: 12").ReadAsCsv().Batch!.Precedence);
        Assert.Equal(0, SomeTable.Papi2020.ReadAsCsv().Batch!.Precedence);
    }

    [Fact]
    public void Metadata_given_twice() => Refused(
        SomeTable.Papi2020.WithMetadataLine("# year: 2020"),
        IssueCodes.MetadataDuplicate, "Dòng 6, cột 1: “# year” đã ghi ở trên", "Line 6, column 1: “# year” is already given", "A6");

    [Fact]
    public void A_table_that_does_not_cite_its_publisher() => Refused(
        SomeTable.Papi2020.WithoutMetadata("citation"),
        IssueCodes.MetadataMissing, "Tệp: thiếu dòng “# citation: …”", "File: the line “# citation: …” is missing", "");

    [Fact]
    public void A_kind_nobody_knows() => Refused(
        SomeTable.Papi2020.WithMetadata("papibi", "points"),
        IssueCodes.KindUnknown, "Dòng 1, cột 1: không có loại bảng “points”", "Line 1, column 1: there is no kind of table “points”", "A1");

    [Fact]
    public void A_table_that_does_not_say_what_it_is() => Refused(
        SomeTable.Papi2020.WithoutMetadata("papibi"),
        IssueCodes.KindMissing, "Dòng 1, cột 1: không mô tả nguồn nào khớp, và dòng đầu không cho biết loại bảng", "Line 1, column 1: no source description fits, and the first line does not say what the table is", "A1");

    [Fact]
    public void A_header_without_rows() => Refused(
        SomeTable.Papi2020 with { Rows = [SomeTable.Papi2020.Rows[0]] },
        IssueCodes.NoRows, "Dòng 6, cột 1: bảng không có dòng dữ liệu nào", "Line 6, column 1: the table has no row of data", "A6");

    [Fact]
    public void A_sheet_named_for_another_year()
    {
        Issue issue = Assert.Single((SomeTable.Papi2020 with { Sheet = "PAPI 2019" }).ReadAsXlsx().Issues);

        Assert.Equal(IssueCodes.YearDisagrees, issue.Code);
        Assert.Equal("Trang tính “PAPI 2019”: tên trang tính ghi năm 2019, nhưng “# year” là 2020; hãy sửa một trong hai.", issue.Message.Vi);
        Assert.Equal("Sheet “PAPI 2019”: the sheet is named for 2019, but “# year” says 2020; correct one of them.", issue.Message.En);
    }

    [Fact]
    public void All_faults_are_found_in_one_run() =>
        Assert.Equal(
            [IssueCodes.ScoreOutOfBounds, IssueCodes.CodeNameDisagree, IssueCodes.NotANumber, IssueCodes.ProvinceMissing],
            SomeTable.Papi2020
                .With("01", "1.1", "9").With("04", "province_name", "Bắc Kạn").With("04", "1.2", "x").WithoutRow("58")
                .ReadAsCsv().Issues.Select(issue => issue.Code));

    [Theory]
    [InlineData("KCDL")]
    [InlineData("*")]
    [InlineData("0")]
    [InlineData("–")]
    public void A_mark_for_missing_loads_as_a_missing_score(string mark)
    {
        ReadResult result = SomeTable.Papi2020.With("58", "8.1", mark).With("58", "note_vi", "Không công bố").With("58", "note_en", "Not published").ReadAsCsv();

        ScoreRow missing = Assert.Single(result.Batch!.Rows.Cast<ScoreRow>(), row => row.Score is null);
        Assert.Equal(("58", "8.1", "Không công bố", "Not published"), (missing.ProvinceCode, missing.ItemCode, missing.NoteVi, missing.NoteEn));
    }

    [Fact]
    public void Bounds_are_printed_with_two_decimals_and_read_so() =>
        Assert.Empty(SomeTable.Papi2020.With("58", "8.1", "3.3333").With("58", "8.2", "0.3333").ReadAsCsv().Issues);

    private static string[] SomeRow(string code, string name) => [code, name, .. Enumerable.Repeat("1", 29), "", ""];

    private static void Refused(SomeTable table, string code, string vi, string en, string cell)
    {
        ReadResult csv = table.ReadAsCsv();
        Assert.Null(csv.Batch);
        Issue issue = csv.Issues.First(i => i.Code == code);
        Assert.StartsWith(vi, issue.Message.Vi, StringComparison.Ordinal);
        Assert.StartsWith(en, issue.Message.En, StringComparison.Ordinal);

        ReadResult xlsx = table.ReadAsXlsx();
        Assert.Null(xlsx.Batch);
        Issue same = xlsx.Issues.First(i => i.Code == code);
        Assert.Equal(new Origin("Sheet1", cell), same.Origin);
        Assert.StartsWith(cell.Length == 0 ? "Trang tính “Sheet1”: " : $"Ô {cell}, trang tính “Sheet1”: ", same.Message.Vi, StringComparison.Ordinal);
        Assert.StartsWith(cell.Length == 0 ? "Sheet “Sheet1”: " : $"Cell {cell}, sheet “Sheet1”: ", same.Message.En, StringComparison.Ordinal);

        ReadMarks.Check("some.csv", Encoding.UTF8.GetBytes(table.Csv()), csv.Issues);
        ReadMarks.Check("some.xlsx", table.Xlsx(), xlsx.Issues);
    }
}
