using System.Text;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

public sealed class RefusedReferenceTableTests
{
    private const string Provinces = "# papibi: provinces\nprovince_code,valid_from,valid_to,full_name_vi,name_vi,name_en,province_type,region_code,successor_code\n";
    private const string Members = "# papibi: group-members\ngroup_code,province_code,valid_from,valid_to\n";
    private const string Aliases = "# papibi: province-aliases\nalias,province_code\n";
    private const string Editions = "# papibi: editions\n# index: PAPI\nyear,ref_date,previous_year,is_whole\n";
    private const string Structure = "# papibi: structure\n# index: PAPI\nfrom_year,to_year,level,code,parent_code,name_vi,name_en,min_score,max_score,break_at_start\n";

    private static readonly string Weighted = Structure.TrimEnd('\n') + ",is_summed,weight\n";

    [Fact]
    public void A_region_given_twice() => Refused(
        "# papibi: regions\nregion_code,name_vi,name_en,sort_order\nTN,Tây Nguyên,Central Highlands,1\nTN,Tây Nguyên,Central Highlands,2\n",
        IssueCodes.RowDuplicate, "Dòng 4, cột 1: “TN” đã có ở trên (Dòng 3, cột 1)", "Line 4, column 1: “TN” is already given (Line 3, column 1)");

    [Fact]
    public void A_blank_name() => Refused(
        "# papibi: regions\nregion_code,name_vi,name_en,sort_order\nTN,,Central Highlands,1\n",
        IssueCodes.ValueMissing, "Dòng 3, cột 2: ô trống; cột “name_vi”", "Line 3, column 2: the cell is blank; the column “name_vi”");

    [Fact]
    public void A_sort_order_that_is_not_whole() => Refused(
        "# papibi: regions\nregion_code,name_vi,name_en,sort_order\nTN,Tây Nguyên,Central Highlands,\"1,5\"\n",
        IssueCodes.NotWhole, "Dòng 3, cột 4: “1,5” phải là số nguyên", "Line 3, column 4: “1,5” must be a whole number");

    [Theory]
    [InlineData("01/07/2025")]
    [InlineData("2025-02-30")]
    [InlineData("45839")]
    public void A_bad_date(string date) => Refused(
        Provinces + $"01,{date},,Thành phố Hà Nội,Hà Nội,Hanoi,centrally-run city,DBSH,\n",
        IssueCodes.BadDate, $"Dòng 3, cột 2: “{date}” không phải là ngày", $"Line 3, column 2: “{date}” is not a date");

    [Fact]
    public void Two_versions_of_a_province_on_one_day() => Refused(
        Provinces + "01,2004-01-01,2025-07-01,Thành phố Hà Nội,Hà Nội,Hanoi,centrally-run city,DBSH,01\n01,2025-07-01,,Thành phố Hà Nội,Hà Nội,Hanoi,centrally-run city,DBSH,\n",
        IssueCodes.PeriodOverlap, "Dòng 4, cột 1: thời gian hiệu lực của “01” trùng với dòng khác (Dòng 3, cột 1)", "Line 4, column 1: the period of “01” overlaps another row (Line 3, column 1)");

    [Fact]
    public void A_period_that_ends_before_it_begins() => Refused(
        Provinces + "01,2004-01-01,2003-01-01,Thành phố Hà Nội,Hà Nội,Hanoi,centrally-run city,DBSH,\n",
        IssueCodes.PeriodReversed, "Dòng 3, cột 1: “01” kết thúc trước khi bắt đầu", "Line 3, column 1: “01” ends before it begins");

    [Fact]
    public void An_unknown_region() => Refused(
        Provinces + "01,2004-01-01,,Thành phố Hà Nội,Hà Nội,Hanoi,centrally-run city,XX,\n",
        IssueCodes.RegionUnknown, "Dòng 3, cột 8: không có vùng “XX”", "Line 3, column 8: there is no region “XX”");

    [Fact]
    public void An_unknown_type_of_province() => Refused(
        Provinces + "01,2004-01-01,,Thành phố Hà Nội,Hà Nội,Hanoi,city,DBSH,\n",
        IssueCodes.ProvinceTypeUnknown, "Dòng 3, cột 7: “city” phải là “province”", "Line 3, column 7: “city” must be “province”");

