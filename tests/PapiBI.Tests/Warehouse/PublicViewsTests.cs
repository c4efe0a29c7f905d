using System.Globalization;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.PublicViews;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Warehouse;

/// <summary>The public views as typed rows: what the data dictionary tells of, no more and no less.</summary>
public sealed class PublicViewListTests
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["varchar"] = typeof(string), ["integer"] = typeof(int), ["smallint"] = typeof(short), ["bigint"] = typeof(long), ["double"] = typeof(double), ["date"] = typeof(DateOnly),
    };

    [Fact]
    public void They_are_those_that_analysts_may_read_with_the_columns_and_types_of_the_data_dictionary()
    {
        Assert.Equal(DataDictionary.Views.Where(view => view.IsForAnalysts).Select(view => view.Name), PublicViewList.All.Select(view => view.Name));
        foreach (var view in PublicViewList.All)
        {
            Assert.Equal(
                view.Described.Columns.Select(column => $"{view.Name}.{column.Name} {Types[column.Type]}"),
                view.Columns.Select(column => $"{view.Name}.{column.Name} {Nullable.GetUnderlyingType(column.Property.PropertyType) ?? column.Property.PropertyType}"));
            Assert.Equal(view.Described.Columns.Count, view.RowType.GetConstructors()[0].GetParameters().Length);
        }
    }

    [Fact]
    public void Nothing_of_a_plan_is_found_by_its_name()
    {
        Assert.All(DataDictionary.Views.Where(view => !view.IsForAnalysts), view => Assert.Null(PublicViewList.Find(view.Name)));
        Assert.NotNull(PublicViewList.Find("edition"));
        Assert.Null(PublicViewList.Find("EDITION"));
        Assert.Null(PublicViewList.Find("fact_score"));
    }
}

/// <summary>Their rows on an engine.</summary>
public abstract class PublicViewRowsTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    [Fact]
    public void Each_row_of_each_view_is_there_once_by_its_key_with_the_values_that_SQL_gives()
    {
        _ = samples.Release;
        using var release = Release.Open(samples.Data, Release.CurrentFile(samples.Data)!, keepsAnswers: true, withPlans: false);
        foreach (var view in PublicViewList.All)
        {
            var rows = view.Rows(release, CancellationToken.None).Cast<object>().ToList();

            var keys = view.Columns.Where(column => column.IsKey).ToList();
            Assert.Equal(rows.Count, rows.Select(row => string.Join('|', keys.Select(key => key.Property.GetValue(row)))).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(
                samples.Read($"select {string.Join(", ", view.Columns.Select(Told))} from {view.Name} v").Order(StringComparer.Ordinal),
                rows.Select(row => string.Join(' ', view.Columns.Select(column => Words(column.Property.GetValue(row))))).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Who_goes_through_the_rows_can_be_stopped_between_two_of_them()
    {
        using var stop = new CancellationTokenSource();
        var rows = PublicViewList.Find("region")!.Rows(samples.Release, stop.Token).Cast<object>().GetEnumerator();

        Assert.True(rows.MoveNext());
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => rows.MoveNext());
    }

    private static string Told(PublicColumn column) => column.Described.Type == "date" ? $"cast(v.{column.Name} as varchar(10)) as {column.Name}" : $"v.{column.Name}";

    private static string Words(object? value) => value switch
    {
        null => "–",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

public sealed class PublicViewRowsOnDuckDbTests(PublishedSamples samples) : PublicViewRowsTests(samples, TestEngine.DuckDb);

public sealed class PublicViewRowsOnSqlServerTests(PublishedSamples samples) : PublicViewRowsTests(samples, TestEngine.SqlServer);
