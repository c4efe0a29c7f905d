using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>Arranged improvement plans.</summary>
public static class SomePlan
{
    public const string Code = "P1";

    public static LoadBatch Batch(IReadOnlyList<SourceRow> rows, string code = Code, SourceFile? file = null) => Some.Batch(LoadKind.Plan, code, rows, file ?? Some.File("plan.xlsx"));

    public static LoadBatch Progress(IReadOnlyList<TaskProgressRow> rows, string code = Code, SourceFile? file = null) => Some.Batch(LoadKind.PlanProgress, code, rows, file ?? Some.File("progress.xlsx"));

    public static PlanRow Plan(string province = "01", int firstYear = 2021, int lastYear = 2021, string code = Code) => new()
    {
        Origin = Origin.File,
        PlanCode = code,
        NameVi = "Kế hoạch cải thiện",
        NameEn = "Improvement plan",
        OwnerKind = PlanOwner.Province,
        OwnerVi = "UBND tỉnh",
        OwnerEn = "Provincial People's Committee",
        ProvinceCode = province,
        ParentCode = null,
        FirstYear = firstYear,
        LastYear = lastYear,
        DocumentNo = "01/KH-UBND",
        IssuedOn = new DateOnly(firstYear, 3, 1),
        IsIllustrative = false,
        NoteVi = "",
        NoteEn = "",
    };

    public static PlanIndexRow Index(string index = Some.Index, string code = Code) => new() { Origin = Origin.File, PlanCode = code, IndexCode = index };

    public static AgencyRow Agency(string agency, string email = "", string? parent = null, int order = 1) => new()
    {
        Origin = Origin.File,
        PlanCode = Code,
        AgencyCode = agency,
        NameVi = $"Sở {agency}",
        NameEn = $"Department {agency}",
        ParentCode = parent,
        Contact = "",
        Email = email,
        SortOrder = order,
    };

    public static TargetRow Target(string no, TargetKind kind, double? value, string index = Some.Index, string item = Some.Index, int year = 2021, int baseYear = 2020, int order = 1) => new()
    {
        Origin = Origin.File,
        PlanCode = Code,
        TargetNo = no,
        IndexCode = index,
        Year = year,
        ItemCode = item,
        Kind = kind,
        Value = value,
        OfN = null,
        BaseYear = baseYear,
        IsIllustrative = false,
        Source = "",
        NoteVi = "",
        NoteEn = "",
        SortOrder = order,
    };

    public static TaskRow Task(string no, string agency, DateOnly due, DateOnly? start = null, double weight = 1, int order = 1) => new()
    {
        Origin = Origin.File,
        PlanCode = Code,
        TaskNo = no,
        ContentVi = $"Nhiệm vụ {no}",
        ContentEn = $"Task {no}",
        LeadAgencyCode = agency,
        StartDate = start,
        DueDate = due,
        OutputVi = "Báo cáo",
        OutputEn = "Report",
        BudgetMillionVnd = null,
        Weight = weight,
        IsIllustrative = false,
        SortOrder = order,
    };

    public static TaskPartRow Part(string task, string item, double weight = 1, string index = Some.Index) => new() { Origin = Origin.File, PlanCode = Code, TaskNo = task, IndexCode = index, ItemCode = item, Weight = weight };

    public static TaskProgressRow Report(string task, PapiBI.Warehouse.Plans.PlanPeriod period, double? percent, ReportedStatus status, DateOnly? completedOn = null) => new()
    {
        Origin = Origin.File,
        PlanCode = Code,
        TaskNo = task,
        PeriodKind = period.Kind,
        PeriodStart = period.Start,
        PeriodEnd = period.End,
        PercentDone = percent,
        Status = status,
        CompletedOn = completedOn,
        Note = "",
        Evidence = "",
        IsIllustrative = false,
    };
}
