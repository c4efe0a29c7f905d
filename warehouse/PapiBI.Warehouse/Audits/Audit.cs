using System.Data.Common;
using System.Text.RegularExpressions;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse.Audits;

/// <summary>A rule about the data, written as a query for the rows that break it. The script's head says the rule in both languages.</summary>
public sealed partial record Audit(string Code, Text Rule, string Sql)
{
    public static readonly IReadOnlyList<Audit> All = [.. SqlScript.In("Audits").Select(Read)];

    /// <summary>The tables whose rows it looks at, through however many views.</summary>
    public IReadOnlySet<string> Tables { get; } = ViewScript.TablesOf(Sql);

    /// <summary>Every row that breaks a rule, of what the newest release (a candidate's, in its own transaction) would show.</summary>
    /// <param name="database">The working database.</param>
    /// <param name="transaction">The one with the candidate.</param>
    public static IReadOnlyList<Issue> RunAll(WorkingDatabase database, DbTransaction transaction) => Run(All, database, transaction, staged: null);

    /// <summary>The same of a file at hand. Only audits of tables that the file changes are asked: the others held when what they look at was loaded.</summary>
    /// <param name="database">The working database.</param>
    /// <param name="transaction">The one with the candidate and the file's loads.</param>
    /// <param name="kinds">What the file holds.</param>
    /// <param name="staged">Its loads: their numbers are given anew at each attempt and are not told.</param>
    public static IReadOnlyList<Issue> RunOnStaged(WorkingDatabase database, DbTransaction transaction, IEnumerable<LoadKind> kinds, IReadOnlyCollection<int> staged)
    {
        HashSet<string> changed = [.. kinds.SelectMany(WarehouseTable.Of)];
        return Run(All.Where(audit => audit.Tables.Overlaps(changed)), database, transaction, staged);
    }

    private static List<Issue> Run(IEnumerable<Audit> audits, WorkingDatabase database, DbTransaction transaction, IReadOnlyCollection<int>? staged) =>
    [
        .. audits.SelectMany(audit => database.Query<(int LoadId, string Sheet, string Place, string What)>(audit.Sql, transaction: transaction)
            .Select(breach => audit.ToIssue(breach.What, new Origin(breach.Sheet, breach.Place), staged?.Contains(breach.LoadId) == true ? null : breach.LoadId))),
    ];

    /// <summary>Audits everything loaded so far, published or not.</summary>
    public static IReadOnlyList<Issue> RunOnLoaded(WorkingDatabase database, TimeProvider clock)
    {
        using var transaction = database.Begin();
        CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, "");
        var issues = RunAll(database, transaction);
        database.RollBack(transaction);
        return issues;
    }

    private Issue ToIssue(string what, Origin origin, int? loadId) => new(
        $"audit-{Code}",
        Severity.Error,
        origin,
        new Text(
            $"{Rule.Vi} {Written(what)} ({(loadId is null ? "" : $"lượt nạp {loadId}, ")}{origin.Said.Vi})",
            $"{Rule.En} {Written(what)} ({(loadId is null ? "" : $"load {loadId}, ")}{origin.Said.En})"));

    // The engines write a double each in its own way, SQL Server with six digits only: the texts give decimals in braces, of which the zeros at the end go.
    private static string Written(string what) => Decimal().Replace(what, match => match.Groups["number"].Value.TrimEnd('0').TrimEnd('.'));

    [GeneratedRegex(@"\{(?<number>(-?\d+\.\d+)?)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Decimal();

    private static Audit Read(string path)
    {
        var sql = SqlScript.Read(path);
        return new Audit(Path.GetFileNameWithoutExtension(path).Replace('_', '-'), new Text(Head(sql, "-- vi: "), Head(sql, "-- en: ")), sql);
    }

    private static string Head(string sql, string mark) =>
        sql.Split('\n').First(line => line.StartsWith(mark, StringComparison.Ordinal))[mark.Length..];
}
