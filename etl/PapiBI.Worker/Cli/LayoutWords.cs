using PapiBI.Etl.Described;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Cli;

internal static class LayoutWords
{
    public static Text Of(Layout? layout) => layout switch
    {
        Layout.Wide => new("mỗi tỉnh một dòng", "a row a province"),
        Layout.Transposed => new("mỗi tỉnh một cột", "a column a province"),
        Layout.Pairs => new("từng cặp cột tỉnh và điểm", "pairs of columns, provinces and figures"),
        Layout.Long => new("mỗi số liệu một dòng", "a row a figure"),
        null => new("không thấy bảng theo tỉnh", "no table by province"),
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "No words for this layout."),
    };
}
