using System.Globalization;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Tests.Support;

/// <summary>Plans as rows for the reports on them, one for each case: whole, large, bare, silent, amended. Only the targets of Ninh Thuận 2021 are real.</summary>
public static class SamplePlan
{
    public const string NinhThuan = "KH-58-2021";
    public const string Health = "KH-58-2021-SYT";
    public const string Large = "KH-04-2025";
    public const string NoTasks = "KH-34-2021";
    public const string NoTargets = "KH-92-2021";
    public const string District = "KH-92-2021-NK";
    public const string Silent = "KH-01-2021";
    public const string Amended = "KH-48-2021";
    public const string Unranked = "KH-22-2021";
    public const string Twice = "KH-79-2021-B";

    public static IReadOnlyList<LoadBatch> All =>
    [
        .. OfNinhThuan(), .. OfHealth(), .. OfLarge(), .. OfBare(), .. OfCity(), .. OfSilent(), .. OfAmended(), .. OfUnranked(), .. OfTwo(),
    ];

    private static readonly PlanPeriod Q1 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 1);
    private static readonly PlanPeriod Q2 = PlanPeriod.Of(ReportingPeriod.Quarter, 2021, 2);
    private static readonly PlanPeriod H1 = PlanPeriod.Of(ReportingPeriod.Half, 2021, 1);
    private static readonly PlanPeriod Whole = PlanPeriod.Of(ReportingPeriod.Year, 2021, 1);

    private static IEnumerable<LoadBatch> OfNinhThuan()
    {
        (string Code, string Vi, string En, string Contact)[] agencies =
        [
            ("SNV", "Sở Nội vụ", "Department of Home Affairs", "Phòng Cải cách hành chính, 0259 000 001"),
            ("TTT", "Thanh tra tỉnh", "Provincial Inspectorate", "Phòng Nghiệp vụ 1, 0259 000 002"),
            ("SYT", "Sở Y tế", "Department of Health", "Văn phòng Sở, 0259 000 003"),
            ("GDDT", "Sở Giáo dục và Đào tạo", "Department of Education and Training", ""),
            ("TNMT", "Sở Tài nguyên và Môi trường", "Department of Natural Resources and Environment", "Chi cục Bảo vệ môi trường, 0259 000 005"),
            ("TTTT", "Sở Thông tin và Truyền thông", "Department of Information and Communications", ""),
            ("VP", "Văn phòng UBND tỉnh", "Office of the Provincial People's Committee", "Trung tâm Phục vụ hành chính công, 0259 000 007"),
            ("MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Provincial Fatherland Front", ""),
        ];
        (string No, string Vi, string En, string Lead, int Due, string Parts)[] tasks =
        [
            ("1.1", "Bồi dưỡng trưởng thôn, tổ trưởng tổ dân phố về bầu cử và hòa giải ở cơ sở", "Train village heads in elections and mediation", "MTTQ", 331, "1.3"),
            ("1.2", "Công khai kế hoạch huy động đóng góp của người dân tại 65 xã, phường", "Publish plans for contributions of residents in 65 communes", "SNV", 630, "1.4"),
            ("2.1", "Niêm yết danh sách hộ nghèo và dự toán thu chi ngân sách cấp xã", "Post lists of poor households and commune budgets", "SNV", 531, "2.2;2.3"),
            ("2.2", "Công bố quy hoạch, bảng giá đất trên cổng thông tin của Ninh Sơn, Thuận Nam và Phan Rang–Tháp Chàm", "Publish land plans and prices on the portals of Ninh Son, Thuan Nam and Phan Rang–Thap Cham", "TNMT", 930, "2.4"),
            ("3.1", "Thanh tra việc tiếp công dân và giải quyết kiến nghị tại bảy huyện, thành phố", "Inspect how seven districts receive citizens and answer petitions", "TTT", 930, "3.2"),
            ("3.2", "Kiện toàn ban thanh tra nhân dân", "Strengthen people's inspection boards", "MTTQ", 1130, "3.1"),
            ("4.1", "Thi tuyển cạnh tranh chức danh lãnh đạo cấp phòng", "Competitive examinations for heads of divisions", "SNV", 1130, "4.3;3.3"),
            ("4.2", "Đường dây nóng tiếp nhận phản ánh về nhũng nhiễu", "Hotline for reports of harassment", "TTT", 430, "4"),
            ("5.1", "Rút ngắn một phần ba thời gian cấp giấy chứng nhận quyền sử dụng đất", "Cut the time for land use certificates by a third", "TNMT", 630, "5.3"),
            ("5.2", "Chứng thực, thủ tục cấp xã trả kết quả trong ngày tại bộ phận một cửa", "Same-day certification at communal one-stop shops", "VP", 615, "5.1;5.4"),
            ("6.1", "Thay máy thở, giường bệnh tại Bệnh viện huyện Ninh Sơn", "Renew beds and ventilators at Ninh Son district hospital", "SYT", 1031, "6.1"),
            ("6.2", "Xóa phòng học tạm ở các trường tiểu học của Thuận Nam", "Replace makeshift classrooms in Thuan Nam's primary schools", "GDDT", 831, "6.2"),
            ("7.1", "Quan trắc không khí, nước sinh hoạt và công bố hằng tháng", "Monthly monitoring of air and water, published", "TNMT", 1231, "7.2;7.3"),
            ("8.1", "Cổng dịch vụ công trực tuyến mức độ 4 cho 60 % thủ tục", "Fully online services for 60% of procedures", "TTTT", 620, "8.3"),
            ("8.2", "Phủ Internet băng rộng tới mọi thôn", "Broadband for every village", "TTTT", 1231, "8.2"),
            ("9", "Đối thoại định kỳ giữa lãnh đạo UBND tỉnh và người dân", "Regular dialogue of provincial leaders with residents", "VP", 1231, ""),
        ];
        SourceRow[] rows =
        [
            Plan(NinhThuan, "58", "Kế hoạch cải thiện Chỉ số PAPI tỉnh Ninh Thuận năm 2021", "Plan to improve Ninh Thuan's PAPI in 2021", "UBND tỉnh Ninh Thuận", "People's Committee of Ninh Thuan") with
            {
                IsIllustrative = true,
                NoteVi = "Mục tiêu theo báo chí; nhiệm vụ, cơ quan, thời hạn và báo cáo là minh họa.",
                NoteEn = "Targets as the press reported them; tasks, agencies, deadlines and reports are illustrative.",
            },
            Index(NinhThuan, "PAPI"),
            .. agencies.Select((a, i) => Agency(NinhThuan, a.Code, a.Vi, a.En, a.Contact, i)),
            Target(NinhThuan, "1", TargetKind.Score, 45) with { Source = "Kế hoạch của UBND tỉnh, theo báo Ninh Thuận" },
            Target(NinhThuan, "2", TargetKind.Rank, 45) with { OfN = 63 },
            Target(NinhThuan, "3", TargetKind.ScoreGain, 4.26),
            Target(NinhThuan, "4", TargetKind.RankGain, 13),
            .. tasks.Select((t, i) => Task(NinhThuan, t.No, t.Vi, t.En, t.Lead, new DateOnly(2021, t.Due / 100, t.Due % 100), new DateOnly(2021, 2, 1), i) with { IsIllustrative = true }),
            .. tasks.Where(t => t.Parts.Length > 0).SelectMany(t => Parts(NinhThuan, t.No, t.Parts.Split(';'))),
            new TaskAgencyRow { Origin = Origin.File, PlanCode = NinhThuan, TaskNo = "5.2", AgencyCode = "SNV" },
            new TaskLocalityRow { Origin = Origin.File, PlanCode = NinhThuan, TaskNo = "6.1", Locality = "Ninh Sơn" },
        ];
        yield return Batch(NinhThuan, rows);
        yield return Progress(NinhThuan,
        [
            Report(NinhThuan, "1.1", Q1, 100, ReportedStatus.Done, new DateOnly(2021, 3, 25)),
            Report(NinhThuan, "1.2", Q2, 60, ReportedStatus.InProgress),
            Report(NinhThuan, "2.1", Q1, 20, ReportedStatus.InProgress),
            Report(NinhThuan, "2.1", Q2, 70, ReportedStatus.InProgress),
            Report(NinhThuan, "2.2", Q2, 30, ReportedStatus.InProgress),
            Report(NinhThuan, "3.1", Q2, 40, ReportedStatus.InProgress),
            Report(NinhThuan, "4.1", Q2, 0, ReportedStatus.Suspended),
            Report(NinhThuan, "4.2", Q2, 100, ReportedStatus.Done, new DateOnly(2021, 5, 20)),
            Report(NinhThuan, "5.1", Q1, 10, ReportedStatus.InProgress),
            Report(NinhThuan, "5.2", H1, 90, ReportedStatus.InProgress),
            Report(NinhThuan, "6.1", Q2, 50, ReportedStatus.InProgress),
            Report(NinhThuan, "7.1", Q2, 50, ReportedStatus.InProgress),
            Report(NinhThuan, "8.1", Q2, 35, ReportedStatus.InProgress),
            Report(NinhThuan, "8.2", Q2, null, ReportedStatus.NotStarted),
        ]);
        yield return Progress(NinhThuan,
        [
            Report(NinhThuan, "1.2", Whole, 100, ReportedStatus.Done, new DateOnly(2021, 7, 15)),
            Report(NinhThuan, "2.1", Whole, 100, ReportedStatus.Done, new DateOnly(2021, 8, 1)),
            Report(NinhThuan, "2.2", Whole, 100, ReportedStatus.Done, new DateOnly(2021, 9, 28)),
            Report(NinhThuan, "3.1", Whole, 100, ReportedStatus.Done, new DateOnly(2021, 9, 30)),
            Report(NinhThuan, "5.2", Whole, 100, ReportedStatus.Done, new DateOnly(2021, 7, 1)),
            Report(NinhThuan, "6.1", Whole, 80, ReportedStatus.InProgress),
            Report(NinhThuan, "8.1", Whole, 60, ReportedStatus.InProgress),
        ]);
    }

    private static IEnumerable<LoadBatch> OfHealth()
    {
        yield return Batch(Health,
        [
            Plan(Health, "58", "Kế hoạch của Sở Y tế thực hiện cải thiện PAPI năm 2021", "", "Sở Y tế", "") with { OwnerKind = PlanOwner.Agency, ParentCode = NinhThuan },
            Index(Health, "PAPI"),
            Agency(Health, "P1", "Phòng Kế hoạch", "", "", 1),
            Task(Health, "1", "Khám chữa bệnh bằng bảo hiểm y tế", "", "P1", new DateOnly(2021, 5, 31), null, 1),
            Task(Health, "2", "Đào tạo y tế thôn bản", "", "P1", new DateOnly(2021, 12, 31), null, 2) with { Weight = 3 },
            .. Parts(Health, "1", ["6.1"]),
            .. Parts(Health, "2", ["1.1"]),
        ]);
        yield return Progress(Health,
        [
            Report(Health, "1", Q1, 20, ReportedStatus.InProgress),
            Report(Health, "1", H1, 60, ReportedStatus.InProgress),
            Report(Health, "2", Q2, 20, ReportedStatus.InProgress),
            Report(Health, "2", Whole, 100, ReportedStatus.Done, new DateOnly(2021, 12, 31)),
        ]);
    }

    // PAPI, PAR INDEX and SIPAS to 2025, with 300 tasks of 20 agencies.
    private static IEnumerable<LoadBatch> OfLarge()
    {
        static string Agency20(int i) => $"A{(i % 20) + 1}";
        yield return Batch(Large,
        [
            Plan(Large, "04", "Kế hoạch nâng cao các chỉ số PAPI, PAR INDEX, SIPAS giai đoạn 2021–2025", "Plan to raise PAPI, PAR INDEX and SIPAS 2021–2025", "UBND tỉnh Cao Bằng", "People's Committee of Cao Bang") with { LastYear = 2025 },
            Index(Large, "PAPI"),
            Index(Large, "PAR_INDEX"),
            Index(Large, "SIPAS"),
            .. Enumerable.Range(0, 20).Select(i => Agency(Large, Agency20(i), $"Sở số {i + 1}", $"Department {i + 1}", i % 3 == 0 ? $"Văn phòng, 0206 000 {i:000}" : "", i)),
            Target(Large, "1", TargetKind.Score, 45),
            Target(Large, "2", TargetKind.Rank, 15) with { OfN = 63 },
            Target(Large, "3", TargetKind.Score, 85, "PAR_INDEX", "PAR") with { SortOrder = 3 },
            Target(Large, "4", TargetKind.Rank, 40, "PAR_INDEX", "PAR") with { SortOrder = 4 },
            Target(Large, "5", TargetKind.Score, 85, "SIPAS", "SIPAS") with { SortOrder = 5 },
            Target(Large, "6", TargetKind.Group, 1) with { Year = 2025, SortOrder = 6 },
            Target(Large, "7", TargetKind.Score, 7.5, "PAPI", "5") with { Year = 2022, BaseYear = 2021, SortOrder = 7 },
            Target(Large, "8", TargetKind.RankHeld, null, "PAPI", "7") with { Year = 2022, BaseYear = 2021, SortOrder = 8 },
            Target(Large, "9", TargetKind.ScoreHeld, null, "PAPI", "5") with { SortOrder = 9 },
            Target(Large, "10", TargetKind.Score, 90, "PAR_INDEX", "PAR") with { Year = 2025, SortOrder = 10 },
            .. Enumerable.Range(1, 300).Select(i => Task(Large, $"{((i - 1) / 38) + 1}.{((i - 1) % 38) + 1}", $"Nhiệm vụ số {i}: rà soát, công khai và rút ngắn thời gian giải quyết thủ tục thuộc nhóm {i % 17} tại các huyện, thành phố", $"Task {i}: review, publish and shorten procedures of group {i % 17} in districts and towns", Agency20(i), new DateOnly(2021, 3, 31).AddMonths(i % 30), new DateOnly(2021, 3, 15).AddMonths((i % 30) - 2 - (i % 7)), i)),
            .. Enumerable.Range(1, 300).SelectMany(i => Parts(Large, $"{((i - 1) / 38) + 1}.{((i - 1) % 38) + 1}", [$"{((i - 1) / 38) + 1}"])),
        ]);
        yield return Progress(Large, [.. Enumerable.Range(1, 300).Where(i => i % 4 != 0).Select(i => Report(Large, $"{((i - 1) / 38) + 1}.{((i - 1) % 38) + 1}", Whole, i % 5 == 0 ? 100 : i % 90, i % 5 == 0 ? ReportedStatus.Done : ReportedStatus.InProgress))]);
    }

    private static IEnumerable<LoadBatch> OfBare()
    {
        yield return Batch(NoTasks,
        [
            Plan(NoTasks, "34", "Kế hoạch cải thiện PAPI năm 2021", "", "UBND tỉnh Thái Bình", ""),
            Index(NoTasks, "PAPI"),
            Target(NoTasks, "1", TargetKind.Group, 2),
        ]);
    }

    private static IEnumerable<LoadBatch> OfCity()
    {
        yield return Batch(NoTargets,
        [
            Plan(NoTargets, "92", "Kế hoạch cải thiện PAPI năm 2021", "", "UBND thành phố Cần Thơ", ""),
            Index(NoTargets, "PAPI"),
            Agency(NoTargets, "SNV", "Sở Nội vụ", "", "", 1),
            Task(NoTargets, "1", "Niêm yết quy hoạch", "", "SNV", new DateOnly(2021, 6, 30), new DateOnly(2021, 1, 1), 1),
        ]);
        yield return Batch(District,
        [
            Plan(District, "92", "Kế hoạch của quận Ninh Kiều", "", "UBND quận Ninh Kiều", "") with { OwnerKind = PlanOwner.District, ParentCode = NoTargets },
            Index(District, "PAPI"),
            Agency(District, "VP", "Văn phòng quận", "", "", 1),
            Task(District, "1", "Trả kết quả trong ngày", "", "VP", new DateOnly(2021, 3, 31), new DateOnly(2021, 1, 1), 1),
        ]);
        yield return Progress(District, [Report(District, "1", Q1, 100, ReportedStatus.Done, new DateOnly(2021, 3, 31))]);
    }

    /// <summary>Plans of the Cần Thơ that came to be on 1 July 2025, of the same code and name as the one before, and one of which nobody can tell whose it is.</summary>
    public static IReadOnlyList<LoadBatch> OfCanThoAfter => [.. new[] { ("KH-92-2026", 2026, "Sáp nhập các trung tâm một cửa"), ("KH-92-2025", 2025, "Rà soát thủ tục chung") }.Select(plan => Batch(plan.Item1,
    [
        Plan(plan.Item1, "92", $"Kế hoạch cải thiện PAPI năm {plan.Item2}", "", "UBND thành phố Cần Thơ", "") with { FirstYear = plan.Item2, LastYear = plan.Item2, IssuedOn = plan.Item2 == 2025 ? null : new DateOnly(2026, 1, 15) },
        Index(plan.Item1, "PAPI"),
        Agency(plan.Item1, "SNV", "Sở Nội vụ", "", "", 1),
        Task(plan.Item1, "1", plan.Item3, "", "SNV", new DateOnly(plan.Item2, 12, 30), new DateOnly(plan.Item2, 1, 1), 1),
    ]))];

    private static IEnumerable<LoadBatch> OfSilent()
    {
        yield return Batch(Silent,
        [
            Plan(Silent, "01", "Kế hoạch cải thiện PAPI năm 2021", "", "UBND thành phố Hà Nội", ""),
            Index(Silent, "PAPI"),
            Agency(Silent, "SNV", "Sở Nội vụ", "Department of Home Affairs", "Phòng CCHC", 1),
            Task(Silent, "1", "Khảo sát", "Survey", "SNV", new DateOnly(2021, 6, 30), null, 1),
            Task(Silent, "2", "Tập huấn", "Training", "SNV", new DateOnly(2021, 12, 31), new DateOnly(2021, 7, 1), 2),
            Target(Silent, "1", TargetKind.Score, 46),
        ]);
    }

    private static IEnumerable<LoadBatch> OfAmended()
    {
        foreach (var (score, document) in new[] { (44.0, "10/KH-UBND"), (46, "55/KH-UBND"), (45, "99/KH-UBND") })
        {
            yield return Batch(Amended,
            [
                Plan(Amended, "48", "Kế hoạch cải thiện PAPI năm 2021", "", "UBND thành phố Đà Nẵng", "") with { DocumentNo = document },
                Index(Amended, "PAPI"),
                Target(Amended, "1", TargetKind.Score, score),
                .. document[0] == '1' ? new SourceRow[] { Target(Amended, "2", TargetKind.Rank, 10) } : [],
            ]);
        }
    }

    private static IEnumerable<LoadBatch> OfUnranked()
    {
        yield return Batch(Unranked,
        [
            Plan(Unranked, "22", "Kế hoạch cải thiện PAPI năm 2021", "", "UBND tỉnh Quảng Ninh", ""),
            Index(Unranked, "PAPI"),
            Target(Unranked, "1", TargetKind.Score, 48),
            Target(Unranked, "2", TargetKind.Rank, 3) with { OfN = 63 },
        ]);
    }

    private static IEnumerable<LoadBatch> OfTwo()
    {
        foreach (var code in new[] { "KH-79-2021-A", Twice })
        {
            yield return Batch(code, [Plan(code, "79", "Kế hoạch năm 2021", "", "UBND Thành phố Hồ Chí Minh", ""), Index(code, "PAPI"), Target(code, "1", TargetKind.Score, 45)]);
        }
    }

    private static LoadBatch Batch(string code, IReadOnlyList<SourceRow> rows) => SomePlan.Batch(rows, code, Some.File($"{code}.xlsx"));

    private static LoadBatch Progress(string code, IReadOnlyList<TaskProgressRow> rows) => SomePlan.Progress(rows, code, Some.File($"bao-cao-{code}.xlsx"));

    private static PlanRow Plan(string code, string province, string vi, string en, string ownerVi, string ownerEn) => SomePlan.Plan(province, code: code) with
    {
        NameVi = vi, NameEn = en, OwnerVi = ownerVi, OwnerEn = ownerEn, DocumentNo = $"Kế hoạch số {province}/KH-UBND",
    };

    private static PlanIndexRow Index(string code, string index) => SomePlan.Index(index, code);

    private static AgencyRow Agency(string code, string agency, string vi, string en, string contact, int order) =>
        SomePlan.Agency(agency, order: order) with { PlanCode = code, NameVi = vi, NameEn = en, Contact = contact, Email = contact.Length == 0 ? "" : $"{agency.ToLowerInvariant()}@example.org" };

    private static TargetRow Target(string code, string no, TargetKind kind, double? value, string index = "PAPI", string item = "PAPI") =>
        SomePlan.Target(no, kind, value, index, item, order: int.Parse(no, CultureInfo.InvariantCulture)) with { PlanCode = code };

    private static TaskRow Task(string code, string no, string vi, string en, string lead, DateOnly due, DateOnly? start, int order) =>
        SomePlan.Task(no, lead, due, start, order: order) with { PlanCode = code, ContentVi = vi, ContentEn = en };

    private static IEnumerable<TaskPartRow> Parts(string code, string task, IReadOnlyList<string> items) =>
        items.Select(item => SomePlan.Part(task, item, 1.0 / items.Count, "PAPI") with { PlanCode = code });

    private static TaskProgressRow Report(string code, string task, PlanPeriod period, double? percent, ReportedStatus status, DateOnly? on = null) =>
        SomePlan.Report(task, period, percent, status, on) with { PlanCode = code, IsIllustrative = code == NinhThuan };
}
