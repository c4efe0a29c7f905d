using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using PapiBI.Reports.Definitions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.Views;

namespace PapiBI.Tests.Warehouse;

/// <summary>Every SQL text that a report asks, as the report asks it: to be read in both dialects, parsed by SQL Server's parser, and answered alike on both engines.</summary>
public sealed class ReportQuestionTests(PublishedSamples samples)
{
    // What no key can answer. A NESTED_LOOP_JOIN is taken for a handful of rows on one side only, a CROSS_PRODUCT for a row of constants.
    private const string WithoutKeys = "BLOCKWISE_NL_JOIN";

    private static readonly PlanPeriod Q2 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2);

    private static readonly Dictionary<string, ReportRequest> Requests = new(StringComparer.Ordinal)
    {
        ["province-brief"] = new ProvinceRequest("PAPI", 2021, "92", Language.Vietnamese),
        ["province-brief-of-totals"] = new ProvinceRequest("SIPAS", 2021, "92", Language.Vietnamese),
        ["group-of-region"] = new GroupRequest("PAPI", 2021, new GroupChoice.Region("DBSCL"), Language.Vietnamese),
        ["group-of-group"] = new GroupRequest("PAPI", 2021, new GroupChoice.Group("TPTTTW"), Language.Vietnamese),
        ["group-of-list"] = new GroupRequest("PAPI", 2021, new GroupChoice.Provinces(["58", "56"]), Language.Vietnamese),
        ["national-league"] = new LeagueRequest("PAPI", 2021, Language.Vietnamese),
        ["half-a-league"] = new LeagueRequest("PAR_INDEX", 2021, Language.Vietnamese),
        ["multi-index"] = new MultiIndexRequest(2021, "92", Language.Vietnamese),
        ["plan-progress"] = new PlanProgressRequest("58", Q2, null, Language.Vietnamese),
        ["plan-outcome"] = new PlanOutcomeRequest("58", 2021, null, Language.Vietnamese),
    };

    private static readonly Dictionary<string, Action<Release, ReleaseCatalog>> Asking = new(StringComparer.Ordinal)
    {
        ["catalog"] = (release, _) => ReleaseCatalog.Read(release),
        ["trace"] = (release, _) => Trace.Cells(release, "PAPI", 2021, "92", "1"),
        ["new-figures"] = (release, _) =>
        {
            ReleaseFiles.NewIn(release, before: null);
            ReleaseFiles.NewIn(release, release);
        },
        ["plan-parts"] = (release, _) =>
        {
            TargetGap.Dropped(release, SomePlan.Code);
            PartChange.Read(release, "PAPI", 2020, 2021, "58");
            ImprovementPlan.Read(release, "58");
        },
    };

    private static readonly ConcurrentDictionary<string, List<CompiledQuery>> Known = new(StringComparer.Ordinal);

    public static TheoryData<string> Reports => [.. Requests.Keys, .. Asking.Keys];

    [Theory]
    [MemberData(nameof(Reports))]
    public void The_SQL_of_a_report_is_the_one_that_was_read_in_both_dialects(string report)
    {
        var asked = Asked(report);

        Assert.NotEmpty(asked);
        foreach (var dialect in new[] { Dialect.DuckDb, Dialect.SqlServer })
        {
            Golden.Check($"sql/reports/{report}.{dialect.Name}.sql", string.Join("\n", asked.Select(query => $"-- {Parameters(query)}\n{dialect.Adapt(query.Sql).Trim()};\n")));
        }
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void SQL_Server_parses_every_question_of_a_report(string report) => Assert.All(Asked(report), question =>
    {
        using var reader = new StringReader(Dialect.SqlServer.Adapt(question.Sql));
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors.Select(e => $"{e.Line},{e.Column}: {e.Message}"));
    });

    [Theory]
    [MemberData(nameof(Reports))]
    public void Both_engines_answer_every_question_of_a_report_alike(string report)
    {
        var onServer = samples.On(TestEngine.SqlServer);
        var (here, there) = IsOfPlans(report) ? (samples.Plans.Data, onServer.Plans.Data) : (samples.Data, onServer.Data);
        _ = (samples.Release, onServer.Release);

        var answers = Asked(report).ConvertAll(question => (Here: EngineAnswers.Of(TestEngine.DuckDb, here, question), There: EngineAnswers.Of(TestEngine.SqlServer, there, question)));

        Assert.Contains(answers, answer => answer.Here.Count > 0);
        Assert.All(answers, answer => EngineAnswers.Same(answer.Here, answer.There));
    }

    /// <summary>A condition on one side alone in a left join once cost every question with a change half of its time.</summary>
    [Theory]
    [MemberData(nameof(Reports))]
    public void No_question_of_a_report_holds_every_row_beside_every_other(string report)
    {
        var data = IsOfPlans(report) ? samples.Plans.Data : samples.Data;

        Assert.All(Asked(report), question => IsPlannedByKeys(data, question));
    }

    public static TheoryData<string> Views => [.. MeasureViews.All.Keys];

    [Theory]
    [MemberData(nameof(Views))]
    public void No_view_of_the_measures_holds_every_row_beside_every_other(string view)
    {
        _ = samples.Release;

        IsPlannedByKeys(samples.Data, new CompiledQuery($"select * from {view}", new Dictionary<string, object>()));
    }

    private static void IsPlannedByKeys(DataFolder data, CompiledQuery question)
    {
        var plan = string.Concat(EngineAnswers.Of(TestEngine.DuckDb, data, question with { Sql = $"explain (format json) {question.Sql}" }).Select(row => row[^1]));

        Assert.Contains("\"children\"", plan, StringComparison.Ordinal);
        Assert.False(plan.Contains(WithoutKeys, StringComparison.Ordinal), question.Sql);
    }

    private static bool IsOfPlans(string report) => report.StartsWith("plan-", StringComparison.Ordinal);

    // Each report is built once for all that is asked of its texts.
    private List<CompiledQuery> Asked(string report) => Known.GetOrAdd(report, Ask);

    private List<CompiledQuery> Ask(string report)
    {
        var (data, file) = IsOfPlans(report) ? (samples.Plans.Data, samples.Plans.Release.File) : (samples.Data, samples.Release.File);
        using var release = Release.Open(data, Path.Combine(data.Releases, Path.GetFileName(file)));
        var all = new ConcurrentBag<CompiledQuery>();
        var catalog = ReleaseCatalog.Read(release);
        release.Asked += all.Add;
        if (Requests.TryGetValue(report, out var request))
        {
            Report.Build(release, catalog, request);
        }
        else
        {
            Asking[report](release, catalog);
        }

        return [.. all.OrderBy(query => query.Sql, StringComparer.Ordinal).ThenBy(Parameters, StringComparer.Ordinal).DistinctBy(query => query.Sql)];
    }

    private static string Parameters(CompiledQuery query) => string.Join(", ", query.Parameters.Select(p => string.Create(CultureInfo.InvariantCulture, $"@{p.Key} = {p.Value}")));
}

