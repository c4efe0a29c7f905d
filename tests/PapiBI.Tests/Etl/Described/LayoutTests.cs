using PapiBI.Etl.Described;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl.Described;

/// <summary>The shapes that publishers hand out, on small workbooks.</summary>
public sealed class LayoutTests
{
    private const string Wide = """
        "kind": "scores", "missing": { "KCDL": { "vi": "Không có dữ liệu", "en": "No data" } }, "tables": [{
          "sheets": "^(?<year>[0-9]{4})$", "layout": "wide", "year": { "sheet": "^(?<year>[0-9]{4})$" }, "header": { "find": "Province", "rows": 2 },
          "province": { "name": { "title": "Tỉnh" } }, "notProvinces": ["Highest"], "knownFalseYears": ["Total 2015"],
          "figures": [{ "pattern": "^(?<item>1\\.[12]):" }, { "title": "Total 2015", "item": "X" }]
        }]
        """;

    [Fact]
    public void A_wide_table_with_a_header_in_two_languages_and_a_sheet_a_year()
    {
        ReadResult read = SomeSource.Read(
            SomeSource.Described(Wide),
            ("2019", [["Province", "1.1: Knowledge ", "1.2: Chances", "Total 2015"], ["Tỉnh", "1.1: Hiểu biết", "1.2: Cơ hội", "Tổng"], ["Hoà Bình", 2.5, 1.25, 3.75], ["Ha Noi*", " 2,25 ", "1.5", 3.75], ["TP.HCM", 4.0, "kcdl", ""], ["Highest", 4.0, 1.5, 3.75], [], ["Copyright 2018"]]),
            ("2020", [["Province", "1.1: Knowledge ", "1.2: Chances", "Total 2015"], ["Tỉnh", "1.1: Hiểu biết", "1.2: Cơ hội", "Tổng"], ["Hà Nội", 1.0, 1.0, 2.0], ["Hòa Bình", 1.5, 1.0, 2.5], ["Hồ Chí Minh", 2.0, 1.0, 3.0]]));

        Assert.Equal(
            """
            2019 01 1.1 = 2.25 @ 2019!B4 (The name carries an asterisk in the source table)
            2019 01 1.2 = 1.5 @ 2019!C4 (The name carries an asterisk in the source table)
            2019 17 1.1 = 2.5 @ 2019!B3
            2019 17 1.2 = 1.25 @ 2019!C3
            2019 79 1.1 = 4 @ 2019!B5 (No data: 1.2)
            2019 79 1.2 = – @ 2019!C5 (No data: 1.2)
            2020 01 1.1 = 1 @ 2020!B3
            2020 01 1.2 = 1 @ 2020!C3
            2020 17 1.1 = 1.5 @ 2020!B4
            2020 17 1.2 = 1 @ 2020!C4
            2020 79 1.1 = 2 @ 2020!B5
            2020 79 1.2 = 1 @ 2020!C5
            """,
            read.Said());
        Assert.Equal(["X 2019", "X 2020"], read.Batches.Select(batch => batch.Scope));
    }

    [Fact]
    public void A_transposed_table_whose_labels_tell_the_level_and_whose_scales_are_checked()
    {
        var descriptions = SomeSource.Described("""
            "kind": "scores", "missing": { "KCDL": { "vi": "Không có dữ liệu", "en": "No data" } }, "tables": [{
              "sheets": "^Bảng$", "layout": "transposed", "year": { "heading": "^Chỉ số X (?<year>[0-9]{4})" }, "header": { "find": "Tên tỉnh" }, "province": {}, "scale": { "title": "Thang điểm" },
              "figures": [{ "pattern": "^Chỉ số X", "item": "X" }, { "pattern": "^Chỉ số nội dung (?<item>[1-8]):" }, { "pattern": "^(?<item>[1-8]\\.[1-8]):" }], "others": "indicators"
            }]
            """);
        (string, IReadOnlyList<IReadOnlyList<object>>) Sheet(string scale) => ("Bảng",
        [
            ["Tên tỉnh", "Thang điểm", "Ha Noi", "Hoa Binh", "Ho Chi Minh City"],
            ["Chỉ số X 2020 (không có trọng số)", "1-10 điểm", 3.0, 4.0, "KCDL"],
            ["Chỉ số nội dung 1: Tham gia", "1-10 điểm", 3.0, 4.0, "KCDL"],
            ["1.1: Tri thức*", scale, 1.0, 2.0, "KCDL"],
            ["Hiểu biết (%)", "0%-100%", 0.5, 0.6, 0.7],
            ["1.2: Cơ hội", "0.5-5 điểm", 2.0, 2.0, 2.5],
            [],
            ["KCDL = Không có dữ liệu"],
        ]);

        Assert.Equal(
            """
            2020 01 1.1 = 1 @ Bảng!C4
            2020 01 1.2 = 2 @ Bảng!C6
            2020 17 1.1 = 2 @ Bảng!D4
            2020 17 1.2 = 2 @ Bảng!D6
            2020 79 1.1 = – @ Bảng!E4 (No data: 1.1)
            2020 79 1.2 = 2.5 @ Bảng!E6 (No data: 1.1)
            2020 01 1.1 #1 Hiểu biết (%) = 50 @ Bảng!C5
            2020 17 1.1 #1 Hiểu biết (%) = 60 @ Bảng!D5
            2020 79 1.1 #1 Hiểu biết (%) = 70 @ Bảng!E5
            """,
            SomeSource.Read(descriptions, Sheet("0.5-5 điểm")).Said());
        Assert.Equal("Cell B4, sheet “Bảng”: the table says “0.25-2.5 điểm”, but “1.1” of 2020 is on the scale 0.5–5.", SomeSource.Read(descriptions, Sheet("0.25-2.5 điểm")).Said());
    }

