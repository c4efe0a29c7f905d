using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Measures;

/// <summary>The stages (common table expressions) that a compiled query is made of; each states its grain.</summary>
internal sealed class QueryStages(MetricQuery query, Dictionary<string, object> parameters, bool isView)
{
    /// <summary>Grain: year, item, province of the field, for the years asked for and, if need be, those they are compared with.</summary>
    public string FieldStage(bool withPrevious)
    {
        var isLedger = query.Measures[0].Family == MeasureFamily.Ledger;
        var conditions = new List<string> { isView ? "1 = 1" : "s.index_code = @index" };
        if (query.Years.Count > 0)
        {
            var years = In("year", query.Years.Cast<object>());
            conditions.Add(withPrevious
                ? $"(s.year in ({years}) or s.year in (select n.previous_year from edition n where n.index_code = @index and n.year in ({years})))"
                : $"s.year in ({years})");
        }

        // The ledger needs the total beside the parts, to know who has one in both years.
        if (query.Levels.Count > 0 && !isLedger)
        {
            conditions.Add($"s.level in ({In("level", query.Levels.Select(l => (object)LevelCode.Of(l)))})");
        }

        if (query.Items.Count > 0 && !isLedger)
        {
            conditions.Add($"s.item_code in ({In("item", query.Items)})");
        }

        var field = query.Within switch
        {
            Field.Nation => "'nation'",
            Field.OwnRegion => "r.region_code",
            Field.Region => "'region'",
            Field.Group => "'group'",
            Field.Provinces => "'list'",
            _ => throw new ArgumentOutOfRangeException(nameof(query), query.Within, "No such field."),
        };
        if (query.Within is Field.Region region)
        {
            parameters["region"] = region.RegionCode;
            conditions.Add("r.region_code = @region");
        }

        if (query.Within is Field.Group group)
        {
            parameters["group"] = group.GroupCode;
            conditions.Add("""
                exists (
                          select 1
                          from group_member g
                          where g.group_code = @group
                            and g.province_code = s.province_code
                            and g.valid_from <= e.ref_date
                            and (g.valid_to is null or g.valid_to >= e.ref_date)
                      )
                """);
        }

        if (query.Within is Field.Provinces list)
        {
            conditions.Add($"s.province_code in ({In("member", list.Codes)})");
        }

        return $"""
            field as (
                select
                    s.index_code,
                    s.year,
                    e.previous_year,
                    e.is_whole,
                    s.level,
                    s.item_code,
                    i.sort_order as item_order,
                    i.break_here,
                    i.parts_break,
                    s.province_code,
                    {field} as field_code,
                    s.score
                from score s
                join edition e
                    on e.index_code = s.index_code
                   and e.year = s.year
                join item i
                    on i.index_code = s.index_code
                   and i.year = s.year
                   and i.item_code = s.item_code
                join edition_province r
                    on r.index_code = s.index_code
                   and r.year = s.year
                   and r.province_code = s.province_code
                where {string.Join("\n      and ", conditions)}
            )
            """;
    }

    /// <summary>Grain: as field, only provinces with a score, only editions held whole: half a league has no places.</summary>
    public const string Ranked = """
        ranked as (
            select
                f.index_code,
                f.year,
                f.previous_year,
                f.item_code,
                f.item_order,
                f.break_here,
                f.field_code,
                f.province_code,
                f.score,
                rank() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score desc) as place,
                dense_rank() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score desc) as step_no,
                row_number() over (partition by f.index_code, f.year, f.item_code, f.field_code order by f.score, f.province_code) as position,
                count(*) over (partition by f.index_code, f.year, f.item_code, f.field_code) as n_ranked,
                count(*) over (partition by f.index_code, f.year, f.item_code, f.field_code, f.score) as sharing
            from field f
            where f.score is not null
              and f.is_whole = 1
        )
        """;

