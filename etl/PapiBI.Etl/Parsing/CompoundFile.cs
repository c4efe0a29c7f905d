using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace PapiBI.Etl.Parsing;

/// <summary>The file of streams in sectors that Excel before 2007 wrote, and that holds a workbook with a password to this day.</summary>
internal static class CompoundFile
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const uint LastSector = 0xFFFFFFFA;

    public static ReadOnlySpan<byte> Start => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>The streams of these names. Whatever does not fit together ends in an exception.</summary>
    public static Dictionary<string, byte[]> Read(byte[] file, params string[] names)
    {
        int sector = 1 << Number(file, 30, 2);
        int smallSector = 1 << Number(file, 32, 2);
        uint[] next = Table([.. Sectors(file, sector).SelectMany(number => Sector(file, number, sector).ToArray())]);
        byte[] directory = Chain(file, next, Number(file, 48), sector, HeaderLength);
        byte[] small = Chain(file, next, Number(directory, 116), sector, HeaderLength);
        uint[] nextSmall = Table(Chain(file, next, Number(file, 60), sector, HeaderLength));

        var streams = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        for (int entry = EntryLength; entry + EntryLength <= directory.Length; entry += EntryLength)
        {
            string name = Encoding.Unicode.GetString(directory, entry, Math.Clamp(Number(directory, entry + 64, 2) - 2, 0, 62));
            int length = Number(directory, entry + 120);
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                int first = Number(directory, entry + 116);
                byte[] content = length < Number(file, 56) ? Chain(small, nextSmall, first, smallSector, 0) : Chain(file, next, first, sector, HeaderLength);
                streams[name] = content[..length];
            }
        }

        return streams;
    }

    /// <summary>Where the table of sectors lies: 109 numbers in the header, and more in sectors of their own.</summary>
    private static IEnumerable<int> Sectors(byte[] file, int sector)
    {
        var found = new HashSet<int>();
        byte[] numbers = file[76..HeaderLength];
        int more = Number(file, 68);
        while (true)
        {
            foreach (uint number in Table(numbers))
            {
                if (number < LastSector && found.Add((int)number))
                {
                    yield return (int)number;
                }
            }

            if ((uint)more >= LastSector || !found.Add(more))
            {
                yield break;
            }

            byte[] list = Sector(file, more, sector).ToArray();
            numbers = list[..^4];
            more = Number(list, list.Length - 4);
        }
    }

    private static byte[] Chain(byte[] file, uint[] next, int first, int sector, int header)
    {
        var content = new MemoryStream();
        for (uint at = (uint)first; at < LastSector; at = next[at])
        {
            content.Write(header == 0 ? file.AsSpan((int)at * sector, sector) : Sector(file, (int)at, sector));
            if (content.Length > file.Length)
            {
                throw new InvalidDataException("A chain of sectors runs in a circle.");
            }
        }

        return content.ToArray();
    }

    /// <summary>The last sector of a file may be cut short.</summary>
    private static ReadOnlySpan<byte> Sector(byte[] file, int number, int sector)
    {
        int start = checked((number + 1) * sector);
        return file.AsSpan(start, Math.Min(sector, file.Length - start));
    }

    private static uint[] Table(byte[] bytes) => MemoryMarshal.Cast<byte, uint>(bytes).ToArray();

    private static int Number(byte[] bytes, int at, int length = 4) =>
        length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
}
