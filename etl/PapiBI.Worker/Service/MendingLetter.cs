using System.Security.Cryptography;
using System.Text;
using PapiBI.Etl.Jobs;
using PapiBI.Etl.Parsing;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;
using static PapiBI.Reports.Email.MailWords;

namespace PapiBI.Worker.Service;

/// <summary>The mail to whoever sent a file that was refused: what is wrong, the marked copy, how to send it again.</summary>
internal sealed class MendingLetter(FileOutcome file, IReadOnlyList<Issue> issues, string contact, Language language)
{
    private const int MostListed = 10;

    private readonly string name = OneLine(file.File.Name);

    public MendingMail To(string address)
    {
        var subject = Subject($"PapiBI: {Count} {new Text("trong", "in").In(language)} {name}");
        return new MendingMail
        {
            Key = KeyFor(address),
            FileName = name,
            Address = address,
            Language = language,
            Subject = subject,
            Html = Page(subject),
            PlainText = Plain(),
            CopyName = file.Mended?.Name,
            Copy = file.Mended?.Bytes,
        };
    }

    // "3 cells to mend"; of a file where no cell is at fault, "2 faults to mend".
    private string Count
    {
        get
        {
            var cells = issues.Where(issue => Positions.CellAt(issue.Origin) is not null).Select(issue => issue.Origin).Distinct().Count();
            return cells > 0
                ? new Text($"cần sửa {cells} ô", $"{cells} {(cells == 1 ? "cell" : "cells")} to mend").In(language)
                : new Text($"cần sửa {issues.Count} lỗi", $"{issues.Count} {(issues.Count == 1 ? "fault" : "faults")} to mend").In(language);
        }
    }

    private string Greeting => new Text("Kính gửi anh/chị phụ trách số liệu,", "Dear colleague,").In(language);

    private string Finding => new Text($"Tệp {name} chưa nạp được: {Count}.", $"{name} could not be loaded: {Count}.").In(language);

    private string About => file.Mended is not { } copy
        ? new Text("Không mở được tệp nên không có bản đánh dấu kèm theo.", "The file could not be opened, so no marked copy comes with this mail.").In(language)
        : new Text(
            $"Kèm theo là {copy.Name}: mỗi ô cần sửa đã tô màu, có ghi chú; trang đầu “Cần sửa” liệt kê tất cả.",
            $"Attached is {copy.Name}: each cell to mend is coloured and has a comment; the first sheet, “To mend”, lists them all.").In(language);

    private IReadOnlyList<(string Place, string Words)> Listed =>
    [
        .. issues.Take(MostListed).Select(issue =>
        {
            var place = Positions.Said(issue.Origin).In(language);
            var message = issue.Message.In(language);
            message = message.StartsWith(place + ": ", StringComparison.Ordinal) ? message[(place.Length + 2)..] : message;
            return (OneLine(place), OneLine(message));
        }),
    ];

    private string? More => issues.Count <= MostListed ? null : new Text($"Và {issues.Count - MostListed} lỗi khác.", $"And {issues.Count - MostListed} more.").In(language);

    private string HowTo => new Text("Cách gửi lại", "How to send it again").In(language);

    private IReadOnlyList<string> Steps =>
    [
        file.Mended is null
            ? new Text("Sửa tệp gốc theo lời nhắn trên.", "Mend the original as the message above says.").In(language)
            : new Text("Sửa các ô tô màu trong tệp kèm theo rồi lưu lại; không cần xóa màu, ghi chú hay trang “Cần sửa”.", "Correct the coloured cells of the attached file and save it; colours, comments and the sheet “To mend” may stay.").In(language),
        contact.Length > 0
            ? new Text($"Bỏ tệp vào thư mục nhận tệp như lần trước, hoặc gửi cho {contact}.", $"Drop it in the inbox folder as before, or send it to {contact}.").In(language)
            : new Text("Bỏ tệp vào thư mục nhận tệp như lần trước, hoặc trả lời thư này kèm tệp.", "Drop it in the inbox folder as before, or answer this mail with the file attached.").In(language),
    ];

    private string Why => new Text(
        "PapiBI gửi thư này vì địa chỉ này được ghi là nơi chịu trách nhiệm về tệp. Mỗi lần từ chối chỉ báo một thư.",
        "PapiBI sends this mail because this address is on record as responsible for the file. Each refusal is told once.").In(language);

    private string KeyFor(string address)
    {
        var identity = string.Join('\n', [address.ToLowerInvariant(), file.File.Sha256, .. issues.Select(issue => $"{issue.Code} {issue.Origin} {issue.Message.En}")]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32];
    }

    private string Plain()
    {
        var lines = new List<string> { Greeting, Finding, About };
        lines.AddRange(Listed.Select(line => $"- {line.Place}: {line.Words}"));
        lines.AddRange(More is { } more ? [more] : Array.Empty<string>());
        lines.Add(HowTo + ":\n" + string.Join('\n', Steps.Select((step, i) => $"{i + 1}. {step}")));
        lines.Add(Why);
        return string.Join("\n\n", lines) + "\n";
    }

    private string Page(string subject) => LetterPage.Html(language, subject, new Text("Cần sửa", "To mend").In(language),
    [
        LetterPage.Paragraph(Greeting, Inks.Text, 16, 18),
        LetterPage.Paragraph(Finding, Inks.Navy, 19, 12, isBold: true),
        LetterPage.Paragraph(About, Inks.Text, 16, 10),
        LetterPage.List(Listed.Select(line => (line.Place, Html(line.Words))), leftPercent: 34),
        More is { } more ? LetterPage.Paragraph(more, Inks.Text, 15, 8) : "",
        LetterPage.Paragraph(HowTo, Inks.Navy, 17, 20, isBold: true),
        string.Concat(Steps.Select((step, i) => LetterPage.Paragraph($"{i + 1}. {step}", Inks.Text, 16, 6))),
        LetterPage.Paragraph(Why, Inks.Quiet, 13, 22),
    ]);
}
