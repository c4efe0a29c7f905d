using System.Globalization;

namespace PapiBI.Warehouse.Loading;

/// <summary>What is in force of one index, published or not: what the figures of a new file are held against.</summary>
public sealed record KnownFigures
{
    /// <summary>Every cell of a whole table and every printed figure in force in the years asked for.</summary>
    public required IReadOnlyList<HeldFigure> Held { get; init; }

    /// <summary>Of the items of those years that can be compared with the edition before.</summary>
    public required IReadOnlyDictionary<(int Year, string ItemCode), KnownHistory> Histories { get; init; }

    /// <summary>Scores, sums too, of all editions.</summary>
    public required IReadOnlyDictionary<(int Year, string ItemCode, string ProvinceCode), double> Scores { get; init; }

    /// <summary>Provinces that were one and the same unit on the day of that year and of the edition before.</summary>
    public required IReadOnlySet<(int Year, string ProvinceCode)> Unchanged { get; init; }

    public static KnownFigures Read(WorkingDatabase database, TimeProvider clock, string indexCode, IReadOnlyCollection<int> years)
    {
        var asked = years.Count == 0 ? "null" : string.Join(", ", years.Select(year => year.ToString(CultureInfo.InvariantCulture)));
        using var transaction = database.Begin();
        CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, "", indexCode);
        database.WorkOut(transaction);
        var items = database.Query<ItemOfYear>(
            """
            select
                i.item_code as itemcode,
                i.year,
                e.previous_year as previousyear,
                i.break_here as breakhere
            from item i
            join edition e
                on e.index_code = i.index_code
               and e.year = i.year
            where i.index_code = @indexCode
            order by i.item_code, i.year
            """,
            new { indexCode },
            transaction);
        var scores = database.Query<(int Year, string Item, string Province, double Score)>(
            """
            select
                s.year,
                s.item_code,
                s.province_code,
                s.score
            from score s
            where s.index_code = @indexCode
              and s.score is not null
            """,
            new { indexCode },
            transaction).ToDictionary(s => (s.Year, s.Item, s.Province), s => s.Score);
        var unchanged = database.Query<(int, string)>(
            """
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
            """,
            new { indexCode },
            transaction).ToHashSet();
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
            Histories = HistoriesOf(items, scores, unchanged, years),
            Scores = scores,
            Unchanged = unchanged,
        };
        database.RollBack(transaction);
        return known;
    }

    // A break begins a new history, to which all years until the next break belong, later ones too.
    private static Dictionary<(int, string), KnownHistory> HistoriesOf(
        IReadOnlyList<ItemOfYear> items, Dictionary<(int Year, string Item, string Province), double> scores, IReadOnlySet<(int, string)> unchanged, IReadOnlyCollection<int> years)
    {
        var ofYear = scores.ToLookup(s => (s.Key.Year, s.Key.Item), s => (s.Key.Province, Score: s.Value));
        var histories = new Dictionary<(int, string), KnownHistory>();
        foreach (var item in items.GroupBy(i => i.ItemCode, StringComparer.Ordinal))
        {
            var segment = 0;
            foreach (var unbroken in item.Select(i => (Segment: segment += i.BreakHere == 1 ? 1 : 0, Of: i)).Where(i => i.Of is { BreakHere: 0, PreviousYear: not null }).GroupBy(i => i.Segment, i => i.Of))
            {
                var changes = unbroken
                    .Select(year => ofYear[(year.Year, item.Key)]
                        .Where(now => unchanged.Contains((year.Year, now.Province)) && scores.ContainsKey((year.PreviousYear!.Value, item.Key, now.Province)))
                        .Select(now => Math.Abs(now.Score - scores[(year.PreviousYear!.Value, item.Key, now.Province)]))
                        .ToList())
                    .Where(ofPair => ofPair.Count > 0)
                    .ToList();
                foreach (var year in unbroken.Where(i => years.Contains(i.Year)))
                {
                    histories[(year.Year, item.Key)] = new KnownHistory(year.PreviousYear!.Value, changes.SelectMany(ofPair => ofPair).DefaultIfEmpty().Max(), changes.Count, changes.Sum(ofPair => ofPair.Count));
                }
            }
        }

        return histories;
    }

    private sealed record ItemOfYear
    {
        public required string ItemCode { get; init; }
        public required int Year { get; init; }
        public required int? PreviousYear { get; init; }
        public required int BreakHere { get; init; }
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
