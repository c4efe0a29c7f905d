using PapiBI.Reports.Documents;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Support;

/// <summary>Pages on an improvement plan: tasks over the months, few and many, and targets of several scales. Plausible, not published.</summary>
public static class SamplePlanPages
{
    public static readonly DateOnly ReportedOn = new(2021, 6, 30);

    public static IReadOnlyList<ReportPage> In(Language language) => [FewTasks(language), ManyTasks(language), Targets(language)];

    private static ReportPage Page(Language language, Text tab, Text headline, TableBlock table) => new()
    {
        Tab = tab.In(language),
        BandTitle = new Text("Cần Thơ · Kế hoạch PAPI 2021", "Cần Thơ · PAPI plan 2021").In(language),
        BandNote = new Text("Tiến độ kế hoạch · bản R3", "Progress of the plan · release R3").In(language),
        Headline = headline.In(language),
        Rows = [BlockRow.Whole(table), BlockRow.Whole(new NotesBlock([new Text("Tỷ lệ do cơ quan chủ trì báo cáo.", "Shares as reported by the agency in charge.").In(language)]))],
    };

    private static ReportPage FewTasks(Language language) => Page(
        language,
        new Text("Nhiệm vụ", "Tasks"),
        new Text("Đôn đốc hai nhiệm vụ quá hạn trước kỳ báo cáo quý III.", "Press for the two overdue tasks before the report of the third quarter."),
        Tasks(language, new Text("Hai trong sáu nhiệm vụ đã quá hạn", "Two of six tasks are overdue"),
        [
            Task(language, new("1. Niêm yết danh sách hộ nghèo tại nhà văn hóa ấp, khu vực", "1. Post the lists of poor households at hamlet halls"), new(2021, 1, 15), new(2021, 4, 30), 0.6, isLate: true),
            Task(language, new("2. Công khai thu, chi ngân sách cấp xã", "2. Publish commune budgets"), new(2021, 2, 1), new(2021, 5, 31), 1),
            Task(language, new("3. Bồi dưỡng cán bộ bộ phận một cửa", "3. Train one-stop-shop staff"), new(2021, 3, 1), new(2021, 9, 30), 0.45),
            Task(language, new("4. Đối thoại với người dân mỗi quý một lần ở 100% xã, phường, thị trấn", "4. Dialogue with citizens every quarter in all communes"), new(2021, 1, 1), new(2021, 12, 31), 0.5),
            Task(language, new("5. Trả lời khiếu nại đúng hạn", "5. Answer complaints in time"), new(2021, 4, 1), new(2021, 6, 15), null, isLate: true),
            Task(language, new("6. Lắp đặt điểm thu gom rác thải (chưa có thời hạn)", "6. Waste collection points (no deadline yet)"), null, null, null),
        ]));

    /// <summary>300 tasks over three years; some names run over several lines, every 41st has no deadline.</summary>
    private static ReportPage ManyTasks(Language language)
    {
        var first = new DateOnly(2020, 1, 1);
        TimelineTask[] tasks = [.. Enumerable.Range(1, 300).Select(i =>
        {
            DateOnly start = first.AddDays(i * 37 % 800);
            DateOnly due = start.AddDays(i % 17 == 0 ? 0 : 30 + (i * 53 % 400));
            double done = due < ReportedOn && i % 5 != 0 ? 1 : start > ReportedOn ? 0 : i % 10 / 10.0;
            string rest = i % 7 == 0 ? new Text(" và công khai kết quả thực hiện trên trang thông tin điện tử của các xã, phường, thị trấn", " and publish the results on the websites of all communes and wards").In(language) : "";
            return new TimelineTask
            {
                Name = new Text($"{i}. Rà soát thủ tục hành chính, nhóm {i}", $"{i}. Review administrative procedures, group {i}").In(language) + rest,
                Start = i % 41 == 0 ? null : start,
                Due = i % 41 == 0 ? null : due,
                DoneShare = done,
                IsLate = due < ReportedOn && done < 1,
            };
        })];
        return Page(
            language,
            new Text("Mọi nhiệm vụ", "All tasks"),
            new Text("Ba trăm nhiệm vụ của kế hoạch; ô kẻ ngang là việc quá hạn.", "The plan's three hundred tasks; lined boxes are overdue work."),
            Tasks(language, new Text("Việc quá hạn rải đều ở các nhóm", "Overdue work is spread over all groups"), tasks));
    }

    private static TimelineTask Task(Language language, Text name, DateOnly? start, DateOnly? due, double? done, bool isLate = false) =>
        new() { Name = name.In(language), Start = start, Due = due, DoneShare = done, IsLate = isLate };