    /// <summary>Grain: year, item, field. Quartiles are PERCENTILE.INC. All are rounded to 8: the order of summation never decides, and no bound is lowered onto the score beneath.</summary>
    public static readonly string Bound = $"""
        bound as (
            select
                r.index_code,
                r.year,
                r.item_code,
                r.item_order,
                r.field_code,
                count(*) as n_ranked,
                cast(round(avg(r.score), 8) as double precision) as mean_score,
                cast(round(avg(case when 2 * r.position between r.n_ranked and r.n_ranked + 2 then r.score end), 8) as double precision) as median_score,
                max(r.score) as best_score,
                min(r.score) as lowest_score,
                {Quartile(1)} as lower_quartile,
                {Quartile(2)} as middle_quartile,
                {Quartile(3)} as upper_quartile
            from ranked r
            group by r.index_code, r.year, r.item_code, r.item_order, r.field_code
        )
        """;

    /// <summary>Grain: year, item. The field of all provinces, whatever the field of the question is.</summary>
    public string NationBound()
    {
        var conditions = new List<string> { isView ? "1 = 1" : "s.index_code = @index" };
        if (query.Years.Count > 0)
        {
            conditions.Add($"s.year in ({In("year", query.Years.Cast<object>())})");
        }

        if (query.Levels.Count > 0)
        {
            conditions.Add($"s.level in ({In("level", query.Levels.Select(l => (object)LevelCode.Of(l)))})");
        }

        if (query.Items.Count > 0)
        {
            conditions.Add($"s.item_code in ({In("item", query.Items)})");
        }

        return $"""
            nation_bound as (
                select
                    s.index_code,
                    s.year,
                    s.item_code,
                    cast(round(avg(s.score), 8) as double precision) as mean_score
                from score s
                join edition e
                    on e.index_code = s.index_code
                   and e.year = s.year
                where {string.Join("\n      and ", conditions)}
                  and e.is_whole = 1
                  and s.score is not null
                group by s.index_code, s.year, s.item_code
            )
            """;
    }

    /// <summary>Grain: year, item, province ranked in this year and in the year compared with.</summary>
    public const string Common = """
        common as (
            select
                n.index_code,
                n.year,
                n.item_code,
                n.province_code,
                rank() over (partition by n.index_code, n.year, n.item_code, n.field_code order by n.score desc) as place,
                rank() over (partition by n.index_code, n.year, n.item_code, n.field_code order by o.score desc) as previous_place,
                count(*) over (partition by n.index_code, n.year, n.item_code, n.field_code) as n_common
            from ranked n
            join ranked o
                on o.index_code = n.index_code
               and o.year = n.previous_year
               and o.item_code = n.item_code
               and o.province_code = n.province_code
            where n.break_here = 0
        )
        """;

    /// <summary>Grain: year, item, field, distinct score.</summary>
    public const string Step = """
        step as (
            select distinct
                r.index_code,
                r.year,
                r.item_code,
                r.field_code,
                r.step_no,
                r.place,
                r.score
            from ranked r
        )
        """;

    /// <summary>Grain: as field; the unranked stay, without a place.</summary>
    public const string RankedStanding = """
        standing as (
            select
                f.index_code,
                f.year,
                f.previous_year,
                f.item_code,
                f.item_order,
                f.break_here,
                f.parts_break,
                f.field_code,
                f.province_code,
                f.score,
                r.place,
                r.step_no,
                r.sharing
            from field f
            left join ranked r
                on r.index_code = f.index_code
               and r.year = f.year
               and r.item_code = f.item_code
               and r.province_code = f.province_code
        )
        """;

    public const string PlainStanding = """
        standing as (
            select
                f.index_code,
                f.year,
                f.previous_year,
                f.item_code,
                f.item_order,
                f.break_here,
                f.parts_break,
                f.field_code,
                f.province_code,
                f.score
            from field f
        )
        """;

    /// <summary>Grain: year, province with a total in this year and in the one compared with, the total unbroken.</summary>
    public const string Both = """
        both_years as (
            select
                n.index_code,
                n.year,
                n.previous_year,
                n.province_code,
                n.field_code,
                i.is_summed
            from field n
            join field o
                on o.index_code = n.index_code
               and o.year = n.previous_year
               and o.item_code = n.item_code
               and o.province_code = n.province_code
            join item i
                on i.index_code = n.index_code
               and i.year = n.year
               and i.item_code = n.item_code
            where n.level = 'total'
              and n.break_here = 0
              and n.is_whole = 1
              and o.is_whole = 1
              and n.score is not null
              and o.score is not null
        )
        """;

