using System.Data.Common;
using PapiBI.Warehouse.Audits;

namespace PapiBI.Warehouse.Loading;

/// <summary>What became of a file.</summary>
public abstract record LoadOutcome(int LoadId)
{
    public sealed record Loaded(int LoadId, int Rows, IReadOnlyList<Issue> Warnings) : LoadOutcome(LoadId);

    /// <summary>The same bytes were loaded before; nothing changed. A later file for the same scope may have superseded them since; of reports of progress, some of them: one of the same task and period.</summary>
    public sealed record AlreadyLoaded(int LoadId, int? SupersededBy) : LoadOutcome(LoadId);

    /// <summary>Nothing of the file was taken; the refusal is on record.</summary>
    public sealed record Refused(int LoadId, IReadOnlyList<Issue> Issues) : LoadOutcome(LoadId);
}

/// <summary>Takes files into the warehouse, each whole or not at all: stage, audit, commit in one transaction.</summary>
public sealed class WarehouseLoader(WorkingDatabase database, TimeProvider clock, Steps steps)
{
    public LoadOutcome Load(LoadBatch batch) => Load([batch]);

    /// <param name="batches">All that one file holds: a load each, audited together, all or none. They share the file and its description.</param>
    public LoadOutcome Load(IReadOnlyList<LoadBatch> batches)
    {
        var first = batches[0];
        if (FindLoaded(first.File.Sha256, first.DescriptionSha256) is { } before)
        {
            return before;
        }

        if (Unfit(batches) is { Count: > 0 } unfit)
        {
            return Refuse(first.File, first.Kind, first.Scope, unfit, first.Description, first.DescriptionSha256);
        }

        using var transaction = database.Begin();
        var loadIds = batches.Select(batch => Stage(transaction, batch)).ToList();
        steps.Reached(Steps.LoadStaged);
        var candidate = CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, "");
        var breaches = Audit.RunOnStaged(database, transaction, batches.Select(batch => batch.Kind), loadIds);
        if (breaches.Count > 0)
        {
            database.RollBack(transaction);
            return Refuse(first.File, first.Kind, first.Scope, breaches, first.Description, first.DescriptionSha256);
        }

