using PapiBI.Reports.Excel;

namespace PapiBI.Tests.Reports.Excel;

public sealed class LetterWidthsTests
{
    [Theory]
    [InlineData("Bậc chung", 44, "Bậc\nchung")]
    [InlineData("Bậc chung", 80, "Bậc chung")]
    [InlineData("Trung bình các tỉnh", 60, "Trung bình\ncác tỉnh")]
    [InlineData("so 2020\nđiểm", 80, "so 2020\nđiểm")]
    [InlineData("Kém", 10, "Kém")]
    [InlineData("", 44, "")]
    public void A_text_that_takes_several_lines_ends_them_where_they_were_counted(string text, double width, string expected)
    {
        Assert.Equal(expected, LetterWidths.Wrapped(text, 9, width));
        Assert.True(LetterWidths.Lines(text, 9, width) >= expected.Split('\n').Length);
    }
}
