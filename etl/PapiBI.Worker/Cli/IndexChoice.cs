using PapiBI.Warehouse.Releases;

namespace PapiBI.Worker.Cli;

/// <summary>Finds an index of a release by what people write: "papi", and "PAR INDEX" for PAR_INDEX.</summary>
internal static class IndexChoice
{
    /// <returns>The code; null where the release has no such index.</returns>
    public static string? Code(ReleaseCatalog catalog, string written) =>
        catalog.Editions.Select(e => e.IndexCode).FirstOrDefault(code => code.Equals(written.Trim().Replace(' ', '_').Replace('-', '_'), StringComparison.OrdinalIgnoreCase));
}