/// <summary>What an engine answers to one of our own texts, value by value.</summary>
public static class EngineAnswers
{
    private const double Nearly = 1e-9;

    public static List<object?[]> Of(TestEngine engine, DataFolder data, CompiledQuery query)
    {
        var isServer = engine == TestEngine.SqlServer;
        var dialect = isServer ? Dialect.SqlServer : Dialect.DuckDb;
        using DbConnection connection = isServer
            ? new SqlConnection(TestServer.ConnectionString(data.Server!.Database))
            : new DuckDBConnection($"DataSource={Release.WithPlans(data, Release.CurrentFile(data)!)};ACCESS_MODE=READ_ONLY;threads=1");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = dialect.Adapt(query.Sql);
        command.CommandTimeout = 300;
        foreach (var (name, value) in query.Parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : Plain(reader.GetValue(i)))]);
        }

        return rows;
    }

    /// <summary>Numbers nearly, all else exactly, in the same order.</summary>
    public static void Same(List<object?[]> expected, List<object?[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(
                expected[i].Length == actual[i].Length && expected[i].Zip(actual[i]).All(pair => pair is (double a, double b) ? Math.Abs(a - b) <= Nearly : Equals(pair.First, pair.Second)),
                $"row {i}: {string.Join(' ', expected[i])} | {string.Join(' ', actual[i])}");
        }
    }

    private static object Plain(object value) => value switch
    {
        BigInteger number => (double)number,
        byte or short or int or long or float or double or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        _ => value,
    };
}
