using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Validation.Plans;

/// <summary>Reads single cells of a plan. What cannot be read becomes an issue, once for each cell also where it is merged over several rows; the value is then null or "".</summary>
internal sealed partial class PlanCells
{
    private readonly Faults _faults;
    private readonly HashSet<(string, Origin, string)> _said = [];
    private readonly Dictionary<object, Dictionary<string, string>> _words = [];

    public PlanCells(PlanWords words, Faults faults)
    {
        Words = words;
        _faults = faults;
        Moments = new PlanMoments(words);
        Units = new PlanUnits(words.Units);
    }

    public PlanWords Words { get; }
    public PlanMoments Moments { get; }
    public PlanUnits Units { get; }

    public void Refuse(string code, RawCell cell, string vi, string en)
    {
        if (cell.Text == OpenWorkbook.FormulaWithoutValue)
        {
            (vi, en) = (Numbers.FormulaWithoutValue.Vi, Numbers.FormulaWithoutValue.En);
        }

        if (_said.Add((code, cell.Origin, en)))
        {
            _faults.Error(code, cell.Origin, vi, en);
        }
    }

    public void Warn(string code, RawCell cell, string vi, string en)
    {
        if (_said.Add((code, cell.Origin, en)))
        {
            _faults.Warn(code, cell.Origin, vi, en);
        }
    }

    /// <param name="row">Of the sheet.</param>
    /// <param name="field">Its column.</param>
    /// <param name="longest">As many letters as the warehouse keeps.</param>
    public string Text(ReadPlanRow row, string field, int longest)
    {
        RawCell cell = PlanText.OneLine(row[field]);
        if (cell.Text.Length > longest)
        {
            Refuse(IssueCodes.TextTooLong, cell, $"ô dài {cell.Text.Length} ký tự, tối đa {longest}; hãy rút gọn.", $"the cell has {cell.Text.Length} letters, {longest} at most; shorten it.");
            return "";
        }

        return IsSafe(cell) ? cell.Text : "";
    }

    public string NeededText(ReadPlanRow row, string field, int longest) => IsThere(row, field) ? Text(row, field, longest) : "";

    /// <summary>Codes and numbers go into columns of plain letters, so "SGDĐT" is kept as SGDDT.</summary>
    public string Code(ReadPlanRow row, string field, int longest)
    {
        RawCell cell = row[field];
        string code = PlanText.PlainLetters(cell.Text).TrimEnd('.', ')', ' ');
        if (!IsThere(row, field) || !IsSafe(cell))
        {
            return "";
        }

        if (code.Length > longest || !PlainCode().IsMatch(code))
        {
            Refuse(IssueCodes.BadCode, cell,
                $"“{cell.Shown}” phải là một mã: tối đa {longest} chữ không dấu, chữ số và các dấu . - _ /, không có khoảng trắng; hãy sửa mã.",
                $"“{cell.Shown}” must be a code: at most {longest} plain letters, digits and the marks . - _ /, without blanks; correct the code.");
            return "";
        }

        return code;
    }

    /// <returns>The code that the words of the cell mean.</returns>
    public string? Word(ReadPlanRow row, string field, IReadOnlyDictionary<string, IReadOnlyList<string>> words)
    {
        RawCell cell = row[field];
        if (Known(words).TryGetValue(Wording.Plain(cell.Text), out string? code))
        {
            return code;
        }

        string vi = string.Join(", ", words.Values.Select(spellings => spellings[0])), en = string.Join(", ", words.Values.Select(spellings => spellings[Math.Min(1, spellings.Count - 1)]));
        Refuse(IssueCodes.WordUnknown, cell, $"không rõ “{cell.Shown}”; hãy chọn một trong: {vi}.", $"“{cell.Shown}” is not known here; choose one of: {en}.");
        return null;
    }

    public string? NeededWord(ReadPlanRow row, string field, IReadOnlyDictionary<string, IReadOnlyList<string>> words) => IsThere(row, field) ? Word(row, field, words) : null;

    /// <summary>The word of the cell, not told where there is none.</summary>
    public string? TryWord(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> words) => Known(words).GetValueOrDefault(Wording.Plain(text));

    /// <summary>A blank cell says no.</summary>
    public bool YesNo(ReadPlanRow row, string field)
    {
        RawCell cell = row[field];
        string key = Wording.Plain(cell.Text);
        bool isYes = Words.Yes.Any(word => Wording.Plain(word) == key);
        if (!cell.IsBlank && !isYes && Words.No.All(word => Wording.Plain(word) != key))
        {
            Refuse(IssueCodes.NotYesOrNo, cell, $"“{cell.Shown}” phải là {Words.Yes[0]} hoặc {Words.No[0]}.", $"“{cell.Shown}” must be {Words.Yes[Math.Min(1, Words.Yes.Count - 1)]} or {Words.No[Math.Min(1, Words.No.Count - 1)]}.");
        }

        return isYes && !cell.IsBlank;
    }

    public int? Year(ReadPlanRow row, string field)
    {
        RawCell cell = row[field];
        if (WrittenYear().Match(cell.Text) is { Success: true } match && int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture) is var year && PlanMoments.IsYear(year))
        {
            return year;
        }

