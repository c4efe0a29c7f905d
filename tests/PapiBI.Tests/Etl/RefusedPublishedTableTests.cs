using System.Text;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>Each fault of a table of printed figures is found in both formats, at its place, and said in both languages.</summary>
public sealed class RefusedPublishedTableTests
{
    /// <summary>The header stands on line 5, Cần Thơ on line 6, the mean of the Mekong Delta on line 7; the first cell tells the rows apart.</summary>
    private static readonly SomeTable ParIndex = new(
        ["# papibi: published", "# index: PAR_INDEX", "# citation: Bộ Nội vụ", "# source: Báo chí"],
        [
            ["year", "province_code", "province_name", "item_code", "scope", "score", "rank", "ranked", "rank_change", "group", "mean", "basis", "source", "note_vi", "note_en"],
            ["2021", "92", "Cần Thơ", "PAR", "", "84.97", "51", "63", "-14", "B", "", "stated", "Báo Cần Thơ, 23/06/2022", "", ""],
            ["2020", "", "", "PAR", "region:DBSCL", "", "", "", "", "", "82.5", "stated", "Báo Cần Thơ, 23/06/2022", "", ""],
        ]);

    [Fact]
    public void A_table_without_a_fault_is_read() => Assert.Equal(
        [
            "2021 PAR 92 nation: score 84.97 stated, line 6, column 6",
            "2021 PAR 92 nation: rank 51 stated, line 6, column 7",
            "2021 PAR 92 nation: ranked 63 stated, line 6, column 8",
            "2021 PAR 92 nation: rank_change -14 stated, line 6, column 9",
            "2021 PAR 92 nation: group “B” stated, line 6, column 10",
            "2020 PAR – region:DBSCL: mean 82.5 stated, line 7, column 11",
        ],
        Rows(ParIndex.ReadAsCsv()).Select(f => $"{Said(f)}, {f.Origin}"));

    [Fact]
    public void A_year_that_is_no_edition() => Refused(
        ParIndex.With("2021", "year", "2031"),
        IssueCodes.EditionUnknown, "Dòng 6, cột 1: không có PAR_INDEX năm 2031 trong bảng editions", "Line 6, column 1: PAR_INDEX 2031 is not in the editions table", "A6");

    [Fact]
    public void An_unknown_item() => Refused(
        ParIndex.With("2021", "item_code", "MOTCUA"),
        IssueCodes.ItemUnknown, "Dòng 6, cột 4: PAR_INDEX năm 2021 không có nội dung “MOTCUA”", "Line 6, column 4: PAR_INDEX 2021 has no item “MOTCUA”", "D6");

    [Fact]
    public void An_unknown_province() => Refused(
        ParIndex.With("2021", "province_code", "99"),
        IssueCodes.ProvinceUnknown, "Dòng 6, cột 2: không có tỉnh nào mang mã “99” vào ngày 2021-12-31 (Cần Thơ có mã 92)", "Line 6, column 2: no province has the code “99” on 2021-12-31 (Can Tho has the code 92)", "B6");

    [Fact]
    public void A_code_and_a_name_that_disagree() => Refused(
        ParIndex.With("2021", "province_name", "Hậu Giang"),
        IssueCodes.CodeNameDisagree, "Dòng 6, cột 3: mã và tên không khớp: mã 92 là Cần Thơ, còn “Hậu Giang” có mã 93", "Line 6, column 3: code and name disagree: 92 is Can Tho, but “Hậu Giang” has the code 93", "C6");

    [Fact]
    public void A_name_without_a_code() => Refused(
        ParIndex.With("2021", "province_code", ""),
        IssueCodes.ValueMissing, "Dòng 6, cột 2: ô trống; cột “province_code” bắt buộc phải có giá trị", "Line 6, column 2: the cell is blank; the column “province_code” needs a value", "B6");

