using System.Text;
using System.Text.RegularExpressions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Email;
using PapiBI.Reports.Pictures;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Reports;

public class EmailTests
{
    private static readonly MailSettings Settings = new()
    {
        PortalUrl = new Uri("https://papibi.example.org/brief?province=92&year=2021"),
        Contact = new MailContact(new Text("Tổ phân tích chỉ số", "Index analysis team"), "hoi-dap@example.org", "024 1234 5678"),
    };

    private static readonly MailPicture Picture = new([1, 2, 3], "trend@papibi.invalid", "Điểm tổng của Cần Thơ");

    public static TheoryData<Language, string> Languages => new()
    {
        { Language.Vietnamese, "Kính gửi bà Nguyễn Thị Ánh," },
        { Language.English, "Dear Dr. Lê Hữu Đức," },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_mail_reads_as_its_golden(Language language, string greeting)
    {
        MailContent mail = MailComposer.Compose(SampleMailDocument.In(language), [1], Settings with { Greeting = greeting }, Picture);

        Golden.Check($"mail-{MailWords.LanguageTag(language)}.txt", mail.PlainText);
        Golden.Check($"mail-{MailWords.LanguageTag(language)}.html", mail.Html);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Plain_text_keeps_to_72_characters(Language language, string greeting)
    {
        MailContent mail = MailComposer.Compose(SampleMailDocument.In(language), [1], Settings with { Greeting = greeting }, picture: null);

        Assert.All(
            mail.PlainText.Split('\n').Where(line => !line.StartsWith("http", StringComparison.Ordinal)),
            line => Assert.True(line.Length <= 72, line));
        Assert.True(mail.PlainText.IsNormalized(NormalizationForm.FormC));
    }

    [Fact]
    public void The_subject_is_the_finding() =>
        Assert.Equal("PAPI 2021 – Cần Thơ: 41,23 điểm, hạng 42/60 (giảm 13 bậc)", Compose(SampleMailDocument.In(Language.Vietnamese)).Subject);

    [Theory]
    [InlineData("PAPI\r\nBcc: spy@example.org", "PAPI Bcc: spy@example.org")]
    [InlineData("a\0b\u2028c\u0085d\te", "a b c d e")]
    [InlineData("Cần\u202E Thơ\u200B", "Cần Thơ")]
    [InlineData("Ca\u0302\u0300n Tho\u031B", "Cần Thơ")]
    [InlineData("  ", "")]
    public void A_subject_is_one_harmless_line(string finding, string subject) =>
        Assert.Equal(subject, Compose(SampleMailDocument.In(Language.Vietnamese) with { Finding = finding }).Subject);

    [Fact]
    public void A_subject_without_end_is_cut_between_letters()
    {
        string subject = MailWords.Subject(new string('ế', 500));

        Assert.Equal(new string('ế', 200) + "…", subject);
    }

    [Fact]
    public void Hostile_words_stay_words()
    {
        const string Hostile = "<script>alert('x')</script>\"><img src=http://x onerror=y>&amp;";
        ReportDocument sample = SampleMailDocument.In(Language.Vietnamese);
        ReportPage page = sample.Pages[0];
        TableBlock bars = (TableBlock)page.Rows[2].Blocks[0].Block;
        ReportDocument hostile = sample with
        {
            Finding = Hostile,
            SourceLine = Hostile,
            ReleaseLine = Hostile,
            FileName = Hostile,
            Pages =
            [
                page with
                {
                    BandTitle = Hostile,
                    BandNote = Hostile,
                    Headline = Hostile,
                    Rows =
                    [
                        BlockRow.Whole(new TilesBlock([new Tile { Label = Hostile, Value = Cell.Words(Hostile), SecondValue = Cell.Words(Hostile), Change = Cell.Words(Hostile), Note = Hostile }])),
                        BlockRow.Whole(new NarrativeBlock(Hostile)),
                        BlockRow.Whole(bars with
                        {
                            Finding = Hostile,
                            Contents = Hostile,
                            Columns = [.. bars.Columns.Select(column => column with { Header = Hostile })],
                            Rows = [.. bars.Rows.Select(row => row with { Cells = [.. row.Cells.Select(_ => Cell.Words(Hostile))] })],
                            RowChart = bars.RowChart! with { Series = [.. bars.RowChart!.Series.Select(series => series with { Name = Hostile })] },
                        }),
                        BlockRow.Whole(bars with { RowChart = null, Rows = [new TableRow { Cells = [.. bars.Columns.Select(_ => Cell.Words(Hostile))] }], Columns = [.. bars.Columns.Select(column => column with { Header = Hostile })] }),
                        BlockRow.Whole(SampleMailDocument.Trend((vi, _) => vi) with { Finding = Hostile, Contents = Hostile, Legend = Hostile }),
                        BlockRow.Whole(new NotesBlock([Hostile])),
                    ],
                },
            ],
        };
        MailSettings settings = new()
        {
            Greeting = Hostile,
            Reason = new Text(Hostile, Hostile),
            HowToStop = new Text(Hostile, Hostile),
            Contact = new MailContact(new Text(Hostile, Hostile), Hostile, Hostile),
        };

        string html = MailComposer.Compose(hostile, [1], settings, Picture with { Alt = Hostile }).Html;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=http", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("alert('x')", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "<img "));
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_tag_that_opens_closes(Language language, string greeting)
    {
        string html = MailComposer.Compose(SampleMailDocument.In(language), [1], Settings with { Greeting = greeting }, Picture).Html;

        foreach (string tag in new[] { "table", "tr", "td", "th", "div", "span", "a" })
        {
            // Comments for Outlook hold a table of their own, opened in one and closed in the other.
            Assert.Equal(Regex.Matches(html, $"<{tag}[ >]").Count, Regex.Matches(html, $"</{tag}>").Count);
        }
    }

    [Fact]
    public void Without_a_picture_the_mail_says_in_words_what_it_showed()
    {
        MailContent mail = MailComposer.Compose(SampleMailDocument.In(Language.Vietnamese), [1], Settings, picture: null);

        Assert.Null(mail.Picture);
        Assert.DoesNotContain("cid:", mail.Html, StringComparison.Ordinal);
        Assert.Contains("46,06 năm 2018 xuống 41,23 năm 2021", mail.Html, StringComparison.Ordinal);
        Assert.Contains("46,06 năm 2018 xuống 41,23 năm 2021", mail.PlainText.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_font_there_is_no_picture() =>
        Assert.Null(MailComposer.Draw(SampleMailDocument.In(Language.Vietnamese), new PictureFont()));

    [Fact]
    public void With_a_font_the_html_shows_the_attached_picture()
    {
        Assert.SkipUnless(PictureFonts.Find().IsFound, "No font with all Vietnamese letters.");

        MailContent mail = MailComposer.Compose(SampleMailDocument.In(Language.Vietnamese), [1], Settings);

        Assert.NotNull(mail.Picture);
        Assert.Contains($"cid:{mail.Picture.ContentId}\"", mail.Html, StringComparison.Ordinal);
        Assert.Equal("papi-2021-can-tho-vi.xlsx", mail.Attachment!.Name);
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere()
    {
        string html = Compose(SampleMailDocument.In(Language.Vietnamese)).Html;

        Assert.DoesNotMatch("src=\"(?!cid:)", html);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_document_makes_a_small_mail()
    {
        ReportDocument sample = SampleMailDocument.In(Language.English);
        ReportDocument bare = sample with { Pages = [sample.Pages[0] with { Rows = [] }] };

        MailContent mail = MailComposer.Compose(bare, [1], MailSettings.Default);

        Assert.Null(mail.Picture);
        Assert.Contains("(1 sheet)", mail.PlainText, StringComparison.Ordinal);
        Assert.DoesNotContain("Open in the PapiBI portal", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_stays_below_the_size_at_which_readers_clip_it() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(Compose(SampleMailDocument.In(Language.Vietnamese)).Html), 5_000, 60_000);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Tasks_over_the_months_are_told_in_words_not_drawn(Language language, string greeting)
    {
        MailContent mail = MailComposer.Compose(OnPageOne(language, SamplePlanPages.In(language)[0]), [1], Settings with { Greeting = greeting }, picture: null);

        Assert.DoesNotContain("class=\"bar\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains(new Text("1. Niêm yết danh sách hộ nghèo", "1. Post the lists of poor households").In(language), mail.Html, StringComparison.Ordinal);
        Assert.Contains(new Text("Hạn: 30/4/2021", "Due: 30/4/2021").In(language), mail.PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_without_a_chart_comes_before_one_whose_chart_is_left_out()
    {
        ReportDocument sample = SampleMailDocument.In(Language.Vietnamese);
        BlockRow tasks = SamplePlanPages.In(Language.Vietnamese)[0].Rows[0];

        Assert.Equal(Compose(sample).Html, Compose(sample with { Pages = [sample.Pages[0] with { Rows = [tasks, .. sample.Pages[0].Rows] }, .. sample.Pages.Skip(1)] }).Html);
    }

    [Fact]
    public void Bullets_are_drawn_on_the_scale_of_their_rows_with_the_target_as_the_mark()
    {
        MailContent mail = MailComposer.Compose(OnPageOne(Language.Vietnamese, SamplePlanPages.In(Language.Vietnamese)[2]), [1], Settings, picture: null);
        string rank = mail.Html.Split("<th scope=\"row\"").Single(row => row.Contains("Hạng trong cả nước", StringComparison.Ordinal));

        // Rank 42 of 63 is 21 places above the last: 21 of 62; the target, rank 20, at 43 of 62.
        Assert.Contains("class=\"bar\" width=\"33.9%\"", rank, StringComparison.Ordinal);
        Assert.Contains("class=\"track\" width=\"34.5%\"", rank, StringComparison.Ordinal);
        Assert.Contains("42/63", mail.PlainText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/relative")]
    [InlineData("file:///etc/passwd")]
    public void A_portal_address_is_a_web_address(string address) =>
        Assert.Throws<ArgumentException>(() => new MailSettings { PortalUrl = new Uri(address, UriKind.RelativeOrAbsolute) });

    private static ReportDocument OnPageOne(Language language, ReportPage page) => SampleMailDocument.In(language) with { Pages = [page] };

    private static MailContent Compose(ReportDocument document) => MailComposer.Compose(document, [1], Settings, Picture);
}
