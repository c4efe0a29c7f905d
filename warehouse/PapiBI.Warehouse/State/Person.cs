using System.Security.Cryptography;
using System.Text;

namespace PapiBI.Warehouse.State;

/// <summary>What somebody may do in the portal; each may also do what those before may. Plans are a right of their own, which no role brings along.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Asks SQL, too.</summary>
    Analyst,

    /// <summary>Looks after loads, releases and deliveries, too.</summary>
    Steward,

    /// <summary>Looks after people, too.</summary>
    Admin,
}

/// <summary>Somebody with an account.</summary>
public sealed record Person
{
    public const int LongestLogin = 100;
    public const int LongestName = 200;
    public const int LongestIssuer = 400;
    public const int LongestSubject = 255;

    /// <summary>The plan right that holds for every province.</summary>
    public const string EveryProvince = "*";

    public required long Id { get; init; }
    public required string Login { get; init; }
    public required string Name { get; init; }
    public required Role Role { get; init; }

    /// <summary>Codes of the provinces whose plans they may read, or <see cref="EveryProvince"/>.</summary>
    public required IReadOnlyList<string> PlanRights { get; init; }

    /// <summary>The provider that vouches for them; null: they have a password here.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether they have chosen a password.</summary>
    public required bool HasPassword { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }

    public bool MayReadPlansOf(string province) => PlanRights.Contains(EveryProvince) || PlanRights.Contains(province);

    public static string CodeOf(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Analyst => "analyst",
        Role.Steward => "steward",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No code for this role."),
    };

    /// <returns>Null where no role has this code.</returns>
    public static Role? RoleOf(string code) => Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => CodeOf(role!.Value) == code);

    /// <summary>The login as it is looked for: however its letters are put together, and in whatever case.</summary>
    internal static string KeyOf(string login) => login.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
}

/// <summary>Who does something, and from where, as the audit log says it.</summary>
/// <param name="PersonId">Null where nobody has signed in.</param>
/// <param name="Login">Blank where nobody has.</param>
/// <param name="Address">The address of the asker.</param>
public sealed record Actor(long? PersonId, string Login, string Address)
{
    /// <summary>Where the portal or its operator does it.</summary>
    public static readonly Actor Nobody = new(null, "", "");
}

/// <summary>Keys that nobody guesses, of which only the hash is kept.</summary>
internal static class SecretKey
{
    private const int Bytes = 32;

    /// <summary>256 random bits as 43 letters, digits, "-" and "_".</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    // The key has all the randomness a hash needs: no salt, no slowness.
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
