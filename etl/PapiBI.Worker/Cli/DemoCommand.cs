using System.CommandLine;
using MimeKit;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Email;
using PapiBI.Reports.Excel;
using PapiBI.Reports.Pictures;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Delivery;

namespace PapiBI.Worker.Cli;

/// <summary>The main job from end to end on the shipped figures.</summary>
internal static class DemoCommand
{
    /// <summary>The figures and reference tables that come with the program.</summary>
    public static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "samples");

    private static readonly MailboxAddress Sender = new("PapiBI", "papibi@example.org");

    // Made beside the briefs that are mailed: every other kind of report, in both languages, whole editions and one that is not.
    private static readonly ReportRequest[] Shown =
    [
        new GroupRequest("PAPI", 2021, new GroupChoice.Region("DBSCL"), Language.Vietnamese),
        new GroupRequest("PAPI", 2021, new GroupChoice.Region("DBSCL"), Language.English),
        new GroupRequest("PAPI", 2021, new GroupChoice.Group("TPTTTW"), Language.Vietnamese),
        new GroupRequest("PAPI", 2021, new GroupChoice.Group("TPTTTW"), Language.English),
        new LeagueRequest("PAPI", 2021, Language.Vietnamese),
        new LeagueRequest("PAPI", 2021, Language.English),
        new LeagueRequest("PAR_INDEX", 2021, Language.Vietnamese),
        new LeagueRequest("PCI", 2019, Language.Vietnamese),
        new MultiIndexRequest(2021, "92", Language.Vietnamese),
        new MultiIndexRequest(2021, "92", Language.English),
        new MultiIndexRequest(2020, "04", Language.Vietnamese),
        new PlanProgressRequest("58", PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 3), null, Language.Vietnamese),
        new PlanOutcomeRequest("58", 2021, null, Language.Vietnamese),
        new PlanOutcomeRequest("58", 2021, null, Language.English),
    ];

    public static Verb Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Nơi để báo cáo và thư. / Where reports and mails go.", DefaultValueFactory = _ => new DirectoryInfo("out") };
        var command = new Command("demo", "Làm trọn công việc với số liệu thật đi kèm: nạp, phát hành, dựng báo cáo, viết thư. / The whole job on the shipped real figures: load, publish, render, mail.\n\n  papibi demo --out out") { output };
        return new Verb(command, (session, parsed) => Run(session, parsed.GetRequiredValue(output).FullName));
    }

    private static int Run(Session session, string output)
    {
        var start = session.Clock.GetTimestamp();
        using (var database = session.OpenForWriting())
        {
            if (!LoadCommand.Load(session, database, [Samples]) || !PublishCommand.Publish(session, database))
            {
                return ExitCode.DataRefused;
            }
        }

        var list = Path.Combine(AppContext.BaseDirectory, "demo", "recipients.csv");
        var recipients = Recipients.ReadFile(list);
        using var release = session.OpenRelease()!;
        var catalog = ReleaseCatalog.Read(release);
        var requests = recipients.All.Select(r => (Recipient: r, Request: RequestOf(r, catalog))).ToList();
        var issues = recipients.Issues
            .Concat(recipients.All.Where(r => r.Report != ProvinceBrief.Id).Select(UnknownReport))
            .Concat(requests.Where(r => r.Request is null).Select(r => UnknownProvince(r.Recipient)))
            .ToList();
        if (issues.Count > 0)
        {
            session.Terminal.Tell(list, issues);
            return ExitCode.DataRefused;
        }

        var reports = requests.GroupBy(r => r.Request!, r => r.Recipient).ToList();
        session.Terminal.Track(reports.Count + Shown.Length, "Dựng báo cáo và viết thư", "Rendering and mailing", isDone =>
        {
            foreach (var report in reports)
            {
                Deliver(session, Report.Build(release, catalog, report.Key), report, output);
                isDone();
            }

            foreach (var request in Shown)
            {
                Save(session, Report.Build(release, catalog, request), output);
                isDone();
            }
        });

        var seconds = session.Clock.GetElapsedTime(start).TotalSeconds;
        session.Terminal.Say(
            $"Xong sau {NumberText.Fixed(seconds, 1, Language.Vietnamese)} giây: {output}",
            $"Done in {NumberText.Fixed(seconds, 1, Language.English)} s: {output}");
        return ExitCode.Done;
    }

    private static void Deliver(Session session, ReportDocument document, IEnumerable<Recipient> readers, string output)
    {
        var workbook = Save(session, document, output);
        var font = PictureFonts.Find();
        if (!font.IsFound)
        {
            session.Terminal.Tell(font.Reason);
        }

        var picture = font.IsFound ? MailComposer.Draw(document, font) : null;
        var outbox = new PickupFolder(Path.Combine(output, "outbox"));
        foreach (var reader in readers)
        {
            var settings = new MailSettings { Greeting = reader.Greeting, Contact = new MailContact(new Text("Nhóm PapiBI", "The PapiBI team"), Sender.Address) };
            var content = MailComposer.Compose(document, workbook, settings, picture);
            var path = outbox.Write(new OutgoingMail(content, Sender, reader.Address, MailMessages.KeyOf(content, reader.Address), session.Clock.GetLocalNow()));
            session.Terminal.Say($"Thư      {path}", $"Mail     {path}");
        }
    }

    private static byte[] Save(Session session, ReportDocument document, string output)
    {
        var workbook = ExcelRenderer.Render(document);
        var reports = Directory.CreateDirectory(Path.Combine(output, "reports"));
        var file = Path.Combine(reports.FullName, document.FileName + ".xlsx");
        File.WriteAllBytes(file, workbook);
        session.Terminal.Say($"Báo cáo  {file}", $"Report   {file}");
        session.Terminal.Say($"         {document.Finding}", $"         {document.Finding}");
        return workbook;
    }

    private static ProvinceRequest? RequestOf(Recipient recipient, ReleaseCatalog catalog)
    {
        return recipient.Year is { } year && ProvinceChoice.Code(catalog, recipient.Index, year, recipient.Province) is { } province
            ? new ProvinceRequest(recipient.Index, year, province, recipient.Language)
            : null;
    }

    private static Issue UnknownReport(Recipient recipient) => new(
        "recipients-bad-report",
        Severity.Error,
        recipient.Origin,
        new Text(
            $"không có báo cáo '{recipient.Report}'; hiện có {ProvinceBrief.Id}.",
            $"there is no report '{recipient.Report}'; there is {ProvinceBrief.Id}."));

    private static Issue UnknownProvince(Recipient recipient) => new(
        "recipients-province-unknown",
        Severity.Error,
        recipient.Origin,
        new Text($"{recipient.Index} {recipient.Year} không có tỉnh '{recipient.Province}'.", $"{recipient.Index} {recipient.Year} has no province '{recipient.Province}'."));
}
