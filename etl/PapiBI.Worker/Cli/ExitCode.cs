namespace PapiBI.Worker.Cli;

/// <summary>What the process tells its caller.</summary>
public static class ExitCode
{
    public const int Done = 0;
    public const int Usage = 1;
    public const int DataRefused = 2;
    public const int Environment = 3;

    /// <summary>None of the user's doing.</summary>
    public const int Bug = 70;
}
