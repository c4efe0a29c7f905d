using PapiBI.Warehouse.Loading;

namespace PapiBI.Warehouse.Releases;

/// <summary>One cell that a number was made from: its file, place and load, and whether another load has superseded it.</summary>
public sealed record TracedCell
{
    public required string ItemCode { get; init; }
    public required double? Score { get; init; }
    public required Origin Origin { get; init; }
    public required int LoadId { get; init; }
    public required string FileName { get; init; }
    public required string FileSha256 { get; init; }
    public required Text Citation { get; init; }
    public required Text Source { get; init; }
    public required DateTimeOffset LoadedAt { get; init; }
    public required bool IsSuperseded { get; init; }
}

/// <summary>Walks a number back to the cells it came from.</summary>
public static class Trace
{
    /// <returns>The code of an index's total in a year; null where the release has no such year.</returns>
    public static string? TotalOf(this Release release, string indexCode, int year) => release.Read(
        "select i.item_code from item i where i.index_code = @index and i.year = @year and i.level = 'total'",
        r => r.GetString(0),
        new Dictionary<string, object> { ["index"] = indexCode, ["year"] = year }).SingleOrDefault();

    /// <param name="release">The release that shows the number.</param>
    /// <param name="indexCode">"PAPI".</param>
    /// <param name="year">The edition's year.</param>
    /// <param name="provinceCode">The province's code of that year.</param>
    /// <param name="itemCode">The total, a dimension or a sub-dimension.</param>
    /// <returns>Every cell that the item's score is the sum of, superseded ones too, in the order of the structure; of one item the cell in force first: a whole table's before a printed figure, then the highest precedence, then the newest.</returns>
    public static IReadOnlyList<TracedCell> Cells(Release release, string indexCode, int year, string provinceCode, string itemCode) => release.KeepsAnswers
        ? [.. release.Once((nameof(Trace), indexCode, year, itemCode), () => Read(release, indexCode, year, provinceCode: null, itemCode).ToLookup(row => row.Province, row => row.Cell, StringComparer.Ordinal))[provinceCode]]
        : [.. Read(release, indexCode, year, provinceCode, itemCode).Select(row => row.Cell)];

    private static List<(string Province, TracedCell Cell)> Read(Release release, string indexCode, int year, string? provinceCode, string itemCode) => release.Read(
        """
        with cell as (
            select
                s.index_code,
                s.year,
                s.item_code,
                s.province_code,
                s.score,
                s.sheet,
                s.place,
                s.load_id,
                0 as is_printed
            from fact_score s
            union all
            select
                p.index_code,
                p.year,
                p.item_code,
                p.province_code,
                p.value as score,
                p.sheet,
                p.place,
                p.load_id,
                1 as is_printed
            from fact_published p
            join item i
                on i.index_code = p.index_code
               and i.year = p.year
               and i.item_code = p.item_code
            where p.measure = 'score'
              and p.scope = 'nation'
              and (
                i.is_summed = 0
                or not exists (
                    select 1
                    from item c
                    where c.index_code = i.index_code
                      and c.year = i.year
                      and c.parent_code = i.item_code
                )
            )
        )
        select
            f.item_code,
            f.score,
            f.sheet,
            f.place,
            f.load_id,
            l.file_name,
            l.file_sha256,
            l.citation,
            l.source,
            l.loaded_at,
            case when row_number() over (partition by f.item_code, f.province_code order by f.is_printed, v.precedence desc, f.load_id desc) > 1 then 1 else 0 end as is_superseded,
            f.province_code
        from cell f
        join visible_load v on v.load_id = f.load_id
        join source_load l on l.load_id = f.load_id
        join item i
            on i.index_code = f.index_code
           and i.year = f.year
           and i.item_code = f.item_code
        join item t
            on t.index_code = i.index_code
           and t.year = i.year
           and t.item_code = @item
        left join item d
            on d.index_code = i.index_code
           and d.year = i.year
           and d.item_code = i.parent_code
        where f.index_code = @index
          and f.year = @year
          and (@province = '' or f.province_code = @province)
          and (
            i.item_code = t.item_code
            or (t.is_summed = 1 and i.parent_code = t.item_code)
            or (t.is_summed = 1 and d.is_summed = 1 and d.parent_code = t.item_code)
        )
        order by i.sort_order, f.item_code, f.is_printed, v.precedence desc, f.load_id desc
        """,
        r => (r.GetString(11), new TracedCell
        {
            ItemCode = r.GetString(0),
            Score = r.IsDBNull(1) ? null : r.GetDouble(1),
            Origin = new Origin(r.GetString(2), r.GetString(3)),
            LoadId = r.GetInt32(4),
            FileName = r.GetString(5),
            FileSha256 = r.GetString(6),
            Citation = Text.OfFile(r.GetString(7)),
            Source = Text.OfFile(r.GetString(8)),
            LoadedAt = new DateTimeOffset(DateTime.SpecifyKind(r.GetDateTime(9), DateTimeKind.Utc)),
            IsSuperseded = r.GetInt32(10) == 1,
        }),
        new Dictionary<string, object> { ["index"] = indexCode, ["year"] = year, ["province"] = provinceCode ?? "", ["item"] = itemCode });
}
