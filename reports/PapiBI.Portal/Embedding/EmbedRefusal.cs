using PapiBI.Warehouse;

namespace PapiBI.Portal.Embedding;

/// <summary>Why somebody's page or server is not given what it asks for.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Message">For people.</param>
/// <param name="Status">Of HTTP.</param>
public sealed record EmbedRefusal(string Code, Text Message, int Status)
{
    public static readonly EmbedRefusal TokenExpired = new(
        "TokenExpired",
        new Text("Mã nhúng đã hết hạn: trang chứa báo cáo phải xin mã mới.", "The embed token has expired: the page around the report has to get a new one."),
        StatusCodes.Status401Unauthorized);

    /// <summary>Altered, none of ours, or missing: which, is told to nobody.</summary>
    public static readonly EmbedRefusal InvalidToken = new(
        "InvalidToken",
        new Text("Không có mã nhúng, hoặc mã không đúng.", "There is no embed token, or it is not one of ours."),
        StatusCodes.Status401Unauthorized);

    public static readonly EmbedRefusal TokenRevoked = new(
        "TokenRevoked",
        new Text("Mã nhúng không còn hiệu lực: trang nhúng đã bị ngừng hoặc khóa của nó đã bị thu hồi.", "The embed token is good no longer: its site or the key it was made by has been ended."),
        StatusCodes.Status401Unauthorized);

    public static readonly EmbedRefusal InvalidKey = new(
        "InvalidKey",
        new Text("Cần một khóa của trang nhúng còn hiệu lực.", "This asks for a key of an embedding site that is good."),
        StatusCodes.Status401Unauthorized);

    public static readonly EmbedRefusal TooManyKeys = new(
        "TooManyRequests",
        new Text("Có quá nhiều khóa sai từ địa chỉ này; hãy đợi một phút.", "There were too many wrong keys from this address; wait a minute."),
        StatusCodes.Status429TooManyRequests);

    public static readonly EmbedRefusal NotPublished = new(
        "NotPublished",
        new Text("Chưa có bản phát hành nào mở được.", "There is no release yet that can be opened."),
        StatusCodes.Status503ServiceUnavailable);

    public static readonly EmbedRefusal Unavailable = new(
        "Unavailable",
        new Text("Kho dữ liệu tạm thời không mở được; hãy thử lại sau.", "The warehouse cannot be opened at the moment; try again later."),
        StatusCodes.Status503ServiceUnavailable);

    public static EmbedRefusal ReportNotAllowed(string report) => new(
        "ReportNotAllowed",
        new Text($"Mã nhúng không mở báo cáo “{report}”.", $"The embed token does not open the report “{report}”."),
        StatusCodes.Status403Forbidden);

    public static EmbedRefusal OriginNotAllowed(string origin) => new(
        "OriginNotAllowed",
        new Text($"Trang “{origin}” không được phép chứa báo cáo này.", $"Pages of “{origin}” may not show this report."),
        StatusCodes.Status403Forbidden);

    public static EmbedRefusal InvalidRequest(Text message) => new("InvalidRequest", message, StatusCodes.Status400BadRequest);

    /// <summary>The site has no right to these plans.</summary>
    public static EmbedRefusal PlansNotAllowed(Text message) => new("PlansNotAllowed", message, StatusCodes.Status403Forbidden);

    public static EmbedRefusal NotFound(Text message) => new("NotFound", message, StatusCodes.Status404NotFound);
}
