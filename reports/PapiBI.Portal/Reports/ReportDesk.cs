using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;
using PapiBI.Portal.House;
using PapiBI.Portal.Releases;
using PapiBI.Reports.Definitions;
using PapiBI.Reports.Definitions.MultiIndex;
using PapiBI.Reports.Definitions.Plans;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Excel;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using ExploreReport = PapiBI.Reports.Definitions.Exploring.Explore;

namespace PapiBI.Portal.Reports;

/// <summary>What became of a report that was asked for.</summary>
public abstract record ReportAnswer
{
    /// <param name="Document">The report.</param>
    /// <param name="Parameters">As asked, with what was left out filled in.</param>
    public sealed record Made(ReportDocument Document, ReportParameters Parameters) : ReportAnswer;

    /// <param name="Reason">For the reader.</param>
    /// <param name="Status">400 wrongly asked, 403 not for this reader, 404 not held, 503 no release yet.</param>
    public sealed record Refused(Text Reason, int Status) : ReportAnswer;
}

/// <summary>A view to explore.</summary>
/// <param name="Document">Null where there is a reason against it.</param>
/// <param name="Question">As understood.</param>
/// <param name="Catalog">Of the release; null before the first.</param>
/// <param name="Refused">Why there is no document.</param>
public sealed record ExploreAnswer(ReportDocument? Document, ExploreQuestion Question, ReleaseCatalog? Catalog, ReportAnswer.Refused? Refused);

/// <summary>Makes the document of a report that somebody asks for, from as much of the release as they may read.</summary>
public sealed class ReportDesk(PublishedRelease releases, PortalSettings settings) : IDisposable
{
    private const int MostKept = 300;

    private static readonly ReportAnswer.Refused NothingPublished = new(new Text("Chưa có bản phát hành nào.", "Nothing has been published yet."), StatusCodes.Status503ServiceUnavailable);

    private readonly ConditionalWeakTable<ReportDocument, byte[]> workbooks = [];
    private readonly SemaphoreSlim drawing = new(Environment.ProcessorCount);
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>How many answers are kept.</summary>
    internal int Kept => kept.Count;

    /// <param name="report">"province-brief".</param>
    /// <param name="asked">Of what.</param>
    /// <param name="reader">Whose plans they may see.</param>
    /// <param name="language">The reader's.</param>
    /// <exception cref="WarehouseUnavailableException">The release cannot be opened.</exception>
    public ReportAnswer Make(string report, ReportParameters asked, PlanReader reader, Language language)
    {
        if (!Report.Ids.Contains(report))
        {
            return new ReportAnswer.Refused(new Text($"Không có báo cáo “{report}”.", $"There is no report “{report}”."), StatusCodes.Status404NotFound);
        }

        if (asked.Faults(report, isEach: false) is [var fault, ..])
        {
            return new ReportAnswer.Refused(fault, StatusCodes.Status400BadRequest);
        }

        using var found = releases.Take();
        if (found is null)
        {
            return NothingPublished;
        }

        var parameters = report == PlanProgress.Id ? asked : asked.WithYear(found.Catalog) ?? asked;
        if (reader.HasRights && WithPlans(report, parameters, reader, language) is { } answer)
        {
            return answer;
        }

        return report is PlanProgress.Id or PlanOutcome.Id
            ? new ReportAnswer.Refused(
                new Text("Kế hoạch là tài liệu nội bộ: hãy đăng nhập bằng tài khoản được xem kế hoạch của tỉnh này.", "Plans are internal: sign in with an account that may see this province's."),
                StatusCodes.Status403Forbidden)
            : Make(found, report, ByCode(found.Catalog, report, parameters), language);
    }

    /// <summary>What is against a report, as far as that is known before it is made: it is asked wrongly, not for this reader, or of what the release does not hold.</summary>
    /// <returns>In the report's own words.</returns>
    public ReportAnswer.Refused? Against(string report, ReportParameters asked, PlanReader reader, Language language)
    {
        using var found = releases.Take();

        // What cannot be made says so at its beginning; of a plan, only the plan itself tells what there is, and it is small.
        var isDoubtful = found is null || report is PlanProgress.Id or PlanOutcome.Id || asked.Faults(report, isEach: false).Count > 0 || asked.Unknown(report, found.Catalog).Count > 0
            || !found.Catalog.Editions.Any(edition => edition.Year == asked.WithYear(found.Catalog)?.Year && (edition.IndexCode == asked.Index || report == MultiIndexBrief.Id));
        return isDoubtful ? Make(report, asked, reader, language) as ReportAnswer.Refused : null;
    }

