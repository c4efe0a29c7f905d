using PapiBI.Etl.Described;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Workbooks;

/// <summary>What may stand in the cells of a column.</summary>
internal abstract record CellRule
{
    /// <summary>Any words, typed as text: 1.10 stays 1.10.</summary>
    public sealed record Code : CellRule;

    public sealed record Words : CellRule;

    /// <summary>What is known already: shown, not typed.</summary>
    public sealed record Known : CellRule;

    /// <summary>Chosen from a named list.</summary>
    /// <param name="Source">The list's name, or a formula of it in which {field} is that field's cell.</param>
    /// <param name="Other">Whether something else may be typed.</param>
    public sealed record Choice(string Source, OtherChoice Other) : CellRule;

    public sealed record Whole(int From, int To) : CellRule;

    /// <param name="Condition">A formula in which {field} is that field's cell.</param>
    /// <param name="Format">The number format of the cells.</param>
    /// <param name="Error">What is said where it does not hold.</param>
    public sealed record Checked(string Condition, string Format, Text Error) : CellRule;

    /// <param name="From">A formula of the first day, in which {field} is that field's cell.</param>
    /// <param name="To">Of the last day.</param>
    /// <param name="Error">What is said of other days.</param>
    public sealed record Day(string From, string To, Text Error) : CellRule;
}

internal enum OtherChoice
{
    Refused,

    /// <summary>Asked about: it may stand on another sheet in a moment.</summary>
    Asked,

    /// <summary>Free: several may be listed.</summary>
    Free,
}

/// <summary>A column of a template, or a label on the sheet of the plan itself.</summary>
/// <param name="Field">Of the description; "" of a column that is not read.</param>
/// <param name="Heading">From the description.</param>
/// <param name="Width">In digits.</param>
/// <param name="Prompt">What to write, shown at the cell.</param>
/// <param name="Rule">What may stand there.</param>
/// <param name="IsNeeded">Whether a row must have it.</param>
internal sealed record TemplateColumn(string Field, string Heading, double Width, string Prompt, CellRule Rule, bool IsNeeded)
{
    /// <summary>With the mark of what a row must have.</summary>
    public string Shown => IsNeeded ? $"{Heading} *" : Heading;

    /// <summary>A column for the few who need it, behind the others and not printed.</summary>
    public bool IsExtra => Field.EndsWith("En", StringComparison.Ordinal) || Field == "isIllustrative";
}

/// <summary>The columns of each sheet, in the order in which people fill them.</summary>
internal sealed class PlanTemplateColumns(PlanDescription description, Language language, int firstYear, int lastYear)
{
    private const int EarliestYear = 2005;

    /// <summary>Whose plan it is.</summary>
    public PlanOwner OwnerKind { get; init; }

    /// <summary>A code of the kind that its owner is to make; none in the form of a report.</summary>
    public string CodeExample { get; init; } = "";

    private static readonly Text NotRead = new("Thông tin có sẵn; không cần điền, không đọc khi nạp.", "Known already; nothing to fill in, and not read.");
    private static readonly Text Optional = new("Không bắt buộc.", "Optional.");

    public PlanSheet Sheet(PlanRole role) => description.Sheets.First(sheet => sheet.Role == role);

    public string Title(PlanRole role) => language == Language.Vietnamese ? Sheet(role).Title.Vi : Sheet(role).Title.En;

    /// <summary>The word of a template for what the warehouse has as a code.</summary>
    public string Word(IReadOnlyList<string> spellings) => spellings[language == Language.Vietnamese ? 0 : Math.Min(1, spellings.Count - 1)];

    public string Heading(PlanRole role, string field) => Word(Sheet(role).Fields[field]);

    public IReadOnlyList<TemplateColumn> Of(PlanRole role) =>
    [
        .. (role switch
        {
            PlanRole.Plan => Plan(),
            PlanRole.Agencies => Agencies(),
            PlanRole.Targets => Targets(),
            PlanRole.Tasks => Tasks(),
            PlanRole.Progress => Progress(),
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such sheet."),
        }).OfType<TemplateColumn>(),
    ];

