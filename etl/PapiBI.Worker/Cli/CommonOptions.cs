using System.CommandLine;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Cli;

/// <summary>The options that every verb takes.</summary>
internal sealed class CommonOptions
{
    private readonly Option<DirectoryInfo> data = new("--data")
    {
        Description = "Thư mục dữ liệu. / The data folder.",
        DefaultValueFactory = _ => new DirectoryInfo("data"),
        Recursive = true,
    };

    private readonly Option<string> language = new("--lang")
    {
        Description = "Ngôn ngữ thông báo: vi hoặc en. / Language of messages: vi or en.",
        DefaultValueFactory = _ => "vi",
        Recursive = true,
    };

    private readonly Option<int> patience = new("--wait")
    {
        Description = "Số giây chờ khi tiến trình khác đang ghi. / Seconds to wait while another process writes.",
        DefaultValueFactory = _ => 60,
        Recursive = true,
    };

    private readonly Option<FileInfo> settings = new("--config")
    {
        Description = "Tệp cấu hình dịch vụ; không có thì là papibi.json trong thư mục dữ liệu. / Settings of the service; else papibi.json in the data folder.",
        Recursive = true,
    };

    public const int MostSeconds = 86_400;

    public CommonOptions()
    {
        language.AcceptOnlyFromAmong("vi", "en");
        patience.Between(0, MostSeconds);
        settings.AcceptExistingOnly();
    }

    public void AddTo(Command command)
    {
        command.Options.Add(data);
        command.Options.Add(language);
        command.Options.Add(patience);
        command.Options.Add(settings);
    }

    public DataFolder Data(ParseResult parsed) => new(parsed.GetRequiredValue(data).FullName);

    public string? Settings(ParseResult parsed) => parsed.GetValue(settings)?.FullName;

    public TimeSpan Patience(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetRequiredValue(patience));

    public Terminal Terminal(ParseResult parsed) => new(
        parsed.GetRequiredValue(language) == "en" ? Language.English : Language.Vietnamese,
        parsed.InvocationConfiguration.Output,
        parsed.InvocationConfiguration.Error);
}
