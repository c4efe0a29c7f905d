using System.CommandLine;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Cli;

/// <summary>The databases of an installation on a server: making them, and who may do what in them.</summary>
internal static class DatabaseCommand
{
    private const string Settings = "settings";
    private const string Storage = "storage";

    public static Command Parent() => new("database", """
        Cơ sở dữ liệu trên SQL Server. / The databases on SQL Server.

          papibi database setup --warehouse "sqlserver:Server=…;Database=papibi;…"
          papibi database script --warehouse "sqlserver:Server=…;Database=papibi" > papibi.sql
        """);

    public static IReadOnlyList<Verb> Verbs() => [Setup(), Script()];

    private static Verb Setup() => OfServer(
        new Command("setup", "Tạo hoặc nâng cấp hai cơ sở dữ liệu, vai trò và quyền; chạy lại không thay đổi gì. Cần tài khoản được tạo cơ sở dữ liệu. / Make both databases, the roles and their rights, or bring them up to date; running it again changes nothing. It needs a login that may make databases."),
        (session, server, choice) =>
        {
            foreach (var step in ServerSetup.Run(session.Data, session.Clock, session.Patience, choice))
            {
                session.Terminal.Say(
                    $"{step.What.Vi}: {(step.Made.Count == 0 ? "đã có sẵn, không thay đổi gì" : string.Join(", ", step.Made))}",
                    $"{step.What.En}: {(step.Made.Count == 0 ? "there already, nothing changed" : string.Join(", ", step.Made))}");
            }

            foreach (var line in Explanation(server))
            {
                session.Terminal.Say(line.Vi, line.En);
            }
        });

    private static Verb Script() => OfServer(
        new Command("script", "In ra mọi lệnh mà setup sẽ chạy, để người quản trị tự chạy bằng sqlcmd -b. / Print all that setup would run, for an administrator to run by sqlcmd -b."),
        (session, server, choice) => session.Terminal.Output.Write(ServerSetup.Script(server, choice)));

    private static Verb OfServer(Command command, Action<Session, ServerAddress, SetupChoice> work)
    {
        var without = new Option<string[]>("--without")
        {
            Description = $"Bỏ qua {Settings} (chế độ snapshot) hoặc {Storage} (lưu bảng lớn theo cột). / Leave out {Settings} (snapshots) or {Storage} (large tables by columns).",
            AllowMultipleArgumentsPerToken = true,
        };
        without.AcceptOnlyFromAmong(Settings, Storage);
        command.Options.Add(without);
        return new Verb(command, (session, parsed) =>
        {
            if (session.Data.Server is not { } server)
            {
                session.Terminal.Tell(
                    $"Lệnh này dành cho SQL Server: hãy cho biết máy chủ bằng --warehouse hoặc biến {WarehouseChoice.Variable}.",
                    $"This is for SQL Server: name it by --warehouse or the variable {WarehouseChoice.Variable}.");
                return ExitCode.Usage;
            }

            var leftOut = parsed.GetValue(without) ?? [];
            work(session, server, new SetupChoice(!leftOut.Contains(Settings), !leftOut.Contains(Storage)));
            return ExitCode.Done;
        });
    }

    private static IEnumerable<Text> Explanation(ServerAddress server) =>
    [
        new Text("", ""),
        new Text("Vai trò và quyền:", "Roles and what each may do:"),
        new Text(
            "  papibi_loader   nạp và phát hành: thêm hàng, đọc những gì đã nạp; không sửa hàng, không tạo bảng.",
            "  papibi_loader   loads and publishes: adds rows, reads what is loaded; changes no row, makes no table."),
        new Text(
            $"  papibi_service  trong {server.Database}: đọc bảng và khung nhìn, kể cả kế hoạch cải thiện, để lập báo cáo; trong {server.ServiceDatabase}: đọc và ghi hàng.",
            $"  papibi_service  in {server.Database}: reads tables and views, of improvement plans too, to render; in {server.ServiceDatabase}: reads and writes rows."),
        new Text(
            $"  papibi_portal   trong {server.ServiceDatabase}: đọc và ghi tài khoản và phiên; nhật ký chỉ ghi thêm và đọc; lượt, tệp bị từ chối, thư gửi chỉ đọc.",
            $"  papibi_portal   in {server.ServiceDatabase}: reads and writes people and sessions; the audit log it only adds to and reads; runs, refused files and deliveries it only reads."),
        new Text(
            "  papibi_analyst  chỉ đọc các khung nhìn công khai của bản đã phát hành: không bảng, không kế hoạch, không số chưa phát hành.",
            "  papibi_analyst  reads the public views of what is published and nothing else: no table, no plan, nothing unpublished."),
        new Text("", ""),
        new Text("Cấp vai trò cho một tài khoản (x) bằng các lệnh:", "Give a login (x) a role by these statements:"),
        .. ServerSetup.Memberships(server).Select(statement => new Text(statement, statement)),
    ];
}
