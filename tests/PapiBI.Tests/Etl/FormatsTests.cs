using System.Text;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>The same table says the same, however it is written.</summary>
public sealed class FormatsTests
{
    public static TheoryData<string> SampleNames => [.. Directory.EnumerateFiles(Samples.Folder, "*.csv").Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void A_workbook_and_a_text_of_one_table_give_equal_batches(string name)
    {
        SomeTable table = SomeTable.Sample(name);

        ReadResult csv = table.ReadAsCsv();
        ReadResult xlsx = table.ReadAsXlsx();

        Assert.Empty(xlsx.Issues);
        Assert.Equal((csv.Batch!.Kind, csv.Batch.Scope, csv.Batch.File.Citation), (xlsx.Batch!.Kind, xlsx.Batch.Scope, xlsx.Batch.File.Citation));
        Assert.Equal(WithoutPlaces(csv.Batch), WithoutPlaces(xlsx.Batch));
    }

    [Theory]
    [InlineData(',', "\n", false)]
    [InlineData(',', "\r\n", true)]
    [InlineData(';', "\n", false)]
    [InlineData(';', "\r\n", true)]
    [InlineData('\t', "\n", false)]
    public void Separator_line_end_and_byte_order_mark_do_not_matter(char separator, string newLine, bool mark)
    {
        byte[] bytes = [.. mark ? Encoding.UTF8.Preamble.ToArray() : [], .. Encoding.UTF8.GetBytes(SomeTable.Papi2020.Csv(separator, newLine))];

        ReadResult result = SomeTable.Read("some.csv", bytes);

        Assert.Empty(result.Issues);
        Assert.Equal(Samples.Batch("papi-2020.csv").Rows, result.Batch!.Rows);
    }

    [Fact]
    public void A_table_with_semicolons_may_use_decimal_commas()
    {
        string text = SomeTable.Papi2020.With("58", "8.1", "0,365821").Csv(';');

        Assert.Equal(Samples.Batch("papi-2020.csv").Rows, SomeTable.Read("some.csv", Encoding.UTF8.GetBytes(text)).Batch!.Rows);
    }

    [Fact]
    public void Metadata_that_Excel_has_quoted_and_padded_is_read()
    {
        string[] lines = SomeTable.Papi2020.Csv().Split('\n');
        string text = string.Join('\n', lines.Select(line => line.StartsWith('#') ? $"\"{line}\",,,,," : line));

        Assert.Equal(Samples.Batch("papi-2020.csv").Rows, SomeTable.Read("some.csv", Encoding.UTF8.GetBytes(text)).Batch!.Rows);
    }

    [Fact]
    public void Metadata_that_Excel_has_spread_over_cells_is_read_whole()
    {
        SomeTable table = SomeTable.Papi2020;
        byte[] workbook = SomeWorkbook.Of(("Sheet1", [.. table.Metadata.Select(line => (IReadOnlyList<object>)line.Split(',')), .. table.Rows]));

        Assert.Equal(Samples.Batch("papi-2020.csv").File.Citation, SomeTable.Read("some.xlsx", workbook).Batch!.File.Citation);
    }

    [Fact]
    public void A_decimal_comma_without_quotation_marks_does_not_shift_the_row()
    {
        string text = SomeTable.Papi2020.Csv().Replace("0.683357", "0,683357", StringComparison.Ordinal);
        Assert.NotEqual(SomeTable.Papi2020.Csv(), text);

        Assert.Contains(SomeTable.Read("some.csv", Encoding.UTF8.GetBytes(text)).Issues, issue => issue.Code == IssueCodes.CellOutsideTable && issue.Message.Vi.Contains("phải nằm trong ngoặc kép", StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_that_Excel_stores_as_a_date_is_that_day()
    {
        byte[] workbook = SomeWorkbook.Of(("Sheet1",
        [
            ["# papibi: group-members"],
            ["group_code", "province_code", "valid_from", "valid_to"],
            ["TPTTTW", 46.0, new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31)],
        ]));

        var member = Assert.IsType<GroupMemberRow>(Assert.Single(SomeTable.Read("some.xlsx", workbook).Batch!.Rows));

        Assert.Equal(("46", new DateOnly(2025, 1, 1), new DateOnly(2026, 12, 31)), (member.ProvinceCode, member.ValidFrom, member.ValidTo));
    }

    [Fact]
    public void A_long_text_is_cut_in_messages()
    {
        Issue issue = SomeTable.Papi2020.With("58", "8.1", new string('x', 5000)).ReadAsCsv().Issues[0];

        Assert.Equal($"Line 44, column 29: “{new string('x', 80)}…” is not a number; type a number, or leave the cell blank where there is none.", issue.Message.En);
    }

    [Fact]
    public void Positions_are_those_an_editor_shows()
    {
        const string text = "# papibi: regions\n\n# a remark\nregion_code,name_vi,name_en,sort_order\n\"DBSH\",\"Đồng\nbằng\",x,một\n\nTN,Tây Nguyên,,2\n";

        ReadResult result = SomeTable.Read("some.csv", Encoding.UTF8.GetBytes(text));

        Assert.Equal(
            [("control-character", "line 5, column 2"), ("not-a-number", "line 6, column 4"), ("value-missing", "line 8, column 3")],
            result.Issues.Select(issue => (issue.Code, issue.Origin.Position)));
    }

    [Theory]
    [InlineData("\"DBSH,Đồng bằng,Delta,1\nTN,Tây Nguyên,Highlands,2\n", 3)]
    [InlineData("DBSH,Đồng bằng,Delta,1\nTN,\"Tây\" Nguyên,Highlands,2\n", 4)]
    public void Quotation_marks_that_do_not_close_are_refused_at_their_line(string rows, int line)
    {
        ReadResult result = SomeTable.Read("some.csv", Encoding.UTF8.GetBytes("# papibi: regions\nregion_code,name_vi,name_en,sort_order\n" + rows));

        Issue issue = result.Issues.First(i => i.Code == IssueCodes.QuotesUnbalanced);
        Assert.StartsWith($"Dòng {line}, cột 1: dấu ngoặc kép", issue.Message.Vi, StringComparison.Ordinal);
        Assert.StartsWith($"Line {line}, column 1: a quotation mark", issue.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_value_of_Excel_is_refused_and_not_taken_for_missing()
    {
        Issue issue = Assert.Single(SomeTable.Read("some.xlsx", WithNinhThuan("8.1", new SomeWorkbook.ErrorCell("#N/A"))).Issues);

        Assert.Equal(IssueCodes.NotANumber, issue.Code);
        Assert.StartsWith("Ô AC44, trang tính “Sheet1”: “#N/A” là giá trị lỗi của Excel", issue.Message.Vi, StringComparison.Ordinal);
        Assert.StartsWith("Cell AC44, sheet “Sheet1”: “#N/A” is an Excel error value", issue.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_value_in_a_note_is_refused() =>
        Assert.Equal(
            (IssueCodes.ExcelError, "AG44"),
            SomeTable.Read("some.xlsx", WithNinhThuan("note_en", new SomeWorkbook.ErrorCell("#REF!"))).Issues.Select(i => (i.Code, i.Origin.Position)).Single());

    [Fact]
    public void A_formula_saved_without_its_value_is_refused_and_not_taken_for_missing() =>
        Assert.Equal(
            (IssueCodes.NotANumber, "AC44"),
            SomeTable.Read("some.xlsx", WithNinhThuan("8.1", new SomeWorkbook.FormulaCell("1/3"))).Issues.Select(i => (i.Code, i.Origin.Position)).Single());

    [Fact]
    public void A_formula_counts_as_the_value_saved_with_it()
    {
        ReadResult result = SomeTable.Read("some.xlsx", WithNinhThuan("8.1", new SomeWorkbook.FormulaCell("0.365+0.000821", 0.365821)));

        Assert.Equal(WithoutPlaces(Samples.Batch("papi-2020.csv")), WithoutPlaces(result.Batch!));
    }

    private static byte[] WithNinhThuan(string column, object value)
    {
        SomeTable table = SomeTable.Papi2020;
        int at = table.Rows[0].ToList().IndexOf(column);
        return SomeWorkbook.Of(("Sheet1",
        [
            .. table.Metadata.Select(line => (IReadOnlyList<object>)[line]),
            .. table.Rows.Select(row => (IReadOnlyList<object>)[.. row.Select((cell, i) => i == at && row[0] == "58" ? value : cell)]),
        ]));
    }

    private static IEnumerable<SourceRow> WithoutPlaces(LoadBatch batch) => batch.Rows.Select(row => row with { Origin = Origin.File });
}
