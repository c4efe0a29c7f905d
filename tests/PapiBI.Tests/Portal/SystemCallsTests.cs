using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Support;

namespace PapiBI.Tests.Portal;

/// <summary>What a process that answers a question can no longer do, tried by a thread that has given up the same calls.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class SystemCallsTests
{
    private const string Table = "system-calls.txt";
    private const int NotAllowed = 1;
    private const int NotThere = 38;

    private static readonly ulong[] Zeros = new ulong[6];

    /// <summary>Of the calls that are told by their arguments: what is tried, and with which. The process itself is number 7.</summary>
    private static readonly Dictionary<string, (string What, ulong[] Arguments)[]> Tried = new(StringComparer.Ordinal)
    {
        ["open"] = [("to read", Zeros), ("to write", [0, 1]), ("to read and write", [0, 2]), ("to make", [0, 0x40]), ("to cut", [0, 0x200])],
        ["openat"] = [("to read", Zeros), ("to write", [0, 0, 1]), ("to read and write", [0, 0, 2]), ("to make", [0, 0, 0x40]), ("to cut", [0, 0, 0x200])],
        ["kill"] = [("itself", [7]), ("another", [8]), ("its group", [0]), ("all", [0xffff_ffff_ffff_ffff])],
        ["tgkill"] = [("its own thread", [7]), ("another's", [8])],
        ["clone"] = [("a thread", [0x10000]), ("a process", [17])],
        ["prlimit64"] = [("to read its own", [0, 7, 0, 0x1000]), ("to set its own", [0, 7, 0x1000]), ("the same far up", [0, 7, 0x7000_0000_0000]), ("another's", [8])],
        ["fcntl"] = [("to read flags", [1, 3]), ("to have another signalled", [1, 8]), ("by another signal", [1, 10]), ("or its thread", [1, 15])],
    };

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

    [Fact]
    public void Of_every_system_call_it_is_known_whether_it_is_allowed()
    {
        var lines = Golden.Read(Table).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var told = lines.Skip(1).Select(line => line.Split(' ', 4)).Select(row => $"{row[0]} {row[1]} {row[2]} {Told(row[0], NumberOf(row[1]), NumberOf(row[2]))}");

        Golden.Check(Table, string.Join('\n', [lines[0], .. told]) + "\n");
        Assert.Equal(SystemCalls.NotThere, Decide(Architecture.X64, RefusedCalls.LastKnown + 1, Zeros));
        Assert.Equal(SystemCalls.Refuse, Decide(Architecture.X64, 0x40000000, Zeros));
    }

    [Fact]
    public void The_numbers_are_those_of_the_kernels_own_headers()
    {
        const string intel = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", arm = "/usr/include/asm-generic/unistd.h";
        Assert.SkipUnless(File.Exists(intel) && File.Exists(arm), "The headers of Linux are not on this machine (linux-libc-dev).");
        var rows = Golden.Read(Table).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ')).ToDictionary(row => row[0], StringComparer.Ordinal);
        var (onIntel, onArm) = (Header(intel), Header(arm));

        Assert.Empty(onIntel.Where(call => rows.GetValueOrDefault(call.Key)?[1] != call.Value).Select(call => call.Key));
        Assert.Empty(RefusedCalls.All.Where(call => onIntel.TryGetValue(call.Name, out var number) && number != Number(call.Intel)).Select(call => call.Name));
        Assert.Empty(RefusedCalls.All.Where(call => onArm.TryGetValue(call.Name, out var number) && number != Number(call.Arm)).Select(call => call.Name));
        Assert.Empty(RefusedCalls.All.Where(call => rows[call.Name][1] != Number(call.Intel) || rows[call.Name][2] != Number(call.Arm)).Select(call => call.Name));
    }

    [Fact]
    public void The_kernel_refuses_what_the_table_says_it_does()
    {
        var architecture = RuntimeInformation.ProcessArchitecture;
        Assert.SkipUnless(architecture is Architecture.X64 or Architecture.Arm64, "There is no table of calls for this machine.");

        // Only what is refused is tried: some of it would end the machine.
        var refused = RefusedCalls.All.Select(call => (call.Name, Number: architecture == Architecture.X64 ? call.Intel : call.Arm)).Where(call => call.Number is { } number && Decide(architecture, number, Zeros) == SystemCalls.Refuse).ToList();
        using var other = Process.Start("/bin/sleep", "60")!;
        var errors = new List<string>();
        var (killed, signalled, own, thread) = (0, 0, 0, 0);
        var started = false;
        var giver = new Thread(() =>
        {
            SystemCalls.GiveUp(ofAllThreads: false);
            errors.AddRange(refused.Where(call => ErrorOf((nint)call.Number!.Value, -1, -1, -1) != NotAllowed).Select(call => call.Name));
            killed = ErrorOf(Kill(architecture), other.Id, 9, 0);
            signalled = ErrorOf(KillThread(architecture), other.Id, other.Id, 9);
            own = ErrorOf(Kill(architecture), Environment.ProcessId, 0, 0);
            thread = ErrorOf(435, 0, 0, 0);
            var next = new Thread(() => started = true);
            next.Start();
            next.Join();
        });
        giver.Start();
        giver.Join();

        Assert.InRange(refused.Count, 100, 200);
        Assert.Empty(errors);
        Assert.Equal((NotAllowed, NotAllowed, 0, NotThere), (killed, signalled, own, thread));
        Assert.True(started);
        Assert.False(other.HasExited);
        other.Kill();
    }

    private static string Told(string name, uint? onIntel, uint? onArm)
    {
        var answers = new[] { (Architecture.X64, onIntel), (Architecture.Arm64, onArm) }.Where(each => each.Item2 is not null).Select(each => Told(each.Item1, name, each.Item2!.Value)).Distinct().ToList();
        return Assert.Single(answers);
    }

    private static string Told(Architecture machine, string name, uint number)
    {
        if (Tried.TryGetValue(name, out var tried))
        {
            return string.Join("; ", tried.GroupBy(each => Word(Decide(machine, number, each.Arguments))).Select(group => $"{group.Key} {string.Join(", ", group.Select(each => each.What))}"));
        }

        // Whatever its arguments.
        return Assert.Single(new[] { Zeros, [.. Enumerable.Repeat(ulong.MaxValue, 6)], [.. Enumerable.Repeat(7ul, 6)] }.Select(arguments => Word(Decide(machine, number, arguments))).Distinct());
    }

    private static string Word(uint decision) => decision switch
    {
        SystemCalls.Allow => "allowed",
        SystemCalls.Refuse => "refused",
        SystemCalls.NotThere => "not there",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "Not decided by us."),
    };

    /// <summary>What the kernel makes of the program, step by step.</summary>
    private static uint Decide(Architecture architecture, uint number, ulong[] arguments)
    {
        var machine = SystemCalls.Of(architecture);
        var steps = SystemCalls.Program(machine, 7).ToList();
        var call = new byte[64];
        BitConverter.TryWriteBytes(call.AsSpan(0), number);
        BitConverter.TryWriteBytes(call.AsSpan(4), machine.Number);
        for (var i = 0; i < arguments.Length; i++)
        {
            BitConverter.TryWriteBytes(call.AsSpan(16 + (8 * i)), arguments[i]);
        }

        var (at, held) = (0, 0u);
        while (true)
        {
            var (code, ifTrue, ifFalse, value) = (steps[at].Code, steps[at].IfTrue, steps[at].IfFalse, steps[at].Value);
            at++;
            switch (code)
            {
                case 0x20:
                    held = BitConverter.ToUInt32(call, (int)value);
                    break;
                case 0x06:
                    return value;
                default:
                    var holds = code switch { 0x15 => held == value, 0x35 => held >= value, 0x45 => (held & value) != 0, _ => throw new InvalidOperationException($"{code:x} is no step.") };
                    at += holds ? ifTrue : ifFalse;
                    break;
            }
        }
    }

    private static Dictionary<string, string> Header(string file) =>
        Numbered().Matches(File.ReadAllText(file)).GroupBy(match => match.Groups["name"].Value, match => match.Groups["number"].Value, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private static uint? NumberOf(string text) => text == "-" ? null : uint.Parse(text, CultureInfo.InvariantCulture);

    private static string Number(uint? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static nint Kill(Architecture architecture) => architecture == Architecture.X64 ? 62 : 129;

    private static nint KillThread(Architecture architecture) => architecture == Architecture.X64 ? 234 : 131;

    private static int ErrorOf(nint number, nint a, nint b, nint c) => SystemCalls.Call(number, a, b, c) == -1 ? Marshal.GetLastPInvokeError() : 0;

    [GeneratedRegex(@"#define __NR(3264)?_(?<name>\w+)\s+(?<number>\d+)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Numbered();

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
