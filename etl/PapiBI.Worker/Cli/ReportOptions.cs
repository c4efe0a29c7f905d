using System.CommandLine;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Cli;

/// <summary>The options that say whose report, and of what.</summary>
internal sealed class ReportOptions
{
    public Option<string> Index { get; } = new("--index") { Description = "Chỉ số / Index: PAPI", DefaultValueFactory = _ => "PAPI" };
    public Option<int> Year { get; } = new("--year") { Description = "Năm / Year", Required = true };
    public Option<string> Province { get; } = new("--province") { Description = "Mã tỉnh (GSO) / Province code (GSO)", Required = true };

    public void AddTo(Command command)
    {
        command.Options.Add(Index);
        command.Options.Add(Year);
        command.Options.Add(Province);
    }

    public ProvinceRequest Request(ParseResult parsed, Language language) =>
        new(parsed.GetRequiredValue(Index), parsed.GetRequiredValue(Year), parsed.GetRequiredValue(Province), language);
}
