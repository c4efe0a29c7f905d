using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace PapiBI.Portal.House;

/// <summary>Hands pages on in long pieces: of one piece the compression makes a third less than of several, in less time.</summary>
internal sealed class WholePages : IHttpResponseStreamWriterFactory
{
    /// <summary>Letters; most reports have fewer. Six bytes of each are lent for as long as a page is made.</summary>
    private const int Longest = 1 << 16;

    public TextWriter CreateWriter(Stream stream, Encoding encoding) => new HttpResponseStreamWriter(stream, encoding, Longest, ArrayPool<byte>.Shared, ArrayPool<char>.Shared);
}
