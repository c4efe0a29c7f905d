using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;

namespace PapiBI.Portal.House;

/// <summary>What lies in the assembly for browsers: styles, pictures, and the scripts if Node was there when the portal was built. An address names the content of all of them, since a script asks for the next one beside itself; so it is kept for ever.</summary>
public sealed class Assets
{
    private const string Folder = "assets/";

    // Part of the program, so the same for all portals of a process.
    private static readonly Lazy<(FrozenDictionary<string, Asset> All, string Version)> Embedded = new(() =>
    {
        var assembly = Assembly.GetExecutingAssembly();
        var assets = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..], name => Read(assembly, name), StringComparer.Ordinal);
        return (assets, VersionOf(assets));
    });

    private readonly FrozenDictionary<string, Asset> all = Embedded.Value.All;
    private readonly string version = Embedded.Value.Version;

    /// <summary>Whether the scripts are there.</summary>
    public bool HasScripts => all.ContainsKey("portal.js");

    public bool Has(string name) => all.ContainsKey(name);

    /// <returns>Null where there is none of this name.</returns>
    public byte[]? Content(string name) => all.GetValueOrDefault(name)?.Content;

    /// <summary>The address of an asset, which changes with the content of any.</summary>
    public string Address(string name) => all.ContainsKey(name) ? $"/assets/{version}/{name}" : throw new ArgumentOutOfRangeException(nameof(name), name, "No such asset.");

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/assets/{version}/{**name}", (string version, string name, HttpContext context) =>
    {
        if (!all.TryGetValue(name, out var asset) || this.version != version)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.Vary = "Accept-Encoding";
        var isSmall = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal);
        if (isSmall)
        {
            context.Response.Headers.ContentEncoding = "br";
        }

        return Results.Bytes(isSmall ? asset.Brotli : asset.Content, asset.ContentType);
    }).AllowAnonymous();

    private static Asset Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var content = copy.ToArray();
        using var small = new MemoryStream();
        using (var brotli = new BrotliStream(small, CompressionLevel.Optimal))
        {
            brotli.Write(content);
        }

        _ = new FileExtensionContentTypeProvider().TryGetContentType(name, out var type);
        return new Asset(type ?? "application/octet-stream", content, small.ToArray());
    }

    private static string VersionOf(IReadOnlyDictionary<string, Asset> assets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, asset) in assets.OrderBy(asset => asset.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(asset.Content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private sealed record Asset(string ContentType, byte[] Content, byte[] Brotli);
}
