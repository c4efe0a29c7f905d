namespace PapiBI.Warehouse.State;

/// <summary>A question that somebody keeps.</summary>
public sealed record SavedQuery
{
    public const int LongestTitle = 200;

    /// <summary>In letters; what is longer, no engine takes.</summary>
    public const int LongestSql = 20_000;

    public required long Id { get; init; }

    /// <summary>Whose it is; only they change it.</summary>
    public required long PersonId { get; init; }

    /// <summary>What its owner is called; blank where nobody signs in.</summary>
    public required string Owner { get; init; }
    public required string Title { get; init; }
    public required string Sql { get; init; }

    /// <summary>Whether every analyst sees it.</summary>
    public required bool IsShared { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A question that was asked, and how it ended.</summary>
public sealed record AskedQuery
{
    /// <summary>How one ends that was answered; else it is the code of the refusal.</summary>
    public const string Done = "done";

    /// <summary>How one ends of which nobody knows how it ended.</summary>
    public const string Failed = "failed";

    public required string Sql { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required double Seconds { get; init; }
    public required int Rows { get; init; }
    public required string Ended { get; init; }
}

/// <summary>The questions that analysts keep and share, and those they asked. The audit log is told of a question before it is answered, and again how it ended.</summary>
public sealed class SavedQueries(StateDatabase state, TimeProvider clock)
{
    /// <summary>How many of the questions that somebody asked are kept.</summary>
    public const int Kept = 200;

    /// <summary>How many questions one person may keep under titles.</summary>
    public const int MostSaved = 200;

    /// <returns>The person's own, and what others share, by title.</returns>
    public IReadOnlyList<SavedQuery> SeenBy(long personId) => state.Read(
        """
        select q.query_id, q.person_id, coalesce(p.name, ''), q.title, q.query_sql, q.is_shared, q.changed_at
        from saved_query q
        left join person p on p.person_id = q.person_id
        where q.person_id = @personId
           or q.is_shared = 1
        order by q.title, q.query_id
        """,
        r => new SavedQuery
        {
            Id = r.GetInt64(0),
            PersonId = r.GetInt64(1),
            Owner = r.GetString(2),
            Title = r.GetString(3),
            Sql = r.GetString(4),
            IsShared = r.GetInt32(5) == 1,
            ChangedAt = StateDatabase.Time(r.GetString(6)),
        },
        new { personId });

    /// <summary>Keeps a question; what the person kept under this title is replaced.</summary>
    /// <returns>False where the person keeps <see cref="MostSaved"/> others already.</returns>
    public bool Save(long personId, string title, string sql, bool isShared) => state.Write(transaction =>
    {
        var row = new { personId, title, sql, shared = isShared ? 1 : 0, now = StateDatabase.Text(clock.GetUtcNow()) };
        if (transaction.Execute("update saved_query set query_sql = @sql, is_shared = @shared, changed_at = @now where person_id = @personId and title = @title", row) == 0)
        {
            if (transaction.Read("select q.query_id from saved_query q where q.person_id = @personId", r => r.GetInt64(0), new { personId }).Count >= MostSaved)
            {
                return false;
            }

            transaction.Execute(
                """
                insert into saved_query (query_id, person_id, title, query_sql, is_shared, changed_at)
                select coalesce(max(q.query_id), 0) + 1, @personId, @title, @sql, @shared, @now
                from saved_query q
                """,
                row);
        }

        return true;
    });

    /// <returns>False where the person has no such question.</returns>
    public bool Remove(long personId, long queryId) =>
        state.Write("delete from saved_query where query_id = @queryId and person_id = @personId", new { queryId, personId }) == 1;

    /// <summary>Tells the audit log what somebody asks, before anything answers it.</summary>
    /// <returns>The number of the entry.</returns>
    public long Begin(Actor by, string sql) => state.Write(transaction => AuditLog.Add(transaction, clock, by, AuditAction.Asked, sql));

    /// <summary>Writes down how a question ended: for whoever asked it, and for the audit log.</summary>
    /// <param name="by">Who asked.</param>
    /// <param name="personId">Their number.</param>
    /// <param name="asked">What, and how it ended.</param>
    /// <param name="entry">What <see cref="Begin"/> gave.</param>
    public void Record(Actor by, long personId, AskedQuery asked, long entry) => state.Write(transaction =>
    {
        transaction.Execute(
            """
            insert into query_history (history_id, person_id, query_sql, asked_at, seconds, sent_rows, ended)
            select coalesce(max(h.history_id), 0) + 1, @personId, @Sql, @at, @Seconds, @Rows, @Ended
            from query_history h
            """,
            new { personId, asked.Sql, at = StateDatabase.Text(asked.AskedAt), asked.Seconds, asked.Rows, asked.Ended });
        transaction.Execute(
            """
            delete from query_history
            where person_id = @personId
              and history_id not in (
                select h.history_id
                from query_history h
                where h.person_id = @personId
                order by h.history_id desc
                offset 0 rows fetch next @Kept rows only)
            """,
            new { personId, Kept });
        AuditLog.Add(transaction, clock, by, AuditAction.Answered, FormattableString.Invariant($"{entry}"), FormattableString.Invariant($"{asked.Ended}, {asked.Rows} rows, {asked.Seconds:0.00} s"));
        return true;
    });

    /// <returns>What the person asked, the newest first.</returns>
    public IReadOnlyList<AskedQuery> AskedBy(long personId, int most) => state.Read(
        """
        select h.query_sql, h.asked_at, h.seconds, h.sent_rows, h.ended
        from query_history h
        where h.person_id = @personId
        order by h.history_id desc
        offset 0 rows fetch next @most rows only
        """,
        r => new AskedQuery
        {
            Sql = r.GetString(0),
            AskedAt = StateDatabase.Time(r.GetString(1)),
            Seconds = r.GetDouble(2),
            Rows = r.GetInt32(3),
            Ended = r.GetString(4),
        },
        new { personId, most });
}
