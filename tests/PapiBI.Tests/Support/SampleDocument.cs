using PapiBI.Reports.Definitions;
using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Support;

/// <summary>A brief with every block and every kind of chart. Cần Thơ's figures of PAPI 2021 on page 1; the rest is plausible, not published.</summary>
public static class SampleDocument
{
    private static readonly Text[] Dimensions =
    [
        new("1. Tham gia của người dân ở cấp cơ sở", "1. Participation at local levels"),
        new("2. Công khai, minh bạch", "2. Transparency"),
        new("3. Trách nhiệm giải trình với người dân", "3. Vertical accountability"),
        new("4. Kiểm soát tham nhũng trong khu vực công", "4. Control of corruption in the public sector"),
        new("5. Thủ tục hành chính công", "5. Public administrative procedures"),
        new("6. Cung ứng dịch vụ công", "6. Public service delivery"),
        new("7. Quản trị môi trường", "7. Environmental governance"),
        new("8. Quản trị điện tử", "8. E-governance"),
    ];

    private static readonly Text[] ShortDimensions =
    [
        new("Tham gia", "Participation"), new("Công khai", "Transparency"), new("Giải trình", "Accountability"), new("Chống tham nhũng", "Corruption"),
        new("Thủ tục", "Procedures"), new("Dịch vụ", "Services"), new("Môi trường", "Environment"), new("Điện tử", "E-governance"),
    ];

    private static readonly double?[] Now = [4.21, 4.60, 4.10, 6.77, 7.10, 7.55, 4.27, 2.62];
    private static readonly double?[] Before = [4.60, 5.36, 4.62, 6.90, 7.25, 6.92, 4.10, 2.70];
    private static readonly double?[] Mean = [4.60, 5.01, 4.30, 6.80, 7.18, 7.66, 3.74, 2.82];
    private static readonly double?[] Region = [4.19, 4.66, 4.27, 6.70, 7.05, 7.70, 3.95, 2.60];
    private static readonly double?[] Best = [5.56, 5.89, 4.66, 7.95, 7.64, 8.23, 4.66, 3.62];
    private static readonly int[] Places = [50, 55, 45, 33, 39, 44, 4, 48];
    private static readonly string[] Years = ["2011", "2012", "2013", "2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021"];

