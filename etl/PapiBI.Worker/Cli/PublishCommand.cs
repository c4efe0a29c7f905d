using System.CommandLine;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Cli;

internal static class PublishCommand
{
    public static Verb Create() => new(
        new Command("publish", "Kiểm tra và phát hành những gì đã nạp. / Audit and publish what is loaded."),
        (session, _) =>
        {
            using var database = session.OpenForWriting();
            return Publish(session, database) ? ExitCode.Done : ExitCode.DataRefused;
        });

    /// <returns>False when the audits refused the release.</returns>
    public static bool Publish(Session session, Warehouse.WorkingDatabase database)
    {
        switch (new ReleasePublisher(database, session.Data, session.Clock, session.Steps).Publish())
        {
            case PublishOutcome.Published published:
                session.Terminal.Say($"Đã phát hành bản R{published.ReleaseId}: {published.File}", $"Published release R{published.ReleaseId}: {published.File}");
                return true;
            case PublishOutcome.Unchanged unchanged:
                session.Terminal.Say($"Không có gì mới; bản R{unchanged.ReleaseId} vẫn hiện hành: {unchanged.File}", $"Nothing new; release R{unchanged.ReleaseId} stands: {unchanged.File}");
                return true;
            case PublishOutcome.Refused refused:
                session.Terminal.Tell("TỪ CHỐI phát hành:", "REFUSED to publish:");
                session.Terminal.Tell("", refused.Issues);
                return false;
            case var outcome:
                throw new InvalidOperationException($"No words for {outcome}.");
        }
    }
}
