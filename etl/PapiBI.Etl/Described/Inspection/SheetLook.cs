using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;

namespace PapiBI.Etl.Described.Inspection;

/// <summary>Finds the provinces of a sheet, and from where they stand its layout, its header and its headings.</summary>
internal sealed partial class SheetLook
{
    private const int LongestName = 60;
    private const int FewestProvinces = 3;
    private const int MostHeaderLines = 6;

    private readonly RawSheet _sheet;
    private readonly RawRow[] _rows;
    private readonly int _width;
    private readonly string?[][] _places;
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> _schemes;

    private SheetLook(RawSheet sheet, ProvinceDirectory provinces, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> schemes)
    {
        _sheet = sheet;
        _rows = [.. sheet.Rows];
        _width = _rows.Select(row => row.Cells.Count).DefaultIfEmpty().Max();
        _schemes = schemes;
        _places = [.. _rows.Select(row => Columns.Select(i => Place(row[i], provinces)).ToArray())];
    }

    private IEnumerable<int> Columns => Enumerable.Range(0, _width);

    /// <summary>The sheet without guesses: what its headings mean is asked of <paramref name="guess"/>, which is given a heading's texts.</summary>
    public static SeenSheet Look(RawSheet sheet, ProvinceDirectory provinces, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> schemes, Func<IEnumerable<string>, Guess?> guess) =>
        new SheetLook(sheet, provinces, schemes).Look(guess);

    private SeenSheet Look(Func<IEnumerable<string>, Guess?> guess)
    {
        var seen = new SeenSheet { Name = _sheet.Name, IsHidden = _sheet.IsHidden, Rows = _rows.Length, Columns = _width };
        if (_width == 0)
        {
            return seen;
        }

        int[] byColumn = [.. Columns.Select(i => Distinct(_places.Select(row => row[i])))];
        int[] byRow = [.. _places.Select(Distinct)];
        return byColumn.Max() >= FewestProvinces && byColumn.Max() >= byRow.Max() ? InColumns(seen, byColumn, guess)
            : byRow.Max() > 0 ? InRow(seen, Array.IndexOf(byRow, byRow.Max()), guess)
            : seen;
    }

    private SeenSheet InColumns(SeenSheet seen, int[] byColumn, Func<IEnumerable<string>, Guess?> guess)
    {
        int[] names = [.. Columns.Where(i => byColumn[i] >= Math.Max(FewestProvinces, byColumn.Max() * 0.7))];
        int first = Array.FindIndex(_places, row => names.Any(i => row[i] is not null));
        int[] body = [.. Enumerable.Range(first, _rows.Length - first).TakeWhile(r => r == first || _rows[r].Line == _rows[r - 1].Line + 1)];
        bool arePairs = names.Length > 1 && body.Count(r => _places[r][names[0]] is string one && _places[r][names[1]] is string other && one != other) > body.Length / 2;
        // Of several spellings the one that matches most, then the one with diacritics.
        int name = arePairs ? names[0] : names.OrderByDescending(i => byColumn[i]).ThenByDescending(i => body.Sum(r => _rows[r][i].Text.Count(letter => letter > '\u007f'))).First();
        int top = Enumerable.Range(0, first).FirstOrDefault(r => _rows[first].Line - _rows[r].Line < MostHeaderLines && IsText(_rows[r][name]) && _rows[r].Cells.Count(cell => !cell.IsBlank) > 1, -1);
        if (top < 0)
        {
            return seen;
        }

        RawRow[] header = _rows[top..first];
        RawRow[] rows = [.. body.Where(r => _places[r][name] is not null).Select(r => _rows[r])];
        int[] others = [.. names.Where(i => i != name)];
        int? year = Columns.Where(i => HasHeading(header, i) && rows.All(row => YearCell().IsMatch(row[i].Text))).Select(i => (int?)i).FirstOrDefault();
        (int Column, string Scheme)? code = arePairs ? null : Code(rows, body, name);
        seen = seen with
        {
            Layout = arePairs ? Layout.Pairs : Layout.Wide,
            Header = _rows[top][name],
            HeaderRows = _rows[first].Line - _rows[top].Line,
            Province = new ProvinceRule { Name = HeadingOf(header, name), Code = code is { } c ? HeadingOf(header, c.Column) : null, Scheme = code?.Scheme ?? "gso" },
            Provinces = [.. body.Select(r => _places[r][name]).OfType<string>().Distinct(StringComparer.Ordinal)],
            OtherNames = arePairs ? [] : [.. others.Select(i => HeadingOf(header, i).Title).OfType<string>()],
            YearColumn = year is int y ? HeadingOf(header, y) : null,
        };
        seen = WithStrangers(seen, body.SelectMany(r => (arePairs ? names : [name]).Where(i => !_rows[r][i].IsBlank && _places[r][i] is null).Select(i => _rows[r][i])));
        int[] taken = [name, .. others, year ?? -1, code?.Column ?? -1];
        int[] figures = [.. Columns.Where(i => !taken.Contains(i) && HasHeading(header, i))];
        return Long(seen, header, rows, figures, guess)
            ?? seen with { Figures = Figures(figures.Select(i => (header.Select(row => row[i]).Where(cell => !cell.IsBlank).ToArray(), arePairs ? body.Select(r => _rows[r][i]).ToArray() : rows.Select(row => row[i]).ToArray())), guess) };
    }

