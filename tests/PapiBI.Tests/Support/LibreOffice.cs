using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PapiBI.Tests.Support;

/// <summary>The office program as a second reader of our workbooks, where it is installed.</summary>
public static partial class LibreOffice
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Why no workbook can be printed here, or null.</summary>
    public static string? WhyNot { get; } = Missing("soffice") ?? Missing("pdfinfo") ?? Missing("pdftotext");

    /// <summary>Prints a file to PDF beside it; a profile of its own keeps concurrent runs apart.</summary>
    public static string ToPdf(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        string profile = Path.Combine(folder, "profile-" + Path.GetFileNameWithoutExtension(file));
        Run("soffice", $"-env:UserInstallation={new Uri(profile).AbsoluteUri}", "--headless", "--convert-to", "pdf", "--outdir", folder, file);
        return Path.ChangeExtension(file, ".pdf");
    }

    /// <summary>Opens a workbook and saves it anew, in a folder beside it.</summary>
    public static string Saved(string file, string format = "xlsx")
    {
        string folder = Path.Combine(Path.GetDirectoryName(file)!, "saved");
        string profile = Path.Combine(Path.GetDirectoryName(file)!, "profile-saved");
        Run("soffice", $"-env:UserInstallation={new Uri(profile).AbsoluteUri}", "--headless", "--convert-to", format, "--outdir", folder, file);
        return Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(file), format));
    }

    public static PdfFacts Facts(string pdf)
    {
        string info = Run("pdfinfo", "-l", "999", pdf);
        int pages = int.Parse(PagesLine().Match(info).Groups[1].Value, CultureInfo.InvariantCulture);
        return new PdfFacts(pages, [.. SizeLine().Matches(info).Select(match => (Number(match.Groups[1].Value), Number(match.Groups[2].Value)))]);
    }

    /// <summary>The text of one page, counted from 1.</summary>
    public static string TextOf(string pdf, int page)
    {
        string number = page.ToString(CultureInfo.InvariantCulture);
        return Run("pdftotext", "-f", number, "-l", number, "-layout", pdf, "-");
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string? Missing(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : $"{program} is not installed";

    public static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {Patience}.");
        }

        return process.ExitCode == 0 ? output.GetAwaiter().GetResult() : throw new InvalidOperationException($"{program}: {errors.GetAwaiter().GetResult()}");
    }

    [GeneratedRegex(@"Pages:\s+(\d+)")]
    private static partial Regex PagesLine();

    [GeneratedRegex(@"Page\s+\d+ size:\s+([\d.]+) x ([\d.]+) pts")]
    private static partial Regex SizeLine();
}

/// <summary>What a printed workbook looks like from afar; sizes in points.</summary>
public sealed record PdfFacts(int Pages, IReadOnlyList<(double Width, double Height)> Sizes);
