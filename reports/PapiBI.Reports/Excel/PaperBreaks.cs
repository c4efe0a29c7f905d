using OfficeOpenXml;

namespace PapiBI.Reports.Excel;

/// <summary>Decides where a page that runs over several sheets of paper is cut: between chunks, never through a chart or a row.</summary>
internal sealed class PaperBreaks(double paperHeight)
{
    private readonly List<(RowSpan Rows, double Height, bool KeepsWithNext)> _chunks = [];

    /// <summary>Height of a header that every further sheet of paper repeats.</summary>
    public double RepeatedHeader { get; set; }

    public void Add(RowSpan rows, double height, bool keepsWithNext) => _chunks.Add((rows, height, keepsWithNext));

    public void Set(ExcelWorksheet sheet)
    {
        double used = 0;
        for (int i = 0; i < _chunks.Count;)
        {
            int end = i;
            while (end < _chunks.Count - 1 && _chunks[end].KeepsWithNext)
            {
                end++;
            }

            double height = _chunks[i..(end + 1)].Sum(chunk => chunk.Height);
            if (used > 0 && used + height > paperHeight)
            {
                sheet.Row(_chunks[i].Rows.First - 1).PageBreak = true;
                used = RepeatedHeader;
            }

            used += height;
            i = end + 1;
        }
    }
}
