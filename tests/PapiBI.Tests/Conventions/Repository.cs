namespace PapiBI.Tests.Conventions;

/// <summary>The source tree these tests were built from. Build output and data are no part of it.</summary>
public static class Repository
{
    private static readonly string[] NotSource = ["bin", "obj", ".git", ".vs", ".idea", "node_modules", "TestResults", "data", "out"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Paths from the root with forward slashes, in order; never empty.</summary>
    public static IReadOnlyList<string> Files(string folder, string pattern)
    {
        string start = Path.Combine(Root, folder);
        string[] files = Directory.Exists(start) ? [.. Walk(start, pattern).Order(StringComparer.Ordinal)] : [];
        Assert.True(files.Length > 0, $"No {pattern} under '{folder}': the rule would hold for nothing.");
        return files;
    }

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Concat(Directory.EnumerateDirectories(folder)
                .Where(inner => !NotSource.Contains(Path.GetFileName(inner)) && new DirectoryInfo(inner).LinkTarget is null)
                .SelectMany(inner => Walk(inner, pattern)));

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PapiBI.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("PapiBI.sln stands in no folder above the tests.");
    }
}
