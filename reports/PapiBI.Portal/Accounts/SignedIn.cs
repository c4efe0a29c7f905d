using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using PapiBI.Portal.Embedding;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>Who has signed in.</summary>
public static class SignedIn
{
    /// <returns>Null: nobody.</returns>
    public static Person? Person(this HttpContext context) => context.Features.Get<LiveSession>()?.Person;

    /// <summary>The session of this request; null: nobody has signed in.</summary>
    public static LiveSession? Session(this HttpContext context) => context.Features.Get<LiveSession>();

    /// <summary>Who asks, for the audit log.</summary>
    public static Actor Actor(this HttpContext context) => context.Person() is { } person
        ? new Actor(person.Id, person.Login, context.AskerAddress())
        : context.EmbedGrant() is { } grant ? new Actor(null, $"{grant.SiteId}/{grant.KeyId}", context.AskerAddress())
        : new Actor(null, "", context.AskerAddress());

    public static string AskerAddress(this HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        var text = (address?.IsIPv4MappedToIPv6 == true ? address.MapToIPv4() : address)?.ToString() ?? "";
        return text.Length <= Sessions.LongestAddress ? text : text[..Sessions.LongestAddress];
    }

    /// <summary>Begins a session for somebody who has proved who they are, and ends the one before.</summary>
    public static Task SignIn(this HttpContext context, Person person) => context.SignInAsync(SessionHandler.Scheme, Ticket(person));

    internal static ClaimsPrincipal Ticket(Person person) =>
        new(new ClaimsIdentity([new Claim(SessionHandler.PersonClaim, person.Id.ToString(CultureInfo.InvariantCulture))], SessionHandler.Scheme));

    internal static Person PersonOf(HttpContext context, string id) =>
        context.RequestServices.GetRequiredService<People>().Find(long.Parse(id, CultureInfo.InvariantCulture)) is { DisabledAt: null } person
            ? person
            : throw new InvalidOperationException("Nobody who is there and not disabled has this number.");
}
