using System.Text.RegularExpressions;
using PapiBI.Tests.Conventions;
using PapiBI.Tests.Support;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Service;

namespace PapiBI.Tests.Worker;

/// <summary>papibi.json and the variables that override it: what is said of every fault, and what the README says of every setting.</summary>
public sealed partial class ServiceSettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_file_the_defaults_hold_and_folders_lie_in_the_data_folder()
    {
        var settings = ServiceSettings.Read(folder.File("papibi.json"), folder.Path, out var faults);

        Assert.Empty(faults);
        Assert.Equal((folder.File("inbox"), folder.File("outbox")), (settings.Inbox.Folder, settings.Mail.PickupFolder));
    }

    [Fact]
    public void Null_says_nothing_and_files_of_the_mail_server_lie_in_the_data_folder_too()
    {
        File.WriteAllText(folder.File("secret"), "word\n");
        var settings = Read("""{"inbox":null,"language":null,"deliver":{"cron":null},"mail":{"from":"a@example.org","contact":null,"smtp":{"host":"mail.example.org","user":"u","passwordFile":"secret"}}}""", out var faults);

        Assert.Empty(faults);
        Assert.Equal(("vi", "inbox", "30 * * * * ?"), (settings.Language, Path.GetFileName(settings.Inbox.Folder), settings.Deliver.Cron));
        Assert.Equal(folder.File("secret"), settings.Mail.Smtp!.PasswordFile);
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_the_name_of_its_setting()
    {
        Read("""
            {
              "langage": "vi",
              "retry_minutes": 5,
              "lifeSeconds": "soon",
              "stopSeconds": -1,
              "language": "fr",
              "inbox": { "cron": "each minute", "quiet": 3 },
              "publish": "often",
              "deliver": { "threads": 0, "retryMinutes": [1, "x"], "unknownOutcome": "guess" },
              "mail": {
                "from": "somebody",
                "operator": "a@example.org\nBcc: b@example.org",
                "smtp": { "host": "mail.example.org", "security": "Strong", "user": "papibi", "password": "open sesame", "timeout": "1 minute" }
              }
            }
            """, out var faults);

        Golden.Check("settings-faults.txt", string.Concat(faults.Select(fault => $"{fault.En}\n{fault.Vi}\n")));
    }

    [Theory]
    [InlineData("StartTls", null)]
    [InlineData("None", "mail.smtp: No password is sent to another machine over a line that is not encrypted (Security None); use StartTls or Tls.")]
    public void A_password_needs_an_encrypted_line(string security, string? fault)
    {
        Read($$"""{"mail":{"from":"a@example.org","smtp":{"host":"mail.example.org","security":"{{security}}","user":"papibi","password":"open sesame"} } }""", out var faults);

        Assert.Equal(fault is null ? [] : [fault], faults.Select(f => f.En));
    }

    [Fact]
    public void A_mail_server_without_a_sender_is_a_fault()
    {
        Read("""{"mail":{"smtp":{"host":"mail.example.org"}}}""", out var faults);

        Assert.Equal(["mail.from: the sender's address is missing."], faults.Select(f => f.En));
    }

    [Theory]
    [InlineData("{\"mail\":{\"smtp\":{\"password\": true-secret }}}")]
    [InlineData("{\"mail\":{\"smtp\":{\"password\": secret }}}")]
    [InlineData("{\"mail\":{\"smtp\":{\"password\": \"secret")]
    public void What_is_no_JSON_is_told_by_its_place_and_not_by_its_words(string text)
    {
        Read(text, out var faults);

        Assert.Matches(@"papibi\.json is not JSON: line 1, byte \d+\.$", Assert.Single(faults).En);
        Assert.DoesNotContain("true", faults[0].En, StringComparison.Ordinal);
    }

    [Fact]
    public void The_README_lists_every_setting_with_its_default_and_no_other() => Assert.Equal(
        Written(typeof(ServiceSettings), new ServiceSettings(), "").Order(StringComparer.Ordinal),
        Row().Matches(Repository.Read("etl/README.md").Split("### Settings")[1].Split("\n### ")[0]).Select(row => $"{row.Groups["name"].Value} {row.Groups["default"].Value}").Order(StringComparer.Ordinal));

    // "inbox.quietSeconds 10", as the table writes it.
    private static IEnumerable<string> Written(Type type, object defaults, string above)
    {
        foreach (var setting in SettingsCheck.Settable(type))
        {
            var name = above + SettingsCheck.Camel(setting.Name);
            var value = setting.GetValue(defaults);
            if (setting.PropertyType == typeof(SmtpSettings))
            {
                foreach (var inner in Written(typeof(SmtpSettings), new SmtpSettings(), name + "."))
                {
                    yield return inner;
                }
            }
            else if (setting.PropertyType.IsClass && setting.PropertyType != typeof(string))
            {
                foreach (var inner in Written(setting.PropertyType, value!, name + "."))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return $"{name} {Said(name, value)}";
            }
        }
    }

    private static string Said(string name, object? value) => (name, value) switch
    {
        ("deliver.threads", _) => "processors",
        ("deliver.retryMinutes", _) => "`[1, 5, 15, 60, 240, 720, 1440]`",
        ("mail.from", _) or (_, null or "") => "–",
        (_, bool yes) => yes ? "`true`" : "`false`",
        _ => FormattableString.Invariant($"`{value}`"),
    };

    private ServiceSettings Read(string json, out IReadOnlyList<PapiBI.Warehouse.Text> faults)
    {
        File.WriteAllText(folder.File("papibi.json"), json);
        return ServiceSettings.Read(folder.File("papibi.json"), folder.Path, out faults);
    }

    [GeneratedRegex(@"^\| `(?<name>[a-zA-Z.]+)` \| (?<default>`[^`]+`|–|processors) \| ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
