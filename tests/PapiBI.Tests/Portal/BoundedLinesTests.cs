using System.Diagnostics;
using System.Text;
using PapiBI.Portal.Workbench;

namespace PapiBI.Tests.Portal;

/// <summary>What the portal takes of a process that answers is counted as it arrives, whatever the process makes of its own limits.</summary>
public sealed class BoundedLinesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_are_whole_wherever_the_bytes_are_cut_and_half_a_line_is_nothing()
    {
        var lines = new BoundedLines(new Drops(Encoding.UTF8.GetBytes("một\nhai ba\n\nnửa"), 3), 1_000);
        var read = new List<string>();
        while (await lines.Next(Cancellation) is { } line)
        {
            read.Add(Encoding.UTF8.GetString(line));
        }

        Assert.Equal(["một\n", "hai ba\n", "\n"], read);
        Assert.False(lines.IsOver);
    }

    [Fact]
    public async Task A_line_without_end_is_given_up_at_the_limit()
    {
        var endless = new Drops(null, 10_000);
        var lines = new BoundedLines(endless, 5_000_000);

        Assert.Null(await lines.Next(Cancellation));
        Assert.True(lines.IsOver);
        Assert.InRange(endless.Given, 5_000_000, 5_100_000);
    }

    [Fact]
    public async Task Many_short_lines_are_counted_too()
    {
        var lines = new BoundedLines(new Drops(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"rows\":[[1]],\"to\":1}\n", 200_000))), 50_000), 1_000_000);
        var bytes = 0;
        while (await lines.Next(Cancellation) is { } line)
        {
            bytes += line.Length;
        }

        Assert.True(lines.IsOver);
        Assert.InRange(bytes, 900_000, 1_000_000);
    }

    [Fact]
    public async Task A_line_four_times_as_long_takes_about_four_times_as_long()
    {
        await Took(1 << 20);
        var (shorter, longer) = (await Took(8 << 20), await Took(32 << 20));

        // Looked through from its beginning at every read it would be sixteen times.
        Assert.True(longer < (shorter * 10) + TimeSpan.FromSeconds(1), $"{shorter} and {longer}");
    }

    private static async Task<TimeSpan> Took(int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill((byte)'x');
        bytes[^1] = (byte)'\n';
        var watch = Stopwatch.StartNew();
        Assert.Equal(length, (await new BoundedLines(new Drops(bytes, 1_000), length).Next(Cancellation))!.Length);
        return watch.Elapsed;
    }

    /// <summary>A stream that gives a few bytes at a time; of nothing: for ever.</summary>
    private sealed class Drops(byte[]? bytes, int size) : Stream
    {
        private int at;

        public int Given => at;
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = Math.Min(Math.Min(size, count), bytes is null ? int.MaxValue : bytes.Length - at);
            if (bytes is null)
            {
                buffer.AsSpan(offset, given).Fill((byte)'x');
            }
            else
            {
                bytes.AsSpan(at, given).CopyTo(buffer.AsSpan(offset));
            }

            at += given;
            return given;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var part = new byte[Math.Min(buffer.Length, size)];
            var given = Read(part, 0, part.Length);
            part.AsMemory(0, given).CopyTo(buffer);
            return ValueTask.FromResult(given);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
