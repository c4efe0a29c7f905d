using System.Text.RegularExpressions;

namespace PapiBI.Tests.Conventions;

public sealed class RepositoryTextTests
{
    // Files without an ending are scripts and settings of the repository itself.
    private static readonly string[] Endings =
        ["", ".cs", ".csproj", ".props", ".sln", ".json", ".sql", ".md", ".csv", ".txt", ".ts", ".cshtml", ".html", ".css", ".yml", ".editorconfig"];

    [Fact]
    public void No_file_names_a_path_of_a_developers_machine()
    {
        // Put together here, so that this file does not break its own rule.
        string[] folders = ["home", "Users", "root", "work", "tmp", "mnt"];
        Regex machine = new(
            $@"(?<![\w.~\-/:*<>)}}\]])/({string.Join('|', folders)})/\w|\b[A-Za-z]:\\+{folders[1]}\\",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5));

        Assert.Empty(TextFiles().SelectMany(file => machine.Matches(Repository.Read(file)).Select(match => $"{file}: {match.Value}")));
    }

    [Fact]
    public void No_README_promises_work_to_come()
    {
        Regex promise = new(@"\b(TODO|FIXME|TBD|XXX)\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

        string[] breakers = [.. TextFiles()
            .Where(file => Path.GetFileName(file).StartsWith("README", StringComparison.OrdinalIgnoreCase))
            .Where(file => promise.IsMatch(Repository.Read(file)))];

        Assert.Empty(breakers);
    }

    private static IEnumerable<string> TextFiles() =>
        Repository.Files("", "*").Where(file => Endings.Contains(Path.GetExtension(file)));
}
