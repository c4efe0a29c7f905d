using System.Globalization;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl.Plans;

/// <summary>What is read of a sound plan, however its sheets are arranged.</summary>
public sealed class PlanReadingTests
{
    private static object Second(object label) => PlanBook.Descriptions.All.Single(d => d.Name == "papibi-plan").Plan!.Sheets[0].Fields.Values.Where(headings => headings[0].Equals(label)).Select(headings => (object)headings[1]).FirstOrDefault("");

    [Fact]
    public void A_plan_is_read_whole()
    {
        ReadResult read = PlanBook.Whole().Read();

        Assert.Equal(["line-passed-over @ Nhiệm vụ!A2"], read.Issues.Select(issue => $"{issue.Code} @ {issue.Origin}"));
        Assert.Equal(["Plan PAPI-58-2021", "PlanProgress PAPI-58-2021"], read.Batches.Select(batch => $"{batch.Kind} {batch.Scope}"));
        Assert.Equal(
            """
            plan PAPI-58-2021 Province 58 2021–2021 123/KH-UBND 2021-03-01 illustrative
            index PAPI
            agency UBND UBND tỉnh <
            agency SNV Sở Nội vụ < UBND snv@ninhthuan.gov.vn
            agency SLD Sở Lao động, Thương binh và Xã hội < UBND
            agency TTT Thanh tra tỉnh < UBND
            target 1 PAPI 2021 PAPI Score 42.5 on 2020
            target 2 PAPI 2021 PAPI Rank 45/63 on 2020
            target 3 PAPI 2021 1 ScoreGain 0.5 on 2020 illustrative
            target 4 PAPI 2021 2 RankGain 13 on 2020
            target 5 PAPI 2021 4 Group 2 on 2020
            target 6 PAPI 2021 6 ScoreHeld on 2020
            target 7 PAPI 2021 7.3 RankHeld on 2020
            task 1.1 Công khai danh sách hộ nghèo: SLD 2021-04-01–2021-06-30, 50 million, × 2
              with SNV
              with TTT
              in Phan Rang - Tháp Chàm
              in Ninh Hải
              for PAPI 2.2 × 0.25
              for PAPI 1 × 0.75
            task 1.2 Đối thoại với người dân: SNV 2021-04-01–2021-09-30, × 1 illustrative
              with SLD
              with TTT
              for PAPI 1.4 × 1
            task 2 Công bố thủ tục hành chính: SNV –2021-12-31, × 1
              for PAPI 5 × 1
            report 1.1 Quarter 2021-04-01–2021-06-30 100% Done 2021-06-25
            report 1.2 Half 2021-01-01–2021-06-30 40% InProgress illustrative
            """,
            Said(read));
    }

    [Fact]
    public void A_report_on_a_plan_that_is_loaded_is_read_alone()
    {
        ReadResult read = PlanBook.Report().Read(PlanBook.Loaded);

        Assert.Empty(read.Issues);
        Assert.Equal([LoadKind.PlanProgress], read.Batches.Select(batch => batch.Kind));
        Assert.Equal(LoadKind.PlanProgress, PlanBook.Report().Reading().Kind);
        Assert.Equal(
            """
            report 1.2 Quarter 2021-07-01–2021-09-30 60% InProgress
            report 2 Quarter 2021-07-01–2021-09-30 20% InProgress
            """,
            Said(read));
    }

    [Fact]
    public void An_agency_that_reports_may_be_named() =>
        Assert.Equal(Said(PlanBook.Report().Read(PlanBook.Loaded)), Said(PlanBook.Report().With("Kế hoạch!B2", "sở nội vụ").Read(PlanBook.Loaded)));

    [Fact]
    public void An_agency_may_send_the_template_with_its_reports_alone()
    {
        PlanBook book = PlanBook.Report();
        PlanBook whole = PlanBook.Whole();
        foreach (string sheet in new[] { "Cơ quan", "Mục tiêu", "Nhiệm vụ" })
        {
            whole[sheet].RemoveRange(sheet == "Mục tiêu" ? 2 : 1, whole[sheet].Count - (sheet == "Mục tiêu" ? 2 : 1));
        }

        foreach (string place in new[] { "Kế hoạch!B9", "Kế hoạch!B12", "Kế hoạch!B13" })
        {
            whole.With(place, "");
        }

        // Hints beside every label of the template.
        for (int row = 3; row <= 18; row++)
        {
            whole.With($"Kế hoạch!C{row}", "bắt buộc");
            whole.With($"Kế hoạch!B{row}", row == 3 ? PlanBook.Code : "");
        }

        whole["Tiến độ"][1] = ["1.2", "Quý III/2021", 60d, "Đang thực hiện", "", "", "", ""];
        whole["Tiến độ"][2] = ["2", "2021-Q3", 20d, "In progress", "", "", "", ""];

        Assert.Equal(Said(book.Read(PlanBook.Loaded)), Said(whole.Read(PlanBook.Loaded)));
    }

