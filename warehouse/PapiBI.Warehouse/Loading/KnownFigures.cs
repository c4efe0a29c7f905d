using System.Globalization;

namespace PapiBI.Warehouse.Loading;

/// <summary>What is in force of one index, published or not: what the figures of a new file are held against.</summary>
public sealed record KnownFigures
{
    /// <summary>Every cell of a whole table and every printed figure in force in the years asked for.</summary>
    public required IReadOnlyList<HeldFigure> Held { get; init; }

    /// <summary>Of the items of those years that can be compared with the edition before.</summary>
    public required IReadOnlyDictionary<(int Year, string ItemCode), KnownHistory> Histories { get; init; }

    /// <summary>Scores, sums too, of the editions before the years asked for.</summary>
    public required IReadOnlyDictionary<(int Year, string ItemCode, string ProvinceCode), double> Scores { get; init; }

    /// <summary>Provinces that were one and the same unit on the day of that year and of the edition before.</summary>
    public required IReadOnlySet<(int Year, string ProvinceCode)> Unchanged { get; init; }

    public static KnownFigures Read(WorkingDatabase database, TimeProvider clock, string indexCode, IReadOnlyCollection<int> years)
    {
        var asked = years.Count == 0 ? "null" : string.Join(", ", years.Select(year => year.ToString(CultureInfo.InvariantCulture)));
        using var transaction = database.Connection.BeginTransaction();
        CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, "");
        var known = new KnownFigures
        {
            Held = database.Query<HeldFigure>(
                $"""
                select
                    h.year,
                    h.item_code as itemcode,
                    h.province_code as provincecode,
                    h.scope,
                    h.scope_code as scopecode,
                    h.measure,
                    h.value,
                    h.is_cell as iscell,
                    h.load_id as loadid,
                    l.file_name as filename,
                    coalesce(l.precedence, 0) as precedence
                from (
                    select
                        s.year,
                        s.item_code,
                        s.province_code,
                        'nation' as scope,
                        '' as scope_code,
                        'score' as measure,
                        s.score as value,
                        1 as is_cell,
                        s.load_id
                    from published_score s
                    where s.index_code = @indexCode
                    union all
                    select
                        f.year,
                        f.item_code,
                        f.province_code,
                        f.scope,
                        f.scope_code,
                        f.measure,
                        f.value,
                        0 as is_cell,
                        f.load_id
                    from published_fact f
                    where f.index_code = @indexCode
                ) h
                join source_load l on l.load_id = h.load_id
                where h.year in ({asked})
                order by h.year, h.item_code, h.province_code, h.load_id
                """,
                new { indexCode },
                transaction),
            Histories = HistoriesOf(
                database.Query<ChangesOfYear>(
                    """
                    with change as (
                        select
                            s.item_code,
                            s.year,
                            abs(s.score - b.score) as points
                        from score s
                        join edition e
                            on e.index_code = s.index_code
                           and e.year = s.year
                        join edition n
                            on n.index_code = e.index_code
                           and n.year = e.previous_year
                        join score b
                            on b.index_code = s.index_code
                           and b.year = n.year
                           and b.item_code = s.item_code
                           and b.province_code = s.province_code
                        join province p
                            on p.province_code = s.province_code
                           and p.valid_from <= n.ref_date
                           and (p.valid_to is null or p.valid_to >= e.ref_date)
                        where s.index_code = @indexCode
                    )
                    select
                        i.item_code as itemcode,
                        i.year,
                        e.previous_year as previousyear,
                        i.break_here as breakhere,
                        max(c.points) as largest,
                        count(c.points) as changes
                    from item i
                    join edition e
                        on e.index_code = i.index_code
                       and e.year = i.year
                    left join change c
                        on c.year = i.year
                       and c.item_code = i.item_code
                    where i.index_code = @indexCode
                    group by i.item_code, i.year, e.previous_year, i.break_here
                    order by i.item_code, i.year
                    """,
                    new { indexCode },
                    transaction),
                years),
            Scores = database.Query<(int Year, string Item, string Province, double Score)>(
                $"""
                select
                    s.year,
                    s.item_code,
                    s.province_code,
                    s.score
                from score s
                where s.index_code = @indexCode
                  and s.score is not null
                  and s.year in (
                    select e.previous_year
                    from edition e
                    where e.index_code = @indexCode
                      and e.year in ({asked})
                )
                """,
                new { indexCode },
                transaction).ToDictionary(s => (s.Year, s.Item, s.Province), s => s.Score),
            Unchanged = database.Query<(int, string)>(
                $"""
                select
                    e.year,
                    p.province_code
                from edition e
                join edition n
                    on n.index_code = e.index_code
                   and n.year = e.previous_year
                join province p
                    on p.valid_from <= n.ref_date
                   and (p.valid_to is null or p.valid_to >= e.ref_date)
                where e.index_code = @indexCode
                  and e.year in ({asked})
                """,
                new { indexCode },
                transaction).ToHashSet(),
        };
        transaction.Rollback();
        return known;
    }

    // A break begins a new history, to which all years until the next break belong, later ones too.
    private static Dictionary<(int, string), KnownHistory> HistoriesOf(IReadOnlyList<ChangesOfYear> changes, IReadOnlyCollection<int> years)
    {
        var histories = new Dictionary<(int, string), KnownHistory>();
        foreach (var item in changes.GroupBy(c => c.ItemCode, StringComparer.Ordinal))
        {
            var segment = 0;
            foreach (var unbroken in item.Select(c => (Segment: segment += c.BreakHere == 1 ? 1 : 0, Change: c)).GroupBy(c => c.Segment, c => c.Change))
            {
                var held = unbroken.Where(c => c.BreakHere == 0 && c.Changes > 0).ToList();
                foreach (var year in unbroken.Where(c => c.BreakHere == 0 && c.PreviousYear is not null && years.Contains(c.Year)))
                {
                    histories[(year.Year, item.Key)] = new KnownHistory(year.PreviousYear!.Value, held.Max(c => c.Largest) ?? 0, held.Count, (int)held.Sum(c => c.Changes));
                }
            }
        }

        return histories;
    }

    private sealed record ChangesOfYear
    {
        public required string ItemCode { get; init; }
        public required int Year { get; init; }
        public required int? PreviousYear { get; init; }
        public required int BreakHere { get; init; }
        public required double? Largest { get; init; }
        public required long Changes { get; init; }
    }
}

