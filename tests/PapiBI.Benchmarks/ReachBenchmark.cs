using System.Diagnostics;
using DuckDB.NET.Data;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Benchmarks;

/// <summary>The way to a rank, from the release to the answer, beside reading the raw scores of the same years by one SQL.</summary>
internal static class ReachBenchmark
{
    private const int Repetitions = 31;

    private const string Raw = "select s.year, s.item_code, s.province_code, s.score from score s where s.index_code = 'PAPI' and s.year <= 2020";

    public static ComparedRow Run(BenchmarkData data)
    {
        using var release = Release.Open(data.ReleaseFile);
        using var raw = new DuckDBConnection($"DataSource={data.ReleaseFile};ACCESS_MODE=READ_ONLY;threads=1");
        raw.Open();
        var catalog = ReleaseCatalog.Read(release);
        var question = new ReachQuestion("PAPI", 2020, "58", new ReachTarget.Rank(45), []);
        List<double> ours = [];
        List<double> bare = [];
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            var answer = ReachPlanner.Plan(release, catalog, question);
            ours.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (answer is not ReachAnswer.Found { Result.Held.Ways.Count: > 0 })
            {
                throw new InvalidOperationException("Ninh Thuận has no way to rank 45.");
            }

            start = Stopwatch.GetTimestamp();
            Read(raw);
            bare.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var (asked, plain) = (ComparedRow.Median(ours), ComparedRow.Median(bare));
        return new ComparedRow(
            "The way to rank 45 of PAPI 2020, both scenarios",
            FormattableString.Invariant($"{asked:0} ms, at most {ours.Max():0} ms"),
            FormattableString.Invariant($"reading the raw scores by one SQL: {plain:0} ms"),
            FormattableString.Invariant($"{plain / asked:0.00} × as fast"));
    }

    private static void Read(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Raw;
        using var reader = command.ExecuteReader();
        var row = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(row);
        }
    }
}
