using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PapiBI.Portal.Workbench;

/// <summary>
/// What a process which only reads gives up, for all of its threads and for good (seccomp): to make, open for writing, cut, rename, link or remove a file or change
/// who may read it, to open a connection, to start a program or a process, to signal, look into or slow another one. Each such call then fails as if it were not
/// allowed. Some are told by their arguments: a thread is started and a process ended by the same calls. What the runtime does to its own threads by their number,
/// sched_setaffinity, stays allowed: no number tells whose a thread is, and all it does to another process is to keep it on one processor.
/// </summary>
[SupportedOSPlatform("linux")]
internal static partial class SystemCalls
{
    // <linux/seccomp.h>, <sys/prctl.h>, <linux/audit.h>, <linux/filter.h>, <errno.h>.
    private const int NoNewPrivileges = 38;
    private const int SetModeFilter = 1;
    private const int OfAllThreads = 1;
    private const ushort Load = 0x20;
    private const ushort IsEqual = 0x15;
    private const ushort IsAtLeast = 0x35;
    private const ushort HasAny = 0x45;
    private const ushort Return = 0x06;
    private const uint NumberAt = 0;
    private const uint MachineAt = 4;

    /// <summary>O_WRONLY, O_RDWR, O_CREAT, O_TRUNC of &lt;fcntl.h&gt;.</summary>
    private const uint ForWriting = 0x1 | 0x2 | 0x40 | 0x200;

    /// <summary>CLONE_THREAD of &lt;sched.h&gt;: a thread of this process, not a process.</summary>
    private const uint OfThisProcess = 0x10000;

    // F_SETOWN, F_SETSIG, F_SETOWN_EX of <fcntl.h>: they have another process signalled when a file is ready.
    private const uint SetOwner = 8;
    private const uint SetSignal = 10;
    private const uint SetOwnerOf = 15;

    /// <summary>What only the other machine's numbers begin at: x32.</summary>
    private const uint OtherNumbers = 0x40000000;

    internal const uint Allow = 0x7fff0000;

    /// <summary>EPERM: as if it were not allowed.</summary>
    internal const uint Refuse = 0x00050000 | 1;

    /// <summary>ENOSYS: as if the kernel did not know it, so that an older call is used.</summary>
    internal const uint NotThere = 0x00050000 | 38;

    private static readonly Machine Intel = new(Number: 0xC000003E, Seccomp: 317, call => call.Intel);
    private static readonly Machine Arm = new(Number: 0xC00000B7, Seccomp: 277, call => call.Arm);

    /// <param name="ofAllThreads">Else of the calling thread, and those that it starts.</param>
    /// <exception cref="Win32Exception">This system has no such filters.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no table of calls for this machine.</exception>
    public static void GiveUp(bool ofAllThreads = true)
    {
        var machine = Of(RuntimeInformation.ProcessArchitecture);
        Step[] steps = [.. Program(machine, (uint)Environment.ProcessId)];
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

    /// <exception cref="PlatformNotSupportedException">There is no table of calls for this machine.</exception>
    internal static Machine Of(Architecture architecture) => architecture switch
    {
        Architecture.X64 => Intel,
        Architecture.Arm64 => Arm,
        _ => throw new PlatformNotSupportedException("No table of system calls for this machine."),
    };

    /// <summary>What the kernel asks of each call: what to do with it.</summary>
    /// <param name="machine">Whose numbers are meant.</param>
    /// <param name="process">The process that gives the calls up, by its number.</param>
    internal static IEnumerable<Step> Program(Machine machine, uint process)
    {
        yield return new Step(Load, 0, 0, MachineAt);
        yield return new Step(IsEqual, 1, 0, machine.Number);
        yield return new Step(Return, 0, 0, Refuse);
        yield return new Step(Load, 0, 0, NumberAt);
        yield return new Step(IsAtLeast, 0, 1, OtherNumbers);
        yield return new Step(Return, 0, 0, Refuse);
        yield return new Step(IsAtLeast, 0, 1, RefusedCalls.LastKnown + 1);
        yield return new Step(Return, 0, 0, NotThere);
        foreach (var (call, decision) in RefusedCalls.All.Select(call => (call, (Step[])[new Step(Return, 0, 0, Refuse)])).Concat(ByArguments(process)))
        {
            if (machine.NumberOf(call) is { } number)
            {
                yield return new Step(IsEqual, 0, (byte)decision.Length, number);
                foreach (var step in decision)
                {
                    yield return step;
                }
            }
        }

        yield return new Step(Return, 0, 0, Allow);
    }

    /// <summary>Those of which some are needed. Each ends with what it decides, as no number is at hand any more once an argument is read.</summary>
    private static IEnumerable<(SystemCall Call, Step[] Decision)> ByArguments(uint process)
    {
        Step refuse = new(Return, 0, 0, Refuse), allow = new(Return, 0, 0, Allow);
        yield return (new("open", 2, null), [Argument(1), new Step(HasAny, 0, 1, ForWriting), refuse, allow]);
        yield return (new("openat", 257, 56), [Argument(2), new Step(HasAny, 0, 1, ForWriting), refuse, allow]);

        // The runtime stops its own threads by a signal, and this process ends itself by one.
        yield return (new("kill", 62, 129), [Argument(0), new Step(IsEqual, 1, 0, process), refuse, allow]);
        yield return (new("tgkill", 234, 131), [Argument(0), new Step(IsEqual, 1, 0, process), refuse, allow]);

        // What the newer call is to start stands in memory, where nobody can look: then the older one is used.
        yield return (new("clone", 56, 220), [Argument(0), new Step(HasAny, 1, 0, OfThisProcess), refuse, allow]);
        yield return (new("clone3", 435, 435), [new Step(Return, 0, 0, NotThere)]);

        // Its own limits may be read; no limit is set, least of all another process's.
        yield return (new("prlimit64", 302, 261), [Argument(0), new Step(IsEqual, 0, 4, 0), Argument(2), new Step(IsEqual, 0, 2, 0), UpperHalf(2), new Step(IsEqual, 1, 0, 0), refuse, allow]);
        yield return (new("fcntl", 72, 25), [Argument(1), new Step(IsEqual, 2, 0, SetOwner), new Step(IsEqual, 1, 0, SetSignal), new Step(IsEqual, 0, 1, SetOwnerOf), refuse, allow]);
    }

    // The lower half of an argument is all of one that is a number or flags; both machines keep it first.
    private static Step Argument(uint index) => new(Load, 0, 0, 16 + (8 * index));

    private static Step UpperHalf(uint index) => new(Load, 0, 0, 16 + (8 * index) + 4);

    /// <param name="Number">By which the kernel knows it.</param>
    /// <param name="Seccomp">The number of the call that takes a filter.</param>
    /// <param name="NumberOf">The number that a call has there.</param>
    internal sealed record Machine(uint Number, int Seccomp, Func<SystemCall, uint?> NumberOf);

    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Step(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    [StructLayout(LayoutKind.Sequential)]
    private readonly unsafe struct Filter(ushort length, Step* first)
    {
        public readonly ushort Length = length;
        public readonly Step* First = first;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint Call(nint number, nint operation, nint flags, nint argument);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nint a, nint b, nint c, nint d);
}
