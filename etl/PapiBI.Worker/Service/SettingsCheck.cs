using System.Collections;
using System.ComponentModel;
using Microsoft.Extensions.Configuration;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Service;

/// <summary>What is written in the settings and means nothing: names that no setting has, values of another kind.</summary>
internal static class SettingsCheck
{
    /// <returns>The key of each, and what to say of it. Values of text are never told: one of them is the password.</returns>
    public static IEnumerable<(string Key, Text Fault)> Of(IConfiguration written, Type type, string above = "")
    {
        foreach (var section in written.GetChildren())
        {
            var name = above + Camel(section.Key);
            if (Settable(type).FirstOrDefault(setting => setting.Name.Equals(section.Key, StringComparison.OrdinalIgnoreCase)) is not { } setting)
            {
                var known = string.Join(", ", Settable(type).Select(other => Camel(other.Name)));
                yield return (section.Path, new Text($"{name}: không có mục này; có {known}.", $"{name}: there is no such setting; there are {known}."));
                continue;
            }

            var kind = Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType;
            var faults = kind == typeof(string) || kind.IsValueType ? OfValue(section, kind, name)
                : typeof(IEnumerable).IsAssignableFrom(kind) ? OfList(section, kind.GetGenericArguments()[0], name)
                : OfPart(section, kind, name);
            foreach (var fault in faults)
            {
                yield return fault;
            }
        }
    }

    /// <summary>The settings of a part, in the order in which they are declared.</summary>
    public static IEnumerable<System.Reflection.PropertyInfo> Settable(Type type) => type.GetProperties().Where(property => property.CanWrite);

    /// <summary>As papibi.json writes it: "fromName".</summary>
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static IEnumerable<(string Key, Text Fault)> OfPart(IConfigurationSection section, Type kind, string name) => string.IsNullOrEmpty(section.Value)
        ? Of(section, kind, name + ".")
        : [(section.Path, new Text($"{name}: cần một nhóm mục trong ngoặc nhọn.", $"{name}: a group of settings in braces is needed."))];

    private static IEnumerable<(string Key, Text Fault)> OfList(IConfigurationSection section, Type kind, string name) => string.IsNullOrEmpty(section.Value)
        ? section.GetChildren().SelectMany(one => OfValue(one, kind, name))
        : [(section.Path, new Text($"{name}: cần một danh sách trong ngoặc vuông.", $"{name}: a list in brackets is needed."))];

    private static IEnumerable<(string Key, Text Fault)> OfValue(IConfigurationSection section, Type kind, string name)
    {
        var needed = Needed(kind);
        if (section.GetChildren().Any())
        {
            yield return (section.Path, new Text($"{name}: cần {needed.Vi}.", $"{name}: {needed.En} is needed."));
        }
        else if (kind != typeof(string) && !IsRead(section.Value ?? "", kind))
        {
            yield return (section.Path, new Text($"{name}: “{section.Value}” không đọc được; cần {needed.Vi}.", $"{name}: “{section.Value}” cannot be read; {needed.En} is needed."));
        }
    }

    private static Text Needed(Type kind)
    {
        if (kind.IsEnum)
        {
            var names = string.Join(", ", Enum.GetNames(kind));
            return new Text($"một trong {names}", $"one of {names}");
        }

        return kind switch
        {
            _ when kind == typeof(bool) => new Text("true hoặc false", "true or false"),
            _ when kind == typeof(int) || kind == typeof(long) => new Text("một số nguyên", "a whole number"),
            _ when kind == typeof(TimeSpan) => new Text("một khoảng thời gian như 00:01:00", "a duration such as 00:01:00"),
            _ => new Text("một giá trị", "one value"),
        };
    }

    private static bool IsRead(string value, Type kind)
    {
        try
        {
            return TypeDescriptor.GetConverter(kind).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }
}