    [Theory]
    [InlineData("vùng")]
    [InlineData("region")]
    [InlineData("region:XYZ")]
    [InlineData("region:TPTTTW")]
    [InlineData("group:DBSCL")]
    [InlineData("nation:VN")]
    public void An_unknown_scope(string scope) => Refused(
        ParIndex.With("2021", "scope", scope),
        IssueCodes.ScopeUnknown, $"Dòng 6, cột 5: “{scope}” không phải là phạm vi", $"Line 6, column 5: “{scope}” is not a scope", "E6");

    [Fact]
    public void An_unknown_basis() => Refused(
        ParIndex.With("2021", "basis", "printed"),
        IssueCodes.BasisUnknown,
        "Dòng 6, cột 12: “printed” không phải là căn cứ; hãy dùng một trong: stated, interpreted, listed order, derived, rank computed.",
        "Line 6, column 12: “printed” is not a basis; use one of: stated, interpreted, listed order, derived, rank computed.",
        "L6");

    [Theory]
    [InlineData("interpreted")]
    [InlineData("derived")]
    public void A_figure_read_into_its_source_without_saying_how(string basis) => Refused(
        ParIndex.With("2021", "basis", basis).With("2021", "note_vi", "suy từ năm 2020"),
        IssueCodes.BasisUnexplained, $"Dòng 6, cột 12: số liệu “{basis}” phải nói rõ vì sao; hãy ghi vào cột note_en", $"Line 6, column 12: a figure that is “{basis}” must say how; write it into note_en", "L6");

    [Theory]
    [InlineData("stated")]
    [InlineData("listed order")]
    [InlineData("rank computed")]
    public void A_figure_taken_as_it_stands_needs_no_note(string basis) =>
        Assert.Empty(ParIndex.With("2021", "basis", basis).ReadAsCsv().Issues);

    [Fact]
    public void A_mean_of_a_province() => Refused(
        ParIndex.With("2021", "mean", "80"),
        IssueCodes.SubjectDisagrees, "Dòng 6, cột 11: “mean” là số liệu của cả phạm vi; hãy để trống mã và tên tỉnh", "Line 6, column 11: “mean” is a figure of the whole scope; leave code and name of the province blank", "K6");

    [Fact]
    public void A_rank_of_nobody() => Refused(
        ParIndex.With("2020", "rank", "4"),
        IssueCodes.SubjectDisagrees, "Dòng 7, cột 7: “rank” là số liệu của một tỉnh; hãy ghi mã và tên tỉnh", "Line 7, column 7: “rank” is a figure of a province; write its code and name", "G7");

    [Theory]
    [InlineData("64")]
    [InlineData("0")]
    public void A_rank_beyond_the_provinces_ranked(string rank) => Refused(
        ParIndex.With("2021", "rank", rank),
        IssueCodes.RankOutOfBounds, "Dòng 6, cột 7: hạng phải từ 1 đến số tỉnh xếp hạng (ranked)", "Line 6, column 7: a rank lies between 1 and the number of provinces ranked", "G6");

    [Fact]
    public void A_rank_with_half_a_place() => Refused(
        ParIndex.With("2021", "rank", "51,5"),
        IssueCodes.NotWhole, "Dòng 6, cột 7: “51,5” phải là số nguyên", "Line 6, column 7: “51,5” must be a whole number", "G6");

    [Fact]
    public void A_score_out_of_bounds() => Refused(
        ParIndex.With("2021", "score", "100.1"),
        IssueCodes.ScoreOutOfBounds, "Dòng 6, cột 6: điểm 100.1 của “PAR” nằm ngoài khung 0–100", "Line 6, column 6: the score 100.1 of “PAR” lies outside 0–100", "F6");

    [Fact]
    public void A_mean_out_of_bounds() => Refused(
        ParIndex.With("2020", "mean", "825"),
        IssueCodes.ScoreOutOfBounds, "Dòng 7, cột 11: điểm 825 của “PAR” nằm ngoài khung 0–100", "Line 7, column 11: the score 825 of “PAR” lies outside 0–100", "K7");

    [Fact]
    public void A_contradictory_number() => Refused(
        ParIndex.With("2021", "score", "7,88%/10 điểm"),
        IssueCodes.NotANumber, "Dòng 6, cột 6: “7,88%/10 điểm” tự mâu thuẫn", "Line 6, column 6: “7,88%/10 điểm” contradicts itself", "F6");

