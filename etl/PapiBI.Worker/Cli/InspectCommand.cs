using System.CommandLine;
using System.Globalization;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;

namespace PapiBI.Worker.Cli;

internal static class InspectCommand
{
    public static Verb Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Bảng tính (.xlsx, .xls, .csv) chưa có mô tả nguồn. / A workbook without a source description." };
        var index = new Option<string>("--index") { Description = "Chỉ số, như PAPI, PCI; không có thì đoán. / The index; else guessed." };
        var year = new Option<int?>("--year") { Description = "Năm của số liệu; không có thì đoán. / The year of the figures; else guessed." };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Thư mục ghi bản nháp; không có thì sources trong thư mục dữ liệu. / Where the draft goes; else sources in the data folder." };
        file.AcceptExistingOnly();
        var command = new Command("inspect", "Xem một bảng tính lạ có gì và viết nháp mô tả nguồn cho nó. / Say what an unknown workbook holds and draft its source description.\n\n  papibi inspect PAPI_2017_eng.xlsx") { file, index, year, folder };
        return new Verb(command, (session, parsed) => Inspect(session, parsed.GetRequiredValue(file), parsed.GetValue(index), parsed.GetValue(year), parsed.GetValue(folder)?.FullName ?? session.Data.Sources));
    }

    private static int Inspect(Session session, FileInfo file, string? index, int? year, string folder)
    {
        var faults = new Faults();
        if (file.Length > ReadingLimits.Default.FileBytes)
        {
            session.Terminal.Tell(
                $"{file.Name} lớn hơn {ReadingLimits.Default.FileBytes >> 20} MB; hãy chỉ giữ bảng cần xem.",
                $"{file.Name} is larger than {ReadingLimits.Default.FileBytes >> 20} MB; keep only the table to be looked at.");
            return ExitCode.DataRefused;
        }

        var bytes = File.ReadAllBytes(file.FullName);
        var sheets = new FileReader().Sheets(file.Name, bytes, faults);
        var (descriptions, _) = SourceDescriptions.Of(session.Data);
        if (new FileReader(descriptions).Read(file.Name, bytes).Described is { Plan: { } plan, Description.Name: var name })
        {
            session.Terminal.Say($"{file.Name}: kế hoạch cải thiện, đọc theo mô tả nguồn {name}", $"{file.Name}: an improvement plan, read by the source description {name}");
            PlanSheetWords.Say(session.Terminal, plan);
            return ExitCode.Done;
        }

        using var yardstick = Yardstick.Open(session);
        if (index is not null && yardstick.Known.Editions.All(edition => edition.IndexCode != index))
        {
            var all = string.Join(", ", yardstick.Known.Editions.Select(edition => edition.IndexCode).Distinct(StringComparer.Ordinal));
            session.Terminal.Tell($"Không có chỉ số {index}; hãy chọn một trong: {all}.", $"There is no index {index}; choose one of: {all}.");
            return ExitCode.Usage;
        }

        var seen = Inspector.Look(file.Name, sheets, yardstick.Known, descriptions, index, year);
        if (faults.AnyError)
        {
            session.Terminal.Tell(file.Name, faults.Found);
            return ExitCode.DataRefused;
        }

        InspectionWords.Say(session.Terminal, seen);
        var fitting = new FileReader(descriptions).Read(file.Name, bytes).Described?.Description.Name;
        return Write(session.Terminal, seen, fitting, folder, file.Name);
    }

    // A description that fits already would compete with the draft: one of the same name replaces it.
    private static int Write(Terminal terminal, SeenWorkbook seen, string? fitting, string folder, string fileName)
    {
        var draft = Draft.Of(seen, fitting ?? Draft.NameFor(fileName));
        if (draft is null)
        {
            terminal.Tell(
                $"Không viết nháp: {(seen.Index is null ? "không nhận ra chỉ số (--index)" : seen.Year is null ? "không thấy năm (--year)" : "không có số liệu nào chắc chắn")}.",
                $"No draft is written: {(seen.Index is null ? "the index is not recognised (--index)" : seen.Year is null ? "no year is found (--year)" : "no figure is certain")}.");
            return ExitCode.DataRefused;
        }

        var path = Path.Combine(folder, $"{draft.Description.Name}.json");
        if (File.Exists(path))
        {
            terminal.Tell($"{path} đã có, không ghi đè; hãy đổi chỗ (--out) hoặc xoá tệp cũ.", $"{path} is there and is not overwritten; choose another place (--out) or remove it.");
            return ExitCode.Usage;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(path, DraftText.Write(draft));
        File.Copy(Path.Combine(SourceDescriptions.ShippedFolder, DraftText.SchemaFile), Path.Combine(folder, DraftText.SchemaFile), overwrite: true);
        if (fitting is not null)
        {
            terminal.Say($"Mô tả {fitting} đã đọc được tệp này; bản nháp mang cùng tên để thay nó.", $"The description {fitting} reads this file already; the draft has its name, to replace it.");
        }

        var unsure = draft.Unsure.Sum(figures => figures.Count).ToString(CultureInfo.InvariantCulture);
        terminal.Say(
            $"Đã viết nháp {path}; {unsure} tiêu đề chưa chắc nằm trong dòng ghi chú //. Sửa xong, chạy: papibi check {fileName}",
            $"Wrote the draft {path}; {unsure} headings that are not certain are in remarks //. Once it is edited, run: papibi check {fileName}");
        return ExitCode.Done;
    }
}
