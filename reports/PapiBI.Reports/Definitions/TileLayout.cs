using System.Globalization;
using PapiBI.Warehouse;

namespace PapiBI.Reports.Definitions;

/// <summary>Where a province stands on the map of tiles, from the top and from the left, both from 0.</summary>
public sealed record TilePlace(int Row, int Column);

/// <summary>
/// The country as tiles: north on top, neighbours beside each other where the grid allows. Codes changed meaning with the merger,
/// so a layout belongs to a day. Which province has no tile is said, never left out in silence.
/// </summary>
public sealed record TileLayout
{
    private static readonly DateOnly Merger = new(2025, 7, 1);
    private static readonly Lazy<IReadOnlyDictionary<string, TilePlace>> Before = new(() => Read("provinces-2004.csv"));
    private static readonly Lazy<IReadOnlyDictionary<string, TilePlace>> Since = new(() => Read("provinces-2025.csv"));

    /// <summary>Places by province code, of those asked for.</summary>
    public required IReadOnlyDictionary<string, TilePlace> Places { get; init; }

    /// <summary>Those asked for that this day's map does not know, in the order asked.</summary>
    public required IReadOnlyList<string> WithoutTile { get; init; }

    /// <summary>The islands, which have no tiles of their own, and whose they are.</summary>
    public required Text Islands { get; init; }

    public static TileLayout For(IReadOnlyList<string> provinceCodes, DateOnly day)
    {
        IReadOnlyDictionary<string, TilePlace> map = day < Merger ? Before.Value : Since.Value;
        return new TileLayout
        {
            Places = provinceCodes.Distinct().Where(map.ContainsKey).ToDictionary(code => code, code => map[code]),
            WithoutTile = [.. provinceCodes.Distinct().Where(code => !map.ContainsKey(code))],
            Islands = day < Merger
                ? new Text(
                    "Các đảo không có ô riêng: Hoàng Sa thuộc Đà Nẵng, Trường Sa thuộc Khánh Hòa, Côn Đảo thuộc Bà Rịa - Vũng Tàu, Phú Quốc thuộc Kiên Giang.",
                    "Islands have no tiles of their own: the Hoàng Sa (Paracel) islands belong to Da Nang, the Trường Sa (Spratly) islands to Khanh Hoa, Con Dao to Ba Ria - Vung Tau, Phu Quoc to Kien Giang.")
                : new Text(
                    "Các đảo không có ô riêng: Hoàng Sa thuộc Đà Nẵng, Trường Sa thuộc Khánh Hòa, Côn Đảo thuộc TP. Hồ Chí Minh, Phú Quốc thuộc An Giang.",
                    "Islands have no tiles of their own: the Hoàng Sa (Paracel) islands belong to Da Nang, the Trường Sa (Spratly) islands to Khanh Hoa, Con Dao to Ho Chi Minh City, Phu Quoc to An Giang."),
        };
    }

    private static Dictionary<string, TilePlace> Read(string resource)
    {
        using Stream stream = typeof(TileLayout).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The layout {resource} is not part of this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(
                fields => fields[0],
                fields => new TilePlace(int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture)));
    }
}
