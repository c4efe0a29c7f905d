using PapiBI.Reports.Documents;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Delivery;

/// <summary>Words of servers and systems on their way into a reason: one line, of bounded length.</summary>
internal static class HandoverWords
{
    private const int Longest = 300;

    public static Text Stopping { get; } = new("Dịch vụ đang dừng; thư chưa được gửi.", "The service is stopping; the mail was not sent.");

    public static Text StoppedWaiting { get; } = new("Dịch vụ phải dừng trước khi có trả lời.", "The service had to stop before the answer came.");

    public static string Shown(string words)
    {
        string line = MailWords.OneLine(words);
        return line.Length <= Longest ? line : line[..Longest].TrimEnd() + "…";
    }

    public static Text NoAnswer(string server, TimeSpan timeout)
    {
        int decimals = timeout.TotalSeconds % 1 == 0 ? 0 : 1;
        return new Text(
            $"{server} không trả lời trong {NumberText.Fixed(timeout.TotalSeconds, decimals, Language.Vietnamese)} giây.",
            $"{server} did not answer within {NumberText.Fixed(timeout.TotalSeconds, decimals, Language.English)} s.");
    }

    public static Text TooLarge(long bytes, long most, Text limitOf) => new(
        $"Thư có {NumberText.Whole(bytes, Language.Vietnamese)} byte, vượt mức {NumberText.Whole(most, Language.Vietnamese)} byte của {limitOf.Vi}.",
        $"The message has {NumberText.Whole(bytes, Language.English)} bytes, above the {NumberText.Whole(most, Language.English)} bytes of {limitOf.En}.");
}