    [Fact]
    public void A_successor_that_does_not_follow() => Refused(
        Provinces + "02,2004-01-01,2025-06-30,Tỉnh Hà Giang,Hà Giang,Ha Giang,province,TDMNPB,08\n",
        IssueCodes.SuccessorUnknown, "Dòng 3, cột 1: mã kế thừa “08” không có hiệu lực vào ngày sau 2025-06-30", "Line 3, column 1: the successor “08” is not valid on the day after 2025-06-30");

    [Fact]
    public void A_member_of_an_unknown_group() => Refused(
        Members + "XX,01,2004-01-01,\n",
        IssueCodes.GroupUnknown, "Dòng 3, cột 1: không có nhóm “XX”", "Line 3, column 1: there is no group “XX”");

    [Fact]
    public void A_member_that_is_no_province_on_its_first_day() => Refused(
        Members + "TPTTTW,02,2025-07-01,\n",
        IssueCodes.ProvinceUnknown, "Dòng 3, cột 2: không có tỉnh nào mang mã “02” vào ngày 2025-07-01", "Line 3, column 2: no province has the code “02” on 2025-07-01");

    [Fact]
    public void An_alias_for_two_provinces() => Refused(
        Aliases + "HCM,79\nTP.HCM,77\n",
        IssueCodes.AliasAmbiguous, "Dòng 4, cột 1: “TP.HCM” đã là tên khác của 79", "Line 4, column 1: “TP.HCM” already names 79");

    [Fact]
    public void An_alias_that_is_the_name_of_another_province() => Refused(
        Aliases + "Hòa Bình,79\n",
        IssueCodes.AliasAmbiguous, "Dòng 3, cột 1: “Hòa Bình” là tên của tỉnh có mã 17", "Line 3, column 1: “Hòa Bình” is the name of the province with code 17");

    [Fact]
    public void A_reference_day_in_another_year() => Refused(
        Editions + "2020,2021-12-31,,1\n",
        IssueCodes.YearDisagrees, "Dòng 4, cột 2: ngày 2021-12-31 không thuộc năm 2020", "Line 4, column 2: the day 2021-12-31 is not in 2020");

    [Fact]
    public void A_previous_year_that_is_not_there() => Refused(
        Editions + "2020,2020-12-31,2019,1\n",
        IssueCodes.PreviousYearUnknown, "Dòng 4, cột 1: năm so sánh 2019 của 2020 không có trong bảng", "Line 4, column 1: 2019, with which 2020 is compared, is not in the table");

    [Fact]
    public void Neither_yes_nor_no() => Refused(
        Editions + "2020,2020-12-31,,có\n",
        IssueCodes.NotYesOrNo, "Dòng 4, cột 4: “có” phải là 1", "Line 4, column 4: “có” must be 1");

    [Fact]
    public void A_structure_of_a_year_without_an_edition() => Refused(
        Structure + "2010,,total,PAPI,,Chỉ số,Index,6,60,1\n",
        IssueCodes.EditionUnknown, "Dòng 4, cột 1: không có năm 2010 trong bảng editions", "Line 4, column 1: 2010 is not in the editions table");

    [Fact]
    public void A_structure_of_an_unknown_index() => Refused(
        Structure.Replace("PAPI", "XYZ", StringComparison.Ordinal) + "2020,,total,XYZ,,Chỉ số,Index,0,100,1\n",
        IssueCodes.EditionUnknown, "Dòng 2, cột 1: chưa có năm nào của chỉ số “XYZ”", "Line 2, column 1: no edition of “XYZ” is known");

    [Fact]
    public void A_part_without_its_parent() => Refused(
        Structure + "2011,,total,PAPI,,Chỉ số,Index,1,10,1\n2011,,sub-dimension,1.1,1,Phần,Part,1,10,1\n",
        IssueCodes.ParentUnknown, "Dòng 5, cột 1: phần “1.1” năm 2011 không có cấp trên “1”", "Line 5, column 1: the part “1.1” has in 2011 no parent “1”");

    [Fact]
    public void A_level_nobody_knows() => Refused(
        Structure + "2011,,pillar,PAPI,,Chỉ số,Index,1,10,1\n",
        IssueCodes.LevelUnknown, "Dòng 4, cột 3: “pillar” phải là total", "Line 4, column 3: “pillar” must be total");

    [Fact]
    public void A_part_described_twice_for_one_year() => Refused(
        Structure + "2011,2018,total,PAPI,,Chỉ số,Index,6,60,1\n2018,,total,PAPI,,Chỉ số,Index,8,80,1\n",
        IssueCodes.RowDuplicate, "Dòng 5, cột 1: “PAPI (2018)” đã có ở trên (Dòng 4, cột 1)", "Line 5, column 1: “PAPI (2018)” is already given (Line 4, column 1)");

