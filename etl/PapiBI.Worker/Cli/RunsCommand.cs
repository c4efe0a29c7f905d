using System.CommandLine;
using System.Globalization;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Worker.Cli;

/// <summary>What the service did.</summary>
internal static class RunsCommand
{
    public static Verb Create()
    {
        var last = new Option<int>("--last") { Description = "Bao nhiêu lượt / How many runs", DefaultValueFactory = _ => 20 };
        last.Between(1, 10_000);
        var command = new Command("runs", "Các lượt làm việc của dịch vụ, mới nhất trước, kèm từng bước: dòng vào, dòng ra, bị từ chối, thời gian, nguyên nhân. / Runs of the service, the newest first, with their steps: rows in, out, refused, duration, cause.") { last };
        return new Verb(command, (session, parsed) =>
        {
            var terminal = session.Terminal;
            var runs = new Runs(StateDatabase.Open(session.Data, session.Clock), session.Clock).Newest(parsed.GetValue(last));
            if (runs.Count == 0)
            {
                terminal.Say("Dịch vụ chưa làm gì.", "The service did nothing yet.");
                return ExitCode.Done;
            }

            terminal.Table(
                [
                    new("Lượt", "Run"), new("Bắt đầu", "Started"), new("Việc", "Job"), new("Làm gì", "Step"), new("Đối tượng", "Subject"), new("Vào", "In"), new("Ra", "Out"),
                    new("Từ chối", "Refused"), new("Giây", "Seconds"), new("Bước", "Step is"), new("Cả lượt", "Run is"), new("Nguyên nhân", "Cause"),
                ],
                runs.SelectMany(run => run.Steps.Select(step => new[]
                {
                    $"{run.Id}", Local.Time(step.StartedAt), WorkWords.Of(run.Job).In(terminal.Language), WorkWords.Of(step.Step).In(terminal.Language), WorkWords.SubjectOf(step).In(terminal.Language), $"{step.RowsIn}", $"{step.RowsOut}", $"{step.RowsRefused}",
                    step.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture), OutcomeWords.Of(step.Outcome).In(terminal.Language), OutcomeWords.Of(run.Outcome).In(terminal.Language),
                    step.Cause.In(terminal.Language),
                })));
            return ExitCode.Done;
        });
    }
}
