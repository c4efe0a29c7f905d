using System.CommandLine;
using System.CommandLine.Parsing;
using PapiBI.Etl.Described;
using PapiBI.Etl.Validation.Plans;
using PapiBI.Etl.Workbooks;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Cli;

/// <summary>The workbooks that plans and reports of progress are sent in.</summary>
internal sealed class PlanTemplateCommand
{
    private readonly Option<string?> province = new("--province") { Description = "Mã (GSO) hoặc tên tỉnh / Province by code (GSO) or name" };
    private readonly Option<string[]> index = new("--index") { Description = "Chỉ số, có thể nhiều lần / An index, may be repeated: PAPI, \"PAR INDEX\"", DefaultValueFactory = _ => ["PAPI"] };
    private readonly Option<int?> from = new("--from") { Description = "Năm đầu của kế hoạch / The plan's first year" };
    private readonly Option<int?> to = new("--to") { Description = "Năm cuối; không có thì trùng năm đầu / Its last year; else the first" };
    private readonly Option<string> owner = new("--owner") { Description = "Kế hoạch của ai / Whose plan: province, agency, district", DefaultValueFactory = _ => "province" };
    private readonly Option<string?> parent = new("--parent") { Description = "Mã kế hoạch mà kế hoạch này thực hiện / The code of the plan that this one carries out" };
    private readonly Option<string?> code = new("--code") { Description = "Mã của kế hoạch / The plan's code: NINH-THUAN-PAPI-2021-SNV" };
    private readonly Option<bool> progress = new("--progress") { Description = "Biểu báo cáo tiến độ của một kế hoạch đã có / A form to report on a plan that is held" };
    private readonly Option<string?> plan = new("--plan") { Description = "Với --progress: mã kế hoạch / With --progress: the plan's code" };
    private readonly Option<string?> agency = new("--agency") { Description = "Với --progress: mã hoặc tên cơ quan báo cáo; không có thì mọi cơ quan / With --progress: the code or name of the reporting agency; else all" };
    private readonly Option<string?> period = new("--period") { Description = "Với --progress: kỳ báo cáo / With --progress: the period: 2021-Q2, 2021-H1, 2021" };
    private readonly Option<string> language = new("--report-lang") { Description = "Ngôn ngữ của biểu mẫu / Language of the workbook: vi, en", DefaultValueFactory = _ => "vi" };
    private readonly Option<FileInfo> output = new("--out") { Description = "Tệp .xlsx / The .xlsx file", Required = true };

    public static Verb Create() => new PlanTemplateCommand().Verb();

    private Verb Verb()
    {
        owner.AcceptOnlyFromAmong([.. Enum.GetValues<PlanOwner>().Select(PlanCodes.Of)]);
        language.AcceptOnlyFromAmong("vi", "en");
        from.Between(2005, 2100);
        to.Between(2005, 2100);
        var command = new Command("template", """
            Lập biểu mẫu Excel để cơ quan điền kế hoạch cải thiện, hoặc để báo cáo tiến độ. / Make the workbook in which a plan to improve, or a report on one, is written.

              papibi plan template --province 58 --from 2021 --out plan.xlsx
              papibi plan template --province 58 --index PAPI --index "PAR INDEX" --from 2021 --to 2025 --out plan.xlsx
              papibi plan template --province 58 --from 2021 --owner agency --parent NINH-THUAN-PAPI-2021 --code NINH-THUAN-PAPI-2021-SNV --out so-noi-vu.xlsx
              papibi plan template --progress --plan NINH-THUAN-PAPI-2021 --agency STP --period 2021-Q2 --out stp.xlsx
            """) { province, index, from, to, owner, parent, code, progress, plan, agency, period, language, output };
        command.Validators.Add(Check);
        return new Verb(command, Run);
    }

