using System.Text;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Measures;

/// <summary>SQL with its parameters (@name) and the measures of its last columns, after year, item_code and province_code where asked for.</summary>
public sealed record CompiledQuery(string Sql, IReadOnlyDictionary<string, object> Parameters);

/// <summary>Writes the SQL of a question. Pure: the same question gives the same text; goldens hold it for both dialects.</summary>
public static class QueryCompiler
{
    /// <exception cref="UnanswerableQuestionException">The question leaves open what must be fixed for its measures to make sense.</exception>
    public static CompiledQuery Compile(MetricQuery query)
    {
        QuestionRules.Check(query);
        var parameters = new Dictionary<string, object> { ["index"] = query.IndexCode };
        var (body, order) = Write(query, new QueryStages(query, parameters, isView: false), indexColumn: false);
        return new CompiledQuery(body + order, parameters);
    }

    /// <summary>The question as the body of a view over every index: no parameters, no order, the index code as the first column.</summary>
    public static string CompileView(MetricQuery query)
    {
        QuestionRules.Check(query);
        var parameters = new Dictionary<string, object>();
        var (body, _) = Write(query, new QueryStages(query, parameters, isView: true), indexColumn: true);
        return parameters.Count == 0 ? body : throw new ArgumentException("A view takes no parameters: leave years, items and provinces open.", nameof(query));
    }

    private static (string Body, string Order) Write(MetricQuery query, QueryStages stages, bool indexColumn) =>
        query.Measures[0].Family == MeasureFamily.Ledger ? Ledger(query, stages, indexColumn) : Standings(query, stages, indexColumn);

    private static (string Body, string Order) Standings(MetricQuery query, QueryStages stages, bool indexColumn)
    {
        var needs = query.Measures.Aggregate(Needs.None, (all, m) => all | m.Needs);
        var isField = query.Measures.All(m => m.Family == MeasureFamily.Field) && !query.By.Contains(Breakdown.Province) && query.Provinces.Count == 0;
        var isCount = query.Measures[0].Family == MeasureFamily.Count;
        var ctes = new List<string> { stages.FieldStage(withPrevious: needs.HasFlag(Needs.Previous) || needs.HasFlag(Needs.CommonField)) };
        if (needs.HasFlag(Needs.Ranks))
        {
            ctes.Add(QueryStages.Ranked);
        }

        if (needs.HasFlag(Needs.Bounds) || needs.HasFlag(Needs.PreviousBounds))
        {
            ctes.Add(QueryStages.Bound);
        }

        if (needs.HasFlag(Needs.NationBounds))
        {
            ctes.Add(stages.NationBound());
        }

        if (needs.HasFlag(Needs.CommonField))
        {
            ctes.Add(QueryStages.Common);
        }

        if ((needs & (Needs.NeighbourUp | Needs.NeighbourDown | Needs.FiveUp)) != Needs.None)
        {
            ctes.Add(QueryStages.Step);
        }

        if (!isField)
        {
            ctes.Add(needs.HasFlag(Needs.Ranks) ? QueryStages.RankedStanding : QueryStages.PlainStanding);
        }

        var sql = new StringBuilder("with ").AppendJoin(",\n", ctes).Append("\nselect\n    ");
        var alias = isField ? "b" : "s";
        var breakdowns = Breakdowns(query, alias, indexColumn);
        sql.AppendJoin(",\n    ", breakdowns.Concat(query.Measures.Select(m => $"{m.Expression} as {m.Code}")));
        sql.Append(isField ? "\nfrom bound b" : "\nfrom standing s").Append(Joins(needs, isField));
        sql.Append("\nwhere ").AppendJoin("\n  and ", stages.Shown(alias, withProvinces: !isField));
        if (isCount)
        {
            sql.Append("\ngroup by ").AppendJoin(", ", breakdowns.DefaultIfEmpty("s.index_code"));
        }

        return (sql.ToString(), Order(query, alias, withPlace: needs.HasFlag(Needs.Ranks) && !isField && !isCount, withItemOrder: !isCount));
    }

    private static (string Body, string Order) Ledger(MetricQuery query, QueryStages stages, bool indexColumn)
    {
        var columns = Breakdowns(query, "m", indexColumn).Concat(query.Measures.Select(m => $"{m.Expression} as {m.Code}"));
        var sql = new StringBuilder("with ")
            .AppendJoin(",\n", stages.FieldStage(withPrevious: true), QueryStages.Both, QueryStages.Movement)
            .Append("\nselect\n    ").AppendJoin(",\n    ", columns)
            .Append("\nfrom movement m\nwhere ").AppendJoin("\n  and ", stages.Shown("m", withProvinces: true))
            .ToString();
        return (sql, Order(query, "m", withPlace: false, withItemOrder: true));
    }

    private static List<string> Breakdowns(MetricQuery query, string alias, bool indexColumn)
    {
        List<string> columns = indexColumn ? [$"{alias}.index_code"] : [];
        columns.AddRange(query.By.Distinct().Order().Select(b => $"{alias}.{Column(b)}"));
        return columns;
    }

    private static string Joins(Needs needs, bool isField)
    {
        var joins = new StringBuilder();
        if (isField)
        {
            return needs.HasFlag(Needs.NationBounds) ? QueryStages.JoinNationBound : "";
        }

        if (needs.HasFlag(Needs.Bounds))
        {
            joins.Append(QueryStages.JoinBound);
        }

        if (needs.HasFlag(Needs.NationBounds))
        {
            joins.Append(QueryStages.JoinNationBound);
        }

        if (needs.HasFlag(Needs.Previous))
        {
            joins.Append(QueryStages.JoinPrevious);
        }

        if (needs.HasFlag(Needs.PreviousBounds))
        {
            joins.Append(QueryStages.JoinPreviousBound);
        }

        if (needs.HasFlag(Needs.CommonField))
        {
            joins.Append(QueryStages.JoinCommon);
        }

        if (needs.HasFlag(Needs.NeighbourUp))
        {
            joins.Append(QueryStages.JoinUp);
        }

        if (needs.HasFlag(Needs.NeighbourDown))
        {
            joins.Append(QueryStages.JoinDown);
        }

        if (needs.HasFlag(Needs.Uncertainty))
        {
            joins.Append(QueryStages.JoinUncertainty);
        }

        return joins.ToString();
    }

    private static string Order(MetricQuery query, string alias, bool withPlace, bool withItemOrder)
    {
        var keys = new List<string>();
        if (query.By.Contains(Breakdown.Year))
        {
            keys.Add($"{alias}.year");
        }

        if (query.By.Contains(Breakdown.Item) && withItemOrder)
        {
            keys.Add($"{alias}.item_order");
            keys.Add($"{alias}.item_code");
        }

        if (query.By.Contains(Breakdown.Province))
        {
            if (withPlace)
            {
                keys.Add($"case when {alias}.place is null then 1 else 0 end");
                keys.Add($"{alias}.place");
            }

            keys.Add($"{alias}.province_code");
        }

        return keys.Count == 0 ? "" : "\norder by " + string.Join(", ", keys);
    }

    private static string Column(Breakdown breakdown) => breakdown switch
    {
        Breakdown.Year => "year",
        Breakdown.Item => "item_code",
        Breakdown.Province => "province_code",
        _ => throw new ArgumentOutOfRangeException(nameof(breakdown), breakdown, "No column for this breakdown."),
    };
}
