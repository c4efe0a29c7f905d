using System.Data.Common;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Audits;

/// <summary>A rule about the data, written as a query for the rows that break it. The script's head says the rule in both languages.</summary>
public sealed record Audit(string Code, Text Rule, string Sql)
{
    public static readonly IReadOnlyList<Audit> All = [.. SqlScript.In("Audits").Select(Read)];

    /// <summary>Every row that breaks a rule, of what the newest release (a candidate's, in its own transaction) would show.</summary>
    public static IReadOnlyList<Issue> RunAll(WorkingDatabase database, DbTransaction? transaction = null) =>
        [.. All.SelectMany(audit => database.Query<Breach>(audit.Sql, transaction: transaction).Select(audit.ToIssue))];

    /// <summary>Audits everything loaded so far, published or not.</summary>
    public static IReadOnlyList<Issue> RunOnLoaded(WorkingDatabase database, TimeProvider clock)
    {
        using var transaction = database.Connection.BeginTransaction();
        CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, "");
        var issues = RunAll(database, transaction);
        transaction.Rollback();
        return issues;
    }

    private Issue ToIssue(Breach breach)
    {
        var origin = new Origin(breach.Sheet, breach.Place);
        return new Issue(
            $"audit-{Code}",
            Severity.Error,
            origin,
            new Text(
                $"{Rule.Vi} {breach.What} (lượt nạp {breach.LoadId}, {origin.Said.Vi})",
                $"{Rule.En} {breach.What} (load {breach.LoadId}, {origin.Said.En})"));
    }

    private static Audit Read(string path)
    {
        var sql = SqlScript.Read(path);
        return new Audit(Path.GetFileNameWithoutExtension(path).Replace('_', '-'), new Text(Head(sql, "-- vi: "), Head(sql, "-- en: ")), sql);
    }

    private static string Head(string sql, string mark) =>
        sql.Split('\n').First(line => line.StartsWith(mark, StringComparison.Ordinal))[mark.Length..];

    private sealed record Breach
    {
        public required int LoadId { get; init; }
        public required string Sheet { get; init; }
        public required string Place { get; init; }
        public required string What { get; init; }
    }
}