    // Null where the report tells of no plan, or of one that is not for this reader. Whom the question means is settled once, and the report is told it.
    private ReportAnswer? WithPlans(string report, ReportParameters parameters, PlanReader reader, Language language)
    {
        using var lent = releases.Take(withPlans: true);
        if (lent is null || parameters.ScopeOf(report, lent.Release, lent.Catalog) is not { } scope || !reader.MayRead(scope.Unit, lent.Catalog))
        {
            return null;
        }

        var code = scope.Unit.Code;
        return Make(
            lent,
            report,
            report == ProvinceBrief.Id ? ByCode(lent.Catalog, report, parameters) : parameters with { Province = ProvinceUnits.OfCode(lent.Catalog, code).Count == 1 ? code : scope.Unit.Key },
            language,
            scope with { WithUnclear = reader.MayReadAllOf(code, lent.Catalog) });
    }

    /// <summary>The view of what a reader has set up, with the question as it was understood.</summary>
    /// <exception cref="WarehouseUnavailableException">The release cannot be opened.</exception>
    public ExploreAnswer Explore(ExploreQuestion asked, Language language)
    {
        using var lease = releases.Take();
        if (lease is null)
        {
            return new ExploreAnswer(null, asked, null, NothingPublished);
        }

        var question = asked;
        try
        {
            question = asked.Settled(lease.Catalog);
            var key = (lease.Release.File, question.Query(), language);
            if (!settings.KeepsPages || !kept.TryGetValue(key, out ReportDocument? document))
            {
                document = Keep(key, Build(ExploreReport.Id, lease, question.Request(language), language));
            }

            return new ExploreAnswer(document, question, lease.Catalog, null);
        }
        catch (ReportRefusedException refused)
        {
            return new ExploreAnswer(null, question, lease.Catalog, new ReportAnswer.Refused(refused.Reason, StatusCodes.Status404NotFound));
        }
    }

    /// <summary>The workbook of a document, made once for as long as the document is kept; only so many at a time, as each takes tens of megabytes.</summary>
    public async Task<byte[]> Workbook(ReportDocument document, CancellationToken cancellation)
    {
        if (workbooks.TryGetValue(document, out var made))
        {
            return made;
        }

        await drawing.WaitAsync(cancellation);
        try
        {
            return workbooks.GetValue(document, ExcelRenderer.Render);
        }
        finally
        {
            drawing.Release();
        }
    }

    public void Dispose()
    {
        kept.Dispose();
        drawing.Dispose();
    }

    private ReportAnswer Make(ReleaseLease lease, string report, ReportParameters parameters, Language language, PlanScope? scope = null)
    {
        var key = (lease.Release.File, lease.HasPlans, report, parameters.Json(), language, scope);
        if (settings.KeepsPages && kept.TryGetValue(key, out ReportAnswer? known))
        {
            return known!;
        }

        try
        {
            var document = Build(report, lease, parameters.Request(report, lease.Release, lease.Catalog, language, scope), language);
            return Keep(key, new ReportAnswer.Made(document, parameters));
        }
        catch (ReportRefusedException refused)
        {
            return new ReportAnswer.Refused(refused.Reason, StatusCodes.Status404NotFound);
        }
    }

    private T Keep<T>(object key, T made) => settings.KeepsPages ? kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1 }) : made;

    private static ReportDocument Build(string report, ReleaseLease lease, ReportRequest request, Language language)
    {
        using var step = Telemetry.Source.StartActivity(report);
        var start = Stopwatch.GetTimestamp();
        var document = Report.Build(lease.Release, lease.Catalog, request);
        Telemetry.Reports.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("report", report), new KeyValuePair<string, object?>("language", language.ToString()));
        return document;
    }

    // What was written may be the name of another province in another year: only of this one it is the code.
    private static ReportParameters ByCode(ReleaseCatalog catalog, string report, ReportParameters parameters)
    {
        var index = report == MultiIndexBrief.Id ? catalog.Editions.FirstOrDefault(edition => edition.Year == parameters.Year)?.IndexCode : parameters.Index;
        return parameters is { Province: { } written, Year: { } year } && index is not null && ProvinceChoice.Code(catalog, index, year, written) is { } code
            ? parameters with { Province = code }
            : parameters;
    }
}