        CandidateRelease.Delete(database, transaction, candidate);
        steps.Reached(Steps.LoadAudited);
        database.Commit(transaction);
        steps.Reached(Steps.LoadCommitted);
        return new LoadOutcome.Loaded(loadIds[0], batches.Sum(batch => batch.Rows.Count), [.. batches.SelectMany(batch => batch.Warnings)]);
    }

    /// <summary>What the audits would say of the batches if they were loaded. Nothing stays.</summary>
    public IReadOnlyList<Issue> Rehearse(IReadOnlyList<LoadBatch> batches)
    {
        if (Unfit(batches) is { Count: > 0 } unfit)
        {
            return unfit;
        }

        using var transaction = database.Begin();
        var loadIds = batches.Select(batch => Stage(transaction, batch)).ToList();
        CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, "");
        var breaches = Audit.RunOnStaged(database, transaction, batches.Select(batch => batch.Kind), loadIds);
        database.RollBack(transaction);
        return breaches;
    }

    /// <summary>Puts a refusal on record. <paramref name="kind"/> is null where the file does not even say what it holds.</summary>
    public LoadOutcome.Refused Refuse(SourceFile file, LoadKind? kind, string scope, IReadOnlyList<Issue> issues, string? description = null, string? descriptionSha256 = null)
    {
        if (SameRefusal(file, issues) is { } before)
        {
            return new LoadOutcome.Refused(before, issues);
        }

        using var transaction = database.Begin();
        var loadId = RecordLoad(transaction, file, kind is { } known ? LoadKindName.Of(known) : "unknown", scope, "refused", 0, precedence: null, description, descriptionSha256);
        RecordIssues(transaction, loadId, issues);
        database.Commit(transaction);
        return new LoadOutcome.Refused(loadId, issues);
    }

    /// <returns>The first load that brought exactly these bytes, read by the same description (null: one of the project's own tables); null if none did.</returns>
    public LoadOutcome.AlreadyLoaded? FindLoaded(string sha256, string? descriptionSha256 = null)
    {
        var found = database.Query<(int LoadId, int? SupersededBy)>(
            """
            select
                l.load_id,
                (
                    select max(n.load_id)
                    from source_load n
                    where n.status = 'loaded'
                      and n.kind = l.kind
                      and n.scope = l.scope
                      and n.kind <> 'published'
                      and (
                          n.kind <> 'plan-progress'
                          or exists (
                              select 1
                              from fact_task_progress o
                              join fact_task_progress p
                                  on p.plan_code = o.plan_code
                                 and p.task_no = o.task_no
                                 and p.period_kind = o.period_kind
                                 and p.period_end = o.period_end
                              where o.load_id = l.load_id
                                and p.load_id = n.load_id
                          )
                      )
                      and n.load_id > l.load_id
                      and coalesce(n.precedence, 0) >= coalesce(l.precedence, 0)
                      and (n.file_sha256 <> l.file_sha256 or coalesce(n.description_sha256, '') <> coalesce(l.description_sha256, ''))
                ) as superseded_by
            from source_load l
            where l.file_sha256 = @sha256
              and l.status = 'loaded'
              and coalesce(l.description_sha256, '') = @described
            order by l.load_id
            """,
            new { sha256, described = descriptionSha256 ?? "" });
        return found is [var load, ..] ? new LoadOutcome.AlreadyLoaded(load.LoadId, found.Max(l => l.SupersededBy)) : null;
    }

    /// <summary>Somebody says why what refused a file is right. It holds for those bytes, and the last word counts.</summary>
    /// <returns>The name of the file; null where that load is no refusal for one of these issues.</returns>
    public string? Acknowledge(int loadId, IReadOnlyCollection<string> issueCodes, string reason)
    {
        var refused = database.Query<(string Name, string Sha256, string Code)>(
            """
            select
                l.file_name,
                l.file_sha256,
                i.code
            from source_load l
            join load_issue i on i.load_id = l.load_id
            where l.load_id = @loadId
              and l.status = 'refused'
            """,
            new { loadId });
        var file = refused.FirstOrDefault(issue => issueCodes.Contains(issue.Code));
        if (file.Name is null)
        {
            return null;
        }

        database.Execute(
            "insert into acknowledgement (file_sha256, reason, acknowledged_at) values (@sha256, @reason, @at)",
            new { sha256 = file.Sha256, reason, at = clock.GetUtcNow().UtcDateTime });
        return file.Name;
    }

    /// <returns>Why the unheard-of figures of these bytes are right, as somebody said last; null where nobody did.</returns>
    public string? AcknowledgementOf(string sha256) =>
        database.Query<string>("select a.reason from acknowledgement a where a.file_sha256 = @sha256 order by a.acknowledged_at desc", new { sha256 }).FirstOrDefault();

    // Before an engine sees them: one would keep them, another fail.
    private static List<Issue> Unfit(IReadOnlyList<LoadBatch> batches) => [.. batches.SelectMany(UnfitText.In).Select(text => text.ToIssue()).Distinct()];

    private int Stage(DbTransaction transaction, LoadBatch batch)
    {
        var loadId = RecordLoad(transaction, batch.File, LoadKindName.Of(batch.Kind), batch.Scope, "loaded", batch.Rows.Count, batch.Precedence, batch.Description, batch.DescriptionSha256);
        RecordIssues(transaction, loadId, batch.Warnings);
        foreach (var table in batch.Rows.GroupBy(WarehouseTable.Of))
        {
            // The audits would pass over it.
            if (!WarehouseTable.Of(batch.Kind).Contains(table.Key))
            {
                throw new ArgumentException($"{batch.Kind} has no rows in {table.Key}.", nameof(batch));
            }

            database.Append(table.Key, table.Select(row => WarehouseTable.Values(loadId, row)), transaction);
        }

        return loadId;
    }

    // The newest refusal of these bytes, if it was for these very reasons: trying again says nothing new.
    private int? SameRefusal(SourceFile file, IReadOnlyList<Issue> issues)
    {
        if (database.Query<int?>("select max(l.load_id) from source_load l where l.file_sha256 = @sha256 and l.status = 'refused'", new { sha256 = file.Sha256 })[0] is not { } loadId)
        {
            return null;
        }

        var before = database.Query<string>("select i.message_en from load_issue i where i.load_id = @loadId order by i.issue_no", new { loadId });
        return before.SequenceEqual(issues.Select(i => Kept("load_issue", "message_en", i.Message.En)), StringComparer.Ordinal) ? loadId : null;
    }

    private int RecordLoad(DbTransaction transaction, SourceFile file, string kind, string scope, string status, int rows, int? precedence, string? description, string? descriptionSha256)
    {
        var loadId = database.Query<int>("select cast(coalesce(max(l.load_id), 0) + 1 as integer) from source_load l", transaction: transaction)[0];
        database.Execute(
            """
            insert into source_load (load_id, file_name, file_sha256, kind, scope, status, rows_loaded, citation, source, loaded_at, precedence, description, description_sha256)
            values (@loadId, @name, @sha256, @kind, @scope, @status, @rows, @citation, @source, @at, @precedence, @description, @descriptionSha256)
            """,
            new
            {
                loadId,
                name = Kept("source_load", "file_name", file.Name),
                sha256 = file.Sha256,
                kind,
                scope = Kept("source_load", "scope", scope),
                status,
                rows,
                citation = Kept("source_load", "citation", file.Citation),
                source = Kept("source_load", "source", file.Source),
                at = clock.GetUtcNow().UtcDateTime,
                precedence,
                description = description is null ? null : Kept("source_load", "description", description),
                descriptionSha256,
            },
            transaction);
        return loadId;
    }

    private void RecordIssues(DbTransaction transaction, int loadId, IReadOnlyList<Issue> issues)
    {
        database.Append(
            "load_issue",
            issues.Select((issue, i) => new object?[]
            {
                loadId,
                i + 1,
                issue.Severity == Severity.Error ? "error" : "warning",
                Kept("load_issue", "code", issue.Code),
                Kept("load_issue", "sheet", issue.Origin.Sheet),
                Kept("load_issue", "place", issue.Origin.Position),
                Kept("load_issue", "message_vi", issue.Message.Vi),
                Kept("load_issue", "message_en", issue.Message.En),
            }),
            transaction);
    }

    private static string Kept(string table, string column, string text) => TextColumns.Of(table, column).Fit(text);
}
