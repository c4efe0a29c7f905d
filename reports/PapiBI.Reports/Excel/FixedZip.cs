using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace PapiBI.Reports.Excel;

/// <summary>Packs a workbook anew: with one fixed time, so that the same content gives the same bytes; with sheets mended; with the charts that were drawn in place of the library's.</summary>
internal static class FixedZip
{
    private const string SheetPart = "xl/worksheets/sheet";
    private const string ChartPart = "xl/charts/chart";
    private const string Ending = ".xml";
    private static readonly XmlWriterSettings WithoutMark = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="package">The workbook.</param>
    /// <param name="time">Of every part.</param>
    /// <param name="mendSheet">What becomes of the text of a sheet.</param>
    /// <param name="charts">In the order in which their parts were made, which is that of their numbers.</param>
    public static byte[] Repack(byte[] package, DateTimeOffset time, Func<string, string> mendSheet, IReadOnlyList<XDocument> charts)
    {
        DateTimeOffset stamp = time < Earliest ? Earliest : time.ToUniversalTime();
        int placed = 0;
        using var packed = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read))
        using (var target = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries)
            {
                ZipArchiveEntry copy = target.CreateEntry(entry.FullName);
                copy.LastWriteTime = stamp;
                using Stream to = copy.Open();
                if (Number(entry.FullName, ChartPart) is { } number)
                {
                    using var chart = XmlWriter.Create(to, WithoutMark);
                    charts[number - 1].Save(chart);
                    placed++;
                    continue;
                }

                using Stream from = entry.Open();
                if (Number(entry.FullName, SheetPart) is not null)
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

        return placed == charts.Count ? packed.ToArray() : throw new InvalidOperationException($"{charts.Count} charts were drawn, and {placed} have a part.");
    }

    private static int? Number(string name, string before) =>
        name.StartsWith(before, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(before.Length..^Ending.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
