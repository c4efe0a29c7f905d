using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>How the first account comes to be: by a secret that only who starts the portal sees, good once, for an hour, until the next start.</summary>
public static class FirstAdmin
{
    public const string Page = "/setup";

    /// <summary>Says the secret where there is no admin who can sign in, whoever else has come by a provider. Not to the log, which others read and which is kept.</summary>
    public static void Announce(WebApplication portal, TextWriter console)
    {
        if (portal.Services.GetRequiredService<People>().NewSetupSecret() is { } secret)
        {
            var settings = portal.Services.GetRequiredService<PortalSettings>();
            var address = (settings.PublicAddress ?? portal.Urls.FirstOrDefault() ?? "").TrimEnd('/') + Page;
            console.WriteLine($"Chưa có người quản trị nào. Trong một giờ tới, mở {address} và nhập mã dưới đây để tạo tài khoản quản trị đầu tiên.");
            console.WriteLine($"There is no admin yet. Within the next hour, open {address} and enter this secret to make the first admin's account.");
            console.WriteLine($"    {secret}");
        }
    }
}
