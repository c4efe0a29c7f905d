using System.Diagnostics;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Benchmarks;

/// <summary>A comparison through the measures beside the SQL that they compile to, plainly run and read.</summary>
internal static class QuestionBenchmark
{
    private const int Repetitions = 31;

    public static IEnumerable<ComparedRow> Run(BenchmarkData data)
    {
        var nation = new MetricQuery
        {
            IndexCode = "PAPI",
            Years = [2021],
            Levels = [IndicatorLevel.Total, IndicatorLevel.Dimension],
            By = [Breakdown.Item, Breakdown.Province],
            Measures = [Measure.Score, Measure.Rank, Measure.Ranked, Measure.QuartileGroup, Measure.PreviousRank, Measure.ScoreChange, Measure.RankChange, Measure.ToMean],
        };
        yield return Compare(data, "All provinces compared, 9 items × 8 measures", nation);
        yield return Compare(data, "The same within each region", nation with { Within = new Field.OwnRegion() });
    }

    private static ComparedRow Compare(BenchmarkData data, string what, MetricQuery query)
    {
        using var release = Release.Open(data.ReleaseFile);
        using var raw = new DuckDBConnection($"DataSource={data.ReleaseFile};ACCESS_MODE=READ_ONLY;threads=1");
        raw.Open();
        var compiled = QueryCompiler.Compile(query);
        string sql = release.Dialect.Adapt(compiled.Sql);
        List<double> ours = [];
        List<double> bare = [];
        int answered = 0;
        int read = 0;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            answered = release.Ask(query).Rows.Count;
            ours.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            read = Read(raw, sql, compiled);
            bare.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        if (answered != read)
        {
            throw new InvalidOperationException($"{answered} rows through the measures, {read} through their SQL.");
        }

        var (asked, plain) = (ComparedRow.Median(ours), ComparedRow.Median(bare));
        return new ComparedRow(what, FormattableString.Invariant($"{asked:0.0} ms"), FormattableString.Invariant($"its SQL alone: {plain:0.0} ms"), FormattableString.Invariant($"{plain / asked:0.00} × as fast"));
    }

    private static int Read(DuckDBConnection connection, string sql, CompiledQuery compiled)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in compiled.Parameters)
        {
            command.Parameters.Add(new DuckDBParameter(name, value));
        }

        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        int rows = 0;
        while (reader.Read())
        {
            reader.GetValues(row);
            rows++;
        }

        return rows;
    }
}