    [Fact]
    public void Pairs_side_by_side_each_sorted_for_itself_with_a_footer_below()
    {
        var descriptions = SomeSource.Described("""
            "kind": "published", "tables": [{
              "sheets": ".", "layout": "pairs", "year": { "heading": "^X (?<year>[0-9]{4})$" }, "header": { "find": "Thứ tự" }, "province": { "name": { "title": "Tỉnh" } },
              "figures": [{ "title": "Tri thức", "item": "1.1" }, { "pattern": "^X [0-9]{4}$", "item": "X" }, { "title": "Xếp hạng", "item": "X", "measure": "rank" }, { "title": "Nhóm", "item": "X", "measure": "group" }]
            }]
            """);
        ReadResult read = SomeSource.Read(descriptions, ("Tong hop",
        [
            ["Thứ tự", "Tỉnh", "Tri\n thức", "", "X 2020", "Xếp hạng", "Nhóm"],
            [1.0, "TP.HCM", 4.5, "Hà Nội", 9.0, 1.0, "Rất tốt"],
            [2.0, "Hà Nội", 4.0, "Hoà Bình", 8.0, 2.0, "Tốt"],
            [3.0, "Hòa Bình", 3.5, "TP.HCM", 7.5, 3.0, "Khá"],
            [],
            ["", "Median", 4.0, "", 8.0],
        ]));

        Assert.Equal(
            """
            2020 79 1.1 score = 4.5 @ Tong hop!C2
            2020 01 1.1 score = 4 @ Tong hop!C3
            2020 17 1.1 score = 3.5 @ Tong hop!C4
            2020 01 X score = 9 @ Tong hop!E2
            2020 17 X score = 8 @ Tong hop!E3
            2020 79 X score = 7.5 @ Tong hop!E4
            2020 01 X rank = 1 @ Tong hop!F2
            2020 01 X ranked = 3 @ Tong hop!F2
            2020 17 X rank = 2 @ Tong hop!F3
            2020 17 X ranked = 3 @ Tong hop!F3
            2020 79 X rank = 3 @ Tong hop!F4
            2020 79 X ranked = 3 @ Tong hop!F4
            2020 01 X group = Rất tốt @ Tong hop!G2
            2020 17 X group = Tốt @ Tong hop!G3
            2020 79 X group = Khá @ Tong hop!G4
            """,
            read.Said());
    }

    [Fact]
    public void A_long_table_a_fact_a_row_with_its_year()
    {
        var descriptions = SomeSource.Described("""
            "kind": "scores", "tables": [{
              "sheets": ".", "layout": "long", "year": { "column": { "title": "Năm" } }, "header": { "find": "Năm" }, "province": { "name": { "title": "Tỉnh" } }, "item": { "title": "Nội dung" }, "value": { "title": "Điểm" },
              "figures": [{ "title": "Tri thức", "item": "1.1" }, { "title": "Cơ hội", "item": "1.2" }]
            }]
            """);
        IReadOnlyList<object>[] rows = [.. from province in new[] { "Hà Nội", "Hòa Bình", "TP.HCM" } from item in new[] { "Tri thức", "cơ hội" } select (IReadOnlyList<object>)[2020.0, province, item, "3,5/5 điểm"]];

        Assert.Equal(
            """
            2020 01 1.1 = 3.5 @ Dài!D2
            2020 01 1.2 = 3.5 @ Dài!D3
            2020 17 1.1 = 3.5 @ Dài!D4
            2020 17 1.2 = 3.5 @ Dài!D5
            2020 79 1.1 = 3.5 @ Dài!D6
            2020 79 1.2 = 3.5 @ Dài!D7
            """,
            SomeSource.Read(descriptions, ("Dài", [["Năm", "Tỉnh", "Nội dung", "Điểm"], .. rows])).Said());
    }

