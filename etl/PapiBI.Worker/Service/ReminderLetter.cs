using System.Globalization;
using MimeKit;
using PapiBI.Etl.Described;
using PapiBI.Etl.Workbooks;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Email;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;
using PapiBI.Worker.Delivery;
using PapiBI.Worker.Subscribing;
using static PapiBI.Reports.Email.MailWords;
using PlanWords = PapiBI.Reports.Definitions.Plans.PlanWords;

namespace PapiBI.Worker.Service;

/// <summary>The mail to the contact of an agency that leads tasks: which of them to report on by when, or which are not done by their deadline.</summary>
internal sealed class ReminderLetter
{
    private readonly ReminderList list;
    private readonly ImprovementPlan plan;
    private readonly IReadOnlyList<TaskState> tasks;
    private readonly PlanPeriod? period;
    private readonly string agency;
    private readonly Language language;
    private readonly bool isTrial;
    private readonly MailAttachment? form;

    /// <param name="release">With its plans.</param>
    /// <param name="list">What the letter tells.</param>
    /// <param name="language">Of the letter.</param>
    /// <param name="layout">Of the workbook to report in, which is attached; null: none is.</param>
    /// <param name="isTrial">Whether the subject says that it is a trial.</param>
    /// <exception cref="ReportRefusedException">The release does not hold the plan, or nothing of the list.</exception>
    public ReminderLetter(Release release, ReminderList list, Language language, PlanDescription? layout, bool isTrial = false)
    {
        (this.list, this.language, this.isTrial) = (list, language, isTrial);
        plan = ImprovementPlan.Read(release).FirstOrDefault(plan => plan.Code == list.Plan)
            ?? throw new ReportRefusedException(new Text($"Bản phát hành không có kế hoạch {list.Plan}.", $"The release has no plan {list.Plan}."));
        tasks = list.Tasks(release);
        if (tasks.Count == 0)
        {
            throw new ReportRefusedException(new Text($"Không còn nhiệm vụ nào cần nhắc: {list.Said()}.", $"There is no task left to remind of: {list.Said()}."));
        }

        period = list.Period is null ? null : PlanPeriod.Parse(list.Period);
        var lead = plan.Agencies.FirstOrDefault(agency => agency.Code == list.Agency);
        agency = OneLine(lead?.Name.In(language) ?? list.Agency);
        form = layout is null ? null : Form(release, layout, lead);
    }

    /// <param name="recipient">Who reads it.</param>
    /// <param name="mail">From whom.</param>
    /// <param name="key">Names the delivery: 32 hexadecimal digits.</param>
    /// <param name="date">Of the mail.</param>
    public OutgoingMail MailFor(SubscriptionRecipient recipient, MailServiceSettings mail, string key, DateTimeOffset date)
    {
        var content = new MailContent
        {
            Language = language,
            Subject = SubjectLine,
            Html = Page(mail.Contact),
            PlainText = Plain(mail.Contact),
            Attachment = form,
            Identity = key,
        };
        return new OutgoingMail(content, mail.Sender, new MailboxAddress(recipient.Name, recipient.Address), key, date);
    }

    private MailAttachment Form(Release release, PlanDescription layout, PlanAgency? lead)
    {
        // Of tasks that are overdue the report is for the quarter of the day, or the last of the plan.
        var day = list.Day.Year > plan.LastYear ? new DateOnly(plan.LastYear, 12, 31) : list.Day;
        var reported = period ?? PlanPeriod.Of(ReportingPeriod.Quarter, day.Year, (day.Month + 2) / 3);
        var workbook = PlanReportForm.Make(new PlanReportInput { Description = layout, Language = language, Plan = plan, Agency = lead, Period = reported, Tasks = tasks, DoneBefore = TaskState.DoneBefore(release, plan.Code, reported), SendTo = "" });
        return new MailAttachment($"{plan.Code}-{list.Agency}-{reported.Name}.xlsx", workbook);
    }

    private string SubjectLine => Subject($"{(isTrial ? new Text("[Thử] ", "[Trial] ").In(language) : "")}{Band}: {Summary} – {agency}");

    private string Band => (period is null ? new Text("Quá hạn", "Overdue") : new Text("Nhắc việc", "Reminder")).In(language);

