namespace PapiBI.Warehouse.State;

/// <summary>A mail that tells somebody what to mend in a file of theirs, ready to be handed over.</summary>
public sealed record MendingMail
{
    /// <summary>Follows from the bytes of the file, its faults and the address: what is the same is mailed once.</summary>
    public required string Key { get; init; }
    public required string FileName { get; init; }
    public required string Address { get; init; }
    public required Language Language { get; init; }
    public required string Subject { get; init; }
    public required string Html { get; init; }
    public required string PlainText { get; init; }

    /// <summary>Null, as the copy is, where the file could not be opened.</summary>
    public string? CopyName { get; init; }
    public byte[]? Copy { get; init; }

    /// <summary>How often the server put it off.</summary>
    public int Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The mails to those who send files, each once: marked before it leaves, and not repeated where nobody knows what became of it.</summary>
public sealed class MendingMails(StateDatabase state, TimeProvider clock)
{
    /// <returns>False where it was there before.</returns>
    public bool Add(MendingMail mail) => state.Write(
        """
        insert into mending_mail (mail_key, file_name, address, language, subject, html, plain_text, copy_name, copy, state, attempts, next_attempt_at, created_at)
        select @Key, @FileName, @Address, @language, @Subject, @Html, @PlainText, @CopyName, @Copy, 'due', 0, @now, @now
        where not exists (select 1 from mending_mail m where m.mail_key = @Key)
        """,
        new
        {
            mail.Key,
            mail.FileName,
            mail.Address,
            language = mail.Language == Language.English ? "en" : "vi",
            mail.Subject,
            mail.Html,
            mail.PlainText,
            mail.CopyName,
            mail.Copy,
            now = StateDatabase.Text(clock.GetUtcNow()),
        }) == 1;

    /// <summary>Marks one that is due as being handed over by this worker.</summary>
    /// <returns>Null where nothing is due.</returns>
    public MendingMail? Take(string workerId) => state.Write(transaction =>
    {
        var mail = transaction.Read(
            """
            select m.mail_key, m.file_name, m.address, m.language, m.subject, m.html, m.plain_text, m.copy_name, m.copy, m.attempts, m.created_at
            from mending_mail m
            where m.state = 'due'
              and m.next_attempt_at <= @now
            order by m.created_at, m.mail_key
            offset 0 rows fetch next 1 rows only
            """,
            r => new MendingMail
            {
                Key = r.GetString(0),
                FileName = r.GetString(1),
                Address = r.GetString(2),
                Language = r.GetString(3) == "en" ? Language.English : Language.Vietnamese,
                Subject = r.GetString(4),
                Html = r.GetString(5),
                PlainText = r.GetString(6),
                CopyName = r.IsDBNull(7) ? null : r.GetString(7),
                Copy = r.IsDBNull(8) ? null : (byte[])r.GetValue(8),
                Attempts = r.GetInt32(9),
                CreatedAt = StateDatabase.Time(r.GetString(10)),
            },
            new { now = StateDatabase.Text(clock.GetUtcNow()) }).FirstOrDefault();
        if (mail is not null)
        {
            transaction.Execute("update mending_mail set state = 'handing', worker_id = @workerId where mail_key = @Key", new { workerId, mail.Key });
        }

        return mail;
    });

    /// <summary>It certainly did not leave: it is due again.</summary>
    public void Postpone(MendingMail mail, int attempts, DateTimeOffset until) => state.Write(
        "update mending_mail set state = 'due', attempts = @attempts, next_attempt_at = @until where mail_key = @Key",
        new { mail.Key, attempts, until = StateDatabase.Text(until) });

    /// <param name="mail">One that was taken.</param>
    /// <param name="ending">One of <see cref="DeliveryState"/>: sent, refused, given up or unknown.</param>
    public void End(MendingMail mail, string ending) => state.Write(
        "update mending_mail set state = @ending, copy = null, ended_at = @now where mail_key = @Key",
        new { mail.Key, ending, now = StateDatabase.Text(clock.GetUtcNow()) });

    /// <summary>Ends those whose worker died while it handed them over.</summary>
    /// <returns>The files they were about.</returns>
    public IReadOnlyList<string> Abandon() => state.Write(transaction =>
    {
        var (now, soon) = Workers.At(clock.GetUtcNow());
        var dead = transaction.Read(
            $"select m.mail_key, m.file_name from mending_mail m where m.state = 'handing' and m.worker_id not in {Workers.Alive}",
            r => (Key: r.GetString(0), File: r.GetString(1)),
            new { now, soon });
        foreach (var (key, _) in dead)
        {
            transaction.Execute("update mending_mail set state = 'unknown', copy = null, ended_at = @now where mail_key = @key", new { key, now });
        }

        return dead.ConvertAll(mail => mail.File);
    });
}
