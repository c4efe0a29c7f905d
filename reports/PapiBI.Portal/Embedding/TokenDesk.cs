using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Portal.Accounts;
using PapiBI.Portal.Releases;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Embedding;

/// <summary>Makes tokens for a site that has shown its key: never for more than the site may do, and each is in the audit log before it is handed over.</summary>
internal sealed partial class TokenDesk(EmbedTokens tokens, PublishedRelease releases, AuditLog log, TimeProvider clock)
{
    /// <param name="asked">What the server asks for.</param>
    /// <param name="reports">Which reports; each of them is one.</param>
    /// <param name="asker">The site.</param>
    /// <param name="by">The same, for the audit log.</param>
    public (EmbedToken? Made, EmbedRefusal? Refusal) Make(TokenRequest asked, IReadOnlyList<string> reports, LiveEmbedKey asker, Actor by)
    {
        var (origins, notAllowed) = Origins(asked, asker.Site);
        if (notAllowed is not null)
        {
            return (null, notAllowed);
        }

        var (rights, refused) = Plans(asked.Plans, asker.Site);
        if (refused is not null)
        {
            return (null, refused);
        }

        // To the second, as it is told.
        var now = clock.GetUtcNow();
        var grant = new EmbedGrant
        {
            TokenId = Guid.NewGuid().ToString("D"),
            SiteId = asker.Site.Id,
            KeyId = asker.Key.Id,
            UserName = asked.UserName,
            Reports = reports,
            Origins = origins,
            PlanRights = rights,
            ExpiresAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) + asked.Life,
        };
        var token = tokens.Issue(grant);
        log.Add(by, AuditAction.TokenMade, asker.Site.Said, TokenEntry.Detail(grant));
        return (new EmbedToken(token, grant.TokenId, grant.ExpiresAt), null);
    }

    private static (IReadOnlyList<string> Origins, EmbedRefusal? Refusal) Origins(TokenRequest asked, EmbedSite site)
    {
        if (site.Origins.Count == 0)
        {
            return ([], new EmbedRefusal(
                "OriginNotAllowed",
                new Text("Trang nhúng này chưa có địa chỉ gốc nào: người quản trị cổng phải thêm trước.", "This site has no origins yet: an admin of the portal has to add them first."),
                StatusCodes.Status403Forbidden));
        }

        var origins = new List<string>();
        foreach (var (i, typed) in (asked.AllowedOrigins ?? site.Origins).Index())
        {
            if (EmbedOrigins.One(typed ?? "") is not (string origin, null))
            {
                var fault = EmbedOrigins.One(typed ?? "").Fault!.Value;
                return ([], EmbedRefusal.InvalidRequest(new Text($"allowedOrigins[{i}]: {fault.Vi}", $"allowedOrigins[{i}]: {fault.En}")));
            }

            if (!site.Origins.Contains(origin))
            {
                return ([], new EmbedRefusal(
                    "OriginNotAllowed",
                    new Text($"allowedOrigins[{i}]: “{origin}” không phải địa chỉ gốc của trang nhúng này.", $"allowedOrigins[{i}]: “{origin}” is no origin of this site."),
                    StatusCodes.Status403Forbidden));
            }

            origins.Add(origin);
        }

        return ([.. origins.Distinct()], null);
    }

    /// <summary>The plans that a site's server asks to show somebody, as far as it may.</summary>
    /// <param name="whose">As an identity's customData says it; null: no plans.</param>
    /// <param name="site">Whose server asks.</param>
    public (IReadOnlyList<PlanRight> Rights, EmbedRefusal? Refusal) Plans(string? whose, EmbedSite site)
    {
        const string Place = "identities[0].customData";
        if (whose is null)
        {
            return ([], null);
        }

        var (asked, fault) = PlanRightsText.Read(Keys().IsMatch(whose.Trim()) ? Blanks().Replace(whose.Trim(), ",") : whose, releases);
        if (fault is { } wrong)
        {
            return ([], EmbedRefusal.InvalidRequest(new Text($"{Place}: {wrong.Vi}", $"{Place}: {wrong.En}")));
        }

        if (asked.Count == 0)
        {
            return ([], EmbedRefusal.InvalidRequest(new Text($"{Place}: không nêu tỉnh nào.", $"{Place}: it names no province.")));
        }

        using var lease = releases.Take();
        var given = asked.Select(right => (Right: right, Of: Covering(right, site.PlanRights, lease?.Catalog))).ToList();
        if (given.FirstOrDefault(each => each.Of is null).Right is { } missing)
        {
            string Said(Language language) => PlanRightsText.Said([missing], releases, language);
            return ([], EmbedRefusal.PlansNotAllowed(new Text(
                $"{Place}: trang nhúng này không được cho xem kế hoạch của {Said(Language.Vietnamese)}.",
                $"{Place}: this site may not show the plans of {Said(Language.English)}.")));
        }

        return ([.. given.Select(each => each.Of!).Distinct()], null);
    }

    // The right as the site has it, so that it is found again with the site's: one given by the code alone means the only unit that ever bore the code.
    private static PlanRight? Covering(PlanRight asked, IReadOnlyList<PlanRight> rights, ReleaseCatalog? catalog)
    {
        var byCode = new PlanRight(asked.ProvinceCode, null);
        return rights.Contains(PlanRight.Every) || rights.Contains(asked) ? asked
            : catalog is not null && asked.From is not null && rights.Contains(byCode) && ProvinceUnits.OfCode(catalog, asked.ProvinceCode).Count == 1 ? byCode
            : null;
    }

    // As rights are stored, with blanks between: "92@2025-07-01 58", "*"; names have blanks of their own, and commas between.
    [GeneratedRegex(@"^(\*|\d\w*(@\d{4}-\d{2}-\d{2})?)(\s+(\*|\d\w*(@\d{4}-\d{2}-\d{2})?))*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Keys();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Blanks();
}

/// <summary>A token as the audit log tells of it: which, of what, where, whose plans, until when and for whom. Who looks is named last, so that no name can pass for more.</summary>
/// <param name="TokenId">Which.</param>
/// <param name="Reports">Their ids.</param>
/// <param name="Origins">Of the pages that show it.</param>
/// <param name="Plans">As rights are stored, or "–".</param>
/// <param name="Until">UTC.</param>
/// <param name="User">Or "–".</param>
internal sealed record TokenEntry(string TokenId, string Reports, string Origins, string Plans, DateTimeOffset Until, string User)
{
    private const string Between = " · ";
    private const string None = "–";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Detail(EmbedGrant grant) => string.Join(
        Between,
        grant.TokenId,
        string.Join(' ', grant.Reports),
        string.Join(' ', grant.Origins),
        grant.PlanRights.Count == 0 ? None : string.Join(' ', grant.PlanRights),
        grant.ExpiresAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        grant.UserName.Length == 0 ? None : grant.UserName);

    /// <returns>Null where it was cut, as what is very long is.</returns>
    public static TokenEntry? Of(string detail) =>
        detail.Split(Between, 6) is [var id, var reports, var origins, var plans, var until, var user]
        && DateTimeOffset.TryParseExact(until, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new TokenEntry(id, reports, origins, plans, at, user)
            : null;
}
