using System.Collections.Frozen;
using System.Text;

namespace PapiBI.Portal.Accounts;

/// <summary>
/// Passwords that are guessed first. Of twelve characters and more these are the short favourites made longer: with digits and signs around them, letters
/// swapped for digits, said twice, or rows of the keyboard; so they are known by what they are made of.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Words = """
        abc abcabc abcd abcdef admin adminadmin administrator alexander america andrew angel anhyeuem anhyeu asdf asdfgh asdfghjkl ashley asshole azerty
        baby babygirl baseball basketball batman blink butterfly canon changeme changemenow charlie cheese chelsea chocolate computer congnghe cookie corporate
        daniel danang default demo diamond dragon dubai emyeuanh everton everyone family flower football forever freedom friends fuckyou
        george giaovien google hanoi hanoivietnam harley hello helloworld hochiminh hochiminhcity hockey hunter iloveyou internet jennifer jessica jordan jordan joshua
        justin killer khongbiet khongco letmein letmeinnow liverpool login london lovely loveyou manchester master matkhau matkhaumoi matkhaucuatoi matrix michael
        michelle monkey monster mustang mynoob mypassword nguyen nguyenvan nicole ninja nothing office orange papi papibi par parindex pass password passwordpassword
        passw passwd patrick pepper pokemon princess purple qazwsx qazwsxedc qwe qwer qwert qwerty qwertyqwerty qwertyuiop qwertyuiopasdf qwertz ranger remember root
        saigon samsung secret secretpassword server shadow sinhvien soccer sophie spring starwars startrek student summer sunshine superman system target taylor
        temp temporary test testtest thanhpho thomas thunder tigger tinhyeu trannguyen trustno trustnoone ubnd uynamnhandan user username vietnam vietnamvodich
        vietcong welcome whatever windows winter xinchao yankees yeuem zaq zaqwsx zxcvbn zxcvbnm
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    // Rows, columns and counts, forwards and back.
    private static readonly string[] Rows =
    [
        "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "qwertzuiopasdfghjklyxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "q1w2e3r4t5y6u7i8o9p0", "zaq12wsxcde34rfvbgt56yhn", "1a2b3c4d5e6f7g8h9i0j",
    ];

    public static bool Has(string password)
    {
        var lower = Plain(password.ToLowerInvariant());
        return IsRepeated(lower) || IsRow(lower) || Cores(lower).Any(IsKnown);
    }

    // Without what people put around it to please a rule.
    private static IEnumerable<string> Cores(string password)
    {
        var bare = password.Trim([.. "0123456789!@#$%^&*()-_=+.,;:?/ "]);
        var letters = new string([.. password.Where(char.IsLetter)]);
        foreach (var core in new[] { password, bare, letters }.Where(core => core.Length >= 2 && password.Length - core.Length <= 10))
        {
            yield return core;
            yield return Unswapped(core);
        }
    }

    private static bool IsKnown(string core) => Words.Contains(core) || (core.Length >= 4 && IsRow(core)) || (Unit(core) is { } unit && Words.Contains(unit)) || AreWords(core);

    // "passwordadmin", "welcometovietnam" without its "to" is left to its owner.
    private static bool AreWords(string core) => Enumerable.Range(3, Math.Max(0, core.Length - 5)).Any(i => Words.Contains(core[..i]) && Words.Contains(core[i..]));

    private static bool IsRepeated(string password) => Unit(password) is { Length: <= 4 } || password.Distinct().Count() <= 4;

    private static bool IsRow(string password) => Rows.Any(row => Whole(row, password) || Whole(new string([.. row.Reverse()]), password));

    private static bool Whole(string row, string password) => string.Concat(Enumerable.Repeat(row, 2)).Contains(password, StringComparison.Ordinal) || Halves(row, password);

    // "qwertyuiop12", "123456qwerty": two pieces of rows.
    private static bool Halves(string row, string password) => Enumerable.Range(1, password.Length - 1).Any(i => row.Contains(password[..i], StringComparison.Ordinal) && Rows.Any(other => other.Contains(password[i..], StringComparison.Ordinal)) && (i >= 4 || password.Length - i >= 4) && Math.Max(i, password.Length - i) >= 5);

    /// <returns>What is said over and over; null: nothing is.</returns>
    private static string? Unit(string text) =>
        Enumerable.Range(1, text.Length / 2).Where(n => text.Length % n == 0).Select(n => text[..n]).FirstOrDefault(unit => string.Concat(Enumerable.Repeat(unit, text.Length / unit.Length)) == text);

    private static string Unswapped(string text) => text.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't').Replace('@', 'a').Replace('$', 's').Replace('!', 'i');

    // "mật khẩu" is "matkhau".
    private static string Plain(string text) => new([.. text.Replace('đ', 'd').Normalize(NormalizationForm.FormD).Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark && c != ' ')]);
}
