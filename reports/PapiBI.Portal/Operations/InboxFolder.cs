using System.Security.Cryptography;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Operations;

/// <summary>A file of the inbox and what became of it: one of <see cref="InboxState"/>.</summary>
public sealed record SeenFile(InboxFile File, string State);

/// <summary>What came of an upload: the name under which the file lies in the inbox, or why it does not.</summary>
public sealed record Received(string Name, long Size, string Sha256, Text? Fault = null, int Status = StatusCodes.Status200OK);

/// <summary>The folder from which the worker takes files. The portal looks into it and puts files there, and opens, changes or removes none.</summary>
public sealed partial class InboxFolder(DataFolder data, PortalSettings settings, InboxFiles files, AuditLog log, ILogger<InboxFolder> logger)
{
    /// <summary>The largest file that is taken.</summary>
    public const long LargestFile = 50 * 1024 * 1024;

    private const int MostNumbers = 1000;

    private readonly string folder = System.IO.Path.GetFullPath(settings.InboxFolder is { Length: > 0 } said ? said : "inbox", data.Root);

    /// <returns>Its files in the order of their names; null where the portal cannot look into it.</returns>
    public IReadOnlyList<SeenFile>? Look()
    {
        try
        {
            if (!Directory.Exists(folder))
            {
                return [];
            }

            var seen = new DirectoryInfo(folder).EnumerateFiles().Where(file => !InboxFiles.IsPassedOver(file.Name)).Select(file => new InboxFile(file.Name, file.Length, new DateTimeOffset(file.LastWriteTimeUtc))).ToList();
            return [.. files.OutcomesOf(seen).Select(file => new SeenFile(file.Key, file.Value)).OrderBy(file => file.File.Path, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotSeen(logger, e);
            return null;
        }
    }

    /// <summary>Puts a file into the inbox: written down first, then there whole or not at all.</summary>
    public async Task<Received> Take(IFormFile? sent, Actor by, CancellationToken stopping)
    {
        if (sent is null)
        {
            return Refused(new Text("Hãy chọn một tệp.", "Choose a file."));
        }

        if (sent.Length == 0)
        {
            return Refused(new Text("Tệp rỗng, không có gì để nạp.", "The file is empty; there is nothing to load."));
        }

        if (sent.Length > LargestFile)
        {
            return Refused(TooLarge, StatusCodes.Status413PayloadTooLarge);
        }

        if (UploadName.Clean(sent.FileName) is not { } name)
        {
            return Refused(new Text($"Chỉ nhận tệp có tên kết thúc bằng {string.Join(", ", UploadName.Endings)}.", $"Only files are taken whose names end in {string.Join(", ", UploadName.Endings)}."));
        }

        try
        {
            return await Keep(sent, name, by, stopping);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotWritten(logger, e);
            return Refused(new Text("Không ghi được vào thư mục nhận tệp. Hãy báo người vận hành.", "The inbox folder cannot be written to. Tell whoever runs PapiBI."), StatusCodes.Status503ServiceUnavailable);
        }
    }

    public static readonly Text TooLarge = new($"Tệp lớn hơn {LargestFile / 1024 / 1024} MB nên không nhận.", $"The file is larger than {LargestFile / 1024 / 1024} MB and is not taken.");

    private async Task<Received> Keep(IFormFile sent, string name, Actor by, CancellationToken stopping)
    {
        Directory.CreateDirectory(folder);

        // Hidden, so that no worker takes up half a file; in the same folder, so that the renaming is one step.
        var written = System.IO.Path.Combine(folder, $".{Guid.NewGuid():N}.upload");
        try
        {
            string sha256;
            await using (var copy = new FileStream(written, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                await sent.CopyToAsync(copy, stopping);
                copy.Position = 0;
                sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, stopping));
            }

            return new Received(Rename(written, name, free => log.Add(by, AuditAction.Uploaded, free, UploadEntry.Detail(sent.Length, sha256))), sent.Length, sha256);
        }
        finally
        {
            File.Delete(written);
        }
    }

    // No file is written over, also where two are sent at once: who finds the name taken takes the next.
    private string Rename(string written, string name, Action<string> writeDown)
    {
        for (var number = 1; number <= MostNumbers; number++)
        {
            var free = number == 1 ? name : UploadName.Numbered(name, number);
            var path = System.IO.Path.Combine(folder, free);
            if (System.IO.Path.Exists(path))
            {
                continue;
            }

            writeDown(free);
            try
            {
                File.Move(written, path, overwrite: false);
                return free;
            }
            catch (IOException) when (System.IO.Path.Exists(path))
            {
            }
        }

        throw new IOException("Too many files of one name lie in the inbox.");
    }

    private static Received Refused(Text fault, int status = StatusCodes.Status400BadRequest) => new("", 0, "", fault, status);

    [LoggerMessage(Level = LogLevel.Error, Message = "The inbox cannot be looked into")]
    private static partial void NotSeen(ILogger logger, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "An upload could not be written into the inbox")]
    private static partial void NotWritten(ILogger logger, Exception e);
}
