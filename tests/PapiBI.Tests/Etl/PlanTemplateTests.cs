using System.CommandLine;
using System.Xml;
using OfficeOpenXml;
using OfficeOpenXml.DataValidation.Contracts;
using PapiBI.Etl.Described;
using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Conventions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Etl;

/// <summary>The template of a plan: what it offers, and that what is filled in comes back out of the warehouse.</summary>
public sealed class PlanTemplateTests(PublishedSamples samples)
{
    // The first below the headings.
    private const int PlanTemplateRow = 5;
    private static readonly string Never = Path.Combine(Path.GetTempPath(), "papibi-never.xlsx");
    private const string Code = "NINH-THUAN-PAPI-2021";
    private static readonly string SampleFile = Path.Combine(Repository.Root, "etl", "samples", "plan-ninh-thuan-2021.xlsx");

    [Fact]
    public void The_shipped_sample_is_the_template_filled_with_its_contents()
    {
        byte[] filled = PlanWorkbook.Fill(Template(), PlanContents.NinhThuan2021);
        if (Environment.GetEnvironmentVariable("PAPIBI_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllBytes(SampleFile, filled);
        }

        Assert.Equal(Texts(filled), Texts(File.ReadAllBytes(SampleFile)));
    }

    [Fact]
    public void Every_cell_that_is_filled_in_comes_back_out_of_the_warehouse()
    {
        Loaded loaded = Load(PlanWorkbook.Fill(Template(), PlanContents.NinhThuan2021));

        Assert.Empty(loaded.Warnings);
        Assert.Equal(PlanContents.NinhThuan2021.Facts, loaded.Facts);
    }

    [Fact]
    public void The_same_comes_back_of_a_workbook_that_was_filled_sorted_and_rearranged_in_a_spreadsheet_program()
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        byte[] template = Template();
        var clerk = new LibreOfficeClerk(folder.Path);
        foreach (Typing typing in PlanWorkbook.Typings(template, PlanContents.NinhThuan2021))
        {
            clerk.Type(typing);
        }

        int first = PlanTemplateRow;
        int lastTask = first + PlanContents.NinhThuan2021[PlanRole.Tasks].Count - 1;
        clerk.Sort("Nhiệm vụ", 4, first, lastTask, 14).Merge("Nhiệm vụ", 4, first, "STTTT").InsertRows("Nhiệm vụ", first + 2, 2).MoveColumn("Nhiệm vụ", 9, 3);
        clerk.Sort("Cơ quan", 2, first, first + 13, 6).InsertRows("Mục tiêu", first + 4, 3).MoveColumn("Tiến độ", 7, 5);

        Loaded loaded = Load(clerk.Work(template));

        Assert.Empty(loaded.Warnings);
        Assert.Equal(PlanContents.NinhThuan2021.Facts, loaded.Facts);
    }

