using System.Globalization;
using System.Text;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>A table in the project's own format, to be varied by one thing and written as text or workbook.</summary>
public sealed record SomeTable(IReadOnlyList<string> Metadata, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public string Sheet { get; init; } = "Sheet1";

    public static SomeTable Sample(string fileName)
    {
        FileReading reading = new FileReader().Read(Path.Combine(Samples.Folder, fileName));
        FileContents contents = reading.Contents!;
        int width = contents.Header.Cells.Count;
        return new SomeTable(
            [.. contents.Metadata.Values.Select(pair => $"# {pair.Key}: {pair.Value.Text}")],
            [.. contents.Rows.Prepend(contents.Header).Select(row => Enumerable.Range(0, width).Select(i => row[i].Text).ToArray())]);
    }

    /// <summary>PAPI 2020; the header stands on line 6, Hà Nội on line 7, Ninh Thuận on line 44.</summary>
    public static SomeTable Papi2020 => Sample("papi-2020.csv");

    public SomeTable With(string rowKey, string column, string value)
    {
        int at = Rows[0].ToList().IndexOf(column);
        return this with { Rows = [.. Rows.Select(row => row[0] == rowKey ? [.. row.Select((cell, i) => i == at ? value : cell)] : row)] };
    }

    public SomeTable WithMetadata(string key, string value) =>
        this with { Metadata = [.. Metadata.Select(line => line.StartsWith($"# {key}:", StringComparison.Ordinal) ? $"# {key}: {value}" : line)] };

    public SomeTable WithMetadataLine(string line) => this with { Metadata = [.. Metadata, line] };

    public SomeTable WithoutMetadata(string key) =>
        this with { Metadata = [.. Metadata.Where(line => !line.StartsWith($"# {key}:", StringComparison.Ordinal))] };

    public SomeTable WithRow(params string[] row) => this with { Rows = [.. Rows, row] };

    public SomeTable WithoutRow(string rowKey) => this with { Rows = [.. Rows.Where(row => row[0] != rowKey)] };

    public SomeTable WithColumn(string column, string value) =>
        this with { Rows = [.. Rows.Select((row, i) => (IReadOnlyList<string>)[.. row, i == 0 ? column : value])] };

    public SomeTable WithoutColumn(string column)
    {
        int at = Rows[0].ToList().IndexOf(column);
        return this with { Rows = [.. Rows.Select(row => (IReadOnlyList<string>)[.. row.Where((_, i) => i != at)])] };
    }

    public SomeTable Renamed(string column, string name) =>
        this with { Rows = [.. Rows.Select((row, i) => i == 0 ? [.. row.Select(cell => cell == column ? name : cell)] : row)] };

    public string Csv(char separator = ',', string newLine = "\n") =>
        string.Concat(Metadata.Concat(Rows.Select(row => string.Join(separator, row.Select(cell => Quoted(cell, separator))))).Select(line => line + newLine));

    /// <summary>Cells that are numbers are stored as numbers, as Excel does.</summary>
    public byte[] Xlsx() => SomeWorkbook.Of((Sheet, [.. Metadata.Select(line => (IReadOnlyList<object>)[line]), .. Rows.Select(row => (IReadOnlyList<object>)[.. row.Select(Typed)])]));

    public ReadResult ReadAsCsv() => Read("some.csv", Encoding.UTF8.GetBytes(Csv()));

    public ReadResult ReadAsXlsx() => Read("some.xlsx", Xlsx());

    public static ReadResult Read(string name, byte[] bytes) => Read(name, bytes, Samples.Known);

    public static ReadResult Read(string name, byte[] bytes, ReferenceData known)
    {
        FileReading reading = new FileReader().Read(name, bytes);
        return reading.Contents is null ? new ReadResult([], reading.Issues) : BatchBuilder.Build(reading.Contents, known);
    }

    private static string Quoted(string cell, char separator) =>
        cell.Contains(separator) || cell.Contains('"') || cell.Contains('\n') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static object Typed(string cell) =>
        double.TryParse(cell, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : cell;
}