    public static TheoryData<string, Action<PlanBook>> Arrangements => new()
    {
        { "columns moved", book => Move(book["Nhiệm vụ"], 3, 0) },
        { "headings of the English template", book => Rename(book["Nhiệm vụ"][0], "Task no.", "Task", "Parts of the index", "Lead agency", "Co-operating agencies", "Localities", "Start", "Deadline", "Output", "Budget (million đồng)", "Weight", "Illustrative") },
        { "headings in two languages", book => Rename(book["Nhiệm vụ"][0], "Số nhiệm vụ / Task no.", "Nội dung nhiệm vụ\nTask", "NỘI DUNG CHỈ SỐ", "Cơ quan  chủ trì *", "Phối hợp", "Địa bàn:", "Ngày bắt đầu", "Hạn hoàn thành", "Sản phẩm", "Kinh phí", "Trọng số", "Minh hoạ") },
        { "title lines above, notes below", book =>
        {
            book["Nhiệm vụ"].InsertRange(0, [["UBND TỈNH NINH THUẬN"], ["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"], []]);
            book["Nhiệm vụ"].AddRange([[], ["Ghi chú: số liệu minh họa"]]);
        } },
        { "headings in English below", book => book["Nhiệm vụ"].Insert(1, ["Task no.", "Task", "Parts of the index", "Lead agency", "Co-operating agencies", "Localities", "Start", "Deadline", "Output", "Budget", "Weight", "Illustrative"]) },
        { "a telephone number", book => book.With("Cơ quan!E3", "+84 259 382 2678") },
        { "a line of column numbers", book => book["Nhiệm vụ"].Insert(1, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)"]) },
        { "the header printed again", book => book["Nhiệm vụ"].Insert(3, [.. book["Nhiệm vụ"][0]]) },
        { "blank rows between", book => book["Nhiệm vụ"].Insert(3, []) },
        { "numbers written in advance", book => book["Mục tiêu"].AddRange([["8"], ["9"]]) },
        { "a value a column further right", book => book.With("Kế hoạch!B13", "").With("Kế hoạch!C13", 2021d) },
        { "labels in two columns, values beside both", book => book.With("Kế hoạch!A13", "").With("Kế hoạch!B13", "").With("Kế hoạch!A12", "Năm đầu").With("Kế hoạch!D12", "Năm cuối").With("Kế hoạch!E12", 2021d) },
        { "hints beside values", book => book.With("Kế hoạch!C3", "không đổi khi sửa kế hoạch").With("Kế hoạch!C10", "mã của kế hoạch cấp trên") },
        { "blank column between labels and values", book => book["Kế hoạch"].ForEach(row => row.Insert(Math.Min(1, row.Count), "")) },
        { "labels in two columns, a language each", book => book["Kế hoạch"].ForEach(row => row.Insert(Math.Min(1, row.Count), Second(row[0]))) },
        { "the budget with its unit", book => book.With("Nhiệm vụ!J3", "50 triệu đồng") },
        { "sheets renamed", book => book.Renamed("Nhiệm vụ", "Tasks 2021").Renamed("Kế hoạch", "Thông tin chung").Renamed("Mục tiêu", "CHỈ TIÊU") },
        { "formulas with saved values", book => book.With("Nhiệm vụ!J3", new SomeWorkbook.FormulaCell("25*2", 50)).With("Nhiệm vụ!D3", new SomeWorkbook.FormulaText("\"S\"&\"LD\"", "SLD")) },
        { "bullets and line breaks", book => book.With("Nhiệm vụ!E3", "- Sở Nội vụ\n- Thanh tra tỉnh").With("Nhiệm vụ!B3", "- Công khai\ndanh sách hộ nghèo") },
        { "dates in other words", book => book.With("Nhiệm vụ!G3", "01-04-2021").With("Nhiệm vụ!H3", "2021-06-30").With("Nhiệm vụ!H4", "tháng 9 năm 2021").With("Nhiệm vụ!H5", "Năm 2021").With("Nhiệm vụ!G4", new SomeWorkbook.FormattedCell(44287, 17)) },
        { "a month that Excel turned into a day", book => book.With("Nhiệm vụ!H4", new SomeWorkbook.FormattedCell(44440, 17)) },
        { "a percentage with its word", book => book.With("Tiến độ!C3", "đạt 40%") },
        { "percentages in other forms", book => book.With("Tiến độ!C2", "100%").With("Tiến độ!C3", new SomeWorkbook.FormattedCell(0.4, 9)) },
        { "values in other words", book => book.With("Mục tiêu!E3", "đạt 42,5 điểm").With("Mục tiêu!E4", "xếp thứ 45/63").With("Mục tiêu!E6", 13d).With("Mục tiêu!E7", "nhóm 2").With("Mục tiêu!C5", "PAPI 1").With("Mục tiêu!C9", "7,3").With("Mục tiêu!D3", "SCORE") },
        { "N in its own column", book => book.With("Mục tiêu!E4", 45d).With("Mục tiêu!F4", 63d) },
        { "without diacritics", book => book.With("Kế hoạch!B9", "tinh Ninh Thuan").With("Nhiệm vụ!D4", "So Noi vu").With("Tiến độ!D3", "dang thuc hien") },
        { "the province's code", book => book.With("Kế hoạch!B9", 58d) },
        { "an agency by its English name", book => book.With("Nhiệm vụ!D4", "Department of Home Affairs") },
        { "lists parted by commas", book => book.With("Nhiệm vụ!E3", "SNV, TTT").With("Nhiệm vụ!F3", "Phan Rang - Tháp Chàm, Ninh Hải") },
        { "parts by name", book => book.With("Nhiệm vụ!C3", "Danh sách hộ nghèo; 1. Tham gia của người dân (3)") },
        { "base years written out", book => book.With("Mục tiêu!G3", "2020").With("Mục tiêu!G4", "Năm 2020") },
    };

    [Theory]
    [MemberData(nameof(Arrangements))]
    public void It_is_the_same_plan_however_it_is_arranged(string what, Action<PlanBook> arrange)
    {
        PlanBook book = PlanBook.Whole();
        arrange(book);
        ReadResult read = book.Read();

        Assert.True(read.Issues.All(issue => issue.Severity == Severity.Warning), $"{what}: {string.Join('\n', read.Issues.Select(issue => issue.Message.En))}");
        Assert.Equal(Said(PlanBook.Whole().Read()), Said(read));
    }

    [Fact]
    public void A_cell_merged_over_several_tasks_counts_for_all()
    {
        PlanBook merged = PlanBook.Whole().With("Nhiệm vụ!D4", "SNV").With("Nhiệm vụ!D5", "").With("Nhiệm vụ!C4", "1.4").With("Nhiệm vụ!C5", "").Merging("Nhiệm vụ", "D4:D5", "C4:C5", "A2:L2");
        PlanBook plain = PlanBook.Whole().With("Nhiệm vụ!D4", "SNV").With("Nhiệm vụ!C5", "1.4");

        Assert.Equal(Said(plain.Read()), Said(merged.Read()));
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("xls")]
    public void Saved_by_an_office_program_it_is_the_same_plan(string format)
    {
        Assert.SkipWhen(LibreOffice.WhyNot is not null, LibreOffice.WhyNot ?? "");
        PlanBook book = PlanBook.Whole().With("Nhiệm vụ!D5", "").With("Nhiệm vụ!H4", new SomeWorkbook.FormattedCell(44440, 17)).Merging("Nhiệm vụ", "D4:D5");
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("plan.xlsx"), book.Bytes());

        string saved = LibreOffice.Saved(folder.File("plan.xlsx"), format);

        Assert.Equal(Said(PlanBook.Whole().Read()), Said(BatchBuilder.Build(new FileReader(PlanBook.Descriptions).Read(saved), Samples.Known)));
    }

