using System.Globalization;
using System.Text.Json;
using PapiBI.Etl.Described;
using PapiBI.Tests.Conventions;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.Support;

/// <summary>What stands in a plan, by sheet and field, in the warehouse's words; and the same as it came out of a release.</summary>
public sealed class PlanContents
{
    private static readonly Dictionary<string, PlanPeriod> Periods = new()
    {
        ["Quý I/2021"] = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 1),
        ["6 tháng đầu năm 2021"] = PlanPeriod.Of(ReportingPeriod.Half, 2021, 1),
        ["Quý III/2021"] = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 3),
        ["Năm 2021"] = PlanPeriod.Of(ReportingPeriod.Year, 2021, 1),
    };

    private readonly Dictionary<PlanRole, IReadOnlyList<IReadOnlyDictionary<string, object>>> rows;

    private PlanContents(JsonElement plan) => rows = Enum.GetValues<PlanRole>().ToDictionary(role => role, role =>
    {
        var own = plan.GetProperty(role.ToString().ToLowerInvariant());
        return (IReadOnlyList<IReadOnlyDictionary<string, object>>)[.. (own.ValueKind == JsonValueKind.Array ? own.EnumerateArray() : new[] { own }.AsEnumerable()).Select(Row)];
    });

    public static PlanContents NinhThuan2021 { get; } = new(JsonDocument.Parse(Repository.Read("tests/PapiBI.Tests/Support/plan-ninh-thuan-2021.json")).RootElement);

    /// <summary>Texts and numbers by field; blank fields are left out.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object>> this[PlanRole role] => rows[role];

    /// <summary>A line for each cell that is filled: "tasks 1.1 due = 2021-06-30", in order.</summary>
    public IReadOnlyList<string> Facts => [.. rows.SelectMany(sheet => sheet.Value.SelectMany(row => row.Where(cell => cell.Key != KeyOf(sheet.Key) && cell.Key != "period").Select(cell => $"{sheet.Key} {NameOf(sheet.Key, row)} {cell.Key} = {Said(sheet.Key, cell.Key, cell.Value)}"))).Order(StringComparer.Ordinal)];

    /// <summary>The same lines, of a plan that a release holds.</summary>
    public static IReadOnlyList<string> FactsOf(Release release, string code)
    {
        var plan = ImprovementPlan.Read(release).Single(held => held.Code == code);
        var facts = new List<string>();
        Add(PlanRole.Plan, "", ("code", plan.Code), ("name", plan.Name.Vi), ("nameEn", plan.Name.En), ("ownerKind", PlanCodes.Of(plan.OwnerKind)), ("owner", plan.Owner.Vi), ("ownerEn", plan.Owner.En), ("province", plan.ProvinceCode), ("parent", plan.ParentCode), ("indices", string.Join("; ", plan.Indices)), ("firstYear", plan.FirstYear), ("lastYear", plan.LastYear), ("documentNo", plan.DocumentNo), ("issuedOn", plan.IssuedOn), ("isIllustrative", plan.IsIllustrative), ("note", plan.Note.Vi), ("noteEn", plan.Note.En));
        foreach (var agency in plan.Agencies)
        {
            Add(PlanRole.Agencies, agency.Code, ("name", agency.Name.Vi), ("nameEn", agency.Name.En), ("parent", agency.ParentCode), ("contact", agency.Contact), ("email", agency.Email));
        }

        foreach (var target in TargetGap.Read(release, code))
        {
            Add(PlanRole.Targets, target.TargetNo, ("index", target.IndexCode), ("year", target.Year), ("item", target.ItemCode), ("kind", PlanCodes.Of(target.Kind)), ("value", target.OfN is { } n ? $"{Number(target.Value)}/{n}" : Number(target.Value)), ("baseYear", target.BaseYear), ("source", target.Source), ("isIllustrative", target.IsIllustrative), ("note", target.Note.Vi), ("noteEn", target.Note.En));
        }

        foreach (var task in TaskState.Read(release, code, Periods["Năm 2021"]))
        {
            Add(PlanRole.Tasks, task.TaskNo, ("content", task.Content.Vi), ("contentEn", task.Content.En), ("parts", List(task.Parts.Select(part => $"{part.IndexCode} {part.ItemCode}"))), ("lead", task.LeadAgencyCode), ("coAgencies", List(task.CoAgencyCodes)), ("localities", List(task.Localities)), ("start", task.StartDate), ("due", task.DueDate), ("output", task.Output.Vi), ("outputEn", task.Output.En), ("budget", Number(task.BudgetMillionVnd)), ("weight", Number(task.Weight)), ("isIllustrative", task.IsIllustrative));
        }

        foreach (var (said, period) in Periods)
        {
            foreach (var task in TaskState.Read(release, code, period).Where(task => task.ReportedFor == period.End))
            {
                // A task that is done counts as done on the last day of the period where no day is told.
                var day = task.DoneOn == period.End || task.ReportedStatus != ReportedStatus.Done ? null : task.DoneOn;
                Add(PlanRole.Progress, $"{task.TaskNo} {said}", ("percent", Number(task.PercentDone)), ("status", PlanCodes.Of(task.ReportedStatus!.Value)), ("completedOn", day), ("note", task.Note), ("evidence", task.Evidence), ("isIllustrative", task.IsReportIllustrative));
            }
        }

        return [.. facts.Order(StringComparer.Ordinal)];

        void Add(PlanRole role, string name, params (string Field, object? Value)[] cells) => facts.AddRange(cells
            .Select(cell => (cell.Field, Text: cell.Value switch { null or false or "" => "", true => "yes", DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), var other => Convert.ToString(other, CultureInfo.InvariantCulture)! }))
            .Where(cell => cell.Text.Length > 0)
            .Select(cell => $"{role} {name} {cell.Field} = {cell.Text}"));
    }

    /// <summary>The field whose value names the row; a report is named by its period, too.</summary>
    private static string KeyOf(PlanRole role) => role switch { PlanRole.Plan => "", PlanRole.Agencies => "code", PlanRole.Targets or PlanRole.Tasks => "no", _ => "task" };

    private static string NameOf(PlanRole role, IReadOnlyDictionary<string, object> row) => role switch
    {
        PlanRole.Plan => "",
        PlanRole.Progress => $"{row["task"]} {row["period"]}",
        _ => Plain((string)row[KeyOf(role)]),
    };

    private static IReadOnlyDictionary<string, object> Row(JsonElement row) => row.EnumerateObject()
        .Where(cell => cell.Value.ValueKind == JsonValueKind.Number || cell.Value.GetString()!.Length > 0)
        .ToDictionary(cell => cell.Name, cell => cell.Value.ValueKind == JsonValueKind.Number ? (object)cell.Value.GetDouble() : cell.Value.GetString()!);

    private static string Said(PlanRole role, string field, object value) => (role, field) switch
    {
        (_, "isIllustrative") => "yes",
        (PlanRole.Plan, "province") => "58",
        (PlanRole.Agencies, "parent") or (PlanRole.Tasks, "lead") => Plain((string)value),
        (PlanRole.Tasks, "coAgencies" or "localities") => List(Plain((string)value, field == "coAgencies").Split("; ")),
        (PlanRole.Tasks, "parts") => List(((string)value).Split("; ").Select(part => part.Split(" (")[0])),
        _ => value is double number ? Number(number) : (string)value,
    };

    // Codes are kept in plain letters.
    private static string Plain(string codes, bool isOfCodes = true) => isOfCodes ? codes.Replace('Đ', 'D') : codes;

    private static string Number(double? value) => value is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string List(IEnumerable<string> names) => string.Join("; ", names.Order(StringComparer.Ordinal));
}