    [Theory]
    [InlineData(Language.Vietnamese, "plan-template-vi.txt")]
    [InlineData(Language.English, "plan-template-en.txt")]
    public void Headings_drop_downs_limits_and_protection_are_as_they_should_be(Language language, string golden) =>
        Golden.Check(golden, Described(Template(language, "PAPI", "PAR INDEX")));

    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void A_template_that_nobody_filled_in_says_only_what_a_plan_needs(Language language)
    {
        ReadResult read = Read(Template(language, "PAPI", "PAR INDEX", "SIPAS", "PCI"));

        Assert.Equal(["value-missing B5", "value-missing B7"], read.Issues.Where(issue => issue.Origin.Sheet.Length > 0 && issue.Code == IssueCodes.ValueMissing).Select(issue => $"{issue.Code} {issue.Origin.ToString().Split('!')[^1]}"));
        Assert.DoesNotContain(read.Issues, issue => issue.Origin.Sheet is "Mục tiêu" or "Targets" or "Tiến độ" or "Progress");
    }

    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void Every_item_kind_status_and_period_that_is_offered_is_understood(Language language)
    {
        using var package = new ExcelPackage(new MemoryStream(Template(language, "PAPI", "PAR INDEX", "SIPAS", "PCI")));
        (Sheet(PlanRole.Plan).Cells["B5"].Value, Sheet(PlanRole.Plan).Cells["B7"].Value) = ("Kế hoạch", "UBND tỉnh");
        (Sheet(PlanRole.Agencies).Cells["A5"].Value, Sheet(PlanRole.Agencies).Cells["B5"].Value) = ("SNV", "Sở Nội vụ");
        string[] items = Offered("list_items"), kinds = Offered("list_kinds"), periods = Offered("list_periods"), statuses = Offered("list_statuses");
        for (int i = 0; i < items.Length; i++)
        {
            int row = PlanTemplateRow + i;
            string index = Offered("list_indices").OrderByDescending(name => name.Length).First(name => items[i].StartsWith(name, StringComparison.Ordinal));
            (Sheet(PlanRole.Targets).Cells[row, 1].Value, Sheet(PlanRole.Targets).Cells[row, 2].Value, Sheet(PlanRole.Targets).Cells[row, 3].Value, Sheet(PlanRole.Targets).Cells[row, 5].Value, Sheet(PlanRole.Targets).Cells[row, 6].Value) = ($"{i + 1}", index, items[i], 2021, kinds[^1]);
            (Sheet(PlanRole.Tasks).Cells[row, 1].Value, Sheet(PlanRole.Tasks).Cells[row, 2].Value, Sheet(PlanRole.Tasks).Cells[row, 3].Value, Sheet(PlanRole.Tasks).Cells[row, 4].Value, Sheet(PlanRole.Tasks).Cells[row, 8].Value) = ($"{i + 1}", $"Nhiệm vụ {i + 1}", $"{items[i]}; {items[(i + 1) % items.Length]}", "SNV", new DateTime(2021, 12, 31));
        }

        for (int i = 0; i < periods.Length; i++)
        {
            (Sheet(PlanRole.Progress).Cells[PlanTemplateRow + i, 1].Value, Sheet(PlanRole.Progress).Cells[PlanTemplateRow + i, 5].Value, Sheet(PlanRole.Progress).Cells[PlanTemplateRow + i, 7].Value) = ($"{i + 1}", periods[i], statuses[i % statuses.Length]);
        }

        ReadResult read = Read(package.GetAsByteArray());

        Assert.Equal([], read.Issues.Where(issue => issue.Severity == Severity.Error).Select(issue => $"{issue.Origin} {issue.Message.En}"));
        Assert.Equal(items.Length, read.Batches[0].Rows.OfType<TargetRow>().DistinctBy(target => (target.IndexCode, target.ItemCode)).Count());
        Assert.Equal(periods.Length, read.Batches[1].Rows.OfType<TaskProgressRow>().DistinctBy(report => (report.PeriodStart, report.PeriodEnd)).Count());

        ExcelWorksheet Sheet(PlanRole role) => package.Workbook.Worksheets[PlanWorkbook.Description.Sheets.Where(sheet => sheet.Role == role).Select(sheet => language == Language.Vietnamese ? sheet.Title.Vi : sheet.Title.En).Single()];
        string[] Offered(string list) => [.. package.Workbook.Names[list].Select(cell => cell.Text)];
    }

    [Theory]
    [InlineData(Language.Vietnamese)]
    [InlineData(Language.English)]
    public void It_opens_in_a_spreadsheet_program_and_prints_on_A4_across(Language language)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        string file = folder.File("template.xlsx");
        File.WriteAllBytes(file, Template(language));

        PdfFacts pdf = LibreOffice.Facts(LibreOffice.ToPdf(file));

