using System.Net;
using System.Text.RegularExpressions;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Email;
using PapiBI.Reports.Pictures;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports;

/// <summary>Every report can be mailed, whole or of half a league, and its mail says its first page.</summary>
public sealed class MailOfEveryReportTests(PublishedSamples samples)
{
    public static TheoryData<string> Requests => [.. All.Keys];

    private static readonly Dictionary<string, ReportRequest> All = new(StringComparer.Ordinal)
    {
        ["brief of an index that is held whole"] = new ProvinceRequest("PAPI", 2021, "92", Language.Vietnamese),
        ["brief of an index of which some is held"] = new ProvinceRequest("SIPAS", 2021, "92", Language.Vietnamese),
        ["region"] = new GroupRequest("PAPI", 2021, new GroupChoice.Region("DBSCL"), Language.English),
        ["league"] = new LeagueRequest("PAPI", 2021, Language.Vietnamese),
        ["half a league"] = new LeagueRequest("PAR_INDEX", 2021, Language.English),
        ["all indices"] = new MultiIndexRequest(2021, "92", Language.Vietnamese),
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void The_mail_says_the_finding_and_leaves_no_heading_without_words(string name)
    {
        var document = samples.Document(All[name]);

        var mail = MailComposer.Compose(document, samples.Workbook(All[name]), MailSettings.Default);

        Assert.Equal(document.Finding, mail.Subject);
        Assert.Equal(document.FileName + ".xlsx", mail.Attachment!.Name);
        Assert.DoesNotMatch(@"(?m)^ +[^:\n]+:\s*$", mail.PlainText);
        Assert.DoesNotMatch(@"(·|>)[^·<>]*: ?(·|<)", Regex.Replace(WebUtility.HtmlDecode(mail.Html), "(?s)<style.*?</style>", "", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.All(mail.PlainText.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.All(document.Pages[0].Rows.SelectMany(row => row.Blocks).Select(placed => placed.Block).OfType<PapiBI.Reports.Documents.NarrativeBlock>(), block =>
            Assert.Contains(block.Text, WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal));
    }

    [Fact]
    public void The_picture_of_a_league_draws_its_spread()
    {
        Assert.SkipUnless(PictureFonts.Find().IsFound, "No font with all Vietnamese letters is installed.");

        Assert.NotNull(MailComposer.Draw(samples.Document(All["league"]), PictureFonts.Find()));
    }

    [Fact]
    public void A_row_of_half_a_league_is_named_by_its_province_not_by_its_rank()
    {
        var mail = MailComposer.Compose(samples.Document(All["half a league"]), [], MailSettings.Default, picture: null);

        Assert.Contains("Hai Phong\n   Rank: 1/63 · Score: 91.80\n", mail.PlainText, StringComparison.Ordinal);
    }
}
