namespace PapiBI.Portal.House;

/// <summary>A long text in a table of many: its first lines are shown, the rest unfolds.</summary>
public static class LongText
{
    private const int MostLines = 3;
    private const int MostLetters = 240;

    /// <summary>What is not worth a click.</summary>
    private const int FewLetters = 60;

    /// <returns>The first lines, and what follows; blank where that is little or nothing. Together they are the text.</returns>
    public static (string First, string More) Parted(string text)
    {
        var end = EndOfLine(text, MostLines);
        if (end > MostLetters)
        {
            // Between words, where there are any.
            var space = text.LastIndexOfAny([' ', '\t', '\n'], MostLetters - 1, MostLetters - FewLetters);
            end = space > 0 ? space : char.IsLowSurrogate(text[MostLetters]) ? MostLetters - 1 : MostLetters;
        }

        return text.Length - end <= FewLetters && !text[end..].Trim().Contains('\n', StringComparison.Ordinal) ? (text, "") : (text[..end], text[end..]);
    }

    private static int EndOfLine(string text, int lines)
    {
        var at = -1;
        for (var line = 0; line < lines; line++)
        {
            at = text.IndexOf('\n', at + 1);
            if (at < 0)
            {
                return text.Length;
            }
        }

        return at;
    }
}
