using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PapiBI.Warehouse.Releases;

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

    public required long Id { get; init; }
    public required string Login { get; init; }
    public required string Name { get; init; }
    public required Role Role { get; init; }

    /// <summary>The provinces whose plans they may read, or <see cref="PlanRight.Every"/>.</summary>
    public required IReadOnlyList<PlanRight> PlanRights { get; init; }

    /// <summary>The provider that vouches for them; null: they have a password here.</summary>
    public string? Issuer { get; init; }

    /// <summary>Whether they have chosen a password.</summary>
    public required bool HasPassword { get; init; }

    /// <summary>From where they have to wait after wrong passwords; null: from nowhere.</summary>
    public SignInWait? Wait { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }

    public bool MayReadEveryPlan => PlanRights.Contains(PlanRight.Every);

    /// <param name="rights">Somebody's.</param>
    /// <param name="unit">Whose plans.</param>
    /// <param name="isOnlyOne">Whether no other unit bore or bears its code: then a right given by the code alone means it.</param>
    public static bool MayReadPlansOf(IReadOnlyList<PlanRight> rights, ProvinceUnit unit, bool isOnlyOne) =>
        rights.Contains(PlanRight.Every) || rights.Contains(PlanRight.To(unit)) || (isOnlyOne && rights.Contains(new PlanRight(unit.Code, null)));

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

/// <summary>From where somebody's password is not looked at for a while.</summary>
/// <param name="IsEverywhereNew">From every network from which it was not right in the last 90 days.</param>
/// <param name="Networks">From so many single ones; where new ones wait anyway, of those from which it was right.</param>
/// <param name="Until">When the last of these waits ends.</param>
public sealed record SignInWait(bool IsEverywhereNew, int Networks, DateTimeOffset Until);

/// <summary>A right to the plans of a province as a unit.</summary>
/// <param name="ProvinceCode">Its code, or "*".</param>
/// <param name="From">The first day of the unit; null: given by the code alone, which means nothing where the code meant more than one unit.</param>
public sealed record PlanRight(string ProvinceCode, DateOnly? From)
{
    /// <summary>It holds for every province.</summary>
    public static readonly PlanRight Every = new("*", null);

    private const string DayFormat = "yyyy-MM-dd";

    public static PlanRight To(ProvinceUnit unit) => new(unit.Code, unit.From);

    /// <summary>"92@2025-07-01", "58", "*".</summary>
    public static PlanRight Of(string key) => key.Split('@') is [var code, var day] ? Of(code, day) : new PlanRight(key, null);

    /// <summary>"92@2025-07-01", "58", "*".</summary>
    public override string ToString() => From is null ? ProvinceCode : $"{ProvinceCode}@{Day}";

    internal string Day => From?.ToString(DayFormat, CultureInfo.InvariantCulture) ?? "";

    internal static PlanRight Of(string code, string day) => new(code, day.Length == 0 ? null : DateOnly.ParseExact(day, DayFormat, CultureInfo.InvariantCulture));
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
