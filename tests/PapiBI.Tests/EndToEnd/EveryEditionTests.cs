using PapiBI.Reports.Definitions;
using PapiBI.Reports.Excel;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>Whatever kind of year is asked for – the first, one of a break, total only, half held – each report is there or says why it is not.</summary>
public sealed class EveryEditionTests(PublishedSamples samples)
{
    // The first year, those of a break, those with a total only, those held in part.
    public static TheoryData<string, int[]> Indices => new() { { "PAPI", [2011, 2014, 2018, 2024] }, { "PAR_INDEX", [2012, 2021] }, { "SIPAS", [2017, 2020] }, { "PCI", [2005, 2006, 2009, 2020, 2021] } };

    [Theory]
    [MemberData(nameof(Indices))]
    public void Each_year_of_an_index_has_a_league_and_a_comparison_that_can_be_drawn(string index, int[] years)
    {
        foreach (var year in years)
        {
            var language = year % 2 == 0 ? Language.Vietnamese : Language.English;
            Assert.NotEmpty(ExcelRenderer.Render(samples.Document(new LeagueRequest(index, year, language))));
            Assert.NotEmpty(ExcelRenderer.Render(samples.Document(new GroupRequest(index, year, new GroupChoice.Region("TN"), language))));
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Each_year_of_an_index_has_a_brief_or_says_what_is_not_held(string index, int[] years)
    {
        foreach (var year in years)
        {
            foreach (var province in new[] { "92", "34" })
            {
                try
                {
                    Assert.NotEmpty(ExcelRenderer.Render(samples.Document(new ProvinceRequest(index, year, province, Language.Vietnamese))));
                }
                catch (ReportRefusedException e)
                {
                    Assert.StartsWith("Chưa có số liệu", e.Reason.Vi, StringComparison.Ordinal);
                    Assert.DoesNotContain(index, new[] { "PAPI" });
                }
            }
        }
    }

    [Fact]
    public void Each_year_has_all_its_indices_on_one_sheet()
    {
        foreach (var year in new[] { 2005, 2011, 2017, 2022 })
        {
            Assert.NotEmpty(ExcelRenderer.Render(samples.Document(new MultiIndexRequest(year, "48", year % 2 == 0 ? Language.Vietnamese : Language.English))));
        }
    }
}
