using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>What the portal needs for its reports on other people's pages.</summary>
internal static class EmbedServices
{
    public static void AddEmbedding(this WebApplicationBuilder builder) => builder.Services.AddSingleton<EmbedSites>().AddSingleton<EmbedTokens>();
}
