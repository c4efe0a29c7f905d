using System.Globalization;
using System.Text.RegularExpressions;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described.Inspection;

/// <summary>Looks at a workbook that no description fits, and says what it seems to hold.</summary>
public sealed class Inspector
{
    private readonly string _fileName;
    private readonly IReadOnlyList<RawSheet> _sheets;
    private readonly ReferenceData _known;
    private readonly SourceDescriptions _among;

    private Inspector(string fileName, IReadOnlyList<RawSheet> sheets, ReferenceData known, SourceDescriptions among)
    {
        _fileName = fileName;
        _sheets = sheets;
        _known = known;
        _among = among;
    }

    /// <param name="fileName">It may name index and year.</param>
    /// <param name="sheets">As the file reader gives them.</param>
    /// <param name="known">Provinces, editions and items.</param>
    /// <param name="among">For the schemes of codes.</param>
    /// <param name="index">Null: to be guessed.</param>
    /// <param name="year">Of the sheets that name none; null: to be guessed.</param>
    public static SeenWorkbook Look(string fileName, IReadOnlyList<RawSheet> sheets, ReferenceData known, SourceDescriptions among, string? index = null, int? year = null) =>
        new Inspector(fileName, sheets, known, among).Look(index, year);

    private SeenWorkbook Look(string? index, int? year)
    {
        int? ofFile = year ?? Only(YearsIn(_fileName));
        (string? named, SeenSheet[] sheets) = index is null ? BestIndex(ofFile) : (index, Sheets(index, ofFile));
        // Where neither the file nor its sheets name the year, most headings may.
        int? common = ofFile ?? sheets.SelectMany(sheet => sheet.Years).GroupBy(found => found.Year).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).FirstOrDefault()?.Key;
        if (named is not null && ofFile is null && common is not null)
        {
            sheets = Sheets(named, common);
        }

        KnownIndicator[] items = [.. _known.Indicators.Where(item => item.IndexCode == named)];
        return new SeenWorkbook
        {
            FileName = _fileName,
            Index = named,
            Year = common,
            Sheets = sheets,
            Leaves = items.GroupBy(item => item.Year).ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Where(item => item.Level == group.Max(other => other.Level)).Select(item => item.ItemCode)]),
            IsSummed = items.Where(item => item.Level == IndicatorLevel.Total).All(item => item.IsSummed),
        };
    }

    // The index that the file or a sheet names; else the one of which most is recognised.
    private (string? Index, SeenSheet[] Sheets) BestIndex(int? year)
    {
        string[] indices = [.. _known.Editions.Select(edition => edition.IndexCode).Distinct(StringComparer.Ordinal)];
        string said = Wording.Plain($"{_fileName} {string.Join(' ', _sheets.Select(sheet => sheet.Name))}");
        string? named = indices.FirstOrDefault(code => $" {said} ".Contains($" {Wording.Plain(code)} ", StringComparison.Ordinal));
        if (named is not null)
        {
            return (named, Sheets(named, year));
        }

        var best = indices.Select(code => (Code: code, Sheets: Sheets(code, year))).OrderByDescending(found => found.Sheets.Sum(sheet => sheet.Sure.Sum(figure => figure.Guess!.Confidence))).FirstOrDefault();
        return best.Sheets is not null && best.Sheets.Any(sheet => sheet.Sure.Any()) ? best : (null, Sheets("", year));
    }

    private SeenSheet[] Sheets(string index, int? ofFile) => [.. _sheets.Select(sheet => Sheet(sheet, index, ofFile))];

    private SeenSheet Sheet(RawSheet sheet, string index, int? ofFile)
    {
        int? year = Only(YearsIn(sheet.Name)) ?? ofFile;
        var finder = new ItemFinder(_known, index, year);
        SeenSheet seen = SheetLook.Look(sheet, Provinces(year), _among.Schemes, finder.Find);
        (int, RawCell)[] years =
        [
            .. YearsIn(sheet.Name).Select(found => (found, new RawCell(sheet.Name, new Origin(sheet.Name, "")))),
            .. YearCells(sheet, seen).SelectMany(cell => YearsIn(cell.Text).Select(found => (found, cell))),
            .. YearsIn(_fileName).Where(_ => Only(YearsIn(_fileName)) is not null).Select(found => (found, new RawCell(_fileName, Origin.File))),
        ];
        return seen with { Year = year, Years = years, Figures = Weighed(seen.Figures, finder) };
    }

    // Lines above the table, and headings that mean something: what others say of years is none of this table's.
    private static IEnumerable<RawCell> YearCells(RawSheet sheet, SeenSheet seen) => seen.Header is null ? [] :
        sheet.Rows.TakeWhile(row => row.Cells.All(cell => cell.Origin != seen.Header.Origin)).SelectMany(row => row.Cells).Where(cell => cell.Number is null)
            .Concat(seen.Sure.Select(figure => figure.Heading));

    // A guess must bear a look at the cells, and no other heading may be as likely.
    private static IReadOnlyList<SeenFigure> Weighed(IReadOnlyList<SeenFigure> figures, ItemFinder finder)
    {
        SeenFigure[] fit = [.. figures.Select(figure => figure.Guess is { } guess && !Fits(figure, guess, finder[guess.Item]!) ? figure with { Guess = guess.Reason == Reason.Likeness ? null : guess with { Confidence = guess.Confidence / 2, Reason = Reason.Doubt } } : figure)];
        var best = fit.Where(figure => figure.Guess is not null).GroupBy(figure => (figure.Guess!.Item, figure.Guess.Measure))
            .ToDictionary(group => group.Key, group => (Most: group.Max(figure => figure.Guess!.Confidence), Times: group.Count(figure => figure.Guess!.Confidence >= group.Max(other => other.Guess!.Confidence))));
        return
        [
            .. fit.Select(figure => figure.Guess is not { } guess ? figure
                : best[(guess.Item, guess.Measure)].Most is var most && guess.Confidence < most && most >= SeenFigure.Sure ? figure with { Guess = guess.Reason == Reason.Likeness ? null : guess with { Confidence = Math.Min(guess.Confidence, 0.5), Reason = Reason.Doubt } }
                : best[(guess.Item, guess.Measure)].Times > 1 ? figure with { Guess = guess with { Confidence = Math.Min(guess.Confidence, 0.7), Reason = Reason.Doubt } }
                : figure),
        ];
    }

    private static bool Fits(SeenFigure figure, Guess guess, KnownIndicator item)
    {
        if (guess.Measure == "group")
        {
            return true;
        }

        RawCell[] written = [.. figure.Cells.Where(cell => !cell.IsBlank)];
        double[] numbers = [.. written.Select(cell => Numbers.TryRead(cell, out ReadNumber number, out _) ? number.Value : null).OfType<double>()];
        return numbers.Length * 2 >= written.Length && numbers.Length > 0 && (guess.Measure != "score" || numbers.Count(value => value <= item.MaxScore + 0.005 && (value >= item.MinScore - 0.005 || value == 0)) * 10 >= numbers.Length * 9);
    }

    private ProvinceDirectory Provinces(int? year) =>
        new(_known, _known.Editions.Where(edition => year is null || edition.Year == year).Select(edition => edition.RefDate).DefaultIfEmpty(new DateOnly(year ?? 2020, 12, 31)).Max());

    private static int[] YearsIn(string text) => [.. SheetReader.AnyYear().Matches(text).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)).Distinct()];

    private static int? Only(int[] years) => years.Length == 1 ? years[0] : null;
}