    /// <summary>Of the sheet on which one agency reports: with what it reported last, without columns that are for the plan's owner.</summary>
    public IReadOnlyList<TemplateColumn> OfReport()
    {
        IReadOnlyList<TemplateColumn> all = Of(PlanRole.Progress);
        return [.. all.TakeWhile(column => column.Field != "period"), Known(PlanRole.Progress, 12), .. all.SkipWhile(column => column.Field != "period").Where(column => !column.IsExtra)];
    }

    /// <summary>Of the sheet that says which plan a report belongs to: no more, or the file would be read as a new plan.</summary>
    public IReadOnlyList<TemplateColumn> OfReporter() =>
    [
        .. new[]
        {
            Plan("code", new CellRule.Code(), new("Mã của kế hoạch; giữ nguyên.", "The plan's code; leave it.")),
            Plan("name", new CellRule.Words(), new("Tên kế hoạch; để biết.", "The plan's name, for information.")),
            Plan("reporter", new CellRule.Words(), new("Cơ quan báo cáo.", "The agency that reports.")),
        }.OfType<TemplateColumn>(),
    ];

    private TemplateColumn?[] Plan() =>
    [
        Plan("code", new CellRule.Code(), CodePrompt()),
        Plan("name", new CellRule.Words(), new("Tên kế hoạch như trong văn bản ban hành.", "The plan's name as in the document.")),
        Plan("ownerKind", new CellRule.Choice(PlanTemplateLists.Owners, OtherChoice.Refused), new("Chọn: kế hoạch của tỉnh, của một cơ quan, hay của một huyện.", "Choose: a plan of the province, of an agency, or of a district.")),
        Plan("owner", new CellRule.Words(), new("Cơ quan ký ban hành, như UBND tỉnh Ninh Thuận.", "Who issued the plan, such as UBND tỉnh Ninh Thuận.")),
        Plan("province", new CellRule.Choice(PlanTemplateLists.Provinces, OtherChoice.Asked), new("Chọn tỉnh, thành phố.", "Choose the province.")),
        Plan("parent", new CellRule.Code(), new("Mã kế hoạch cấp trên mà kế hoạch này thực hiện. Kế hoạch của tỉnh để trống.", "The code of the plan that this one carries out. Blank for a plan of the province.")),
        Plan("indices", new CellRule.Choice(PlanTemplateLists.Indices, OtherChoice.Free), new("Các chỉ số của kế hoạch, cách nhau dấu chấm phẩy: PAPI; PAR INDEX.", "The indices of the plan, parted by semicolons: PAPI; PAR INDEX.")),
        Plan("firstYear", new CellRule.Whole(firstYear, lastYear), new("Năm đầu của kế hoạch.", "The plan's first year.")),
        Plan("lastYear", new CellRule.Whole(firstYear, lastYear), new("Năm cuối của kế hoạch; kế hoạch một năm thì trùng năm đầu.", "The plan's last year; of a plan for one year the same as the first.")),
        Plan("documentNo", new CellRule.Words(), new("Như 1234/KH-UBND.", "Such as 1234/KH-UBND.")),
        Plan("issuedOn", Day("DATE(2000,1,1)", "DATE(2100,12,31)"), new("Ngày ký văn bản: ngày/tháng/năm.", "The day the document was signed: day/month/year.")),
        Plan("note", new CellRule.Words(), new("Điều người đọc cần biết về kế hoạch.", "What readers should know of the plan.")),
        Plan("nameEn", new CellRule.Words(), Optional),
        Plan("ownerEn", new CellRule.Words(), Optional),
        Plan("noteEn", new CellRule.Words(), Optional),
        Plan("isIllustrative", YesNo(), new("Chọn Có nếu đây chỉ là số liệu minh họa, không phải kế hoạch thật.", "Choose Yes if this only shows how it works and is no real plan.")),
    ];

