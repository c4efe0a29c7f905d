using PapiBI.Warehouse;

namespace PapiBI.Reports.Email;

/// <summary>What the service, not the report, has to say in a mail: where the portal is, who answers questions, why the mail came and how to stop it.</summary>
public sealed record MailSettings
{
    public static readonly MailSettings Default = new();

    private readonly Uri? portalUrl;

    /// <summary>The page of the portal to link to; http or https. Without it the mail has no link.</summary>
    public Uri? PortalUrl
    {
        get => portalUrl;
        init => portalUrl = value is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }
            ? value
            : throw new ArgumentException($"The portal's address must begin with http:// or https://: {value}", nameof(value));
    }

    public MailContact? Contact { get; init; }

    /// <summary>"Kính gửi ông Nguyễn Văn An,": the first line of the mail.</summary>
    public string? Greeting { get; init; }

    public Text Reason { get; init; } = new(
        "Ông/bà nhận thư này vì địa chỉ của ông/bà có trong danh sách nhận báo cáo của PapiBI.",
        "You receive this mail because your address is on PapiBI’s list of readers of this report.");

    public Text HowToStop { get; init; } = new(
        "Để ngừng nhận, xin trả lời thư này với hai chữ “Ngừng nhận”.",
        "To stop receiving it, reply to this mail with the word “Stop”.");
}

/// <summary>Who answers questions about the figures.</summary>
public sealed record MailContact(Text Name, string Address, string? Phone = null);
