using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports;

/// <summary>A pair of texts speaks in the language of who reads, and asks for nothing that is not read.</summary>
public sealed class SpokenTests
{
    [Theory]
    [InlineData(Language.Vietnamese, "hạng 18 trong 60, 41,80", "vi")]
    [InlineData(Language.English, "rank 18 of 60, 41.80", "en")]
    public void Only_what_is_read_is_put_together(Language language, string words, string askedFor)
    {
        List<string> asked = [];
        string Place(string of)
        {
            asked.Add(of);
            return "18";
        }

        var reader = new Reader(language);

        Assert.Equal(words, reader.T($"hạng {Place("vi")} trong {60:0}, {"41,80"}", $"rank {Place("en")} of {60:0}, {"41.80"}"));
        Assert.Equal([askedFor], asked);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "năm 2021")]
    [InlineData(Language.English, "plain")]
    public void One_of_the_two_may_be_a_plain_text(Language language, string words) =>
        Assert.Equal(words, new Reader(language).T($"năm {2021}", "plain"));

    private sealed record Reader(Language Language) : ISpeaker;
}
