using System.Text.RegularExpressions;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Parsing;

/// <summary>The lines "# key: value" above the header.</summary>
public sealed partial class Metadata
{
    private readonly Dictionary<string, RawCell> _values = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, RawCell>> Values => _values;

    public RawCell? this[string key] => _values.GetValueOrDefault(key);

    public string TextOf(string key) => this[key]?.Text ?? "";

    public static bool IsMetadata(RawRow row) => row[0].Text.StartsWith('#');

    public static Metadata Read(IEnumerable<RawRow> rows, Faults faults)
    {
        var metadata = new Metadata();
        foreach (RawRow row in rows)
        {
            // Excel, opening a text table, spreads a line with commas over several cells.
            Match line = KeyAndValue().Match(string.Join(", ", row.Cells.Where(cell => !cell.IsBlank).Select(cell => cell.Text)));
            if (!line.Success)
            {
                continue;
            }

            string key = line.Groups["key"].Value;
            if (!metadata._values.TryAdd(key, row[0] with { Text = line.Groups["value"].Value.Trim() }))
            {
                faults.Error(IssueCodes.MetadataDuplicate, row[0].Origin,
                    $"“# {key}” đã ghi ở trên; hãy giữ một dòng.",
                    $"“# {key}” is already given above; keep one line.");
            }
        }

        return metadata;
    }

    [GeneratedRegex(@"^#\s*(?<key>[a-z-]+)\s*:(?<value>.*)$", RegexOptions.Singleline, 1000)]
    private static partial Regex KeyAndValue();
}
