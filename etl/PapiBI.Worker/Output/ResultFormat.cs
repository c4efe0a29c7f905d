using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Worker.Output;

public enum ResultFormat
{
    Table,
    Csv,
    Json,
}

/// <summary>Writes the rows of an answer as they come. What went wrong on the way stands in the result, and is told by the caller on
/// another stream, so that the output stays well-formed.</summary>
public static class ResultOutput
{
    public static Task Write(this AdHocResult result, ResultFormat format, TextWriter to, Language language) => format switch
    {
        ResultFormat.Table => TableOutput.Write(result.Columns, result.Rows(), to, language),
        ResultFormat.Csv => CsvOutput.Write(result.Columns, result.Rows(), to),
        ResultFormat.Json => JsonOutput.Write(result.Columns, result.Rows(), to),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No writer for this format."),
    };
}