        Assert.All(pdf.Sizes, size => Assert.Equal((842, 595), ((int)Math.Round(size.Width), (int)Math.Round(size.Height))));
    }

    [Fact]
    public void An_agency_reports_in_a_form_that_lists_its_tasks_and_is_read_as_a_report_alone()
    {
        (byte[]? form, Text refusal) = new PlanTemplateData(samples.Release, PlanWorkbook.Description, Language.Vietnamese, "").Report(Code, "stp", PlanPeriod.Parse("2021-Q2")!);
        Assert.Null(refusal.En);
        using var package = new ExcelPackage(new MemoryStream(form!));
        ExcelWorksheet sheet = package.Workbook.Worksheets["Tiến độ"];
        Assert.Equal(
            ["Số nhiệm vụ *", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Tỷ lệ kỳ trước (%)", "Kỳ báo cáo *", "Tỷ lệ hoàn thành (%)", "Tình trạng *", "Ngày hoàn thành", "Kết quả, vướng mắc", "Văn bản, minh chứng"],
            sheet.Cells["A4:K4"].Select(cell => cell.Text));
        Assert.Equal(["3.3", "5.1"], sheet.Cells["A5:A40"].Select(cell => cell.Text).Where(text => text.Length > 0));
        (sheet.Cells["G6"].Value, sheet.Cells["H6"].Value, sheet.Cells["I6"].Value) = (100, "Hoàn thành", new DateTime(2021, 6, 25));

        byte[] filled = package.GetAsByteArray();
        FileReading reading = new FileReader(PlanBook.Descriptions).Read("stp.xlsx", filled);
        IReadOnlyList<string> facts = Load(filled).Facts;

        Assert.Equal(LoadKind.PlanProgress, reading.Kind);
        Assert.Equal(PlanContents.NinhThuan2021.Facts.Where(fact => !fact.StartsWith("Progress", StringComparison.Ordinal)), facts.Where(fact => !fact.StartsWith("Progress", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("plan template needs --province", "--from", "2021")]
    [InlineData("plan template needs --from", "--province", "58")]
    [InlineData("--agency goes with --progress only", "--province", "58", "--from", "2021", "--agency", "STP")]
    [InlineData("--progress needs --period", "--progress", "--plan", "X")]
    [InlineData("--progress takes no --from", "--progress", "--plan", "X", "--period", "2021", "--from", "2021")]
    [InlineData("write 2021-Q2, 2021-H1 or 2021", "--progress", "--plan", "X", "--period", "2021-Q5")]
    [InlineData("--to is not before --from", "--province", "58", "--from", "2021", "--to", "2020")]
    [InlineData("A plan runs over 20 years at most", "--province", "58", "--from", "2021", "--to", "2060")]
    [InlineData("--code: tối đa 40 chữ không dấu", "--province", "58", "--from", "2021", "--code", "58/KH")]
    [InlineData("A plan of the province has no --parent", "--province", "58", "--from", "2021", "--owner", "province", "--parent", "X")]
    [InlineData("A plan of the province has no --parent", "--province", "58", "--from", "2021", "--parent", "X")]
    public void Options_that_do_not_go_together_are_wrong_usage(string said, params string[] arguments)
    {
        (int code, string errors) = Run([.. arguments, "--out", Never]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains(said, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no index “XYZ”; choose one of: PAPI, PAR INDEX, PCI, SIPAS.", "--province", "58", "--from", "2021", "--index", "XYZ")]
    [InlineData("PAPI is held for no year before 2011; load its figures first.", "--province", "58", "--from", "2011")]
    [InlineData("PAPI 2020 has no province “Atlantis”.", "--province", "Atlantis", "--from", "2021")]
    [InlineData("There is no plan “X”; there are: NINH-THUAN-PAPI-2021.", "--progress", "--plan", "X", "--period", "2021")]
    [InlineData("The plan NINH-THUAN-PAPI-2021 has no agency “X”; it has:", "--progress", "--plan", Code, "--agency", "X", "--period", "2021")]
    [InlineData("No task is to be reported on for the year 2020.", "--progress", "--plan", Code, "--period", "2020")]
    public void What_is_not_held_is_said(string said, params string[] arguments)
    {
        (int code, string errors) = Run([.. arguments, "--out", Never]);

        Assert.Equal(ExitCode.DataRefused, code);
        Assert.Contains(said, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_district_gets_a_template_that_names_the_plan_above()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("ninh-son.xlsx");

        (int code, string errors) = Run("--province", "Ninh Thuận", "--from", "2021", "--owner", "district", "--parent", Code, "--out", file);

        Assert.Equal("", errors);
        Assert.Equal(ExitCode.Done, code);
        using var package = new ExcelPackage(new FileInfo(file));
        Assert.Equal(["Huyện, thành phố thuộc tỉnh", "Ninh Thuận", Code, "PAPI", "2021", "2021"], package.Workbook.Worksheets["Kế hoạch"].Cells["B4:B20"].Select(cell => cell.Text).Where(text => text.Length > 0));
    }

    [Theory]
    [InlineData("agency", "NINH-THUAN-PAPI-2021-SNV")]
    [InlineData("district", "NINH-THUAN-PAPI-2021-NINH-SON")]
    public void No_code_is_suggested_that_two_agencies_would_share(string owner, string example)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("template.xlsx");

        Run("--province", "58", "--from", "2021", "--owner", owner, "--parent", Code, "--out", file);

        using var package = new ExcelPackage(new FileInfo(file));
        Assert.Null(package.Workbook.Worksheets["Kế hoạch"].Cells["B4"].Value);
        Assert.Contains(example, package.Workbook.Worksheets["Kế hoạch"].DataValidations.First().Prompt, StringComparison.Ordinal);
        Assert.Contains(example, package.Workbook.Worksheets["Hướng dẫn"].Cells["B4"].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_can_be_given_and_a_plan_above_that_is_not_held_is_said()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("template.xlsx");

        (int code, string errors) = Run("--province", "58", "--from", "2021", "--owner", "agency", "--parent", "X", "--code", "X-SNV", "--out", file);

        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("Note: the release has no plan “X” above this one", errors, StringComparison.Ordinal);
        using var package = new ExcelPackage(new FileInfo(file));
        Assert.Equal("X-SNV", package.Workbook.Worksheets["Kế hoạch"].Cells["B4"].Text);
    }

    [Theory]
    [InlineData("PCI", "NINH-THUAN-PCI-2021")]
    [InlineData("SIPAS", "NINH-THUAN-SIPAS-2021")]
    [InlineData("PAPI;PAR INDEX", "NINH-THUAN-PAPI-PAR-INDEX-2021-2025")]
    [InlineData("PAPI;PAR INDEX;SIPAS", "NINH-THUAN-2021-2025")]
    public void Of_whatever_indices_the_suggested_code_is_one_that_can_be_read(string indices, string code)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("template.xlsx");

        (int exit, string errors) = Run(["--province", "58", "--from", "2021", "--to", code.EndsWith("2025", StringComparison.Ordinal) ? "2025" : "2021", .. indices.Split(';').SelectMany(index => new[] { "--index", index }), "--out", file]);

        Assert.Equal((ExitCode.Done, ""), (exit, errors));
        using var package = new ExcelPackage(new FileInfo(file));
        Assert.Equal(code, package.Workbook.Worksheets["Kế hoạch"].Cells["B4"].Text);
    }

    [Fact]
    public void Only_the_first_years_targets_stand_there_and_the_last_years_totals()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("template.xlsx");

        Run("--province", "58", "--from", "2021", "--to", "2025", "--index", "PAPI", "--index", "PAR INDEX", "--index", "SIPAS", "--out", file);

        using var package = new ExcelPackage(new FileInfo(file));
        ExcelWorksheet sheet = package.Workbook.Worksheets["Mục tiêu"];
        string[] lines = [.. Enumerable.Range(PlanTemplateRow, 60).Where(row => sheet.Cells[row, 3].Text.Length > 0).Select(row => $"{sheet.Cells[row, 3].Text} {sheet.Cells[row, 5].Text}: {sheet.Cells[row, 4].Text}")];
        Assert.Equal(["PAPI – Tổng điểm 2021: 2020: 40,75 điểm, hạng 58/63", "PAPI – Tổng điểm 2025: "], lines[..2]);
        Assert.StartsWith("PAPI 1 – Tham gia của người dân ở cấp cơ sở 2021: 2020: ", lines[2], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count(line => line.Contains(" 2025: ", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("2020: –", StringComparison.Ordinal) && !line.Contains(" – Tổng điểm ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_form_shows_what_was_reported_before_the_period_and_explains_no_colour_that_it_lacks()
    {
        (byte[]? form, _) = new PlanTemplateData(samples.Release, PlanWorkbook.Description, Language.Vietnamese, "").Report(Code, "Sở Tư pháp", PlanPeriod.Parse("2021-Q1")!);
        using var package = new ExcelPackage(new MemoryStream(form!));
        ExcelWorksheet sheet = package.Workbook.Worksheets["Tiến độ"];

        Assert.NotEqual("", sheet.Cells["A5"].Text);
        Assert.All(Enumerable.Range(PlanTemplateRow, 10), row => Assert.Equal(("", ""), (sheet.Cells[row, 5].Text, sheet.Cells[row, 7].Text)));
        Assert.DoesNotContain(package.Workbook.Worksheets["Hướng dẫn"].Cells, cell => cell.Text.Contains("yếu nhất", StringComparison.Ordinal));

        (form, _) = new PlanTemplateData(samples.Release, PlanWorkbook.Description, Language.Vietnamese, "").Report(Code, null, PlanPeriod.Parse("2021-Q2")!);
        using var second = new ExcelPackage(new MemoryStream(form!));
        IReadOnlyDictionary<string, double?> before = TaskState.Read(samples.Release, Code, PlanPeriod.Parse("2021-Q1")!).ToDictionary(task => task.TaskNo, task => task.PercentDone);
        ExcelRange cells = second.Workbook.Worksheets["Tiến độ"].Cells;
        Assert.Contains(before.Values, percent => percent > 0);
        Assert.All(Enumerable.Range(PlanTemplateRow, 60).Where(row => cells[row, 1].Text.Length > 0), row => Assert.Equal(before[cells[row, 1].Text], (double?)cells[row, 5].Value));
    }

    private (int Code, string Errors) Run(params string[] arguments)
    {
        _ = samples.Release;
        using StringWriter output = new(), errors = new();
        int code = PapibiCommand.Create(samples.Clock).Parse(["plan", "template", .. arguments, "--data", samples.Data.Root, "--lang", "en"]).Invoke(new InvocationConfiguration { Output = output, Error = errors });
        return (code, errors.ToString());
    }

    private static ReadResult Read(byte[] workbook) => BatchBuilder.Build(new FileReader(PlanBook.Descriptions).Read("ke-hoach.xlsx", workbook), Samples.Known);

    /// <summary>A sheet's headings and what may stand below them, one line a column.</summary>
    private static string Described(byte[] workbook)
    {
        using var package = new ExcelPackage(new MemoryStream(workbook));
        var lines = new List<string> { $"structure locked: {package.Workbook.Protection.LockStructure}" };
        foreach (ExcelWorksheet sheet in package.Workbook.Worksheets)
        {
            lines.Add("");
            lines.Add($"{sheet.Name}: protected {sheet.Protection.IsProtected}, insert rows {sheet.Protection.AllowInsertRows}, sort {sheet.Protection.AllowSort}, filter {sheet.Protection.AllowAutoFilter}, format {sheet.Protection.AllowFormatCells}, delete rows {sheet.Protection.AllowDeleteRows}");
            lines.Add($"  A4 {sheet.PrinterSettings.PaperSize == ePaperSize.A4}, {sheet.PrinterSettings.Orientation}, header rows {sheet.PrinterSettings.RepeatRows?.Address ?? "–"}, frozen {sheet.WorksheetXml.GetElementsByTagName("pane").Count > 0}");
            foreach (IExcelDataValidation rule in sheet.DataValidations)
            {
                ExcelRange first = sheet.Cells[rule.Address.Start.Row, rule.Address.Start.Column];
                string heading = sheet.DataValidations.First().Address.Start.Column == 2 ? sheet.Cells[first.Start.Row, 1].Text : sheet.Cells[PlanTemplateRow - 1, first.Start.Column].Text;
                string allowed = rule switch
                {
                    IExcelDataValidationList list => $"list {list.Formula.ExcelFormula}",
                    IExcelDataValidationInt number => $"whole {number.Formula.Value}–{number.Formula2.Value}",
                    IExcelDataValidationDateTime day => $"date {day.Formula.ExcelFormula} – {day.Formula2.ExcelFormula}",
                    IExcelDataValidationCustom custom => custom.Formula.ExcelFormula,
                    _ => "any",
                };
                lines.Add($"  {rule.Address} “{heading}” {first.Style.Numberformat.Format}, {(first.Style.Locked ? "locked" : "open")}: {allowed}; “{rule.Prompt}”{(rule.ShowErrorMessage == true ? $"; {rule.ErrorStyle} “{rule.Error}”" : "")}");
            }
        }

        lines.Add("");
        lines.AddRange(package.Workbook.WorkbookXml.GetElementsByTagName("definedName").Cast<XmlElement>().Select(name => $"{name.GetAttribute("name")} = {name.InnerText}"));
        return string.Join('\n', lines) + "\n";
    }

    private byte[] Template(Language language = Language.Vietnamese, params string[] indices)
    {
        (byte[]? workbook, Text refusal) = new PlanTemplateData(samples.Release, PlanWorkbook.Description, language, "").Template(new PlanTemplateQuestion("58", indices.Length == 0 ? ["PAPI"] : indices, 2021, 2021, PlanOwner.Province, ""));
        Assert.Null(refusal.En);
        return workbook!;
    }

    /// <summary>Loads a file on top of the samples and publishes it.</summary>
    private Loaded Load(byte[] workbook)
    {
        using var folder = new TemporaryFolder();
        DataFolder data = samples.CopyTo(folder);
        string file = folder.File("ke-hoach.xlsx");
        File.WriteAllBytes(file, workbook);
        using (var database = WorkingDatabase.Open(data, samples.Clock, TimeSpan.FromSeconds(30)))
        {
            FileOutcome outcome = Assert.Single(new LoadJob(database, data, samples.Clock, Steps.Silent).Run([file]));
            IReadOnlyList<Issue> issues = outcome.Outcome switch { LoadOutcome.Loaded taken => taken.Warnings, LoadOutcome.Refused refused => refused.Issues, _ => [] };
            Assert.Equal([], issues.Where(issue => issue.Severity == Severity.Error).Select(issue => $"{issue.Origin} {issue.Message.En}"));
            new ReleasePublisher(database, data, samples.Clock, Steps.Silent).Publish();
            using var release = Release.Open(Release.WithPlans(data, Release.CurrentFile(data)!));
            return new Loaded([.. issues.Select(issue => $"{issue.Code} {issue.Origin}")], PlanContents.FactsOf(release, Code));
        }
    }

    private static IReadOnlyList<string> Texts(byte[] workbook)
    {
        using var package = new ExcelPackage(new MemoryStream(workbook));
        return [.. package.Workbook.Worksheets.SelectMany(sheet => sheet.Cells.Where(cell => cell.Value is not null || cell.Formula.Length > 0).Select(cell => $"{sheet.Name}!{cell.Address} {(cell.Formula.Length > 0 ? "=" + cell.Formula : FormattableString.Invariant($"{cell.Value}"))}"))];
    }

    private sealed record Loaded(IReadOnlyList<string> Warnings, IReadOnlyList<string> Facts);
}
