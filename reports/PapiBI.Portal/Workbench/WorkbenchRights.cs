using PapiBI.Portal.House;

namespace PapiBI.Portal.Workbench;

/// <summary>Somebody who may ask SQL.</summary>
/// <param name="PersonId">By which their questions are told from others'.</param>
/// <param name="Login">What they are called.</param>
public sealed record Analyst(long PersonId, string Login)
{
    /// <summary>As the desk knows them.</summary>
    public string Key => PersonId.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Who may ask SQL: the one place where it is decided.</summary>
public static class WorkbenchRights
{
    /// <summary>Null: they may not. As nobody can sign in yet, it is everybody or nobody, as the settings say.</summary>
    public static Analyst? Analyst(this HttpContext context) =>
        context.RequestServices.GetRequiredService<PortalSettings>().AsksWithoutSignIn ? new Analyst(0, context.T("không đăng nhập", "not signed in")) : null;
}
