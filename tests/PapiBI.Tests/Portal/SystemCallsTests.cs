using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal;

/// <summary>What a process that answers a question can no longer do, tried by a thread that has given up the same calls.</summary>
[SupportedOSPlatform("linux")]
public sealed class SystemCallsTests
{
    [Fact]
    public void Files_can_be_read_and_not_made_changed_renamed_or_removed_and_nothing_is_reached()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("kept.txt"), "kept");
        Directory.CreateDirectory(folder.File("folder"));
        File.WriteAllText(folder.File("secret.txt"), "secret");
        var tried = new (string Name, Action Try)[]
        {
            ("write", () => File.WriteAllText(folder.File("kept.txt"), "changed")),
            ("append", () => File.AppendAllText(folder.File("kept.txt"), "changed")),
            ("cut", () => new FileStream(folder.File("kept.txt"), FileMode.Truncate).Dispose()),
            ("make", () => File.Create(folder.File("new.txt")).Dispose()),
            ("remove", () => File.Delete(folder.File("kept.txt"))),
            ("rename", () => File.Move(folder.File("kept.txt"), folder.File("moved.txt"))),
            ("replace", () => File.Move(folder.File("secret.txt"), folder.File("kept.txt"), overwrite: true)),
            ("copy", () => File.Copy(folder.File("kept.txt"), folder.File("copy.txt"))),
            ("make a folder", () => Directory.CreateDirectory(folder.File("more"))),
            ("remove a folder", () => Directory.Delete(folder.File("folder"))),
            ("link", () => File.CreateSymbolicLink(folder.File("link"), folder.File("kept.txt"))),
            ("let others read", () => File.SetUnixFileMode(folder.File("kept.txt"), UnixFileMode.OtherRead)),
            ("date", () => File.SetLastWriteTimeUtc(folder.File("kept.txt"), DateTime.UnixEpoch)),
            ("connect", () => new TcpClient("127.0.0.1", 1).Dispose()),
            ("run a program", () => Process.Start("/bin/true")!.Dispose()),
        };
        var before = Seen(folder);
        var done = new List<string>();
        var read = "";
        var thread = new Thread(() =>
        {
            SystemCalls.GiveUp(ofAllThreads: false);
            done.AddRange(tried.Where(each => !Fails(each.Try)).Select(each => each.Name));
            read = File.ReadAllText(folder.File("kept.txt"));
        });
        thread.Start();
        thread.Join();

        Assert.Empty(done);
        Assert.Equal("kept", read);
        Assert.Equal(before, Seen(folder));

        // This thread has given up nothing.
        File.Delete(folder.File("kept.txt"));
        Assert.False(File.Exists(folder.File("kept.txt")));
    }

    private static bool Fails(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or SocketException { SocketErrorCode: SocketError.AccessDenied } or Win32Exception)
        {
            return true;
        }
    }

    private static List<string> Seen(TemporaryFolder folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder.Path).Order(StringComparer.Ordinal).Select(path => $"{Path.GetFileName(path)} {(File.Exists(path) ? File.ReadAllText(path) : "")} {File.GetUnixFileMode(path)}")];
}
