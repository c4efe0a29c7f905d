using System.Globalization;
using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>A plan of Ninh Thuận for 2021 as a workbook, sound until a cell is changed. Places are "Nhiệm vụ!D5".</summary>
public sealed class PlanBook
{
    public const string Code = "PAPI-58-2021";

    private readonly List<(string Name, List<List<object>> Rows)> sheets;
    private readonly Dictionary<string, string[]> merged = [];
    private readonly HashSet<string> hidden = [];

    private PlanBook(params (string, List<List<object>>)[] sheets) => this.sheets = [.. sheets];

    public static SourceDescriptions Descriptions { get; } = SourceDescriptions.Read(SourceDescriptions.ShippedFolder).Descriptions;

    /// <summary>The plan whole, with agencies, targets, tasks and two reports.</summary>
    public static PlanBook Whole() => new(
        ("Hướng dẫn", [["Điền các trang sau; tô vàng là bắt buộc."]]),
        ("Kế hoạch",
        [
            ["KẾ HOẠCH CẢI THIỆN CHỈ SỐ PAPI"],
            [""],
            ["Mã kế hoạch", Code],
            ["Tên kế hoạch", "Kế hoạch cải thiện Chỉ số PAPI năm 2021"],
            ["Tên kế hoạch (tiếng Anh)", "PAPI improvement plan 2021"],
            ["Cấp ban hành", "Tỉnh"],
            ["Cơ quan ban hành", "UBND tỉnh Ninh Thuận"],
            ["Cơ quan ban hành (tiếng Anh)", "People's Committee of Ninh Thuan"],
            ["Tỉnh, thành phố", "Ninh Thuận"],
            ["Thực hiện kế hoạch cấp trên", ""],
            ["Chỉ số", "PAPI"],
            ["Năm đầu", 2021d],
            ["Năm cuối", 2021d],
            ["Số, ký hiệu văn bản", "123/KH-UBND"],
            ["Ngày ban hành", new DateOnly(2021, 3, 1)],
            ["Minh họa", "Có"],
            ["Ghi chú", "Phân công nhiệm vụ là minh họa"],
            ["Ghi chú (tiếng Anh)", "Who does what is illustrative"],
        ]),
        ("Cơ quan",
        [
            ["Mã cơ quan", "Tên cơ quan", "Tên cơ quan (tiếng Anh)", "Cơ quan cấp trên", "Đầu mối liên hệ", "Thư điện tử"],
            ["UBND", "UBND tỉnh", "Provincial People's Committee", "", "", ""],
            ["SNV", "Sở Nội vụ", "Department of Home Affairs", "UBND", "Nguyễn Văn A", "snv@ninhthuan.gov.vn"],
            ["SLD", "Sở Lao động, Thương binh và Xã hội", "Department of Labour", "UBND tỉnh", "", ""],
            ["TTT", "Thanh tra tỉnh", "Provincial Inspectorate", "UBND", "", ""],
        ]),
        ("Mục tiêu",
        [
            ["Mục tiêu của kế hoạch"],
            ["Số mục tiêu", "Năm", "Nội dung", "Loại mục tiêu", "Giá trị", "Trên tổng số", "So với năm", "Căn cứ", "Minh họa"],
            ["1", 2021d, "PAPI", "Điểm", 42.5, "", "", "Mục I.1", ""],
            ["2", 2021d, "Tổng điểm", "Hạng", "45/63", "", "", "Mục I.1", ""],
            ["3", 2021d, "1 – Tham gia của người dân ở cấp cơ sở", "Tăng điểm", "tăng 0,5 điểm", "", 2020d, "", "Có"],
            ["4", 2021d, "2", "Tăng hạng", "13 bậc", "", "", "", ""],
            ["5", 2021d, "Kiểm soát tham nhũng trong khu vực công", "Nhóm", "Trung bình cao", "", "", "", ""],
            ["6", 2021d, "6", "Không giảm điểm", "", "", "", "", ""],
            ["7", 2021d, 7.3, "Không tụt hạng", "", "", "", "", ""],
        ]),
        ("Nhiệm vụ",
        [
            ["Số nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung chỉ số", "Cơ quan chủ trì", "Cơ quan phối hợp", "Địa bàn", "Bắt đầu", "Thời hạn", "Sản phẩm", "Kinh phí (triệu đồng)", "Trọng số", "Minh họa"],
            ["I", "Tham gia của người dân", "", "", "", "", "", "", "", "", "", ""],
            ["1.1", "Công khai danh sách hộ nghèo", "PAPI 2.2; 1 (3)", "SLD", "Sở Nội vụ; TTT", "Phan Rang - Tháp Chàm; Ninh Hải", new DateOnly(2021, 4, 1), "30/6/2021", "Danh sách niêm yết", 50d, 2d, ""],
            ["1.2", "Đối thoại với người dân", "1.4", "Sở Nội vụ", "Sở Lao động, Thương binh và Xã hội, Thanh tra tỉnh", "", "4/2021", "quý III/2021", "", "", "", "x"],
            ["2", "Công bố thủ tục hành chính", "5", "SNV", "", "", "", "12/2021", "", "", "", ""],
        ]),
        ("Tiến độ",
        [
            ["Số nhiệm vụ", "Kỳ báo cáo", "Tỷ lệ hoàn thành (%)", "Tình trạng", "Ngày hoàn thành", "Kết quả, vướng mắc", "Văn bản, minh chứng", "Minh họa"],
            ["1.1", "Quý II/2021", 100d, "Hoàn thành", "25/6/2021", "Đã niêm yết", "BC 12/BC-SLĐ", ""],
            ["1.2", "6 tháng đầu năm 2021", "40%", "Đang thực hiện", "", "", "", "Có"],
            ["2", "Quý II/2021", "", "", "", "", "", ""],
        ]));

