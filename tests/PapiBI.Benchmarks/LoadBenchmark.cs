using System.Diagnostics;
using System.Globalization;
using DuckDB.NET.Data;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Benchmarks;

/// <summary>Scores through the whole loader (staged, audited, committed) beside the engine's appender that only writes them down.</summary>
internal static class LoadBenchmark
{
    private const string Index = "BENCH";
    private const int Editions = 60;
    private const int Dimensions = 8;
    private const int PartsEach = 4;
    private const int Repetitions = 3;

    public static IEnumerable<ComparedRow> Run(BenchmarkData data)
    {
        var loader = new WarehouseLoader(data.Database, TimeProvider.System, Steps.Silent);
        Take(loader, new LoadBatch { File = File("editions"), Kind = LoadKind.Editions, Scope = Index, Rows = [.. Years.Select(Edition)] });
        Take(loader, new LoadBatch { File = File("structure"), Kind = LoadKind.Structure, Scope = Index, Rows = [.. Years.SelectMany(Structure)] });
        ScoreRow[] scores = [.. Years.SelectMany(year => Provinces(data).SelectMany(province => Scores(year, province)))];

        List<double> ours = [];
        List<double> bare = [];
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Take(loader, new LoadBatch { File = File($"scores {i}"), Kind = LoadKind.Scores, Scope = Index, Rows = scores });
            ours.Add(scores.Length / Stopwatch.GetElapsedTime(start).TotalSeconds);
            bare.Add(scores.Length / AppendBare(Path.Combine(data.Root, $"bare{i}.duckdb"), scores));
        }

        var (loaded, appended) = (ComparedRow.Median(ours), ComparedRow.Median(bare));
        yield return new ComparedRow(
            FormattableString.Invariant($"Load {scores.Length:N0} scores: staged, audited, committed"),
            FormattableString.Invariant($"{loaded:N0} rows/s"),
            FormattableString.Invariant($"DuckDB's bare appender: {appended:N0} rows/s"),
            FormattableString.Invariant($"{loaded / appended:0.00} × as fast"));
    }

    private static IEnumerable<int> Years => Enumerable.Range(2000, Editions);

    private static void Take(WarehouseLoader loader, LoadBatch batch)
    {
        if (loader.Load(batch) is not LoadOutcome.Loaded)
        {
            throw new InvalidOperationException($"{batch.File.Name} was not loaded.");
        }
    }

    private static SourceFile File(string name) => new() { Name = name, Sha256 = $"{Index} {name}" };

    private static List<string> Provinces(BenchmarkData data) =>
        data.Database.Query<string>("select p.province_code from edition_province p where p.index_code = 'PAPI' and p.year = 2021 order by p.province_code").ToList();

    // Every edition counts the provinces of one day, so that all have 63.
    private static EditionRow Edition(int year) => new()
    {
        Origin = Origin.File,
        IndexCode = Index,
        Year = year,
        RefDate = new DateOnly(2021, 12, 31),
        PreviousYear = year == Years.First() ? null : year - 1,
        IsWhole = true,
    };

    private static IEnumerable<IndicatorRow> Structure(int year)
    {
        yield return Item(year, IndicatorLevel.Total, Index, null, 0);
        foreach (int dimension in Enumerable.Range(1, Dimensions))
        {
            string code = dimension.ToString(CultureInfo.InvariantCulture);
            yield return Item(year, IndicatorLevel.Dimension, code, Index, dimension * 10);
            foreach (int part in Enumerable.Range(1, PartsEach))
            {
                yield return Item(year, IndicatorLevel.SubDimension, $"{code}.{part}", code, (dimension * 10) + part);
            }
        }
    }

    private static IndicatorRow Item(int year, IndicatorLevel level, string code, string? parent, int order) => new()
    {
        Origin = Origin.File,
        IndexCode = Index,
        Year = year,
        Level = level,
        ItemCode = code,
        ParentCode = parent,
        NameVi = code,
        NameEn = code,
        MinScore = 0,
        MaxScore = 1000,
        SortOrder = order,
        BreakHere = year == Years.First(),
    };

    private static IEnumerable<ScoreRow> Scores(int year, string province) =>
        from dimension in Enumerable.Range(1, Dimensions)
        from part in Enumerable.Range(1, PartsEach)
        select new ScoreRow
        {
            Origin = new Origin("Sheet", $"{province}, {dimension}.{part}"),
            IndexCode = Index,
            Year = year,
            ProvinceCode = province,
            ItemCode = $"{dimension}.{part}",
            Score = ((year * 7) + (dimension * 31) + (part * 17) + (province[0] * 3) + province[1]) % 100 / 100d,
        };

    private static double AppendBare(string file, ScoreRow[] scores)
    {
        using var connection = new DuckDBConnection($"DataSource={file}");
        connection.Open();
        Execute(connection, "create table fact_score (load_id integer, index_code varchar, year integer, item_code varchar, province_code varchar, score double, note_vi varchar, note_en varchar, sheet varchar, place varchar)");
        long start = Stopwatch.GetTimestamp();
        using (var transaction = connection.BeginTransaction())
        {
            using (var appender = connection.CreateAppender("fact_score"))
            {
                foreach (var row in scores)
                {
                    appender.CreateRow().AppendValue(1).AppendValue(row.IndexCode).AppendValue(row.Year).AppendValue(row.ItemCode).AppendValue(row.ProvinceCode)
                        .AppendValue(row.Score).AppendValue(row.NoteVi).AppendValue(row.NoteEn).AppendValue(row.Origin.Sheet).AppendValue(row.Origin.Position).EndRow();
                }
            }

            transaction.Commit();
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
