using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Output;

namespace PapiBI.Worker.Cli;

/// <summary>The way to a target in words: the answer in one sentence, then both scenarios, then what they rest on.</summary>
internal sealed class ReachText(Terminal terminal, ReleaseCatalog catalog, ReachQuestion question, ReachResult result)
{
    // More gains than these make no sentence; the table below it has them.
    private const int MostNamed = 6;

    private readonly Language language = terminal.Language;
    private readonly string province = catalog.Provinces.Single(p => p.IndexCode == question.IndexCode && p.Year == question.FromYear && p.Code == question.ProvinceCode).Name.In(terminal.Language);

    private int Year => question.FromYear;

    public void Write()
    {
        terminal.Output.WriteLine($"{Named(result.Input.Start)} {Answer(result.Held)}");
        Say("", "");
        Say($"1. Nếu các tỉnh khác giữ nguyên điểm năm {Year}", $"1. If the others keep their scores of {Year}");
        if (result.Held.Ways.Count == 0)
        {
            Say(
                result.Held.IsThere ? "   Không cần tăng nội dung nào." : "   Không có cách nào trong một năm.",
                result.Held.IsThere ? "   No item has to gain." : "   There is no way within a year.");
        }

        Ways(result.Held);
        Say("", "");
        Say("2. Nếu điểm tổng của các tỉnh khác thay đổi thêm một năm như các năm qua", "2. If the totals of the others move for one more year as in past years");
        Drift();
        Say("", "");
        Assumptions();
    }

    private void Drift()
    {
        if (result.Drifting is not { } drifting)
        {
            Say(
                $"   Điểm tổng năm {Year} không so sánh được với năm trước, nên không biết các tỉnh thay đổi thế nào.",
                $"   The total of {Year} cannot be compared with the year before, so it is not known how the others move.");
            return;
        }

        var years = string.Join(", ", result.Input.DriftYears.Order());
        var steps = result.Input.DriftYears.Count;
        Say(
            $"   Mức thay đổi bình quân của từng tỉnh chỉ dựa trên {steps} lần so sánh được với năm trước ({years}){NoHistory("tỉnh", "lấy bình quân chung")}.",
            $"   Each province's mean change rests on {steps} comparable {(steps == 1 ? "year" : "years")} only ({years}){NoHistory("provinces", "moved by the mean of all")}.");
        Say(
            $"   Giữ nguyên {Points(drifting.Start.Total)}, {province} sẽ ở hạng {Place(drifting.Start)}; {Answer(drifting)}",
            $"   Staying at {Points(drifting.Start.Total)}, {province} would be at rank {Place(drifting.Start)}; it {Answer(drifting)}");
        Ways(drifting);
    }

    private string NoHistory(string provinces, string moved) =>
        result.Input.Others.Count(other => other.Changes.Count == 0) is > 0 and var count ? T($"; {count} {provinces} không có lần nào thì {moved}", $"; {count} {provinces} without any {moved}") : "";

    /// <summary>"cần thêm 1,41 điểm để ngang hạng 45/63 của năm 2020 (42,15 điểm): tăng 2 nội dung 6.3 (+0,70) và 8.1 (+0,71)."</summary>
    private string Answer(ReachScenario scenario)
    {
        var goal = Goal(scenario);
        var needed = NumberText.Points((double)scenario.Needed, language);
        if (scenario.IsThere && scenario.Threshold == result.Input.Least)
        {
            return T($"đã đủ để {goal}, như mọi tỉnh có xếp hạng; không cần tăng thêm.", $"has what it takes to {goal}, as every ranked province has; no gain is needed.");
        }

        if (scenario.IsThere)
        {
            var ahead = Ahead(scenario.Start.Total - scenario.Threshold);
            return T($"đã đủ để {goal}, {ahead}; không cần tăng thêm.", $"has what it takes to {goal}, {ahead}; no gain is needed.");
        }

        if (scenario.IsOutOfReach)
        {
            var (after, missing) = (scenario.Furthest.After, NumberText.Points((double)scenario.Furthest.Margin, language));
            return T(
                $"cần thêm {needed} để {goal}, ngoài tầm một năm: mọi nội dung cùng tăng hết mức tối đa cũng chỉ lên {Points(after.Total)}, hạng {Place(after)}, còn thiếu {missing}.",
                $"needs {needed} more to {goal}, which is out of reach within a year: even with every item gaining its cap it comes to {Points(after.Total)}, rank {Place(after)}, and lacks {missing}.");
        }

        var best = scenario.Ways[0];
        var count = best.Gains.Count;
        var gains = count > MostNamed ? "" : ", " + Wording.Listed([.. best.Gains.Select(gain => $"{gain.Part.Code} ({Gain(gain)})")], language);
        return T($"cần thêm {needed} để {goal}: tăng {count} nội dung{gains}.", $"needs {needed} more to {goal}: gains in {count} {(count == 1 ? "item" : "items")}{gains}.");
    }