    private string Summary => (period is null
        ? new Text($"{tasks.Count} nhiệm vụ chưa hoàn thành", $"{Counted} not done")
        : new Text($"{tasks.Count} nhiệm vụ cần báo cáo {period.Said.Vi} trước {Day(period.End)}", $"{Counted} to report on for {period.Said.En} by {Day(period.End)}")).In(language);

    private string Counted => tasks.Count == 1 ? "1 task" : $"{tasks.Count} tasks";

    private string Greeting => MailAddress.Greeting(agency, language);

    private string Finding => (period is null
        ? new Text(
            $"Có {tasks.Count} nhiệm vụ do {agency} chủ trì đã quá thời hạn mà chưa hoàn thành. Đề nghị báo cáo tình hình thực hiện.",
            $"{Counted} led by {agency} {(tasks.Count == 1 ? "is" : "are")} past the deadline and not done. Please report how {(tasks.Count == 1 ? "it stands" : "they stand")}.")
        : new Text(
            $"Còn {tasks.Count} nhiệm vụ do {agency} chủ trì chưa có báo cáo {period.Said.Vi}. Đề nghị báo cáo trước ngày {Day(period.End)}.",
            $"{Counted} led by {agency} {(tasks.Count == 1 ? "has" : "have")} no report for {period.Said.En} yet. Please report by {Day(period.End)}.")).In(language);

    private string About
    {
        get
        {
            var issued = plan.IssuedOn is { } day ? new Text($" ngày {Day(day)}", $" of {Day(day)}").In(language) : "";
            var document = plan.DocumentNo.Length > 0 ? $" ({plan.DocumentNo}{issued})" : "";
            var illustrative = plan.IsIllustrative ? new Text(" Kế hoạch có nội dung minh họa.", " The plan is illustrative, in whole or in part.").In(language) : "";
            return OneLine(new Text(
                $"{plan.Name.Vi}{document}.{illustrative} Tính đến ngày {Day(list.Day)}:",
                $"{plan.Name.En}{document}.{illustrative} As of {Day(list.Day)}:").In(language));
        }
    }

    private string HowTo => new Text("Cách báo cáo", "How to report").In(language);

    private IReadOnlyList<string> Steps(string contact) =>
    [
        form is not null
            ? new Text(
                $"Điền tệp kèm theo ({form.Name}): các nhiệm vụ đã ghi sẵn trên trang tính “Tiến độ”; ghi tỷ lệ hoàn thành, tình trạng, kết quả và vướng mắc, văn bản minh chứng. Nhiệm vụ đã xong thì ghi cả ngày hoàn thành.",
                $"Fill in the attached file ({form.Name}): the tasks stand there already, on the sheet “Progress”; give percent done, status, results and obstacles, evidence. Of a task that is done give the day of completion too.").In(language)
            : new Text(
                "Ghi mỗi nhiệm vụ một dòng trên trang tính “Tiến độ” của tệp kế hoạch: số nhiệm vụ, kỳ báo cáo, tỷ lệ hoàn thành, tình trạng, kết quả và vướng mắc, văn bản minh chứng. Nhiệm vụ đã xong thì ghi cả ngày hoàn thành.",
                "Give each task a line on the sheet “Progress” of the plan's workbook: task number, period, percent done, status, results and obstacles, evidence. Of a task that is done give the day of completion too.").In(language),
        contact.Length > 0
            ? new Text($"Bỏ tệp vào thư mục nhận tệp, hoặc gửi cho {contact}.", $"Drop the file in the inbox folder, or send it to {contact}.").In(language)
            : new Text("Bỏ tệp vào thư mục nhận tệp, hoặc trả lời thư này kèm tệp.", "Drop the file in the inbox folder, or answer this mail with it attached.").In(language),
    ];

    private string Why => (period is null
        ? new Text(
            $"PapiBI gửi thư này vì kế hoạch ghi địa chỉ này là đầu mối của {agency}. Mỗi thời hạn chỉ nhắc một thư.",
            $"PapiBI sends this mail because the plan names this address as the contact of {agency}. Each deadline is told once.")
        : new Text(
            $"PapiBI gửi thư này vì kế hoạch ghi địa chỉ này là đầu mối của {agency}. Mỗi kỳ báo cáo chỉ nhắc một thư.",
            $"PapiBI sends this mail because the plan names this address as the contact of {agency}. Each period is reminded of once.")).In(language);

