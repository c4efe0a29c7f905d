using PapiBI.Portal;
using PapiBI.Portal.Accounts;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal;

/// <summary>With which settings the portal does not start, and what it says then; a secret is in no such words.</summary>
public sealed class PortalSettingsTests
{
    private const string Good = "kX3-vq81mZp0_Rt5wYbN7";

    [Theory]
    [InlineData("", "at least 16 characters")]
    [InlineData("x7Qp-1mZ", "at least 16 characters")]
    [InlineData("secret", "an example that everybody knows")]
    [InlineData("changeme", "an example that everybody knows")]
    [InlineData("ChangeMe-ChangeMe-ChangeMe", "an example that everybody knows")]
    [InlineData("your-client-secret", "an example that everybody knows")]
    [InlineData("secret1234567890", "an example that everybody knows")]
    [InlineData("supersecret-2024!", "an example that everybody knows")]
    [InlineData("xxxxxxxxxxxxxxxxxxxx", "an example that everybody knows")]
    [InlineData("1234567890123456", "an example that everybody knows")]
    [InlineData("passwordpassword", "an example that everybody knows")]
    [InlineData(Good, null)]
    public void A_short_or_well_known_secret_of_the_provider_is_refused(string secret, string? reason)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("secret.txt"), secret + "\n");
        Write(folder, $$$"""{"openId": {"authority": "https://login.example.vn", "clientId": "papibi", "clientSecretFile": {{{System.Text.Json.JsonSerializer.Serialize(folder.File("secret.txt"))}}}, "roles": {"papi": "viewer"} } }""");

        var read = PortalSettings.Read(folder.File("portal.json"), out var faults);

        Assert.Equal(reason is null ? [] : [reason], faults.Select(fault => reason is not null && fault.En.Contains(reason, StringComparison.Ordinal) ? reason : fault.En));
        Assert.DoesNotContain(faults, fault => secret.Length > 8 && (fault.Vi + fault.En).Contains(secret, StringComparison.Ordinal));
        Assert.Equal(secret, read.OpenId!.ClientSecret);
    }

    [Fact]
    public void A_secret_among_the_settings_is_refused_as_they_are_read_by_many()
    {
        using TemporaryFolder folder = new();
        Write(folder, $$$"""{"openId": {"authority": "https://login.example.vn", "clientId": "papibi", "clientSecret": "{{{Good}}}", "defaultRole": "viewer"}}""");

        PortalSettings.Read(folder.File("portal.json"), out var faults);

        var fault = Assert.Single(faults);
        Assert.StartsWith("openId.clientSecret: does not belong into the settings", fault.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Good, fault.Vi + fault.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Exports_are_bounded_and_the_bounds_told_in_both_languages()
    {
        using TemporaryFolder folder = new();
        Write(folder, """{"exports": {"atOnce": 0, "waitingOfSite": 10001, "megabytes": 64}}""");

        var read = PortalSettings.Read(folder.File("portal.json"), out var faults);

        Assert.Equal(64, read.Exports.Megabytes);
        Assert.Equal(
            ["exports.atOnce: must be from 1 to 64. exports.atOnce: phải từ 1 đến 64.", "exports.waitingOfSite: must be from 1 to 10000. exports.waitingOfSite: phải từ 1 đến 10000."],
            faults.Select(fault => $"{fault.En} {fault.Vi}"));
    }

    [Fact]
    public void The_analysts_connection_is_read_from_a_file_and_refused_among_the_settings()
    {
        using TemporaryFolder folder = new();
        const string line = $"Server=db.example.vn;Database=papibi;User ID=analyst;Password={Good}";
        File.WriteAllText(folder.File("analyst.txt"), line + "\n");
        Write(folder, $$"""{"analystConnectionFile": {{System.Text.Json.JsonSerializer.Serialize(folder.File("analyst.txt"))}}}""");
        var read = PortalSettings.Read(folder.File("portal.json"), out var none);
        Write(folder, $$"""{"analystConnection": "{{line}}"}""");
        PortalSettings.Read(folder.File("portal.json"), out var faults);

        Assert.Empty(none);
        Assert.Equal(line, read.AnalystConnection);
        var fault = Assert.Single(faults);
        Assert.StartsWith("analystConnection: does not belong into the settings", fault.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Good, fault.Vi + fault.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://login.example.vn", "openId.authority: an https address is needed (http on this very machine only).")]
    [InlineData("ftp://login.example.vn", "openId.authority: an https address is needed (http on this very machine only).")]
    [InlineData("login.example.vn", "openId.authority: an https address is needed (http on this very machine only).")]
    [InlineData("https://login.example.vn/realms/papi", null)]
    [InlineData("http://127.0.0.1:9000", null)]
    [InlineData("http://localhost:9000", null)]
    public void A_provider_is_asked_over_https(string authority, string? reason) => Assert.Equal(
        reason is null ? [] : [reason],
        new OpenIdSettings { Authority = authority, ClientId = "papibi", ClientSecret = Good, DefaultRole = "viewer" }.Faults().Select(fault => fault.En));

    [Theory]
    [InlineData("""{"access": "everybody"}""", "access: there is no “everybody”; use open, signed-in.")]
    [InlineData("""{"publicAddress": "papi.example.vn"}""", "publicAddress: “papi.example.vn” is no address such as https://papi.example.gov.vn.")]
    [InlineData("""{"publicAddress": "https://papi.example.vn/bao-cao"}""", "publicAddress: “https://papi.example.vn/bao-cao” is no address such as https://papi.example.gov.vn.")]
    [InlineData("""{"proxies": ["proxy"]}""", "proxies: “proxy” is no IP address.")]
    [InlineData("""{"signInsPerMinute": 0}""", "signInsPerMinute: at least 1.")]
    [InlineData("""{"openId": {"authority": "https://x.vn", "clientId": "a", "defaultRole": "boss"}}""", "openId.roles: there is no role “boss”; use viewer, analyst, steward, admin.")]
    [InlineData("""{"openId": {"authority": "https://x.vn", "clientId": "a"}}""", "openId.roles: is missing; nobody could come in.")]
    public void What_is_wrong_is_said_by_the_name_of_its_setting(string json, string reason)
    {
        using TemporaryFolder folder = new();
        Write(folder, json);

        PortalSettings.Read(folder.File("portal.json"), out var faults);

        Assert.Contains(reason, faults.Select(fault => fault.En));
    }

    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd12345")]
    [InlineData("passwordpassword")]
    [InlineData("qwertyuiop123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("123456789012")]
    [InlineData("987654321098")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("Matkhau123456")]
    [InlineData("mật khẩu 2026!!")]
    [InlineData("anhyeuem123456")]
    [InlineData("Vietnam@2026!")]
    [InlineData("adminpassword")]
    [InlineData("letmein123456")]
    [InlineData("iloveyou12345")]
    public void A_password_that_many_use_is_refused(string password) => Assert.NotNull(Passwords.Fault(password, "lan"));

    [Theory]
    [InlineData("lan-tran-99-lúa", "lan-tran", false)]
    [InlineData("Lan-Tran 99 lúa chín", "lan-tran@example.vn", false)]
    [InlineData("mười một ký", "lan", false)]
    [InlineData("ruộng bậc thang mùa nước đổ", "lan", true)]
    [InlineData("correct horse battery staple", "lan", true)]
    [InlineData("kX3vq81mZp0R", "lan", true)]
    [InlineData("đồng lúa chín vàng", "an", true)]
    public void A_password_is_long_without_its_login_and_may_be_words(string password, string login, bool isGood) => Assert.Equal(isGood, Passwords.Fault(password, login) is null);

    [Fact]
    public void A_password_is_the_same_however_a_keyboard_puts_its_letters_together_and_is_kept_slow_and_salted()
    {
        var passwords = new Passwords();
        var hash = passwords.Hash("ruộng bậc thang".Normalize(System.Text.NormalizationForm.FormD));

        Assert.True(passwords.IsRight(hash, "ruộng bậc thang".Normalize(System.Text.NormalizationForm.FormC), out var isOld));
        Assert.False(isOld);
        Assert.False(passwords.IsRight(hash, "ruong bac thang", out _));
        Assert.False(passwords.IsRight(null, "ruộng bậc thang", out _));
        Assert.NotEqual(hash, passwords.Hash("ruộng bậc thang"));

        // The form of the framework: a version, the function (2 is HMAC-SHA-512) and the rounds, both in four bytes.
        var bytes = Convert.FromBase64String(hash);
        Assert.Equal((1, 2u, 210_000u), (bytes[0], System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)), System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5))));
    }

    private static void Write(TemporaryFolder folder, string json) => File.WriteAllText(folder.File("portal.json"), json);
}
