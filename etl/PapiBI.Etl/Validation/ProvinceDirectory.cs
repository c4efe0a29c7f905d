using System.Globalization;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation;

/// <summary>The provinces of one day, found by code and name together. Names valid that day come before aliases.</summary>
internal sealed class ProvinceDirectory
{
    private readonly string _day;
    private readonly Dictionary<string, KnownProvince> _byCode;
    private readonly ILookup<string, string> _codesByName;
    private readonly ILookup<string, string> _codesByAlias;

    public ProvinceDirectory(ReferenceData known, DateOnly day)
    {
        _day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        KnownProvince[] valid = [.. known.Provinces.Where(p => p.ValidFrom <= day && (p.ValidTo is null || p.ValidTo >= day))];
        _byCode = valid.ToDictionary(p => p.ProvinceCode);
        _codesByName = Lookup(valid.SelectMany(p => new[] { (p.FullNameVi, p.ProvinceCode), (p.NameVi, p.ProvinceCode), (p.NameEn, p.ProvinceCode) }));
        _codesByAlias = Lookup(known.Aliases.Where(a => _byCode.ContainsKey(a.ProvinceCode)).Select(a => (a.Alias, a.ProvinceCode)));
    }

    public IEnumerable<KnownProvince> All => _byCode.Values.OrderBy(p => p.ProvinceCode, StringComparer.Ordinal);

    public KnownProvince? Match(TableRow row, string codeColumn, string nameColumn)
    {
        string code = row.ProvinceCode(codeColumn);
        string name = row.Text(nameColumn);
        string shownCode = RawCell.Shorten(code);
        string shownName = RawCell.Shorten(name);
        if (!row.IsSound)
        {
            return null;
        }

        KnownProvince? byCode = _byCode.GetValueOrDefault(code);
        KnownProvince[] byName = [.. CodesNamed(name).Distinct(StringComparer.Ordinal).Select(c => _byCode[c])];
        if (byCode is null)
        {
            row.Refuse(IssueCodes.ProvinceUnknown, row.Cell(codeColumn),
                $"không có tỉnh nào mang mã “{shownCode}” vào ngày {_day}{HintVi(byName)}; hãy sửa mã.",
                $"no province has the code “{shownCode}” on {_day}{HintEn(byName)}; correct the code.");
        }

        if (byName.Length == 0)
        {
            row.Refuse(IssueCodes.ProvinceUnknown, row.Cell(nameColumn),
                $"không có tỉnh nào tên “{shownName}” vào ngày {_day}; hãy sửa tên hoặc thêm tên này vào bảng province-aliases.",
                $"no province is named “{shownName}” on {_day}; correct the name, or add it to the province-aliases table.");
        }
        else if (byCode is not null && !byName.Contains(byCode))
        {
            row.Refuse(IssueCodes.CodeNameDisagree, row.Cell(nameColumn),
                $"mã và tên không khớp: mã {code} là {byCode.NameVi}, còn “{shownName}” có mã {CodesOf(byName)}; hãy sửa một trong hai.",
                $"code and name disagree: {code} is {byCode.NameEn}, but “{shownName}” has the code {CodesOf(byName)}; correct one of them.");
        }

        return row.IsSound ? byCode : null;
    }

    /// <summary>The codes a row speaks of by code or by name, whether or not the two agree.</summary>
    public IEnumerable<string> Mentioned(RawCell code, RawCell name) => CodesNamed(name.Text).Append(ProvinceNames.CodeOf(code));

    private IEnumerable<string> CodesNamed(string name)
    {
        string key = ProvinceNames.KeyOf(name);
        return _codesByName.Contains(key) ? _codesByName[key] : _codesByAlias[key];
    }

    private static string HintVi(KnownProvince[] byName) => byName.Length == 0 ? "" : $" ({byName[0].NameVi} có mã {CodesOf(byName)})";

    private static string HintEn(KnownProvince[] byName) => byName.Length == 0 ? "" : $" ({byName[0].NameEn} has the code {CodesOf(byName)})";

    private static string CodesOf(KnownProvince[] provinces) => string.Join(", ", provinces.Select(p => p.ProvinceCode));

    private static ILookup<string, string> Lookup(IEnumerable<(string Name, string Code)> names) =>
        names.SelectMany(n => ProvinceNames.Keys(n.Name), (n, key) => (Key: key, n.Code)).ToLookup(pair => pair.Key, pair => pair.Code, StringComparer.Ordinal);
}
