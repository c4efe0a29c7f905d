using System.Text;

namespace PapiBI.Tests.Support;

/// <summary>
/// An .xls workbook of one sheet made in memory, record by record. A cell is a text, a number, a day, a <see cref="Percent"/>, an
/// <see cref="ErrorCode"/> or a <see cref="FormulaError"/>.
/// </summary>
public static class SomeOldWorkbook
{
    private const int Sector = 512;

    /// <summary>A number shown as a percentage.</summary>
    public sealed record Percent(double Value);

    public sealed record ErrorCode(byte Code);

    /// <summary>A formula with the error saved as its value; without one it lacks the text that it announces.</summary>
    public sealed record FormulaError(byte? Code);

    public static byte[] Of(string name, IReadOnlyList<IReadOnlyList<object>> rows, bool isHidden = false, bool isEncrypted = false)
    {
        byte[] before = [.. Start(5), .. isEncrypted ? Record(0x2F, new byte[6]) : [], .. Format(0), .. Format(9), .. Format(14)];
        byte[] SheetAt(int place) => Record(0x85, [.. BitConverter.GetBytes(place), (byte)(isHidden ? 1 : 0), 0, (byte)name.Length, 1, .. Encoding.Unicode.GetBytes(name)]);
        int length = before.Length + SheetAt(0).Length + Record(0x0A).Length;
        return File("Workbook",
        [
            .. before, .. SheetAt(length), .. Record(0x0A),
            .. Start(0x10),
            .. rows.SelectMany((row, y) => row.SelectMany((cell, x) => Cell(cell, [.. BitConverter.GetBytes((ushort)y), .. BitConverter.GetBytes((ushort)x)]))),
            .. Record(0x0A),
        ]);
    }

    /// <summary>A compound file of one stream.</summary>
    public static byte[] File(string name, byte[] content)
    {
        byte[] stream = new byte[Math.Max(4096, (content.Length + Sector - 1) / Sector * Sector)];
        content.CopyTo(stream, 0);
        int sectors = stream.Length / Sector;
        int tables = 1 + ((1 + sectors) / ((Sector / 4) - 1));

        // Sectors: the directory, the stream, the tables.
        uint[] all = [0xFFFFFFFE, .. Enumerable.Range(2, sectors - 1).Select(i => (uint)i), 0xFFFFFFFE, .. Enumerable.Repeat(0xFFFFFFFD, tables)];
        byte[] table = Enumerable.Repeat((byte)0xFF, tables * Sector).ToArray();
        Buffer.BlockCopy(all, 0, table, 0, all.Length * 4);
        var header = new byte[Sector];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(header, 0);
        Put(header, 24, 0x3E, 0x0003, 0xFFFE);
        Put(header, 30, 9, 6);
        Put(header, 44, (uint)tables, 0u, 0u, 4096u, 0xFFFFFFFE, 0u, 0xFFFFFFFE, 0u);
        header.AsSpan(76).Fill(0xFF);
        Put(header, 76, [.. Enumerable.Range(0, tables).Select(i => (uint)(1 + sectors + i))]);
        return [.. header, .. Entry("Root Entry", 5, 0xFFFFFFFE, 0, 1), .. Entry(name, 2, 1, stream.Length, 0xFFFFFFFF), .. new byte[Sector - 256], .. stream, .. table];
    }

    private static byte[] Entry(string name, byte kind, uint start, int length, uint child)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        Put(entry, 64, (ushort)((name.Length + 1) * 2));
        entry[66] = kind;
        Put(entry, 68, 0xFFFFFFFF, 0xFFFFFFFF, child);
        Put(entry, 116, start, (uint)length);
        return entry;
    }

    private static void Put(byte[] bytes, int at, params ushort[] numbers) => Buffer.BlockCopy(numbers, 0, bytes, at, numbers.Length * 2);

    private static void Put(byte[] bytes, int at, params uint[] numbers) => Buffer.BlockCopy(numbers, 0, bytes, at, numbers.Length * 4);

    private static byte[] Cell(object cell, byte[] place) => cell switch
    {
        "" => [],
        string text => Record(0x0204, [.. place, 0, 0, .. BitConverter.GetBytes((ushort)text.Length), 1, .. Encoding.Unicode.GetBytes(text)]),
        double number => Record(0x0203, [.. place, 0, 0, .. BitConverter.GetBytes(number)]),
        Percent percent => Record(0x0203, [.. place, 1, 0, .. BitConverter.GetBytes(percent.Value)]),
        DateOnly day => Record(0x0203, [.. place, 2, 0, .. BitConverter.GetBytes(day.ToDateTime(TimeOnly.MinValue).ToOADate())]),
        ErrorCode error => Record(0x0205, [.. place, 0, 0, error.Code, 1]),
        FormulaError error => Record(0x06, [.. place, 0, 0, (byte)(error.Code is null ? 0 : 2), 0, error.Code ?? 0, 0, 0, 0, 0xFF, 0xFF, .. new byte[8]]),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell, "No cell of this type."),
    };

    private static byte[] Start(byte kind) => Record(0x0809, [0, 6, kind, 0, .. new byte[12]]);

    private static byte[] Format(byte number) => Record(0xE0, [0, 0, number, 0, .. new byte[16]]);

    private static byte[] Record(ushort kind, params byte[] content) => [.. BitConverter.GetBytes(kind), .. BitConverter.GetBytes((ushort)content.Length), .. content];
}
