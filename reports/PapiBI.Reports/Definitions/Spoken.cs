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

    public static string T(this ISpeaker speaker, [InterpolatedStringHandlerArgument(nameof(speaker))] Words<Vietnamese> vi, [InterpolatedStringHandlerArgument(nameof(speaker))] Words<English> en) =>
        new Text(vi.Said(), en.Said()).In(speaker.Language);

    /// <summary>A language as a type, by which the compiler chooses.</summary>
    public interface ISpokenLanguage
    {
        static abstract Language Language { get; }
    }

    public readonly struct Vietnamese : ISpokenLanguage
    {
        public static Language Language => Language.Vietnamese;
    }

    public readonly struct English : ISpokenLanguage
    {
        public static Language Language => Language.English;
    }

    /// <summary>An interpolated text of one language; nothing, where the speaker's is another.</summary>
    [InterpolatedStringHandler]
    public ref struct Words<TLanguage>
        where TLanguage : ISpokenLanguage
    {
        private DefaultInterpolatedStringHandler written;

        public Words(int literalLength, int formattedCount, ISpeaker speaker, out bool isRead)
        {
            isRead = speaker.Language == TLanguage.Language;
            written = isRead ? new(literalLength, formattedCount) : default;
        }

        public void AppendLiteral(string literal) => written.AppendLiteral(literal);

        public void AppendFormatted<T>(T value, string? format = null) => written.AppendFormatted(value, format);

        public string Said() => written.ToStringAndClear();
    }
}
