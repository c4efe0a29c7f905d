using System.Security.Cryptography;
using PapiBI.Etl.Described;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Validation;
using PapiBI.Etl.Workbooks;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Etl.Sources;

/// <summary>Turns bytes into the table they hold, or into issues. What a file is, its content tells, not its name: a table of the project's own, or a publisher's workbook that a description fits.</summary>
/// <param name="limits">How much of a file is read.</param>
/// <param name="descriptions">Of publishers' workbooks; none: the project's own tables only.</param>
/// <param name="progress">Told how many sheets of the file at hand are looked through; the lengthy part of a large workbook.</param>
public sealed class FileReader(ReadingLimits limits, SourceDescriptions? descriptions = null, IProgress<(int Done, int Of)>? progress = null)
{
    private static readonly byte[] ZipStart = [0x50, 0x4B, 0x03, 0x04];

    public FileReader()
        : this(ReadingLimits.Default)
    {
    }

    public FileReader(ReadingLimits limits)
        : this(limits, SourceDescriptions.None)
    {
    }

    public FileReader(SourceDescriptions descriptions)
        : this(ReadingLimits.Default, descriptions)
    {
    }

    public FileReading Read(string path)
    {
        try
        {
            return ReadBytes(new FileInfo(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refused(new SourceFile { Name = Path.GetFileName(path), Sha256 = "" }, Refusals.Unreadable(e.Message));
        }
    }

    public FileReading Read(string name, byte[] bytes)
    {
        var file = new SourceFile { Name = name, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        if (bytes.LongLength > limits.FileBytes)
        {
            return Refused(file, Refusals.TooLarge);
        }

        var faults = new Faults();

        // A mended copy comes back with our own list of faults in it, which is no table of the sender's.
        IReadOnlyList<RawSheet> sheets = [.. Sheets(name, bytes, faults).Where(sheet => !MendedCopy.IsSummary(sheet))];
        if (!faults.AnyError && !sheets.Any(IsOurs) && !faults.AnyError && WorkbookReader.Read(file, sheets, descriptions ?? SourceDescriptions.None, faults) is { } described)
        {
            return new FileReading(described.File, null, faults.Found)
            {
                Bytes = bytes,
                Sheets = sheets,
                Described = described,
                Owner = described.Description.Owner,
                OwnerLanguage = described.Description.OwnerLanguage == "en" ? Language.English : Language.Vietnamese,
            };
        }

        FileContents? contents = faults.AnyError ? null : Table(file, sheets, faults);
        return new FileReading(contents?.File ?? file, faults.AnyError ? null : contents, faults.Found) { Bytes = bytes, Sheets = sheets };
    }

    /// <summary>The sheets of a file, whatever stands on them. Their rows are read when asked for, and faults met then are added.</summary>
    public IReadOnlyList<RawSheet> Sheets(string name, byte[] bytes, Faults faults)
    {
        if (bytes.AsSpan().StartsWith(ZipStart) || OldWorkbook.IsOne(bytes))
        {
            return Workbook.Read(bytes, limits, faults);
        }

        if (bytes.Length > 0 && Path.GetExtension(name).StartsWith(".xls", StringComparison.OrdinalIgnoreCase))
        {
            Action<Faults> refuse = bytes.AsSpan().Contains((byte)0) ? Refusals.NotAWorkbook
                : bytes.AsSpan().TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8) ? Refusals.WebPage
                : Refusals.TextNamedWorkbook;
            refuse(faults);
            return [];
        }

        return TextTable.Read(bytes, limits, faults);
    }

    private FileReading ReadBytes(FileInfo file)
    {
        if (file.Length <= limits.FileBytes)
        {
            return Read(file.Name, File.ReadAllBytes(file.FullName));
        }

        using FileStream content = file.OpenRead();
        return Refused(new SourceFile { Name = file.Name, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) }, Refusals.TooLarge);
    }

    private static FileReading Refused(SourceFile file, Action<Faults> say)
    {
        var faults = new Faults();
        say(faults);
        return new FileReading(file, null, faults.Found);
    }

    private FileContents? Table(SourceFile file, IReadOnlyList<RawSheet> sheets, Faults faults)
    {
        // Only the first row of each sheet is looked at, so that the sheets of no table are never read whole.
        var firstRows = new List<(RawSheet Sheet, RawRow Row)>();
        for (int i = 0; i < sheets.Count; i++)
        {
            firstRows.AddRange(sheets[i].Read().Take(1).Select(row => (sheets[i], row)));
            progress?.Report((i + 1, sheets.Count));
        }

        if (faults.AnyError)
        {
            return null;
        }

        if (firstRows.Count == 0)
        {
            Refusals.Empty(faults);
            return null;
        }

        RawSheet[] tables = [.. firstRows.Where(first => Metadata.IsMetadata(first.Row)).Select(first => first.Sheet)];
        if (tables.Length > 1)
        {
            faults.Error(IssueCodes.SeveralTables, new Origin(tables[1].Name, "A1"),
                $"tệp có {tables.Length} bảng PapiBI; mỗi tệp chỉ một bảng, hãy tách ra.",
                $"the file holds {tables.Length} PapiBI tables; keep one table a file and split it.");
            return null;
        }

        RawSheet table = tables.Length == 1 ? tables[0] : firstRows[0].Sheet;
        if (table.Rows.Count == 0 || faults.AnyError)
        {
            return null;
        }

        RawRow[] about = [.. table.Rows.TakeWhile(Metadata.IsMetadata)];
        Metadata metadata = Metadata.Read(about, faults);
        return KindOf(metadata, table, faults) is LoadKind kind ? Table(file, kind, table, metadata, about.Length, faults) : null;
    }

    private static FileContents? Table(SourceFile file, LoadKind kind, RawSheet table, Metadata metadata, int headerAt, Faults faults)
    {
        if (table.Rows.Count < headerAt + 2)
        {
            faults.Error(IssueCodes.NoRows, table.Rows[^1][0].Origin,
                "bảng không có dòng dữ liệu nào dưới dòng tiêu đề.",
                "the table has no row of data below its header.");
            return null;
        }

        return new FileContents
        {
            File = file with { Citation = metadata.TextOf("citation"), Source = metadata.TextOf("source") },
            Kind = kind,
            Sheet = table.Name,
            Metadata = metadata,
            Header = table.Rows[headerAt],
            Rows = [.. table.Rows.Skip(headerAt + 1)],
        };
    }

    private static bool IsOurs(RawSheet sheet) => sheet.Read().Take(1).Any(Metadata.IsMetadata);

    private static LoadKind? KindOf(Metadata metadata, RawSheet table, Faults faults)
    {
        string known = string.Join(", ", LoadKindName.OfTables.Select(LoadKindName.Of));
        if (metadata["papibi"] is not RawCell kind)
        {
            faults.Error(IssueCodes.KindMissing, table.Rows[0][0].Origin,
                $"không mô tả nguồn nào khớp, và dòng đầu không cho biết loại bảng, ví dụ “# papibi: scores” (các loại: {known}). Lệnh papibi inspect viết nháp một mô tả.",
                $"no source description fits, and the first line does not say what the table is, such as “# papibi: scores” (kinds: {known}). The command papibi inspect drafts a description.");
            return null;
        }

        LoadKind? found = LoadKindName.Find(kind.Text);
        if (found is null)
        {
            faults.Error(IssueCodes.KindUnknown, kind.Origin,
                $"không có loại bảng “{kind.Shown}”; hãy chọn một trong: {known}.",
                $"there is no kind of table “{kind.Shown}”; choose one of: {known}.");
        }

        return found;
    }
}
