using System.Text.Json.Serialization;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Portal.Feeds;

/// <summary>The public views, as the data dictionary tells of them, in the asker's language.</summary>
public sealed record FeedViews(IReadOnlyList<FeedView> Value);

/// <summary>A public view.</summary>
/// <param name="Name">As SQL names it.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="Columns">In their order.</param>
/// <param name="CsvUrl">It as CSV.</param>
/// <param name="ODataUrl">It as OData.</param>
public sealed record FeedView(string Name, string Grain, IReadOnlyList<FeedColumn> Columns, string CsvUrl, [property: JsonPropertyName("odataUrl")] string ODataUrl);

/// <summary>A column of a public view.</summary>
/// <param name="Name">As SQL names it.</param>
/// <param name="Type">As SQL names it: varchar, integer, smallint, bigint, double, date.</param>
/// <param name="Unit">In English: points, place, year, code, …</param>
/// <param name="Meaning">In the asker's language.</param>
/// <param name="IsKey">Whether it is one of those that tell a row from all others.</param>
public sealed record FeedColumn(string Name, string Type, string Unit, string Meaning, bool IsKey);

/// <summary>The release that all feeds are of.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">When it was published, its number, and the first digits of what it holds.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="Editions">The years of indices in it.</param>
/// <param name="File">To be downloaded; null: it is on a server and no file.</param>
/// <param name="ViewsUrl">The data dictionary.</param>
/// <param name="ODataUrl">The service document.</param>
public sealed record FeedRelease(int Id, string Name, DateTimeOffset PublishedAt, IReadOnlyList<EditionName> Editions, FeedFile? File, string ViewsUrl, [property: JsonPropertyName("odataUrl")] string ODataUrl);

/// <summary>The release's public file, which DuckDB opens.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, 64 small hexadecimal digits.</param>
/// <param name="Url">Where it is, also when another release is published.</param>
public sealed record FeedFile(string Name, long Bytes, string Sha256, string Url);
