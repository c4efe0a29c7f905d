using System.Collections;
using System.Globalization;
using System.Numerics;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>A value of a result as text: exact, dates as ISO 8601, and the decimal sign of the culture asked for.</summary>
public static class ValueText
{
    public static string Of(object? value, CultureInfo culture) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        IDictionary entries => $"{{{string.Join(", ", Entries(entries).Select(e => $"{e.Key}: {Of(e.Value, culture)}"))}}}",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => Of(item, culture)))}]",
        IFormattable other => other.ToString(null, culture),
        _ => value.ToString() ?? "",
    };

    public static bool IsNumber(Type type) =>
        type == typeof(BigInteger) || Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    public static IEnumerable<(string Key, object? Value)> Entries(IDictionary entries) =>
        entries.Keys.Cast<object>().Select(key => (Of(key, CultureInfo.InvariantCulture), entries[key]));
}