    // Two agencies must not come upon one code. Excel shows 255 letters.
    private Text CodePrompt()
    {
        if (OwnerKind == PlanOwner.Province)
        {
            return new("Mã do cơ quan đặt: chữ không dấu, số, gạch ngang; không có dấu cách. Về sau không đổi: gửi lại cùng mã là sửa kế hoạch này.", "A code of your own: plain letters, digits, hyphens, no blanks. It never changes: a file with the same code amends this plan.");
        }

        Text own = OwnerKind == PlanOwner.Agency ? new("chữ viết tắt của cơ quan", "your agency's abbreviation") : new("tên huyện không dấu", "your district's name in plain letters");
        return new(
            $"Mã riêng, không trùng kế hoạch khác: mã kế hoạch cấp trên và {own.Vi}, như {CodeExample}. Không có dấu cách. Về sau không đổi: gửi lại cùng mã là sửa kế hoạch này.",
            $"A code of your own that no other plan has: the code of the plan above and {own.En}, such as {CodeExample}; no blanks. It never changes: the same code amends this plan.");
    }

    private TemplateColumn?[] Agencies() =>
    [
        Of(PlanRole.Agencies, "code", 14, new CellRule.Code(), new("Chữ viết tắt không dấu, như SNV. Các trang khác gọi cơ quan bằng mã này.", "Short, in plain letters, such as SNV. The other sheets call the agency by it.")),
        Of(PlanRole.Agencies, "name", 40, new CellRule.Words(), new("Tên đầy đủ: sở, ngành, huyện, xã được giao nhiệm vụ.", "The full name: departments, districts, communes that have tasks.")),
        Of(PlanRole.Agencies, "parent", 14, new CellRule.Choice(PlanTemplateLists.Agencies, OtherChoice.Asked), new("Mã của cơ quan cấp trên, cũng trong trang này; không có thì để trống.", "The code of the agency above it, also on this sheet; else blank.")),
        Of(PlanRole.Agencies, "contact", 26, new CellRule.Words(), new("Người theo dõi kế hoạch.", "Who follows the plan.")),
        Of(PlanRole.Agencies, "email", 30, new CellRule.Checked("ISNUMBER(FIND(\"@\",{email}))", "@", new("Địa chỉ thư điện tử có dạng ten@coquan.gov.vn.", "An e-mail address looks like name@agency.gov.vn.")), new("Nơi nhận nhắc việc.", "Where reminders go.")),
        Of(PlanRole.Agencies, "nameEn", 26, new CellRule.Words(), Optional),
    ];

    private TemplateColumn?[] Targets() =>
    [
        Of(PlanRole.Targets, "no", 8, new CellRule.Code(), new("Số của mục tiêu trong kế hoạch.", "The target's number in the plan.")),
        Of(PlanRole.Targets, "index", 11, new CellRule.Choice(PlanTemplateLists.Indices, OtherChoice.Refused), new("Chọn chỉ số.", "Choose the index.")),
        Of(PlanRole.Targets, "item", 40, new CellRule.Choice(PlanTemplateLists.Items, OtherChoice.Asked), new("Chọn cả chỉ số, một trục hay một nội dung thành phần.", "Choose the whole index, a dimension or a part of it.")),
        Known(PlanRole.Targets, 26),
        Of(PlanRole.Targets, "year", 8, new CellRule.Whole(firstYear, lastYear), new("Năm mà kết quả được xét.", "The year whose result counts.")),
        Of(PlanRole.Targets, "kind", 16, new CellRule.Choice(PlanTemplateLists.Kinds, OtherChoice.Refused), new("Chọn: đạt điểm, đạt hạng, tăng điểm, tăng hạng, vào nhóm, không giảm.", "Choose: a score, a rank, a gain in either, a group, or not to fall.")),
        Of(PlanRole.Targets, "value", 13, new CellRule.Choice($"IF({{kind}}=\"{Word(description.Words.Kinds["group"])}\",{PlanTemplateLists.Groups},{PlanTemplateLists.None})", OtherChoice.Free), new("Số điểm, hạng (45 hoặc 45/63), số điểm hay số bậc tăng; nếu là nhóm thì chọn. Không giảm thì để trống.", "Points, a rank (45 or 45/63), points or places to gain; a group is chosen. Blank where nothing may fall.")),
        Of(PlanRole.Targets, "ofN", 9, new CellRule.Whole(1, 99), new("Hạng trên bao nhiêu tỉnh, như 63; đã viết 45/63 thì để trống.", "Out of how many provinces, such as 63; blank if 45/63 is written.")),
        Of(PlanRole.Targets, "baseYear", 9, new CellRule.Whole(EarliestYear, lastYear - 1), new("Năm để so sánh: tăng bao nhiêu, không giảm so với năm nào.", "The year that a gain is counted from.")),
        Of(PlanRole.Targets, "source", 24, new CellRule.Words(), new("Văn bản giao mục tiêu.", "The document that sets the target.")),
        Of(PlanRole.Targets, "note", 26, new CellRule.Words(), Optional),
        Of(PlanRole.Targets, "noteEn", 18, new CellRule.Words(), Optional),
        Of(PlanRole.Targets, "isIllustrative", 10, YesNo(), Optional),
    ];

