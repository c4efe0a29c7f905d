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
        var needsWhole = query.Measures.Any(m => m.NeedsWhole);
        return new ResultTable(query.Measures, rows)
        {
            NotDerivable = needsWhole ? [.. release.PartialEditions[query.IndexCode].Where(gap => query.Years.Count == 0 || query.Years.Contains(gap.Year))] : [],
        };
    }
}
