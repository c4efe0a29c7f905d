using System.CommandLine;
using PapiBI.Warehouse.Audits;

namespace PapiBI.Worker.Cli;

internal static class AuditCommand
{
    public static Verb Create() => new(
        new Command("audit", "Chạy mọi quy tắc kiểm tra trên dữ liệu đã nạp. / Run every audit rule on what is loaded."),
        (session, _) =>
        {
            using var database = session.OpenForWriting();
            var issues = Audit.RunOnLoaded(database, session.Clock);
            foreach (var audit in Audit.All)
            {
                var count = issues.Count(i => i.Code == $"audit-{audit.Code}");
                session.Terminal.Say($"{(count == 0 ? "đạt" : $"{count} lỗi")}  {audit.Rule.Vi}", $"{(count == 0 ? "ok" : $"{count} {(count == 1 ? "fault" : "faults")}")}  {audit.Rule.En}");
            }

            session.Terminal.Tell("", issues);
            return issues.Count == 0 ? ExitCode.Done : ExitCode.DataRefused;
        });
}
