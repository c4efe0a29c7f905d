using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PapiBI.Reports.Excel;

/// <summary>Packs a workbook anew with one fixed time, so that the same content gives the same bytes; its sheets mended, its charts as they were drawn.</summary>
internal static class FixedZip
{
    private const string Sheets = "xl/worksheets/sheet";
    private const string Charts = "xl/charts/chart";
    private const string Xml = ".xml";
    private static readonly XmlWriterSettings WithoutMark = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="package">The workbook.</param>
    /// <param name="time">Of every part.</param>
    /// <param name="mendSheet">What becomes of the text of a sheet.</param>
    /// <param name="charts">In the order in which their parts were made, which is that of their numbers.</param>
    public static byte[] Repack(byte[] package, DateTimeOffset time, Func<string, string> mendSheet, IReadOnlyList<XDocument> charts)
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
                using Stream to = copy.Open();
                if (Number(entry.FullName, Charts) is { } number)
                {
                    using var chart = XmlWriter.Create(to, WithoutMark);
                    charts[number - 1].Save(chart);
                    continue;
                }

                using Stream from = entry.Open();
                if (Number(entry.FullName, Sheets) is not null)
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

    private static int? Number(string name, string before) =>
        name.StartsWith(before, StringComparison.Ordinal) && name.EndsWith(Xml, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(before.Length..^Xml.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