        if (!cell.IsBlank)
        {
            Refuse(IssueCodes.BadYear, cell, $"“{cell.Shown}” không phải là một năm từ 2000 đến 2100; hãy sửa năm.", $"“{cell.Shown}” is not a year from 2000 to 2100; correct the year.");
        }

        return null;
    }

    public int? NeededYear(ReadPlanRow row, string field) => IsThere(row, field) ? Year(row, field) : null;

    public DateOnly? Day(ReadPlanRow row, string field, DayOf which)
    {
        RawCell cell = row[field];
        DateOnly? day = cell.IsBlank ? null : Moments.Day(cell, which);
        if (day is null && !cell.IsBlank)
        {
            Text example = which == DayOf.Exact ? new Text("30/6/2021", "30/6/2021") : new Text("30/6/2021, 6/2021, quý II/2021 hoặc năm 2021", "30/6/2021, 6/2021, Q2/2021 or 2021");
            Refuse(IssueCodes.BadDate, cell, $"“{cell.Shown}” không phải là ngày tháng rõ ràng; hãy viết ngày/tháng/năm, như {example.Vi}.", $"“{cell.Shown}” is no certain date; write day/month/year, such as {example.En}.");
        }

        return day;
    }

    public DateOnly? NeededDay(ReadPlanRow row, string field, DayOf which) => IsThere(row, field) ? Day(row, field, which) : null;

    /// <summary>A number without the words around it: 45 of 63 for "xếp thứ 45/63". Null, told, where there is none; null, not told, of a blank cell.</summary>
    /// <param name="row">Of the sheet.</param>
    /// <param name="field">Its column.</param>
    /// <param name="meaning">What the words may speak of, a key of <see cref="PlanWords.Units"/>; "": there are to be none.</param>
    public ReadNumber? Number(ReadPlanRow row, string field, string meaning)
    {
        RawCell cell = row[field];
        string bare = cell.Number is null ? Units.Without(cell.Text, meaning) : cell.Text;
        if (cell.Number is null && bare.Any(char.IsAsciiDigit) && Units.Foreign(bare, meaning) is { } foreign)
        {
            Refuse(IssueCodes.NotANumber, cell, $"“{foreign}” trong “{cell.Shown}” không phải là đơn vị của cột này; hãy chỉ ghi số.", $"“{foreign}” in “{cell.Shown}” is not the unit of this column; write the number alone.");
            return null;
        }

        if (!Numbers.TryRead(cell with { Text = bare.Length == 0 ? cell.Text : bare }, out ReadNumber number, out Text reason))
        {
            // The reason quotes the whole cell, where that is no number either.
            reason = Numbers.TryRead(cell, out _, out Text whole) ? reason : whole;
            Refuse(IssueCodes.NotANumber, cell, reason.Vi, reason.En);
            return null;
        }

        return number.Value is null ? null : number;
    }

    /// <summary>Null, told, also where a mark such as "-" stands for no number.</summary>
    public ReadNumber? NeededNumber(ReadPlanRow row, string field, string meaning)
    {
        if (!IsThere(row, field))
        {
            return null;
        }

        RawCell cell = row[field];
        if (Numbers.TryRead(cell, out ReadNumber number, out _) && number.Value is null)
        {
            Refuse(IssueCodes.ValueMissing, cell, $"“{cell.Shown}” không phải là giá trị; hãy ghi một số.", $"“{cell.Shown}” is no value; write a number.");
            return null;
        }

        return Number(row, field, meaning);
    }

    /// <summary>Whether the cell holds something; a blank one is told, unless the sheet has no such column, which has been told once.</summary>
    public bool IsThere(ReadPlanRow row, string field)
    {
        if (row.Has(field) && row[field].IsBlank)
        {
            Text title = PlanText.Title(row.Description, field);
            Refuse(IssueCodes.ValueMissing, row[field], $"ô trống; “{title.Vi}” bắt buộc phải có giá trị.", $"the cell is blank; “{title.En}” needs a value.");
        }

        return !row[field].IsBlank;
    }

    /// <summary>Plain text that no spreadsheet would execute.</summary>
    public bool IsSafe(RawCell cell)
    {
        var told = new Faults();
        bool isSafe = SafeText.Check(cell, told);
        foreach (Issue issue in told.Found.Where(issue => _said.Add((issue.Code, issue.Origin, issue.Message.En))))
        {
            _faults.Take(issue);
        }

        return isSafe;
    }

    private Dictionary<string, string> Known(IReadOnlyDictionary<string, IReadOnlyList<string>> words)
    {
        if (!_words.TryGetValue(words, out Dictionary<string, string>? known))
        {
            known = words.SelectMany(pair => pair.Value.Append(pair.Key).Select(word => (Key: Wording.Plain(word), Code: pair.Key))).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Code, StringComparer.Ordinal);
            _words[words] = known;
        }

        return known;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._/-]*$", RegexOptions.None, 1000)]
    private static partial Regex PlainCode();

    [GeneratedRegex("^((năm|year) )?(?<year>[0-9]{4})$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex WrittenYear();
}
