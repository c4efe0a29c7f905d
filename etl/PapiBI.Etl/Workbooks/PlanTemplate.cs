using System.Globalization;
using OfficeOpenXml;
using PapiBI.Etl.Described;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Plans;

namespace PapiBI.Etl.Workbooks;

/// <summary>
/// The workbook that a clerk fills in and the description of plans reads back: its headings and words are those of the description.
/// The dimensions stand on the sheet of targets already; lines without kind and value count as not filled in.
/// </summary>
public sealed class PlanTemplate
{
    private const int AgencyRows = 200;
    private const int TargetRows = 200;
    private const int TaskRows = 500;
    private const int ProgressRows = 300;

    private readonly PlanTemplateInput _input;
    private readonly Language _language;
    private readonly PlanTemplateColumns _columns;

    private PlanTemplate(PlanTemplateInput input)
    {
        _input = input;
        _language = input.Language;
        _columns = new PlanTemplateColumns(input.Description, input.Language, input.FirstYear, input.LastYear) { CodeExample = input.CodeExample, OwnerKind = input.Owner };
    }

    public static byte[] Make(PlanTemplateInput input)
    {
        using var package = new ExcelPackage();
        new PlanTemplate(input).Fill(package.Workbook);
        return Finish(package, $"{Heading(input)}", input.Language);
    }

    /// <summary>Opens on the first sheet; sheets are neither moved nor removed.</summary>
    internal static byte[] Finish(ExcelPackage package, string title, Language language)
    {
        OfficeProperties properties = package.Workbook.Properties;
        properties.Title = title;
        properties.Author = "PapiBI";
        properties.Subject = new Text("Biểu mẫu kế hoạch cải thiện chỉ số", "Template of an improvement plan").In(language);

        // What is made twice is the same file.
        properties.Created = properties.Modified = DateTime.UnixEpoch;
        package.Workbook.Protection.LockStructure = true;
        package.Workbook.View.ActiveTab = 0;
        return package.GetAsByteArray();
    }

    private static string Heading(PlanTemplateInput input)
    {
        string indices = string.Join(", ", input.Indices.Select(index => index.Name));
        return new Text($"Kế hoạch cải thiện {indices} {input.Province.Vi} {Years(input)}", $"Plan to improve the {indices} of {input.Province.En}, {Years(input)}").In(input.Language);
    }

    private static string Years(PlanTemplateInput input) => input.FirstYear == input.LastYear ? $"{input.FirstYear}" : $"{input.FirstYear}–{input.LastYear}";

    private void Fill(ExcelWorkbook workbook)
    {
        AddGuide(workbook);
        AddPlan(workbook);
        PlanTemplateTable agencies = Table(workbook, PlanRole.Agencies, AgencyRows, new(
            "Mỗi cơ quan, huyện, xã có nhiệm vụ một dòng; các trang sau chọn cơ quan theo mã ở đây.",
            "A line for each agency, district or commune with tasks; the other sheets choose agencies by their codes here."));
        PlanTemplateTable targets = Table(workbook, PlanRole.Targets, TargetRows, new(
            "Chọn loại mục tiêu và ghi giá trị ở dòng nào có mục tiêu; dòng để trống hai ô đó không được đọc. Có thể thêm dòng.",
            "Choose a kind and write a value on the lines that have a target; lines where both are blank are not read. Lines may be added."));
        PlanTemplateTable tasks = Table(workbook, PlanRole.Tasks, TaskRows, new(
            "Mỗi nhiệm vụ một dòng, có một cơ quan chủ trì và một thời hạn.",
            "A line for each task, with one lead agency and one deadline."));
        PlanTemplateTable progress = Table(workbook, PlanRole.Progress, ProgressRows, new(
            "Khi có báo cáo: mỗi nhiệm vụ, mỗi kỳ một dòng. Lúc mới lập kế hoạch thì để trống.",
            "Once there are reports: a line for each task and period. Blank when the plan is new."));
        FillTargets(targets);
        LookUpTasks(progress, tasks);
        PlanTemplateScores.Add(workbook, _input);
        PlanTemplateLists.Add(workbook, Lists(), _language);
        workbook.Names.AddFormula(PlanTemplateLists.Agencies, agencies.Filled("code"));
        workbook.Names.AddFormula(PlanTemplateLists.Tasks, tasks.Filled("no"));
    }

