using System.CommandLine;
using PapiBI.Warehouse;
using PapiBI.Worker.Service;

namespace PapiBI.Worker.Cli;

/// <summary>Whether everything that the service needs is there.</summary>
internal static class DoctorCommand
{
    public static Verb Create() => new(
        new Command("doctor", "Kiểm tra những gì dịch vụ cần: phiên bản, đĩa, đồng hồ, phông chữ, cơ sở dữ liệu, máy chủ thư. Mã thoát 3 khi có lỗi. / Check what the service needs: versions, disk, clock, fonts, databases, mail server. Exit code 3 when anything fails."),
        (session, _) =>
        {
            var findings = new Doctor(session.Data, session.SettingsFile, session.Clock).Examine();
            foreach (var finding in findings)
            {
                session.Terminal.Say($"{Mark(finding.State).Vi,-9} {finding.What.Vi}: {finding.Said.Vi}", $"{Mark(finding.State).En,-9} {finding.What.En}: {finding.Said.En}");
            }

            return findings.Any(finding => finding.State == FindingState.Fault) ? ExitCode.Environment : ExitCode.Done;
        });

    private static Text Mark(FindingState state) => state switch
    {
        FindingState.Good => new Text("tốt", "good"),
        FindingState.Note => new Text("lưu ý", "note"),
        FindingState.Fault => new Text("LỖI", "FAULT"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No mark for this state."),
    };
}
