using System.Data.Common;

namespace PapiBI.Warehouse.Loading;

/// <summary>Reads what is known so far, published or not, through the views of a candidate release that is rolled back.</summary>
public static class ReferenceReader
{
    public static ReferenceData Read(WorkingDatabase database, TimeProvider clock)
    {
        using var transaction = database.Begin();
        CandidateRelease.Insert(database, transaction, clock.GetUtcNow().UtcDateTime, "");
        var agencies = Read(database, transaction, "select a.plan_code, a.agency_code, a.name_vi, a.name_en from plan_agency a order by a.plan_code, a.sort_order", r => (Plan: r.GetString(0), Code: r.GetString(1), NameVi: r.GetString(2), NameEn: r.GetString(3))).ToLookup(row => row.Plan);
        var reports = Read(database, transaction, "select t.plan_code, t.task_no, t.period_kind, t.period_end, t.percent_done from task_progress t order by t.plan_code, t.task_no, t.period_end",
            r => (Task: (r.GetString(0), r.GetString(1)), Report: new KnownReport(PlanCodes.Period(r.GetString(2)), r.GetFieldValue<DateOnly>(3), r.IsDBNull(4) ? null : r.GetDouble(4)))).ToLookup(row => row.Task, row => row.Report);
        var tasks = Read(database, transaction, "select t.plan_code, t.task_no, t.content_vi, t.start_date, t.due_date, t.lead_agency_code, t.content_en from plan_task t order by t.plan_code, t.sort_order",
            r => (Plan: r.GetString(0), Task: new KnownTask(r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetFieldValue<DateOnly>(3), r.GetFieldValue<DateOnly>(4), r.GetString(5)) { ContentEn = r.GetString(6), Reports = [.. reports[(r.GetString(0), r.GetString(1))]] })).ToLookup(row => row.Plan, row => row.Task);
        var known = new ReferenceData
        {
            RegionCodes = database.Query<string>("select r.region_code from region r order by r.region_code", transaction: transaction),
            Provinces = Read(database, transaction, "select p.province_code, p.valid_from, p.valid_to, p.full_name_vi, p.name_vi, p.name_en from province p order by p.province_code, p.valid_from",
                r => new KnownProvince(r.GetString(0), r.GetFieldValue<DateOnly>(1), r.IsDBNull(2) ? null : r.GetFieldValue<DateOnly>(2), r.GetString(3), r.GetString(4), r.GetString(5))),
            Aliases = Read(database, transaction, "select a.alias, a.province_code from province_alias a join newest_load n on n.load_id = a.load_id order by a.alias",
                r => new KnownAlias(r.GetString(0), r.GetString(1))),
            GroupCodes = database.Query<string>("select g.group_code from province_group g order by g.group_code", transaction: transaction),
            Editions = Read(database, transaction, "select e.index_code, e.year, e.ref_date, e.is_whole from edition e order by e.index_code, e.year",
                r => new KnownEdition(r.GetString(0), r.GetInt32(1), r.GetFieldValue<DateOnly>(2), r.GetInt16(3) == 1)),
            Indicators = Read(database, transaction, "select i.index_code, i.year, i.level, i.item_code, i.min_score, i.max_score, i.is_summed, i.parent_code, i.weight, i.name_vi, i.name_en from item i order by i.index_code, i.year, i.sort_order",
                r => new KnownIndicator(r.GetString(0), r.GetInt32(1), LevelCode.Parse(r.GetString(2)), r.GetString(3), r.GetDouble(4), r.GetDouble(5), r.GetInt16(6) == 1, r.IsDBNull(7) ? null : r.GetString(7), r.IsDBNull(8) ? null : r.GetDouble(8), r.GetString(9), r.GetString(10))),
            Plans = Read(database, transaction, "select p.plan_code, p.owner_kind, p.owner_vi, p.province_code, p.first_year, p.last_year from improvement_plan p order by p.plan_code",
                r => new KnownPlan(r.GetString(0), PlanCodes.Owner(r.GetString(1)), r.GetString(2), r.GetString(3), r.GetInt32(4), r.GetInt32(5), [.. agencies[r.GetString(0)].Select(agency => agency.Code)], [.. tasks[r.GetString(0)]])
                {
                    AgencyNames = [.. agencies[r.GetString(0)].SelectMany(agency => new[] { (agency.NameVi, agency.Code), (agency.NameEn, agency.Code) }).Where(pair => pair.Item1.Length > 0)],
                }),
        };
        database.RollBack(transaction);
        return known;
    }

    private static List<T> Read<T>(WorkingDatabase database, DbTransaction transaction, string sql, Func<DbDataReader, T> read) => database.Read(sql, read, transaction);
}