    [Fact]
    public void Standard_errors_and_intervals_as_columns_and_shares_of_one()
    {
        var descriptions = SomeSource.Described("""
            "kind": "published", "tables": [{
              "sheets": ".", "layout": "wide", "year": { "value": 2020 }, "header": { "find": "Code" }, "province": { "code": { "title": "Code" } }, "intervalMultiplier": 1.645,
              "figures": [{ "title": "X", "item": "X" }, { "title": "SE", "item": "X", "measure": "standard_error" }, { "title": "Low", "item": "X", "measure": "interval_low" }, { "title": "High", "item": "X", "measure": "interval_high" }, { "title": "Asked", "item": "X", "measure": "observations" }, { "title": "Share", "item": "X", "measure": "percent", "isShare": true }]
            }]
            """);
        IReadOnlyList<IReadOnlyList<object>> Rows(double high) => [["Code", "X", "SE", "Low", "High", "Asked", "Share"], [1.0, 5.0, 0.2, 4.671, high, 320.0, 0.8497], [17.0, 6.0, 0.1, 5.8355, 6.1645, 300.0, 0.5], [79.0, 7.0, 0.1, 6.8355, 7.1645, 310.0, 0.5]];

        ReadResult read = SomeSource.Read(descriptions, ("S", Rows(5.329)));
        Assert.Contains("2020 01 X percent = 84.97 @ S!G2", read.Said(), StringComparison.Ordinal);
        Assert.Contains("2020 01 X 4.671–5.329 = ± 1.645 × 0.2, 320 asked", read.Said(), StringComparison.Ordinal);
        Assert.Equal("Cell E2, sheet “S”: the interval 4.671–5.392 is not the score ± 1.645 × the standard error 0.2; compare with the published table.", SomeSource.Read(descriptions, ("S", Rows(5.392))).Said());
    }

    [Fact]
    public void The_publishers_own_codes_are_told_by_the_scheme_and_must_agree_with_the_name()
    {
        var descriptions = SomeSource.Described(
            """
            "kind": "scores", "tables": [{ "sheets": ".", "layout": "wide", "year": { "value": 2020 }, "header": { "find": "ID" }, "province": { "code": { "column": "A" }, "name": { "title": "Name" }, "scheme": "own" }, "figures": [{ "pattern": "^(?<item>1\\.[12])$" }] }]
            """,
            """{ "own": { "1": "79", "2": "01", "3": "17" } }""");

        Assert.StartsWith("2020 01 1.1 = 2 @ S!C3", SomeSource.Read(descriptions, ("S", [["ID", "Name", "1.1", "1.2"], ["P01", "TP.HCM", 1.0, 1.0], [2.0, "Hà Nội", 2.0, 2.0], ["P03", "Hoà Bình", 3.0, 3.0]])).Said(), StringComparison.Ordinal);
        Assert.Equal(
            "Cell B2, sheet “S”: code and name disagree: P01 is Ho Chi Minh City, but “Hà Nội” has the code 01; correct one of them.\nCell A3, sheet “S”: no province has the code “9” on 2020-12-31; correct the code.",
            SomeSource.Read(descriptions, ("S", [["ID", "Name", "1.1", "1.2"], ["P01", "Hà Nội", 1.0, 1.0], [9.0, "TP.HCM", 2.0, 2.0], ["P03", "Hoà Bình", 3.0, 3.0], [2.0, "Hà Nội", 1.0, 1.0]])).Issues.Where(issue => issue.Code != IssueCodes.ProvinceMissing).Select(issue => issue.Message.En).Aggregate((a, b) => $"{a}\n{b}"));
    }

    private static SourceDescriptions Transposed(string others) => SomeSource.Described(TransposedWith($"\"others\": \"{others}\""));

