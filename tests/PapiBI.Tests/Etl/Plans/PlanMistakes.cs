using PapiBI.Tests.Support;

namespace PapiBI.Tests.Etl.Plans;

/// <summary>What clerks get wrong in a sound plan, one thing at a time. What each is told stands in Golden/plan-mistakes.txt.</summary>
internal static class PlanMistakes
{
    /// <summary>In the workbook of a plan whole.</summary>
    public static readonly IReadOnlyList<(string Name, Action<PlanBook> Make)> OfPlans =
    [
        // The workbook
        ("a required sheet is missing", book => book.Without("Cơ quan")),
        ("a sheet is renamed beyond recognition", book => book.Renamed("Nhiệm vụ", "Sheet4")),
        ("a sheet has no header", book => book["Mục tiêu"].RemoveRange(0, 2)),
        ("a required column is missing", book => book.With("Nhiệm vụ!D1", "")),
        ("a column stands twice", book => book.With("Nhiệm vụ!M1", "Chủ trì")),
        ("a required line is missing", book => book.With("Kế hoạch!A9", "Địa phương")),
        ("a line stands twice", book => book.With("Kế hoạch!A20", "Plan code").With("Kế hoạch!B20", "PAPI-58-2022")),
        ("two sheets say what the plan is", book => book.Renamed("Hướng dẫn", "Kế hoạch 2022").With("Kế hoạch 2022!A2", "Mã kế hoạch").With("Kế hoạch 2022!B2", "PAPI-58-2022")),
        ("a copy of the plan's sheet", book => book.Renamed("Hướng dẫn", "Kế hoạch (2)").With("Kế hoạch (2)!A2", "Mã kế hoạch").With("Kế hoạch (2)!B2", PlanBook.Code)),
        ("a sheet of tasks is named like a list", book => book.Renamed("Nhiệm vụ", "Danh mục nhiệm vụ")),
        ("a sheet of more targets is named like a result", book => book.Renamed("Hướng dẫn", "Kết quả, mục tiêu 2021")),
        ("a sheet of the plan is hidden", book => book.Hiding("Tiến độ")),
        ("no task at all", book => book["Nhiệm vụ"].RemoveRange(1, 4)),

        // The plan itself
        ("the plan's code is missing", book => book.With("Kế hoạch!B3", "")),
        ("the plan's code has odd letters", book => book.With("Kế hoạch!B3", "KH cải thiện 2021")),
        ("the plan's code is too long", book => book.With("Kế hoạch!B3", new string('A', 41))),
        ("the plan's code has a slash", book => book.With("Kế hoạch!B3", "58/KH-2021")),
        ("the plan's code has two dots", book => book.With("Kế hoạch!B3", "58..2021")),
        ("the plan's code is a known one in small letters", book => book.With("Kế hoạch!B3", "papi-58-2021")),
        ("the plan is of another level", book => book.With("Kế hoạch!B6", "Sở, ban, ngành").With("Kế hoạch!B7", "Sở Tư pháp")),
        ("the plan is of another province", book => book.With("Kế hoạch!B9", "Bình Thuận")),
        ("the plan is of another owner", book => book.With("Kế hoạch!B7", "UBND tỉnh Ninh Thuận mới")),
        ("the parent plan is a known one in small letters", book => book.With("Kế hoạch!B3", "STP-2021").With("Kế hoạch!B10", "papi-58-2021")),
        ("the plan's name is missing", book => book.With("Kế hoạch!B4", "")),
        ("the plan's name is too long", book => book.With("Kế hoạch!B4", new string('a', 301))),
        ("the level of the owner is unknown", book => book.With("Kế hoạch!B6", "Trung ương")),
        ("the owner is missing", book => book.With("Kế hoạch!B7", "")),
        ("the province is unknown", book => book.With("Kế hoạch!B9", "Ninh Thuạn")),
        ("the province is missing", book => book.With("Kế hoạch!B9", "")),
        ("the parent plan is not loaded", book => book.With("Kế hoạch!B10", "PAPI-58-2021-2025")),
        ("the plan is its own parent", book => book.With("Kế hoạch!B10", PlanBook.Code)),
        ("an index is unknown", book => book.With("Kế hoạch!B11", "PAPI; PABI")),
        ("the indices are missing", book => book.With("Kế hoạch!B11", "")),
        ("the years are reversed", book => book.With("Kế hoạch!B13", 2020d)),
        ("a year is beyond reason", book => book.With("Kế hoạch!B13", 20210d)),
        ("the plan runs too long", book => book.With("Kế hoạch!B13", 2051d)),
        ("the last year stands a column further right", book => book.With("Kế hoạch!B13", "").With("Kế hoạch!D13", 2020d)),
        ("the last year stands in one of two columns", book => book.With("Kế hoạch!B13", "").With("Kế hoạch!D13", 2021d).With("Kế hoạch!E13", 2022d)),
        ("a parent plan among hints", book => book.With("Kế hoạch!C3", "không đổi").With("Kế hoạch!C10", "PAPI-58")),
        ("labels in a second column", book => book.With("Kế hoạch!A13", "").With("Kế hoạch!B13", "").With("Kế hoạch!D12", "Năm cuối").With("Kế hoạch!E12", 2020d)),
        ("a note of two lines", book => book.With("Kế hoạch!B19", "dòng thứ hai")),
        ("the day of issue is a month only", book => book.With("Kế hoạch!B15", "3/2021")),
        ("illustrative is unreadable", book => book.With("Kế hoạch!B16", "một phần")),
        ("a text is a formula", book => book.With("Kế hoạch!B17", "=HYPERLINK(1)")),
        ("formulas without values", book => book.With("Kế hoạch!B14", new SomeWorkbook.FormulaCell("A1")).With("Kế hoạch!B13", new SomeWorkbook.FormulaCell("A1")).With("Nhiệm vụ!H3", new SomeWorkbook.FormulaCell("A1")).With("Nhiệm vụ!D5", new SomeWorkbook.FormulaCell("A1")).With("Nhiệm vụ!J3", new SomeWorkbook.FormulaCell("A1"))),
        ("a formula ends in an error", book => book.With("Kế hoạch!B14", new SomeWorkbook.ErrorCell("#N/A"))),

        // Agencies
        ("an agency's code stands twice", book => book.With("Cơ quan!A4", "snv")),
        ("an agency's code is missing", book => book.With("Cơ quan!A5", "")),
        ("an agency's code has odd letters", book => book.With("Cơ quan!A5", "TT tỉnh")),
        ("an agency's name is missing", book => book.With("Cơ quan!B5", "")),
        ("an agency is its own parent", book => book.With("Cơ quan!D2", "UBND")),
        ("agencies stand above each other in a circle", book => book.With("Cơ quan!D2", "SNV")),
        ("the parent agency is unknown", book => book.With("Cơ quan!D3", "Bộ Nội vụ")),
        ("an address is malformed", book => book.With("Cơ quan!F3", "snv.ninhthuan.gov.vn")),
        ("two addresses in a cell", book => book.With("Cơ quan!F3", "a@ninhthuan.gov.vn; b@ninhthuan.gov.vn")),

        // Targets
        ("a target's number stands twice", book => book.With("Mục tiêu!A4", "1")),
        ("a target's year lies outside the plan", book => book.With("Mục tiêu!B3", 2022d)),
        ("a target's year is unreadable", book => book.With("Mục tiêu!B3", "cuối kỳ")),
        ("a target's year is missing", book => book.With("Mục tiêu!B3", "")),
        ("a target's item is unknown", book => book.With("Mục tiêu!C6", "9")),
        ("a target's item became a date", book => book.With("Mục tiêu!C9", new DateOnly(2021, 3, 7))),
        ("a target's item was another one's in that edition", book => book.With("Mục tiêu!C9", "5.2 Giấy phép xây dựng")),
        ("an item's name is another item's", book => book.With("Mục tiêu!C5", "1 – Công khai, minh bạch")),
        ("an item's name was its own in another edition and is another's now", book => book.With("Mục tiêu!C9", "2.1 – Danh sách hộ nghèo")),
        ("an item's name is none", book => book.With("Mục tiêu!C5", "1 – Tham gia tích cực")),
        ("a target's item is missing", book => book.With("Mục tiêu!C6", "")),
        ("the base year is the target's", book => book.With("Mục tiêu!G5", 2021d)),
        ("the base year is unreadable", book => book.With("Mục tiêu!G5", "năm ngoái")),
        ("a target's kind is unknown", book => book.With("Mục tiêu!D3", "Phấn đấu")),
        ("a target's kind is missing", book => book.With("Mục tiêu!D3", "")),
        ("a target's value is missing", book => book.With("Mục tiêu!E3", "")),
        ("a target's value is a dash", book => book.With("Mục tiêu!E3", "-")),
        ("a target's value is words", book => book.With("Mục tiêu!E3", "trên 42 điểm")),
        ("a value where none belongs", book => book.With("Mục tiêu!E8", 7.1)),
        ("a score outside its scale", book => book.With("Mục tiêu!E3", 425d)),
        ("a score on another scale", book => book.With("Mục tiêu!E3", "42,5/100")),
        ("a rank of none", book => book.With("Mục tiêu!E4", "0/63")),
        ("a rank beyond N", book => book.With("Mục tiêu!E4", 64d)),
        ("a rank beyond its own N", book => book.With("Mục tiêu!E4", "64/63")),
        ("a rank that says nothing", book => book.With("Mục tiêu!E4", "thứ hạng")),
        ("a rank that is not whole", book => book.With("Mục tiêu!E4", 45.5)),
        ("two numbers of provinces ranked", book => book.With("Mục tiêu!F4", 60d)),
        ("a rank became a date", book => book.With("Mục tiêu!E4", new DateOnly(2021, 6, 5))),
        ("a rank and a gain in places", book => book.With("Mục tiêu!E4", "tăng 13 bậc")),
        ("a rank and points", book => book.With("Mục tiêu!E4", "45 điểm")),
        ("a rank and a group", book => book.With("Mục tiêu!E4", "nhóm 2")),
        ("a rank in per cent", book => book.With("Mục tiêu!E4", "45%")),
        ("a rank shown in per cent", book => book.With("Mục tiêu!E4", new SomeWorkbook.FormattedCell(0.45, 9))),
        ("a rank of 163", book => book.With("Mục tiêu!E4", "45/163")),
        ("a rank with 163 beside it", book => book.With("Mục tiêu!E4", 45d).With("Mục tiêu!F4", 163d)),
        ("a score and a gain in points", book => book.With("Mục tiêu!E3", "tăng 4,26 điểm")),
        ("a score and a rank", book => book.With("Mục tiêu!E3", "hạng 5")),
        ("a score of a number of provinces", book => book.With("Mục tiêu!F3", 63d)),
        ("a gain in points and a score", book => book.With("Mục tiêu!E5", "đạt 0,5 điểm")),
        ("a gain in places and a place", book => book.With("Mục tiêu!E6", "xếp thứ 45")),
        ("a gain in places and a rank", book => book.With("Mục tiêu!E6", "hạng 45")),
        ("a group and a gain in places", book => book.With("Mục tiêu!E7", "tăng 2 bậc")),
        ("a value of two kinds", book => book.With("Mục tiêu!E4", "tăng nhóm 2")),
        ("a negative gain", book => book.With("Mục tiêu!E5", -0.5)),
        ("a gain beyond the scale", book => book.With("Mục tiêu!E5", 9.5)),
        ("a gain of too many places", book => book.With("Mục tiêu!E6", 63d)),
        ("a group that is none", book => book.With("Mục tiêu!E7", "Nhóm 5")),
        ("two targets contradict each other", book => book.Adding("Mục tiêu", "8", 2021d, "PAPI", "Điểm", 43d)),
        ("a target repeats another", book => book.Adding("Mục tiêu", "8", 2021d, "PAPI", "Hạng", "45/63")),

        // Tasks
        ("a task's number stands twice", book => book.With("Nhiệm vụ!A4", 1.1)),
        ("a task's number stands twice as text", book => book.With("Nhiệm vụ!A4", "1.1")),
        ("a task's number is missing", book => book.With("Nhiệm vụ!A5", "")),
        ("a task's content is missing", book => book.With("Nhiệm vụ!B5", "")),
        ("a task with its number and content only", book => book.Adding("Nhiệm vụ", "3", "Việc mới")),
        ("the lead agency is unknown", book => book.With("Nhiệm vụ!D5", "Sở Nội vụ Ninh Thuận")),
        ("the lead agency is missing", book => book.With("Nhiệm vụ!D5", "")),
        ("two agencies lead", book => book.With("Nhiệm vụ!D5", "SNV; TTT")),
        ("a co-operating agency is unknown", book => book.With("Nhiệm vụ!E3", "Sở Nội vụ; Sở Công nghệ")),
        ("the lead agency co-operates, too", book => book.With("Nhiệm vụ!E3", "SLD; Sở Nội vụ; TTT")),
        ("an agency's name that two have", book => book.Adding("Cơ quan", "SNV2", "Sở Nội vụ")),
        ("the deadline is missing", book => book.With("Nhiệm vụ!H5", "")),
        ("the deadline is before the start", book => book.With("Nhiệm vụ!H3", "31/3/2021")),
        ("the deadline lies outside the plan", book => book.With("Nhiệm vụ!H5", "30/6/2022")),
        ("the start lies outside the plan", book => book.With("Nhiệm vụ!G3", "1/4/2020")),
        ("a day that is none", book => book.With("Nhiệm vụ!H3", "31/6/2021")),
        ("month before day", book => book.With("Nhiệm vụ!H3", "6/30/2021")),
        ("a year of two digits", book => book.With("Nhiệm vụ!H3", "30/6/21")),
        ("a day without its format", book => book.With("Nhiệm vụ!H3", 44377d)),
        ("the deadline is words", book => book.With("Nhiệm vụ!H5", "thường xuyên")),
        ("a quarter that is none", book => book.With("Nhiệm vụ!H5", "quý V/2021")),
        ("the weight is 0", book => book.With("Nhiệm vụ!K3", 0d)),
        ("the budget is negative", book => book.With("Nhiệm vụ!J3", -50d)),
        ("the budget is words", book => book.With("Nhiệm vụ!J3", "ngân sách tỉnh")),
        ("a budget with a mark between thousands", book => book.With("Nhiệm vụ!J3", "1.500")),
        ("a budget with a comma between thousands", book => book.With("Nhiệm vụ!J3", "triệu đồng: 2,500")),
        ("a budget in points", book => book.With("Nhiệm vụ!J3", "50 điểm")),
        ("a budget in per cent", book => book.With("Nhiệm vụ!J3", "50%")),
        ("a budget out of another", book => book.With("Nhiệm vụ!J3", "100/200")),
        ("a weight in per cent", book => book.With("Nhiệm vụ!K3", "30%")),
        ("a weight that is a fraction", book => book.With("Nhiệm vụ!K3", "3/10")),
        ("a weight of no data", book => book.With("Nhiệm vụ!K3", "KCDL")),
        ("parts weighted in two ways", book => book.With("Nhiệm vụ!C3", "1.1 (0,5); 5 (50%)")),
        ("a part weighted in per cent and one not", book => book.With("Nhiệm vụ!C3", "1.1 (50%); 5")),
        ("a budget in billions", book => book.With("Nhiệm vụ!J3", "1,5 tỷ đồng")),
        ("a part is unknown", book => book.With("Nhiệm vụ!C3", "PAPI 2.9; PAPI 1")),
        ("a part of an index that is not the plan's", book => book.With("Nhiệm vụ!C3", "PCI LAND; PAPI 1")),
        ("a part stands twice", book => book.With("Nhiệm vụ!C3", "PAPI 1; 1 – Tham gia của người dân ở cấp cơ sở")),
        ("a part's weight is 0", book => book.With("Nhiệm vụ!C3", "PAPI 2.2 (0); PAPI 1")),
        ("one part or two", book => book.With("Nhiệm vụ!C3", "1,2")),
        ("one part or two, with its index", book => book.With("Nhiệm vụ!C3", "PAPI 1,2")),
        ("one part or two, in words", book => book.With("Nhiệm vụ!C3", "Trục nội dung 1,2")),
        ("a locality is too long", book => book.With("Nhiệm vụ!F3", new string('x', 101))),
        ("a merged cell is wrong once for all its tasks", book => book.With("Nhiệm vụ!D4", "Sở X").With("Nhiệm vụ!D5", "").Merging("Nhiệm vụ", "D4:D5")),

        // Progress in the plan's own workbook
        ("progress of a task that the plan lacks", book => book.With("Tiến độ!A3", "9.9")),
        ("a number that may be two tasks", book => book.Adding("Nhiệm vụ", "1.10", "Niêm yết công khai", "1", "SNV", "", "", "", "12/2021").With("Tiến độ!A2", 1.1)),
        ("the task that is reported is missing", book => book.With("Tiến độ!A3", "")),
        ("the period is unreadable", book => book.With("Tiến độ!B3", "Tháng 6")),
        ("the period is missing", book => book.With("Tiến độ!B3", "")),
        ("the period lies outside the plan", book => book.With("Tiến độ!B3", "Quý I/2022")),
        ("more than all is done", book => book.With("Tiến độ!C3", 140d)),
        ("less than nothing is done", book => book.With("Tiến độ!C3", "-40%")),
        ("a share that shows no percentage", book => book.With("Tiến độ!C3", 0.4)),
        ("a percentage in words", book => book.With("Tiến độ!C3", "một nửa")),
        ("all is done and the status says otherwise", book => book.With("Tiến độ!C3", 100d)),
        ("done, but not wholly", book => book.With("Tiến độ!D3", "Hoàn thành")),
        ("begun, but not started", book => book.With("Tiến độ!D3", "Chưa bắt đầu")),
        ("the status is unknown", book => book.With("Tiến độ!D3", "Bình thường")),
        ("the status is missing", book => book.With("Tiến độ!D3", "")),
        ("completed after the period", book => book.With("Tiến độ!E2", "5/7/2021")),
        ("completed before the start", book => book.With("Tiến độ!E2", "25/3/2021")),
        ("completed, but not done", book => book.With("Tiến độ!E3", "25/6/2021")),
        ("two reports of a task for one period", book => book.Adding("Tiến độ", "1.2", "H1 2021", 50d, "Đang thực hiện")),
        ("less is done than before", book => book.Adding("Tiến độ", "1.2", "Quý III/2021", 30d, "Đang thực hiện")),
        ("an amended plan drops a task that was reported", book =>
        {
            book["Nhiệm vụ"].RemoveAt(3);
            book["Tiến độ"].RemoveAt(2);
        }),
        ("an amended plan puts a task before one that was reported", book =>
        {
            book["Tiến độ"].RemoveRange(1, 3);
            book["Nhiệm vụ"].Insert(2, ["1.1", "Rà soát danh sách cử tri", "1", "SNV", "", "", "", "12/2021"]);
            book.With("Nhiệm vụ!A4", "1.2").With("Nhiệm vụ!A5", "1.3");
        }),
        ("an amended plan leaves out a task and closes the ranks", book =>
        {
            book["Tiến độ"].RemoveRange(1, 3);
            book["Nhiệm vụ"].RemoveAt(2);
            book.With("Nhiệm vụ!A3", "1.1");
        }),
        ("an amended plan has another task under the number of one that was reported", book => book.With("Nhiệm vụ!B4", "Tổ chức đối thoại định kỳ")),
    ];

