using System.Collections.Immutable;

namespace PapiBI.Warehouse.Measures;

/// <summary>The answer to a <see cref="MetricQuery"/>: rows in the order of year, item and place.</summary>
public sealed record ResultTable(IReadOnlyList<Measure> Measures, IReadOnlyList<ResultRow> Rows)
{
    private RowFinder? finder;

    /// <summary>Of the years asked for, those that the question cannot be derived for, because the edition is not held whole. Their own numbers are null or their rows absent; a rank of the year before is told where that year is held whole.</summary>
    public IReadOnlyList<NotDerivable> NotDerivable { get; init; } = [];

    /// <summary>The answers to one question, asked for one year after the other, as the answer for them all.</summary>
    public static ResultTable Together(IReadOnlyList<ResultTable> years) =>
        new(years[0].Measures, [.. years.SelectMany(year => year.Rows)]) { NotDerivable = [.. years.SelectMany(year => year.NotDerivable)] };

    /// <summary>The one row of an item and a province in a year; null where there is none.</summary>
    public ResultRow? Find(int? year = null, string? item = null, string? province = null) => Finder.Find(year, item, province);

    /// <summary>The rows of an item, in their order.</summary>
    public IEnumerable<ResultRow> OfItem(string item) => Finder.Items[item];

    // A copy with other rows has brought the finder of these along.
    private RowFinder Finder => finder?.Rows == Rows ? finder : finder = new RowFinder(Rows);

    /// <summary>The first row of each combination that is looked for, found by key: a page looks thousands of times.</summary>
    private sealed class RowFinder(IReadOnlyList<ResultRow> rows)
    {
        // By which of the three are named.
        private readonly Dictionary<RowKey, ResultRow>?[] first = new Dictionary<RowKey, ResultRow>?[8];

        public IReadOnlyList<ResultRow> Rows => rows;

        public ILookup<string?, ResultRow> Items => field ??= rows.ToLookup(row => row.ItemCode, StringComparer.Ordinal);

        public ResultRow? Find(int? year, string? item, string? province) =>
            (first[(year is null ? 0 : 1) + (item is null ? 0 : 2) + (province is null ? 0 : 4)] ??= By(year is not null, item is not null, province is not null)).GetValueOrDefault(new RowKey(year, item, province));

        private Dictionary<RowKey, ResultRow> By(bool year, bool item, bool province)
        {
            var found = new Dictionary<RowKey, ResultRow>();
            foreach (var row in rows)
            {
                found.TryAdd(new RowKey(year ? row.Year : null, item ? row.ItemCode : null, province ? row.ProvinceCode : null), row);
            }

            return found;
        }
    }

    /// <summary>Codes are a few letters of our own, so a hash of them needs no defence against chosen ones.</summary>
    private readonly record struct RowKey(int? Year, string? Item, string? Province)
    {
        public bool Equals(RowKey other) => Year == other.Year && Item == other.Item && Province == other.Province;

        public override int GetHashCode()
        {
            var hash = (uint)(Year ?? 0);
            foreach (var letter in Item.AsSpan())
            {
                hash = (hash * 31) + letter;
            }

            hash *= 31;
            foreach (var letter in Province.AsSpan())
            {
                hash = (hash * 31) + letter;
            }

            return (int)hash;
        }
    }
}

/// <summary>A row: the breakdowns asked for (others null) and a number per measure (null: none).</summary>
/// <param name="Measures">What was asked for, in the order of the numbers; one for all rows of an answer.</param>
/// <param name="Values">The numbers.</param>
public sealed record ResultRow(int? Year, string? ItemCode, string? ProvinceCode, ImmutableArray<Measure> Measures, ImmutableArray<double?> Values)
{
    /// <exception cref="KeyNotFoundException">The measure was not asked for.</exception>
    public double? this[Measure measure]
    {
        get
        {
            for (var i = 0; i < Measures.Length; i++)
            {
                if (Measures[i].Equals(measure))
                {
                    return Values[i];
                }
            }

            throw new KeyNotFoundException($"{measure} was not asked for.");
        }
    }
}

/// <summary>Why a rank, mean, median, best or group of a year has no number: that edition is held for some provinces only.</summary>
public sealed record NotDerivable(int Year, int Held, int Of)
{
    public Text Reason => new($"không dẫn xuất được: có {Held}/{Of} tỉnh, thành phố", $"not derivable: {Held} of {Of} held");
}
