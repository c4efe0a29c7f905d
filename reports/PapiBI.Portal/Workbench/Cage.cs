using System.Buffers;
using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Portal.Workbench;

/// <summary>
/// The process of one question, the inside of the cage: the operating system limits its memory, it can write no file, and it ends with its parent. It reads a
/// <see cref="CageRequest"/> from standard input and answers on standard output, a line of JSON each: the columns, rows in portions, the end.
/// </summary>
internal static class Cage
{
    /// <summary>The verb that starts it; nobody else needs it.</summary>
    public const string Verb = "answer-one-question";

    private const int PortionBytes = 48 * 1024;

    /// <summary>What JavaScript holds exactly; beyond it a whole number is sent as a text.</summary>
    private const long MostExact = 9_007_199_254_740_991;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public static async Task<int> Run()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 1;
        }

        ProcessLimits.CloseInherited();
        if (await Console.In.ReadLineAsync() is not { } line || CageRequest.Of(line) is not { } request)
        {
            return 1;
        }

        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        EndWithParent();
        ProcessLimits.Apply(request.MemoryMegabytes, (int)Math.Ceiling(request.Seconds) + 5);
        await using var answer = Console.OpenStandardOutput();
        await answer.WriteAsync("{\"began\":true}\n"u8.ToArray());
        CageEnd end;
        try
        {
            end = await Answer(request, answer, clock, start);
        }
        catch (ReleaseUnavailableException)
        {
            end = CageEnd.Of(new Refusal(RefusalCodes.Engine, new Text("Không mở được bản phát hành.", "The release cannot be opened.")), Seconds());
        }
        catch (OutOfMemoryException)
        {
            end = CageEnd.Of(new Refusal(RefusalCodes.Memory, OutOfMemory(request.MemoryMegabytes)), Seconds());
        }
        catch (Exception e)
        {
            // Nobody is there to catch it; our words for the analyst, its own for the operator.
            await Console.Error.WriteLineAsync(e.ToString());
            end = CageEnd.Of(new Refusal(RefusalCodes.Engine, new Text("Không chạy được câu lệnh.", "The statement did not run.")), Seconds());
        }

        double Seconds() => clock.GetElapsedTime(start).TotalSeconds;
        await answer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(end.Line() + "\n"));
        await answer.FlushAsync();

        // An engine that ignores the cancel would keep the process alive for nothing.
        Process.GetCurrentProcess().Kill();
        return 0;
    }

    // The parent holds our standard input open for as long as it lives. (A signal at its death would come when the thread that started us ends.)
    private static void EndWithParent() => new Thread(() =>
    {
        _ = Console.In.ReadLine();
        Process.GetCurrentProcess().Kill();
    }) { IsBackground = true }.Start();

    public static Text OutOfMemory(int megabytes) => new(
        $"Câu lệnh cần nhiều hơn {megabytes} MB bộ nhớ nên đã bị dừng. Hãy lọc bớt hoặc gộp dữ liệu trước.",
        $"The statement needs more than {megabytes} MB of memory and was stopped. Filter or aggregate first.");

    private static async Task<CageEnd> Answer(CageRequest request, Stream answer, TimeProvider clock, long start)
    {
        var limits = new AdHocLimits { MaxRows = request.MaxRows, Timeout = TimeSpan.FromSeconds(request.Seconds), MemoryMegabytes = request.MemoryMegabytes };
        var result = await new AdHocQuery(request.ReleaseFile, clock).Run(request.Sql, limits, CancellationToken.None);
        var portion = new ArrayBufferWriter<byte>(PortionBytes + 4096);
        await using var json = new Utf8JsonWriter(portion, Json);
        if (result.Columns.Count > 0)
        {
            WriteColumns(json, result.Columns);
            await Send(portion, json, answer);
        }

        var (rows, sent, isCapped, isOpen) = (0, 0L, false, false);
        await foreach (var row in result.Rows())
        {
            if (!isOpen)
            {
                json.WriteStartObject();
                json.WriteStartArray("rows");
                isOpen = true;
            }

            json.WriteStartArray();
            foreach (var value in row)
            {
                WriteValue(json, value);
            }

            json.WriteEndArray();
            rows++;
            if (portion.WrittenCount + json.BytesPending < PortionBytes)
            {
                continue;
            }

            EndPortion();
            isOpen = false;
            sent += await Send(portion, json, answer);
            if (sent > request.MaxBytes)
            {
                isCapped = true;
                break;
            }
        }

        if (isOpen)
        {
            EndPortion();
            await Send(portion, json, answer);
        }

        void EndPortion()
        {
            json.WriteEndArray();
            json.WriteNumber("to", rows);
            json.WriteEndObject();
        }

        return new CageEnd(rows, isCapped ? "bytes" : result.IsCapped ? "rows" : null, result.Refusal is { } refusal ? CageRefusal.Of(refusal) : null, clock.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<int> Send(ArrayBufferWriter<byte> portion, Utf8JsonWriter json, Stream answer)
    {
        json.Flush();
        json.Reset();
        portion.Write("\n"u8);
        var count = portion.WrittenCount;
        await answer.WriteAsync(portion.WrittenMemory);
        portion.ResetWrittenCount();
        return count;
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

    // Fifteen digits are what a number of JavaScript holds exactly.
    private static bool IsShort(decimal number) =>
        number.ToString(CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) <= 15;

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
                json.WriteStringValue(ValueText.Of(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
