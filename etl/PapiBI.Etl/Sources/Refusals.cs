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

    public static void NotAWorkbook(Faults faults) =>
        faults.Error(IssueCodes.NotAnXlsx, Origin.File,
            "không phải là sổ tính .xlsx hay .xls (từ Excel 97), dù tên tệp thế nào; hãy mở bằng Excel và lưu thành “Excel Workbook (.xlsx)”.",
            "this is not an .xlsx or .xls workbook (Excel 97 or later), whatever its name says; open it in Excel and save it as “Excel Workbook (.xlsx)”.");

    public static void WebPage(Faults faults) =>
        faults.Error(IssueCodes.NotAnXlsx, Origin.File,
            "không phải là sổ tính mà là một trang HTML hoặc XML mang tên sổ tính; hãy mở bằng Excel và lưu thành “Excel Workbook (.xlsx)”.",
            "this is not a workbook but a page of HTML or XML under the name of one; open it in Excel and save it as “Excel Workbook (.xlsx)”.");

    public static void TextNamedWorkbook(Faults faults) =>
        faults.Error(IssueCodes.NotAnXlsx, Origin.File,
            "không phải là sổ tính mà là văn bản mang tên sổ tính; hãy đổi đuôi tệp thành .csv, hoặc mở bằng Excel và lưu thành “Excel Workbook (.xlsx)”.",
            "this is not a workbook but text under the name of one; rename it to .csv, or open it in Excel and save it as “Excel Workbook (.xlsx)”.");

    public static void Encrypted(Faults faults) =>
        faults.Error(IssueCodes.EncryptedWorkbook, Origin.File,
            "sổ tính có mật khẩu nên không đọc được; hãy mở bằng Excel, bỏ mật khẩu rồi gửi lại.",
            "the workbook has a password and cannot be read; open it in Excel, remove the password and send it again.");

    public static void Damaged(Faults faults) =>
        faults.Error(IssueCodes.DamagedWorkbook, Origin.File,
            "sổ tính bị hỏng, không đọc được; hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
            "the workbook is damaged and cannot be read; open it in Excel, save it as .xlsx and send it again.");
}
