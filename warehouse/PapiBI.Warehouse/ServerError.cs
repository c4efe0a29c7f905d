using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Data.SqlClient;

namespace PapiBI.Warehouse;

/// <summary>What a server's error means for whoever runs PapiBI. The connection string, and with it every secret, is never repeated.</summary>
public static class ServerError
{
    private static readonly Text Setup = new(
        " Người quản trị chạy: papibi database setup.",
        " Whoever may change it runs: papibi database setup.");

    internal static WarehouseUnavailableException Unavailable(Exception e, ServerAddress address, string database) => new(
        e switch
        {
            SqlException error => TextOf(error, address, database),
            AggregateException { InnerExceptions: [.., SqlException last] } => TextOf(last, address, database),
            _ => Lost(address),
        },
        e);

    /// <summary>Tables are missing or old, and could not be made.</summary>
    internal static WarehouseUnavailableException NotBroughtUpToDate(SqlException e, ServerAddress address, string database)
    {
        if (IsOfConnection(e))
        {
            return Unavailable(e, address, database);
        }

        var said = TextOf(e, address, database);
        return new WarehouseUnavailableException(
            new Text(
                $"Cơ sở dữ liệu {database} trên {address.Server} chưa đúng phiên bản này, hoặc tài khoản không được thấy các bảng (thiếu vai trò), và không nâng cấp được.{Setup.Vi} {said.Vi}",
                $"The database {database} on {address.Server} is not up to date, or this login may not see its tables (it lacks a role), and it could not be brought up to date.{Setup.En} {said.En}"),
            e);
    }

    /// <summary>The line was lost while the last word was on its way.</summary>
    internal static WarehouseUnavailableException OutcomeUnknown(Exception e, ServerAddress address) => new(
        new Text(
            $"Kết nối tới {address.Server} bị đứt đúng lúc ghi nhận: không thể biết việc này đã được giữ lại hay chưa. Cứ chạy lại: cùng một tệp chỉ được nạp một lần, cùng một nội dung chỉ được phát hành một lần.",
            $"The connection to {address.Server} was lost while the work was being recorded: whether it was kept cannot be known. Run it again: the same bytes are loaded once, the same contents published once."),
        e);

    /// <summary>The same of something that the service remembers.</summary>
    internal static WarehouseUnavailableException StateUnknown(Exception e, ServerAddress address) => new(
        new Text(
            $"Kết nối tới {address.Server} bị đứt đúng lúc ghi nhận: không thể biết việc này đã được giữ lại hay chưa. Hãy xem lại (papibi subscription list, papibi deliveries list) trước khi làm lại.",
            $"The connection to {address.Server} was lost while the work was being recorded: whether it was kept cannot be known. Look first (papibi subscription list, papibi deliveries list) before you repeat it."),
        e);

    /// <summary>Whether it was about getting there and in, rather than about what was asked.</summary>
    internal static bool IsOfConnection(SqlException e) => e.Number is 18452 or 18456 or 18470 or 18486 or 18487 or 18488 or 4060 or 911 or -2 || IsUnreachable(e) || IsBroken(e);

    /// <summary>Whether the answer never came, so that nobody knows what the server did.</summary>
    internal static bool IsUnheard(SqlException e) => e.Number == -2 || IsBroken(e) || IsUnreachable(e);

    internal static Text TextOf(SqlException e, ServerAddress address, string database)
    {
        // The server's own words may name the login.
        var said = address.Login.Length > 0 ? e.Message.Replace(address.Login, "…", StringComparison.OrdinalIgnoreCase) : e.Message;
        return e switch
        {
            _ when NumberTold(e.Number, said, address, database) is { } told => told,
            _ when said.StartsWith("Cannot open database", StringComparison.Ordinal) => NumberTold(4060, said, address, database)!.Value,
            _ when IsDistrusted(e) => new Text(
                $"Máy chủ {address.Server} trình chứng thư mà máy này không tin: hãy cài chứng thư của tổ chức cấp, hoặc trong mạng nội bộ đáng tin thêm TrustServerCertificate=true vào chuỗi kết nối.",
                $"The server {address.Server} shows a certificate that this machine does not trust: install its issuer's certificate or, within a network that you trust, add TrustServerCertificate=true to the connection string."),
            _ when IsUnreachable(e) => new Text(
                $"Không kết nối được tới máy chủ {address.Server}: hãy kiểm tra tên, cổng, mạng, tường lửa và chứng thư của máy chủ. {said}",
                $"The server {address.Server} cannot be reached: check its name, port, network, firewall and certificate. {said}"),
            { Number: -2 } => new Text(
                $"Máy chủ {address.Server} không trả lời kịp: {said}",
                $"The server {address.Server} did not answer in time: {said}"),
            _ when IsBroken(e) => Lost(address),
            _ => new Text(
                $"Máy chủ {address.Server} báo lỗi (cơ sở dữ liệu {database}): {said}",
                $"The server {address.Server} reports an error (database {database}): {said}"),
        };
    }

