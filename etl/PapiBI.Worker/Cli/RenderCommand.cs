using System.CommandLine;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Excel;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Cli;

internal static class RenderCommand
{
    public static Verb Create()
    {
        var report = new Argument<string>("REPORT") { Description = $"Báo cáo / Report: {ProvinceBrief.Id}" };
        report.AcceptOnlyFromAmong(ProvinceBrief.Id);
        var options = new ReportOptions();
        var output = new Option<FileInfo>("--out") { Description = "Tệp .xlsx / The .xlsx file", Required = true };
        var language = new Option<string>("--report-lang") { Description = "Ngôn ngữ báo cáo / Language of the report: vi, en", DefaultValueFactory = _ => "vi" };
        language.AcceptOnlyFromAmong("vi", "en");
        var command = new Command("render", $"Dựng một báo cáo. / Render a report.\n\n  papibi render {ProvinceBrief.Id} --year 2021 --province 92 --out can-tho.xlsx") { report, output, language };
        options.AddTo(command);
        return new Verb(command, (session, parsed) =>
        {
            using var release = session.OpenRelease();
            if (release is null)
            {
                return ExitCode.Environment;
            }

            var request = options.Request(parsed, parsed.GetRequiredValue(language) == "en" ? Language.English : Language.Vietnamese);
            var workbook = ExcelRenderer.Render(ProvinceBrief.Build(release, ReleaseCatalog.Read(release), request));
            var file = parsed.GetRequiredValue(output);
            file.Directory?.Create();
            File.WriteAllBytes(file.FullName, workbook);
            session.Terminal.Say($"Đã dựng {file.FullName}", $"Rendered {file.FullName}");
            return ExitCode.Done;
        });
    }
}
