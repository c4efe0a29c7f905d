using System.CommandLine;

namespace PapiBI.Worker.Cli;

internal static class MigrateCommand
{
    public static Verb Create() => new(
        new Command("migrate", "Tạo hoặc nâng cấp kho dữ liệu. / Make the warehouse or bring it up to date."),
        (session, _) =>
        {
            using var database = session.OpenForWriting();
            session.Terminal.Say($"Kho dữ liệu đã cập nhật: {session.Data.WarehouseName}", $"The warehouse is up to date: {session.Data.WarehouseName}");
            return ExitCode.Done;
        });
}
