using OfficeOpenXml;
using PapiBI.Etl.Described;
using PapiBI.Etl.Jobs;
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
