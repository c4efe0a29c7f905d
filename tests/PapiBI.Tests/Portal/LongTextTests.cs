using PapiBI.Portal.House;

namespace PapiBI.Tests.Portal;

public sealed class LongTextTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("select 1", "select 1", "")]
    [InlineData("select\n  a\nfrom score", "select\n  a\nfrom score", "")]
    [InlineData("select\n  a\nfrom score\nwhere year = 2021", "select\n  a\nfrom score\nwhere year = 2021", "")]
    [InlineData("select\n  a,\n  b\nfrom score\nwhere year = 2021", "select\n  a,\n  b", "\nfrom score\nwhere year = 2021")]
    public void Three_lines_are_shown_and_more_than_one_further_is_unfolded(string text, string first, string more) => Assert.Equal((first, more), LongText.Parted(text));

    [Fact]
    public void A_long_line_is_parted_between_words_else_between_letters_and_nothing_is_lost()
    {
        var words = string.Join(' ', Enumerable.Repeat("province_code,", 60));
        var (first, more) = LongText.Parted(words);
        Assert.Equal((words, "province_code,", ' '), (first + more, first[^14..], more[0]));
        Assert.InRange(first.Length, 200, 240);

        var letters = new string('x', 239) + "😀" + new string('y', 200);
        Assert.Equal((new string('x', 239), "😀" + new string('y', 200)), LongText.Parted(letters));
        Assert.Equal((new string('x', 300), ""), LongText.Parted(new string('x', 300)));
    }
}
