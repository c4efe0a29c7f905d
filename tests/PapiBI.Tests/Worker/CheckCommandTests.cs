using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>A workbook that nobody has described, from looking at it to knowing that it would load. Nothing of the installation changes on the way.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Inspect_drafts_a_description_by_which_check_reads_the_workbook()
    {
        var known = Samples.Known;
        string[] parts = [.. known.Indicators.Where(i => i is { IndexCode: "PCI", Year: 2012, Level: IndicatorLevel.Dimension }).Select(i => i.NameVi)];
        var workbook = folder.File("PCI la 2012.xlsx");
        File.WriteAllBytes(workbook, SomeWorkbook.Of(("Bảng", [["Tỉnh", .. parts], .. known.Provinces.Where(p => p.ValidTo is null || p.ValidTo.Value.Year > 2012).DistinctBy(p => p.ProvinceCode).Select(p => (object[])[p.NameVi, .. parts.Select(_ => (object)5.5)])])));

        var (unread, _, _) = Type("check", workbook);
        var (seen, says, _) = Type("inspect", workbook);
        var (again, _, refused) = Type("inspect", workbook);
        var (read, checks, _) = Type("check", workbook);

        Assert.Equal((ExitCode.DataRefused, ExitCode.Done, ExitCode.Usage, ExitCode.Done), (unread, seen, again, read));
        Assert.Contains("PCI la 2012.xlsx: PCI 2012, 1 trang tính", says, StringComparison.Ordinal);
        Assert.Contains("không ghi đè", refused, StringComparison.Ordinal);
        Assert.Contains("đọc theo mô tả nguồn pci-la-2012", checks, StringComparison.Ordinal);
        Assert.Equal(["pci-la-2012.json", "source-description.schema.json"], Directory.EnumerateFiles(folder.File("data/sources")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.Equal(["sources"], Directory.EnumerateFileSystemEntries(folder.File("data")).Select(entry => Path.GetFileName(entry)));
    }

    [Fact]
    public void A_plan_is_checked_and_looked_at_and_its_faults_are_told()
    {
        var workbook = folder.File("ke-hoach.xlsx");
        File.WriteAllBytes(workbook, PlanBook.Whole().Bytes());
        var (read, checks, _) = Type("check", workbook);
        var (seen, says, _) = Type("inspect", workbook, "--lang", "en");
        File.WriteAllBytes(workbook, PlanBook.Whole().With("Nhiệm vụ!H3", "31/6/2021").Bytes());
        var (refused, counts, tells) = Type("check", workbook);

        Assert.Equal((ExitCode.Done, ExitCode.Done, ExitCode.DataRefused), (read, seen, refused));
        Assert.Equal(
            """
            ke-hoach.xlsx: đọc theo mô tả nguồn papibi-plan
              “Kế hoạch”: thông tin chung của kế hoạch
              “Cơ quan”: 4 cơ quan
              “Mục tiêu”: 7 mục tiêu
              “Nhiệm vụ”: 3 nhiệm vụ
              “Tiến độ”: 2 báo cáo tiến độ
              sẽ nạp 26 dòng: plan PAPI-58-2021
              sẽ nạp 2 dòng: plan-progress PAPI-58-2021

            """,
            checks);
        Assert.StartsWith("ke-hoach.xlsx: an improvement plan, read by the source description papibi-plan", says, StringComparison.Ordinal);
        Assert.Contains("sẽ bị từ chối: 1 lỗi", counts, StringComparison.Ordinal);
        Assert.Contains("Ô H3, trang tính “Nhiệm vụ”: “31/6/2021” không phải là ngày tháng rõ ràng", tells, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data/sources")));
    }

    private (int Code, string Output, string Error) Type(params string[] words)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        var code = PapibiCommand.Create(TimeProvider.System).Parse([.. words, "--data", folder.File("data")]).Invoke(new() { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