/// <summary>A figure in force and the file it came with.</summary>
public sealed record HeldFigure
{
    public required int Year { get; init; }
    public required string ItemCode { get; init; }

    /// <summary>"" for a figure of the whole scope.</summary>
    public required string ProvinceCode { get; init; }
    public required string Scope { get; init; }
    public required string ScopeCode { get; init; }

    /// <summary>"score", "rank": as <see cref="PublishedMeasureCode"/> says.</summary>
    public required string Measure { get; init; }

    /// <summary>Null for a group and for a cell that was blank.</summary>
    public required double? Value { get; init; }

    /// <summary>1: a cell of a whole table, which comes before a printed figure; 0: a printed figure.</summary>
    public required int IsCell { get; init; }
    public required int LoadId { get; init; }
    public required string FileName { get; init; }
    public required int Precedence { get; init; }
}

/// <summary>How far an item has moved so far, between editions next to each other and since its last break.</summary>
/// <param name="PreviousYear">The edition that the year is compared with.</param>
/// <param name="LargestChange">Of any province, up or down, in points.</param>
/// <param name="Pairs">How many pairs of editions there are.</param>
/// <param name="Changes">How many changes of provinces they hold.</param>
public sealed record KnownHistory(int PreviousYear, double LargestChange, int Pairs, int Changes);
