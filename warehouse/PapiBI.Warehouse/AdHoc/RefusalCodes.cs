namespace PapiBI.Warehouse.AdHoc;

/// <summary>The codes of <see cref="Refusal"/>, for those who act on them.</summary>
public static class RefusalCodes
{
    public const string Empty = "sql-empty";
    public const string TooLong = "sql-too-long";
    public const string TooDeep = "sql-too-deep";
    public const string ControlCharacter = "sql-control-character";
    public const string Syntax = "sql-syntax";
    public const string NotSelect = "sql-not-select";
    public const string ManyStatements = "sql-many-statements";
    public const string Parameter = "sql-parameter";
    public const string UnsupportedSyntax = "sql-unsupported";
    public const string UnknownTable = "sql-unknown-table";
    public const string TableFunction = "sql-table-function";
    public const string Function = "sql-function";
    public const string Engine = "sql-failed";
    public const string UnreadableValue = "sql-value";
    public const string Locked = "limit-locked";
    public const string Memory = "limit-memory";
    public const string Cell = "limit-cell";
    public const string Timeout = "limit-timeout";
    public const string Cancelled = "cancelled";
}
