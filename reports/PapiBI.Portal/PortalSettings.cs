using System.Text.Json;
using Microsoft.Extensions.Configuration;
using PapiBI.Portal.Workbench;
using PapiBI.Warehouse;

namespace PapiBI.Portal;

/// <summary>How the portal works: portal.json in the data folder, then environment variables that begin with PORTAL_ (PORTAL_Access). Everything has a default.</summary>
public sealed record PortalSettings
{
    public const string FileName = "portal.json";
    private const string Prefix = "PORTAL_";

    public const string Open = "open";
    public const string SignedIn = "signed-in";

    /// <summary>Where to listen, parted by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Who may read public figures: "open", everybody; or "signed-in", who has an account.</summary>
    public string Access { get; init; } = Open;

    /// <summary>Whether answers are kept for the next who asks the same of the same release.</summary>
    public bool KeepsPages { get; init; } = true;

    /// <summary>Whether everybody may ask SQL, as on a machine of one's own.</summary>
    public bool AsksWithoutSignIn { get; init; }

    /// <summary>What one question of the SQL workbench may take.</summary>
    public WorkbenchLimits Workbench { get; init; } = new();

    /// <param name="file">Where the settings lie; need not exist.</param>
    /// <param name="faults">Everything that is wrong, with the name of the setting.</param>
    public static PortalSettings Read(string file, out IReadOnlyList<Text> faults)
    {
        try
        {
            var read = new PortalSettings();
            new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: true).AddEnvironmentVariables(Prefix).Build()
                .Bind(read, options => options.ErrorOnUnknownConfiguration = true);
            faults = [.. read.Faults()];
            return read;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The place only: the words around it may be a secret.
            var place = e.GetBaseException() is JsonException json ? $"{file}:{json.LineNumber + 1}" : file;
            faults = [new Text($"Không đọc được cấu hình {place}: {Said(e)}", $"The settings {place} cannot be read: {Said(e)}")];
            return new PortalSettings();
        }
    }

    private static string Said(Exception fault) => fault.GetBaseException() is JsonException ? "JSON" : fault.Message;

    private IEnumerable<Text> Faults()
    {
        if (Access is not (Open or SignedIn))
        {
            yield return new Text($"access: “{Access}” không có; dùng {Open}, {SignedIn}.", $"access: there is no “{Access}”; use {Open}, {SignedIn}.");
        }

        foreach (var fault in Workbench.Faults())
        {
            yield return fault;
        }
    }
}
