using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace PapiBI.Portal.House;

/// <summary>Writes markup straight to a page, where Razor would first keep each piece: what stands in the text is written as it is, whatever is filled in is encoded.</summary>
internal readonly struct HtmlMarkup(TextWriter to, HtmlEncoder encoder)
{
    private readonly TextWriter to = to;
    private readonly HtmlEncoder encoder = encoder;

    /// <param name="markup">Always interpolated: so nothing but an <see cref="HtmlString"/> is taken for markup.</param>
    public void Write([InterpolatedStringHandlerArgument("")] ref Filled markup)
    {
        // It is written already, piece by piece.
    }

    /// <summary>An attribute; none where there is no value.</summary>
    public void Attribute(string name, string? value)
    {
        if (value is not null)
        {
            Write($" {name}=\"{value}\"");
        }
    }

    /// <summary>An attribute class of those that are not ""; none where all are.</summary>
    public void Classes(params ReadOnlySpan<string> classes)
    {
        var any = false;
        foreach (var one in classes)
        {
            if (one.Length > 0)
            {
                to.Write(any ? " " : " class=\"");
                encoder.Encode(to, one);
                any = true;
            }
        }

        if (any)
        {
            to.Write('"');
        }
    }

    [InterpolatedStringHandler]
    public readonly ref struct Filled
    {
        private readonly HtmlMarkup markup;

        /// <param name="literalLength">Letters outside the holes; nothing is set aside for them.</param>
        /// <param name="formattedCount">Holes.</param>
        /// <param name="markup">Where it is written.</param>
        public Filled(int literalLength, int formattedCount, HtmlMarkup markup) => this.markup = markup;

        public void AppendLiteral(string literal) => markup.to.Write(literal);

        public void AppendFormatted(string? words)
        {
            if (!string.IsNullOrEmpty(words))
            {
                markup.encoder.Encode(markup.to, words);
            }
        }

        public void AppendFormatted(int number) => markup.to.Write(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>Of another writer, which has encoded what it must.</summary>
        public void AppendFormatted(HtmlString content) => markup.to.Write(content.Value);
    }
}