    [Fact]
    public void A_header_of_two_lines_is_read_by_its_lower_cells()
    {
        PlanBook book = PlanBook.Whole();
        List<object> header = book["Nhiệm vụ"][0];
        List<object> upper = [.. header], lower = [.. header.Select((_, i) => i is 6 or 7 ? header[i] : "")];
        (upper[6], upper[7]) = ("Thời gian", "");
        book["Nhiệm vụ"][0] = upper;
        book["Nhiệm vụ"].Insert(1, lower);
        book.Merging("Nhiệm vụ", [.. "ABCDEFIJKL".Select(column => $"{column}1:{column}2"), "G1:H1"]);

        Assert.Equal(Said(PlanBook.Whole().Read()), Said(book.Read()));
    }

    [Fact]
    public void What_is_not_of_the_template_is_told_and_not_read()
    {
        ReadResult read = PlanBook.Whole().With("Nhiệm vụ!M1", "Người ký").With("Nhiệm vụ!M3", "Ông B").With("Nhiệm vụ!N4", "?").With("Kế hoạch!A20", "Người lập").With("Kế hoạch!B20", "Bà C").Read();

        Assert.Equal(
            ["line-passed-over @ Nhiệm vụ!A2", "not-described @ Kế hoạch!A20", "not-described @ Nhiệm vụ!M1", "not-described @ Nhiệm vụ!N4"],
            read.Issues.Select(issue => $"{issue.Code} @ {issue.Origin}").Order(StringComparer.Ordinal));
        Assert.Equal(Said(PlanBook.Whole().Read()), Said(read));
    }

