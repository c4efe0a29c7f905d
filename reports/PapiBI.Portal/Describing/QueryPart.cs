namespace PapiBI.Portal.Describing;

/// <summary>A part of an address's query that its endpoint reads by hand, so that the description can name it.</summary>
/// <param name="Name">"year".</param>
/// <param name="Means">For who calls it.</param>
/// <param name="IsNumber">Whether it is a whole number.</param>
internal sealed record QueryPart(string Name, string Means, bool IsNumber = false)
{
    public static readonly QueryPart Language = new("language", "vi or en; else as Accept-Language says");
}

internal sealed record QueryParts(IReadOnlyList<QueryPart> All);

internal static class DescribedQuery
{
    /// <summary>Names what an endpoint reads of the query.</summary>
    public static T WithQuery<T>(this T endpoint, params IReadOnlyList<QueryPart> parts)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new QueryParts(parts));
}
