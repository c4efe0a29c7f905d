using PapiBI.Portal.House;
using System.Security.Cryptography;
using PapiBI.Portal.Accounts;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Operations;

/// <summary>Whether the marked copy of a refused file can be had.</summary>
public enum CopyState
{
    Here,

    /// <summary>The file could not be opened, so none was made.</summary>
    None,

    /// <summary>It was removed, or lies on another machine, or that of another file of the same name was written over it.</summary>
    Gone,

    /// <summary>A plan's, or nobody knows whether it is, and the reader may not read plans.</summary>
    OfPlans,
}

/// <summary>The marked copies of refused files, by their records: what an address says is never part of a path.</summary>
public sealed class RefusedCopies(DataFolder data)
{
    public CopyState StateOf(RefusedFile file, HttpContext reader) =>
        file.CopyName is null ? CopyState.None
        : !MayRead(file, reader) ? CopyState.OfPlans
        : Read(file) is null ? CopyState.Gone : CopyState.Here;

    /// <summary>A plan's copy holds the plan, and a file that nobody recognized may be one. Of which province nobody knows, so only a right to all of them will do.</summary>
    public static bool MayRead(RefusedFile file, HttpContext reader) => (file.Kind is not null && !file.IsPlan) || reader.MayReadEveryPlan();

    /// <returns>Null where it is not there as it was made.</returns>
    public byte[]? Read(RefusedFile file)
    {
        if (file.CopyName is not { Length: > 0 } name || name != Path.GetFileName(name) || name is "." or "..")
        {
            return null;
        }

        try
        {
            var copy = File.ReadAllBytes(Path.Combine(data.Refused, name));
            return Convert.ToHexStringLower(SHA256.HashData(copy)) == file.CopySha256 ? copy : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
