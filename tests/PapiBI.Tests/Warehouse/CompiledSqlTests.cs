using Microsoft.SqlServer.TransactSql.ScriptDom;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Tests.Warehouse;

/// <summary>The SQL of the questions that reports ask, in both dialects, to be read; SQL Server's parser reads its own.</summary>
public sealed class CompiledSqlTests(PublishedSamples samples)
{
    private static readonly Dictionary<string, MetricQuery> Questions = new()
    {
        ["own-standing"] = new() { IndexCode = "PAPI", Years = [2021], Provinces = ["92"], By = [Breakdown.Item], Measures = OfFamily(MeasureFamily.Standing, MeasureFamily.Field) },
        ["own-standing-in-region"] = new() { IndexCode = "PAPI", Years = [2021], Provinces = ["92"], Within = new Field.OwnRegion(), By = [Breakdown.Item], Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.RankChange, Measure.Mean] },
        ["total-in-group"] = new() { IndexCode = "PAPI", Years = [2021], Levels = [IndicatorLevel.Total], Within = new Field.Group("TPTTTW"), By = [Breakdown.Province], Measures = [Measure.Score, Measure.Rank, Measure.Ranked] },
        ["total-in-list"] = new() { IndexCode = "PAPI", Years = [2021], Levels = [IndicatorLevel.Total], Within = new Field.Provinces(["58", "56"]), By = [Breakdown.Province], Measures = [Measure.Score, Measure.Rank] },
        ["region-over-the-years"] = new() { IndexCode = "PAPI", Levels = [IndicatorLevel.Total], Within = new Field.Region("DBSCL"), By = [Breakdown.Year], Measures = [Measure.Ranked, Measure.Mean] },
        ["list-against-all"] = new() { IndexCode = "PAPI", Years = [2021], Within = new Field.Provinces(["58", "56"]), By = [Breakdown.Item], Measures = [Measure.Ranked, Measure.Mean, Measure.MeanToAll] },
        ["national-league"] = new() { IndexCode = "PAPI", Years = [2021], Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Measures = [Measure.Score, Measure.Rank, Measure.ScoreChange, Measure.RankChange, Measure.QuartileGroup, Measure.ToNextPlace] },
        ["history"] = new() { IndexCode = "PAPI", Provinces = ["92"], By = [Breakdown.Year, Breakdown.Item], Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.Mean] },
        ["benchmarks-of-all-years"] = new() { IndexCode = "PAPI", Levels = [IndicatorLevel.Total], By = [Breakdown.Year], Measures = OfFamily(MeasureFamily.Field) },
        ["dimension-counts"] = new() { IndexCode = "PAPI", Years = [2021], Levels = [IndicatorLevel.Dimension], Provinces = ["92"], By = [Breakdown.Province], Measures = OfFamily(MeasureFamily.Count) },
        ["change-ledger"] = new() { IndexCode = "PAPI", Years = [2021], Provinces = ["92"], By = [Breakdown.Item], Measures = OfFamily(MeasureFamily.Ledger) },
        ["scores-only"] = new() { IndexCode = "PAPI", Years = [2021], Items = ["1.1", "8"], Measures = [Measure.Score] },
    };

    public static TheoryData<string, string> Goldens =>
        [.. Questions.Keys.SelectMany(name => new[] { Dialect.DuckDb, Dialect.SqlServer }.Select(dialect => (name, dialect.Name)))];

    [Theory]
    [MemberData(nameof(Goldens))]
    public void The_compiled_SQL_is_the_one_that_was_read(string question, string dialect)
    {
        var compiled = QueryCompiler.Compile(Questions[question]);
        var parameters = compiled.Parameters.Where(p => compiled.Sql.Contains($"@{p.Key}", StringComparison.Ordinal)).Select(p => $"-- @{p.Key} = {p.Value}");
        Golden.Check($"sql/{question}.{dialect}.sql", $"{string.Join('\n', parameters)}\n{Of(dialect).Adapt(compiled.Sql)}\n");
    }

    [Fact]
    public void SQL_Server_parses_every_question() => Assert.All(Questions.Values, question =>
    {
        using var reader = new StringReader(Dialect.SqlServer.Adapt(QueryCompiler.Compile(question).Sql));
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors.Select(e => $"{e.Line},{e.Column}: {e.Message}"));
    });

    public static TheoryData<string> Names => [.. Questions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Both_engines_give_the_same_answer(string question)
    {
        var onServer = samples.On(TestEngine.SqlServer);
        _ = (samples.Release, onServer.Release);
        var compiled = QueryCompiler.Compile(Questions[question]);
        var here = EngineAnswers.Of(TestEngine.DuckDb, samples.Data, compiled);

        Assert.NotEmpty(here);
        EngineAnswers.Same(here, EngineAnswers.Of(TestEngine.SqlServer, onServer.Data, compiled));
    }

    [Fact]
    public void Every_measure_stands_in_some_golden() =>
        Assert.Equal(Measure.All.OrderBy(m => m.Code, StringComparer.Ordinal), Questions.Values.SelectMany(q => q.Measures).Distinct().OrderBy(m => m.Code, StringComparer.Ordinal));

    [Fact]
    public void Parameters_are_rewritten_for_DuckDB_only_where_they_are_parameters() =>
        Assert.Equal(
            "select $a, '@b', \"@c\" -- @d\n/* @e */ from t where x = $f",
            Dialect.DuckDb.Adapt("select @a, '@b', \"@c\" -- @d\n/* @e */ from t where x = @f"));

    private static Measure[] OfFamily(params MeasureFamily[] families) => [.. Measure.All.Where(m => families.Contains(m.Family))];

    private static Dialect Of(string name) => name == Dialect.DuckDb.Name ? Dialect.DuckDb : Dialect.SqlServer;
}
