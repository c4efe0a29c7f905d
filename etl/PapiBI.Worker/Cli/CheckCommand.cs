using System.CommandLine;
using System.Globalization;
using PapiBI.Etl.Described;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Worker.Cli;

internal static class CheckCommand
{
    public static Verb Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Tệp hoặc thư mục cần kiểm tra. / Files or folders to check.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("check", "Kiểm tra tệp như khi nạp mà không ghi gì. / Check files as loading would, and write nothing.\n\n  papibi check PCI_2016.xlsx") { paths };
        return new Verb(command, (session, parsed) =>
        {
            var asked = parsed.GetRequiredValue(paths);
            if (LoadCommand.AreThere(session.Terminal, asked))
            {
                return Check(session, asked) ? ExitCode.Done : ExitCode.DataRefused;
            }

            return ExitCode.Usage;
        });
    }

    private static bool Check(Session session, IEnumerable<string> paths)
    {
        var (descriptions, faults) = SourceDescriptions.Of(session.Data);
        session.Terminal.Tell("", faults);
        using var yardstick = Yardstick.Open(session);
        var isSound = true;
        foreach (var reading in Inbox.Read(paths, new FileReader(descriptions)))
        {
            var result = yardstick.Check(reading);
            SayRead(session.Terminal, reading, result);
            session.Terminal.Tell(reading.File.Name, result.Issues);
            isSound &= result.Batches.Count > 0;
        }

        return isSound;
    }

    private static void SayRead(Terminal terminal, FileReading reading, ReadResult result)
    {
        var (vi, en) = reading switch
        {
            { Described.Description.Name: var name } => ($"đọc theo mô tả nguồn {name}", $"read by the source description {name}"),
            { Kind: { } kind } => ($"bảng PapiBI loại {LoadKindName.Of(kind)}", $"a PapiBI table of kind {LoadKindName.Of(kind)}"),
            _ => ("không đọc được", "cannot be read"),
        };
        terminal.Say($"{reading.File.Name}: {vi}", $"{reading.File.Name}: {en}");
        foreach (var table in reading.Described?.Tables ?? [])
        {
            var year = table.Year?.ToString(CultureInfo.InvariantCulture) ?? "–";
            var use = table.Description.Use == TableUse.Check ? new Text(", chỉ đối chiếu", ", compared only") : new Text("", "");
            terminal.Say(
                $"  “{table.Sheet.Name}”: {year}, {LayoutWords.Of(table.Description.Layout).Vi}, {table.Figures.Count} số liệu{use.Vi}",
                $"  “{table.Sheet.Name}”: {year}, {LayoutWords.Of(table.Description.Layout).En}, {table.Figures.Count} {(table.Figures.Count == 1 ? "figure" : "figures")}{use.En}");
        }

        PlanSheetWords.Say(terminal, reading.Described?.Plan);
        foreach (var batch in result.Batches)
        {
            var scores = batch.Rows.OfType<ScoreRow>().ToArray();
            var provinces = scores.Select(row => row.ProvinceCode).Distinct(StringComparer.Ordinal).Count();
            var whole = provinces - scores.Where(row => row.Score is null).Select(row => row.ProvinceCode).Distinct(StringComparer.Ordinal).Count();
            terminal.Say(
                $"  sẽ nạp {batch.Rows.Count} dòng: {LoadKindName.Of(batch.Kind)} {batch.Scope}{(provinces > 0 ? $", {whole}/{provinces} tỉnh đủ điểm" : "")}",
                $"  would load {batch.Rows.Count} {(batch.Rows.Count == 1 ? "row" : "rows")}: {LoadKindName.Of(batch.Kind)} {batch.Scope}{(provinces > 0 ? $", {whole} of {provinces} provinces with every score" : "")}");
        }

        if (result.Batches.Count == 0)
        {
            var count = result.Issues.Count(issue => issue.Severity == Severity.Error);
            terminal.Say($"  sẽ bị từ chối: {count} lỗi", $"  would be refused: {count} {(count == 1 ? "fault" : "faults")}");
        }
    }
}
