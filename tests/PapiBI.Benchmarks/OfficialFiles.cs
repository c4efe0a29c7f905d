namespace PapiBI.Benchmarks;

/// <summary>The publishers' own workbooks, which lie beside the repository where one has them.</summary>
internal static class OfficialFiles
{
    public static IReadOnlyList<string> All
    {
        get
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                string official = Path.Combine(folder.FullName, "shared", "data", "official");
                if (Directory.Exists(official))
                {
                    return [.. Directory.GetFiles(official, "*.xls*").Order(StringComparer.Ordinal)];
                }
            }

            return [];
        }
    }
}