    /// <summary>What an error of SQL Server's own number means; null where the number alone does not tell.</summary>
    public static Text? NumberTold(int number, string said, ServerAddress address, string database)
    {
        var server = address.Server;
        return number switch
        {
            18452 or 18456 or 18470 or 18486 or 18487 or 18488 => new Text(
                $"Máy chủ {server} từ chối đăng nhập: hãy kiểm tra tên đăng nhập, mật khẩu và quyền vào cơ sở dữ liệu {database}.",
                $"The server {server} refused the login: check the login, its password, and that it may use the database {database}."),
            4060 or 911 or 916 => new Text(
                $"Không mở được cơ sở dữ liệu {database} trên {server}: cơ sở dữ liệu chưa có, hoặc tài khoản này không được vào.{Setup.Vi}",
                $"The database {database} on {server} cannot be opened: it is not there, or this login may not use it.{Setup.En}"),
            3952 => new Text(
                $"Cơ sở dữ liệu {database} trên {server} chưa cho đọc theo snapshot.{Setup.Vi}",
                $"The database {database} on {server} does not allow snapshots.{Setup.En}"),
            208 => new Text(
                $"Cơ sở dữ liệu {database} trên {server} thiếu bảng hoặc khung nhìn: {said}{Setup.Vi}",
                $"The database {database} on {server} lacks a table or view: {said}{Setup.En}"),
            229 or 230 or 262 or 297 or 300 or 1088 or 15247 => new Text(
                $"Tài khoản thiếu quyền trong cơ sở dữ liệu {database} trên {server}: {said}",
                $"The login lacks a right in the database {database} on {server}: {said}"),
            3906 or 3908 => new Text(
                $"Cơ sở dữ liệu {database} trên {server} chỉ cho đọc: {said}",
                $"The database {database} on {server} is read-only: {said}"),
            1101 or 1105 or 9002 => new Text(
                $"Đĩa hoặc nhật ký của cơ sở dữ liệu {database} trên {server} đã đầy: {said}",
                $"The disk or the log of the database {database} on {server} is full: {said}"),
            2628 or 8152 => new Text(
                $"Một giá trị dài hơn mức cơ sở dữ liệu {database} trên {server} giữ được; chưa ghi gì cả: {said}",
                $"A value is longer than the database {database} on {server} keeps; nothing was written: {said}"),
            1222 => new Text(
                $"Cơ sở dữ liệu {database} trên {server} bị tiến trình khác giữ quá lâu; chưa ghi gì cả.",
                $"The database {database} on {server} was held by another process for too long; nothing was written."),
            _ => null,
        };
    }

    private static Text Lost(ServerAddress address) => new(
        $"Kết nối tới {address.Server} bị đứt giữa chừng; phần việc dở dang không được giữ lại.",
        $"The connection to {address.Server} was lost midway; unfinished work was not kept.");

    private static bool IsDistrusted(SqlException e) =>
        e.InnerException is AuthenticationException || e.Message.Contains("certificate chain", StringComparison.OrdinalIgnoreCase);

    // Where the driver has no number, as on Linux, what lies within or the text tells what happened.
    private static bool IsUnreachable(SqlException e) =>
        e.Number is 2 or 53 or 40 or 258 or 1225 or 10060 or 10061 or 10065 or 11001 or 11002
        || e.InnerException is SocketException
        || e.Message.Contains("network-related", StringComparison.OrdinalIgnoreCase)
        || e.Message.Contains("pre-login", StringComparison.OrdinalIgnoreCase)
        || e.Message.Contains("establishing a connection", StringComparison.OrdinalIgnoreCase);

    private static bool IsBroken(SqlException e) =>
        e.Number is 20 or 64 or 121 or 233 or 10053 or 10054
        || e.InnerException is IOException
        || e.Message.Contains("transport-level", StringComparison.OrdinalIgnoreCase);
}
