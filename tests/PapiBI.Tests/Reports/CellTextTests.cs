using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports;

public class CellTextTests
{
    [Theory]
    [InlineData(NumberForm.Score, 41.2345, "41,23", "41.23")]
    [InlineData(NumberForm.Score, 2.675, "2,68", "2.68")]
    [InlineData(NumberForm.Score, 2.665, "2,67", "2.67")]
    [InlineData(NumberForm.Score, 1234.5, "1.234,50", "1,234.50")]
    [InlineData(NumberForm.Score, -0.004, "0,00", "0.00")]
    [InlineData(NumberForm.Exact, 40.746, "40,746000", "40.746000")]
    [InlineData(NumberForm.Exact, -1e-9, "0,000000", "0.000000")]
    [InlineData(NumberForm.SignedScore, 0.63, "+0,63", "+0.63")]
    [InlineData(NumberForm.SignedScore, -1.66, "−1,66", "−1.66")]
    [InlineData(NumberForm.SignedScore, -0.005, "−0,01", "−0.01")]
    [InlineData(NumberForm.SignedScore, -0.0049, "0,00", "0.00")]
    [InlineData(NumberForm.SignedScore, 0, "0,00", "0.00")]
    [InlineData(NumberForm.ArrowScore, -1.66, "▼ −1,66", "▼ −1.66")]
    [InlineData(NumberForm.ArrowScore, 0.63, "▲ +0,63", "▲ +0.63")]
    [InlineData(NumberForm.ArrowScore, -0.001, "0,00", "0.00")]
    [InlineData(NumberForm.ArrowPoints, -1.66, "▼ −1,66 điểm", "▼ −1.66 points")]
    [InlineData(NumberForm.ArrowPoints, 4.254, "▲ +4,25 điểm", "▲ +4.25 points")]
    [InlineData(NumberForm.ArrowPoints, 0.0049, "không đổi", "unchanged")]
    [InlineData(NumberForm.SignedPlaces, 2, "+2", "+2")]
    [InlineData(NumberForm.SignedPlaces, -13, "−13", "−13")]
    [InlineData(NumberForm.SignedPlaces, 0, "0", "0")]
    [InlineData(NumberForm.ArrowPlaces, -13, "▼ 13", "▼ 13")]
    [InlineData(NumberForm.ArrowPlaces, 2, "▲ 2", "▲ 2")]
    [InlineData(NumberForm.ArrowPlaces, 0, "không đổi", "unchanged")]
    [InlineData(NumberForm.ArrowPlacesInWords, -13, "▼ xuống 13 bậc", "▼ down 13 places")]
    [InlineData(NumberForm.ArrowPlacesInWords, 2, "▲ lên 2 bậc", "▲ up 2 places")]
    [InlineData(NumberForm.ArrowPlacesInWords, 1, "▲ lên 1 bậc", "▲ up 1 place")]
    [InlineData(NumberForm.ArrowPlacesInWords, 0, "không đổi", "unchanged")]
    [InlineData(NumberForm.SignedShare, 0.031, "+3,1 %", "+3.1%")]
    [InlineData(NumberForm.SignedShare, -0.0525, "−5,3 %", "−5.3%")]
    [InlineData(NumberForm.SignedShare, -0.0004, "0,0 %", "0.0%")]
    [InlineData(NumberForm.Whole, 14732, "14.732", "14,732")]
    [InlineData(NumberForm.Year, 2021, "2021", "2021")]
    public void A_number_is_written_as_its_form_and_language_say(NumberForm form, double number, string vi, string en)
    {
        Cell cell = Cell.Value(number, form);

        Assert.Equal((vi, en), (CellText.Show(cell, Language.Vietnamese), CellText.Show(cell, Language.English)));
    }

    [Fact]
    public void A_rank_is_never_shown_without_its_field()
    {
        Assert.Equal("42/60", CellText.Show(Cell.RankOf(42, 60), Language.Vietnamese));
        Assert.Equal("=8/60", CellText.Show(Cell.RankOf(8, 60, isTied: true), Language.English));
        Assert.Equal("–", CellText.Show(Cell.RankOf(null, 60), Language.Vietnamese));
    }

    [Fact]
    public void What_is_missing_is_a_dash_and_never_zero()
    {
        Assert.Equal("–", CellText.Show(Cell.Missing, Language.Vietnamese));
        Assert.Equal("–", CellText.Show(Cell.Value(null, NumberForm.ArrowPoints), Language.English));
        Assert.Equal("–", CellText.Show(Cell.Value(double.NaN, NumberForm.Score), Language.English));
        Assert.Equal("", CellText.Show(new Cell { Spark = [1, null, 2] }, Language.English));
    }

    [Fact]
    public void Words_stay_as_they_are() =>
        Assert.Equal("Trung bình thấp", CellText.Show(Cell.Words("Trung bình thấp"), Language.Vietnamese));

    [Fact]
    public void Every_form_has_a_text()
    {
        foreach (NumberForm form in Enum.GetValues<NumberForm>())
        {
            Assert.NotEmpty(CellText.Show(Cell.Value(1, form), Language.Vietnamese));
        }
    }

    [Theory]
    [InlineData(0, "không", "no")]
    [InlineData(1, "một", "one")]
    [InlineData(7, "bảy", "seven")]
    [InlineData(10, "mười", "ten")]
    [InlineData(13, "13", "13")]
    public void Small_counts_are_words(int count, string vi, string en) =>
        Assert.Equal((vi, en), (NumberText.Count(count, Language.Vietnamese), NumberText.Count(count, Language.English)));

    [Fact]
    public void Sentences_have_sizes_with_their_units()
    {
        Assert.Equal("1,66 điểm", NumberText.Points(-1.66, Language.Vietnamese));
        Assert.Equal("1.66 points", NumberText.Points(1.66, Language.English));
        Assert.Equal("13 bậc", NumberText.Places(-13, Language.Vietnamese));
        Assert.Equal("1 place", NumberText.Places(-1, Language.English));
        Assert.Equal("85,0 %", NumberText.Share(0.8497, Language.Vietnamese));
        Assert.Equal("=8/60", NumberText.Rank(8, 60, isTied: true));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_number_that_cannot_be_a_figure_is_missing(double number) =>
        Assert.Equal("–", NumberText.Score(number, Language.Vietnamese));
}