    public static TableBlock Tasks(Language language, Text finding, IReadOnlyList<TimelineTask> tasks) => new()
    {
        Finding = finding.In(language),
        Contents = new Text("Từ ngày bắt đầu đến hạn; phần đậm: tỷ lệ hoàn thành đã báo cáo", "From first day to deadline; dark: share reported as done").In(language),
        Columns =
        [
            new TableColumn { Header = new Text("Nhiệm vụ", "Task").In(language), Span = 9, IsText = true },
            new TableColumn { Header = new Text("Hạn", "Due").In(language), Span = 3 },
            new TableColumn { Header = new Text("Đã làm", "Done").In(language), Span = 3 },
            new TableColumn { Header = new Text("Thời gian", "Time").In(language), Span = 12, IsChart = true },
        ],
        Rows = [.. tasks.Select(task => new TableRow
        {
            Cells =
            [
                Cell.Words(task.Name),
                task.Due is { } due ? Cell.Words($"{due.Day}/{due.Month}/{due.Year}", task.IsLate ? Tone.Fall : Tone.Plain) : Cell.Missing,
                task.DoneShare is { } share ? Cell.Words($"{Math.Round(share * 100)} %") : Cell.Missing,
                Cell.Missing,
            ],
        })],
        RowChart = TimelineSpec.Of(tasks, ReportedOn, language, new Text("Tiến độ nhiệm vụ", "Progress of tasks").In(language), finding.In(language)),
    };

    private static ReportPage Targets(Language language)
    {
        (Text Name, double? Baseline, double? Target, double? Result, RowScale Scale, NumberForm Form)[] targets =
        [
            (new("Điểm tổng PAPI", "PAPI total"), 42.89, 44.5, 41.23, new RowScale(10, 80), NumberForm.Score),
            (new("Hạng trong cả nước", "Rank in the country"), 29, 20, 42, new RowScale(63, 1), NumberForm.Rank),
            (new("2. Công khai, minh bạch", "2. Transparency"), 5.36, 5.6, 4.60, new RowScale(1, 10), NumberForm.Score),
            (new("6. Cung ứng dịch vụ công", "6. Public services"), 6.92, 7.2, 7.55, new RowScale(1, 10), NumberForm.Score),
            (new("2.2. Công khai thu, chi ngân sách cấp xã", "2.2. Commune budgets"), 1.75, 1.9, null, new RowScale(0.33, 3.33), NumberForm.Score),
            (new("Hạng trục 7, Quản trị môi trường", "Rank in dimension 7, environment"), 12, 5, 4, new RowScale(63, 1), NumberForm.Rank),
        ];
        ChartSeries Series(Text name, SeriesRole role, IEnumerable<double?> values) => new() { Name = name.In(language), Role = role, Values = [.. values] };
        Cell Show(double? value, NumberForm form) => value is null ? Cell.Missing : form == NumberForm.Rank ? Cell.RankOf(value, 63) : Cell.Value(value, form);
        return Page(
            language,
            new Text("Chỉ tiêu", "Targets"),
            new Text("Hai trong sáu chỉ tiêu đã đạt; dồn sức cho công khai, minh bạch.", "Two of six targets are met; concentrate on transparency."),
            new TableBlock
            {
                Finding = new Text("Dịch vụ công và môi trường vượt chỉ tiêu", "Services and environment beat their targets").In(language),
                Contents = new Text("Kết quả năm 2021 so với chỉ tiêu và năm 2020; mỗi dòng một thang riêng, bên phải là tốt hơn", "Results of 2021 against targets and 2020; each row on a scale of its own, better to the right").In(language),
                Columns =
                [
                    new TableColumn { Header = new Text("Chỉ tiêu", "Target").In(language), Span = 8, IsText = true },
                    new TableColumn { Header = "2020", Span = 3 },
                    new TableColumn { Header = new Text("Chỉ tiêu", "Target").In(language), Span = 3 },
                    new TableColumn { Header = "2021", Span = 3 },
                    new TableColumn { Header = "", Span = 10, IsChart = true },
                ],
                Rows = [.. targets.Select(target => new TableRow { Cells = [Cell.Words(target.Name.In(language)), Show(target.Baseline, target.Form), Show(target.Target, target.Form), Show(target.Result, target.Form), Cell.Missing] })],
                RowChart = new ChartSpec
                {
                    Kind = ChartKind.Bullet,
                    Categories = [.. targets.Select(target => target.Name.In(language))],
                    Series =
                    [
                        Series(new("Kết quả 2021", "Result 2021"), SeriesRole.Subject, targets.Select(target => target.Result)),
                        Series(new("Chỉ tiêu", "Target"), SeriesRole.Target, targets.Select(target => target.Target)),
                        Series(new("Năm 2020", "2020"), SeriesRole.Baseline, targets.Select(target => target.Baseline)),
                    ],
                    Scales = [.. targets.Select(target => target.Scale)],
                    DataTitle = new Text("Kết quả và chỉ tiêu", "Results and targets").In(language),
                    AltText = new Text("Hai trong sáu chỉ tiêu đã đạt.", "Two of six targets are met.").In(language),
                },
            });
    }
}
