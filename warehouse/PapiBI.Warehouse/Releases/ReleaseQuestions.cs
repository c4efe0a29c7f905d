using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Warehouse.Releases;

/// <summary>Asks questions of a release.</summary>
public static class ReleaseQuestions
{
    /// <exception cref="UnanswerableQuestionException">The question leaves open what must be fixed.</exception>
    public static ResultTable Ask(this Release release, MetricQuery query) =>
        release.KeepsAnswers && query.Provinces is [var province] ? OfAll(release, query with { Provinces = [] }, province) : Once(release, query, table => table);

    /// <summary>Asks several at a time.</summary>
    /// <returns>The answers in the order of the questions.</returns>
    /// <exception cref="UnanswerableQuestionException">A question leaves open what must be fixed.</exception>
    public static IReadOnlyList<ResultTable> Ask(this Release release, IReadOnlyList<MetricQuery> queries)
    {
        var answers = new ResultTable[queries.Count];
        try
        {
            // No more at a time than there are cores: on a server each is a session, and new ones cost more than they bring.
            Parallel.For(0, queries.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => answers[i] = release.Ask(queries[i]));
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }

        return answers;
    }

    // Whom one shows never changes who is ranked, so the question for everyone answers that for one province.
    private static ResultTable OfAll(Release release, MetricQuery query, string province)
    {
        var isShown = query.By.Contains(Breakdown.Province);
        var all = Once(release, isShown ? query : query with { By = [.. query.By, Breakdown.Province] }, table => new AllProvinces(table));
        var rows = all.Rows[province];
        return all.Table with { Rows = [.. isShown ? rows : rows.Select(row => row with { ProvinceCode = null })] };
    }

    private static T Once<T>(Release release, MetricQuery query, Func<ResultTable, T> keep)
        where T : notnull => release.Once((query.Key, typeof(T)), () => keep(Answer(release, query)));

    private static ResultTable Answer(Release release, MetricQuery query)
    {
        var compiled = QueryCompiler.Compile(query);
        var hasYear = query.By.Contains(Breakdown.Year);
        var hasItem = query.By.Contains(Breakdown.Item);
        var hasProvince = query.By.Contains(Breakdown.Province);
        ImmutableArray<Measure> measures = [.. query.Measures];
        var rows = release.Read(
            compiled.Sql,
            reader =>
            {
                var column = 0;
                int? year = hasYear ? reader.GetInt32(column++) : null;

                // Codes are few and rows are many: each code is held once, and found by what it is before its letters are compared.
                var item = hasItem ? string.Intern(reader.GetString(column++)) : null;
                var province = hasProvince ? string.Intern(reader.GetString(column++)) : null;
                var values = new double?[measures.Length];
                for (var i = 0; i < values.Length; i++, column++)
                {
                    values[i] = reader.IsDBNull(column) ? null : Convert.ToDouble(reader.GetValue(column), CultureInfo.InvariantCulture);
                }

                return new ResultRow(year, item, province, measures, ImmutableCollectionsMarshal.AsImmutableArray(values));
            },
            compiled.Parameters);
        var needsWhole = query.Measures.Any(m => m.NeedsWhole);
        return new ResultTable(query.Measures, rows)
        {
            NotDerivable = needsWhole ? [.. release.PartialEditions[query.IndexCode].Where(gap => query.Years.Count == 0 || query.Years.Contains(gap.Year))] : [],
        };
    }

    /// <summary>An answer and its rows by province.</summary>
    private sealed record AllProvinces(ResultTable Table)
    {
        public ILookup<string, ResultRow> Rows { get; } = Table.Rows.ToLookup(row => row.ProvinceCode!, StringComparer.Ordinal);
    }
}
