using PapiBI.Reports.Pictures;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Reports;

public class PictureFontsTests
{
    [Fact]
    public void Without_a_font_the_reason_is_said_in_both_languages()
    {
        using TemporaryFolder empty = new();

        PictureFont font = PictureFonts.Find([empty.Path, empty.File("not-there")]);

        Assert.False(font.IsFound);
        Assert.StartsWith("Không tìm thấy phông chữ", font.Reason.Vi, StringComparison.Ordinal);
        Assert.StartsWith("No font with all Vietnamese letters", font.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_font_is_named_as_incomplete()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("Times.TTF"), "not a font");

        PictureFont font = PictureFonts.Find([folder.Path]);

        Assert.False(font.IsFound);
        Assert.Contains("Times New Roman is installed but lacks Vietnamese letters.", font.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_letter_with_a_mark_is_asked_for() =>
        Assert.Equal(134, PictureFonts.Needed.Count(c => c >= 'À' && char.IsLetter(c)));

    [Fact]
    public void A_found_font_has_every_letter()
    {
        PictureFont font = PictureFonts.Find();
        Assert.SkipUnless(font.IsFound, font.Reason.En ?? "");

        Assert.True(PictureFonts.HasEveryLetter(font.Path!));
        Assert.True(PictureFonts.HasEveryLetter(font.BoldPath!));
    }
}