    /// <summary>An agency's report on the plan, which was sent before.</summary>
    public static PlanBook Report() => new(
        ("Kế hoạch", [["Mã kế hoạch", Code], ["Cơ quan báo cáo", "SNV"], ["Tên kế hoạch", ""]]),
        ("Tiến độ",
        [
            ["Số nhiệm vụ", "Kỳ báo cáo", "Tỷ lệ hoàn thành (%)", "Tình trạng", "Ngày hoàn thành"],
            ["1.2", "Quý III/2021", 60d, "Đang thực hiện", ""],
            ["2", "2021-Q3", 20d, "In progress", ""],
        ]));

    public static KnownPlan Loaded { get; } = new(Code, PlanOwner.Province, "UBND tỉnh Ninh Thuận", "58", 2021, 2021, ["UBND", "SNV", "SLD", "TTT"],
    [
        new KnownTask("1.1", "Công khai danh sách hộ nghèo", new DateOnly(2021, 4, 1), new DateOnly(2021, 6, 30), "SLD") { Reports = [new KnownReport(ReportingPeriod.Quarter, new DateOnly(2021, 6, 30), 100)] },
        new KnownTask("1.2", "Đối thoại với người dân", new DateOnly(2021, 4, 1), new DateOnly(2021, 9, 30), "SNV") { Reports = [new KnownReport(ReportingPeriod.Half, new DateOnly(2021, 6, 30), 40)] },
        new KnownTask("2", "Công bố thủ tục hành chính", null, new DateOnly(2021, 12, 31), "SNV"),
    ]) { AgencyNames = [("UBND tỉnh", "UBND"), ("Sở Nội vụ", "SNV")] };

    public IReadOnlyList<(string Name, List<List<object>> Rows)> Sheets => sheets;

    public List<List<object>> this[string sheet] => sheets.Single(s => s.Name == sheet).Rows;

    /// <param name="place">"Nhiệm vụ!D5".</param>
    /// <param name="value">A cell of <see cref="SomeWorkbook"/>.</param>
    public PlanBook With(string place, object value)
    {
        (List<List<object>> rows, int row, int column) = At(place);
        while (rows.Count <= row)
        {
            rows.Add([]);
        }

        while (rows[row].Count <= column)
        {
            rows[row].Add("");
        }

        rows[row][column] = value;
        return this;
    }

    /// <summary>A row below the last of a sheet.</summary>
    public PlanBook Adding(string sheet, params object[] row)
    {
        this[sheet].Add([.. row]);
        return this;
    }

    public PlanBook Without(string sheet)
    {
        sheets.RemoveAll(s => s.Name == sheet);
        return this;
    }

    public PlanBook Renamed(string sheet, string name)
    {
        int i = sheets.FindIndex(s => s.Name == sheet);
        sheets[i] = (name, sheets[i].Rows);
        return this;
    }

    public PlanBook Merging(string sheet, params string[] areas)
    {
        merged[sheet] = areas;
        return this;
    }

    public PlanBook Hiding(string sheet)
    {
        hidden.Add(sheet);
        return this;
    }

    public byte[] Bytes() => SomeWorkbook.Of([.. sheets.Select(s => (s.Name, (IReadOnlyList<IReadOnlyList<object>>)s.Rows))], merged, hidden);

    public FileReading Reading(string name = "ke-hoach.xlsx") => new FileReader(Descriptions).Read(name, Bytes());

    public ReadResult Read(params KnownPlan[] known) => BatchBuilder.Build(Reading(), Samples.Known with { Plans = known });

    private (List<List<object>> Rows, int Row, int Column) At(string place)
    {
        string[] parts = place.Split('!');
        int column = Positions.ColumnIn(parts[1]);
        return (this[parts[0]], int.Parse(parts[1].TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), CultureInfo.InvariantCulture) - 1, column - 1);
    }
}
