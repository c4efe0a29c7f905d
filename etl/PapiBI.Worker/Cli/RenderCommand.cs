using System.CommandLine;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Comparison;
using PapiBI.Reports.Definitions.League;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Definitions.Plans;
using PapiBI.Reports.Excel;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Cli;

internal static class RenderCommand
{
    public static Verb Create()
    {
        var report = new Argument<string>("REPORT") { Description = $"Báo cáo / Report: {string.Join(", ", Report.Ids)}" };
        report.AcceptOnlyFromAmong([.. Report.Ids]);
        var options = new RenderOptions();
        var output = new Option<FileInfo>("--out") { Description = "Tệp .xlsx; với --province all là thư mục / The .xlsx file; with --province all a folder", Required = true };
        var language = new Option<string>("--report-lang") { Description = "Ngôn ngữ báo cáo / Language of the report: vi, en", DefaultValueFactory = _ => "vi" };
        language.AcceptOnlyFromAmong("vi", "en");
        var command = new Command("render", $"""
            Dựng một báo cáo. / Render a report.

              papibi render {ProvinceBrief.Id} --year 2021 --province 92 --out can-tho.xlsx
              papibi render {ProvinceBrief.Id} --year 2021 --province all --out briefs
              papibi render {GroupComparison.Id} --year 2021 --region DBSCL --out mekong.xlsx
              papibi render {GroupComparison.Id} --year 2021 --group TPTTTW --out cities.xlsx
              papibi render {GroupComparison.Id} --year 2021 --provinces 58,56,60 --out three.xlsx
              papibi render {NationalLeague.Id} --index PAPI --year 2021 --out league.xlsx
              papibi render {MultiIndexBrief.Id} --year 2021 --province "Cần Thơ" --out can-tho-all.xlsx
              papibi render {PlanProgress.Id} --province 58 --period 2021-Q2 --out tien-do.xlsx
              papibi render {PlanOutcome.Id} --province 58 --year 2021 --out ket-qua.xlsx
            """) { report, output, language };
        options.AddTo(command, report);
        command.Validators.Add(given =>
        {
            if (options.IsOfAll(given) && given.GetValue(output) is { Extension: ".xlsx" } file)
            {
                given.AddError($"--province all cần --out là thư mục, không phải tệp {file.Name} / --province all needs a folder as --out, not the file {file.Name}.");
            }
        });
        return new Verb(command, (session, parsed) =>
        {
            var isOfAll = options.IsOfAll(parsed.CommandResult);
            using var release = session.OpenRelease(keepsAnswers: isOfAll);
            if (release is null)
            {
                return ExitCode.Environment;
            }

            var catalog = ReleaseCatalog.Read(release);
            var id = parsed.GetRequiredValue(report);
            var words = parsed.GetRequiredValue(language) == "en" ? Language.English : Language.Vietnamese;
            var file = parsed.GetRequiredValue(output);
            if (isOfAll)
            {
                return new ManyReports(session, release, catalog).Write(file.FullName, options.Requests(parsed, id, catalog, words));
            }

            var workbook = ExcelRenderer.Render(Report.Build(release, catalog, options.Request(parsed, id, release, catalog, words)));
            file.Directory?.Create();
            File.WriteAllBytes(file.FullName, workbook);
            session.Terminal.Say($"Đã dựng {file.FullName}", $"Rendered {file.FullName}");
            return ExitCode.Done;
        });
    }
}