    /// <summary>In an agency's report.</summary>
    public static readonly IReadOnlyList<(string Name, Action<PlanBook> Make)> OfReports =
    [
        ("the plan is not loaded", book => book.With("Kế hoạch!B1", "PAPI-58-2020")),
        ("the report's plan is in small letters", book => book.With("Kế hoạch!B1", "papi-58-2021")),
        ("the report names no plan", book => book.With("Kế hoạch!B1", "")),
        ("the agency that reports is unknown", book => book.With("Kế hoạch!B2", "SKHDT")),
        ("a report on another agency's task", book => book.With("Tiến độ!A2", "1.1")),
        ("a report beside another task's content", book => book.With("Tiến độ!F1", "Nội dung nhiệm vụ").With("Tiến độ!F2", "Công bố thủ tục hành chính").With("Tiến độ!F3", "Công bố thủ tục hành chính")),
        ("a report of which no line is filled in", book =>
        {
            book["Tiến độ"][1] = ["1.2", "Quý III/2021"];
            book["Tiến độ"][2] = ["2", "Quý III/2021"];
        }),
        ("a report on a task that the plan lacks", book => book.With("Tiến độ!A2", "3")),
        ("less is reported than an earlier file said", book => book.With("Tiến độ!C2", 35d)),
    ];
}