    public static ReportDocument In(Language language)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        return new ReportDocument
        {
            ReportId = "province-brief",
            Language = language,
            Title = "Cần Thơ · PAPI 2021",
            Finding = Say("PAPI 2021 – Cần Thơ: 41,23 điểm, hạng 42/60 (giảm 13 bậc)", "PAPI 2021 – Cần Thơ: 41.23 points, rank 42/60 (down 13 places)"),
            FileName = Say("papi-2021-can-tho-vi", "papi-2021-can-tho-en"),
            SourceLine = Say("Nguồn: PAPI (CECODES, VFF-CRT, RTA & UNDP)", "Source: PAPI (CECODES, VFF-CRT, RTA & UNDP)"),
            ReleaseLine = Say("Bản R3 · phát hành 25/11/2026", "Release R3 · published 25 Nov 2026"),
            PublishedAt = new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero),
            Pages = [Summary(language), Dimension(language), History(language), Field(language), Ranks(language), Country(language, 2021), Country(language, 2025), Ranking(language), Wide(language), .. SamplePlanPages.In(language)],
        };
    }

    private static ReportPage Page(Language language, Text tab, Text headline, IReadOnlyList<BlockRow> rows) => new()
    {
        Tab = tab.In(language),
        BandTitle = "Cần Thơ · PAPI 2021",
        BandNote = new Text("Hồ sơ tỉnh · phát hành 25/11/2026 · bản R3", "Province brief · published 25 Nov 2026 · release R3").In(language),
        Headline = headline.In(language),
        Rows = rows,
    };

    private static ReportPage Summary(Language language)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        var tiles = new TilesBlock(
        [
            new Tile { Label = Say("Điểm (thang 10–80)", "Score (scale 10–80)"), Value = Cell.Value(41.2304, NumberForm.Score), Change = Cell.Change(-1.66, NumberForm.ArrowPoints), Note = Say("2020: 42,89 · TB tỉnh: 42,41", "2020: 42.89 · mean: 42.41") },
            new Tile { Label = Say("Hạng", "Rank"), Value = Cell.RankOf(42, 60), Change = Cell.Change(-13, NumberForm.ArrowPlacesInWords), Note = Say("2020: 29/63 · chung: 26/60", "2020: 29/63 · common field: 26/60") },
            new Tile { Label = Say("Nhóm", "Group"), Value = Cell.Words(Say("Trung bình thấp", "Low average")), Steps = new GroupSteps(3, 2), Note = Say("○ 2020: Trung bình cao", "○ 2020: High average") },
            new Tile { Label = Say("Hạng trong vùng · trong 5 TP", "In region · among 5 cities"), Value = Cell.RankOf(8, 13), SecondValue = Cell.RankOf(4, 5), Change = Cell.Change(-2, NumberForm.ArrowPlaces), SecondChange = Cell.Change(-3, NumberForm.ArrowPlacesInWords), Note = "2020: 6/13 · 1/5" },
        ]);
        var table = new TableBlock
        {
            Finding = Say("Chỉ Quản trị môi trường cao hơn trung bình 60 tỉnh, thành phố", "Only environmental governance is above the mean of 60 provinces"),
            Contents = Say("Điểm trục nội dung, thang 1–10, năm 2021", "Dimension scores, scale 1–10, 2021"),
            Columns =
            [
                new TableColumn { Header = Say("Trục nội dung", "Dimension"), Span = 6, IsText = true },
                new TableColumn { Header = Say("Điểm", "Score"), Span = 2 },
                new TableColumn { Header = "", Span = 6, IsChart = true },
                new TableColumn { Header = Say("Hạng", "Rank"), Span = 2 },
            ],
            Rows = [.. Dimensions.Select((dimension, i) => new TableRow
            {
                Cells = [Cell.Words(dimension.In(language)), Cell.Value(Now[i], NumberForm.Score, Tone.Accent), Cell.Missing, Cell.RankOf(Places[i], 60, isTied: i == 7)],
                IsSubject = i == 6,
            })],
            RowChart = Spec(language, ChartKind.BarsWithMarks, Dimensions, new Text("Điểm tám trục nội dung và các mốc", "Eight dimension scores and benchmarks"), 1, 8.5),
        };
        return Page(
            language,
            new Text("Tóm tắt", "Summary"),
            new Text("Làm trước ba việc: công khai danh sách hộ nghèo, giải đáp khiếu nại, tiếp cận tư pháp – riêng ba nội dung này đã mất 1,07 điểm so với năm 2020.", "Act first on three things: publish the lists of poor households, answer complaints, open access to justice – these three alone cost 1.07 points against 2020."),
            [
                BlockRow.Whole(tiles),
                BlockRow.Whole(new NarrativeBlock(Say(
                    "Năm 2021 Cần Thơ đạt 41,23 điểm, hạng 42/60, giảm 1,66 điểm và 13 bậc so với năm 2020 (tính trong cùng 60 tỉnh, thành phố: giảm 16 bậc). Bảy trong tám trục nội dung thấp hơn trung bình 60 tỉnh, thành phố; chỉ Quản trị môi trường cao hơn và xếp thứ 4/60. Công khai, minh bạch mất nhiều nhất (−0,76 điểm, từ hạng 31 xuống 55). Cung ứng dịch vụ công tăng 0,63 điểm nhưng vẫn xếp 44/60. Cần thêm 1,04 điểm để trở lại nhóm Trung bình cao.",
                    "In 2021 Cần Thơ scored 41.23 points and ranked 42/60, down 1.66 points and 13 places on 2020 (16 places among the same 60 provinces). Seven of eight dimensions lie below the mean of the 60 provinces; only environmental governance is above it, at 4/60. Transparency lost most (−0.76 points, from rank 31 to 55). Public service delivery gained 0.63 points yet stays at 44/60. It takes 1.04 points to return to the high-average group."))),
                new BlockRow(
                [
                    new PlacedBlock(table, 0, 16),
                    new PlacedBlock(Lines(language, isRank: false), 17, 10),
                    new PlacedBlock(Lines(language, isRank: true), 17, 10),
                ]),
                BlockRow.Whole(Tasks(language)),
                BlockRow.Whole(new NotesBlock(
                [
                    Say(
                        "Trung bình là trung bình cộng giản đơn của các tỉnh có điểm (dẫn xuất). Năm 2021 không có kết quả Quảng Ninh, Bắc Giang, Bắc Ninh nên N = 60. Trục 5 đổi thành phần năm 2021 nên không so từng phần. “Hạng” dẫn xuất từ điểm đã công bố.",
                        "Means are simple means of the provinces with a score (derived). 2021 has no results for Quảng Ninh, Bắc Giang and Bắc Ninh, so N = 60. Dimension 5 changed its parts in 2021, so its parts are not compared. Ranks are derived from published scores."),
                ])),
            ]) with { IsOneSheetOfPaper = true };
    }

    private static TableBlock Tasks(Language language)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        Cell none = Cell.Words(Say("– chưa có kế hoạch", "– no plan yet"), Tone.Muted);
        return new TableBlock
        {
            Finding = Say("Ba việc cần chú ý: mất điểm nhiều nhất so với năm 2020", "Three things to watch: the largest losses against 2020"),
            Columns =
            [
                new TableColumn { Header = Say("Nội dung thành phần", "Sub-dimension"), Span = 10, IsText = true },
                new TableColumn { Header = "2021", Span = 2 },
                new TableColumn { Header = Say("so với 2020", "vs 2020"), Span = 3 },
                new TableColumn { Header = Say("so với TB 60", "vs mean of 60"), Span = 3 },
                new TableColumn { Header = Say("Hạng", "Rank"), Span = 3 },
                new TableColumn { Header = Say("Nhiệm vụ trong kế hoạch", "Task of the plan"), Span = 6, IsText = true },
            ],
            Rows =
            [
                new TableRow { Cells = [Cell.Words(Say("1. Danh sách hộ nghèo (2.2)", "1. Lists of poor households (2.2)")), Cell.Value(1.35, NumberForm.Score), Cell.Change(-0.56, NumberForm.ArrowScore), Cell.Value(-0.36, NumberForm.SignedScore), Cell.RankOf(58, 60), none] },
                new TableRow { Cells = [Cell.Words(Say("2. Giải đáp khiếu nại, tố cáo, khúc mắc của người dân (3.2)", "2. Answers to complaints, denunciations and questions of citizens (3.2)")), Cell.Value(0.41, NumberForm.Score), Cell.Change(-0.31, NumberForm.ArrowScore), Cell.Value(-0.004, NumberForm.SignedScore), Cell.RankOf(57, 60), none] },
                new TableRow { Cells = [Cell.Words(Say("3. Tiếp cận dịch vụ tư pháp (3.3)", "3. Access to justice (3.3)")), Cell.Value(1.70, NumberForm.Score), Cell.Change(-0.19, NumberForm.ArrowScore), Cell.Value(-0.12, NumberForm.SignedScore), Cell.RankOf(48, 60), Cell.Words(Say("=Xem trang Trục", "=See the Dimensions page")) with { LinkToTab = Say("Trục", "Dimensions") }] },
            ],
        };
    }

    private static ChartBlock Lines(Language language, bool isRank)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        double?[] scores = [35.61, 36.7, 37.35, 34.22, 39.36, 39.57, 38.3, 46.06, 45.7, 42.89, 41.23];
        double?[] means = [35.3, 36.4, 36.9, 36.4, 35.6, 36.0, 36.7, 44.1, 43.5, 42.8, 42.41];
        double?[] ranks = [33, 30, 25, 55, 2, 1, 10, 8, 8, 29, 42];
        return new ChartBlock
        {
            Finding = isRank ? Say("Hạng từ 8/61 xuống 42/60", "Rank fell from 8/61 to 42/60") : Say("Điểm giảm ba năm liên tiếp", "Three years of falling scores"),
            Contents = isRank ? Say("Hạng trong các tỉnh có điểm, 2011–2021", "Rank among scored provinces, 2011–2021") : Say("Điểm tổng, 2011–2021", "Total score, 2011–2021"),
            Height = 170,
            Legend = isRank ? "" : Say("Nét liền: Cần Thơ · nét đứt: trung bình tỉnh", "Solid: Cần Thơ · dashed: mean of provinces"),
            Chart = new ChartSpec
            {
                Kind = ChartKind.BrokenLine,
                Categories = Years,
                IsReversed = isRank,
                Min = isRank ? 1 : 30,
                Max = isRank ? 63 : 50,
                LabelFormat = isRank ? "0" : "0.00",
                Breaks = [new ChartBreak(6, Say("6 → 8 trục", "6 → 8 dims"))],
                Series = isRank
                    ? [new ChartSeries { Name = "Cần Thơ", Role = SeriesRole.Subject, Values = ranks, Labels = new Dictionary<int, string> { [0] = "33/63", [3] = "55/61", [5] = "1/63", [7] = "8/61", [10] = "42/60" } }]
                    :
                    [
                        new ChartSeries { Name = "Cần Thơ", Role = SeriesRole.Subject, Values = scores, Labels = new Dictionary<int, string> { [0] = "", [3] = "", [5] = "", [7] = "", [10] = "" } },
                        new ChartSeries { Name = Say("Trung bình tỉnh", "Mean of provinces"), Role = SeriesRole.Nation, Values = means },
                    ],
                AltText = isRank ? Say("Hạng của Cần Thơ từ 2011 đến 2021, ngắt ở 2018.", "Rank of Cần Thơ, 2011 to 2021, broken at 2018.") : Say("Điểm của Cần Thơ từ 2011 đến 2021, ngắt ở 2018.", "Score of Cần Thơ, 2011 to 2021, broken at 2018."),
                DataTitle = isRank ? Say("Hạng 2011–2021", "Rank 2011–2021") : Say("Điểm 2011–2021", "Score 2011–2021"),
            },
        };
    }

    private static ReportPage Dimension(Language language)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        return Page(
            language,
            new Text("Trục", "Dimensions"),
            new Text("Giữ đà của dịch vụ công; sửa công khai và giải trình trước.", "Keep the gains in public services; repair transparency and accountability first."),
            [
                new BlockRow(
                [
                    new PlacedBlock(Chart(language, ChartKind.ClusteredBar, Dimensions, new Text("Sáu trục giảm, hai trục tăng", "Six dimensions fell, two rose"), 320, [Series(language, SeriesRole.Subject, [.. Now.Zip(Before, (now, before) => now - before)])]), 0, 13),
                    new PlacedBlock(Chart(language, ChartKind.Radar, ShortDimensions, new Text("Hình của Cần Thơ nhỏ hơn trung bình ở bảy trục", "Cần Thơ lies inside the mean on seven axes"), 320, Roles(language, SeriesRole.Subject, SeriesRole.Nation, SeriesRole.Best)) , 14, 13),
                ]),
                BlockRow.Whole(Chart(
                    language,
                    ChartKind.Waterfall,
                    [new("Điểm 2020", "Score 2020"), .. ShortDimensions, new("Điểm 2021", "Score 2021")],
                    new Text("Công khai lấy đi 0,76 điểm; dịch vụ công trả lại 0,63", "Transparency took 0.76 points; services gave back 0.63"),
                    220,
                    [Series(language, SeriesRole.Subject, [Before.Sum(), .. Now.Zip(Before, (now, before) => now - before), Now.Sum()])])),
                BlockRow.Whole(Chart(language, ChartKind.ClusteredBar, Dimensions, new Text("Cần Thơ và hai mốc so sánh", "Cần Thơ beside two benchmarks"), 360, Roles(language, SeriesRole.Subject, SeriesRole.Region, SeriesRole.Nation))),
                new BlockRow(
                [
                    new PlacedBlock(new NarrativeBlock(Say("Ba trục đầu đo sự tham gia của người dân; năm 2021 cả ba đều giảm.", "The first three dimensions measure participation; all three fell in 2021.")), 0, 13),
                    new PlacedBlock(new NotesBlock([Say("Số liệu minh hoạ.", "Illustrative figures."), Say("Xem thêm các trang sau.", "See the next pages.")]), 14, 13),
                ]),
            ]);
    }

    private static ReportPage History(Language language)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        return Page(
            language,
            new Text("Nội dung thành phần", "Sub-dimensions"),
            new Text("Mười một nội dung thành phần thấp hơn trung bình; ưu tiên những ô màu đất đậm nhất.", "Eleven sub-dimensions lie below the mean; begin with the darkest ochre cells."),
            [
                BlockRow.Whole(new HeadingBlock(Say("Từ trục đến nội dung thành phần", "From dimensions to sub-dimensions"), Say("Điểm, thay đổi và chênh lệch với trung bình 60 tỉnh, thành phố", "Score, change and gap to the mean of 60 provinces"))),
                BlockRow.Whole(new TableBlock
                {
                    Finding = Say("Công khai và giải trình kéo tổng điểm xuống", "Transparency and accountability pull the total down"),
                    Contents = Say("Điểm năm 2021; đường nhỏ: 2018–2021", "Scores of 2021; small line: 2018–2021"),
                    Columns =
                    [
                        new TableColumn { Header = Say("Nội dung", "Item"), Span = 11, IsText = true },
                        new TableColumn { Header = Say("Điểm 2021", "Score 2021"), Span = 3 },
                        new TableColumn { Header = Say("Thay đổi so với 2020", "Change on 2020"), Span = 3 },
                        new TableColumn { Header = Say("Chênh với trung bình", "Gap to the mean"), Span = 3, IsHeat = true },
                        new TableColumn { Header = Say("Hạng", "Rank"), Span = 3 },
                        new TableColumn { Header = Say("Xu hướng", "Trend"), Span = 4 },
                    ],
                    Rows = [.. Dimensions.SelectMany((dimension, i) => Enumerable.Range(0, 4).Select(part => new TableRow
                    {
                        Indent = part > 0 ? 1 : 0,
                        IsStrong = part == 0,
                        IsSubject = part == 0 && i == 6,
                        Cells =
                        [
                            Cell.Words(part == 0 ? dimension.In(language) : Say($"{i + 1}.{part} Nội dung thành phần minh hoạ của trục này", $"{i + 1}.{part} An illustrative part of this dimension")),
                            Cell.Value(part == 0 ? Now[i] : part == 3 && i == 4 ? null : Now[i] / 3 + (part * 0.07), NumberForm.Score),
                            Cell.Change(part == 0 ? Now[i] - Before[i] : (part - 2) * 0.11, NumberForm.ArrowScore),
                            Cell.Value(part == 0 ? Now[i] - Mean[i] : (Now[i] - Mean[i]) / part, NumberForm.SignedScore),
                            part == 3 && i == 4 ? Cell.Missing : Cell.RankOf(Places[i], 60),
                            new Cell { Spark = [Before[i], Mean[i], null, Before[i], Now[i]] },
                        ],
                    }))],
                }),
                BlockRow.Whole(Chart(language, ChartKind.BarsWithMarks, Dimensions, new Text("Tám trục nhìn lại", "The eight dimensions once more"), 260, Roles(language, SeriesRole.Subject, SeriesRole.Region, SeriesRole.Nation, SeriesRole.Best))),
            ]);
    }

    private static ReportPage Field(Language language)
    {
        var peers = Enumerable.Range(1, 24).Select(member => Series(language, SeriesRole.Peer, [.. Mean.Select((mean, i) => member == 7 && i == 2 ? null : mean + (Math.Sin((member * 1.7) + i) * 0.7))]) with { Name = new Text($"Tỉnh {member}", $"Province {member}").In(language) });
        return Page(
            language,
            new Text("Cả nước", "Field"),
            new Text("Cần Thơ đứng giữa các tỉnh ở phần lớn các trục, riêng môi trường thuộc nhóm đầu.", "Cần Thơ stands in the middle of the field, except on the environment, where it is among the first."),
            [
                BlockRow.Whole(Chart(language, ChartKind.DotStrip, Dimensions, new Text("Khoảng cách tới tỉnh cao nhất lớn nhất ở Công khai và Tham gia", "The distance to the best is largest on transparency and participation"), 330, [.. peers, .. Roles(language, SeriesRole.Region, SeriesRole.Nation, SeriesRole.Best, SeriesRole.Subject)])),
                new BlockRow(
                [
                    new PlacedBlock(Steps(language, new Text("Bảng trái", "Left table"), 4), 0, 13),
                    new PlacedBlock(Steps(language, new Text("Bảng phải dài hơn bảng trái", "The right table is longer"), 6), 14, 13),
                ]),
            ]);
    }

    private static ReportPage Ranks(Language language) => Page(
        language,
        new Text("Thứ hạng", "Ranks"),
        new Text("Cần Thơ tụt qua bốn tỉnh trong vùng từ năm 2019: học cách Vĩnh Long giữ vị trí.", "Cần Thơ let four provinces of its region pass since 2019: learn how Vĩnh Long held its place."),
        [
            BlockRow.Whole(Bump(language, new Text("Trong vùng, Cần Thơ từ hạng 2 xuống hạng 8", "In its region Cần Thơ fell from 2nd to 8th"), Delta, Years, 13, 330, SeriesRole.Subject)),
            new BlockRow(
            [
                new PlacedBlock(Bump(language, new Text("Năm thành phố: Đà Nẵng giữ ngôi đầu", "Five cities: Đà Nẵng stays first"), Cities, ["2018", "2019", "2020", "2021"], 63, 260, SeriesRole.Peer), 0, 13),
                new PlacedBlock(Bump(language, new Text("Hai năm: ba tỉnh đổi chỗ", "Two years: three changed places"), Cities, ["2020", "2021"], 63, 260, SeriesRole.Subject), 14, 13),
            ]),
            BlockRow.Whole(Chart(
                language,
                ChartKind.Distribution,
                Dimensions,
                new Text("Năm 2021 Cần Thơ nằm ngoài nửa giữa ở ba trục", "In 2021 Cần Thơ lay outside the middle half on three dimensions"),
                300,
                [.. Spread(language), .. Roles(language, SeriesRole.Subject, SeriesRole.Region)])),
            BlockRow.Whole(Chart(language, ChartKind.Distribution, ShortDimensions[..4], new Text("Bốn trục đầu của 13 tỉnh trong vùng", "The first four dimensions of 13 provinces"), 170, [.. Spread(language).Select(series => series with { Values = [.. series.Values.Take(4)] })])),
        ]);

    private static readonly string[] Delta = ["Cần Thơ", "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh", "Vĩnh Long", "Đồng Tháp", "An Giang", "Kiên Giang", "Hậu Giang", "Sóc Trăng", "Bạc Liêu", "Cà Mau"];
    private static readonly string[] Cities = ["Cần Thơ", "Đà Nẵng", "Hải Phòng", "Hà Nội", "TP. Hồ Chí Minh"];

    /// <summary>Plausible places: among themselves on a short scale, anywhere on a long one, two members tied in the last year and one gone before it.</summary>
    private static ChartBlock Bump(Language language, Text finding, IReadOnlyList<string> names, IReadOnlyList<string> years, int last, int height, SeriesRole first)
    {
        double?[] Places(int member) => [.. years.Select((_, year) =>
        {
            double Strength(int other) => Math.Sin((other * 1.9) + (year * 0.4));
            int place = Enumerable.Range(0, names.Count).Count(other => Strength(other) > Strength(member)) + 1;
            bool isLast = year == years.Count - 1;
            return last > names.Count && isLast && member is 2 or 3 ? 41 : last == names.Count && isLast && member == 4 ? null : (double?)(last > names.Count && member > 0 ? 36 + place : place);
        })];
        return new ChartBlock
        {
            Finding = finding.In(language),
            Contents = new Text("Hạng, 1 là cao nhất", "Rank, 1 is the highest").In(language),
            Height = height,
            Chart = new ChartSpec
            {
                Kind = ChartKind.Bump,
                Categories = years,
                IsReversed = true,
                Min = 1,
                Max = last,
                LabelFormat = "0",
                Breaks = years.Count == Years.Length ? [new ChartBreak(6, new Text("6 → 8 trục", "6 → 8 dims").In(language))] : [],
                Series = [.. names.Select((name, member) => new ChartSeries { Name = name, Role = member == 0 ? first : SeriesRole.Peer, Values = Places(member) })],
                AltText = finding.In(language),
                DataTitle = finding.In(language),
            },
        };
    }

    private static IEnumerable<ChartSeries> Spread(Language language)
    {
        (SeriesRole Role, Text Name, double From)[] parts =
        [
            (SeriesRole.Lowest, new("Thấp nhất", "Lowest"), -1.1), (SeriesRole.LowerQuartile, new("Tứ phân vị dưới", "Lower quartile"), -0.3), (SeriesRole.Median, new("Trung vị", "Median"), 0.02),
            (SeriesRole.UpperQuartile, new("Tứ phân vị trên", "Upper quartile"), 0.35), (SeriesRole.Best, new("Cao nhất", "Best"), 1.2),
        ];
        return parts.Select(part => new ChartSeries { Name = part.Name.In(language), Role = part.Role, Values = [.. Mean.Select(mean => mean + part.From)] });
    }

    private static readonly string[] Members2021 =
    [
        "01 Hà Nội", "02 Hà Giang", "04 Cao Bằng", "06 Bắc Kạn", "08 Tuyên Quang", "10 Lào Cai", "11 Điện Biên", "12 Lai Châu", "14 Sơn La", "15 Yên Bái", "17 Hòa Bình", "19 Thái Nguyên", "20 Lạng Sơn",
        "22 Quảng Ninh", "24 Bắc Giang", "25 Phú Thọ", "26 Vĩnh Phúc", "27 Bắc Ninh", "30 Hải Dương", "31 Hải Phòng", "33 Hưng Yên", "34 Thái Bình", "35 Hà Nam", "36 Nam Định", "37 Ninh Bình", "38 Thanh Hóa",
        "40 Nghệ An", "42 Hà Tĩnh", "44 Quảng Bình", "45 Quảng Trị", "46 Thừa Thiên Huế", "48 Đà Nẵng", "49 Quảng Nam", "51 Quảng Ngãi", "52 Bình Định", "54 Phú Yên", "56 Khánh Hòa", "58 Ninh Thuận", "60 Bình Thuận",
        "62 Kon Tum", "64 Gia Lai", "66 Đắk Lắk", "67 Đắk Nông", "68 Lâm Đồng", "70 Bình Phước", "72 Tây Ninh", "74 Bình Dương", "75 Đồng Nai", "77 Bà Rịa - Vũng Tàu", "79 TP. Hồ Chí Minh", "80 Long An", "82 Tiền Giang",
        "83 Bến Tre", "84 Trà Vinh", "86 Vĩnh Long", "87 Đồng Tháp", "89 An Giang", "91 Kiên Giang", "92 Cần Thơ", "93 Hậu Giang", "94 Sóc Trăng", "95 Bạc Liêu", "96 Cà Mau",
    ];

    private static readonly string[] Members2025 =
    [
        "01 Hà Nội", "04 Cao Bằng", "08 Tuyên Quang", "11 Điện Biên", "12 Lai Châu", "14 Sơn La", "15 Lào Cai", "19 Thái Nguyên", "20 Lạng Sơn", "22 Quảng Ninh", "24 Bắc Ninh", "25 Phú Thọ", "31 Hải Phòng",
        "33 Hưng Yên", "37 Ninh Bình", "38 Thanh Hóa", "40 Nghệ An", "42 Hà Tĩnh", "44 Quảng Trị", "46 Huế", "48 Đà Nẵng", "51 Quảng Ngãi", "52 Gia Lai", "56 Khánh Hòa", "66 Đắk Lắk", "68 Lâm Đồng", "75 Đồng Nai",
        "79 TP. Hồ Chí Minh", "80 Tây Ninh", "82 Đồng Tháp", "86 Vĩnh Long", "91 An Giang", "92 Cần Thơ", "96 Cà Mau",
    ];

    private static ReportPage Country(Language language, int year)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        string[] members = year < 2025 ? Members2021 : Members2025;
        var layout = TileLayout.For([.. members.Select(member => member[..2])], new DateOnly(year, 12, 31));
        int ranked = members.Length - 3;
        MapTile[] tiles = [.. members.Select((member, i) =>
        {
            int place = (i * 19 % members.Length) + 1;
            return new MapTile
            {
                Row = layout.Places[member[..2]].Row,
                Column = layout.Places[member[..2]].Column,
                Name = member[3..],
                Value = place <= ranked ? Cell.RankOf(place, ranked) : Cell.Missing,
                Step = place <= ranked ? ((place - 1) * 4 / ranked) + 1 : null,
                IsSubject = member[..2] == "92",
            };
        })];
        return Page(
            language,
            new Text($"Bản đồ {year}", $"Map {year}"),
            new Text("Các tỉnh thấp nhất liền nhau ở Tây Nguyên: hỗ trợ theo cụm thay vì từng tỉnh.", "The lowest provinces adjoin in the Central Highlands: support them together, not one by one."),
            [
                BlockRow.Whole(new TileMapBlock
                {
                    Finding = Say("Nhóm cao nhất tập trung ở Đồng bằng sông Hồng", "The highest group gathers in the Red River Delta"),
                    Contents = Say($"Hạng PAPI {year} và nhóm, {ranked} tỉnh, thành phố có điểm", $"PAPI {year} rank and group, {ranked} provinces with a score"),
                    Tiles = tiles,
                    Steps = [Say("Cao nhất", "High"), Say("Trung bình cao", "High average"), Say("Trung bình thấp", "Low average"), Say("Thấp nhất", "Low")],
                    Notes = [layout.Islands.In(language), Say("Khung màu đất: Cần Thơ.", "Framed in ochre: Cần Thơ.")],
                }),
            ]) with { IsOneSheetOfPaper = true };
    }

    private static TableBlock Steps(Language language, Text finding, int rows) => new()
    {
        Finding = finding.In(language),
        Columns =
        [
            new TableColumn { Header = new Text("Tỉnh", "Province").In(language), Span = 5, IsText = true },
            new TableColumn { Header = new Text("Tỉ trọng", "Share").In(language), Span = 4 },
            new TableColumn { Header = new Text("Bậc", "Places").In(language), Span = 4 },
        ],
        Rows = [.. Enumerable.Range(0, rows).Select(i => new TableRow { Cells = [Cell.Words(i == 1 ? "@Cần Thơ" : $"Tỉnh {i}"), Cell.Value((i - 2) * 0.031, NumberForm.SignedShare), i == 3 ? Cell.Missing : Cell.Change(i - 2, NumberForm.ArrowPlaces)], IsSubject = i == 1 })],
    };

    private static ReportPage Ranking(Language language)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        return Page(
            language,
            new Text("Xếp hạng", "Ranking"),
            new Text("Cần Thơ cách nhóm Trung bình cao 1,04 điểm: vượt Vĩnh Long là vào nhóm.", "Cần Thơ is 1.04 points short of the high-average group."),
            [
                BlockRow.Whole(new TableBlock
                {
                    Finding = Say("Sáu mươi tỉnh có điểm, ba tỉnh không xếp hạng", "Sixty provinces with a score, three unranked"),
                    Contents = Say("Điểm tổng PAPI 2021, thang 10–80", "PAPI 2021 total, scale 10–80"),
                    IsLong = true,
                    Columns =
                    [
                        new TableColumn { Header = Say("Hạng", "Rank"), Span = 3 },
                        new TableColumn { Header = Say("Tỉnh, thành phố", "Province"), Span = 10, IsText = true },
                        new TableColumn { Header = Say("Điểm 2021", "Score 2021"), Span = 5 },
                        new TableColumn { Header = Say("So với 2020", "Change on 2020"), Span = 4 },
                        new TableColumn { Header = Say("Nhóm", "Group"), Span = 5, IsText = true },
                    ],
                    Rows = [.. Enumerable.Range(1, 63).Select(place => new TableRow
                    {
                        IsSubject = place == 42,
                        Cells = place <= 60
                            ? [Cell.RankOf(place, 60), Cell.Words(place == 42 ? "Cần Thơ" : $"{Say("Tỉnh", "Province")} {place}"), Cell.Value(48.1 - (place * 0.16), NumberForm.Exact), Cell.Change(Math.Cos(place), NumberForm.ArrowScore), Cell.Words(place <= 15 ? Say("Cao nhất", "High") : place <= 30 ? Say("Trung bình cao", "High average") : Say("Trung bình thấp", "Low average"))]
                            : [Cell.Missing, Cell.Words($"{Say("Tỉnh", "Province")} {place}"), Cell.Missing, Cell.Missing, Cell.Words(Say("không có điểm", "no score"), Tone.Muted)],
                    })],
                }),
                BlockRow.Whole(new NotesBlock([Say("Ba tỉnh không có điểm vì thiếu trục nội dung.", "Three provinces have no score because dimensions are missing.")])),
            ]);
    }

    private static ReportPage Wide(Language language)
    {
        string Say(string vi, string en) => language == Language.Vietnamese ? vi : en;
        return Page(
            language,
            new Text("Bảng nhiệt", "Heat map"),
            new Text("Đọc theo hàng để thấy tỉnh bạn mạnh ở đâu, theo cột để tìm nơi học hỏi.", "Read along a row for strengths, down a column for whom to learn from."),
            [
                BlockRow.Whole(new TableBlock
                {
                    Finding = Say("Mười hai tỉnh, thành phố trong vùng so với trung bình", "Twelve provinces of the region against the mean"),
                    Contents = Say("Chênh lệch với trung bình 60 tỉnh, thành phố, điểm", "Gap to the mean of 60 provinces, points"),
                    Columns =
                    [
                        new TableColumn { Header = Say("Tỉnh, thành phố", "Province"), Span = 7, IsText = true },
                        .. ShortDimensions.Select((dimension, i) => new TableColumn { Header = dimension.In(language), Span = i < 4 ? 3 : 2, IsHeat = true }),
                    ],
                    Rows = [.. Enumerable.Range(1, 12).Select(member => new TableRow
                    {
                        IsSubject = member == 5,
                        Cells = [Cell.Words(member == 5 ? "Cần Thơ" : $"{Say("Tỉnh", "Province")} {member}"), .. Mean.Select((_, i) => Cell.Value(Math.Round(Math.Sin((member * 2.1) + i), 2), NumberForm.SignedScore))],
                    })],
                }),
            ]) with { IsLandscape = true };
    }

    private static ChartBlock Chart(Language language, ChartKind kind, IReadOnlyList<Text> categories, Text finding, int height, IReadOnlyList<ChartSeries> series) => new()
    {
        Finding = finding.In(language),
        Contents = new Text("Điểm, năm 2021", "Points, 2021").In(language),
        Height = height,
        Chart = new ChartSpec
        {
            Kind = kind,
            Categories = [.. categories.Select(category => category.In(language))],
            Series = series,
            AltText = finding.In(language),
            DataTitle = finding.In(language),
            Min = kind is ChartKind.BarsWithMarks or ChartKind.DotStrip or ChartKind.Distribution ? 1 : kind is ChartKind.Radar ? 0 : null,
            Max = kind is ChartKind.DotStrip or ChartKind.Distribution ? 9 : null,
        },
    };

    private static ChartSpec Spec(Language language, ChartKind kind, IReadOnlyList<Text> categories, Text title, double min, double max) => new()
    {
        Kind = kind,
        Categories = [.. categories.Select(category => category.In(language))],
        Series = Roles(language, SeriesRole.Subject, SeriesRole.Region, SeriesRole.Nation, SeriesRole.Best),
        Min = min,
        Max = max,
        AltText = title.In(language),
        DataTitle = title.In(language),
    };

    private static ChartSeries[] Roles(Language language, params SeriesRole[] roles) => [.. roles.Select(role => Series(language, role, role switch
    {
        SeriesRole.Region => Region,
        SeriesRole.Nation => Mean,
        SeriesRole.Best => Best,
        SeriesRole.Previous => Before,
        _ => Now,
    }))];

    private static ChartSeries Series(Language language, SeriesRole role, IReadOnlyList<double?> values) => new()
    {
        Name = role switch
        {
            SeriesRole.Region => new Text("TB 13 tỉnh vùng", "Mean of 13 in region").In(language),
            SeriesRole.Nation => new Text("TB 60 tỉnh, thành phố", "Mean of 60 provinces").In(language),
            SeriesRole.Best => new Text("Tỉnh cao nhất", "Best province").In(language),
            SeriesRole.Previous => new Text("Năm trước", "Year before").In(language),
            SeriesRole.Peer => new Text("Các tỉnh khác", "Other provinces").In(language),
            _ => "Cần Thơ",
        },
        Role = role,
        Values = values,
    };
}
