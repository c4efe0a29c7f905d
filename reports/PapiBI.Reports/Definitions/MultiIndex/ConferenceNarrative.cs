using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Reports.Definitions.MultiIndex;

/// <summary>What an official would read aloud of all indices, each sentence only where the figures bear it out.</summary>
internal static class ConferenceNarrative
{
    private const int MostWords = 90;

    public static string Write(IReadOnlyList<IndexStanding> standings)
    {
        var text = "";
        foreach (var sentence in Sentences(standings).Where(s => s.Length > 0))
        {
            var longer = text.Length == 0 ? sentence : $"{text} {sentence}";
            if (longer.Split(' ').Length <= MostWords)
            {
                text = longer;
            }
        }

        return text;
    }

    private static IEnumerable<string> Sentences(IReadOnlyList<IndexStanding> standings)
    {
        var first = standings[0];
        var ranked = standings.Where(s => s.RankCell.Number is not null).ToList();
        if (ranked.Count > 0)
        {
            var listed = Wording.Listed([.. ranked.Select(s => $"{s.Name} {CellText.Show(s.RankCell, s.Language)}{Moved(s)}")], first.Language);
            yield return first.T($"Năm {first.Year} {first.Province.Name.Vi} xếp hạng {listed}.", $"In {first.Year} {first.Province.Name.En} ranked {listed}.");
        }

        yield return Places(first, standings, ScopeKind.Region, first.Region.Code, first.T($"Trong vùng {first.Region.Name.Vi}", $"In the {first.Region.Name.En}"));
        if (first.Groups.Count > 0)
        {
            var group = first.Groups[0];
            yield return Places(first, standings, ScopeKind.Group, group.Code, first.T($"Trong các {group.Members.Vi}", $"Among the {group.Members.En}"));
        }

        yield return Scores(first, standings);
        var unranked = standings.Where(s => !s.IsKnown && s.Gap is null).Select(s => s.Name).ToList();
        if (unranked.Count > 0)
        {
            yield return first.T($"Không xếp hạng {Wording.Listed(unranked, first.Language)}: không có điểm trong bảng công bố.", $"Not ranked in {Wording.Listed(unranked, first.Language)}: no score in the published table.");
        }

        var unknown = standings.Where(s => !s.IsKnown && s.Gap is not null).Select(s => s.Name).ToList();
        if (unknown.Count > 0)
        {
            yield return first.T($"Chưa có số liệu {Wording.Listed(unknown, first.Language)}.", $"No figures of {Wording.Listed(unknown, first.Language)} are held.");
        }
    }

    private static string Moved(IndexStanding s) => s.RankChange switch
    {
        > 0 and var up => s.T($" (tăng {up} bậc)", $" (up {NumberText.Places(up, s.Language)})"),
        < 0 and var down => s.T($" (giảm {-down} bậc)", $" (down {NumberText.Places(down, s.Language)})"),
        0 => s.T(" (giữ hạng)", " (same rank)"),
        _ => "",
    };

    private static string Places(IndexStanding first, IReadOnlyList<IndexStanding> standings, ScopeKind scope, string code, string where)
    {
        var places = standings.Select(s => (s.Name, Place: s.PlaceIn(scope, code))).Where(p => p.Place is not null).Select(p => $"{p.Name} {CellText.Show(p.Place!, first.Language)}").ToList();
        return places.Count == 0 ? "" : $"{where}: {Wording.Listed(places, first.Language)}.";
    }

    private static string Scores(IndexStanding first, IReadOnlyList<IndexStanding> standings)
    {
        string Moves(IEnumerable<IndexStanding> moved) => Wording.Listed([.. moved.Select(s => $"{s.Name} ({NumberText.Signed(s.ScoreChange!.Value, s.Language)})")], first.Language);
        var up = standings.Where(s => s.ScoreChange > 0).ToList();
        var down = standings.Where(s => s.ScoreChange < 0).ToList();
        return (up.Count, down.Count) switch
        {
            (0, 0) => "",
            (_, 0) => first.T($"Tăng điểm: {Moves(up)}.", $"Score up: {Moves(up)}."),
            (0, _) => first.T($"Giảm điểm: {Moves(down)}.", $"Score down: {Moves(down)}."),
            _ => first.T($"Tăng điểm: {Moves(up)}; giảm điểm: {Moves(down)}.", $"Score up: {Moves(up)}; down: {Moves(down)}."),
        };
    }
}