    [Fact]
    public void A_score_on_another_scale() => Refused(
        ParIndex.With("2021", "score", "8,5/10"),
        IssueCodes.ScaleDisagrees, "Dòng 6, cột 6: “8,5/10” ghi theo thang 10, nhưng “PAR” theo thang 100", "Line 6, column 6: “8,5/10” is out of 10, but “PAR” is out of 100", "F6");

    [Fact]
    public void A_row_without_figures() => Refused(
        ParIndex.With("2020", "mean", ""),
        IssueCodes.ValueMissing, "Dòng 7, cột 12: dòng này không có số liệu nào; hãy nhập ít nhất một", "Line 7, column 12: this row holds no figure; type at least one", "L7");

    [Fact]
    public void The_same_figure_twice() => Refused(
        ParIndex.WithRow("2021", "92", "Thành phố Cần Thơ", "PAR", "", "85", "", "", "", "", "", "stated", "", "", ""),
        IssueCodes.RowDuplicate, "Dòng 8, cột 6: “2021 PAR 92 score” đã có ở trên (Dòng 6, cột 6)", "Line 8, column 6: “2021 PAR 92 score” is already given (Line 6, column 6)", "F8");

    [Fact]
    public void The_same_mean_twice() => Refused(
        ParIndex.WithRow("2020", "", "", "PAR", "region:DBSCL", "", "", "", "", "", "82", "stated", "", "", ""),
        IssueCodes.RowDuplicate, "Dòng 8, cột 11: “2020 PAR region:DBSCL mean” đã có ở trên (Dòng 7, cột 11)", "Line 8, column 11: “2020 PAR region:DBSCL mean” is already given (Line 7, column 11)", "K8");

    [Fact]
    public void Another_figure_or_another_scope_of_the_same_item_is_no_duplicate() =>
        Assert.Empty(ParIndex
            .WithRow("2021", "92", "Cần Thơ", "PAR", "region:DBSCL", "", "9", "13", "", "", "", "stated", "", "", "")
            .WithRow("2021", "92", "Cần Thơ", "PAR", "group:TPTTTW", "", "5", "5", "", "", "", "stated", "", "", "")
            .WithRow("2021", "92", "Cần Thơ", "TTHC", "", "80", "", "", "", "", "", "stated", "", "", "")
            .ReadAsCsv().Issues);

    [Theory]
    [InlineData("note_vi", 14, "N6")]
    [InlineData("source", 13, "M6")]
    [InlineData("group", 10, "J6")]
    public void Text_that_looks_like_a_formula(string column, int at, string cell) => Refused(
        ParIndex.With("2021", column, "=HYPERLINK(1)"),
        IssueCodes.FormulaLikeText, $"Dòng 6, cột {at}: “=HYPERLINK(1)” giống một công thức", $"Line 6, column {at}: “=HYPERLINK(1)” looks like a formula", cell);

    [Fact]
    public void A_missing_column() => Refused(
        ParIndex.WithoutColumn("basis"),
        IssueCodes.ColumnMissing, "Dòng 5, cột 1: thiếu cột “basis”", "Line 5, column 1: the column “basis” is missing", "A5");

    [Fact]
    public void An_unknown_column() => Refused(
        ParIndex.Renamed("rank_change", "places"),
        IssueCodes.ColumnUnknown, "Dòng 5, cột 9: không có cột “places”", "Line 5, column 9: there is no column “places”", "I5");

    [Fact]
    public void A_table_that_does_not_cite_its_publisher() => Refused(
        ParIndex.WithoutMetadata("citation"),
        IssueCodes.MetadataMissing, "Tệp: thiếu dòng “# citation: …”", "File: the line “# citation: …” is missing", "");

