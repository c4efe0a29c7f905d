namespace PapiBI.Warehouse;

/// <summary>Writes a file so that it is always whole: beside, onto the disk, then renamed, whatever happens in between.</summary>
public static class WholeFile
{
    public const string TemporaryEnding = ".tmp";

    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using (var file = File.Create(path + TemporaryEnding))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + TemporaryEnding, path, overwrite: true);
    }
}