    private TemplateColumn?[] Tasks() =>
    [
        Of(PlanRole.Tasks, "no", 9, new CellRule.Code(), new("Số nhiệm vụ trong kế hoạch, như 2.1; không trùng nhau.", "The task's number in the plan, such as 2.1; no two alike.")),
        Of(PlanRole.Tasks, "content", 40, new CellRule.Words(), new("Việc phải làm.", "What is to be done.")),
        Of(PlanRole.Tasks, "parts", 27, new CellRule.Choice(PlanTemplateLists.Items, OtherChoice.Free), new("Nội dung chỉ số mà nhiệm vụ cải thiện. Nhiều nội dung thì cách nhau dấu chấm phẩy: PAPI 4.1; PAPI 4.4.", "The parts of the index that the task serves. Several are parted by semicolons: PAPI 4.1; PAPI 4.4.")),
        Of(PlanRole.Tasks, "lead", 12, new CellRule.Choice(PlanTemplateLists.Agencies, OtherChoice.Asked), new("Một cơ quan, chọn mã từ trang Cơ quan.", "One agency, by its code on the sheet Agencies.")),
        Of(PlanRole.Tasks, "coAgencies", 16, new CellRule.Choice(PlanTemplateLists.Agencies, OtherChoice.Free), new("Mã các cơ quan, cách nhau dấu chấm phẩy: SNV; STP.", "Codes of agencies, parted by semicolons: SNV; STP.")),
        Of(PlanRole.Tasks, "localities", 18, new CellRule.Words(), new("Huyện, xã thực hiện, cách nhau dấu chấm phẩy. Toàn tỉnh thì để trống.", "Districts or communes, parted by semicolons. Blank for the whole province.")),
        Of(PlanRole.Tasks, "start", 11.5, Day($"DATE({firstYear - 1},1,1)", $"DATE({lastYear},12,31)"), new("Ngày/tháng/năm.", "Day/month/year.")),
        Of(PlanRole.Tasks, "due", 11.5, new CellRule.Day($"MAX({{start}},DATE({firstYear},1,1))", $"DATE({lastYear},12,31)", new($"Thời hạn là ngày/tháng/năm, không trước ngày bắt đầu, từ đầu năm {firstYear} đến hết năm {lastYear}.", $"The deadline is a day/month/year, not before the start, from the beginning of {firstYear} to the end of {lastYear}.")), new("Ngày/tháng/năm, như 30/06/" + firstYear + ".", "Day/month/year, such as 30/06/" + firstYear + ".")),
        Of(PlanRole.Tasks, "output", 26, new CellRule.Words(), new("Kết quả thấy được: văn bản, tỷ lệ, công trình.", "What will be there to see: a document, a share, a building.")),
        Of(PlanRole.Tasks, "budget", 11, new CellRule.Checked("AND(ISNUMBER({budget}),{budget}>=0)", "#,##0.##", new("Kinh phí là số triệu đồng, không âm.", "The budget is a number of million đồng, not negative.")), new("Triệu đồng.", "Million đồng.")),
        Of(PlanRole.Tasks, "weight", 9, new CellRule.Checked("AND(ISNUMBER({weight}),{weight}>0)", "0.##", new("Trọng số là số lớn hơn 0.", "A weight is a number above 0.")), new("Nhiệm vụ nặng gấp mấy nhiệm vụ thường khi tính tỷ lệ hoàn thành; trống là 1.", "How much it counts in the plan's completion; blank is 1.")),
        Of(PlanRole.Tasks, "contentEn", 24, new CellRule.Words(), Optional),
        Of(PlanRole.Tasks, "outputEn", 18, new CellRule.Words(), Optional),
        Of(PlanRole.Tasks, "isIllustrative", 10, YesNo(), Optional),
    ];

