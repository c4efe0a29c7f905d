using PapiBI.Warehouse.State;

namespace PapiBI.Portal.Accounts;

/// <summary>Looks at logins and passwords. Whoever is wrong is told the same, and not sooner, whether there is such a login or not.</summary>
public sealed class SignInDesk(People people, Passwords passwords, AuditLog log)
{
    // Longer than it takes to find out, so that how long it took says nothing.
    private static readonly TimeSpan LeastWait = TimeSpan.FromMilliseconds(400);

    /// <returns>Null where the login, the password or the moment is wrong.</returns>
    public async Task<Person?> Try(string login, string password, Actor by, CancellationToken cancellation)
    {
        var wait = Task.Delay(LeastWait, cancellation);
        var tried = people.BeginSignIn(login, by.Address);
        var isRight = passwords.IsRight(tried.PasswordHash, password, out var isOld);
        if (isRight && tried.PersonId is { } id && people.Find(id) is { DisabledAt: null } person)
        {
            if (isOld)
            {
                people.Rehash(id, passwords.Hash(password));
            }

            return person;
        }

        // What nobody is called may be a password that was typed into the wrong field.
        var subject = tried.PersonId is { } known ? people.Find(known)?.Login ?? "" : "";
        log.Add(by, AuditAction.SignInFailed, subject, tried.Why.Length > 0 ? tried.Why : SignInFault.WrongPassword);
        await wait;
        return null;
    }
}