    private string Goal(ReachScenario scenario)
    {
        var points = Points(scenario.Threshold);
        var threshold = scenario.Threshold == result.Input.Least ? "" : $" ({points})";
        var of = scenario.Start.Of;
        return result.Target switch
        {
            ReachTarget.Rank rank when scenario == result.Held => T($"ngang hạng {rank.Place}/{of} của năm {Year}{threshold}", $"equal rank {rank.Place}/{of} of {Year}{threshold}"),
            ReachTarget.Rank rank => T($"ngang hạng {rank.Place}/{of}{threshold}", $"equal rank {rank.Place}/{of}{threshold}"),
            ReachTarget.Score => T($"đạt {points}", $"reach {points}"),
            ReachTarget.Group group => T($"vào nhóm {GroupName(group.Number)}{threshold}", $"be in the {GroupName(group.Number)} group{threshold}"),
            _ => throw new ArgumentOutOfRangeException(nameof(scenario), result.Target, "No words for this target."),
        };
    }

    private void Ways(ReachScenario scenario)
    {
        if (scenario.Ways.Count == 0)
        {
            return;
        }

        var best = scenario.Ways[0];
        if (scenario != result.Held && result.Held.Ways is [var first, ..] && first.Gains.SequenceEqual(best.Gains))
        {
            Say("   Các mức tăng và cách khác như ở mục 1.", "   Gains and other ways are those of 1.");
            After(best);
            return;
        }

        Table(best);
        After(best);
        foreach (var (i, other) in scenario.Ways.Index().Skip(1))
        {
            var dropped = string.Join(", ", best.Gains.Where(gain => other.Gains.All(theirs => theirs.Part != gain.Part)).Select(gain => gain.Part.Code));
            var changed = string.Join(", ", other.Gains.Except(best.Gains).Select(gain => $"{gain.Part.Code} {gain.Part.Name.In(language)} ({Gain(gain)})"));
            Say($"   Cách khác {i}: thay cho {dropped} là {changed}; còn lại như bảng.", $"   Another way {i}: instead of {dropped}, {changed}; the rest as in the table.");
        }
    }

    private void After(ReachWay way) => Say(
        $"   Sau khi tăng: {Points(way.After.Total)}, hạng {Place(way.After)}, nhóm {GroupName(way.After.Group)}; {Ahead(way.Margin)}; {Cushion(way)}.",
        $"   Then: {Points(way.After.Total)}, rank {Place(way.After)}, {GroupName(way.After.Group)} group; {Ahead(way.Margin)}; {Cushion(way)}.");

    private void Table(ReachWay way) => TableOutput.Write(
        [
            Column(T("Nội dung", "Item"), isNumber: false),
            Column(T($"Điểm {Year}", $"{Year}"), isNumber: true),
            Column(T("Tăng", "Gain"), isNumber: true),
            Column(T("Cần đạt", "To reach"), isNumber: true),
            Column(T("Mức tối đa", "Cap"), isNumber: true),
            Column(T("Từng đạt", "Achieved"), isNumber: true),
            Column(T("Cao nhất từng có", "Largest ever"), isNumber: false),
            Column(T($"Hạng {Year}", $"Rank {Year}"), isNumber: true),
        ],
        way.Gains.Select(IReadOnlyList<object?> (gain) =>
        [
            $"{gain.Part.Code} {gain.Part.Name.In(language)}",
            NumberText.Score((double)gain.Part.Score, language),
            Gain(gain),
            NumberText.Score((double)gain.To, language),
            NumberText.Score((double)(decimal.Floor(gain.Part.Cap / ReachSolver.Step) * ReachSolver.Step), language),
            T($"{gain.Part.AchievedAtLeast(gain.Points)}/{gain.Part.Changes.Count} lần", $"{gain.Part.AchievedAtLeast(gain.Points)} of {gain.Part.Changes.Count}"),
            Largest(gain.Part),
            NumberText.Rank(gain.Part.Place, gain.Part.Of),
        ]).ToAsyncEnumerable(),
        terminal.Output,
        language).GetAwaiter().GetResult();

