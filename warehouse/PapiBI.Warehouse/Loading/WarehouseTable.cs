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
            _ => throw new ArgumentOutOfRangeException(nameof(row), row, "No table takes this row."),
        };
        return [loadId, .. own, row.Origin.Sheet, row.Origin.Position];
    }
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
