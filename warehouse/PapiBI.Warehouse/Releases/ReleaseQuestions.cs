using System.Globalization;
using PapiBI.Warehouse.Measures;

namespace PapiBI.Warehouse.Releases;

/// <summary>Asks questions of a release.</summary>
public static class ReleaseQuestions
{
    /// <exception cref="UnanswerableQuestionException">The question leaves open what must be fixed.</exception>
    public static ResultTable Ask(this Release release, MetricQuery query)
    {
        var compiled = QueryCompiler.Compile(query);
        var hasYear = query.By.Contains(Breakdown.Year);
        var hasItem = query.By.Contains(Breakdown.Item);
        var hasProvince = query.By.Contains(Breakdown.Province);
        var rows = release.Read(
            compiled.Sql,
            reader =>
            {
                var column = 0;
                int? year = hasYear ? reader.GetInt32(column++) : null;
                var item = hasItem ? reader.GetString(column++) : null;
                var province = hasProvince ? reader.GetString(column++) : null;
                var values = query.Measures.ToDictionary(m => m, _ =>
                {
                    var at = column++;
                    return reader.IsDBNull(at) ? (double?)null : Convert.ToDouble(reader.GetValue(at), CultureInfo.InvariantCulture);
                });
                return new ResultRow(year, item, province, values);
            },
            compiled.Parameters);
        return new ResultTable(query.Measures, rows) { NotDerivable = query.Measures.Any(m => m.Needs.HasFlag(Needs.Ranks)) ? release.PartialEditions(query) : [] };
    }

    private static IReadOnlyList<NotDerivable> PartialEditions(this Release release, MetricQuery query) => release.Read(
        """
        select
            c.year,
            c.n_held,
            c.n_provinces
        from edition e
        join item t
            on t.index_code = e.index_code
           and t.year = e.year
           and t.level = 'total'
        join coverage c
            on c.index_code = t.index_code
           and c.year = t.year
           and c.item_code = t.item_code
        where e.index_code = @index
          and e.is_whole = 0
        order by c.year
        """,
        r => new NotDerivable(r.GetInt32(0), (int)r.GetInt64(1), (int)r.GetInt64(2)),
        new Dictionary<string, object> { ["index"] = query.IndexCode })
        .Where(gap => query.Years.Count == 0 || query.Years.Contains(gap.Year))
        .ToList();

}
