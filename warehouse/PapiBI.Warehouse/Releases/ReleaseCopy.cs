using System.Security.Cryptography;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Warehouse.Releases;

/// <summary>A release's file, to be copied by whoever may read what is in it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, 64 small hexadecimal digits.</param>
public sealed record ReleaseCopy(string Path, long Bytes, string Sha256)
{
    /// <summary>Worked out once of a release that keeps its answers.</summary>
    /// <returns>Null on a server, where a release is no file.</returns>
    public static ReleaseCopy? Of(Release release) => release.Dialect == Dialect.DuckDb ? release.Once(nameof(ReleaseCopy), () => Read(System.IO.Path.GetFullPath(release.File))) : null;

    /// <summary>Worked out each time, of one that is not open.</summary>
    public static ReleaseCopy Of(FiledRelease release) => Read(System.IO.Path.GetFullPath(release.Path));

    private static ReleaseCopy Read(string path)
    {
        using var file = File.OpenRead(path);
        return new ReleaseCopy(path, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