    [Fact]
    public void An_unknown_index_is_said_once_and_not_for_every_row()
    {
        Refused(
            ParIndex.WithMetadata("index", "PAR"),
            IssueCodes.EditionUnknown, "Dòng 2, cột 1: chưa có năm nào của chỉ số “PAR”; hãy nạp bảng editions trước", "Line 2, column 1: no edition of “PAR” is known; load the editions table first", "A2");
        Assert.Single(ParIndex.WithMetadata("index", "PAR").ReadAsCsv().Issues);
    }

    [Fact]
    public void All_faults_are_found_in_one_run() =>
        Assert.Equal(
            [IssueCodes.NotANumber, IssueCodes.ScopeUnknown],
            ParIndex.With("2021", "score", "x").With("2020", "scope", "region:XYZ").ReadAsCsv().Issues.Select(issue => issue.Code));

    [Theory]
    [InlineData("published-papi.csv")]
    [InlineData("published-par-index.csv")]
    [InlineData("published-sipas.csv")]
    public void A_workbook_gives_the_same_figures_as_the_text(string file)
    {
        IReadOnlyList<PublishedRow> csv = Rows(SomeTable.Sample(file).ReadAsCsv());
        IReadOnlyList<PublishedRow> xlsx = Rows(SomeTable.Sample(file).ReadAsXlsx());

        Assert.NotEmpty(csv);
        Assert.Equal(csv.Select(f => f with { Origin = Origin.File }), xlsx.Select(f => f with { Origin = Origin.File }));
    }

    [Fact]
    public void A_table_of_ranks_needs_no_other_column_of_figures()
    {
        SomeTable table = ParIndex.WithoutRow("2020");
        foreach (string column in (string[])["score", "ranked", "rank_change", "group", "mean", "source", "note_vi", "note_en"])
        {
            table = table.WithoutColumn(column);
        }

        PublishedRow rank = Assert.Single(Rows(table.ReadAsCsv()));
        Assert.Equal("2021 PAR 92 nation: rank 51 stated", Said(rank));
        Assert.Equal(("", "", ""), (rank.Source, rank.NoteVi, rank.NoteEn));
    }

    [Fact]
    public void A_table_without_any_column_of_figures_says_so_for_each_row()
    {
        SomeTable table = ParIndex;
        foreach (string column in (string[])["score", "rank", "ranked", "rank_change", "group", "mean"])
        {
            table = table.WithoutColumn(column);
        }

        Assert.Equal(
            ["Line 6, column 6: this row holds no figure; type at least one.", "Line 7, column 6: this row holds no figure; type at least one."],
            table.ReadAsCsv().Issues.Select(issue => issue.Message.En));
    }

    [Theory]
    [InlineData("KCDL")]
    [InlineData("–")]
    [InlineData("n/a")]
    public void A_mark_for_missing_is_no_figure(string mark) =>
        Assert.DoesNotContain(Rows(ParIndex.With("2021", "score", mark).ReadAsCsv()), f => f.Measure == PublishedMeasure.Score);

    [Theory]
    [InlineData("84,97%")]
    [InlineData("84,97%/100 điểm")]
    [InlineData(" 84.97 ")]
    public void A_score_is_read_as_the_press_prints_it(string printed) =>
        Assert.Equal(84.97, Rows(ParIndex.With("2021", "score", printed).ReadAsCsv()).Single(f => f.Measure == PublishedMeasure.Score).Value);

    private static IReadOnlyList<PublishedRow> Rows(ReadResult result)
    {
        Assert.Empty(result.Issues.Select(issue => issue.Message.En));
        return [.. result.Batch!.Rows.Cast<PublishedRow>()];
    }

    private static string Said(PublishedRow f)
    {
        string scope = f.ScopeCode.Length == 0 ? ScopeCode.Of(f.Scope) : $"{ScopeCode.Of(f.Scope)}:{f.ScopeCode}";
        string figure = f.Value is { } value ? FormattableString.Invariant($"{value}") : $"“{f.Words}”";
        return $"{f.Year} {f.ItemCode} {(f.ProvinceCode.Length == 0 ? "–" : f.ProvinceCode)} {scope}: {PublishedMeasureCode.Of(f.Measure)} {figure} {BasisCode.Of(f.Basis)}";
    }

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