    /// <summary>Grain: year, item of either year, province of both years. Parts that do not add up to their total explain nothing of its change.</summary>
    public const string Movement = """
        part as (
            select
                b.index_code,
                b.year,
                b.province_code,
                b.field_code,
                f.level,
                f.item_code,
                min(f.item_order) as item_order,
                cast(round(sum(case when f.year = b.year then f.score else -f.score end), 6) as double precision) as contribution,
                case when count(*) = 2 and max(case when f.year = b.year then f.break_here else 0 end) = 0 then 1 else 0 end as is_comparable
            from both_years b
            join field f
                on f.index_code = b.index_code
               and f.province_code = b.province_code
               and (f.year = b.year or f.year = b.previous_year)
               and (b.is_summed = 1 or f.level = 'total')
            group by b.index_code, b.year, b.province_code, b.field_code, f.level, f.item_code
        ),
        movement as (
            select
                t.index_code,
                t.year,
                t.level,
                t.item_code,
                t.item_order,
                t.province_code,
                t.contribution,
                t.is_comparable,
                cast(round(avg(t.contribution) over (partition by t.index_code, t.year, t.item_code, t.field_code), 8) as double precision) as field_movement
            from part t
        )
        """;

    public const string JoinBound = """

        left join bound b
            on b.index_code = s.index_code
           and b.year = s.year
           and b.item_code = s.item_code
           and b.field_code = s.field_code
        """;

    public const string JoinNationBound = """

        left join nation_bound a
            on a.index_code = b.index_code
           and a.year = b.year
           and a.item_code = b.item_code
        """;

    /// <summary>No row beyond a break. The break is part of the year compared, since a condition on s alone would keep an engine from joining by keys.</summary>
    public const string JoinPrevious = """

        left join standing p
            on p.index_code = s.index_code
           and p.year = case when s.break_here = 0 then s.previous_year end
           and p.item_code = s.item_code
           and p.province_code = s.province_code
        """;

    public const string JoinPreviousBound = """

        left join bound q
            on q.index_code = p.index_code
           and q.year = p.year
           and q.item_code = p.item_code
           and q.field_code = p.field_code
        """;

    public const string JoinCommon = """

        left join common c
            on c.index_code = s.index_code
           and c.year = s.year
           and c.item_code = s.item_code
           and c.province_code = s.province_code
        """;

    public const string JoinUp = """

        left join step u
            on u.index_code = s.index_code
           and u.year = s.year
           and u.item_code = s.item_code
           and u.field_code = s.field_code
           and u.step_no = s.step_no - 1
        """;

    public const string JoinDown = """

        left join step d
            on d.index_code = s.index_code
           and d.year = s.year
           and d.item_code = s.item_code
           and d.field_code = s.field_code
           and d.step_no = s.step_no + 1
        """;

    public const string JoinUncertainty = """

        left join uncertainty w
            on w.index_code = s.index_code
           and w.year = s.year
           and w.item_code = s.item_code
           and w.province_code = s.province_code
        """;

    /// <summary>What of the stages is shown: the years, items and provinces asked for.</summary>
    public IReadOnlyList<string> Shown(string alias, bool withProvinces)
    {
        var conditions = new List<string>();
        if (query.Years.Count > 0)
        {
            conditions.Add($"{alias}.year in ({In("year", query.Years.Cast<object>())})");
        }

        if (alias == "m" && query.Levels.Count > 0)
        {
            conditions.Add($"{alias}.level in ({In("level", query.Levels.Select(l => (object)LevelCode.Of(l)))})");
        }

        if (alias == "m" && query.Items.Count > 0)
        {
            conditions.Add($"{alias}.item_code in ({In("item", query.Items)})");
        }

        if (withProvinces && query.Provinces.Count > 0)
        {
            conditions.Add($"{alias}.province_code in ({In("province", query.Provinces)})");
        }

        return conditions.Count > 0 ? conditions : ["1 = 1"];
    }

    private string In(string name, IEnumerable<object> values) => string.Join(", ", values.Select((value, i) =>
    {
        parameters[$"{name}{i}"] = value;
        return $"@{name}{i}";
    }));

    private static string Quartile(int k)
    {
        var distance = $"abs((r.n_ranked - 1) * {k} * 0.25e0 - (r.position - 1))";
        return $"cast(round(sum(case when {distance} < 1 then r.score * (1 - {distance}) else 0 end), 8) as double precision)";
    }
}
