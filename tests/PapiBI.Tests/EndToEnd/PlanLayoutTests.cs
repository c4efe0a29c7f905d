using System.Net;
using System.Text.RegularExpressions;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Email;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The reports on plans as files and mails: valid for the Open XML validator, nothing over anything else, right on A4.</summary>
public sealed partial class PlanLayoutTests(PublishedSamples samples)
{
    public static TheoryData<string> Reports => [.. All.Keys];

    private static readonly PlanPeriod Q2 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2);
    private static readonly PlanPeriod Whole = PlanPeriod.Of(ReportingPeriod.Year, 2021, 1);

    private static readonly Dictionary<string, ReportRequest> All = new(StringComparer.Ordinal)
    {
        ["progress"] = new PlanProgressRequest("58", Q2, null, Language.Vietnamese),
        ["progress in English"] = new PlanProgressRequest("58", Q2, null, Language.English),
        ["300 tasks"] = new PlanProgressRequest("04", Whole, null, Language.Vietnamese),
        ["300 tasks in English"] = new PlanProgressRequest("04", Whole, null, Language.English),
        ["no tasks"] = new PlanProgressRequest("34", Q2, null, Language.English),
        ["no targets"] = new PlanProgressRequest("92", Q2, null, Language.Vietnamese),
        ["nothing reported"] = new PlanProgressRequest("01", Q2, null, Language.Vietnamese),
        ["outcome"] = new PlanOutcomeRequest("58", 2021, null, Language.Vietnamese),
        ["outcome in English"] = new PlanOutcomeRequest("58", 2021, null, Language.English),
        ["outcome of three indices"] = new PlanOutcomeRequest("04", 2021, null, Language.Vietnamese),
        ["outcome of a group"] = new PlanOutcomeRequest("34", 2021, null, Language.English),
        ["outcome not yet known"] = new PlanOutcomeRequest("04", 2025, null, Language.Vietnamese),
        ["outcome of the unranked"] = new PlanOutcomeRequest("22", 2021, null, Language.English),
        ["brief with targets"] = new ProvinceRequest("PAPI", 2021, "58", Language.Vietnamese),
        ["brief with targets in English"] = new ProvinceRequest("PAPI", 2021, "58", Language.English),
        ["brief of the unranked with targets"] = new ProvinceRequest("PAPI", 2021, "22", Language.Vietnamese),
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void It_is_valid_nothing_lies_over_anything_else_and_no_number_is_text(string name)
    {
        var workbook = samples.Plans.Workbook(All[name]);

        Assert.Empty(WorkbookLayout.SchemaErrors(workbook));
        Assert.Empty(WorkbookLayout.Read(workbook).Problems());
        var book = new ReadWorkbook(workbook);
        Assert.All(book.Sheets, sheet => Assert.DoesNotContain(book.Texts(sheet), text => NumberInWords().IsMatch(text)));
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void It_prints_on_A4_with_page_one_on_one_sheet(string name)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        var file = folder.File("plan.xlsx");
        File.WriteAllBytes(file, samples.Plans.Workbook(All[name]));

        var pdf = LibreOffice.ToPdf(file);

        var facts = LibreOffice.Facts(pdf);
        Assert.All(facts.Sizes, size => Assert.True(Math.Abs(Math.Min(size.Width, size.Height) - 595.3) < 1 && Math.Abs(Math.Max(size.Width, size.Height) - 841.9) < 1, $"{size}"));
        var texts = Enumerable.Range(1, facts.Pages).Select(page => LibreOffice.TextOf(pdf, page)).ToList();
        Assert.All(texts, text => Assert.DoesNotMatch("#(REF|VALUE|NAME|DIV/0|N/A|NUM)|###|Err:", text));
        var second = samples.Plans.Document(All[name]).Pages[1].Headline.Split(' ').Take(3);
        Assert.Contains(string.Join(' ', second), texts[1].ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void Its_mail_says_the_finding_and_the_first_page(string name)
    {
        var document = samples.Plans.Document(All[name]);

        var mail = MailComposer.Compose(document, [], MailSettings.Default, picture: null);

        Assert.Equal(document.Finding, mail.Subject);
        Assert.DoesNotMatch(@"(?m)^ +[^:\n]+:\s*$", mail.PlainText);
        Assert.All(mail.PlainText.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains(document.Pages[0].Headline, WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
        Assert.All(document.Pages[0].Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<PapiBI.Reports.Documents.NarrativeBlock>(), block =>
        {
            Assert.InRange(block.Text.Split(' ').Length, 1, 90);
            Assert.Contains(block.Text, WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
        });
    }

    // A score, a change, a share or a rank written as text.
    [GeneratedRegex(@"^([+−-]?\d+[.,]\d{2,}|[+−-]\d+|\d+/\d+|[+−-]?\d+([.,]\d+)? ?%)$")]
    private static partial Regex NumberInWords();
}
