using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PapiBI.Portal.Workbench;

/// <summary>
/// The system calls that a process which only reads gives up, for all of its threads and for good (seccomp): what makes, opens for writing, cuts, renames, links or
/// removes a file or changes who may read it, what opens a connection, starts a program, or looks into another process. Each then fails as if it were not allowed.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class SystemCalls
{
    // <linux/seccomp.h>, <sys/prctl.h>, <linux/audit.h>, <linux/filter.h>, <fcntl.h>.
    private const int NoNewPrivileges = 38;
    private const int SetModeFilter = 1;
    private const int OfAllThreads = 1;
    private const uint Allow = 0x7fff0000;
    private const uint Refuse = 0x00050000 | 1;
    private const ushort Load = 0x20;
    private const ushort IsEqual = 0x15;
    private const ushort IsAtLeast = 0x35;
    private const ushort HasAny = 0x45;
    private const ushort Return = 0x06;
    private const uint NumberAt = 0;
    private const uint MachineAt = 4;
    private const uint FirstArgumentAt = 16;

    /// <summary>O_WRONLY, O_RDWR, O_CREAT, O_TRUNC.</summary>
    private const uint ForWriting = 0x1 | 0x2 | 0x40 | 0x200;

    /// <summary>What only the other machine's numbers begin at: x32.</summary>
    private const uint OtherNumbers = 0x40000000;

    // From the kernel's tables of calls; those above 400 have the same number on every machine.
    private static readonly Machine Intel = new(
        Number: 0xC000003E,
        Seccomp: 317,
        Open: 2,
        OpenAt: 257,
        [
            // truncate, ftruncate, rename, mkdir, rmdir, creat, link, unlink, symlink, chmod, fchmod, chown, fchown, lchown, mknod, utime, utimes
            76, 77, 82, 83, 84, 85, 86, 87, 88, 90, 91, 92, 93, 94, 133, 132, 235,
            // mkdirat, mknodat, fchownat, futimesat, unlinkat, renameat, linkat, symlinkat, fchmodat, utimensat, renameat2, fallocate, copy_file_range
            258, 259, 260, 261, 263, 264, 265, 266, 268, 280, 316, 285, 326,
            // setxattr and its kin, removexattr and its kin, mount, umount2, chroot, pivot_root
            188, 189, 190, 197, 198, 199, 165, 166, 161, 155,
            // socket, connect, bind, listen, socketpair, execve, execveat, ptrace, process_vm_readv, process_vm_writev, memfd_create, bpf, open_by_handle_at, unshare, setns
            41, 42, 49, 50, 53, 59, 322, 101, 310, 311, 319, 321, 304, 272, 308,
        ]);

    private static readonly Machine Arm = new(
        Number: 0xC00000B7,
        Seccomp: 277,
        Open: null,
        OpenAt: 56,
        [
            45, 46, 33, 34, 35, 36, 37, 38, 52, 53, 54, 55, 88, 276, 47, 285,
            5, 6, 7, 14, 15, 16, 40, 39, 51, 41,
            198, 203, 200, 201, 199, 221, 281, 117, 270, 271, 279, 280, 265, 97, 268,
        ]);

    // io_uring_setup, io_uring_enter, io_uring_register, openat2, fchmodat2, move_mount, open_tree, fsopen, pidfd_getfd
    private static readonly uint[] EverywhereTheSame = [425, 426, 427, 437, 452, 429, 428, 430, 438];

    /// <param name="ofAllThreads">Else of the calling thread, and those that it starts.</param>
    /// <exception cref="Win32Exception">This system has no such filters.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no table of calls for this machine.</exception>
    public static void GiveUp(bool ofAllThreads = true)
    {
        var machine = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => Intel,
            Architecture.Arm64 => Arm,
            _ => throw new PlatformNotSupportedException("No table of system calls for this machine."),
        };
        Step[] steps = [.. Program(machine)];
        unsafe
        {
            fixed (Step* first = steps)
            {
                var filter = new Filter((ushort)steps.Length, first);
                if (Prctl(NoNewPrivileges, 1, 0, 0, 0) != 0 || Call(machine.Seccomp, SetModeFilter, ofAllThreads ? OfAllThreads : 0, (nint)(&filter)) != 0)
                {
                    throw new Win32Exception(Marshal.GetLastPInvokeError());
                }
            }
        }
    }

    private static IEnumerable<Step> Program(Machine machine)
    {
        yield return new Step(Load, 0, 0, MachineAt);
        yield return new Step(IsEqual, 1, 0, machine.Number);
        yield return new Step(Return, 0, 0, Refuse);
        yield return new Step(Load, 0, 0, NumberAt);
        yield return new Step(IsAtLeast, 0, 1, OtherNumbers);
        yield return new Step(Return, 0, 0, Refuse);
        foreach (var call in machine.Denied.Concat(EverywhereTheSame))
        {
            yield return new Step(IsEqual, 0, 1, call);
            yield return new Step(Return, 0, 0, Refuse);
        }

        foreach (var (open, argument) in new (uint?, uint)[] { (machine.Open, 1), (machine.OpenAt, 2) })
        {
            if (open is { } call)
            {
                yield return new Step(IsEqual, 0, 4, call);
                yield return new Step(Load, 0, 0, FirstArgumentAt + (8 * argument));
                yield return new Step(HasAny, 0, 1, ForWriting);
                yield return new Step(Return, 0, 0, Refuse);
                yield return new Step(Return, 0, 0, Allow);
            }
        }

        yield return new Step(Return, 0, 0, Allow);
    }

    private sealed record Machine(uint Number, int Seccomp, uint? Open, uint OpenAt, uint[] Denied);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Step(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private readonly unsafe struct Filter(ushort length, Step* first)
    {
        public readonly ushort Length = length;
        public readonly Step* First = first;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, nint operation, nint flags, nint argument);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nint a, nint b, nint c, nint d);
}
