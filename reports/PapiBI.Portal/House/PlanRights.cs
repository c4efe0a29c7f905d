namespace PapiBI.Portal.House;

/// <summary>Whose plans a reader may see. Public figures are everybody's.</summary>
public static class PlanRights
{
    public static bool MayReadPlansOf(this HttpContext context, string province) => false;
}
