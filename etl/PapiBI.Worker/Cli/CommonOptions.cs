using System.CommandLine;
using System.CommandLine.Parsing;
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

    private readonly Option<string?> warehouse = new("--warehouse")
    {
        Description = "Kho dữ liệu: duckdb:TỆP hoặc \"sqlserver:CHUỖI KẾT NỐI\"; mật khẩu nên để trong biến PAPIBI_WAREHOUSE, được đọc khi không có tùy chọn này. / The warehouse: duckdb:FILE or \"sqlserver:CONNECTION STRING\"; keep a password in the variable PAPIBI_WAREHOUSE, which is read where this option is not given.",
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
        command.Options.Add(warehouse);
        warehouse.Validators.Add(given => _ = WarehouseChoice.Apply(given.GetValueOrDefault<string?>(), new DataFolder("."), given.AddError));
    }

    /// <summary>What the variable says of the warehouse is no default of the option, which --help would print, password and all.</summary>
    public void CheckVariable(CommandResult given)
    {
        if (given.GetResult(warehouse) is null)
        {
            _ = WarehouseChoice.Apply(Environment.GetEnvironmentVariable(WarehouseChoice.Variable), new DataFolder("."), given.AddError);
        }
    }

    public DataFolder Data(ParseResult parsed) => WarehouseChoice.Apply(
        parsed.GetValue(warehouse) ?? Environment.GetEnvironmentVariable(WarehouseChoice.Variable),
        new DataFolder(parsed.GetRequiredValue(data).FullName),
        _ => { });

    public string? Settings(ParseResult parsed) => parsed.GetValue(settings)?.FullName;

    public TimeSpan Patience(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetRequiredValue(patience));

    public Terminal Terminal(ParseResult parsed) => new(
        parsed.GetRequiredValue(language) == "en" ? Language.English : Language.Vietnamese,
        parsed.InvocationConfiguration.Output,
        parsed.InvocationConfiguration.Error);
}
