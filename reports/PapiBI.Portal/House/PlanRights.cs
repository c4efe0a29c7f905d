using PapiBI.Portal.Accounts;
using PapiBI.Portal.Embedding;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Portal.House;

/// <summary>
/// Whose plans a reader may see. Public figures are everybody's; a plan is its province's, and a right to it is given to a person by name. No role brings it
/// along: a steward looks after loads and an admin after people of every province, and neither needs its plans for that. An admin may give the right, also to
/// themselves, and the audit log then says so.
/// </summary>
public static class PlanRights
{
    /// <summary>Of a frame, those of its token, whoever has signed in beside it.</summary>
    public static PlanReader PlanReader(this HttpContext context) => new(context.EmbedGrant()?.PlanRights ?? context.Person()?.PlanRights ?? []);

    public static bool MayReadEveryPlan(this HttpContext context) => context.Person()?.MayReadEveryPlan == true;
}

/// <summary>Whose plans somebody may read, of the provinces of a release.</summary>
public sealed class PlanReader(IReadOnlyList<PlanRight> rights)
{
    public static readonly PlanReader Nobody = new([]);

    /// <summary>Whether they may read any at all; to who may not, plans are not even looked for.</summary>
    public bool HasRights => rights.Count > 0;

    /// <summary>A right is one to this unit: not to the one before it or after it that has its code or its name.</summary>
    public bool MayRead(ProvinceUnit unit, ReleaseCatalog catalog) => Person.MayReadPlansOf(rights, unit, isOnlyOne: ProvinceUnits.OfCode(catalog, unit.Code).Count == 1);

    public bool MayReadAllOf(string code, ReleaseCatalog catalog) => ProvinceUnits.OfCode(catalog, code).All(unit => MayRead(unit, catalog));
}
