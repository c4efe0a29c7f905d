using System.Text.Json;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>What the engine said, put for the analyst: what concerns the SQL is passed on, what concerns the machine is not.</summary>
internal static class EngineError
{
    public static bool IsTooDeep(string message) => message.Contains("Max expression depth", StringComparison.Ordinal);

    public static Refusal ToRefusal(DuckDBException error, string sql, AdHocLimits limits)
    {
        (string kind, string said, SqlPosition? at) = Read(error.Message, sql);
        return kind switch
        {
            _ when error.ErrorType == DuckDBErrorType.OutOfMemory || kind == "Out of Memory" => OutOfMemory(limits),
            _ when IsTooDeep(said) => SqlGate.TooDeep,
            "Parser" or "Syntax" or "Binder" or "Catalog" or "Conversion" or "Out of Range" or "Invalid Input" or "Invalid type"
                or "Mismatch Type" or "Decimal" or "Divide by Zero" or "Expression" or "Not implemented"
                => new Refusal(RefusalCodes.Engine, new Text($"Không chạy được: {said}", $"It did not run: {said}"), at),
            "Permission" or "IO" or "HTTP" or "Network" or "Missing Extension" or "Extension Autoloading" or "Settings"
                => new Refusal(RefusalCodes.Locked, new Text(
                    "Phiên hỏi đáp chỉ được đọc bản phát hành; thao tác này bị chặn.",
                    "The session may only read the release; this was blocked.")),
            _ => new Refusal(RefusalCodes.Engine, new Text("Không chạy được câu lệnh.", "The statement did not run.")),
        };
    }

    private static Refusal OutOfMemory(AdHocLimits limits) => new(RefusalCodes.Memory, new Text(
        $"Câu lệnh cần nhiều hơn {limits.MemoryMegabytes} MB bộ nhớ. Hãy lọc bớt hoặc gộp dữ liệu trước khi sắp xếp, nối.",
        $"The statement needs more than {limits.MemoryMegabytes} MB of memory. Filter or aggregate before sorting and joining."));

    /// <summary>The session has errors written as JSON: the kind in the engine's words, and the place as a byte offset.</summary>
    private static (string Kind, string Said, SqlPosition? At) Read(string message, string sql)
    {
        int start = message.IndexOf('{', StringComparison.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(start < 0 ? message : message[start..]);
            JsonElement error = document.RootElement;
            SqlPosition? at = error.TryGetProperty("position", out JsonElement position) && ulong.TryParse(position.GetString(), out ulong offset)
                ? SqlText.PositionOf(sql, offset)
                : null;
            return (error.GetProperty("exception_type").GetString() ?? "", error.GetProperty("exception_message").GetString() ?? "", at);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not in the agreed form: nobody knows what it tells, so nothing of it is passed on.
            return ("", "", null);
        }
    }
}
