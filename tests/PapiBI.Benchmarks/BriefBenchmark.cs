using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PapiBI.Benchmarks;

/// <summary>The briefs of all provinces: the whole command, from its start to its end, beside programs that only write their finished content again.</summary>
internal static class BriefBenchmark
{
    private const int Repetitions = 3;
    private const double MostMegabytes = 400;

    public static IEnumerable<ComparedRow> Run(BenchmarkData data)
    {
        string briefs = Path.Combine(data.Root, "briefs");
        string dump = Path.Combine(data.Root, "briefs.json");
        string papibi = Publish(data);
        Render(papibi, data, briefs);
        string[] files = [.. Directory.GetFiles(briefs, "*.xlsx").Order(StringComparer.Ordinal)];
        WorkbookDump.Of(files).Write(dump);

        string? python = Python();
        List<ChildProcess> ours = [];
        List<double> epplus = [];
        List<double> one = [];
        List<double> two = [];
        for (int i = 0; i < Repetitions; i++)
        {
            ours.Add(Render(papibi, data, briefs));
            epplus.Add(Seconds(ChildProcess.Run(Environment.ProcessPath!, "write-epplus", dump, Path.Combine(data.Root, "epplus"))));
            if (python is not null)
            {
                one.Add(Seconds(XlsxWriter(python, data, dump, processes: 1)));
                two.Add(Seconds(XlsxWriter(python, data, dump, processes: 2)));
            }
        }

        string what = FormattableString.Invariant($"{files.Length} province briefs (vi, PAPI 2021), the whole command");
        double time = ComparedRow.Median(ours.Select(run => run.Seconds));
        double peak = ours.Max(run => run.PeakMegabytes);
        string memory = FormattableString.Invariant($", at most {peak:0} MB");
        yield return ComparedRow.OfTimes(what, time, "EPPlus bare, the same content", ComparedRow.Median(epplus), memory);
        if (python is null)
        {
            yield return new ComparedRow(what, "", "XlsxWriter: skipped: python3-xlsxwriter is not installed", "");
        }
        else
        {
            yield return ComparedRow.OfTimes(what, time, "XlsxWriter, the same content, one process", ComparedRow.Median(one), memory);
            yield return ComparedRow.OfTimes(what, time, "XlsxWriter, two processes", ComparedRow.Median(two), memory);
        }

        if (peak > MostMegabytes)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{peak:0} MB are more than {MostMegabytes:0}."));
        }
    }

    // As a ministry would install it: compiled ahead.
    private static string Publish(BenchmarkData data)
    {
        string folder = Path.Combine(data.Root, "published");
        ChildProcess.Run("dotnet", "publish", Path.Combine(Repository(), "etl", "PapiBI.Worker"), "-c", "Release", "-o", folder);
        return Path.Combine(folder, OperatingSystem.IsWindows() ? "papibi.exe" : "papibi");
    }

    private static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PapiBI.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks are run from the repository.");
    }

    private static ChildProcess Render(string papibi, BenchmarkData data, string folder) => ChildProcess.Run(
        papibi,
        "render", "province-brief", "--index", "PAPI", "--year", "2021", "--province", "all", "--out", folder, "--data", data.Folder.Root);

    private static ChildProcess XlsxWriter(string python, BenchmarkData data, string dump, int processes) => ChildProcess.Run(
        python, Path.Combine(AppContext.BaseDirectory, "xlsxwriter_bare.py"), dump, Path.Combine(data.Root, "xlsxwriter"), processes.ToString(CultureInfo.InvariantCulture));

    // Those who only write tell their own time, without reading what they are to write.
    private static double Seconds(ChildProcess run) => Convert.ToDouble(run.Output, CultureInfo.InvariantCulture);

    /// <summary>A Python that has XlsxWriter: the one on the path, else that of Debian's packages.</summary>
    private static string? Python() => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(HasXlsxWriter);

    private static bool HasXlsxWriter(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import xlsxwriter"]) { RedirectStandardError = true, UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