    private string Largest(ReachPart part) => part.Largest is { } largest
        ? $"{NumberText.Signed((double)largest.Points, language)}, {catalog.Provinces.First(p => p.IndexCode == question.IndexCode && p.Year == largest.Year && p.Code == largest.ProvinceCode).Name.In(language)} {largest.Year}"
        : NumberText.Missing;

    private void Assumptions()
    {
        Say("Cách tính", "How it is worked out");
        Say(
            "  - Tăng từng 0,01 điểm; bằng điểm là đồng hạng, nên ngang ngưỡng là đủ. Các nội dung khác của tỉnh giữ nguyên điểm.",
            "  - Gains are whole steps of 0.01; equal totals share the place, so the threshold itself is enough. The province's other items keep their scores.");
        Say(
            "  - Mức tối đa: thập phân vị thứ 9 của mọi thay đổi một năm mà các tỉnh đã thật sự có ở nội dung ấy từ khi nội dung giữ nguyên ý nghĩa, không vượt điểm tối đa. Từng đạt: bao nhiêu trong số lần ấy tăng ít nhất bằng mức tăng. Mỗi mức tối đa chỉ khoảng một phần mười số lần đạt được; nhiều nội dung cùng đạt trong một năm thì hiếm hơn nữa.",
            "  - Cap: the 9th decile of all one-year changes that provinces really had in the item since it has its meaning, never beyond its maximum. Achieved: how many of those changes were at least the gain. A cap was reached about one time in ten; several in one year are rarer still.");
        Say(
            "  - Chọn ít nội dung nhất, rồi tổng của (mức tăng ÷ mức tối đa) nhỏ nhất, rồi theo thứ tự mã.",
            "  - The fewest items, then the least sum of gain ÷ cap, then the order of their codes.");
        if (question.Without.Count > 0)
        {
            Say($"  - Để nguyên theo yêu cầu: {string.Join(", ", question.Without)}.", $"  - Left as they are, as asked: {string.Join(", ", question.Without)}.");
        }

        if (result.Input.Parts.Where(part => part.Changes.Count == 0).Select(part => part.Code).ToList() is { Count: > 0 } unknown)
        {
            Say(
                $"  - Chưa có thay đổi nào so sánh được, nên không tính đến: {string.Join(", ", unknown)}.",
                $"  - Without any comparable change yet, so not counted on: {string.Join(", ", unknown)}.");
        }

        Say(
            "Lưu ý: đây là phép tính trên điểm đã công bố, không phải dự báo hay cam kết. Năm sau điểm của mọi tỉnh đều thay đổi, và điểm còn phụ thuộc người được khảo sát.",
            "Caution: this is arithmetic on published scores, neither a forecast nor a promise. Next year every province's scores will move, and scores depend on who is surveyed.");
    }

    private string Named(Standing start) => T(
        $"{province} ({Wording.IndexName(question.IndexCode)} {Year}: {Points(start.Total)}, hạng {Place(start)}, nhóm {GroupName(start.Group)})",
        $"{province} ({Wording.IndexName(question.IndexCode)} {Year}: {Points(start.Total)}, rank {Place(start)}, {GroupName(start.Group)} group)");

    private string Ahead(decimal margin) => margin == 0 ? T("bằng đúng ngưỡng", "exactly at the threshold") : T($"hơn ngưỡng {Small(margin)} điểm", $"{Small(margin)} points above the threshold");

    private string Cushion(ReachWay way) => way.Cushion switch
    {
        null => T("không còn tỉnh nào thấp hơn", "no province is lower"),
        0 => T("đồng hạng với tỉnh khác, giảm chút nào là mất hạng", "the place is shared, so any loss loses it"),
        { } cushion => T($"giảm quá {Small(cushion)} điểm là mất hạng này", $"a loss of more than {Small(cushion)} points loses this rank"),
    };

    private string GroupName(int group) => Wording.QuartileGroup(group, question.IndexCode, language).ToLowerInvariant();

    private string Points(decimal points) => $"{NumberText.Score((double)points, language)} {NumberUnits.Points((double)points, language)}";

    private string Gain(ReachGain gain) => NumberText.Signed((double)gain.Points, language);

    private static string Place(Standing standing) => NumberText.Rank(standing.Place, standing.Of);

    // What is left of a step of 0.01 shows only in further decimals.
    private string Small(decimal points) => NumberText.Fixed((double)points, points < 0.1m ? 4 : 2, language);

    private static AdHocColumn Column(string name, bool isNumber) => new(name, "", isNumber ? typeof(decimal) : typeof(string));

    private string T(string vi, string en) => new Warehouse.Text(vi, en).In(language);

    private void Say(string vi, string en) => terminal.Say(vi, en);
}
