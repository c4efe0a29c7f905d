using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PapiBI.Warehouse;

namespace PapiBI.Etl.Parsing;

/// <summary>
/// A number as people wrote it. <see cref="Value"/> is null where the text says that there is none;
/// <see cref="OutOf"/> is the scale the text itself names: 100 for "84,97%", 80 for "43,37/80 điểm".
/// <see cref="HasFootnote"/> says that an asterisk follows: "41,23*" is a number of which a note tells more.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReadNumber(double? Value, double? OutOf = null, bool HasFootnote = false);

/// <summary>The one place that reads numbers. What it cannot read for certain it refuses, and says why.</summary>
public static partial class Numbers
{
    private static readonly HashSet<string> MissingMarks = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "*", "-", "–", "—", "..", "...", "…", "KCDL", "n/a", "na", "không có dữ liệu",
    };

    public static bool TryRead(RawCell cell, out ReadNumber number, out Text reason)
    {
        if (cell.Number is double exact && double.IsFinite(exact))
        {
            // Decimal, since 0.5687 × 100 is 56.870000000000005 in binary.
            number = cell.IsPercent ? new ReadNumber((double)((decimal)exact * 100), 100) : new ReadNumber(exact);
            reason = default;
            return true;
        }

        return TryRead(cell.Text, out number, out reason);
    }

    public static bool TryRead(string text, out ReadNumber number, out Text reason)
    {
        number = default;
        reason = default;
        string written = Plainly(text);
        if (MissingMarks.Contains(written))
        {
            return true;
        }

        if (written == OpenWorkbook.FormulaWithoutValue)
        {
            reason = FormulaWithoutValue;
            return false;
        }

        if (written[0] == '#')
        {
            reason = new(
                $"“{RawCell.Shorten(written)}” là giá trị lỗi của Excel; hãy sửa công thức hoặc nhập số.",
                $"“{RawCell.Shorten(written)}” is an Excel error value; correct the formula or type the number.");
            return false;
        }

        if (Date().IsMatch(written))
        {
            reason = new(
                $"“{written}” là ngày tháng, không phải là số: có lẽ Excel đã đổi một số như 8.5 thành ngày 8 tháng 5; hãy định dạng ô là số rồi nhập lại.",
                $"“{written}” is a date and not a number: Excel may have turned a number such as 8.5 into 8 May; format the cell as a number and type it again.");
            return false;
        }

        if (Parenthesis().IsMatch(written))
        {
            reason = new(
                $"không rõ dấu ngoặc trong “{RawCell.Shorten(written)}” là số âm hay chú thích; hãy ghi số âm bằng dấu “-” và bỏ chú thích khỏi ô.",
                $"it is unclear whether the parentheses in “{RawCell.Shorten(written)}” mean a negative number or a note; write a negative number with “-” and keep notes out of the cell.");
            return false;
        }

        Match parts = Written().Match(written);
        if (!parts.Success)
        {
            reason = NotANumber(written);
            return false;
        }

        if (!TryReadDigits(parts.Groups["number"].Value, out double value))
        {
            reason = new(
                $"không rõ đâu là dấu thập phân trong “{written}”; hãy viết như 1234,56 hoặc 1234.56.",
                $"it is unclear which mark in “{written}” is the decimal mark; write it like 1234,56 or 1234.56.");
            return false;
        }

        bool isPercent = parts.Groups["percent"].Success;
        double? scale = parts.Groups["scale"].Success ? Invariant(parts.Groups["scale"].Value) : null;
        if (isPercent && scale is not null and not 100)
        {
            reason = new(
                $"“{written}” tự mâu thuẫn: vừa là phần trăm vừa trên thang {scale}; hãy viết lại theo bảng gốc.",
                $"“{written}” contradicts itself: a percentage and out of {scale} at once; write it as the publisher means it.");
            return false;
        }

        if (value > scale)
        {
            reason = new(
                $"“{written}” tự mâu thuẫn: lớn hơn thang điểm {scale}; hãy viết lại theo bảng gốc.",
                $"“{written}” contradicts itself: more than its scale of {scale}; write it as the publisher means it.");
            return false;
        }

        number = new ReadNumber(value, isPercent ? 100 : scale, parts.Groups["footnote"].Success);
        return true;
    }

    internal static Text FormulaWithoutValue { get; } = new(
        "công thức được lưu mà không có giá trị; hãy mở tệp bằng Excel, lưu lại rồi gửi.",
        "the formula was saved without its value; open the file in Excel, save it and send it again.");

    /// <summary>With plain spaces, without letters of no width, and with the wide digits and signs of East Asian keyboards made narrow.</summary>
    internal static string Plainly(string text) =>
        string.Concat(OtherSpaces().Replace(NoWidth().Replace(text, ""), " ").Select(letter => letter is >= '！' and <= '～' ? (char)(letter - '！' + '!') : letter)).Trim();

    private static Text NotANumber(string written) => new(
        $"“{RawCell.Shorten(written)}” không phải là số; hãy nhập số, hoặc để trống nếu không có số liệu.",
        $"“{RawCell.Shorten(written)}” is not a number; type a number, or leave the cell blank where there is none.");

    /// <summary>One mark that stands once is the decimal mark. Marks before the last kind of mark must part groups of three digits.</summary>
    private static bool TryReadDigits(string digits, out double value)
    {
        value = 0;
        string sign = digits[0] is '-' or '−' ? "-" : "";
        string body = digits.TrimStart('-', '−', '+');
        if (Plain().IsMatch(body))
        {
            value = Invariant(sign + body.Replace(',', '.'));
            return true;
        }

        Match grouped = Grouped().Match(body);
        if (!grouped.Success)
        {
            return false;
        }

        string whole = string.Concat(grouped.Groups["whole"].Value.Where(char.IsAsciiDigit));
        value = Invariant($"{sign}{whole}.{grouped.Groups["fraction"].Value}0");
        return true;
    }

    private static double Invariant(string text) =>
        double.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\u200B-\u200F\u2060\uFEFF]", RegexOptions.None, 1000)]
    private static partial Regex NoWidth();

    [GeneratedRegex(@"[\u00A0\u2007\u2009\u202F\u3000\t]", RegexOptions.None, 1000)]
    private static partial Regex OtherSpaces();

    [GeneratedRegex(@"^(?<number>[-−+]?[0-9][0-9., ]{0,30}?)\s?(?<percent>%)?\s?(/\s?(?<scale>[1-9][0-9]{0,3}))?\s?(điểm|points?)?\s?(?<footnote>\*{1,3})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Written();

    /// <summary>As this program writes one, and as Excel does in text: "8-May", "08-Thg5", "08/05/2026".</summary>
    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9:]+)?|[0-9]{1,2}-(Thg[0-9]{1,2}|[A-Z]{3})(-[0-9]{2,4})?|(Thg[0-9]{1,2}|[A-Z]{3})-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"^[-−+]?[0-9][0-9., ]*\s?%?\s?\(.*\)$|^\([0-9., ]+%?\)$", RegexOptions.None, 1000)]
    private static partial Regex Parenthesis();

    [GeneratedRegex("^[0-9]+([.,][0-9]+)?$", RegexOptions.None, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?<whole>[0-9]{1,3}((?<mark>[., ])[0-9]{3})(\k<mark>[0-9]{3})*)((?!\k<mark>)[.,](?<fraction>[0-9]+))?$", RegexOptions.None, 1000)]
    private static partial Regex Grouped();
}
