using System.Buffers;
using System.Globalization;
using System.Text;

namespace PapiBI.Reports.Excel;

/// <summary>Widths of Times New Roman, to know how many lines a text takes: no spreadsheet does this on a server without a screen.</summary>
internal static class LetterWidths
{
    // Thousandths of an em for ' ' to '~'.
    private static readonly int[] Ascii =
    [
        250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
        500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
        921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
        556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
        333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
        500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
    ];

    private const double Allowance = 1.01;

    // Stand-in fonts draw the letters that only Vietnamese has wider than Times New Roman does.
    private const double VietnameseFactor = 1.15;
    private const double BoldFactor = 1.06;
    private const char Circumflex = '\u0302';
    private static readonly SearchValues<char> RareMarks = SearchValues.Create("\u031B\u0309\u0323\u0306");

    /// <summary>Points that a text takes on one line.</summary>
    public static double Of(string text, double size, bool isBold = false)
    {
        double thousandths = 0;
        double letterWidth = 0;
        bool hasCircumflex = false;
        foreach (char letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark)
            {
                if (hasCircumflex || RareMarks.Contains(letter))
                {
                    thousandths += letterWidth * (VietnameseFactor - 1);
                    letterWidth = 0;
                }

                hasCircumflex = letter == Circumflex;
                continue;
            }

            hasCircumflex = false;
            letterWidth = letter switch
            {
                >= ' ' and <= '~' => Ascii[letter - ' '],
                'đ' or '–' or '’' or '“' or '”' => 500,
                '·' => 250,
                '−' => 564,
                _ => 760,
            };
            thousandths += letterWidth;
        }

        return thousandths / 1000 * size * Allowance * (isBold ? BoldFactor : 1);
    }

    /// <summary>Lines that a text takes when wrapped at words in a cell of this width.</summary>
    public static int Lines(string text, double size, double width, bool isBold = false) => Wrap(text, size, width, isBold).Lines;

    /// <summary>A text with the ends of its lines in a cell of this width: a program that draws it a little narrower would else let it touch the next cell's.</summary>
    public static string Wrapped(string text, double size, double width, bool isBold = false) => Wrap(text, size, width, isBold).Text;

    private static (string Text, int Lines) Wrap(string text, double size, double width, bool isBold)
    {
        double room = Math.Max(width - 5, size);
        double space = Of(" ", size, isBold);
        int lines = 0;
        var wrapped = new StringBuilder(text.Length);
        foreach (string paragraph in text.Split('\n'))
        {
            wrapped.Append(lines > 0 ? "\n" : "");
            lines++;
            double x = 0;
            foreach (string word in paragraph.Split(' '))
            {
                double w = Of(word, size, isBold);
                bool isNew = x > 0 && x + space + w > room;
                if (isNew)
                {
                    lines++;
                    x = 0;
                }

                wrapped.Append(isNew ? "\n" : x > 0 ? " " : "").Append(word);
                x += (x > 0 ? space : 0) + w;
                while (x > room)
                {
                    lines++;
                    x -= room;
                }
            }
        }

        return (wrapped.ToString(), lines);
    }

    public static double LineHeight(double size) => Math.Ceiling(size * 1.32);

    public static double Height(string text, double size, double width, bool isBold = false) =>
        Lines(text, size, width, isBold) * LineHeight(size);
}
