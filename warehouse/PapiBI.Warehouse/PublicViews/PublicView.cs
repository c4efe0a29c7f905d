using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Warehouse.PublicViews;

/// <summary>A column of a public view.</summary>
/// <param name="Name">As SQL names it.</param>
/// <param name="Property">Of the row.</param>
/// <param name="IsKey">Whether it is of the key, and never null.</param>
/// <param name="Described">As the data dictionary tells of it.</param>
public sealed record PublicColumn(string Name, PropertyInfo Property, bool IsKey, DescribedColumn Described);

/// <summary>A view of the data dictionary that everybody may read who may read public figures, as a list of typed rows.</summary>
public abstract partial class PublicView
{
    private protected PublicView(string name, Type rowType)
    {
        (Name, RowType, Described) = (name, rowType, DataDictionary.Views.Single(view => view.Name == name));
        var nullable = new NullabilityInfoContext();
        Columns = [.. rowType.GetConstructors()[0].GetParameters().Zip(Described.Columns, (parameter, described) => new PublicColumn(
            NameInSql(parameter.Name!),
            rowType.GetProperty(parameter.Name!)!,
            nullable.Create(parameter).ReadState == NullabilityState.NotNull,
            described))];
    }

    /// <summary>As SQL names it.</summary>
    public string Name { get; }

    public Type RowType { get; }

    /// <summary>As the data dictionary tells of it.</summary>
    public DescribedView Described { get; }

    /// <summary>In the order of the data dictionary.</summary>
    public IReadOnlyList<PublicColumn> Columns { get; }

    /// <summary>Every row in the order of the key, columns from the first to the last; of a release that keeps its answers they are read once.</summary>
    /// <param name="release">Which.</param>
    /// <param name="watched">Whoever goes through the rows is stopped by it between two of them.</param>
    /// <exception cref="WarehouseUnavailableException">The server cannot be reached.</exception>
    public abstract IQueryable Rows(Release release, CancellationToken watched);

    private static string NameInSql(string name) => Capital().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Capital();
}

/// <typeparam name="T">Its row, one of PublicRows.cs.</typeparam>
internal sealed class PublicView<T>(string name) : PublicView(name, typeof(T))
    where T : notnull
{
    public override IQueryable Rows(Release release, CancellationToken watched) => Watched(release.Once((nameof(PublicView), Name), () => Read(release)), watched).AsQueryable();

    private static IEnumerable<T> Watched(List<T> rows, CancellationToken watched)
    {
        foreach (var row in rows)
        {
            watched.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private List<T> Read(Release release)
    {
        // Codes and notes are the same in many rows; one text each is held.
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var made = typeof(T).GetConstructors()[0];
        var types = Columns.Select(column => Nullable.GetUnderlyingType(column.Property.PropertyType) ?? column.Property.PropertyType).ToArray();
        return release.Read(
            $"""
            select {string.Join(", ", Columns.Select(column => $"v.{column.Name}"))}
            from {Name} v
            order by {string.Join(", ", Columns.Where(column => column.IsKey).Select(column => $"v.{column.Name}"))}
            """,
            row => (T)made.Invoke([.. types.Select((type, i) => Value(row, i, type, texts))]));
    }

    // The engines count in types of their own.
    private static object? Value(DbDataReader row, int i, Type type, Dictionary<string, string> texts) => row.IsDBNull(i) ? null
        : type == typeof(DateOnly) ? row.GetFieldValue<DateOnly>(i)
        : row.GetValue(i) is string text ? texts.TryGetValue(text, out var held) ? held : texts[text] = text
        : Convert.ChangeType(row.GetValue(i), type, CultureInfo.InvariantCulture);
}

/// <summary>The public views; nothing of a plan is in them.</summary>
public static class PublicViewList
{
    /// <summary>In the order of the data dictionary.</summary>
    public static readonly IReadOnlyList<PublicView> All =
    [
        new PublicView<StandingRow>("standing"),
        new PublicView<NationalPlaceRow>("national_place"),
        new PublicView<StandingInRegionRow>("standing_in_region"),
        new PublicView<BenchmarkRow>("benchmark"),
        new PublicView<ChangeLedgerRow>("change_ledger"),
        new PublicView<ScoreRow>("score"),
        new PublicView<CoverageRow>("coverage"),
        new PublicView<PublishedFactRow>("published_fact"),
        new PublicView<PublishedScoreRow>("published_score"),
        new PublicView<UncertaintyRow>("uncertainty"),
        new PublicView<IndicatorValueRow>("indicator_value"),
        new PublicView<ItemRow>("item"),
        new PublicView<EditionRow>("edition"),
        new PublicView<EditionProvinceRow>("edition_province"),
        new PublicView<ProvinceRow>("province"),
        new PublicView<RegionRow>("region"),
        new PublicView<ProvinceGroupRow>("province_group"),
        new PublicView<GroupMemberRow>("group_member"),
    ];

    private static readonly FrozenDictionary<string, PublicView> ByName = All.ToFrozenDictionary(view => view.Name, StringComparer.Ordinal);

    /// <returns>Null: there is none of that name, or not everybody may read it.</returns>
    public static PublicView? Find(string name) => ByName.GetValueOrDefault(name);
}
