using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>A password that is chosen, as it is typed twice.</summary>
internal static class NewPassword
{
    public static Text? Fault(string? password, string? again, string login) => Passwords.Fault(password ?? "", login)
        ?? (password == again ? null : new Text("Hai lần nhập mật khẩu không giống nhau.", "The two passwords differ."));
}

/// <summary>Somebody who is added, as they are typed in.</summary>
internal static class NewPerson
{
    public static Text? Fault(string login, string name) =>
        login.Length is 0 or > Person.LongestLogin || login.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? new Text("Tên đăng nhập: từ 1 đến 100 ký tự, không có dấu cách.", "Login: 1 to 100 characters without blanks.")
        : name.Length is 0 or > Person.LongestName || name.Any(char.IsControl) ? new Text("Họ và tên: từ 1 đến 200 ký tự.", "Name: 1 to 200 characters.")
        : null;
}
