using System.Reflection;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>Every code an <see cref="PapiBI.Warehouse.Loading.Issue"/> of the ETL can carry. etl/README.md explains each.</summary>
public static class IssueCodes
{
    // The file
    public const string EmptyFile = "empty-file";
    public const string FileTooLarge = "file-too-large";
    public const string FileUnreadable = "file-unreadable";
    public const string NotAnXlsx = "not-an-xlsx";
    public const string EncryptedWorkbook = "encrypted-workbook";
    public const string NotText = "not-text";
    public const string DamagedWorkbook = "damaged-workbook";
    public const string QuotesUnbalanced = "quotes-unbalanced";
    public const string SeveralTables = "several-tables";
    public const string NoRows = "no-rows";

    // A publisher's workbook and its description
    public const string DescriptionInvalid = "description-invalid";
    public const string SourceAmbiguous = "source-ambiguous";
    public const string HeaderMissing = "header-missing";
    public const string YearMissing = "year-missing";
    public const string SheetStale = "sheet-stale";
    public const string NotDescribed = "not-described";
    public const string TablesDisagree = "tables-disagree";
    public const string IntervalDisagrees = "interval-disagrees";
    public const string FigureMissing = "figure-missing";
    public const string TableCutOff = "table-cut-off";

    // What the file says of itself
    public const string KindMissing = "kind-missing";
    public const string KindUnknown = "kind-unknown";
    public const string MetadataMissing = "metadata-missing";
    public const string MetadataUnknown = "metadata-unknown";
    public const string MetadataDuplicate = "metadata-duplicate";
    public const string EditionUnknown = "edition-unknown";
    public const string StructureUnknown = "structure-unknown";
    public const string YearDisagrees = "year-disagrees";

    // Columns
    public const string ColumnMissing = "column-missing";
    public const string ColumnUnknown = "column-unknown";
    public const string ColumnDuplicate = "column-duplicate";
    public const string CellOutsideTable = "cell-outside-table";

    // Cells
    public const string ValueMissing = "value-missing";
    public const string FormulaLikeText = "formula-like-text";
    public const string ExcelError = "excel-error";
    public const string ControlCharacter = "control-character";
    public const string TextTooLong = UnfitText.TooLong;
    public const string BadCode = UnfitText.BadCode;
    public const string NotANumber = "not-a-number";
    public const string NotWhole = "not-whole";
    public const string NotYesOrNo = "not-yes-or-no";
    public const string BadDate = "bad-date";

    // Places
    public const string ProvinceUnknown = "province-unknown";
    public const string CodeNameDisagree = "code-name-disagree";
    public const string ProvinceDuplicate = "province-duplicate";
    public const string ProvinceMissing = "province-missing";
    public const string ProvinceTypeUnknown = "province-type-unknown";
    public const string RegionUnknown = "region-unknown";
    public const string GroupUnknown = "group-unknown";
    public const string SuccessorUnknown = "successor-unknown";
    public const string AliasAmbiguous = "alias-ambiguous";
    public const string PeriodReversed = "period-reversed";
    public const string PeriodOverlap = "period-overlap";
    public const string RowDuplicate = "row-duplicate";

    // Editions and structure
    public const string PreviousYearUnknown = "previous-year-unknown";
    public const string LevelUnknown = "level-unknown";
    public const string ParentUnknown = "parent-unknown";
    public const string BoundsReversed = "bounds-reversed";
    public const string BoundsDoNotSum = "bounds-do-not-sum";

    // Scores
    public const string ScoreOutOfBounds = "score-out-of-bounds";
    public const string ScaleDisagrees = "scale-disagrees";
    public const string MissingUnexplained = "missing-unexplained";

    // Printed figures
    public const string ItemUnknown = "item-unknown";
    public const string ScopeUnknown = "scope-unknown";
    public const string BasisUnknown = "basis-unknown";
    public const string BasisUnexplained = "basis-unexplained";
    public const string SubjectDisagrees = "subject-disagrees";
    public const string RankOutOfBounds = "rank-out-of-bounds";

    // Figures among themselves and beside what is held
    public const string SumDisagrees = "sum-disagrees";
    public const string SumWithoutParts = "sum-without-parts";
    public const string SumMissing = "sum-missing";
    public const string RankDisagrees = "rank-disagrees";
    public const string JumpUnheardOf = "jump-unheard-of";
    public const string SourcesDisagree = "sources-disagree";
    public const string SourcesDisagreeWidely = "sources-disagree-widely";
    public const string Outranked = "outranked";

    // Improvement plans
    public const string SheetMissing = "sheet-missing";
    public const string SheetHidden = "sheet-hidden";
    public const string SheetTwice = "sheet-twice";
    public const string ValueAmbiguous = "value-ambiguous";
    public const string LinePassedOver = "line-passed-over";
    public const string BadYear = "bad-year";
    public const string BadPeriod = "bad-period";
    public const string BadEmail = "bad-email";
    public const string WordUnknown = "word-unknown";
    public const string IndexUnknown = "index-unknown";
    public const string ItemNameDisagrees = "item-name-disagrees";
    public const string PlanUnknown = "plan-unknown";
    public const string PlanOfAnother = "plan-of-another";
    public const string PlanCodeCase = "plan-code-case";
    public const string OutsidePlan = "outside-plan";
    public const string BaseYearLate = "base-year-late";
    public const string KindDisagrees = "kind-disagrees";
    public const string ValueUnused = "value-unused";
    public const string GainOutOfBounds = "gain-out-of-bounds";
    public const string GroupOutOfBounds = "group-out-of-bounds";
    public const string TargetsContradict = "targets-contradict";
    public const string AgencyUnknown = "agency-unknown";
    public const string AgencyCircular = "agency-circular";
    public const string LeadCooperates = "lead-co-operates";
    public const string BadWeight = "bad-weight";
    public const string WeightNotPositive = "weight-not-positive";
    public const string Negative = "negative";
    public const string TaskUnknown = "task-unknown";
    public const string TaskOfAnother = "task-of-another";
    public const string TaskDropped = "task-dropped";
    public const string TaskRenumbered = "task-renumbered";
    public const string TaskChanged = "task-changed";
    public const string PercentOutOfBounds = "percent-out-of-bounds";
    public const string PercentFalls = "percent-falls";
    public const string StatusDisagrees = "status-disagrees";
    public const string CompletionDisagrees = "completion-disagrees";

    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(IssueCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
