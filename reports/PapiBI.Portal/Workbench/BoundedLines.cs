using System.Buffers;

namespace PapiBI.Portal.Workbench;

/// <summary>The lines of a stream, counted as they arrive: whoever writes it cannot make us hold more than so many bytes.</summary>
/// <param name="source">Whose lines.</param>
/// <param name="most">Of all of it.</param>
internal sealed class BoundedLines(Stream source, long most)
{
    private readonly byte[] arrived = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> line = new();
    private int from;
    private int to;
    private long taken;

    /// <summary>Whether there was more than it may have.</summary>
    public bool IsOver { get; private set; }

    /// <returns>The next line with its end; null at the end of the stream, where half a line is nothing, and where there was too much.</returns>
    public async Task<byte[]?> Next(CancellationToken stop)
    {
        while (true)
        {
            // Each byte is looked at once, however long the line becomes.
            if (arrived.AsSpan(from..to).IndexOf((byte)'\n') is var at and >= 0)
            {
                line.Write(arrived.AsSpan(from, at + 1));
                from += at + 1;
                var whole = line.WrittenSpan.ToArray();
                line.ResetWrittenCount();
                return whole;
            }

            line.Write(arrived.AsSpan(from..to));
            (from, to) = (0, await source.ReadAsync(arrived, stop));
            taken += to;
            IsOver = taken > most;
            if (to == 0 || IsOver)
            {
                to = 0;
                return null;
            }
        }
    }
}
