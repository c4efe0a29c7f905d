using PapiBI.Warehouse;

namespace PapiBI.Portal.Accounts;

/// <summary>Where the keys lie by which the portal knows its own forms. They are as safe as their folder.</summary>
public static class KeysFolder
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Its owner's alone, also where it was there before. One that the settings name may be shared on purpose: of that <see cref="Warning"/> tells.</summary>
    public static DirectoryInfo Prepare(DataFolder folder, PortalSettings settings)
    {
        var path = PathOf(folder, settings);
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path);
        }

        var made = Directory.CreateDirectory(path, OwnerAlone);
        if (!IsNamed(settings) && made.UnixFileMode != OwnerAlone)
        {
            made.UnixFileMode = OwnerAlone;
        }

        return made;
    }

    /// <returns>What whoever starts the portal should mend; null: nothing.</returns>
    public static Text? Warning(DataFolder folder, PortalSettings settings)
    {
        var path = PathOf(folder, settings);
        return OperatingSystem.IsWindows() || !Directory.Exists(path) || (File.GetUnixFileMode(path) & ~OwnerAlone) == UnixFileMode.None
            ? null
            : new Text(
                $"Thư mục khóa {path}: người dùng khác của máy vào được; ai đọc được khóa thì giả được biểu mẫu của cổng. Hãy đặt quyền 700.",
                $"The folder of keys {path}: other users of the machine may enter it, and who reads the keys can forge the portal's forms. Set its rights to 700.");
    }

    private static bool IsNamed(PortalSettings settings) => settings.KeysFolder is { Length: > 0 };

    private static string PathOf(DataFolder folder, PortalSettings settings) => IsNamed(settings) ? settings.KeysFolder! : Path.Combine(folder.Root, "portal-keys");
}
