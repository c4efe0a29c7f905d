using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Described;

/// <summary>Finds the description that fits a workbook, and reads the workbook by it.</summary>
internal static class WorkbookReader
{
    /// <returns>Null where no description fits, or where faults say what is wrong.</returns>
    public static DescribedFile? Read(SourceFile file, IReadOnlyList<RawSheet> sheets, SourceDescriptions descriptions, Faults faults)
    {
        if (Fitting(file, sheets, descriptions) is not { Count: > 0 } fitting)
        {
            return null;
        }

        if (fitting.Count > 1)
        {
            string names = string.Join(", ", fitting.Select(d => d.Name));
            faults.Error(IssueCodes.SourceAmbiguous, Origin.File,
                $"nhiều mô tả nguồn cùng khớp: {names}; hãy làm cho một mô tả hẹp hơn (tên trang tính, tiêu đề).",
                $"several source descriptions fit: {names}; make one of them narrower (sheet names, headings).");
            return null;
        }

        return Read(file, sheets, fitting[0], descriptions, faults);
    }

    private static DescribedFile? Read(SourceFile file, IReadOnlyList<RawSheet> sheets, SourceDescription description, SourceDescriptions among, Faults faults)
    {
        if (description.Plan is { } plan)
        {
            SayUnknown([.. sheets.Where(sheet => !plan.Sheets.Any(own => PlanReader.SheetsOf(own, [sheet]).Any()))], description, faults);
            return new DescribedFile { File = Cited(file, description), Description = description, Among = among, Tables = [], Plan = PlanReader.Read(sheets, description, faults) };
        }

        List<ReadTable> tables = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (DescribedTable table in description.Tables)
        {
            RawSheet[] own = [.. SheetsOf(table, sheets)];
            seen.UnionWith(own.Select(sheet => sheet.Name));
            SheetReader[] readers = [.. own.Select(sheet => new SheetReader(description, table, sheet, file.Name))];
            bool anyFresh = Array.Exists(readers, reader => reader.Stale() is null && reader.HasHeader);
            foreach (SheetReader reader in readers)
            {
                if (reader.Stale() is { } stale)
                {
                    SayStale(stale, anyFresh, faults);
                }
                else if (reader.HasHeader || !anyFresh)
                {
                    tables.AddRange(reader.Read(faults) is { } read ? [read] : Array.Empty<ReadTable>());
                }
            }
        }

        SayUnknown([.. sheets.Where(sheet => !seen.Contains(sheet.Name))], description, faults);
        return new DescribedFile { File = Cited(file, description), Description = description, Among = among, Tables = tables };
    }

    private static void SayUnknown(IReadOnlyList<RawSheet> sheets, SourceDescription description, Faults faults)
    {
        foreach (RawSheet other in sheets.Where(sheet => !description.IgnoreSheets.Any(pattern => Patterns.Match(pattern, NameOf(sheet)).Success) && sheet.Read().Any()))
        {
            faults.Warn(IssueCodes.NotDescribed, new Origin(other.Name, ""),
                $"trang tính không có trong mô tả nguồn {description.Name}; không đọc.",
                $"the sheet is not in the source description {description.Name}; it is not read.");
        }
    }

    private static SourceFile Cited(SourceFile file, SourceDescription description) => file with { Citation = Joined(description.Citation), Source = Joined(description.Source) };

    // The sheets are there, and the header of each table that is loaded; of several, those that know most of its headings.
    private static List<SourceDescription> Fitting(SourceFile file, IReadOnlyList<RawSheet> sheets, SourceDescriptions descriptions)
    {
        var known = descriptions.All.Select(description => (Description: description, Known: Known(file, sheets, description))).Where(fit => fit.Known > 0).ToList();
        int most = known.Select(fit => fit.Known).DefaultIfEmpty().Max();
        return [.. known.Where(fit => fit.Known == most).Select(fit => fit.Description)];
    }

    private static int Known(SourceFile file, IReadOnlyList<RawSheet> sheets, SourceDescription description)
    {
        if (description.Plan is { } plan)
        {
            return PlanReader.Known(sheets, plan);
        }

        int[] byTable = [.. description.Tables.Where(table => table.Use == TableUse.Load).Select(table => SheetsOf(table, sheets).Select(sheet => new SheetReader(description, table, sheet, file.Name).Known()).DefaultIfEmpty().Max())];
        return byTable.Contains(0) ? 0 : byTable.Sum();
    }

    private static IEnumerable<RawSheet> SheetsOf(DescribedTable table, IReadOnlyList<RawSheet> sheets) =>
        sheets.Where(sheet => Patterns.Match(table.Sheets, NameOf(sheet)).Success);

    private static string NameOf(RawSheet sheet) => sheet.Name.Normalize().Trim();

    private static void SayStale((int Expected, int Found, RawCell Where) stale, bool isWarning, Faults faults)
    {
        (int expected, int found, RawCell where) = stale;
        string vi = $"“{where.Shown}” ghi năm {found}, không phải {expected}: đây là bảng của năm khác";
        string en = $"“{where.Shown}” says {found}, not {expected}: this is another year's table";
        if (isWarning)
        {
            faults.Warn(IssueCodes.SheetStale, where.Origin, $"{vi}; trang tính này không được đọc.", $"{en}; this sheet is not read.");
        }
        else
        {
            faults.Error(IssueCodes.SheetStale, where.Origin, $"{vi}; hãy gửi bảng đúng năm.", $"{en}; send the table of the right year.");
        }
    }

    private static string Joined(BothLanguages text) => text.Vi == text.En ? text.Vi : $"{text.Vi} | {text.En}";
}
