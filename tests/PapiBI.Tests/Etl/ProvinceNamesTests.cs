using System.Text;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

public sealed class ProvinceNamesTests
{
    [Theory]
    [InlineData("17", "Hoà Bình")]
    [InlineData("17", "Hòa Bình")]
    [InlineData("17", "tỉnh Hoà Bình")]
    [InlineData("38", "Thanh Hoá")]
    [InlineData("38", "Thanh Hoa")]
    [InlineData("22", "QUẢNG NINH")]
    [InlineData("22", "Quang Ninh*")]
    [InlineData("75", "Dong Nai")]
    [InlineData("92", "TP. Cần Thơ")]
    [InlineData("79", "TP.HCM")]
    [InlineData("79", "TPHCM")]
    [InlineData("79", "Thành phố Hồ Chí Minh")]
    [InlineData("79", "Ho Chi Minh City")]
    [InlineData("77", "BRVT")]
    [InlineData("77", "Bà Rịa–Vũng Tàu")]
    [InlineData("46", "TT-Huế")]
    [InlineData("46", "Huế")]
    [InlineData("1", "Hà Nội")]
    public void A_province_is_known_by_the_ways_people_write_it(string code, string name)
    {
        string key = code == "1" ? "01" : code;
        ReadResult result = SomeTable.Papi2020.With(key, "province_name", name).With(key, "province_code", code).ReadAsCsv();

        Assert.Empty(result.Issues);
        Assert.Contains(result.Batch!.Rows.Cast<ScoreRow>(), row => row.ProvinceCode == key);
    }

    [Fact]
    public void A_decomposed_name_is_the_same_name()
    {
        string decomposed = "Thừa Thiên Huế".Normalize(NormalizationForm.FormD);

        Assert.NotEqual("Thừa Thiên Huế", decomposed);
        Assert.Empty(SomeTable.Papi2020.With("46", "province_name", decomposed).ReadAsCsv().Issues);
    }

    [Fact]
    public void An_asterisk_after_a_name_is_kept_as_a_note()
    {
        ReadResult result = SomeTable.Papi2020.With("22", "province_name", "Quảng Ninh*").ReadAsCsv();

        ScoreRow row = result.Batch!.Rows.Cast<ScoreRow>().First(s => s.ProvinceCode == "22");
        Assert.Equal("Tên có dấu * trong bảng nguồn", row.NoteVi);
        Assert.Equal("The name carries an asterisk in the source table", row.NoteEn);
    }

    [Theory]
    [InlineData("Quảng Trí")]
    [InlineData("Thanh Hoạ")]
    [InlineData("Hà Nội mới")]
    public void A_likeness_is_not_a_match(string name) =>
        Assert.Contains(SomeTable.Papi2020.With("01", "province_name", name).ReadAsCsv().Issues, issue => issue.Code == IssueCodes.ProvinceUnknown);

    [Fact]
    public void A_code_means_the_province_of_the_day()
    {
        ReferenceData known = Samples.Known with
        {
            Editions = [new KnownEdition("PAPI", 2025, new DateOnly(2025, 12, 31), IsWhole: true)],
            Indicators = [new KnownIndicator("PAPI", 2025, IndicatorLevel.Total, "PAPI", 8, 80, IsSummed: true)],
        };
        const string table = "# papibi: scores\n# index: PAPI\n# year: 2025\n# citation: c\n# source: s\nprovince_code,province_name,PAPI,note_vi,note_en\n24,Bắc Giang,40,,\n27,Bắc Ninh,41,,\n";

        string[] messages = [.. SomeTable.Read("papi-2025.csv", Encoding.UTF8.GetBytes(table), known).Issues.Where(i => i.Code == IssueCodes.ProvinceUnknown).Select(i => i.Message.En)];

        Assert.Equal(2, messages.Length);
        Assert.StartsWith("Line 7, column 2: no province is named “Bắc Giang” on 2025-12-31;", messages[0], StringComparison.Ordinal);
        Assert.StartsWith("Line 8, column 1: no province has the code “27” on 2025-12-31 (Bac Ninh has the code 24);", messages[1], StringComparison.Ordinal);
    }
}
