using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>The mail's own words, in both languages.</summary>
internal static class MailPhrases
{
    public static readonly Text OpenPortal = new("Xem trên cổng PapiBI", "Open in the PapiBI portal");
    public static readonly Text AskWhom = new("Hỏi về số liệu:", "Questions about the figures:");

    public static Text Attached(MailAttachment workbook, int pages) => new(
        $"Hồ sơ đầy đủ trong tệp đính kèm {workbook.Name} ({pages} trang tính).",
        $"The full report is attached: {workbook.Name} ({pages} {(pages == 1 ? "sheet" : "sheets")}).");
}
