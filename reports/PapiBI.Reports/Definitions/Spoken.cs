using System.Runtime.CompilerServices;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Definitions;

/// <summary>What speaks to one reader, in the reader's language.</summary>
internal interface ISpeaker
{
    Language Language { get; }
}

/// <summary>Texts in the language of who reads: of an interpolated pair only the one that is read is put together, and only its holes are asked for.</summary>
internal static class Spoken
{
    public static string T(this ISpeaker speaker, string vi, string en) => new Text(vi, en).In(speaker.Language);

    public static string T(this ISpeaker speaker, [InterpolatedStringHandlerArgument(nameof(speaker))] Vietnamese vi, [InterpolatedStringHandlerArgument(nameof(speaker))] English en) =>
        speaker.Language == Language.Vietnamese ? vi.Said() : en.Said();

    [InterpolatedStringHandler]
    public ref struct Vietnamese
    {
        private Words words;

        public Vietnamese(int literalLength, int formattedCount, ISpeaker speaker, out bool isRead)
        {
            isRead = speaker.Language == Language.Vietnamese;
            words = new Words(literalLength, formattedCount, isRead);
        }

        public void AppendLiteral(string literal) => words.Add(literal);

        public void AppendFormatted<T>(T value, string? format = null) => words.Add(value, format);

        public string Said() => words.Said();
    }

    [InterpolatedStringHandler]
    public ref struct English
    {
        private Words words;

        public English(int literalLength, int formattedCount, ISpeaker speaker, out bool isRead)
        {
            isRead = speaker.Language == Language.English;
            words = new Words(literalLength, formattedCount, isRead);
        }

        public void AppendLiteral(string literal) => words.Add(literal);

        public void AppendFormatted<T>(T value, string? format = null) => words.Add(value, format);

        public string Said() => words.Said();
    }

    /// <summary>What both languages have in common.</summary>
    public ref struct Words(int literalLength, int formattedCount, bool isRead)
    {
        private DefaultInterpolatedStringHandler written = isRead ? new(literalLength, formattedCount) : default;

        public void Add(string literal) => written.AppendLiteral(literal);

        public void Add<T>(T value, string? format) => written.AppendFormatted(value, format);

        public string Said() => written.ToStringAndClear();
    }
}
