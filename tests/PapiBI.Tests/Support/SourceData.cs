using System.Text;
using PapiBI.Etl.Sources;
using PapiBI.Tests.Conventions;

namespace PapiBI.Tests.Support;

/// <summary>The compilation that the samples were taken from: the folder shared/data beside the repository, or the one that PAPIBI_SOURCE_DATA names. It is no part of the repository.</summary>
public static class SourceData
{
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("PAPIBI_SOURCE_DATA") is { Length: > 0 } named ? named : Path.Combine(Repository.Root, "..", "shared", "data");

    /// <summary>Why nothing can be compared here, or null.</summary>
    public static string? WhyNot { get; } =
        File.Exists(Path.Combine(Folder, "pci.csv")) ? null : "The compilation (shared/data beside the repository, or PAPIBI_SOURCE_DATA) is not here.";

    /// <summary>A publisher's own workbook.</summary>
    public static byte[] Official(string file) => File.ReadAllBytes(Path.Combine(Folder, "official", file));

    /// <summary>The rows of a table, each as column → text.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        // Our own reader of text, which wants a line that says what a table is.
        var table = Encoding.UTF8.GetBytes("# papibi: published\n" + File.ReadAllText(Path.Combine(Folder, file)));
        FileContents contents = new FileReader().Read(file, table).Contents!;
        string[] columns = [.. contents.Header.Cells.Select(cell => cell.Text)];
        return [.. contents.Rows.Select(row => columns.Select((column, i) => (Column: column, row[i].Text)).ToDictionary(cell => cell.Column, cell => cell.Text, StringComparer.Ordinal))];
    }
}
