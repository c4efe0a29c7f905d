using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("8.97", 8.97, null)]
    [InlineData("6,71", 6.71, null)]
    [InlineData(" 41,23 ", 41.23, null)]
    [InlineData("\u00A041,23\u00A0", 41.23, null)]
    [InlineData("84,97%", 84.97, 100.0)]
    [InlineData("84,97 %", 84.97, 100.0)]
    [InlineData("81,07%/100 điểm", 81.07, 100.0)]
    [InlineData("43,37/80 điểm", 43.37, 80.0)]
    [InlineData("43.37/80", 43.37, 80.0)]
    [InlineData("43,37 điểm", 43.37, null)]
    [InlineData("0.365821", 0.365821, null)]
    [InlineData("2.331", 2.331, null)]
    [InlineData("1.234,56", 1234.56, null)]
    [InlineData("1,234.56", 1234.56, null)]
    [InlineData("1 234,56", 1234.56, null)]
    [InlineData("1\u00A0234\u00A0567", 1234567.0, null)]
    [InlineData("1.234.567", 1234567.0, null)]
    [InlineData("-4,26", -4.26, null)]
    [InlineData("−4,26", -4.26, null)]
    [InlineData("+4,26", 4.26, null)]
    [InlineData("0", 0.0, null)]
    [InlineData("0,0", 0.0, null)]
    [InlineData("007", 7.0, null)]
    [InlineData("100%", 100.0, 100.0)]
    [InlineData("4,5/ 10", 4.5, 10.0)]
    [InlineData("8.97 points", 8.97, null)]
    [InlineData("\u200B41,23\uFEFF", 41.23, null)]
    [InlineData("\t41,23\t", 41.23, null)]
    [InlineData("４１，２３", 41.23, null)]
    [InlineData("８４．９７％", 84.97, 100.0)]
    public void A_number_means_what_it_says(string text, double value, double? outOf)
    {
        Assert.True(Numbers.TryRead(text, out ReadNumber number, out _));
        Assert.Equal(new ReadNumber(value, outOf), number);
    }

    [Theory]
    [InlineData("41,23*", 41.23, null)]
    [InlineData("41,23 **", 41.23, null)]
    [InlineData("84,97%*", 84.97, 100.0)]
    [InlineData("43,37/80 điểm*", 43.37, 80.0)]
    public void An_asterisk_after_a_number_is_a_footnote(string text, double value, double? outOf)
    {
        Assert.True(Numbers.TryRead(text, out ReadNumber number, out _));
        Assert.Equal(new ReadNumber(value, outOf, HasFootnote: true), number);
    }

    [Theory]
    [InlineData(0.8497, 84.97)]
    [InlineData(0.5687, 56.87)]
    [InlineData(1.1, 110)]
    [InlineData(0, 0)]
    [InlineData(-0.0426, -4.26)]
    [InlineData(0.001, 0.1)]
    public void A_cell_that_shows_a_percentage_means_that_many_hundredths(double held, double value)
    {
        var cell = new RawCell("84.97%", Origin.File, held) { IsPercent = true };

        Assert.True(Numbers.TryRead(cell, out ReadNumber number, out _));
        Assert.Equal(new ReadNumber(value, 100), number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u00A0")]
    [InlineData("KCDL")]
    [InlineData("*")]
    [InlineData("-")]
    [InlineData("–")]
    [InlineData("n/a")]
    [InlineData("N/A")]
    [InlineData("—")]
    [InlineData("…")]
    [InlineData("＊")]
    [InlineData("\u200B")]
    [InlineData("Không có dữ liệu")]
    public void A_mark_for_missing_is_no_number_and_no_fault(string text)
    {
        Assert.True(Numbers.TryRead(text, out ReadNumber number, out _));
        Assert.Null(number.Value);
    }

    [Theory]
    [InlineData("7,88%/10 điểm", "tự mâu thuẫn", "contradicts itself")]
    [InlineData("43,37/10 điểm", "lớn hơn thang điểm 10", "more than its scale of 10")]
    [InlineData("#DIV/0!", "giá trị lỗi của Excel", "Excel error value")]
    [InlineData("#N/A", "giá trị lỗi của Excel", "Excel error value")]
    [InlineData("1.23,45", "không rõ", "unclear")]
    [InlineData("1.2.3", "không rõ", "unclear")]
    [InlineData("1,234,56", "không rõ", "unclear")]
    [InlineData("12,", "không rõ", "unclear")]
    [InlineData("1.234.567.89", "không rõ", "unclear")]
    [InlineData("bốn", "không phải là số", "not a number")]
    [InlineData("1e3", "không phải là số", "not a number")]
    [InlineData("NaN", "không phải là số", "not a number")]
    [InlineData("٣", "không phải là số", "not a number")]
    [InlineData("=1+1", "không phải là số", "not a number")]
    [InlineData("4 đến 5", "không phải là số", "not a number")]
    [InlineData("84,97%/80", "tự mâu thuẫn", "contradicts itself")]
    [InlineData("(1,5)", "dấu ngoặc", "parentheses")]
    [InlineData("41,23 (1)", "dấu ngoặc", "parentheses")]
    [InlineData("84,97% (ước tính)", "dấu ngoặc", "parentheses")]
    [InlineData("2026-05-08", "là ngày tháng", "is a date")]
    [InlineData("2026-05-08 12:00:00", "là ngày tháng", "is a date")]
    [InlineData("8-May", "là ngày tháng", "is a date")]
    [InlineData("May-26", "là ngày tháng", "is a date")]
    [InlineData("08-Thg5", "là ngày tháng", "is a date")]
    [InlineData("08/05/2026", "là ngày tháng", "is a date")]
    [InlineData("41,23¹", "không phải là số", "not a number")]
    [InlineData("*41,23", "không phải là số", "not a number")]
    [InlineData("41,23****", "không phải là số", "not a number")]
    [InlineData("'41,23", "không phải là số", "not a number")]
    [InlineData("~41", "không phải là số", "not a number")]
    [InlineData("<5", "không phải là số", "not a number")]
    [InlineData("½", "không phải là số", "not a number")]
    [InlineData("- 4,26", "không phải là số", "not a number")]
    [InlineData("84,97‰", "không phải là số", "not a number")]
    [InlineData("41,23 / 60 / 80", "không phải là số", "not a number")]
    [InlineData("∞", "không phải là số", "not a number")]
    public void What_cannot_be_read_for_certain_is_refused_with_the_reason(string text, string vi, string en)
    {
        Assert.False(Numbers.TryRead(text, out _, out Text reason));
        Assert.Contains(vi, reason.Vi);
        Assert.Contains(en, reason.En);
    }
}
