using PapiBI.Etl.Sources;

namespace PapiBI.Etl.Parsing;

/// <summary>
/// A part of a workbook as it is unpacked. Sizes that a zip file declares may be lies, so what comes out is counted;
/// and markup that goes on and on without a tag is refused, since a reader would have to hold it whole.
/// </summary>
internal sealed class UnpackedPart(Stream packed, Action<int> count) : Stream
{
    private const int LongestBetweenTags = 1024 * 1024;

    private int _sinceTag;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = packed.Read(buffer);
        count(read);
        int tag = buffer[..read].LastIndexOf((byte)'<');
        _sinceTag = tag < 0 ? _sinceTag + read : read - tag;
        return _sinceTag < LongestBetweenTags ? read : throw new UnwantedWorkbookException(Refusals.TooLarge);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        packed.Dispose();
        base.Dispose(disposing);
    }
}