    private void Check(CommandResult given)
    {
        var isReport = given.GetValue(progress);
        Option[] needed = isReport ? [plan, period] : [province, from];
        Option[] strange = isReport ? [province, index, from, to, owner, parent, code] : [plan, agency, period];
        var use = isReport ? "--progress" : "plan template";
        if (needed.FirstOrDefault(option => given.GetResult(option) is null) is { } missing)
        {
            given.AddError($"{use} cần {missing.Name} / {use} needs {missing.Name}.");
        }
        else if (strange.FirstOrDefault(option => given.GetResult(option) is { Implicit: false }) is { } stray)
        {
            given.AddError(isReport ? $"--progress không dùng {stray.Name} / --progress takes no {stray.Name}." : $"{stray.Name} chỉ dùng với --progress / {stray.Name} goes with --progress only.");
        }
        else if (isReport && PlanPeriod.Parse(given.GetValue(period)!) is null)
        {
            given.AddError("--period: viết 2021-Q2, 2021-H1 hoặc 2021 / write 2021-Q2, 2021-H1 or 2021.");
        }
        else if (!isReport && given.GetValue(to) < given.GetValue(from))
        {
            given.AddError("--to không được trước --from / --to is not before --from.");
        }
        else if (!isReport && given.GetValue(to) - given.GetValue(from) >= PlanCode.MostYears)
        {
            given.AddError($"Kế hoạch dài nhất {PlanCode.MostYears} năm: hãy sửa --from hoặc --to / A plan runs over {PlanCode.MostYears} years at most: correct --from or --to.");
        }
        else if (given.GetValue(code) is { } own && !PlanCode.IsOne(own))
        {
            given.AddError($"--code: tối đa {PlanCode.Longest} chữ không dấu, chữ số và các dấu - _ . / at most {PlanCode.Longest} plain letters, digits and the marks - _ .");
        }
        else if (!isReport && (given.GetValue(owner) ?? PlanCodes.Of(PlanOwner.Province)) == PlanCodes.Of(PlanOwner.Province) && given.GetResult(parent) is not null)
        {
            given.AddError("Kế hoạch của tỉnh không có --parent / A plan of the province has no --parent.");
        }
    }

    private int Run(Session session, ParseResult parsed)
    {
        var (descriptions, _) = SourceDescriptions.Of(session.Data);
        if (descriptions.PlanLayout is not { } description)
        {
            session.Terminal.Tell("Không có mô tả nguồn nào của kế hoạch (papibi-plan.json).", "There is no source description of plans (papibi-plan.json).");
            return ExitCode.Environment;
        }

        using var release = session.OpenRelease();
        if (release is null)
        {
            return ExitCode.Environment;
        }

        var data = new PlanTemplateData(release, description, parsed.GetRequiredValue(language) == "en" ? Language.English : Language.Vietnamese, session.Settings.Mail.Contact);
        var (workbook, refusal) = parsed.GetValue(progress)
            ? data.Report(parsed.GetRequiredValue(plan)!, parsed.GetValue(agency), PlanPeriod.Parse(parsed.GetRequiredValue(period)!)!)
            : data.Template(new PlanTemplateQuestion(
                parsed.GetRequiredValue(province)!,
                parsed.GetRequiredValue(index),
                parsed.GetRequiredValue(from)!.Value,
                parsed.GetValue(to) ?? parsed.GetRequiredValue(from)!.Value,
                PlanCodes.Owner(parsed.GetRequiredValue(owner)),
                ParentOf(session, release, parsed.GetValue(parent)),
                parsed.GetValue(code)));
        if (workbook is null)
        {
            session.Terminal.Tell(refusal);
            return ExitCode.DataRefused;
        }

        var file = parsed.GetRequiredValue(output);
        file.Directory?.Create();
        File.WriteAllBytes(file.FullName, workbook);
        session.Terminal.Say($"Đã lập {file.FullName}", $"Made {file.FullName}");
        return ExitCode.Done;
    }

    // As its own file spells it; it may also come later.
    private static string ParentOf(Session session, Release release, string? written)
    {
        var plans = ImprovementPlan.Read(release);
        if (written is null || plans.FirstOrDefault(plan => plan.Code.Equals(written, StringComparison.OrdinalIgnoreCase)) is not { } held)
        {
            if (written is not null)
            {
                var all = string.Join(", ", plans.Select(plan => plan.Code));
                session.Terminal.Tell(
                    $"Chú ý: không có kế hoạch cấp trên “{written}” trong bản phát hành{(all.Length > 0 ? $" (hiện có: {all})" : "")}; vẫn ghi mã ấy vào biểu mẫu.",
                    $"Note: the release has no plan “{written}” above this one{(all.Length > 0 ? $" (there are: {all})" : "")}; its code is written into the template all the same.");
            }

            return written ?? "";
        }

        return held.Code;
    }
}
