using System.IO.Compression;

namespace PapiBI.Reports.Excel;

/// <summary>Packs a workbook anew with one fixed time, so that the same content gives the same bytes.</summary>
internal static class FixedZip
{
    private const string Sheets = "xl/worksheets/sheet";
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Repack(byte[] package, DateTimeOffset time, Func<string, string> mendSheet)
    {
        DateTimeOffset stamp = time < Earliest ? Earliest : time.ToUniversalTime();
        using var packed = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read))
        using (var target = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries)
            {
                ZipArchiveEntry copy = target.CreateEntry(entry.FullName);
                copy.LastWriteTime = stamp;
                using Stream from = entry.Open();
                using Stream to = copy.Open();
                if (entry.FullName.StartsWith(Sheets, StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal))
                {
                    using var reader = new StreamReader(from);
                    using var writer = new StreamWriter(to);
                    writer.Write(mendSheet(reader.ReadToEnd()));
                }
                else
                {
                    from.CopyTo(to);
                }
            }
        }

        return packed.ToArray();
    }
}