    [Fact]
    public void Commas_in_parentheses_part_no_localities() => Assert.Contains(
        "  in Ninh Hải (xã Vĩnh Hải, xã Nhơn Hải)\n  in Ninh Sơn\n",
        Said(PlanBook.Whole().With("Nhiệm vụ!F3", "Ninh Hải (xã Vĩnh Hải, xã Nhơn Hải), Ninh Sơn").Read()), StringComparison.Ordinal);

    [Fact]
    public void A_plan_of_several_indices_names_the_index_of_each_target_and_part()
    {
        PlanBook book = PlanBook.Whole().With("Kế hoạch!B11", "PAPI; PCI").With("Mục tiêu!J2", "Chỉ số");
        for (int row = 3; row <= 9; row++)
        {
            book.With($"Mục tiêu!J{row}", "PAPI");
        }

        book.With("Mục tiêu!C3", "PCI").With("Mục tiêu!J3", "PCI").With("Mục tiêu!E3", 62.5).With("Nhiệm vụ!C3", "PAPI 2.2; PCI Chi phí thời gian").With("Nhiệm vụ!C4", "PAPI 1.4").With("Nhiệm vụ!C5", "PAPI");

        string said = Said(book.Read());
        Assert.Contains("target 1 PCI 2021 PCI Score 62.5 on 2020", said, StringComparison.Ordinal);
        Assert.Contains("  for PCI TIME × 0.5", said, StringComparison.Ordinal);
    }

    /// <summary>A line a row.</summary>
    internal static string Said(ReadResult read) => read.Issues.Any(issue => issue.Severity == Severity.Error)
        ? string.Join('\n', read.Issues.Select(issue => issue.Message.En))
        : string.Join('\n', read.Batches.SelectMany(batch => batch.Rows).Select(row => Said(row).TrimEnd()));

    private static string Said(SourceRow row) => row switch
    {
        PlanRow p => $"plan {p.PlanCode} {p.OwnerKind} {p.ProvinceCode} {p.FirstYear}–{p.LastYear} {p.DocumentNo} {Day(p.IssuedOn)}{Illustrative(p.IsIllustrative)}",
        PlanIndexRow i => $"index {i.IndexCode}",
        AgencyRow a => $"agency {a.AgencyCode} {a.NameVi} < {a.ParentCode} {a.Email}",
        TargetRow t => string.Create(CultureInfo.InvariantCulture, $"target {t.TargetNo} {t.IndexCode} {t.Year} {t.ItemCode} {t.Kind} {t.Value}{(t.OfN is int n ? $"/{n}" : "")} on {t.BaseYear}{Illustrative(t.IsIllustrative)}").Replace("  ", " ", StringComparison.Ordinal),
        TaskRow t => string.Create(CultureInfo.InvariantCulture, $"task {t.TaskNo} {t.ContentVi}: {t.LeadAgencyCode} {Day(t.StartDate)}–{Day(t.DueDate)},{(t.BudgetMillionVnd is double b ? $" {b} million," : "")} × {t.Weight}{Illustrative(t.IsIllustrative)}"),
        TaskAgencyRow a => $"  with {a.AgencyCode}",
        TaskLocalityRow l => $"  in {l.Locality}",
        TaskPartRow p => string.Create(CultureInfo.InvariantCulture, $"  for {p.IndexCode} {p.ItemCode} × {p.Weight}"),
        TaskProgressRow r => string.Create(CultureInfo.InvariantCulture, $"report {r.TaskNo} {r.PeriodKind} {Day(r.PeriodStart)}–{Day(r.PeriodEnd)} {r.PercentDone}% {r.Status} {Day(r.CompletedOn)}{Illustrative(r.IsIllustrative)}").Replace("  ", " ", StringComparison.Ordinal),
        _ => row.ToString(),
    };

    private static string Illustrative(bool isOne) => isOne ? " illustrative" : "";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static void Move(List<List<object>> rows, int from, int to)
    {
        foreach (List<object> row in rows.Where(row => row.Count > from))
        {
            object cell = row[from];
            row.RemoveAt(from);
            row.Insert(to, cell);
        }
    }

    private static void Rename(List<object> header, params string[] names)
    {
        for (int i = 0; i < names.Length; i++)
        {
            header[i] = names[i];
        }
    }
}
