using System.CommandLine;
using PapiBI.Etl.Described;
using PapiBI.Etl.Jobs;
using PapiBI.Etl.Sources;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Worker.Cli;

internal static class LoadCommand
{
    public static Verb Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Tệp hoặc thư mục cần nạp. / Files or folders to load.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("load", "Nạp tệp CSV, XLSX hoặc XLS; tệp có lỗi bị từ chối cả tệp. / Load CSV, XLSX or XLS files; a file with a fault is refused whole.\n\n  papibi load etl/samples") { paths };
        return new Verb(command, (session, parsed) =>
        {
            var asked = parsed.GetRequiredValue(paths);
            if (!AreThere(session.Terminal, asked))
            {
                return ExitCode.Usage;
            }

            using var database = session.OpenForWriting();
            return Load(session, database, asked) ? ExitCode.Done : ExitCode.DataRefused;
        });
    }

    /// <returns>False, having said so, where any path is not there.</returns>
    public static bool AreThere(Terminal terminal, IEnumerable<string> paths)
    {
        var absent = paths.Where(path => !Path.Exists(path)).ToList();
        if (absent.Count > 0)
        {
            terminal.Tell($"Không có: {string.Join(", ", absent)}", $"Not there: {string.Join(", ", absent)}");
        }

        return absent.Count == 0;
    }

    /// <returns>False when any file was refused.</returns>
    public static bool Load(Session session, Warehouse.WorkingDatabase database, IEnumerable<string> paths)
    {
        var (descriptions, faults) = SourceDescriptions.Of(session.Data);
        session.Terminal.Tell("", faults);
        IReadOnlyList<FileReading> files = [];
        session.Terminal.Track("Đọc trang tính", "Reading sheets", progress => files = Inbox.Read(paths, new FileReader(ReadingLimits.Default, descriptions, progress)));
        var isTaken = true;
        session.Terminal.Track(files.Count, "Nạp tệp", "Loading files", isDone => new LoadJob(database, session.Data, session.Clock, session.Steps) { Language = session.Terminal.Language }.Run(files, file =>
        {
            Say(session.Terminal, session.Data, file);
            isTaken &= file.Outcome is not LoadOutcome.Refused;
            isDone();
        }));
        return isTaken;
    }

    private static void Say(Terminal terminal, Warehouse.DataFolder data, FileOutcome file)
    {
        switch (file.Outcome)
        {
            case LoadOutcome.Loaded loaded:
                terminal.Say($"Đã nạp {file.File.Name}: {loaded.Rows} dòng (lượt {loaded.LoadId})", $"Loaded {file.File.Name}: {loaded.Rows} rows (load {loaded.LoadId})");
                terminal.Tell(file.File.Name, loaded.Warnings);
                break;
            case LoadOutcome.AlreadyLoaded already:
                terminal.Say($"{file.File.Name} đã nạp trước đây (lượt {already.LoadId}), không đổi gì", $"{file.File.Name} was loaded before (load {already.LoadId}), nothing changed");
                if (already.SupersededBy is { } later)
                {
                    Warehouse.Text changed = Path.GetExtension(file.File.Name).ToUpperInvariant() is ".CSV" or ".TXT" or ".TSV" ? new(" (ví dụ đổi dòng # source)", " (for example with another # source line)") : new(" (ví dụ thêm một ghi chú)", " (for example with a note added)");
                    terminal.Tell(
                        $"{file.File.Name}: lượt {already.LoadId} đã bị lượt {later} thay thế (báo cáo tiến độ: ở những nhiệm vụ và kỳ mà cả hai báo cáo) và lượt {later} vẫn có hiệu lực; muốn lấy lại số cũ, hãy gửi một tệp có sửa{changed.Vi}.",
                        $"{file.File.Name}: load {already.LoadId} was superseded by load {later} (of progress: the tasks and periods that both report), which stays in force; to go back, send a file that differs{changed.En}.");
                }

                break;
            case LoadOutcome.Refused refused:
                terminal.Tell(
                    $"TỪ CHỐI {file.File.Name}: {refused.Issues.Count} lỗi, không nạp dòng nào (ghi nhận ở lượt {refused.LoadId})",
                    $"REFUSED {file.File.Name}: {refused.Issues.Count} {(refused.Issues.Count == 1 ? "fault" : "faults")}, nothing was loaded (on record as load {refused.LoadId})");
                terminal.Tell(file.File.Name, refused.Issues);
                if (file.Mended is { } mended)
                {
                    var path = Path.Combine(data.Refused, mended.Name);
                    terminal.Tell($"Bản có đánh dấu chỗ cần sửa, sửa xong gửi lại được: {path}", $"The copy with its faults marked, to be corrected and sent again: {path}");
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(file), file.Outcome, "No words for this outcome.");
        }
    }
}
