namespace PapiBI.Warehouse.Loading;

/// <summary>Which table takes a row, and its values in the order of that table's columns; which tables a load of a kind changes.</summary>
public static class WarehouseTable
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
        PlanRow => "dim_plan",
        PlanIndexRow => "bridge_plan_index",
        AgencyRow => "dim_agency",
        TaskRow => "dim_task",
        TaskAgencyRow => "bridge_task_agency",
        TaskLocalityRow => "bridge_task_locality",
        TaskPartRow => "bridge_task_part",
        TargetRow => "fact_target",
        TaskProgressRow => "fact_task_progress",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, "No table takes this row."),
    };

    /// <summary>The tables in which a load of that kind has rows, or takes the place of others that have.</summary>
    public static IReadOnlyList<string> Of(LoadKind kind) => kind switch
    {
        LoadKind.Regions => ["dim_region"],
        LoadKind.Provinces => ["dim_province"],
        LoadKind.ProvinceAliases => ["province_alias"],
        LoadKind.Groups => ["dim_province_group"],
        LoadKind.GroupMembers => ["bridge_province_group"],
        LoadKind.Editions => ["dim_edition"],
        LoadKind.Structure => ["dim_indicator"],
        LoadKind.Scores => ["fact_score", "fact_uncertainty", "fact_indicator_value"],
        LoadKind.Published => ["fact_published", "fact_uncertainty"],
        LoadKind.Plan => ["dim_plan", "bridge_plan_index", "dim_agency", "dim_task", "bridge_task_agency", "bridge_task_locality", "bridge_task_part", "fact_target"],
        LoadKind.PlanProgress => ["fact_task_progress"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No table is of this kind."),
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
            EditionRow r => [r.IndexCode, r.Year, r.RefDate, r.PreviousYear, Flag(r.IsWhole)],
            IndicatorRow r => [r.IndexCode, r.Year, LevelCode.Of(r.Level), r.ItemCode, r.ParentCode, r.NameVi, r.NameEn, r.MinScore, r.MaxScore, r.SortOrder, Flag(r.BreakHere)],
            ScoreRow r => [r.IndexCode, r.Year, r.ItemCode, r.ProvinceCode, r.Score, r.NoteVi, r.NoteEn],
            PublishedRow r => [r.IndexCode, r.Year, r.ItemCode, r.ProvinceCode, ScopeCode.Of(r.Scope), r.ScopeCode, PublishedMeasureCode.Of(r.Measure), r.Value, r.Words, BasisCode.Of(r.Basis), r.Source, r.NoteVi, r.NoteEn],
            IndicatorValueRow r => [r.IndexCode, r.Year, r.ItemCode, r.IndicatorNo, r.Label, r.Scale, r.ProvinceCode, r.Value],
            PlanRow r => [r.PlanCode, r.NameVi, r.NameEn, PlanCodes.Of(r.OwnerKind), r.OwnerVi, r.OwnerEn, r.ProvinceCode, r.ParentCode, r.FirstYear, r.LastYear, r.DocumentNo, r.IssuedOn, Flag(r.IsIllustrative), r.NoteVi, r.NoteEn],
            PlanIndexRow r => [r.PlanCode, r.IndexCode],
            AgencyRow r => [r.PlanCode, r.AgencyCode, r.NameVi, r.NameEn, r.ParentCode, r.Contact, r.Email, r.SortOrder],
            TaskRow r => [r.PlanCode, r.TaskNo, r.ContentVi, r.ContentEn, r.LeadAgencyCode, r.StartDate, r.DueDate, r.OutputVi, r.OutputEn, r.BudgetMillionVnd, r.Weight, Flag(r.IsIllustrative), r.SortOrder],
            TaskAgencyRow r => [r.PlanCode, r.TaskNo, r.AgencyCode],
            TaskLocalityRow r => [r.PlanCode, r.TaskNo, r.Locality],
            TaskPartRow r => [r.PlanCode, r.TaskNo, r.IndexCode, r.ItemCode, r.Weight],
            TargetRow r => [r.PlanCode, r.TargetNo, r.IndexCode, r.Year, r.ItemCode, PlanCodes.Of(r.Kind), r.Value, r.OfN, r.BaseYear, Flag(r.IsIllustrative), r.Source, r.NoteVi, r.NoteEn, r.SortOrder],
            TaskProgressRow r => [r.PlanCode, r.TaskNo, PlanCodes.Of(r.PeriodKind), r.PeriodStart, r.PeriodEnd, r.PercentDone, PlanCodes.Of(r.Status), r.CompletedOn, r.Note, r.Evidence, Flag(r.IsIllustrative)],
            UncertaintyRow r => [r.IndexCode, r.Year, r.ItemCode, r.ProvinceCode, r.StandardError, r.IntervalLow, r.IntervalHigh, r.IntervalMultiplier, r.Variance, r.Observations],
            _ => throw new ArgumentOutOfRangeException(nameof(row), row, "No table takes this row."),
        };
        object?[] added = row is IndicatorRow item ? [Flag(item.IsSummed), item.Weight] : [];
        return [loadId, .. own, row.Origin.Sheet, row.Origin.Position, .. added];
    }

    private static object Flag(bool isSet) => (short)(isSet ? 1 : 0);
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
