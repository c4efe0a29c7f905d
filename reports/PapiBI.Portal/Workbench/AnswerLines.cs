using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>Writes an answer as lines of JSON: the columns, then rows in portions, never more bytes than it may have.</summary>
/// <param name="maxBytes">The row that would go beyond is not sent.</param>
/// <param name="send">Takes a line.</param>
internal sealed class AnswerLines(int maxBytes, Func<ReadOnlyMemory<byte>, ValueTask> send)
{
    private const int PortionBytes = 48 * 1024;

    /// <summary>What JavaScript holds exactly; beyond it a whole number is sent as a text.</summary>
    private const long MostExact = 9_007_199_254_740_991;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly ArrayBufferWriter<byte> portion = new(PortionBytes + 4096);
    private int inPortion;
    private int rows;
    private long sent;

    /// <summary>Sends all of it but the end.</summary>
    /// <param name="result">What was asked.</param>
    /// <param name="limits">By which it was.</param>
    /// <param name="seconds">Since it was asked.</param>
    public async Task<CageEnd> Write(AdHocResult result, AdHocLimits limits, Func<double> seconds)
    {
        var row = new ArrayBufferWriter<byte>(4096);
        await using var json = new Utf8JsonWriter(row, Json);
        if (result.Columns.Count > 0)
        {
            WriteColumns(json, result.Columns);
            json.Flush();
            row.Write("\n"u8);
            sent += row.WrittenCount;
            await send(row.WrittenMemory);
        }

        await foreach (var values in result.Rows())
        {
            row.ResetWrittenCount();
            json.Reset();
            if (WriteRow(json, values, limits) is { } tooLong)
            {
                await EndPortion();
                return new CageEnd(rows, null, CageRefusal.Of(Refusal.TooLong(result.Columns[tooLong].Name, rows + 1, limits)), seconds());
            }

            json.Flush();
            if (sent + portion.WrittenCount + row.WrittenCount > maxBytes)
            {
                await EndPortion();
                return new CageEnd(rows, "bytes", null, seconds());
            }

            await Add(row.WrittenMemory);
        }

        await EndPortion();
        var cap = result.Cap switch { AdHocCap.Rows => "rows", AdHocCap.Bytes => "bytes", _ => null };
        return new CageEnd(rows, cap, result.Refusal is { } refusal ? CageRefusal.Of(refusal) : null, seconds());
    }

    private async Task Add(ReadOnlyMemory<byte> row)
    {
        portion.Write(inPortion == 0 ? "{\"rows\":["u8 : ","u8);
        portion.Write(row.Span);
        inPortion++;
        rows++;
        if (portion.WrittenCount >= PortionBytes)
        {
            await EndPortion();
        }
    }

    private async Task EndPortion()
    {
        if (inPortion > 0)
        {
            portion.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"],\"to\":{rows}}}\n")));
            sent += portion.WrittenCount;
            await send(portion.WrittenMemory);
            portion.ResetWrittenCount();
            inPortion = 0;
        }
    }

    private static void WriteColumns(Utf8JsonWriter json, IReadOnlyList<AdHocColumn> columns)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.EngineType);
            json.WriteBoolean("isNumber", ValueText.IsNumber(column.Type));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <returns>The column whose value is longer than one may be; null: there is none. A row that is beyond the limit already is not written to its end.</returns>
    private int? WriteRow(Utf8JsonWriter json, IReadOnlyList<object?> values, AdHocLimits limits)
    {
        json.WriteStartArray();
        for (var i = 0; i < values.Count; i++)
        {
            if (!WriteValue(json, values[i], limits.LongestCell))
            {
                return i;
            }

            if (json.BytesCommitted + json.BytesPending > maxBytes)
            {
                return null;
            }
        }

        json.WriteEndArray();
        return null;
    }

    // Fifteen digits are what a number of JavaScript holds exactly.
    private static bool IsShort(decimal number) =>
        number.ToString(CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) <= 15;

    private static bool WriteValue(Utf8JsonWriter json, object? value, int longest)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case sbyte or byte or short or ushort or int or uint:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number when IsShort(number):
                json.WriteNumberValue(number);
                break;
            case long number when Math.Abs((decimal)number) <= MostExact:
                json.WriteNumberValue(number);
                break;
            case BigInteger number when BigInteger.Abs(number) <= MostExact:
                json.WriteNumberValue((long)number);
                break;
            default:
                var text = ValueText.Of(value, CultureInfo.InvariantCulture);
                if (value is not byte[] && text.Length > longest)
                {
                    return false;
                }

                json.WriteStringValue(text);
                break;
        }

        return true;
    }
}
