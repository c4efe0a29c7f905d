using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PapiBI.Warehouse.State;
using Text = PapiBI.Warehouse.Text;

namespace PapiBI.Portal.Accounts;

/// <summary>Which passwords are good enough, and how they are kept: PBKDF2 with HMAC-SHA-512, 210,000 rounds, as OWASP asks.</summary>
public sealed class Passwords
{
    public const int Shortest = 12;

    // Longer ones would make the hashing somebody else's lever.
    public const int Longest = 256;
    private const int Rounds = 210_000;

    private static readonly PasswordHasher<Person> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    private readonly Lazy<string> nobodys = new(() => Hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>The letters as they are meant: keyboards put "ấ" together in more than one way.</summary>
    private static string Meant(string password) => password.Normalize(NormalizationForm.FormKC);

    public string Hash(string password) => Hasher.HashPassword(null!, Meant(password));

    /// <param name="hash">Null where nothing is to be right; it takes as long to say so.</param>
    /// <param name="password">As typed.</param>
    /// <param name="isOld">Whether the hash is of earlier settings, and to be made anew.</param>
    public bool IsRight(string? hash, string password, out bool isOld)
    {
        isOld = false;
        if (password.Length > Longest)
        {
            return false;
        }

        var result = Hasher.VerifyHashedPassword(null!, hash ?? nobodys.Value, Meant(password));
        isOld = result == PasswordVerificationResult.SuccessRehashNeeded;
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <returns>What is wrong with a password that somebody wants to choose; null: nothing.</returns>
    public static Text? Fault(string password, string login)
    {
        var meant = Meant(password);
        if (meant.Length < Shortest)
        {
            return new Text($"Mật khẩu cần ít nhất {Shortest} ký tự. Một câu vài từ dễ nhớ và khó đoán hơn.", $"A password needs at least {Shortest} characters. A few words are easy to remember and hard to guess.");
        }

        if (meant.Length > Longest)
        {
            return new Text($"Mật khẩu không quá {Longest} ký tự.", $"A password has at most {Longest} characters.");
        }

        var name = login.Split('@')[0];
        if (name.Length >= 3 && meant.Contains(name, StringComparison.OrdinalIgnoreCase))
        {
            return new Text("Mật khẩu không được chứa tên đăng nhập.", "A password must not contain the login.");
        }

        return CommonPasswords.Has(meant)
            ? new Text("Mật khẩu này nhiều người dùng nên dễ bị đoán ra. Hãy chọn mật khẩu khác.", "Many people use this password, so it is easily guessed. Choose another.")
            : null;
    }
}