    private TemplateColumn?[] Progress() =>
    [
        Of(PlanRole.Progress, "task", 9, new CellRule.Choice(PlanTemplateLists.Tasks, OtherChoice.Asked), new("Số nhiệm vụ, chọn từ trang Nhiệm vụ.", "The task's number, from the sheet Tasks.")),
        TaskInfo("content", 34),
        TaskInfo("lead", 12),
        TaskInfo("due", 11.5),
        Of(PlanRole.Progress, "period", 19, new CellRule.Choice(PlanTemplateLists.Periods, OtherChoice.Refused), new("Chọn quý, nửa năm hoặc năm.", "Choose a quarter, a half-year or a year.")),
        Of(PlanRole.Progress, "percent", 12, new CellRule.Checked("AND(ISNUMBER({percent}),{percent}>=0,{percent}<=100,OR({percent}=0,{percent}>=1))", "0.##", new("Tỷ lệ là số từ 0 đến 100: gõ 45, không gõ 45% hay 0,45.", "A number from 0 to 100: type 45, not 45% or 0.45.")), new("Số từ 0 đến 100: gõ 45, không gõ 45%.", "A number from 0 to 100: type 45, not 45%.")),
        Of(PlanRole.Progress, "status", 15, new CellRule.Choice(PlanTemplateLists.Statuses, OtherChoice.Refused), new("Chọn tình trạng.", "Choose the status.")),
        Of(PlanRole.Progress, "completedOn", 11.5, Day($"DATE({firstYear - 1},1,1)", $"DATE({lastYear + 1},12,31)"), new("Khi đã hoàn thành: ngày/tháng/năm.", "Once done: day/month/year.")),
        Of(PlanRole.Progress, "note", 34, new CellRule.Words(), new("Đã làm được gì; vướng mắc và kiến nghị.", "What was done; what stands in the way.")),
        Of(PlanRole.Progress, "evidence", 26, new CellRule.Words(), new("Số văn bản hoặc địa chỉ trang.", "A document's number or an address.")),
        Of(PlanRole.Progress, "isIllustrative", 10, YesNo(), Optional),
    ];

    // What there was before.
    private TemplateColumn Known(PlanRole role, double width) => new("", Word(Sheet(role).IgnoreHeadings), width, NotRead.In(language), new CellRule.Known(), IsNeeded: false);

    // What the sheet of tasks says of the task; those headings are among the ones that are not read.
    private TemplateColumn TaskInfo(string field, double width) => new("", Heading(PlanRole.Tasks, field), width, NotRead.In(language), new CellRule.Known(), IsNeeded: false);

    private TemplateColumn? Plan(string field, CellRule rule, Text prompt) => Of(PlanRole.Plan, field, 60, rule, prompt);

    private TemplateColumn? Of(PlanRole role, string field, double width, CellRule rule, Text prompt) =>
        Sheet(role).Fields.ContainsKey(field)
            ? new TemplateColumn(field, Heading(role, field), width, prompt.In(language), rule, PlanFields.Of(role).Single(own => own.Name == field).IsNeeded)
            : null;

    private static CellRule.Day Day(string from, string to) => new(from, to, new("Cần một ngày hợp lý, viết ngày/tháng/năm.", "A sensible day is needed, written day/month/year."));

    private static CellRule.Choice YesNo() => new(PlanTemplateLists.YesNo, OtherChoice.Refused);
}
