using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.State;

namespace PapiBI.Etl.Sources;

/// <summary>The files of a folder, read and in the order of loading: by kind, then by name; unreadable ones last.</summary>
public static class Inbox
{
    public static IReadOnlyList<FileReading> Read(string folder) => Read([folder], new FileReader());

    /// <summary>Each path is a file or a folder.</summary>
    public static IReadOnlyList<FileReading> Read(IEnumerable<string> paths, FileReader reader) =>
    [
        .. paths
            .SelectMany(FilesAt)
            .Select(reader.Read)
            .OrderBy(reading => reading.Kind ?? (LoadKind)int.MaxValue)
            .ThenBy(reading => reading.File.Name, StringComparer.Ordinal),
    ];

    /// <summary>The files at a path. Hidden files and the lock files of Excel are passed over.</summary>
    public static IEnumerable<string> FilesAt(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Where(file => !InboxFiles.IsPassedOver(Path.GetFileName(file)))
            : [path];
}
