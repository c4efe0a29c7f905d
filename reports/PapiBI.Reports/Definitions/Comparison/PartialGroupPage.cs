using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 1 where the edition is held for some provinces only: what was printed of the members, and no place or mean of our own, since half a league has none.</summary>
internal static class PartialGroupPage
{
    /// <param name="frame">The edition.</param>
    /// <param name="choice">Who was asked for: of a region or a group the printed ranks within it are shown, too.</param>
    /// <param name="members">The members' codes.</param>
    /// <param name="printed">The printed figures of the index.</param>
    /// <param name="league">Everybody's total, one row a province, with <see cref="Measure.Score"/>.</param>
    public static ReportPage Build(EditionFrame frame, GroupChoice choice, IReadOnlyList<string> members, PublishedFacts printed, ResultTable league)
    {
        (ScopeKind, string)? within = choice switch
        {
            GroupChoice.Region region => (ScopeKind.Region, region.Code),
            GroupChoice.Group group => (ScopeKind.Group, group.Code),
            _ => null,
        };
        var table = PrintedLeague.Of(frame, printed, code => league.Find(province: code), members, subject: null, within);
        var averages = PrintedAverages.Of(frame, printed, field: null);
        var absent = members.Where(m => printed.Find(frame.Year, frame.Total.Code, m, PublishedMeasure.Rank) is null && league.Find(province: m)?[Measure.Score] is null).Select(frame.NameOf).ToList();
        return new ReportPage
        {
            Tab = frame.T("Tóm tắt", "Summary"),
            BandTitle = "",
            BandNote = "",
            Headline = frame.T(
                $"Có số liệu của {frame.Edition.Held}/{frame.Edition.Of} tỉnh, thành phố nên không dẫn xuất được hạng và trung bình: chỉ đọc số từ nguồn.",
                $"Figures of {frame.Edition.Held} of {frame.Edition.Of} provinces are held, so no rank or mean is derived: read what sources gave."),
            Rows =
            [
                BlockRow.Whole(table with
                {
                    Finding = frame.T($"Có số liệu của {table.Rows.Count}/{members.Count} thành viên, theo hạng cả nước", $"Figures of {table.Rows.Count} of {members.Count} members are held, by national rank"),
                }),
                .. averages.Rows.Count > 0 ? new[] { BlockRow.Whole(averages) } : [],
                .. absent.Count > 0 ? new[] { BlockRow.Whole(new NotesBlock([frame.T($"Chưa có số liệu, không phải không được xếp hạng: {Wording.Listed(absent, frame.Language)}.", $"Not held, which does not mean unranked: {Wording.Listed(absent, frame.Language)}.")])) } : [],
            ],
        };
    }
}
