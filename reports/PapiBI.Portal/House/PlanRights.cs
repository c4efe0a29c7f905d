using PapiBI.Portal.Accounts;

namespace PapiBI.Portal.House;

/// <summary>
/// Whose plans a reader may see. Public figures are everybody's; a plan is its province's, and a right to it is given to a person by name. No role brings it
/// along: a steward looks after loads and an admin after people of every province, and neither needs its plans for that. An admin may give the right, also to
/// themselves, and the audit log then says so.
/// </summary>
public static class PlanRights
{
    public static bool MayReadPlansOf(this HttpContext context, string province) => context.Person()?.MayReadPlansOf(province) == true;
}
