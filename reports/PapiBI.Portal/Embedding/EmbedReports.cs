using PapiBI.Portal.House;
using PapiBI.Portal.Reports;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.Comparison;
using PapiBI.Reports.Definitions.Exploring;
using PapiBI.Reports.Definitions.League;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Definitions.Plans;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>The reports that can be embedded, with the field names of Power BI.</summary>
internal static class EmbedReports
{
    /// <summary>All reports are of one warehouse.</summary>
    public const string Dataset = "papibi";

    public static readonly IReadOnlyList<string> Ids = [.. Report.Ids, Explore.Id];

    public static EmbedRefusal NoSuchReport(string id) => EmbedRefusal.NotFound(new Text($"Không có báo cáo “{id}”.", $"There is no report “{id}”."));

    public static EmbedRefusal NoSuchTable(int number) => EmbedRefusal.NotFound(new Text($"Báo cáo không có bảng {number}.", $"The report has no table {number}."));

    public static EmbeddedReports All(HttpContext context, LiveEmbedKey asker) => new(Ids.Select(id => Told(id, context, asker)));

    public static EmbeddedReport Told(string id, HttpContext context, LiveEmbedKey asker)
    {
        var language = context.AskersLanguage();
        var top = $"{context.Request.Scheme}://{context.Request.Host}{(language == Language.English ? "/en" : "")}";
        return new EmbeddedReport(
            id,
            NameOf(id).In(language),
            WebUrl: id == Explore.Id ? $"{top}/{id}" : $"{top}/reports/{id}",
            EmbedUrl: $"{top}/embed/{id}{QueryString.Create("site", asker.Site.Id)}",
            Dataset);
    }

    /// <summary>The pages of a report, which depend on what it is of: that says the address, as that of its page does.</summary>
    public static (EmbeddedPages? Pages, EmbedRefusal? Refusal) Pages(string id, HttpContext context, LiveEmbedKey asker)
    {
        var desk = context.RequestServices.GetRequiredService<ReportDesk>();
        if (id == Explore.Id)
        {
            if (ExploreQuestion.Of(context.Request.Query) is not { } question)
            {
                return (null, Of(ReportEndpoints.WrongAddress));
            }

            var view = desk.Explore(question, context.AskersLanguage());
            return view.Refused is { } why ? (null, Of(why)) : (new EmbeddedPages([new EmbeddedPage("p1", view.Document!.Title, Order: 0)]), null);
        }

        if (ReportQuestion.Of(context.Request.Query) is not { } parameters)
        {
            return (null, Of(ReportEndpoints.WrongAddress));
        }

        var answer = desk.Make(id, parameters, new PlanReader(asker.Site.PlanRights), context.AskersLanguage());
        if (answer is not ReportAnswer.Made made)
        {
            return (null, Of((ReportAnswer.Refused)answer));
        }

        if (made.Document.IsInternal)
        {
            // That there is a page on the plan tells that there is one.
            context.RequestServices.GetRequiredService<AuditLog>().Add(context.ActorOf(asker), AuditAction.Saw, made.Document.Title, $"{context.Request.Path}{ReportQuestion.Query(made.Parameters)}");
        }

        return (Pages(made.Document), null);
    }

    private static EmbeddedPages Pages(ReportDocument document) =>
        new(document.Pages.Select((page, i) => new EmbeddedPage(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p{i + 1}"), page.Tab, i)));

    /// <summary>As a site's server or a frame is told it, which cannot sign in.</summary>
    public static EmbedRefusal Of(ReportAnswer.Refused refused) => refused.Status == StatusCodes.Status403Forbidden
        ? EmbedRefusal.PlansNotAllowed(new Text("Kế hoạch là tài liệu nội bộ: mã nhúng hoặc khóa này không mở kế hoạch của tỉnh này.", "Plans are internal: this token or key does not open those of this province."))
        : OfFile(refused);

    /// <summary>As whoever asks for a report's file is told it.</summary>
    public static EmbedRefusal OfFile(ReportAnswer.Refused refused) => refused.Status switch
    {
        StatusCodes.Status400BadRequest => EmbedRefusal.InvalidRequest(refused.Reason),
        StatusCodes.Status403Forbidden => EmbedRefusal.PlansNotAllowed(refused.Reason),
        StatusCodes.Status503ServiceUnavailable => EmbedRefusal.NotPublished,
        _ => new EmbedRefusal("ReportRefused", refused.Reason, refused.Status),
    };

    public static Text NameOf(string id) => id switch
    {
        ProvinceBrief.Id => new Text("Hồ sơ tỉnh", "Province brief"),
        GroupComparison.Id => new Text("So sánh nhóm", "Group comparison"),
        NationalLeague.Id => new Text("So sánh cả nước", "National league"),
        MultiIndexBrief.Id => new Text("Nhiều chỉ số", "All indices"),
        PlanProgress.Id => new Text("Tiến độ kế hoạch", "Progress of the plan"),
        PlanOutcome.Id => new Text("Kết quả kế hoạch", "Outcome of the plan"),
        Explore.Id => new Text("Khám phá", "Explore"),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "No name for this report."),
    };
}
