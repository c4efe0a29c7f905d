using System.CommandLine;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Cli;

internal static class TraceCommand
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public static Verb Create()
    {
        var options = new ReportOptions();
        var code = new Option<string?>("--code") { Description = "Trục hoặc nội dung thành phần; bỏ trống: tổng. / Dimension or sub-dimension; left out: the total." };
        var command = new Command("trace", "Truy một con số về các ô nguồn. / Walk a number back to its source cells.\n\n  papibi trace --index PAPI --province 58 --year 2020 --code 8") { code };
        options.AddTo(command);
        return new Verb(command, (session, parsed) =>
        {
            using var release = session.OpenRelease();
            if (release is null)
            {
                return ExitCode.Environment;
            }

            var request = options.Request(parsed, session.Terminal.Language);
            var item = parsed.GetValue(code) ?? release.TotalOf(request.IndexCode, request.Year) ?? request.IndexCode;
            var answer = release.Ask(new MetricQuery { IndexCode = request.IndexCode, Years = [request.Year], Items = [item], Provinces = [request.ProvinceCode], By = [], Measures = [Measure.Score, Measure.Rank, Measure.Ranked] });
            if (answer.Rows is not [var row])
            {
                session.Terminal.Tell(
                    $"Bản phát hành không có {request.IndexCode} {request.Year}, nội dung {item}, tỉnh {request.ProvinceCode}.",
                    $"The release has no {request.IndexCode} {request.Year}, item {item}, province {request.ProvinceCode}.");
                return ExitCode.DataRefused;
            }

            Say(session, release, request, item, row);
            return ExitCode.Done;
        });
    }

    private static void Say(Session session, Release release, Reports.Definitions.ProvinceRequest request, string item, ResultRow row)
    {
        var language = session.Terminal.Language;
        var catalog = ReleaseCatalog.Read(release);
        var name = catalog.Items.Single(i => i.IndexCode == request.IndexCode && i.Year == request.Year && i.Code == item).Name.In(language);
        var province = catalog.Provinces.Single(p => p.IndexCode == request.IndexCode && p.Year == request.Year && p.Code == request.ProvinceCode).Name.In(language);
        var rank = row[Measure.Rank] is { } place ? NumberText.Rank(place, (int?)row[Measure.Ranked]) : NumberText.Missing;
        var score = row[Measure.Score] is { } points ? NumberText.Exact(points, language) : NumberText.Missing;
        session.Terminal.Say(
            $"{province}, {request.IndexCode} {request.Year}, {item} {name}: {score} điểm, hạng {rank} (bản R{release.Id})",
            $"{province}, {request.IndexCode} {request.Year}, {item} {name}: {score} points, rank {rank} (release R{release.Id})");
        var cells = Trace.Cells(release, request.IndexCode, request.Year, request.ProvinceCode, item);
        foreach (var cell in cells)
        {
            var superseded = cell.IsSuperseded ? new Warehouse.Text(" – đã bị thay thế", " – superseded").In(language) : "";
            var value = cell.Score is { } number ? NumberText.Exact(number, language) : NumberText.Missing;
            session.Terminal.Say(
                $"  {cell.ItemCode} = {value}   {cell.FileName}, {cell.Origin.Said.Vi}, lượt nạp {cell.LoadId} lúc {cell.LoadedAt.ToOffset(Vietnam):dd/MM/yyyy HH:mm:ss} giờ Việt Nam, sha256 {cell.FileSha256[..12]}{superseded}",
                $"  {cell.ItemCode} = {value}   {cell.FileName}, {cell.Origin.Said.En}, load {cell.LoadId} at {cell.LoadedAt.ToOffset(Vietnam):dd/MM/yyyy HH:mm:ss} Vietnam time, sha256 {cell.FileSha256[..12]}{superseded}");
        }

        var current = cells.Where(c => !c.IsSuperseded && c.Score is not null).ToList();
        if (current.Count > 1)
        {
            session.Terminal.Output.WriteLine($"  {string.Join(" + ", current.Select(c => NumberText.Exact(c.Score!.Value, language)))} = {score}");
        }

        foreach (var source in cells.Select(c => (c.Citation, c.Source)).Distinct())
        {
            session.Terminal.Say($"  Nguồn: {source.Citation.Vi}; {source.Source.Vi}", $"  Source: {source.Citation.En}; {source.Source.En}");
        }
    }
}
