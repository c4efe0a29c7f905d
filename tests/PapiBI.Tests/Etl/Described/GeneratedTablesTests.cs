using System.Globalization;
using PapiBI.Etl.Described;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl.Described;

/// <summary>
/// Tables made at random from figures that are known beforehand: in any layout, in any order, with other columns between and notes around,
/// numbers written in any of the ways people write them. What loads is what was meant; damaged in one cell, it is refused or says what that cell says.
/// </summary>
public sealed class GeneratedTablesTests
{
    private const int Seeds = 150;

    private static readonly (string Code, string[] Spellings)[] Provinces =
    [
        ("01", ["Hà Nội", "Ha Noi", "TP. Hà Nội", "HÀ NỘI", "Hanoi"]),
        ("17", ["Hòa Bình", "Hoà Bình", "Hoa Binh", "Tỉnh Hòa Bình"]),
        ("79", ["Hồ Chí Minh", "TP.HCM", "Ho Chi Minh City", "Thành phố Hồ Chí Minh"]),
    ];

    private static readonly string[] Items = ["1.1", "1.2"];

    public static TheoryData<Layout> Layouts => [Layout.Wide, Layout.Transposed, Layout.Pairs, Layout.Long];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_loads_is_what_was_meant(Layout layout)
    {
        SourceDescriptions descriptions = Description(layout);
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            Dictionary<(string, string), double> meant = Meant(random);
            ReadResult read = SomeSource.Read(descriptions, ("Bảng", Table(layout, meant, random)));

            Assert.True(read.Batches.Count == 1, $"seed {seed}: {string.Join("; ", read.Issues.Select(issue => issue.Message.En))}");
            Assert.Equal(Said(meant), Said(Scores(read)));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void With_one_cell_damaged_it_is_refused_or_says_what_that_cell_says(Layout layout)
    {
        SourceDescriptions descriptions = Description(layout);
        object[] damages = ["", "KCDL", "n/a", "7,77", "0", 4.5, "4,5", "1.23,45", "#N/A", "Hà Nội", "1.1: Tri thức", new DateOnly(2021, 5, 8), "2.5%", "Hồ Chí Minh", -1.0, 2019.0];
        int taken = 0;
        for (int seed = 0; seed < Seeds * 2; seed++)
        {
            var random = new Random(seed);
            Dictionary<(string, string), double> meant = Meant(random);
            List<object[]> table = [.. Table(layout, meant, random).Select(row => row.ToArray())];
            object[] row = table[random.Next(table.Count)];
            if (row.Length == 0)
            {
                continue;
            }

            int at = random.Next(row.Length);
            row[at] = damages[random.Next(damages.Length)];
            ReadResult read = SomeSource.Read(descriptions, ("Bảng", [.. table]));
            if (read.Batches.Count == 0)
            {
                Assert.Contains(read.Issues, issue => issue.Severity == Severity.Error && issue.Message.Vi.Length > 0);
                continue;
            }

            taken++;
            var changed = Scores(read).Where(score => score.Value != meant[score.Key]).ToList();
            Assert.True(
                changed.Count == 0 || (changed.Count == 1 && row[at] is 4.5 or "4,5" && changed[0].Value == 4.5),
                $"seed {seed}, “{row[at]}”: {string.Join("; ", changed.Select(score => $"{score.Key} {score.Value}, not {meant[score.Key]}"))}");
        }

        Assert.InRange(taken, 10, Seeds * 2);
    }

    private static Dictionary<(string, string), double> Meant(Random random) =>
        Provinces.SelectMany(p => Items, (p, item) => (p.Code, item)).ToDictionary(key => key, _ => Math.Round(0.5 + (random.NextDouble() * 4.5), random.Next(1, 6)));

    private static SourceDescriptions Description(Layout layout) => SomeSource.Described($$"""
        "kind": "scores", "tables": [{
          "sheets": ".", "layout": "{{layout.ToString().ToLowerInvariant()}}", "year": { "value": 2020 }, "header": { "find": "{{(layout == Layout.Pairs ? "TT" : "Tỉnh")}}" }, "province": { "name": { "title": "{{(layout == Layout.Pairs ? "Đơn vị" : "Tỉnh")}}" } },
          "notProvinces": ["Cao nhất"], "ignoreHeadings": ["Ghi chú", "Khác"], {{(layout == Layout.Long ? "\"item\": { \"title\": \"Nội dung\" }, \"value\": { \"title\": \"Điểm\" }," : "")}}
          "figures": [{ "pattern": "^(?<item>1\\.[12]):" }], "others": "ignore"
        }]
        """);

    private static List<IReadOnlyList<object>> Table(Layout layout, Dictionary<(string, string), double> meant, Random random)
    {
        string[] items = [.. Items.OrderBy(_ => random.Next())];
        (string Code, string[] Spellings)[] provinces = [.. Provinces.OrderBy(_ => random.Next())];
        string Name((string Code, string[] Spellings) province) => province.Spellings[random.Next(province.Spellings.Length)] + (random.Next(8) == 0 ? "*" : "");
        object Cell(string code, string item) => Written(meant[(code, item)], random);
        string Label(string item) => $"{(random.Next(3) == 0 ? " " : "")}{item}: Nội dung {item}{(random.Next(3) == 0 ? "*" : "")}";
        List<IReadOnlyList<object>> rows = random.Next(2) == 0 ? [] : [["Bảng điểm"], []];
        switch (layout)
        {
            case Layout.Wide:
                rows.Add(["Ghi chú", "Tỉnh", .. items.Select(Label)]);
                rows.AddRange(provinces.Select(p => (IReadOnlyList<object>)["x", Name(p), .. items.Select(item => Cell(p.Code, item))]));
                rows.Add(["", "Cao nhất", 5.0, 5.0]);
                break;
            case Layout.Transposed:
                rows.Add(["Tỉnh", .. provinces.Select(p => (object)Name(p)), "Cao nhất"]);
                rows.AddRange(items.SelectMany(item => (IReadOnlyList<object>[])[[Label(item), .. provinces.Select(p => Cell(p.Code, item)), 5.0], ["Chỉ tiêu khác", 0.5, 0.5, 0.5]]));
                break;
            case Layout.Pairs:
                rows.Add(["TT", "Đơn vị", Label(items[0]), "", Label(items[1])]);
                (string Code, string[] Spellings)[] second = [.. Provinces.OrderBy(_ => random.Next())];
                rows.AddRange(provinces.Zip(second).Select((pair, i) => (IReadOnlyList<object>)[i + 1.0, Name(pair.First), Cell(pair.First.Code, items[0]), Name(pair.Second), Cell(pair.Second.Code, items[1])]));
                break;
            case Layout.Long:
                rows.Add(["Tỉnh", "Khác", "Nội dung", "Điểm"]);
                rows.AddRange(provinces.SelectMany(p => items, (p, item) => (IReadOnlyList<object>)[Name(p), "y", Label(item), Cell(p.Code, item)]).OrderBy(_ => random.Next()));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(layout), layout, "No such layout.");
        }

        return random.Next(2) == 0 ? rows : [.. rows, [], ["", "Trung vị", 3.0], ["Nguồn: nơi xuất bản"]];
    }

    private static object Written(double value, Random random)
    {
        string digits = value.ToString(CultureInfo.InvariantCulture);
        return random.Next(5) switch
        {
            0 => digits,
            1 => digits.Replace('.', ','),
            2 => $" {digits.Replace('.', ',')}\u00A0",
            3 => $"{digits.Replace('.', ',')}/5 điểm",
            _ => value,
        };
    }

    private static Dictionary<(string, string), double> Scores(ReadResult read) =>
        read.Batches.SelectMany(batch => batch.Rows).OfType<ScoreRow>().Where(row => row.Score is not null).ToDictionary(row => (row.ProvinceCode, row.ItemCode), row => row.Score!.Value);

    private static IEnumerable<string> Said(Dictionary<(string Province, string Item), double> scores) =>
        scores.Select(score => FormattableString.Invariant($"{score.Key.Province} {score.Key.Item} {score.Value}")).Order(StringComparer.Ordinal);
}
