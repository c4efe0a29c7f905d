using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Worker.Output;

/// <summary>A JSON array with one object a line. Numbers are numbers, of any length; what JSON cannot hold (NaN, infinity) is a
/// string.</summary>
internal static class JsonOutput
{
    // The output is a document of its own, never part of a page, so Vietnamese letters need no escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task Write(IReadOnlyList<AdHocColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows, TextWriter to)
    {
        if (columns.Count == 0)
        {
            return;
        }

        string[] names = Unique(columns);
        ArrayBufferWriter<byte> buffer = new();
        await to.WriteAsync("[");
        string separator = "\n";
        await foreach (IReadOnlyList<object?> row in rows)
        {
            buffer.ResetWrittenCount();
            using (Utf8JsonWriter json = new(buffer, Options))
            {
                WriteRow(json, names, row);
            }

            await to.WriteAsync(separator);
            await to.WriteAsync(Encoding.UTF8.GetString(buffer.WrittenSpan));
            separator = ",\n";
        }

        await to.WriteAsync("\n]\n");
        await to.FlushAsync();
    }

    private static void WriteRow(Utf8JsonWriter json, string[] names, IReadOnlyList<object?> row)
    {
        json.WriteStartObject();
        for (int i = 0; i < names.Length; i++)
        {
            json.WritePropertyName(names[i]);
            WriteValue(json, row[i]);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case double number when !double.IsFinite(number):
            case float single when !float.IsFinite(single):
                json.WriteStringValue(ValueText.Of(value, CultureInfo.InvariantCulture));
                break;
            case BigInteger or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal:
                json.WriteRawValue(ValueText.Of(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary entries:
                json.WriteStartObject();
                foreach ((string key, object? held) in ValueText.Entries(entries))
                {
                    json.WritePropertyName(key);
                    WriteValue(json, held);
                }

                json.WriteEndObject();
                break;
            case IEnumerable items and not string and not byte[]:
                json.WriteStartArray();
                foreach (object? item in items)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(ValueText.Of(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>A result may name two columns alike, an object may not: the second "score" becomes "score_2".</summary>
    private static string[] Unique(IReadOnlyList<AdHocColumn> columns)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        return [.. columns.Select(column =>
        {
            string name = column.Name;
            for (int n = 2; !taken.Add(name); n++)
            {
                name = $"{column.Name}_{n}";
            }

            return name;
        })];
    }
}
