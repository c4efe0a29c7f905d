using PapiBI.Reports.Documents;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Reports.Definitions.League;

/// <summary>An edition that is not held whole: what was printed, where it lies on the map, and that nothing follows from it for the others.</summary>
internal static class PartialLeaguePage
{
    public static string Finding(EditionFrame frame) => frame.T(
        $"có số liệu của {frame.Edition.Held}/{frame.Edition.Of} tỉnh, thành phố",
        $"figures of {frame.Edition.Held} of {frame.Edition.Of} provinces are held");

    public static IEnumerable<ReportPage> Build(EditionFrame frame, PublishedFacts printed, ResultTable league)
    {
        List<string> all = [.. frame.Provinces.Select(p => p.Code)];
        yield return Summary(frame, printed, league, all);
        yield return Map(frame, printed, league, all);
        yield return PrintedSourcesPage.Build(frame, printed, all);
    }

    private static ReportPage Summary(EditionFrame frame, PublishedFacts printed, ResultTable league, List<string> all)
    {
        var table = PrintedLeague.Of(frame, printed, code => league.Find(province: code), all, subject: null);
        var averages = PrintedAverages.Of(frame, printed, field: null);
        var absent = all.Where(code => !IsHeld(frame, printed, league, code)).Select(frame.NameOf).ToList();
        return new ReportPage
        {
            Tab = frame.T("Tóm tắt", "Summary"),
            BandTitle = "",
            BandNote = "",
            Headline = frame.T(
                $"Có số liệu của {frame.Edition.Held}/{frame.Edition.Of} tỉnh, thành phố nên không dẫn xuất được hạng, trung bình, nhóm: chỉ đọc số từ nguồn.",
                $"Figures of {frame.Edition.Held} of {frame.Edition.Of} provinces are held, so no rank, mean or group can be derived: read what sources gave."),
            Rows =
            [
                BlockRow.Whole(table with
                {
                    Finding = frame.T($"Số từ nguồn của {table.Rows.Count} tỉnh, thành phố, theo hạng; căn cứ ở cột cuối", $"Figures from sources of {table.Rows.Count} provinces, by rank; their basis in the last column"),
                }),
                .. averages.Rows.Count > 0 ? new[] { BlockRow.Whole(averages) } : [],
                BlockRow.Whole(new NotesBlock([frame.T($"Chưa có số liệu, không phải không được xếp hạng: {Wording.Listed(absent, frame.Language)}.", $"Not held, which does not mean unranked: {Wording.Listed(absent, frame.Language)}.")])),
            ],
        };
    }

    private static ReportPage Map(EditionFrame frame, PublishedFacts printed, ResultTable league, List<string> all)
    {
        var layout = TileLayout.For(all, frame.Edition.RefDate);
        var ranked = all.Where(code => Rank(frame, printed, code) is not null).ToList();
        return new ReportPage
        {
            Tab = frame.T("Bản đồ", "Map"),
            BandTitle = "",
            BandNote = "",
            Headline = frame.T($"Hạng từ nguồn của {ranked.Count} tỉnh, thành phố; ô trắng là chưa có số liệu.", $"The ranks of {ranked.Count} provinces from sources; a white tile is one not held."),
            IsOneSheetOfPaper = true,
            Rows =
            [
                BlockRow.Whole(new TileMapBlock
                {
                    Finding = frame.T("Có số liệu ở đâu", "Where figures are held"),
                    Contents = frame.T($"{Wording.IndexName(frame.IndexCode)} {frame.Year}; số: hạng cả nước từ nguồn; mỗi ô một tỉnh, bắc ở trên", $"{Wording.IndexName(frame.IndexCode)} {frame.Year}; figure: national rank from its source; one tile a province, north on top"),
                    Tiles = [.. layout.Places.Select(place => new MapTile
                    {
                        Row = place.Value.Row,
                        Column = place.Value.Column,
                        Name = frame.NameOf(place.Key),
                        Value = Cell.RankOf(Rank(frame, printed, place.Key)?.Value, printed.Find(frame.Year, frame.Total.Code, place.Key, PublishedMeasure.Ranked)?.Value),
                        Step = IsHeld(frame, printed, league, place.Key) ? 1 : null,
                    })],
                    Steps = [frame.T("có điểm hoặc hạng từ nguồn", "a score or rank is held")],
                    Notes = [layout.Islands.In(frame.Language)],
                }),
            ],
        };
    }

    private static PublishedFact? Rank(EditionFrame frame, PublishedFacts printed, string province) => printed.Find(frame.Year, frame.Total.Code, province, PublishedMeasure.Rank);

    private static bool IsHeld(EditionFrame frame, PublishedFacts printed, ResultTable league, string province) =>
        Rank(frame, printed, province) is not null || league.Find(province: province)?[Measure.Score] is not null;
}
