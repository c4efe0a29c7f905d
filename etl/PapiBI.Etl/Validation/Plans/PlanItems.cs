using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>Told what is wrong with a cell: code, cell, Vietnamese, English.</summary>
internal delegate void Refusal(string code, RawCell cell, string vi, string en);

/// <summary>Finds the indices and the parts of indices that a plan speaks of, by code, by name, or by both.</summary>
internal sealed partial class PlanItems(ReferenceData known, PlanWords words, IReadOnlyList<string> indices)
{
    // What may stand before an item's number: "Trục nội dung số 1".
    private static readonly string[] Before = ["truc", "noi", "dung", "so", "chi", "thanh", "phan", "dimension", "sub", "item"];

    private readonly string[] _all = [.. known.Editions.Select(e => e.IndexCode).Concat(known.Indicators.Select(i => i.IndexCode)).Distinct(StringComparer.Ordinal)];
    private readonly ILookup<string, KnownIndicator> _items = known.Indicators.ToLookup(item => item.IndexCode, StringComparer.Ordinal);
    private readonly Dictionary<(string, int), Spelt[]> _structures = [];

    /// <summary>The code of a known index; null where it is none.</summary>
    public string? IndexNamed(string text) => _all.FirstOrDefault(code => Wording.Plain(code) == Wording.Plain(text));

    /// <summary>The index of a row: the one it names, or the plan's only one. Null, told, where it is not certain or not the plan's.</summary>
    public string? Index(RawCell cell, Refusal refuse)
    {
        if (cell.IsBlank && indices is [var only])
        {
            return only;
        }

        if (cell.IsBlank)
        {
            if (indices.Count > 1)
            {
                refuse(IssueCodes.ValueMissing, cell, $"kế hoạch có nhiều chỉ số ({string.Join(", ", indices)}) nên phải ghi là chỉ số nào; hãy ghi thêm.", $"the plan has several indices ({string.Join(", ", indices)}); say which one.");
            }

            return null;
        }

        return OfPlan(IndexNamed(cell.Text), cell, cell.Shown, refuse);
    }

    /// <summary>The item of an index in a year, or in the newest edition known by then. Null, told, where there is none.</summary>
    public KnownIndicator? Item(string index, int year, RawCell cell, string text, Refusal refuse)
    {
        Spelt[] structure = Structure(index, year);
        if (structure.Length == 0)
        {
            refuse(IssueCodes.StructureUnknown, cell, $"chưa có cấu trúc của {index}; hãy nạp bảng structure trước.", $"the parts of {index} are not known; load the structure table first.");
            return null;
        }

        string plain = Wording.Plain(DecimalComma().Replace(text, "$1.$2"));
        string prefix = Wording.Plain(index) + " ";
        string rest = plain.StartsWith(prefix, StringComparison.Ordinal) ? plain[prefix.Length..] : plain;
        if (rest == Wording.Plain(index) || words.Total.Any(word => Wording.Plain(word) == rest))
        {
            return structure.First(item => item.Item.Level == IndicatorLevel.Total).Item;
        }

        string said = string.Join(' ', rest.Split(' ').SkipWhile(Before.Contains));
        Spelt? spelt = structure.Where(item => said == item.Code || said.StartsWith(item.Code + " ", StringComparison.Ordinal)).MaxBy(item => item.Code.Length);
        KnownIndicator? byCode = spelt?.Item;
        string name = spelt is null ? "" : said[spelt.Code.Length..].TrimStart();
        KnownIndicator[] byName = [.. structure.Where(item => item.IsNamed(spelt is null ? rest : name)).Select(item => item.Item)];
        if (byCode is not null && name.Length > 0 && !byName.Contains(byCode) && !(byName.Length == 0 && HadName(byCode, name)))
        {
            Text of = byName.Length == 0 ? new Text("không phải là tên của nội dung nào", "is the name of no item") : new Text($"là tên của “{byName[0].ItemCode}”", $"is the name of “{byName[0].ItemCode}”");
            refuse(IssueCodes.ItemNameDisagrees, cell,
                $"mã và tên không khớp: “{byCode.ItemCode}” của {index} là {byCode.NameVi}, còn tên trong “{RawCell.Shorten(text)}” {of.Vi}; hãy sửa một trong hai.",
                $"code and name disagree: “{byCode.ItemCode}” of {index} is {byCode.NameEn}, but the name in “{RawCell.Shorten(text)}” {of.En}; correct one of them.");
            return null;
        }

        if ((byCode ?? (byName.Length == 1 ? byName[0] : null)) is { } found)
        {
            return found;
        }

        if (Day().IsMatch(text))
        {
            refuse(IssueCodes.ItemUnknown, cell, $"“{text}” là ngày tháng: Excel đã đổi một mã như 7.3 thành ngày; hãy định dạng ô là văn bản rồi nhập lại mã.", $"“{text}” is a date: Excel turned a code such as 7.3 into a day; format the cell as text and type the code again.");
            return null;
        }

        refuse(IssueCodes.ItemUnknown, cell,
            byName.Length > 1 ? $"“{RawCell.Shorten(text)}” có thể là {string.Join(", ", byName.Select(item => item.ItemCode))}; hãy ghi mã." : $"{index} năm {structure[0].Item.Year} không có nội dung “{RawCell.Shorten(text)}”; hãy ghi mã như 1.1 hoặc đúng tên.",
            byName.Length > 1 ? $"“{RawCell.Shorten(text)}” may be any of {string.Join(", ", byName.Select(item => item.ItemCode))}; write its code." : $"{index} {structure[0].Item.Year} has no item “{RawCell.Shorten(text)}”; write its code, such as 1.1, or its very name.");
        return null;
    }

