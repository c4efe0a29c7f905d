using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal;

/// <summary>What an address of the page to explore asks.</summary>
public sealed class ExploreQuestionTests(PublishedSamples samples)
{
    [Theory]
    [InlineData("region:DBSCL", "?index=PAPI&year=2021&region=DBSCL")]
    [InlineData("group:TPTTTW", "?index=PAPI&year=2021&group=TPTTTW")]
    [InlineData("among:92,91", "?index=PAPI&year=2021&among=92,91")]
    [InlineData("", "?index=PAPI&year=2021")]
    public void The_one_list_of_regions_and_groups_becomes_the_one_address_of_the_view(string within, string address) =>
        Assert.Equal(address, Of($"?index=PAPI&year=2021&within={within}").Settled(samples.Catalog).Query());

    [Theory]
    [InlineData("region=DBSCL&group=TPTTTW")]
    [InlineData("region=DBSCL&among=92")]
    public void Two_answers_to_who_is_shown_are_refused_and_none_wins_in_silence(string both) => Assert.Equal(
        "Chọn một vùng, hoặc một nhóm, hoặc các tỉnh riêng: không chọn cùng lúc.",
        Assert.Throws<ReportRefusedException>(() => Of($"?index=PAPI&year=2021&{both}").Settled(samples.Catalog)).Reason.Vi);

    private static ExploreQuestion Of(string address) => ExploreQuestion.Of(new QueryCollection(QueryHelpers.ParseQuery(address)))!;
}
