using System.Globalization;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Operations;

/// <summary>An upload as the audit log has it.</summary>
public sealed record UploadEntry(DateTimeOffset At, string Login, string Name, long Size)
{
    private const string Unit = " bytes, sha256 ";

    public static string Detail(long size, string sha256) => string.Create(CultureInfo.InvariantCulture, $"{size}{Unit}{sha256}");

    public static UploadEntry Of(AuditEntry entry) => new(
        entry.At,
        entry.By.Login,
        entry.Subject,
        entry.Detail.Split(Unit) is [var size, _] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0);

    /// <summary>What became of it; null where no such file lies in the inbox any more.</summary>
    public string? StateIn(IReadOnlyList<SeenFile> inbox) => inbox.FirstOrDefault(file => file.File.Path == Name && file.File.Size == Size)?.State;
}