    private static string TransposedWith(string more) => $$"""
        "kind": "scores", "tables": [{
          "sheets": "^Bảng$", "layout": "transposed", "year": { "heading": "^Chỉ số X (?<year>[0-9]{4})" }, "header": { "find": "Tên tỉnh" }, "province": {}, {{more}},
          "figures": [{ "pattern": "^Chỉ số X", "item": "X" }, { "pattern": "^Chỉ số nội dung (?<item>[1-8]):" }, { "pattern": "^(?<item>[1-8]\\.[1-8]):" }]
        }]
        """;

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "Hà Nội", "1.1", "6.5", "score-out-of-bounds | Ô B3, trang tính “2020”: điểm 6.5 của “1.1” nằm ngoài khung 0,5–5; hãy đối chiếu với bảng gốc. | Cell B3, sheet “2020”: the score 6.5 of “1.1” lies outside 0.5–5; compare with the published table." },
        { "Hà Nội", "1.1", "7,88%/10 điểm", "not-a-number | Ô B3, trang tính “2020”: “7,88%/10 điểm” tự mâu thuẫn: vừa là phần trăm vừa trên thang 10; hãy viết lại theo bảng gốc. | Cell B3, sheet “2020”: “7,88%/10 điểm” contradicts itself: a percentage and out of 10 at once; write it as the publisher means it." },
        { "Hà Nội", "1.2", "", "missing-unexplained | Ô C3, trang tính “2020”: không có điểm mà mô tả nguồn không nói vì sao (missing, absent). | Cell C3, sheet “2020”: there is no score, and the source description does not say why (missing, absent)." },
        { "Hà Nội", "1.2", "*", "missing-unexplained | Ô C3, trang tính “2020”: không có điểm “*” mà mô tả nguồn không nói vì sao (missing, absent). | Cell C3, sheet “2020”: there is no score “*”, and the source description does not say why (missing, absent)." },
        { "Hà Nội", "1.2", "3/10 điểm", "scale-disagrees | Ô C3, trang tính “2020”: “3/10 điểm” ghi theo thang 10, nhưng “1.2” theo thang 5; hãy nhập điểm theo thang của chỉ số. | Cell C3, sheet “2020”: “3/10 điểm” is out of 10, but “1.2” is out of 5; type the score on the scale of the index." },
        { "Ha Lội", "1.1", "1", "province-unknown | Ô A3, trang tính “2020”: không có tỉnh nào tên “Ha Lội” vào ngày 2020-12-31; hãy sửa tên hoặc thêm tên này vào bảng province-aliases. | Cell A3, sheet “2020”: no province is named “Ha Lội” on 2020-12-31; correct the name, or add it to the province-aliases table." },
        { "TP.HCM", "1.1", "1", "province-duplicate | Ô A5, trang tính “2020”: Hồ Chí Minh (79) đã có ở trên (Ô A3, trang tính “2020”); hãy giữ một dòng. | Cell A5, sheet “2020”: Ho Chi Minh City (79) is already given (Cell A3, sheet “2020”); keep one row." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_its_cell_in_both_languages(string province, string item, string cell, string expected)
    {
        object[] first = [province, 1.0, 1.0, ""];
        first[item == "1.1" ? 1 : 2] = cell;
        ReadResult read = SomeSource.Read(
            SomeSource.Described(Wide),
            ("2020", [["Province", "1.1: A", "1.2: B", "Total 2015"], ["Tỉnh", "", "", ""], first, ["Hòa Bình", 1.5, 1.0, 2.5], ["Hồ Chí Minh", 2.0, 1.0, 3.0]]));

        Issue issue = read.Issues[0];
        Assert.Empty(read.Batches);
        Assert.Equal(expected, $"{issue.Code} | {issue.Message.Vi} | {issue.Message.En}");
    }

    [Fact]
    public void A_table_without_a_province_or_a_column_that_is_described_is_refused()
    {
        var descriptions = SomeSource.Described(Wide);
        Assert.Equal(
            "Sheet “2020”: Ho Chi Minh City (79) is missing; add its row, or give the reason in the source description (absent).",
            SomeSource.Read(descriptions, ("2020", [["Province", "1.1: A", "1.2: B", "Total 2015"], ["Tỉnh", "", "", ""], ["Hà Nội", 1.0, 1.0, 2.0], ["Hòa Bình", 1.5, 1.0, 2.5]])).Said());
        Assert.Equal(
            "Cell A1, sheet “2020”: “Total 2015”, which the source description some asks for, is not found; keep the headings of the publisher's table, or mend the description.\nCell D1, sheet “2020”: “Tổng cộng” is not in the source description some; it is not read.",
            SomeSource.Read(descriptions, ("2020", [["Province", "1.1: A", "1.2: B", "Tổng cộng"], ["Tỉnh", "", "", ""], ["Hà Nội", 1.0, 1.0, 2.0]])).Said());
    }

    [Fact]
    public void A_heading_that_is_there_twice_is_told_and_never_chosen()
    {
        IReadOnlyList<IReadOnlyList<object>> rows = [["Province", "1.1: A", "1.2: B", "Total 2015", "Total 2015"], ["Tỉnh", "", "", "", ""], ["Hà Nội", 1.0, 1.0, 2.0, 3.0], ["Hòa Bình", 1.5, 1.0, 2.5, 3.0], ["Hồ Chí Minh", 2.0, 1.0, 3.0, 3.0]];
        Assert.Equal(
            "Cell E1, sheet “2020”: the heading “Total 2015” is there twice; keep one, or say which in the source description (occurrence).\nCell E1, sheet “2020”: “Total 2015” is not in the source description some; it is not read.",
            SomeSource.Read(SomeSource.Described(Wide), ("2020", rows)).Said());
        Assert.NotEmpty(SomeSource.Read(SomeSource.Described(Wide.Replace("\"Total 2015\", \"item\"", "\"Total 2015\", \"occurrence\": 1, \"item\"", StringComparison.Ordinal)), ("2020", rows)).Batches);
    }

    [Fact]
    public void Two_headings_of_one_item_are_told_by_their_cells() => Assert.Equal(
        "Cell D1, sheet “2020”: “1.1: Another” and cell B1, sheet “2020” are both “1.1”; keep one.",
        SomeSource.Read(SomeSource.Described(Wide), ("2020", [["Province", "1.1: A", "1.2: B", "1.1: Another", "Total 2015"], ["Tỉnh", "", "", "", ""], ["Hà Nội", 1.0, 1.0, 2.0, 2.0], ["Hòa Bình", 1.5, 1.0, 2.0, 2.5], ["Hồ Chí Minh", 2.0, 1.0, 2.0, 3.0]])).Said());

    [Fact]
    public void A_column_of_provinces_with_a_heading_of_its_own_is_not_passed_over_for_that_of_another_pair()
    {
        var descriptions = SomeSource.Described("""
            "kind": "published", "tables": [{ "sheets": ".", "layout": "pairs", "year": { "value": 2020 }, "header": { "find": "TT" }, "province": { "name": { "title": "Tỉnh" } }, "figures": [{ "title": "A", "item": "1.1" }, { "title": "B", "item": "1.2" }], "others": "ignore" }]
            """);
        Assert.Equal(
            "Cell E1, sheet “S”: to the left of “B” there must be a column of provinces without a heading, not “Ghi chú”.",
            SomeSource.Read(descriptions, ("S", [["TT", "Tỉnh", "A", "Ghi chú", "B"], [1.0, "TP.HCM", 4.5, "Hà Nội", 4.0], [2.0, "Hà Nội", 4.0, "Hòa Bình", 3.5], [3.0, "Hòa Bình", 3.5, "TP.HCM", 3.0]])).Said());
    }

    [Fact]
    public void A_blank_column_that_slipped_in_does_not_take_a_pair_from_its_provinces()
    {
        var descriptions = SomeSource.Described("""
            "kind": "published", "tables": [{ "sheets": ".", "layout": "pairs", "year": { "value": 2020 }, "header": { "find": "TT" }, "province": { "name": { "title": "Tỉnh" } }, "figures": [{ "title": "A", "item": "1.1" }, { "title": "B", "item": "1.2" }], "others": "ignore" }]
            """);
        IReadOnlyList<IReadOnlyList<object>> Rows(object score) => [["TT", "Tỉnh", "A", "", "", "B"], [1.0, "TP.HCM", 4.5, "Hà Nội", "", score], [2.0, "Hà Nội", 4.0, "Hòa Bình", "", score], [3.0, "Hòa Bình", 3.5, "TP.HCM", "", score]];

        Assert.Contains("2020 01 1.2 score = 3 @ S!F2", SomeSource.Read(descriptions, ("S", Rows(3.0))).Said(), StringComparison.Ordinal);
        Assert.Contains("Sheet “S”: “1.2” has a heading but not one figure.", SomeSource.Read(descriptions, ("S", Rows(""))).Said(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_blank_row_within_a_table_is_named()
    {
        Assert.Equal(
            "Sheet “2020”: Ho Chi Minh City (79) is missing; add its row, or give the reason in the source description (absent). Row 5 is blank: the table ends there.",
            SomeSource.Read(SomeSource.Described(Wide), ("2020", [["Province", "1.1: A", "1.2: B", "Total 2015"], ["Tỉnh", "", "", ""], ["Hà Nội", 1.0, 1.0, 2.0], ["Hòa Bình", 1.5, 1.0, 2.5], [], ["Hồ Chí Minh", 2.0, 1.0, 3.0]])).Said());
        Assert.StartsWith(
            "Cell A6, sheet “Bảng”: row 5 is blank and ends the table, but this row holds figures; delete the blank row.",
            SomeSource.Read(Transposed("indicators"), ("Bảng", [["Tên tỉnh", "Ha Noi", "Hoa Binh", "Ho Chi Minh City"], ["Chỉ số X 2020", 3.0, 4.0, 4.0], ["Chỉ số nội dung 1: Tham gia", 3.0, 4.0, 4.0], ["1.1: Tri thức", 1.0, 2.0, 2.0], [], ["1.2: Cơ hội", 2.0, 2.0, 2.0]])).Said(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_labels_may_be_indicators_a_misspelt_item_does_not_become_one() => Assert.Equal(
        "Sheet “Bảng”: “1” of X 2020 is missing: the source description reads no column or row of it.",
        SomeSource.Read(
            SomeSource.Described(TransposedWith("\"others\": \"indicators\"").Replace("{ \"pattern\": \"^Chỉ số nội dung (?<item>[1-8]):\" }, { \"pattern\": \"^(?<item>[1-8]\\\\.[1-8]):\" }", "{ \"pattern\": \"^(Chỉ số nội dung )?(?<item>[1-8](\\\\.[1-8])?):\" }", StringComparison.Ordinal)),
            ("Bảng", [["Tên tỉnh", "Ha Noi", "Hoa Binh", "Ho Chi Minh City"], ["Chỉ số X 2020", 3.0, 4.0, 4.0], ["Chỉ số của nội dung 1: Tham gia", 3.0, 4.0, 4.0], ["1.1: Tri thức", 1.0, 2.0, 2.0], ["1.2: Cơ hội", 2.0, 2.0, 2.0]])).Said());

    [Fact]
    public void A_title_that_also_names_the_year_of_publication_is_no_other_year_and_the_name_of_a_file_is()
    {
        IReadOnlyList<IReadOnlyList<object>> Rows(object title) => [[title], ["ID", "1.1", "1.2"], ["Hà Nội", 1.0, 1.0], ["Hòa Bình", 2.0, 2.0], ["TP.HCM", 3.0, 3.0]];
        const string Plain = """
            "kind": "scores", "tables": [{ "sheets": ".", "layout": "wide", "year": { "value": 2020 }, "header": { "find": "ID" }, "province": { "name": { "title": "ID" } }, "figures": [{ "pattern": "^(?<item>1\\.[12])$" }] }]
            """;

        Assert.Single(SomeSource.Read(SomeSource.Described(Plain), ("S", Rows("X 2020 – công bố tháng 4 năm 2021"))).Batches);
        Assert.Equal("Cell A1, sheet “S”: “2021” says 2021, not 2020: this is another year's table; send the table of the right year.", SomeSource.Read(SomeSource.Described(Plain), ("S", Rows(2021.0))).Said());
        Assert.Equal("File: “bang-2020.xlsx” says 2020, not 2019: this is another year's table; send the table of the right year.", SomeSource.Read(SomeSource.Described(Plain.Replace("2020", "2019", StringComparison.Ordinal)), ("S", Rows("X"))).Said());
    }

    [Fact]
    public void One_share_written_as_a_percentage_does_not_change_the_others() => Assert.Equal(
        "Cell C5, sheet “Bảng”: “60” is a percentage, while most provinces of the row have shares between 0 and 1; write all alike.",
        SomeSource.Read(
            SomeSource.Described(TransposedWith("\"scale\": { \"title\": \"Thang điểm\" }, \"others\": \"indicators\"")),
            ("Bảng", [["Tên tỉnh", "Ha Noi", "Hoa Binh", "Ho Chi Minh City", "Thang điểm"], ["Chỉ số X 2020", 3.0, 4.0, 4.0, ""], ["Chỉ số nội dung 1: Tham gia", 3.0, 4.0, 4.0, ""], ["1.1: Tri thức", 1.0, 2.0, 2.0, ""], ["Hiểu biết", 0.5, 60.0, 0.7, "0%-100%"], ["1.2: Cơ hội", 2.0, 2.0, 2.0, ""]])).Said());

    [Fact]
    public void A_province_that_has_a_score_has_its_interval_too()
    {
        var descriptions = SomeSource.Described("""
            "kind": "published", "tables": [{ "sheets": ".", "layout": "wide", "year": { "value": 2020 }, "header": { "find": "Code" }, "province": { "code": { "title": "Code" } }, "intervalMultiplier": 1.645,
              "figures": [{ "title": "X", "item": "X" }, { "title": "SE", "item": "X", "measure": "standard_error" }, { "title": "Low", "item": "X", "measure": "interval_low" }, { "title": "High", "item": "X", "measure": "interval_high" }] }]
            """);
        Assert.Equal(
            "Cell C2, sheet “S”: this province has a score, but its cell of “SE” is blank.\nCell E3, sheet “S”: “6/10” must be a plain number, without a scale or a percent sign.",
            SomeSource.Read(descriptions, ("S", [["Code", "X", "SE", "Low", "High"], [1.0, 5.0, "", 4.0, 6.0], [17.0, 5.0, 0.1, 4.8355, "6/10"], [79.0, 5.0, 0.1, 4.8355, 5.1645]])).Issues.Select(issue => issue.Message.En).Order(StringComparer.Ordinal).Aggregate((a, b) => $"{a}\n{b}"));
    }

    [Fact]
    public void One_typo_is_told_once()
    {
        ReadResult read = SomeSource.Read(
            SomeSource.Described("""
                "kind": "scores", "tables": [
                  { "sheets": "^A$", "layout": "wide", "year": { "value": 2020 }, "header": { "find": "ID" }, "province": { "name": { "title": "ID" } }, "figures": [{ "pattern": "^(?<item>1\\.[12])$" }] },
                  { "sheets": "^B$", "layout": "wide", "use": "check", "year": { "value": 2020 }, "header": { "find": "ID" }, "province": { "name": { "title": "ID" } }, "figures": [{ "pattern": "^(?<item>1\\.1)$" }] }]
                """),
            ("A", [["ID", "1.1", "1.2"], ["Hà Nội", "abc", 1.0], ["Hòa Bìn", 2.0, 2.0], ["TP.HCM", 3.0, 3.0]]),
            ("B", [["ID", "1.1"], ["Hà Nội", 1.0], ["Hòa Bình", 2.0], ["TP.HCM", 3.0]]));

        Assert.Equal(["B2", "A3"], read.Issues.Select(issue => issue.Origin.Position));
    }

    [Fact]
    public void A_workbook_with_a_header_only_says_so() => Assert.Equal(
        "Sheet “2020”: no province stands below the header.",
        SomeSource.Read(SomeSource.Described(Wide), ("2020", [["Province", "1.1: A", "1.2: B", "Total 2015"], ["Tỉnh", "", "", ""]])).Said());

    [Fact]
    public void Each_fault_of_a_described_workbook_names_its_place_in_both_languages()
    {
        IReadOnlyList<object>[] provinces = [["Hà Nội", 1.0, 1.0, 2.0], ["Hòa Bình", 1.5, 1.0, 2.5], ["Hồ Chí Minh", 2.0, 1.0, 3.0]];
        string Found(SourceDescriptions descriptions, params (string, IReadOnlyList<IReadOnlyList<object>>)[] sheets) =>
            SomeSource.Read(descriptions, sheets).Issues.Select(issue => $"{issue.Code} | {issue.Message.Vi} | {issue.Message.En}").First();
        (string, IReadOnlyList<IReadOnlyList<object>>) Sheet(string name, params object[] header) => (name, [header, ["Tỉnh", "", "", ""], .. provinces]);
        const string Plain = """
            "kind": "scores", "tables": [{ "sheets": "^A$", "layout": "wide", "year": { "heading": "^X (?<year>[0-9]{4})" }, "header": { "find": "Tỉnh" }, "province": { "name": { "title": "Tỉnh" } }, "figures": [{ "pattern": "^(?<item>1\\.[12]):" }], "others": "ignore" },
              { "sheets": "^B$", "layout": "wide", "use": "check", "year": { "value": 2020 }, "header": { "find": "Tỉnh" }, "province": { "name": { "title": "Tỉnh" } }, "figures": [{ "pattern": "^(?<item>1\\.1):" }] }]
            """;
        (string, IReadOnlyList<IReadOnlyList<object>>) A(string year) => ("A", [["Tỉnh", "1.1: A", "1.2: B", year], .. provinces]);

        Assert.Equal(
            [
                "column-missing | Ô A1, trang tính “2020”: không thấy “Total 2015” mà mô tả nguồn some cần; hãy giữ tiêu đề như bảng gốc, hoặc sửa mô tả. | Cell A1, sheet “2020”: “Total 2015”, which the source description some asks for, is not found; keep the headings of the publisher's table, or mend the description.",
                "figure-missing | Trang tính “2020”: thiếu “1.2” của X 2020: mô tả nguồn không đọc được cột hay dòng nào cho nội dung này. | Sheet “2020”: “1.2” of X 2020 is missing: the source description reads no column or row of it.",
                "column-duplicate | Ô D1, trang tính “2020”: tiêu đề “Total 2015” có hai lần; hãy giữ một, hoặc nói lần thứ mấy trong mô tả nguồn (occurrence). | Cell D1, sheet “2020”: the heading “Total 2015” is there twice; keep one, or say which in the source description (occurrence).",
                "year-missing | Trang tính “A”: không thấy năm của bảng ở nơi mô tả nguồn chỉ ra (tên trang tính, tiêu đề hoặc tên tệp). | Sheet “A”: the table's year does not stand where the source description says (sheet name, heading or file name).",
                "edition-unknown | Ô D1, trang tính “A”: không có X năm 2018 trong bảng editions; hãy nạp năm đó trước. | Cell D1, sheet “A”: X 2018 is not in the editions table; load that edition first.",
                "header-missing | Trang tính “B”: không thấy dòng tiêu đề có “Tỉnh”; hãy giữ nguyên dòng tiêu đề của bảng gốc. | Sheet “B”: no header row with “Tỉnh” is found; keep the header of the publisher's table.",
                "tables-disagree | Ô B2, trang tính “B”: “4” khác “1” ở ô B2, trang tính “A”, dù là cùng một số liệu; hãy sửa một trong hai. | Cell B2, sheet “B”: “4” is not “1” of cell B2, sheet “A”, though both are the same figure; correct one of them.",
                "not-described | Trang tính “C”: trang tính không có trong mô tả nguồn some; không đọc. | Sheet “C”: the sheet is not in the source description some; it is not read.",
                "table-cut-off | Ô A6, trang tính “Bảng”: dòng 5 trống nên bảng kết thúc ở đó, nhưng dòng này còn số liệu; hãy xóa dòng trống. | Cell A6, sheet “Bảng”: row 5 is blank and ends the table, but this row holds figures; delete the blank row.",
            ],
            [
                Found(SomeSource.Described(Wide), Sheet("2020", "Province", "1.1: A", "1.2: B", "")),
                Found(SomeSource.Described(Wide), Sheet("2020", "Province", "1.1: A", "Total 2015", "")),
                Found(SomeSource.Described(Wide), Sheet("2020", "Province", "1.1: A", "Total 2015", "Total 2015")),
                Found(SomeSource.Described(Plain), A("Y")),
                Found(SomeSource.Described(Plain), A("X 2018")),
                Found(SomeSource.Described(Plain), A("X 2020"), ("B", [["x"]])),
                Found(SomeSource.Described(Plain), A("X 2020"), ("B", [["Tỉnh", "1.1: A"], ["Hà Nội", 4.0]])),
                Found(SomeSource.Described(Plain), A("X 2020"), ("C", [["x"]])),
                Found(Transposed("indicators"), ("Bảng", [["Tên tỉnh", "Ha Noi", "Hoa Binh", "Ho Chi Minh City"], ["Chỉ số X 2020", 3.0, 4.0, 4.0], ["Chỉ số nội dung 1: Tham gia", 3.0, 4.0, 4.0], ["1.1: Tri thức", 1.0, 2.0, 2.0], [], ["1.2: Cơ hội", 2.0, 2.0, 2.0]])),
            ]);
    }

    [Fact]
    public void A_table_of_another_year_is_stale_unless_its_heading_is_known_to_be_false()
    {
        Assert.Equal(
            "Cell D1, sheet “2020”: “1.2: B 2018” says 2018, not 2020: this is another year's table; send the table of the right year.",
            SomeSource.Read(SomeSource.Described(Wide), ("2020", [["Province", "1.1: A", "Total 2015", "1.2: B 2018"], ["Tỉnh", "", "", ""], ["Hà Nội", 1.0, 1.0, 2.0]])).Said());
    }

    [Fact]
    public void Two_descriptions_that_fit_alike_are_told()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["one", "two"])
        {
            File.WriteAllText(Path.Combine(folder.Path, $"{name}.json"), $"{{ {SomeSource.Head.Replace("\"some\"", $"\"{name}\"", StringComparison.Ordinal)}, {Wide} }}");
        }

        Assert.Equal(
            "File: several source descriptions fit: one, two; make one of them narrower (sheet names, headings).",
            SomeSource.Read(SourceDescriptions.Read(folder.Path).Descriptions, ("2020", [["Province", "1.1: A", "1.2: B", "Total 2015"], ["Tỉnh", "", "", ""], ["Hà Nội", 1.0, 1.0, 2.0]])).Said());
    }

    [Theory]
    [InlineData("\"kind\": \"scores\", \"tables\": []", "no table is to be loaded (use: load).")]
    [InlineData("\"kind\": \"scores\", \"tables\": [{ \"sheets\": \"(\", \"layout\": \"wide\", \"year\": { \"value\": 2020 }, \"header\": { \"find\": \"A\" }, \"province\": { \"name\": { \"title\": \"A\" } }, \"figures\": [] }]", "the pattern “(” is not valid.")]
    [InlineData("\"kind\": \"scores\", \"tables\": [{ \"sheets\": \".\", \"layout\": \"wide\", \"year\": {}, \"header\": { \"find\": \"A\" }, \"province\": { \"name\": { \"title\": \"A\" } }, \"figures\": [] }]", "the table “.” does not say where its year stands.")]
    [InlineData("\"kind\": \"scores\", \"tables\": [{ \"sheets\": \".\", \"layout\": \"wide\", \"year\": { \"value\": 2020 }, \"header\": { \"find\": \"A\" }, \"province\": { \"name\": { \"title\": \"A\" } }, \"figures\": [{ \"title\": \"B\", \"item\": \"1\", \"measure\": \"hight\" }] }]", "the table “.”: there is no measure “hight”.")]
    [InlineData("\"kind\": \"scores\", \"figurs\": 1", "the source description cannot be read: ")]
    [InlineData("\"kind\": \"scores\", \"tables\": [null]", "a list holds null.")]
    [InlineData("\"kind\": \"scores\", \"precedence\": 1000, \"tables\": [{ \"sheets\": \".\", \"layout\": \"wide\", \"year\": { \"value\": 2020 }, \"header\": { \"find\": \"A\" }, \"province\": { \"name\": { \"title\": \"A\" } }, \"figures\": [] }]", "precedence lies between 0 and 99.")]
    [InlineData("\"kind\": \"scores\", \"tables\": [{ \"sheets\": \".\", \"layout\": \"wide\", \"year\": { \"value\": 2020 }, \"header\": { \"find\": \"A\", \"rows\": 0 }, \"province\": { \"name\": { \"title\": \"A\" } }, \"figures\": [] }]", "header.rows lies between 1 and 20.")]
    [InlineData("\"kind\": \"scores\", \"tables\": [{ \"sheets\": \".\", \"layout\": \"wide\", \"year\": { \"value\": 2020 }, \"header\": { \"find\": \"A\" }, \"province\": { \"name\": { \"pattern\": \"(\" } }, \"figures\": [] }]", "the pattern “(” is not valid.")]
    [InlineData("\"kind\": \"scores\", \"tables\": [{ \"sheets\": \"a{1000}\", \"layout\": \"wide\", \"year\": { \"value\": 2020 }, \"header\": { \"find\": \"A\" }, \"province\": { \"name\": { \"title\": \"A\" } }, \"figures\": [] }]", "the pattern “a{1000}” is not valid.")]
    public void A_faulty_description_is_told_with_its_file(string description, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "some.json"), $"{{ {SomeSource.Head}, {description} }}");
        (SourceDescriptions descriptions, IReadOnlyList<Issue> issues) = SourceDescriptions.Read(folder.Path);

        Assert.Empty(descriptions.All);
        Issue issue = Assert.Single(issues);
        Assert.Equal(IssueCodes.DescriptionInvalid, issue.Code);
        Assert.Contains("some.json", issue.Message.En, StringComparison.Ordinal);
        Assert.Contains(expected, issue.Message.En, StringComparison.Ordinal);
    }
}
