using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PapiBI.Portal.Workbench;

/// <summary>What the operating system lets this process take from now on. None of it can be taken back by what runs in the process.</summary>
[SupportedOSPlatform("linux")]
internal static partial class ProcessLimits
{
    // <sys/resource.h> and <sys/prctl.h> of Linux.
    private const int CpuSeconds = 0;
    private const int FileBytes = 1;
    private const int DataBytes = 2;
    private const int CoreBytes = 4;
    private const int OpenFiles = 7;
    private const int Dumpable = 4;
    private const int StandardError = 2;

    /// <summary>What the runtime and the engine take besides what the engine counts itself.</summary>
    private const long Overhead = 320L << 20;

    /// <param name="memoryMegabytes">What the engine may take; the process gets what it needs itself on top.</param>
    /// <param name="cpuSeconds">Of all its threads.</param>
    public static void Apply(int memoryMegabytes, int cpuSeconds)
    {
        // Memory that is written to: what the runtime merely reserves of addresses does not count.
        Set(DataBytes, ((long)memoryMegabytes << 20) + Overhead);
        Set(CpuSeconds, cpuSeconds * 2);
        Set(FileBytes, 0);
        Set(CoreBytes, 0);
        Set(OpenFiles, 256);
        Check(Prctl(Dumpable, 0, 0, 0, 0));
    }

    /// <summary>Closes the files and sockets of the parent that came along: the engine opens a release, also the internal one, so that a child inherits it.</summary>
    public static void CloseInherited()
    {
        foreach (var entry in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(entry), out var open) && open > StandardError && new FileInfo(entry).LinkTarget is { } target && IsOfParent(target))
            {
                _ = Close(open);
            }
        }
    }

    // What the runtime has open itself are pipes, devices and the like; its program is mapped, not held. What lies in memory below /dev are files.
    private static bool IsOfParent(string target) =>
        target.StartsWith("socket:", StringComparison.Ordinal)
        || target.StartsWith("/dev/shm/", StringComparison.Ordinal)
        || (target.StartsWith('/') && !target.StartsWith("/dev/", StringComparison.Ordinal) && !target.StartsWith("/proc/", StringComparison.Ordinal) && !target.StartsWith("/memfd:", StringComparison.Ordinal));

    private static void Set(int resource, long value)
    {
        var limit = new Limit(value, value);
        Check(SetLimit(resource, in limit));
    }

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(long Soft, long Hard);
}
