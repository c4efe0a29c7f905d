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

    /// <summary>Columns, values, comparisons and functions, in $filter, $apply and $orderby together.</summary>
    private const int MostParts = 200;

    // From step to step it would make a text twice as long.
    private const string NotWithinApply = "concat";

    // What a regular expression costs, only running it tells; and all rows of a view are of one type.
    private static readonly string[] NeverCalled = ["matchesPattern", "isof"];

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly Text TooManySteps = new($"$apply có quá {MostSteps} bước.", $"$apply has more than {MostSteps} steps.");

    private static readonly Text TooManyParts = new($"Câu hỏi có quá {MostParts} phần.", $"The question has more than {MostParts} parts.");

    private static readonly Text NoOtherSums = new("$apply chỉ có sum, min, max, average, countdistinct và $count.", "$apply has only sum, min, max, average, countdistinct and $count.");

    private static readonly EmbedRefusal Busy = new(
        "Busy",
        new Text("Nhiều người đang đọc dữ liệu; hãy thử lại sau ít phút.", "Many are reading data; try again in a few minutes."),
        StatusCodes.Status503ServiceUnavailable);

    private static readonly EmbedRefusal TooHeavy = EmbedRefusal.InvalidRequest(new Text(
        "Câu hỏi này tốn quá nhiều thời gian; hãy hỏi ít hơn, hoặc tải cả bảng rồi tính.",
        "This question takes too long; ask for less, or take the whole view and work on it there."));

    private readonly SemaphoreSlim places = new(AtOnce);

    /// <returns>The rows of a page, or of a $count their number; else why not.</returns>
    public Task<(object? Answer, EmbedRefusal? Refusal)> Ask(PublicView view, Release release, bool isCount, HttpContext context) =>
        InTurn(view, release, context, rows => Answer(view, rows, isCount, context));

    /// <returns>The rows that the address of a CSV wants; else why not.</returns>
    public Task<(List<object>? Answer, EmbedRefusal? Refusal)> Choose(PublicView view, Release release, HttpContext context) =>
        InTurn(view, release, context, rows => ((List<object>?)[.. FeedCsv.Chosen(view, rows, context.Request.Query)], (EmbedRefusal?)null));

    private async Task<(T? Answer, EmbedRefusal? Refusal)> InTurn<T>(PublicView view, Release release, HttpContext context, Func<IQueryable, (T? Answer, EmbedRefusal? Refusal)> answer)
        where T : class
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
            return answer(rows);
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
            if (Fault(asked) is { } tooMuch)
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
        request.Query.Keys.FirstOrDefault(name => name.StartsWith('$') && !ODataQueryOptions.IsSystemQueryOption(name)) is { } unknown ? new Text($"OData không có “{unknown}”.", $"OData has no “{unknown}”.")

        // Each place that names it is another copy of what it stands for, in which others may be named.
        : request.Query.Keys.FirstOrDefault(name => name.StartsWith('@')) is { } alias ? new Text($"“{alias}”: tên thay thế không dùng được ở đây.", $"“{alias}”: aliases cannot be used here.")
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
    private static Text? Fault(ODataQueryOptions asked)
    {
        var steps = Steps(asked.Apply?.ApplyClause?.Transformations ?? []).ToList();
        if (steps.Count > MostSteps)
        {
            return TooManySteps;
        }

        var ofApply = steps.SelectMany(Expressions).SelectMany(Parts).ToList();
        List<QueryNode> all = [.. ofApply, .. Parts(asked.Filter?.FilterClause.Expression), .. Orders(asked.OrderBy?.OrderByClause).SelectMany(order => Parts(order.Expression))];
        return steps.OfType<AggregateExpression>().Any(sum => sum.Method == AggregationMethod.Custom) ? NoOtherSums
            : all.Count > MostParts ? TooManyParts
            : (NeverCalled.FirstOrDefault(name => IsCalled(name, all)) ?? (IsCalled(NotWithinApply, ofApply) ? NotWithinApply : null)) is { } unwanted ? new Text($"{unwanted} không dùng được ở đây.", $"{unwanted} cannot be used here.")
            : null;
    }

    private static bool IsCalled(string name, List<QueryNode> parts) => parts.OfType<SingleValueFunctionCallNode>().Any(call => call.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<object> Steps(IEnumerable<TransformationNode> transformations) => transformations.SelectMany(each => each switch
    {
        AggregateTransformationNode sums => sums.AggregateExpressions,
        ComputeTransformationNode made => made.Expressions,
        GroupByTransformationNode { ChildTransformations: { } within } => [each, .. Steps([within])],
        _ => (IEnumerable<object>)[each],
    });

    private static IEnumerable<QueryNode?> Expressions(object step) => step switch
    {
        FilterTransformationNode wanted => [wanted.FilterClause.Expression],
        ComputeExpression made => [made.Expression],
        AggregateExpression sum => [sum.Expression],
        GroupByTransformationNode groups => groups.GroupingProperties.Select(by => by.Expression),
        _ => throw new NotSupportedException($"{step.GetType().Name} is not supported."),
    };

    private static IEnumerable<OrderByClause> Orders(OrderByClause? first)
    {
        for (var order = first; order is not null; order = order.ThenBy)
        {
            yield return order;
        }
    }

    // It and all within it. What is of no kind that a view can be asked for is not passed over.
    private static IEnumerable<QueryNode> Parts(QueryNode? node) => node switch
    {
        null => [],
        BinaryOperatorNode both => [both, .. Parts(both.Left), .. Parts(both.Right)],
        UnaryOperatorNode one => [one, .. Parts(one.Operand)],
        ConvertNode made => [made, .. Parts(made.Source)],
        InNode { Right: CollectionConstantNode } within => [within, .. Parts(within.Left)],
        SingleValueFunctionCallNode call => [call, .. call.Parameters.SelectMany(Parts)],
        ConstantNode or SingleValuePropertyAccessNode or SingleValueOpenPropertyAccessNode or CountVirtualPropertyNode => [node],
        _ => throw new NotSupportedException($"{node.Kind} is not supported."),
    };

    private static ODataValidationSettings Limits() => new()
    {
        AllowedQueryOptions = AllowedQueryOptions.Filter | AllowedQueryOptions.Select | AllowedQueryOptions.OrderBy | AllowedQueryOptions.Top | AllowedQueryOptions.Skip | AllowedQueryOptions.Count
            | AllowedQueryOptions.Apply | AllowedQueryOptions.Format,
        MaxTop = MostRows,
        MaxSkip = MostRows,
        MaxNodeCount = MostParts,
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
