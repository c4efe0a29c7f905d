using System.Text.Json;
using System.Text.Json.Serialization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>What the portal asks a cage: one line of JSON on its standard input.</summary>
internal sealed record CageRequest(string ReleaseFile, string Sql, int MaxRows, int MaxBytes, double Seconds, int MemoryMegabytes, int LongestCell = WorkbenchLimits.LongestCell)
{
    public string Line() => JsonSerializer.Serialize(this, CageJson.Default.CageRequest);

    public static CageRequest? Of(string line) => JsonSerializer.Deserialize(line, CageJson.Default.CageRequest);
}

/// <summary>How a caged question ended: the last line of its answer.</summary>
/// <param name="Rows">How many were sent.</param>
/// <param name="Cap">"rows" or "bytes" where there were more; else null.</param>
/// <param name="Refusal">Why it was not answered to its end; null: it was.</param>
/// <param name="Seconds">From the question to here.</param>
public sealed record CageEnd(int Rows, string? Cap, CageRefusal? Refusal, double Seconds)
{
    /// <summary>The release that was asked, by its name; null: none was.</summary>
    public string? Release { get; init; }

    public static CageEnd Of(Refusal refusal, double seconds) => new(0, null, CageRefusal.Of(refusal), seconds);

    public static CageEnd Of(string code, Text words) => new(0, null, CageRefusal.Of(code, words), 0);

    internal string Line() => JsonSerializer.Serialize(new CageEndLine(this), CageJson.Default.CageEndLine);
}

/// <summary>A refusal as it goes to the browser; its place in the SQL counts from 1.</summary>
public sealed record CageRefusal(string Code, string Vi, string En, int? Line, int? Column)
{
    public static CageRefusal Of(Refusal refusal) => new(refusal.Code, refusal.Message.Vi, refusal.Message.En, refusal.At?.Line, refusal.At?.Column);

    public static CageRefusal Of(string code, Text words) => new(code, words.Vi, words.En, null, null);
}

internal sealed record CageEndLine(CageEnd End);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CageRequest))]
[JsonSerializable(typeof(CageEndLine))]
internal sealed partial class CageJson : JsonSerializerContext;