    [Fact]
    public void Bounds_the_wrong_way_round() => Refused(
        Structure + "2011,,total,PAPI,,Chỉ số,Index,60,6,1\n",
        IssueCodes.BoundsReversed, "Dòng 4, cột 9: điểm tối đa phải lớn hơn", "Line 4, column 9: the highest score must be above");

    [Fact]
    public void Bounds_that_do_not_sum_are_a_warning_that_travels_with_the_load()
    {
        ReadResult result = Read(Structure + "2011,,total,PAPI,,Chỉ số,Index,6,60,1\n2011,,dimension,1,PAPI,Trục,Dimension,1,10,1\n");

        Issue warning = Assert.Single(result.Batch!.Warnings);
        Assert.Equal((IssueCodes.BoundsDoNotSum, Severity.Warning), (warning.Code, warning.Severity));
        Assert.Equal("Dòng 4, cột 1: khung điểm các phần của “PAPI” năm 2011 cộng lại là 1–10, không bằng 6–60; hãy kiểm tra lại.", warning.Message.Vi);
        Assert.Equal("Line 4, column 1: the bounds of the parts of “PAPI” in 2011 sum to 1–10, not 6–60; please check.", warning.Message.En);
    }

    [Fact]
    public void A_word_in_place_of_yes_or_no() => Refused(
        Weighted + "2011,,total,PAPI,,Chỉ số,Index,0,100,1,có,\n",
        IssueCodes.NotYesOrNo, "Dòng 4, cột 11: “có” phải là 1 (có) hoặc 0 (không)", "Line 4, column 11: “có” must be 1 (yes) or 0 (no)");

    [Fact]
    public void A_weight_that_is_no_number() => Refused(
        Weighted + "2011,,total,PAPI,,Chỉ số,Index,0,100,1,0,\n2011,,dimension,1,PAPI,Trục,Dimension,1,10,1,1,một nửa\n",
        IssueCodes.NotANumber, "Dòng 5, cột 12: “một nửa” không phải là số", "Line 5, column 12: “một nửa” is not a number");

    [Fact]
    public void Weights_and_totals_that_are_no_sums_are_read_without_a_warning_of_bounds()
    {
        ReadResult result = Read(Weighted + "2011,,total,PAPI,,Chỉ số,Index,0,100,1,0,\n2011,,dimension,1,PAPI,Trục,Dimension,1,10,1,1,\"0,4\"\n2011,,dimension,2,PAPI,Trục,Dimension,1,10,1,1,0.6\n");

        Assert.Empty(result.Issues);
        Assert.Equal(
            ["PAPI False –", "1 True 0.4", "2 True 0.6"],
            result.Batch!.Rows.Cast<IndicatorRow>().Where(i => i.Year == 2011).Select(i => FormattableString.Invariant($"{i.ItemCode} {i.IsSummed} {(i.Weight is { } weight ? weight : "–")}")));
    }

    [Fact]
    public void A_structure_without_those_columns_is_one_of_sums()
    {
        ReadResult result = Read(Structure + "2011,,total,PAPI,,Chỉ số,Index,1,10,1\n");

        Assert.All(result.Batch!.Rows.Cast<IndicatorRow>(), item => Assert.Equal((true, null), (item.IsSummed, item.Weight)));
    }

    [Fact]
    public void A_score_table_before_its_structure()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(SomeTable.Papi2020.Csv());

        Issue issue = Assert.Single(SomeTable.Read("papi-2020.csv", bytes, Samples.Known with { Indicators = [] }).Issues);

        Assert.Equal(IssueCodes.StructureUnknown, issue.Code);
        Assert.StartsWith("Dòng 3, cột 1: chưa biết cấu trúc của PAPI năm 2020", issue.Message.Vi, StringComparison.Ordinal);
    }

    private static ReadResult Read(string text) => SomeTable.Read("some.csv", Encoding.UTF8.GetBytes(text));

    private static void Refused(string text, string code, string vi, string en)
    {
        ReadResult result = Read(text);

        Assert.Null(result.Batch);
        Issue issue = Assert.Single(result.Issues, i => i.Code == code);
        Assert.StartsWith(vi, issue.Message.Vi, StringComparison.Ordinal);
        Assert.StartsWith(en, issue.Message.En, StringComparison.Ordinal);
        ReadMarks.Check("some.csv", Encoding.UTF8.GetBytes(text), result.Issues);
    }
}
