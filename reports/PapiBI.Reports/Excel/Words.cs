using PapiBI.Warehouse;

namespace PapiBI.Reports.Excel;

/// <summary>What the workbook itself says, beside the words of the document.</summary>
internal static class Words
{
    public static readonly Text Data = new("Số liệu", "Data");
    public static readonly Text DataHeadline = new(
        "Số liệu của các biểu đồ trong tệp này; ô trống là không có số liệu, không phải số 0.",
        "The numbers behind the charts of this file; a blank cell is a missing value, never 0.");
    public static readonly Text Coordinates = new("Toạ độ để vẽ: mỗi vạch là hai điểm và một ô trống", "Drawing coordinates: each stroke is two points and a blank");
    public static readonly Text Item = new("Nội dung", "Item");
    public static readonly Text Position = new("Vị trí", "Position");
    public static readonly Text Others = new("Các tỉnh, thành phố khác", "Other provinces");
    public static readonly Text ShownNumber = new("(số ghi bên tên)", "(the number beside the name)");
    public static readonly Text NoStep = new("không có số liệu", "no figure");
    public static readonly Text Break = new("Ngắt chuỗi", "Break in series");
    public static readonly Text Label = new("Nhãn", "Label");
    public static readonly Text Bounds = new("Hai đầu thang", "Ends of the scale");
    public static readonly Text Worst = new("Đầu thấp của thang", "Worst end of the scale");
    public static readonly Text Best = new("Đầu cao của thang", "Best end of the scale");
    public static readonly Text Rows = new("dòng", "rows");
    public static readonly Text AxisLabel = new("Nhãn trục", "Axis label");
    public static readonly Text Base = new("Chân cột", "Base");
    public static readonly Text Level = new("Mức", "Level");
    public static readonly Text Increase = new("Tăng", "Increase");
    public static readonly Text Decrease = new("Giảm", "Decrease");
    public static readonly Text Top = new("Đỉnh cột", "Top");
    public static readonly Text SparkTitle = new("đường xu hướng", "trend lines");
    public static readonly Text Table = new("Bảng", "Table");
    public static readonly Text Page = new("trang", "page");
}
