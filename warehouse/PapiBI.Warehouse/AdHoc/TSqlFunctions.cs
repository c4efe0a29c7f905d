namespace PapiBI.Warehouse.AdHoc;

/// <summary>
/// The functions of SQL Server that a question may call. A server has no catalogue of its own functions to be read, so whatever stands not here is refused: what tells
/// of the server, its sessions and objects, and <c>replicate</c>, by which one number makes a value of any size.
/// </summary>
internal static class TSqlFunctions
{
    private static readonly HashSet<string> Allowed = Names(
        // Aggregates and windows.
        """
        approx_count_distinct avg checksum_agg count count_big cume_dist dense_rank first_value grouping grouping_id lag last_value lead max min ntile percent_rank
        percentile_cont percentile_disc rank row_number stdev stdevp string_agg sum var varp
        """,
        // Numbers.
        """
        abs acos asin atan atn2 ceiling cos cot degrees exp floor greatest isnumeric least log log10 pi power radians rand round sign sin sqrt square tan
        bit_count left_shift right_shift
        """,
        // Texts.
        """
        ascii char charindex concat concat_ws difference format isnull len lower ltrim nchar patindex quotename replace reverse rtrim soundex space str stuff substring
        translate trim unicode upper datalength choose checksum binary_checksum hashbytes newid
        """,
        // Dates and times.
        """
        date_bucket dateadd datediff datediff_big datefromparts datename datepart datetime2fromparts datetimefromparts datetimeoffsetfromparts datetrunc day eomonth
        getdate getutcdate isdate month smalldatetimefromparts switchoffset sysdatetime sysdatetimeoffset sysutcdatetime timefromparts todatetimeoffset year
        """);

    private static readonly HashSet<string> AllowedTables = Names("generate_series string_split");

    public static bool OnValue(string name) => Allowed.Contains(name);

    public static bool OnTable(string name) => AllowedTables.Contains(name);

    private static HashSet<string> Names(params string[] lists) =>
        lists.SelectMany(list => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
