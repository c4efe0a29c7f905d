using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace PapiBI.Warehouse.State;

/// <summary>
/// Origins of web pages as an admin types them, read into what a browser would say: letters in lower case, no port that goes without saying. What is no single
/// origin is refused, never guessed at, since it decides who may show our frames.
/// </summary>
public static partial class EmbedOrigins
{
    /// <summary>How many a site may have.</summary>
    public const int Most = 20;

    private const int LongestHost = 253;
    private const int HighestPort = 65_535;

    private static readonly char[] Between = [',', ';', ' ', '\t', '\r', '\n'];
    private static readonly string[] OwnMachine = ["localhost", "127.0.0.1"];

    /// <param name="typed">One or several, with commas, semicolons or blanks between.</param>
    /// <returns>Each once, or what is wrong.</returns>
    public static (IReadOnlyList<string> Origins, Text? Fault) Read(string typed)
    {
        var origins = new List<string>();
        foreach (var part in typed.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (origin, fault) = One(part);
            if (fault is not null)
            {
                return ([], fault);
            }

            origins.Add(origin!);
        }

        origins = [.. origins.Distinct(StringComparer.Ordinal)];
        return origins.Count <= Most
            ? (origins, null)
            : ([], new Text($"Một trang có nhiều nhất {Most} địa chỉ gốc; đây là {origins.Count}.", $"A site has at most {Most} origins; these are {origins.Count}."));
    }

    /// <returns>The origin as a browser says it, or what is wrong.</returns>
    public static (string? Origin, Text? Fault) One(string typed)
    {
        if (typed.Contains('*', StringComparison.Ordinal))
        {
            return Refused(typed, "không dùng dấu *: hãy ghi từng địa chỉ", "no * may stand in it: write each origin");
        }

        if (Parts().Match(typed.ToLowerInvariant()) is not { Success: true } read)
        {
            return Refused(typed, "hãy ghi như https://www.tinh.gov.vn, không có đường dẫn và không có “/” ở cuối", "write it like https://www.tinh.gov.vn, without a path and without a “/” at the end");
        }

        var (scheme, host, port) = (read.Groups["scheme"].Value, read.Groups["host"].Value, read.Groups["port"].Value);
        if (!IsHost(host))
        {
            return Refused(typed, "tên máy chủ không đúng; tên có dấu ghi ở dạng xn--", "its host is not one; names that are not ASCII are written as xn--");
        }

        if (scheme == "http" && !OwnMachine.Contains(host))
        {
            return Refused(typed, "chỉ nhận https; http chỉ cho localhost và 127.0.0.1", "only https is taken; http for localhost and 127.0.0.1 alone");
        }

        if (port.Length > 0 && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= HighestPort))
        {
            return Refused(typed, "không có cổng này", "there is no such port");
        }

        var unsaid = scheme == "https" ? "443" : "80";
        return ($"{scheme}://{host}{(port.Length == 0 || port == unsaid ? "" : $":{port}")}", null);
    }

    private static (string? Origin, Text? Fault) Refused(string typed, string vi, string en) =>
        (null, new Text($"“{typed}” không phải là địa chỉ gốc của một trang web: {vi}.", $"“{typed}” is not an origin of a web page: {en}."));

    // What ends in a number a browser takes for an address, however oddly it is written; here only the plain way is taken.
    private static bool IsHost(string host) =>
        host.Length <= LongestHost && Names().IsMatch(host) && (!char.IsAsciiDigit(host.Split('.')[^1][0]) || IsPlainAddress(host));

    private static bool IsPlainAddress(string host) => IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == host;

    [GeneratedRegex(@"^(?<scheme>https?)://(?<host>[a-z0-9.-]+)(:(?<port>[1-9][0-9]{0,4}))?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parts();

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Names();
}
