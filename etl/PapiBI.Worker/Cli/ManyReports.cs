using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Reports.Jobs;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Cli;

/// <summary>A report for each province, in one folder. One that is refused is told, and the others go on.</summary>
internal sealed class ManyReports(Session session, Release release, ReleaseCatalog catalog)
{
    public int Write(string folder, List<ReportRequest> requests)
    {
        var start = session.Clock.GetTimestamp();
        Directory.CreateDirectory(folder);
        var refused = new List<RenderOutcome.Refused>();
        session.Terminal.Track(requests.Count, "Dựng báo cáo", "Rendering", isDone => new RenderJob(release, catalog).Run(requests, outcome =>
        {
            switch (outcome)
            {
                case RenderOutcome.Rendered rendered:
                    File.WriteAllBytes(Path.Combine(folder, rendered.Document.FileName + ".xlsx"), rendered.Workbook);
                    break;
                case RenderOutcome.Refused no:
                    refused.Add(no);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No way to take this outcome.");
            }

            isDone();
        }));

        // Threads finish in any order; what is told has one.
        foreach (var no in refused.OrderBy(no => requests.IndexOf(no.Request)))
        {
            session.Terminal.Tell(no.Reason);
        }

        var seconds = session.Clock.GetElapsedTime(start).TotalSeconds;
        var (made, all) = (requests.Count - refused.Count, requests.Count);
        session.Terminal.Say(
            $"Đã dựng {made}/{all} báo cáo vào {folder} sau {NumberText.Fixed(seconds, 1, Language.Vietnamese)} giây",
            $"Rendered {made} of {all} reports into {folder} in {NumberText.Fixed(seconds, 1, Language.English)} s");
        return refused.Count == 0 ? ExitCode.Done : ExitCode.DataRefused;
    }
}
