using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.Comparison;

/// <summary>Page 1: where the group stands, who leads and who trails, in half a minute.</summary>
internal static class GroupSummaryPage
{
    public static ReportPage Build(GroupFacts facts) => new()
    {
        Tab = facts.T("Tóm tắt", "Summary"),
        BandTitle = "",
        BandNote = "",
        Headline = GroupNarrative.Headline(facts),
        IsOneSheetOfPaper = true,
        Rows =
        [
            BlockRow.Whole(new TilesBlock(Tiles(facts))),
            BlockRow.Whole(new NarrativeBlock(GroupNarrative.Write(facts))),
            BlockRow.Whole(GroupLeague.WithBars(facts)),
            BlockRow.Whole(new NotesBlock(Notes(facts))),
        ],
    };

    private static IReadOnlyList<Tile> Tiles(GroupFacts facts) => [MeanTile(facts), EndTile(facts, isBest: true), EndTile(facts, isBest: false), ChangesTile(facts)];

    private static Tile MeanTile(GroupFacts facts)
    {
        var mean = facts.MeanOf(facts.Total);
        var n = mean?[Measure.Ranked];
        var all = facts.NationOf(facts.Total);
        var gap = mean?[Measure.MeanToAll] is { } difference ? $" ({NumberText.Signed(difference, facts.Language)})" : "";
        return new Tile
        {
            Label = facts.T($"Trung bình {n:0} thành viên", $"Mean of {n:0} members"),
            Value = Cell.Value(mean?[Measure.Mean], NumberForm.Score),
            Change = facts.Movement.Rows.FirstOrDefault()?[Measure.FieldMovement] is { } movement ? Cell.Change(movement, NumberForm.ArrowPoints) : null,
            Note = all?[Measure.Mean] is { } nation
                ? facts.T($"TB {all[Measure.Ranked]:0} tỉnh: {NumberText.Score(nation, Language.Vietnamese)}{gap}", $"mean of {all[Measure.Ranked]:0}: {NumberText.Score(nation, Language.English)}{gap}")
                : "",
        };
    }

    private static Tile EndTile(GroupFacts facts, bool isBest)
    {
        IReadOnlyList<string> who = isBest ? facts.BestOf(facts.Total) : facts.LowestOf(facts.Total);
        var label = isBest ? facts.T("Cao nhất nhóm", "Best member") : facts.T("Thấp nhất nhóm", "Lowest member");
        if (who.Count == 0)
        {
            return new Tile { Label = label, Value = Cell.Missing };
        }

        var row = facts.Of(who[0]);
        var place = NumberText.Rank(row[Measure.Rank]!.Value, (int?)row[Measure.Ranked], row[Measure.SharingPlace] > 1);
        return new Tile
        {
            Label = label,
            Value = Cell.Words(GroupNarrative.Names(facts, who)),
            Change = row[Measure.ScoreChange] is null ? null : row.Arrow(Measure.ScoreChange),
            Note = facts.T($"{NumberText.Points(row[Measure.Score]!.Value, Language.Vietnamese)} · hạng {place} cả nước", $"{NumberText.Points(row[Measure.Score]!.Value, Language.English)} · national rank {place}"),
        };
    }

    private static Tile ChangesTile(GroupFacts facts)
    {
        int Count(Measure measure, int sign) => facts.Members.Count(m => facts.Of(m)[measure] is { } change && Math.Sign(change) == sign);
        var changed = facts.Members.Count(m => facts.Of(m)[Measure.ScoreChange] is not null);
        var label = facts.PreviousYear is { } before ? facts.T($"Tăng · giảm điểm so với {before}", $"Rose · fell in score on {before}") : facts.T("Tăng · giảm điểm", "Rose · fell in score");
        return changed == 0
            ? new Tile { Label = label, Value = Cell.Missing, Note = facts.T("không so được với năm trước", "not comparable with the year before") }
            : new Tile
            {
                Label = label,
                Value = Cell.Value(Count(Measure.ScoreChange, 1), NumberForm.Whole),
                SecondValue = Cell.Value(Count(Measure.ScoreChange, -1), NumberForm.Whole),
                Note = facts.T(
                    $"của {changed} thành viên; hạng cả nước: {Count(Measure.RankChange, 1)} lên, {Count(Measure.RankChange, -1)} xuống",
                    $"of {changed} members; national rank: {Count(Measure.RankChange, 1)} up, {Count(Measure.RankChange, -1)} down"),
            };
    }

    private static IReadOnlyList<string> Notes(GroupFacts facts)
    {
        var movement = facts.Movement.Rows.Count;
        var notes = new List<string>
        {
            facts.T(
                $"TB: trung bình cộng giản đơn của các tỉnh, thành phố có điểm. Hạng, nhóm, trung bình và thay đổi do PapiBI dẫn xuất từ điểm đã công bố; nhóm theo tứ phân vị của {facts.Ranked:0} tỉnh, thành phố.",
                $"Means are simple means of the provinces with a score. Ranks, groups, means and changes are derived from published scores; groups are quartiles of {facts.Ranked:0} provinces."),
        };
        if (movement > 0)
        {
            notes.Add(facts.T($"Thay đổi của trung bình: tính trên {movement} thành viên có tổng điểm cả hai năm.", $"The change of the mean is that of the {movement} members with a total in both years."));
        }

        notes.AddRange(facts.UnrankedMembers.Select(m => facts.T($"{facts.NameOf(m)} không xếp hạng: {facts.WhyUnranked(m)}.", $"{facts.NameOf(m)} is not ranked: {facts.WhyUnranked(m)}.").Replace("..", ".", StringComparison.Ordinal)));
        if (facts.Total is { IsBreak: false, IsPartsBreak: true } && facts.Movement.Rows.Count > 0)
        {
            notes.Add(facts.T($"Một trục đổi thành phần hoặc thang điểm năm {facts.Year}: đọc thay đổi của tổng dè dặt.", $"A dimension changed its parts or scale in {facts.Year}: read changes of the total with care."));
        }

        return [string.Join(' ', notes)];
    }
}