    // Each province stands there several times, beside the names of items.
    private SeenSheet? Long(SeenSheet seen, RawRow[] header, RawRow[] rows, int[] columns, Func<IEnumerable<string>, Guess?> guess)
    {
        if (rows.Length < seen.Provinces.Count * 2 || columns.FirstOrDefault(i => rows.Select(row => row[i].Text).Distinct(StringComparer.Ordinal).Count(text => guess([text]) is { Confidence: >= SeenFigure.Sure }) > 1, -1) is not (>= 0 and var item))
        {
            return null;
        }

        int value = columns.Where(i => i != item).DefaultIfEmpty(-1).MaxBy(i => i < 0 ? 0 : rows.Count(row => Numbers.TryRead(row[i], out ReadNumber number, out _) && number.Value is not null));
        return value < 0 ? null : seen with
        {
            Layout = Layout.Long,
            Item = HeadingOf(header, item),
            Value = HeadingOf(header, value),
            Figures = Figures(rows.GroupBy(row => row[item].Text, StringComparer.OrdinalIgnoreCase).Where(group => group.Key.Length > 0).Select(group => (new[] { group.First()[item] }, group.Select(row => row[value]).ToArray())), guess),
        };
    }

    private SeenSheet InRow(SeenSheet seen, int top, Func<IEnumerable<string>, Guess?> guess)
    {
        int[] columns = [.. Columns.Where(i => _places[top][i] is not null)];
        RawRow[] body = [.. _rows.Skip(top + 1).TakeWhile((row, i) => i == 0 || row.Line == _rows[top + i].Line + 1)];
        int labels = Enumerable.Range(0, columns[0]).Where(i => IsText(_rows[top][i])).DefaultIfEmpty(-1).MaxBy(i => i < 0 ? 0 : body.Count(row => IsText(row[i])));
        if (labels < 0 || body.Length == 0)
        {
            return seen;
        }

        SeenFigure[] figures = Figures(body.Where(row => IsText(row[labels])).Select(row => (new[] { row[labels] }, columns.Select(i => row[i]).ToArray())), guess);
        int scale = Enumerable.Range(labels + 1, columns[0] - labels - 1).FirstOrDefault(i => body.Count(row => Scale().IsMatch(row[i].Text)) >= FewestProvinces, -1);
        seen = seen with
        {
            Layout = figures.Any(figure => figure.Guess is not null) ? Layout.Transposed : null,
            Header = _rows[top][labels],
            HeaderRows = body[0].Line - _rows[top].Line,
            Provinces = [.. columns.Select(i => _places[top][i]!).Distinct(StringComparer.Ordinal)],
            Scale = scale < 0 ? null : HeadingOf([_rows[top]], scale),
            Figures = figures,
        };
        return WithStrangers(seen, Columns.Where(i => i > columns[0] && _places[top][i] is null && !_rows[top][i].IsBlank).Select(i => _rows[top][i]));
    }

    private static SeenSheet WithStrangers(SeenSheet seen, IEnumerable<RawCell> cells)
    {
        ILookup<bool, RawCell> unknown = cells.DistinctBy(cell => Headings.Plain(cell.Text), StringComparer.OrdinalIgnoreCase).ToLookup(cell => Wording.IsFooter(cell.Text) || cell.Number is not null);
        return seen with { Footers = [.. unknown[true]], Strangers = [.. unknown[false]] };
    }

    private SeenFigure[] Figures(IEnumerable<(RawCell[] Heading, RawCell[] Cells)> found, Func<IEnumerable<string>, Guess?> guess)
    {
        var times = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        List<SeenFigure> figures = [];
        foreach ((RawCell[] heading, RawCell[] cells) in found)
        {
            string title = Headings.Plain(heading[0].Text);
            times[title] = times.GetValueOrDefault(title) + 1;
            figures.Add(new SeenFigure(heading[0], times[title], guess(heading.Select(cell => Headings.Plain(cell.Text))), cells));
        }

        return [.. figures];
    }

    // The column whose codes, in one of the schemes, are those of the named provinces.
    private (int Column, string Scheme)? Code(RawRow[] rows, int[] body, int name)
    {
        string[] named = [.. body.Select(r => _places[r][name]).OfType<string>()];
        var found = Columns.Where(i => i != name)
            .SelectMany(i => _schemes.Select(scheme => (Name: scheme.Key, Codes: (IReadOnlyDictionary<string, string>?)scheme.Value)).Prepend((Name: "gso", Codes: null)), (i, scheme) =>
                (Column: i, Scheme: scheme.Name, Agree: rows.Where((row, r) => ProvinceDirectory.CodeIn(scheme.Codes, row[i]) == named[r]).Count()))
            .MaxBy(way => way.Agree);
        return found.Agree >= Math.Max(FewestProvinces, rows.Length * 0.9) ? (found.Column, found.Scheme) : null;
    }

    private static Heading HeadingOf(RawRow[] header, int column) =>
        header.Select(row => row[column]).FirstOrDefault(cell => !cell.IsBlank) is { } cell
            ? new Heading { Title = Headings.Plain(cell.Text), Occurrence = Enumerable.Range(0, column).Count(i => header.Any(row => Headings.AreSame(row[i].Text, cell.Text))) is > 0 and var before ? before + 1 : null }
            : new Heading { Column = Positions.LettersOf(column + 1) };

    private static bool HasHeading(RawRow[] header, int column) => Array.Exists(header, row => IsText(row[column]));

    private static bool IsText(RawCell cell) => cell is { IsBlank: false, Number: null };

    private static string? Place(RawCell cell, ProvinceDirectory provinces) =>
        IsText(cell) && cell.Text.Length <= LongestName ? provinces.CodesNamed(cell.Text).FirstOrDefault() : null;

    private static int Distinct(IEnumerable<string?> places) => places.OfType<string>().Distinct(StringComparer.Ordinal).Count();

    [GeneratedRegex("^(19|20)[0-9]{2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearCell();

    [GeneratedRegex(@"^[0-9]+([.,][0-9]+)?\s*%?\s*[-–]\s*[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scale();
}
