using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Support;

/// <summary>A small province brief made by hand: Cần Thơ 2021, with every kind of block that a mail shows.</summary>
public static class SampleMailDocument
{
    public static ReportDocument In(Language language)
    {
        string Say(string vi, string en) => new Text(vi, en).In(language);
        return new ReportDocument
        {
            ReportId = "province-brief",
            Language = language,
            Title = "Cần Thơ · PAPI 2021",
            Finding = Say("PAPI 2021 – Cần Thơ: 41,23 điểm, hạng 42/60 (giảm 13 bậc)", "PAPI 2021 – Cần Thơ: 41.23 points, rank 42/60 (down 13 places)"),
            FileName = Say("papi-2021-can-tho-vi", "papi-2021-can-tho-en"),
            SourceLine = Say("Nguồn: PAPI (CECODES, VFF-CRT, RTA, UNDP)", "Source: PAPI (CECODES, VFF-CRT, RTA, UNDP)"),
            ReleaseLine = Say("Bản R1 · phát hành 22/11/2026", "Release R1 · published 22/11/2026"),
            PublishedAt = new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero),
            Pages =
            [
                new ReportPage
                {
                    Tab = Say("Tóm tắt", "Summary"),
                    BandTitle = "Cần Thơ · PAPI 2021",
                    BandNote = Say("Hồ sơ tỉnh · phát hành 22/11/2026 · bản R1", "Province brief · published 22/11/2026 · release R1"),
                    Headline = Say(
                        "Làm trước ba việc: công khai danh sách hộ nghèo, giải đáp khiếu nại, tiếp cận tư pháp – riêng ba nội dung này đã mất 1,07 điểm so với năm 2020.",
                        "Do three things first: publish poverty lists, answer complaints, open access to justice – these three alone cost 1.07 points against 2020."),
                    IsOneSheetOfPaper = true,
                    Rows =
                    [
                        BlockRow.Whole(Tiles(Say)),
                        BlockRow.Whole(new NarrativeBlock(Say(
                            "Năm 2021 Cần Thơ đạt 41,23 điểm, hạng 42/60, giảm 1,66 điểm và 13 bậc so với năm 2020 (tính trong cùng 60 tỉnh, thành phố: giảm 16 bậc). Bảy trong tám trục nội dung thấp hơn trung bình 60 tỉnh, thành phố; chỉ Quản trị môi trường cao hơn và xếp thứ 4/60. Công khai, minh bạch mất nhiều nhất (−0,76 điểm, từ hạng 31 xuống 55). Cần thêm 1,04 điểm để trở lại nhóm Trung bình cao.",
                            "In 2021 Cần Thơ scored 41.23 points, rank 42/60, down 1.66 points and 13 places on 2020 (among the same 60 provinces: down 16). Seven of eight dimensions are below the mean of 60 provinces; only Environmental governance is above it, at 4/60. Transparency lost most (−0.76 points, from rank 31 to 55). It takes 1.04 points to return to the High average group."))),
                        new BlockRow([new PlacedBlock(Dimensions(Say), 0, 16), new PlacedBlock(Trend(Say), 17, 10)]),
                        BlockRow.Whole(Attention(Say)),
                        BlockRow.Whole(new NotesBlock([Say(
                            "Trung bình là trung bình cộng giản đơn của các tỉnh có điểm (dẫn xuất). Năm 2021 không có kết quả Quảng Ninh, Bắc Giang, Bắc Ninh nên N = 60.",
                            "The mean is the simple mean of the provinces with a score (derived). Quảng Ninh, Bắc Giang and Bắc Ninh have no result in 2021, so N = 60.")])),
                    ],
                },
                new ReportPage { Tab = Say("Trục nội dung", "Dimensions"), BandTitle = "Cần Thơ", BandNote = "", Headline = "", Rows = [] },
            ],
        };
    }

    private static TilesBlock Tiles(Func<string, string, string> say) => new(
    [
        new Tile
        {
            Label = say("Điểm (thang 10–80)", "Score (scale 10–80)"),
            Value = Cell.Value(41.2301, NumberForm.Score),
            Change = Cell.Change(-1.66, NumberForm.ArrowPoints),
            Note = say("2020: 42,89 · TB tỉnh: 42,41", "2020: 42.89 · mean: 42.41"),
        },
        new Tile
        {
            Label = say("Hạng", "Rank"),
            Value = Cell.RankOf(42, 60),
            Change = Cell.Change(-13, NumberForm.ArrowPlacesInWords),
            Note = say("2020: 29/63 · chung: 26/60", "2020: 29/63 · common field: 26/60"),
        },
        new Tile
        {
            Label = say("Nhóm", "Group"),
            Value = Cell.Words(say("Trung bình thấp", "Low average")),
            Steps = new GroupSteps(3, 2),
            Note = say("○ 2020: Trung bình cao", "○ 2020: High average"),
        },
        new Tile
        {
            Label = say("Hạng trong vùng · trong 5 TP", "Place in region · among 5 cities"),
            Value = Cell.RankOf(8, 13),
            SecondValue = Cell.RankOf(4, 5),
            Change = Cell.Change(-2, NumberForm.ArrowPlaces),
            SecondChange = Cell.Change(-3, NumberForm.ArrowPlacesInWords),
            Note = "2020: 6/13 · 1/5",
        },
    ]);

    private static TableBlock Dimensions(Func<string, string, string> say)
    {
        (string Vi, string En, double Score, double Mean, double Best, int Rank)[] rows =
        [
            ("1. Tham gia của người dân ở cấp cơ sở", "1. Participation at local levels", 4.21, 4.72, 5.60, 50),
            ("2. Công khai, minh bạch", "2. Transparency", 4.60, 5.10, 5.98, 55),
            ("3. Trách nhiệm giải trình với người dân", "3. Vertical accountability", 4.10, 4.26, 4.60, 45),
            ("4. Kiểm soát tham nhũng trong khu vực công", "4. Control of corruption", 6.77, 6.83, 8.05, 33),
            ("5. Thủ tục hành chính công", "5. Public administrative procedures", 7.10, 7.15, 7.60, 39),
            ("6. Cung ứng dịch vụ công", "6. Public service delivery", 7.55, 7.70, 8.30, 44),
            ("7. Quản trị môi trường", "7. Environmental governance", 4.27, 3.60, 4.70, 4),
            ("8. Quản trị điện tử", "8. E-governance", 2.62, 2.80, 3.60, 48),
        ];
        return new TableBlock
        {
            Finding = say("Chỉ Quản trị môi trường cao hơn trung bình 60 tỉnh, thành phố", "Only Environmental governance is above the mean of 60 provinces"),
            Contents = say("Trục nội dung, thang 1–10", "Dimensions, scale 1–10"),
            Columns =
            [
                new TableColumn { Header = say("Trục nội dung", "Dimension"), Span = 6, IsText = true },
                new TableColumn { Header = say("Điểm", "Score"), Span = 2 },
                new TableColumn { Header = "", Span = 6, IsChart = true },
                new TableColumn { Header = say("Hạng", "Rank"), Span = 2 },
            ],
            Rows =
            [
                .. rows.Select((row, i) => new TableRow
                {
                    Cells = [Cell.Words(say(row.Vi, row.En)), Cell.Value(row.Score, NumberForm.Score), Cell.Missing, Cell.RankOf(row.Rank, 60)],
                    IsSubject = i == 6,
                }),
            ],
            RowChart = new ChartSpec
            {
                Kind = ChartKind.BarsWithMarks,
                Categories = [.. rows.Select(row => say(row.Vi, row.En))],
                Min = 1,
                Max = 10,
                Series =
                [
                    new ChartSeries { Name = "Cần Thơ", Role = SeriesRole.Subject, Values = [.. rows.Select(row => (double?)row.Score)] },
                    new ChartSeries { Name = say("TB 60 tỉnh", "mean of 60 provinces"), Role = SeriesRole.Nation, Values = [.. rows.Select(row => (double?)row.Mean)] },
                    new ChartSeries { Name = say("tỉnh cao nhất", "best province"), Role = SeriesRole.Best, Values = [.. rows.Select(row => (double?)row.Best)] },
                ],
                AltText = "",
                DataTitle = "",
            },
            Legend = say("Vạch: TB vùng, TB 60 tỉnh, tỉnh cao nhất", "Marks: region mean, mean of 60, best"),
        };
    }

    public static ChartBlock Trend(Func<string, string, string> say) => new()
    {
        Finding = say("Điểm giảm ba năm liên tiếp", "The score has fallen three years in a row"),
        Contents = say("Điểm tổng, 2011–2021; năm 2018 đổi từ 6 sang 8 trục nội dung", "Total score, 2011–2021; 2018 went from 6 to 8 dimensions"),
        Height = 230,
        Legend = say("Nét liền: Cần Thơ · nét đứt: trung bình các tỉnh", "Solid: Cần Thơ · dashed: mean of the provinces"),
        Chart = new ChartSpec
        {
            Kind = ChartKind.BrokenLine,
            Categories = [.. Enumerable.Range(2011, 11).Select(year => $"{year}")],
            Breaks = [new ChartBreak(6, say("2018: 6 → 8 trục nội dung", "2018: 6 → 8 dimensions"))],
            Series =
            [
                new ChartSeries
                {
                    Name = "Cần Thơ",
                    Role = SeriesRole.Subject,
                    Values = [35.61, 36.75, 37.41, 34.22, 39.38, 39.57, 38.35, 46.06, 45.71, 42.89, 41.23],
                    Labels = new Dictionary<int, string> { [0] = "", [3] = "", [5] = "", [7] = "", [10] = "" },
                },
                new ChartSeries
                {
                    Name = say("trung bình các tỉnh", "mean of the provinces"),
                    Role = SeriesRole.Nation,
                    Values = [35.34, 36.56, 36.74, 36.40, 35.61, 35.98, 36.57, 44.09, 43.63, 42.95, 42.41],
                },
            ],
            AltText = say(
                "Điểm tổng của Cần Thơ: 46,06 năm 2018 xuống 41,23 năm 2021, thấp hơn trung bình 42,41.",
                "Total score of Cần Thơ: from 46.06 in 2018 to 41.23 in 2021, below the mean of 42.41."),
            DataTitle = "",
        },
    };

    private static TableBlock Attention(Func<string, string, string> say)
    {
        (string Vi, string En, double Score, double Change, double Gap, int Rank)[] rows =
        [
            ("1. Danh sách hộ nghèo (2.2)", "1. Poverty lists (2.2)", 1.35, -0.56, -0.36, 58),
            ("2. Giải đáp khiếu nại, tố cáo, khúc mắc của người dân (3.2)", "2. Response to citizens’ complaints (3.2)", 0.41, -0.31, -0.08, 57),
            ("3. Tiếp cận dịch vụ tư pháp (3.3)", "3. Access to justice (3.3)", 1.70, -0.19, -0.12, 48),
        ];
        return new TableBlock
        {
            Finding = say("Ba việc cần chú ý: mất điểm nhiều nhất so với năm 2020", "Three matters to attend to: the greatest losses against 2020"),
            Columns =
            [
                new TableColumn { Header = say("Nội dung thành phần", "Sub-dimension"), Span = 9, IsText = true },
                new TableColumn { Header = "2021", Span = 3 },
                new TableColumn { Header = say("so với 2020", "against 2020"), Span = 4 },
                new TableColumn { Header = say("so với TB 60", "against mean"), Span = 4 },
                new TableColumn { Header = say("Hạng", "Rank"), Span = 2 },
                new TableColumn { Header = say("Nhiệm vụ trong kế hoạch", "Task in the plan"), Span = 5, IsText = true },
            ],
            Rows =
            [
                .. rows.Select(row => new TableRow
                {
                    Cells =
                    [
                        Cell.Words(say(row.Vi, row.En)),
                        Cell.Value(row.Score, NumberForm.Score),
                        Cell.Change(row.Change, NumberForm.ArrowScore),
                        Cell.Value(row.Gap, NumberForm.SignedScore),
                        Cell.RankOf(row.Rank, 60),
                        Cell.Words(say("– chưa có kế hoạch", "– no plan yet"), Tone.Muted),
                    ],
                }),
            ],
        };
    }
}
