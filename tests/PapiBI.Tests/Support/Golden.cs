using System.Runtime.CompilerServices;
using System.Text;

namespace PapiBI.Tests.Support;

/// <summary>
/// Expected output kept as text files in tests/PapiBI.Tests/Golden. A difference fails with the lines that differ;
/// with PAPIBI_UPDATE_GOLDEN=1 the file is written anew, to be read in the diff before it is committed.
/// </summary>
public static class Golden
{
    public static void Check(string name, string text, [CallerFilePath] string caller = "")
    {
        string file = Path.Combine(Folder(caller), name);
        string actual = text.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("PAPIBI_UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(File.Exists(file), $"There is no golden {name}. Run this test with PAPIBI_UPDATE_GOLDEN=1 to write it, then read it.");
        string expected = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
        {
            Assert.Fail($"{name} differs from its golden (- expected, + actual):\n{Differences(expected, actual)}");
        }
    }

    public static string Read(string name, [CallerFilePath] string caller = "") => File.ReadAllText(Path.Combine(Folder(caller), name)).ReplaceLineEndings("\n");

    private static string Folder(string caller)
    {
        for (DirectoryInfo? at = new FileInfo(caller).Directory; at is not null; at = at.Parent)
        {
            if (at.GetFiles("*.csproj").Length > 0)
            {
                return Path.Combine(at.FullName, "Golden");
            }
        }

        throw new DirectoryNotFoundException($"No test project above {caller}.");
    }

    private static string Differences(string expected, string actual)
    {
        string[] before = expected.Split('\n');
        string[] after = actual.Split('\n');
        StringBuilder lines = new();
        int shown = 0;
        for (int i = 0; i < Math.Max(before.Length, after.Length) && shown < 20; i++)
        {
            string? old = i < before.Length ? before[i] : null;
            string? now = i < after.Length ? after[i] : null;
            if (string.Equals(old, now, StringComparison.Ordinal))
            {
                continue;
            }

            shown++;
            lines.Append("line ").Append(i + 1).Append('\n');
            lines.Append("  - ").Append(old ?? "(none)").Append('\n');
            lines.Append("  + ").Append(now ?? "(none)").Append('\n');
        }

        return lines.ToString();
    }
}
