using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Sources;

/// <summary>What is said of a file that cannot be read at all.</summary>
internal static class Refusals
{
    public static void Empty(Faults faults) =>
        faults.Error(IssueCodes.EmptyFile, Origin.File,
            "tệp trống; hãy gửi lại tệp có dữ liệu.",
            "the file is empty; send one that holds data.");

    public static void TooLarge(Faults faults) =>
        faults.Error(IssueCodes.FileTooLarge, Origin.File,
            "tệp quá lớn so với một bảng điểm; hãy chỉ gửi bảng cần nạp.",
            "the file is too large for a table of this kind; send only the table to be loaded.");

    public static Action<Faults> Unreadable(string reason) => faults =>
        faults.Error(IssueCodes.FileUnreadable, Origin.File,
            $"không mở được ({reason}); hãy đóng tệp đang mở hoặc kiểm tra quyền đọc rồi gửi lại.",
            $"cannot be opened ({reason}); close it elsewhere or see to its rights, and send it again.");

    public static void NotText(Faults faults) =>
        faults.Error(IssueCodes.NotText, Origin.File,
            "không phải là văn bản UTF-8; hãy lưu lại bằng “CSV UTF-8” hoặc .xlsx.",
            "is not UTF-8 text; save it again as “CSV UTF-8” or .xlsx.");

    public static void NotAnXlsx(Faults faults) =>
        faults.Error(IssueCodes.NotAnXlsx, Origin.File,
            "không phải là sổ tính .xlsx, dù tên tệp thế nào; hãy mở bằng Excel và lưu thành “Excel Workbook (.xlsx)”, không đặt mật khẩu.",
            "this is not an .xlsx workbook, whatever its name says; open it in Excel and save it as “Excel Workbook (.xlsx)”, without a password.");

    public static void Damaged(Faults faults) =>
        faults.Error(IssueCodes.DamagedWorkbook, Origin.File,
            "sổ tính bị hỏng, không đọc được; hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
            "the workbook is damaged and cannot be read; open it in Excel, save it as .xlsx and send it again.");
}
