using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OData;
using Microsoft.AspNetCore.OData.Abstracts;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.AspNetCore.OData.Query;
using Microsoft.AspNetCore.OData.Query.Validator;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;
using Microsoft.OData.UriParser.Aggregation;
using PapiBI.Portal.Embedding;
using PapiBI.Warehouse;
using PapiBI.Warehouse.PublicViews;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Feeds;

/// <summary>
/// Answers what OData asks of a view: the library makes LINQ of it, which goes over the rows that are held. So that nobody's question holds up the portal few are
/// answered at once, each is bounded in what it may say, and one that takes too long is stopped between two rows.
/// </summary>
internal sealed partial class FeedQuery(FeedRows held) : IDisposable
{
    /// <summary>Rows of a page; the rest is behind its @odata.nextLink.</summary>
    public const int PageSize = 10_000;

    /// <summary>More than any view has.</summary>
    public const int MostRows = 1_000_000;

    private const int AtOnce = 2;

    /// <summary>Of $apply: sums, groupings and filters. Each goes over every row, and over every group of them.</summary>
    private const int MostSteps = 15;

    // What a regular expression costs, only running it tells.
    private const string Pattern = "matchespattern";

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly Text NoPatterns = new("matchesPattern không dùng được ở đây.", "matchesPattern cannot be used here.");

    private static readonly Text TooManySteps = new($"$apply có quá {MostSteps} bước.", $"$apply has more than {MostSteps} steps.");

    private static readonly Text NoOtherSums = new("$apply chỉ có sum, min, max, average, countdistinct và $count.", "$apply has only sum, min, max, average, countdistinct and $count.");

    private static readonly EmbedRefusal Busy = new(
        "TooManyRequests",
        new Text("Nhiều người đang đọc dữ liệu; hãy thử lại sau ít phút.", "Many are reading data; try again in a few minutes."),
        StatusCodes.Status503ServiceUnavailable);

    private static readonly EmbedRefusal TooHeavy = EmbedRefusal.InvalidRequest(new Text(
        "Câu hỏi này tốn quá nhiều thời gian; hãy hỏi ít hơn, hoặc tải cả bảng rồi tính.",
        "This question takes too long; ask for less, or take the whole view and work on it there."));

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <returns>The rows of a page, or of a $count their number; else why not.</returns>
    public async Task<(object? Answer, EmbedRefusal? Refusal)> Ask(PublicView view, Release release, bool isCount, HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var rows = await held.Of(view, release, stop.Token);
        if (!await places.WaitAsync(Wait, context.RequestAborted))
        {
            return (null, Busy);
        }

        try
        {
            stop.CancelAfter(Longest);
            return Answer(view, rows, isCount, context);
        }
        catch (Exception e) when (e.GetBaseException() is OperationCanceledException)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            return (null, TooHeavy);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();

    private static (object? Answer, EmbedRefusal? Refusal) Answer(PublicView view, IQueryable rows, bool isCount, HttpContext context)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Texts are compared in the same way on every machine.
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            if (Fault(context.Request) is { } wrong)
            {
                return (null, EmbedRefusal.InvalidRequest(wrong));
            }

            var asked = OptionsOf(view, isCount, context);
            asked.Validate(Limits());
            if (Fault(asked.Apply) is { } tooMuch)
            {
                return (null, EmbedRefusal.InvalidRequest(tooMuch));
            }

            // Rows come in the order of the key, and sorting keeps it among equals, so pages need no other order.
            var answer = asked.ApplyTo(rows, new ODataQuerySettings { PageSize = PageSize, EnsureStableOrdering = false, HandleNullPropagation = HandleNullPropagationOption.True });
            _ = context.ODataFeature().TotalCount;
            return (isCount ? answer.Cast<object>().LongCount()
                : context.ODataFeature().ApplyClause is not null ? new AggregatedRows(answer, (IEdmEntityType)asked.Context.ElementType)
                : answer, null);
        }
        catch (Exception e) when (FaultOf(e) is { } fault)
        {
            return (null, EmbedRefusal.InvalidRequest(new Text($"Câu hỏi OData không đúng: {fault}", $"The OData question is wrong: {fault}")));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    // What the library would pass over.
    private static Text? Fault(HttpRequest request) =>
        request.QueryString.Value?.Contains(Pattern, StringComparison.OrdinalIgnoreCase) == true ? NoPatterns
        : request.Query.Keys.FirstOrDefault(name => name.StartsWith('$') && !ODataQueryOptions.IsSystemQueryOption(name)) is { } unknown ? new Text($"OData không có “{unknown}”.", $"OData has no “{unknown}”.")
        : null;

    private static ODataQueryOptions OptionsOf(PublicView view, bool isCount, HttpContext context)
    {
        var set = new EntitySetSegment(FeedModel.Edm.EntityContainer.FindEntitySet(view.Name));
        var feature = context.ODataFeature();
        feature.Model = FeedModel.Edm;
        feature.Path = isCount ? new ODataPath(set, CountSegment.Instance) : new ODataPath(set);
        feature.Services = context.GetEndpoint()!.Metadata.GetRequiredMetadata<ODataMiniMetadata>().ServiceProvider;
        return new ODataQueryOptions(new ODataQueryContext(FeedModel.Edm, view.RowType, feature.Path), context.Request);
    }

    // What the library has no limit for, or falls over.
    private static Text? Fault(ApplyQueryOption? apply)
    {
        var steps = Steps(apply?.ApplyClause?.Transformations ?? []).ToList();
        return steps.Count > MostSteps ? TooManySteps : steps.OfType<AggregateExpression>().Any(sum => sum.Method == AggregationMethod.Custom) ? NoOtherSums : null;
    }

    private static IEnumerable<object> Steps(IEnumerable<TransformationNode> transformations) => transformations.SelectMany(each => each switch
    {
        AggregateTransformationNode sums => sums.AggregateExpressions,
        ComputeTransformationNode made => made.Expressions,
        GroupByTransformationNode { ChildTransformations: { } within } => [each, .. Steps([within])],
        _ => (IEnumerable<object>)[each],
    });

    private static ODataValidationSettings Limits() => new()
    {
        AllowedQueryOptions = AllowedQueryOptions.Filter | AllowedQueryOptions.Select | AllowedQueryOptions.OrderBy | AllowedQueryOptions.Top | AllowedQueryOptions.Skip | AllowedQueryOptions.Count
            | AllowedQueryOptions.Apply | AllowedQueryOptions.Format,
        AllowedFunctions = AllowedFunctions.AllFunctions & ~(AllowedFunctions.MatchesPattern | AllowedFunctions.IsOf),
        MaxTop = MostRows,
        MaxSkip = MostRows,
        MaxNodeCount = 200,
        MaxOrderByNodeCount = 10,
        MaxFunctionCallDepth = 10,
        MaxAnyAllExpressionDepth = 1,
    };

    // How the limit could be lifted is told to programmers of the portal.
    [GeneratedRegex(" To (allow it|increase the limit), .*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ForPrograms();

    // The library tells by exceptions what is wrong with a question, and some of it shows only as it goes over the rows.
    private static string? FaultOf(Exception e) => e switch
    {
        TargetInvocationException { InnerException: { } inner } => FaultOf(inner),
        ODataException or ArithmeticException or FormatException or InvalidCastException or NotSupportedException or ArgumentException or InvalidOperationException => ForPrograms().Replace(e.Message, ""),
        _ => null,
    };
}
