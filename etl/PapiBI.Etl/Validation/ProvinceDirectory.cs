using System.Globalization;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
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
        _ = row.ProvinceCode(codeColumn);
        _ = row.Text(nameColumn);
        return row.IsSound ? Find(row.Cell(codeColumn), row.Cell(nameColumn), null, row.Refuse) : null;
    }

    /// <param name="code">Null where the table has no codes.</param>
    /// <param name="name">Null where the table has no names.</param>
    /// <param name="scheme">The publisher's codes to statistical codes; null where the table has the latter.</param>
    /// <param name="refuse">Told what is wrong, with its cell.</param>
    public KnownProvince? Find(RawCell? code, RawCell? name, IReadOnlyDictionary<string, string>? scheme, Action<string, RawCell, string, string> refuse)
    {
        KnownProvince[] byName = name is null ? [] : [.. CodesNamed(name.Text).Distinct(StringComparer.Ordinal).Select(c => _byCode[c])];
        KnownProvince? byCode = null;
        bool isSound = true;
        if (code is not null)
        {
            byCode = CodeIn(scheme, code) is string known ? _byCode.GetValueOrDefault(known) : null;
            if (byCode is null)
            {
                isSound = false;
                refuse(IssueCodes.ProvinceUnknown, code,
                    $"không có tỉnh nào mang mã “{code.Shown}” vào ngày {_day}{(scheme is null ? HintVi(byName) : "")}; hãy sửa mã.",
                    $"no province has the code “{code.Shown}” on {_day}{(scheme is null ? HintEn(byName) : "")}; correct the code.");
            }
        }

        if (name is not null && byName.Length == 0)
        {
            isSound = false;
            refuse(IssueCodes.ProvinceUnknown, name,
                $"không có tỉnh nào tên “{name.Shown}” vào ngày {_day}; hãy sửa tên hoặc thêm tên này vào bảng province-aliases.",
                $"no province is named “{name.Shown}” on {_day}; correct the name, or add it to the province-aliases table.");
        }
        else if (name is not null && byCode is not null && !byName.Contains(byCode))
        {
            isSound = false;
            refuse(IssueCodes.CodeNameDisagree, name,
                $"mã và tên không khớp: mã {code!.Shown} là {byCode.NameVi}, còn “{name.Shown}” có mã {CodesOf(byName)}; hãy sửa một trong hai.",
                $"code and name disagree: {code.Shown} is {byCode.NameEn}, but “{name.Shown}” has the code {CodesOf(byName)}; correct one of them.");
        }
        else if (code is null && byName.Length > 1)
        {
            isSound = false;
            refuse(IssueCodes.ProvinceUnknown, name!,
                $"“{name!.Shown}” có thể là mã {CodesOf(byName)}; hãy thêm mã tỉnh.",
                $"“{name.Shown}” may be any of {CodesOf(byName)}; add the province's code.");
        }

        return isSound ? byCode ?? byName[0] : null;
    }

    /// <summary>The statistical code that a written code means.</summary>
    public static string? CodeIn(IReadOnlyDictionary<string, string>? scheme, RawCell code) =>
        scheme is null ? ProvinceNames.CodeOf(code.Text) : scheme.GetValueOrDefault(code.Text.TrimStart('P', 'p').TrimStart('0'));

    /// <summary>The codes a row speaks of by code or by name, whether or not the two agree.</summary>
    public IEnumerable<string> Mentioned(RawCell code, RawCell name) => CodesNamed(name.Text).Append(ProvinceNames.CodeOf(code.Text));

    /// <summary>The codes that a name may mean on the day; none where it is no province's.</summary>
    public IEnumerable<string> CodesNamed(string name)
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