    private string Due(TaskState task) => new Text($"Thời hạn {Day(task.DueDate)}", $"Due {Day(task.DueDate)}").In(language);

    private string Overdue(TaskState task) => list.DaysOverdue(task) switch
    {
        0 => "",
        1 => new Text("quá hạn 1 ngày", "1 day overdue").In(language),
        var days => new Text($"quá hạn {days} ngày", $"{days} days overdue").In(language),
    };

    private string Reported(TaskState task)
    {
        if (task.ReportedFor is not { } day || task.ReportedStatus is not { } status)
        {
            return new Text("chưa báo cáo lần nào", "never reported on").In(language);
        }

        var percent = task.PercentDone is { } done ? $", {NumberText.Fixed(done, done == Math.Round(done) ? 0 : 1, language)}{new Text(" %", "%").In(language)}" : "";
        return new Text($"báo cáo gần nhất (đến {Day(day)}): {StatusWords(status).Vi}{percent}", $"last report (to {Day(day)}): {StatusWords(status).En}{percent}").In(language);
    }

    private static Text StatusWords(ReportedStatus status) => status switch
    {
        ReportedStatus.NotStarted => new Text("chưa bắt đầu", "not started"),
        ReportedStatus.InProgress => new Text("đang thực hiện", "in progress"),
        ReportedStatus.Done => new Text("hoàn thành", "done"),
        ReportedStatus.Suspended => new Text("tạm dừng", "suspended"),
        ReportedStatus.Cancelled => new Text("hủy", "cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No words for this status."),
    };

    private IReadOnlyList<string> Legend => tasks.Any(PlanWords.IsMadeUp) ? [PlanWords.IllustrativeNote.In(language)] : [];

    private string Content(TaskState task) => OneLine(task.Content.In(language)) + (PlanWords.IsMadeUp(task) ? PlanWords.IllustrativeMark : "");

    private string Plain(string contact) => string.Join("\n\n", [
        Greeting,
        Finding,
        About,
        .. tasks.Select(task => $"{OneLine(task.TaskNo)}. {Content(task)}\n{string.Join(" · ", Facts(task))}"),
        .. Legend,
        HowTo + ":\n" + string.Join('\n', Steps(contact).Select((step, i) => $"{i + 1}. {step}")),
        Why,
    ]) + "\n";

    private string Page(string contact) => LetterPage.Html(language, SubjectLine, Band,
    [
        LetterPage.Paragraph(Greeting, Inks.Text, 16, 18),
        LetterPage.Paragraph(Finding, Inks.Navy, 19, 12, isBold: true),
        LetterPage.Paragraph(About, Inks.Text, 16, 10),
        LetterPage.List(tasks.Select(task => (task.TaskNo, Described(task))), leftPercent: 9),
        .. Legend.Select(note => LetterPage.Paragraph(note, Inks.Quiet, 13, 10)),
        LetterPage.Paragraph(HowTo, Inks.Navy, 17, 20, isBold: true),
        .. Steps(contact).Select((step, i) => LetterPage.Paragraph($"{i + 1}. {step}", Inks.Text, 16, 6)),
        LetterPage.Paragraph(Why, Inks.Quiet, 13, 22),
    ]);

    private IEnumerable<string> Facts(TaskState task) => new[] { Due(task), Overdue(task), Reported(task) }.Where(fact => fact.Length > 0);

    private string Described(TaskState task)
    {
        var facts = Facts(task).Select(fact => fact == Overdue(task) ? $"""<span style="font-weight:bold;color:#{Inks.Fall};">{Html(fact)}</span>""" : Html(fact));
        return $"""{Html(Content(task))}<br><span style="font-size:13px;color:#{Inks.Quiet};">{string.Join(" · ", facts).Replace(" %", "&nbsp;%", StringComparison.Ordinal)}</span>""";
    }

    private string Day(DateOnly day) => day.ToString(new Text("d/M/yyyy", "d MMMM yyyy").In(language), CultureInfo.InvariantCulture);
}