    private PlanTemplateTable Table(ExcelWorkbook workbook, PlanRole role, int rows, Text about) =>
        new(workbook, _columns.Title(role), TitleOf(role), about.In(_language), _columns.Of(role), rows, _language);

    private string TitleOf(PlanRole role) => $"{_columns.Title(role)} · {_input.Province.In(_language)} {Years(_input)}";

    private void AddPlan(ExcelWorkbook workbook)
    {
        var known = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["code"] = _input.Code,
            ["ownerKind"] = _columns.Word(_input.Description.Words.Owners[PlanCodes.Of(_input.Owner)]),
            ["province"] = _input.Province.In(_language),
            ["parent"] = _input.ParentCode,
            ["indices"] = string.Join("; ", _input.Indices.Select(index => index.Name)),
            ["firstYear"] = _input.FirstYear,
            ["lastYear"] = _input.LastYear,
        };
        PlanTemplateLabels.Add(workbook, _columns.Title(PlanRole.Plan), TitleOf(PlanRole.Plan), _columns.Of(PlanRole.Plan), known, new(
            "Điền các ô màu; ô có dấu * bắt buộc. Mã kế hoạch không đổi về sau.",
            "Fill in the tinted cells; those with an asterisk are needed. The plan's code never changes."), _language);
    }

    // What targets are set for most: in the first year the whole of each index and its dimensions, in the last year the whole.
    private void FillTargets(PlanTemplateTable table)
    {
        int row = 0;
        foreach ((PlanTemplateIndex index, PlanTemplateItem item) in _input.Indices.SelectMany(index => Prewritten(index).Select(item => (index, item))))
        {
            foreach (int year in item.Level == IndicatorLevel.Total && _input.LastYear > _input.FirstYear ? new[] { _input.FirstYear, _input.LastYear } : [_input.FirstYear])
            {
                Put(table, row, "no", (row + 1).ToString(CultureInfo.InvariantCulture));
                Put(table, row, "index", index.Name);
                Put(table, row, "item", ItemName(index, item));
                Put(table, row, "year", year);
                Put(table, row, "baseYear", index.Year);
                if (year == _input.FirstYear)
                {
                    table.Cell(row, table.ColumnOf("item") + 1).Value = Last(index, item);
                }

                table.Fit(row++);
            }
        }
    }

    // Of an index that is not held whole only dimensions that have a printed result.
    private static IEnumerable<PlanTemplateItem> Prewritten(PlanTemplateIndex index) =>
        index.Offered.Where(item => item.Level == IndicatorLevel.Total)
            .Concat(index.Offered.Where(item => item.Level == IndicatorLevel.Dimension && (index.Gap is null || item.Score is not null || item.Rank is not null)));

    private static void Put(PlanTemplateTable table, int row, string field, object value)
    {
        if (table.Has(field))
        {
            table.Cell(row, table.ColumnOf(field)).Value = value;
        }
    }

    private static void LookUpTasks(PlanTemplateTable progress, PlanTemplateTable tasks)
    {
        string[] shown = ["content", "lead", "due"];
        string task = $"$A{PlanTemplateLook.FirstRow}";
        for (int i = 0; i < shown.Length; i++)
        {
            ExcelRange cells = progress.Sheet.Cells[PlanTemplateLook.FirstRow, i + 2, PlanTemplateLook.FirstRow + progress.Rows - 1, i + 2];
            cells.Formula = $"IF({task}=\"\",\"\",IFERROR(INDEX({tasks.Whole(shown[i])},MATCH({task}&\"\",{tasks.Whole("no")},0)),\"\"))";
            cells.Style.Numberformat.Format = shown[i] == "due" ? "dd/mm/yyyy" : "General";
        }
    }

    private TemplateList[] Lists()
    {
        PlanWords words = _input.Description.Words;
        IEnumerable<int> years = Enumerable.Range(_input.FirstYear, _input.LastYear - _input.FirstYear + 1);
        return
        [
            new(PlanTemplateLists.Owners, _columns.Heading(PlanRole.Plan, "ownerKind"), 18, WordsOf(words.Owners)),
            new(PlanTemplateLists.Provinces, _columns.Heading(PlanRole.Plan, "province"), 20, [.. _input.Provinces.Select(province => province.In(_language))]),
            new(PlanTemplateLists.Indices, _columns.Heading(PlanRole.Plan, "indices"), 12, [.. _input.Indices.Select(index => index.Name)]),
            new(PlanTemplateLists.Items, _columns.Heading(PlanRole.Targets, "item"), 62, [.. _input.Indices.SelectMany(index => index.Offered.Select(item => ItemName(index, item)))]),
            new(PlanTemplateLists.Kinds, _columns.Heading(PlanRole.Targets, "kind"), 18, WordsOf(words.Kinds)),
            new(PlanTemplateLists.Groups, _columns.Word(words.Kinds["group"]), 20, WordsOf(words.Groups)),
            new(PlanTemplateLists.Periods, _columns.Heading(PlanRole.Progress, "period"), 22, [.. years.SelectMany(year => words.Periods.Keys.Select(period => PlanTemplateLists.Period(_input.Description, period, year, _language)))]),
            new(PlanTemplateLists.Statuses, _columns.Heading(PlanRole.Progress, "status"), 16, WordsOf(words.Statuses)),
            new(PlanTemplateLists.YesNo, $"{_columns.Word(words.Yes)} / {_columns.Word(words.No)}", 12, [_columns.Word(words.Yes), _columns.Word(words.No)]),
        ];
    }

    private string[] WordsOf(IReadOnlyDictionary<string, IReadOnlyList<string>> words) => [.. words.Values.Select(_columns.Word)];

    /// <summary>"PAPI – Tổng điểm", "PAPI 5.1 – Chứng thực, xác nhận": code and name, either of which the reader knows.</summary>
    private string ItemName(PlanTemplateIndex index, PlanTemplateItem item) =>
        item.Level == IndicatorLevel.Total ? $"{index.Name} – {_columns.Word(_input.Description.Words.Total)}" : $"{index.Name} {item.Code} – {item.Name.In(_language)}";

    private string Last(PlanTemplateIndex index, PlanTemplateItem item)
    {
        string place = item.Rank is { } rank ? new Text($"hạng {rank}", $"rank {rank}").In(_language) + (item.Ranked is { } n ? $"/{n}" : "") : "";
        string points = item.Score is { } score ? new Text($"{Two(score)} điểm", $"{Two(score)} points").In(_language) : "";
        string[] figures = [.. new[] { points, place }.Where(figure => figure.Length > 0)];
        return $"{index.Year}: {(figures.Length == 0 ? "–" : string.Join(", ", figures))}";
        string Two(double value) => _language == Language.Vietnamese ? value.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',') : value.ToString("0.00", CultureInfo.InvariantCulture);
    }

    private void AddGuide(ExcelWorkbook workbook)
    {
        PlanTemplateIndex index = _input.Indices[0];
        PlanTemplateItem part = PlanTemplateScores.WeakestOf(index).FirstOrDefault(weak => index.Offered.Any(item => item.Code == weak.Code)) ?? index.Offered[^1];
        PlanWords words = _input.Description.Words;
        string due = $"30/06/{_input.FirstYear}";
        string task = new Text("Rút ngắn thời gian giải quyết thủ tục tại cấp xã", "Shorten procedures in communes").In(_language);
        PlanTemplateGuide.Add(workbook, Heading(_input), new Text(
            "Biểu mẫu này điền xong, gửi về là hệ thống đọc được: mục tiêu, nhiệm vụ và tiến độ sẽ đi vào báo cáo của tỉnh.",
            "Filled in and sent, this file is read as it stands: targets, tasks and progress go into the province's reports.").In(_language), Steps(),
        [
            (_columns.Title(PlanRole.Targets), Row(PlanRole.Targets, ("no", "1"), ("index", index.Name), ("item", ItemName(index, index.Offered.First(item => item.Level == IndicatorLevel.Total))), ("year", $"{_input.FirstYear}"), ("kind", _columns.Word(words.Kinds["rank"])), ("value", "45/63"), ("baseYear", $"{index.Year}"), ("source", "1234/KH-UBND"))),
            (_columns.Title(PlanRole.Tasks), Row(PlanRole.Tasks, ("no", "5.1"), ("content", task), ("parts", part.Level == IndicatorLevel.Total ? index.Name : $"{index.Name} {part.Code}"), ("lead", "STP"), ("coAgencies", "VPUB; SNV"), ("due", due), ("output", new Text("Quyết định công bố thủ tục", "A decision on procedures").In(_language)), ("weight", "2"))),
            (_columns.Title(PlanRole.Progress), Row(PlanRole.Progress, ("task", "5.1"), ("period", PlanTemplateLists.Period(_input.Description, "Q2", _input.FirstYear, _language)), ("percent", "60"), ("status", _columns.Word(words.Statuses["in progress"])), ("note", new Text("Đã trình dự thảo; chờ thẩm định", "Draft submitted; under review").In(_language)), ("evidence", "567/TTr-STP"))),
        ], hasScores: true, _language);
    }

    private (string, string)[] Row(PlanRole role, params (string Field, string Value)[] cells) =>
        [.. cells.Where(cell => _columns.Sheet(role).Fields.ContainsKey(cell.Field)).Select(cell => (_columns.Heading(role, cell.Field), cell.Value))];

    private string[] Steps()
    {
        string Tab(PlanRole role) => $"“{_columns.Title(role)}”";
        string to = _input.SendTo.Length > 0 ? _input.SendTo : new Text("đầu mối PapiBI của tỉnh", "those who run PapiBI in the province").In(_language);
        return _language == Language.Vietnamese
            ?
            [
                $"Trang {Tab(PlanRole.Plan)}: {(_input.Code.Length > 0 ? "kiểm tra mã kế hoạch" : $"đặt mã kế hoạch riêng của mình (như {_input.CodeExample})")}, ghi tên kế hoạch, cơ quan ban hành, số và ngày văn bản.",
                $"Trang {Tab(PlanRole.Agencies)}: mỗi cơ quan một mã ngắn và một tên; có thư điện tử thì cơ quan được nhắc việc.",
                $"Trang {Tab(PlanRole.Targets)}: các trục nội dung đã ghi sẵn cùng kết quả năm trước; chọn loại mục tiêu và ghi giá trị. Xem trang “{PlanTemplateScores.Tab.Vi}” để biết nội dung nào yếu.",
                $"Trang {Tab(PlanRole.Tasks)}: mỗi nhiệm vụ một dòng, có nội dung chỉ số, cơ quan chủ trì và thời hạn. Ngày gõ ngày/tháng/năm.",
                $"Trang {Tab(PlanRole.Progress)}: điền khi báo cáo từng kỳ. Có thể thêm dòng, sắp xếp, lọc, dán; giữ nguyên tên trang và tiêu đề cột.",
                $"Lưu dạng .xlsx và gửi cho {to}. Nếu có ô sai, tệp được trả lại với các ô đó tô màu; sửa rồi gửi lại chính tệp ấy.",
            ]
            :
            [
                $"Sheet {Tab(PlanRole.Plan)}: {(_input.Code.Length > 0 ? "check the plan's code" : $"make a code of your own (such as {_input.CodeExample})")}; write its name, its owner, the document's number and date.",
                $"Sheet {Tab(PlanRole.Agencies)}: a short code and a name for each agency; with an e-mail address it is reminded of its tasks.",
                $"Sheet {Tab(PlanRole.Targets)}: the dimensions stand there with last year's results; choose a kind of target and write its value. The sheet “{PlanTemplateScores.Tab.En}” shows what is weak.",
                $"Sheet {Tab(PlanRole.Tasks)}: a line for each task, with the parts of the index it serves, a lead agency and a deadline. Dates are day/month/year.",
                $"Sheet {Tab(PlanRole.Progress)}: filled in when a period is reported on. Lines may be added, sorted, filtered, pasted; keep the names of sheets and headings.",
                $"Save as .xlsx and send it to {to}. If a cell is wrong the file comes back with that cell marked; correct it and send that very file.",
            ];
    }
}
