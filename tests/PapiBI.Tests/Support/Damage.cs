using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace PapiBI.Tests.Support;

/// <summary>Files as mishaps and malice leave them. The same seed gives the same damage.</summary>
public static partial class Damage
{
    private static readonly string[] Types = ["n", "s", "str", "b", "e", "inlineStr", "d", "x"];
    private static readonly string[] Values = ["", "0", "-1", "41.23", "41,23", "1e5", "1e999", "NaN", "#N/A", "  ", "84,97%", "9999999999", "&amp;", "_x000D_", "Hà Nội", "<f>1</f>", "</v></c><c>"];

    /// <param name="whole">A workbook, .xlsx or .xls, or a text.</param>
    /// <param name="seed">Chooses how, where and how much.</param>
    public static byte[] Of(byte[] whole, int seed)
    {
        var random = new Random(seed);
        bool isZip = whole is [0x50, 0x4B, ..];
        return random.Next(isZip ? 8 : 3) switch
        {
            0 => Flipped(whole, random, 1 + random.Next(5)),
            1 => whole[..random.Next(whole.Length)],
            2 => [.. random.Next(2) == 0 ? "PK\u0003\u0004"u8 : [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .. whole.AsSpan(8)],
            3 => Repacked(whole, random, part => Flipped(part, random, 1 + random.Next(3))),
            4 => Repacked(whole, random, part => part[..random.Next(part.Length + 1)]),
            _ => Repacked(whole, random, part => Encoding.UTF8.GetBytes(WithOtherCells(Encoding.UTF8.GetString(part), random))),
        };
    }

    private static byte[] Flipped(byte[] whole, Random random, int places)
    {
        byte[] flipped = [.. whole];
        for (int i = 0; i < places && flipped.Length > 0; i++)
        {
            flipped[random.Next(flipped.Length)] = (byte)random.Next(256);
        }

        return flipped;
    }

    /// <summary>Half of the time a sheet, else any part.</summary>
    private static byte[] Repacked(byte[] whole, Random random, Func<byte[], byte[]> change)
    {
        using var package = new ZipArchive(new MemoryStream(whole));
        ZipArchiveEntry[] sheets = [.. package.Entries.Where(part => part.FullName.Contains("/worksheets/", StringComparison.Ordinal))];
        ZipArchiveEntry victim = random.Next(2) == 0 ? sheets[random.Next(sheets.Length)] : package.Entries[random.Next(package.Entries.Count)];
        var memory = new MemoryStream();
        using (var damaged = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry part in package.Entries)
            {
                var content = new MemoryStream();
                using (Stream packed = part.Open())
                {
                    packed.CopyTo(content);
                }

                using Stream target = damaged.CreateEntry(part.FullName, CompressionLevel.Fastest).Open();
                target.Write(part == victim ? change(content.ToArray()) : content.ToArray());
            }
        }

        return memory.ToArray();
    }

    private static string WithOtherCells(string xml, Random random)
    {
        MatchCollection cells = Cell().Matches(xml);
        if (cells.Count == 0)
        {
            return xml;
        }

        Match cell = cells[random.Next(cells.Count)];
        string value = Values[random.Next(Values.Length)];
        string place = cell.Groups["place"].Value;
        string changed = random.Next(6) switch
        {
            0 => "",
            1 => $"<c {place} t=\"{Types[random.Next(Types.Length)]}\"><v>{value}</v></c>",
            2 => $"<c {place} t=\"inlineStr\"><is><t>{value}</t></is></c>",
            3 => $"<c {place} s=\"{random.Next(3)}\"><v>{random.Next(100000) / 1000.0:R}</v></c>",
            4 => cell.Value + cell.Value,
            _ => $"<c {place}><f>1+1</f>{(random.Next(2) == 0 ? $"<v>{random.Next(100)}</v>" : "")}</c>",
        };
        string prefixed = cell.Value.StartsWith("<x:", StringComparison.Ordinal) ? Tag().Replace(changed, "<${end}x:") : changed;
        return xml[..cell.Index] + prefixed + xml[(cell.Index + cell.Length)..];
    }

    [GeneratedRegex("<(?<end>/?)(?!x:)(?=[a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex("<(x:)?c (?<place>r=\"[A-Z]+[0-9]+\")[^>]*>.{0,200}?</(x:)?c>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex Cell();
}
