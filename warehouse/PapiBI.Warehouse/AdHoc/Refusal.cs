namespace PapiBI.Warehouse.AdHoc;

/// <summary>A place in the analyst's SQL, both counted from 1.</summary>
public sealed record SqlPosition(int Line, int Column);

/// <summary>Why a question was not answered, or not answered to its end. <see cref="At"/> is null where the place is unknown.</summary>
public sealed record Refusal(string Code, Text Message, SqlPosition? At = null)
{
    /// <summary>The message with its place in front, as a console prints it.</summary>
    public string In(Language language) => At is not { } at
        ? Message.In(language)
        : language == Language.Vietnamese
            ? $"Dòng {at.Line}, cột {at.Column}: {Message.Vi}"
            : $"Line {at.Line}, column {at.Column}: {Message.En}";

    /// <summary>A value is longer than one may be.</summary>
    public static Refusal TooLong(string column, int row, AdHocLimits limits) => new(RefusalCodes.Cell, new Text(
        $"Cột {column}, dòng {row} có giá trị dài hơn {limits.LongestCell >> 20} MB nên đã dừng. Hãy cắt bớt, ví dụ left({column}, 1000).",
        $"Column {column}, row {row} holds a value longer than {limits.LongestCell >> 20} MB; stopped there. Shorten it, for instance left({column}, 1000)."));
}
