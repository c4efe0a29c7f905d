using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace PapiBI.Reports.Excel;

/// <summary>
/// Changes of a look, each made once in a workbook: the library compares a changed style with all that there are, so cells that looked
/// alike and are changed alike later take the number of the style that came of it.
/// </summary>
internal sealed class Looks
{
    private readonly Dictionary<(int Style, string Property, object Value), int> _changed = [];

    public void Bold(ExcelRange box) => Set(box, nameof(Bold), true, static (style, on) => style.Font.Bold = on);

    public void Ink(ExcelRange box, string ink) => Set(box, nameof(Ink), ink, static (style, value) => style.Font.Color.SetColor(InkColour.Of(value)));

    public void Size(ExcelRange box, double size) => Set(box, nameof(Size), size, static (style, value) => style.Font.Size = (float)value);

    public void Format(ExcelRange box, string format) => Set(box, nameof(Format), format, static (style, value) => style.Numberformat.Format = value);

    public void Indent(ExcelRange box, int indent) => Set(box, nameof(Indent), indent, static (style, value) => style.Indent = value);

    public void Shrink(ExcelRange box, bool shrinks = true) => Set(box, nameof(Shrink), shrinks, static (style, value) => style.ShrinkToFit = value);

    public void Wrap(ExcelRange box, bool wraps) => Set(box, nameof(Wrap), wraps, static (style, value) => style.WrapText = value);

    /// <param name="box">Cells that all look alike.</param>
    private void Set<T>(ExcelRange box, string property, T value, Action<ExcelStyle, T> make)
        where T : notnull
    {
        int before = box.StyleID;
        if (_changed.TryGetValue((before, property, value), out int after))
        {
            box.StyleID = after;
            return;
        }

        make(box.Style, value);
        _changed.Add((before, property, value), box.StyleID);
    }
}
