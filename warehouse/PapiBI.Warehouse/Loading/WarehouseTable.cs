namespace PapiBI.Warehouse.Loading;

/// <summary>Which table takes a row, and its values in the order of that table's columns.</summary>
internal static class WarehouseTable
{
    public static string Of(SourceRow row) => row switch
    {
        RegionRow => "dim_region",
        ProvinceRow => "dim_province",
        ProvinceAliasRow => "province_alias",
        GroupRow => "dim_province_group",
        GroupMemberRow => "bridge_province_group",
        EditionRow => "dim_edition",
        IndicatorRow => "dim_indicator",
        ScoreRow => "fact_score",
        PublishedRow => "fact_published",
        UncertaintyRow => "fact_uncertainty",
        IndicatorValueRow => "fact_indicator_value",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, "No table takes this row."),
    };

    public static object?[] Values(int loadId, SourceRow row)
    {
        object?[] own = row switch
        {
            RegionRow r => [r.RegionCode, r.NameVi, r.NameEn, r.SortOrder],
            ProvinceRow r => [r.ProvinceCode, r.ValidFrom, r.ValidTo, r.FullNameVi, r.NameVi, r.NameEn, r.ProvinceType, r.RegionCode, r.SuccessorCode, r.Population, r.AreaKm2],
            ProvinceAliasRow r => [r.Alias, r.ProvinceCode],
            GroupRow r => [r.GroupCode, r.NameVi, r.NameEn, r.MembersVi, r.MembersEn, r.SortOrder],
            GroupMemberRow r => [r.GroupCode, r.ProvinceCode, r.ValidFrom, r.ValidTo],
            EditionRow r => [r.IndexCode, r.Year, r.RefDate, r.PreviousYear, (short)(r.IsWhole ? 1 : 0)],
            IndicatorRow r => [r.IndexCode, r.Year, LevelCode.Of(r.Level), r.ItemCode, r.ParentCode, r.NameVi, r.NameEn, r.MinScore, r.MaxScore, r.SortOrder, (short)(r.BreakHere ? 1 : 0)],
            ScoreRow r => [r.IndexCode, r.Year, r.ItemCode, r.ProvinceCode, r.Score, r.NoteVi, r.NoteEn],
            PublishedRow r => [r.IndexCode, r.Year, r.ItemCode, r.ProvinceCode, ScopeCode.Of(r.Scope), r.ScopeCode, PublishedMeasureCode.Of(r.Measure), r.Value, r.Words, BasisCode.Of(r.Basis), r.Source, r.NoteVi, r.NoteEn],
            IndicatorValueRow r => [r.IndexCode, r.Year, r.ItemCode, r.IndicatorNo, r.Label, r.Scale, r.ProvinceCode, r.Value],
            UncertaintyRow r => [r.IndexCode, r.Year, r.ItemCode, r.ProvinceCode, r.StandardError, r.IntervalLow, r.IntervalHigh, r.IntervalMultiplier, r.Variance, r.Observations],
            _ => throw new ArgumentOutOfRangeException(nameof(row), row, "No table takes this row."),
        };
        object?[] added = row is IndicatorRow item ? [(short)(item.IsSummed ? 1 : 0), item.Weight] : [];
        return [loadId, .. own, row.Origin.Sheet, row.Origin.Position, .. added];
    }
}

/// <summary>A printed measure as it stands in the warehouse and at the head of a file's column.</summary>
public static class PublishedMeasureCode
{
    public static string Of(PublishedMeasure measure) => measure switch
    {
        PublishedMeasure.Score => "score",
        PublishedMeasure.Rank => "rank",
        PublishedMeasure.Ranked => "ranked",
        PublishedMeasure.ScoreChange => "score_change",
        PublishedMeasure.RankChange => "rank_change",
        PublishedMeasure.Group => "group",
        PublishedMeasure.Percent => "percent",
        PublishedMeasure.MaxScore => "max_score",
        PublishedMeasure.Mean => "mean",
        PublishedMeasure.Median => "median",
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "No such measure."),
    };

    public static PublishedMeasure Parse(string code) => Enum.GetValues<PublishedMeasure>().Single(m => Of(m) == code);
}

/// <summary>A basis as it stands in the warehouse and in files.</summary>
public static class BasisCode
{
    public static string Of(Basis basis) => basis switch
    {
        Basis.Stated => "stated",
        Basis.Interpreted => "interpreted",
        Basis.ListedOrder => "listed order",
        Basis.Derived => "derived",
        Basis.RankComputed => "rank computed",
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "No such basis."),
    };

    /// <summary>The basis of that name; null where there is none.</summary>
    public static Basis? Find(string code)
    {
        foreach (var basis in Enum.GetValues<Basis>())
        {
            if (Of(basis) == code)
            {
                return basis;
            }
        }

        return null;
    }
}

/// <summary>A kind of scope as it stands in the warehouse and in files.</summary>
public static class ScopeCode
{
    public static string Of(ScopeKind scope) => scope switch
    {
        ScopeKind.Nation => "nation",
        ScopeKind.Region => "region",
        ScopeKind.Group => "group",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "No such scope."),
    };

    public static ScopeKind Parse(string code) => Enum.GetValues<ScopeKind>().Single(s => Of(s) == code);
}

/// <summary>A level as it stands in the warehouse.</summary>
public static class LevelCode
{
    public static string Of(IndicatorLevel level) => level switch
    {
        IndicatorLevel.Total => "total",
        IndicatorLevel.Dimension => "dimension",
        IndicatorLevel.SubDimension => "sub-dimension",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "No such level."),
    };

    public static IndicatorLevel Parse(string code) => code switch
    {
        "total" => IndicatorLevel.Total,
        "dimension" => IndicatorLevel.Dimension,
        "sub-dimension" => IndicatorLevel.SubDimension,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No such level."),
    };
}