    /// <summary>"PAPI 5 (2)": an item of one of the plan's indices, with its weight. Null, told, where it is none.</summary>
    public (string Index, KnownIndicator Item, double Weight)? Part(RawCell cell, string text, int year, Refusal refuse)
    {
        Match match = Weighted().Match(text);
        if (TwoOrOne().IsMatch(text))
        {
            refuse(IssueCodes.ItemUnknown, cell, $"không rõ “{text}” là một hay hai nội dung; hãy viết {text.Replace(',', '.')} hoặc {text.Replace(",", "; ", StringComparison.Ordinal)}.", $"“{text}” may be one item or two; write {text.Replace(',', '.')} or {text.Replace(",", "; ", StringComparison.Ordinal)}.");
            return null;
        }

        double weight = 1;
        if (match.Groups["weight"].Success && (!Numbers.TryRead(match.Groups["weight"].Value, out ReadNumber number, out _) || number.Value is not double given || (weight = given) <= 0))
        {
            refuse(IssueCodes.WeightNotPositive, cell, $"trọng số trong “{RawCell.Shorten(text)}” phải lớn hơn 0; hãy sửa.", $"the weight in “{RawCell.Shorten(text)}” must be more than 0; correct it.");
            return null;
        }

        string bare = match.Groups["item"].Value.Trim();
        string plain = Wording.Plain(bare) + " ";
        string? named = _all.OrderByDescending(code => code.Length).FirstOrDefault(code => plain.StartsWith(Wording.Plain(code) + " ", StringComparison.Ordinal));
        string? index = named is null ? Index(cell with { Text = "" }, refuse) : OfPlan(named, cell, named, refuse);
        return index is not null && Item(index, year, cell, bare, refuse) is { } item ? (index, item, weight) : null;
    }

    /// <summary>Whether the weight of a part is a percentage: "5 (50%)".</summary>
    public static bool IsShare(string text) => Weighted().Match(text).Groups["weight"].Value.EndsWith('%');

    /// <summary>Whether the text is to be taken for one part: it is one, or it is not certain whether it is.</summary>
    public bool IsPart(string text, int year) => TwoOrOne().IsMatch(text) || Part(new RawCell(text, Origin.File), text, year, (_, _, _, _) => { }) is not null;

    /// <summary>How many provinces there are at the end of a year.</summary>
    public int Provinces(int year) => known.Provinces.Count(p => p.ValidFrom <= new DateOnly(year, 12, 31) && (p.ValidTo is null || p.ValidTo >= new DateOnly(year, 12, 31)));

    private string? OfPlan(string? index, RawCell cell, string shown, Refusal refuse)
    {
        if (index is null)
        {
            refuse(IssueCodes.IndexUnknown, cell, $"không có chỉ số “{shown}”; hãy chọn một trong: {string.Join(", ", _all)}.", $"there is no index “{shown}”; choose one of: {string.Join(", ", _all)}.");
        }
        else if (indices.Count > 0 && !indices.Contains(index, StringComparer.Ordinal))
        {
            refuse(IssueCodes.IndexUnknown, cell, $"{index} không phải là chỉ số của kế hoạch ({string.Join(", ", indices)}); hãy sửa, hoặc thêm vào trang kế hoạch.", $"{index} is no index of the plan ({string.Join(", ", indices)}); correct it, or add it on the plan's sheet.");
            return null;
        }

        return index;
    }

    private Spelt[] Structure(string index, int year)
    {
        if (!_structures.TryGetValue((index, year), out Spelt[]? structure))
        {
            int[] years = [.. _items[index].Select(item => item.Year).Distinct().Order()];
            int of = years.LastOrDefault(known => known <= year, years.FirstOrDefault());
            structure = [.. _items[index].Where(item => item.Year == of).Select(item => new Spelt(item))];
            _structures[(index, year)] = structure;
        }

        return structure;
    }

    // Names change with the years; whoever knows the code may write an older one, unless it is another item's now.
    private bool HadName(KnownIndicator item, string name) => _items[item.IndexCode].Any(other => other.ItemCode == item.ItemCode && new Spelt(other).IsNamed(name));

    /// <summary>An item with its code and names as plain words.</summary>
    private sealed class Spelt(KnownIndicator item)
    {
        private readonly string[] _names = [.. new[] { item.NameVi, item.NameEn }.Select(Wording.Plain).Where(name => name.Length > 0)];

        public KnownIndicator Item => item;

        public string Code { get; } = Wording.Plain(item.ItemCode);

        // A name that is cut off, but not to a single word, is still that name.
        public bool IsNamed(string name) => Array.Exists(_names, own => own == name || (name.Contains(' ', StringComparison.Ordinal) && own.StartsWith(name + " ", StringComparison.Ordinal)));
    }

    [GeneratedRegex("(?<![0-9.,])([0-9]),([0-9])(?![0-9.,])", RegexOptions.None, 1000)]
    private static partial Regex DecimalComma();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.None, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"^[^0-9(]*\b[0-9],[0-9]\s*(\(.*)?$", RegexOptions.None, 1000)]
    private static partial Regex TwoOrOne();

    [GeneratedRegex(@"^(?<item>.*?)(\s*\((?<weight>-?[0-9][0-9.,]*\s?%?)\))?$", RegexOptions.Singleline, 1000)]
    private static partial Regex Weighted();
}
