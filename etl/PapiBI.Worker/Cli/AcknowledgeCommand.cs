using System.CommandLine;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Cli;

/// <summary>Says why the unheard-of changes of a refused file are right. It holds for those bytes only.</summary>
internal static class AcknowledgeCommand
{
    private const int LongestReason = 500;

    public static Verb Create()
    {
        var load = new Argument<int>("LOAD") { Description = "Số lượt nạp ghi nhận việc từ chối. / The number under which the refusal is on record." };
        var reason = new Option<string>("--reason") { Description = "Vì sao các thay đổi ấy là đúng; ghi vào cảnh báo và báo cáo. / Why those changes are right; told in warnings and reports.", Required = true };
        reason.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>() ?? "";
            if (text.Trim().Length is 0 or > LongestReason || text.Any(char.IsControl))
            {
                result.AddError($"--reason: một dòng, 1–{LongestReason} ký tự. / One line of 1–{LongestReason} characters.");
            }
        });
        var command = new Command("acknowledge", "Xác nhận thay đổi bất thường của một tệp bị từ chối là đúng. / Acknowledge that the unheard-of changes of a refused file are right.\n\n  papibi acknowledge 41 --reason \"VCCI đổi cách hỏi, báo cáo 2021 trang 12\"") { load, reason };
        return new Verb(command, (session, parsed) =>
        {
            var number = parsed.GetRequiredValue(load);
            using var database = session.OpenForWriting();
            if (new WarehouseLoader(database, session.Clock, session.Steps).Acknowledge(number, [IssueCodes.JumpUnheardOf, IssueCodes.SourcesDisagreeWidely], parsed.GetRequiredValue(reason).Trim()) is not { } file)
            {
                session.Terminal.Tell($"Lượt {number} không phải là lượt bị từ chối vì thay đổi bất thường hay vì khác hẳn số đang giữ.", $"Load {number} is no refusal for unheard-of changes, or for differing widely from what is held.");
                return ExitCode.Usage;
            }

            new InboxFiles(StateDatabase.Open(session.Data, session.Clock), session.Clock).ReopenRefused();
            session.Terminal.Say(
                $"Đã xác nhận {file}. Hãy nạp lại đúng tệp ấy (papibi load); tệp trong hộp thư đến được dịch vụ nạp lại ở lượt tới.",
                $"{file} is acknowledged. Load the very same file again (papibi load); one in the inbox is taken up again at the service's next run.");
            return ExitCode.Done;
        });
    }
}
