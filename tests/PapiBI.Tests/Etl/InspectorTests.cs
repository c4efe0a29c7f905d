using PapiBI.Etl.Described;
using PapiBI.Etl.Described.Inspection;
using PapiBI.Etl.Parsing;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

/// <summary>Workbooks that no description fits: what is seen in them, and what the draft makes of it.</summary>
public sealed class InspectorTests
{
    private static readonly KnownProvince[] Provinces = [.. Samples.Known.Provinces.Where(p => p.ValidFrom.Year <= 2012 && (p.ValidTo is null || p.ValidTo.Value.Year > 2012))];

    // The parts of PCI 2012 by their names, in order.
    private static readonly (string Name, string Code)[] Parts = [.. Samples.Known.Indicators.Where(i => i is { IndexCode: "PCI", Year: 2012, Level: IndicatorLevel.Dimension }).Select(i => (i.NameVi, i.ItemCode))];

    [Fact]
    public void A_wide_table_is_seen_with_its_codes_footers_title_lines_and_a_name_that_is_only_alike()
    {
        object[][] rows =
        [
            ["Bảng 3. PCI 2012"],
            ["Mã", "Tỉnh", "Gia nhập thị trường", "Tiếp cận về đất", "PCI 2012", "Xếp hạng", "Ghi chú riêng"],
            .. Provinces.Select((p, i) => new object[] { p.ProvinceCode, p.NameVi, 7.5, 6.5, 55.5, (double)(i + 1), "x" }),
            ["", "Trung vị", 7.5, 6.5, 55.5],
            ["", "Tỉnh Không Có", 7.5, 6.5, 55.5],
        ];

        SeenSheet sheet = Look("pci.xlsx", ("Kết quả", rows)).Sheets[0];

        Assert.Equal((Layout.Wide, "B2", 2012), (sheet.Layout, sheet.Header!.Origin.Position, sheet.Year));
        Assert.Equal(("Mã", "gso"), (sheet.Province.Code!.Title, sheet.Province.Scheme));
        Assert.Equal(["Trung vị"], sheet.Footers.Select(cell => cell.Text));
        Assert.Equal(["Tỉnh Không Có"], sheet.Strangers.Select(cell => cell.Text));
        Assert.Equal(["ENTRY score", "PCI score", "PCI rank"], sheet.Sure.Select(figure => $"{figure.Guess!.Item} {figure.Guess.Measure}"));
        Assert.Equal(["Tiếp cận về đất LAND"], sheet.Unsure.Select(figure => $"{figure.Heading.Text} {figure.Guess!.Item}"));
    }

    [Theory]
    [InlineData(Layout.Wide)]
    [InlineData(Layout.Transposed)]
    [InlineData(Layout.Pairs)]
    [InlineData(Layout.Long)]
    public void The_draft_of_each_layout_is_valid_and_reads_the_table_at_once(Layout layout)
    {
        (string, object[][]) sheet = ("PCI 2012", Table(layout));

        ReadResult read = Load("some.xlsx", SomeWorkbook.Of(sheet), DraftOf("some.xlsx", sheet));

        Assert.Empty(read.Issues);
        Assert.Equal(Provinces.Length * Parts.Length, read.Batches.Single().Rows.Count);
    }

    [Fact]
    public void What_is_not_certain_stays_out_and_stands_ready_in_a_remark()
    {
        object[][] rows = [["Tỉnh", "Gia nhập thị trường", "Tiếp cận về đất"], .. Provinces.Select(p => new object[] { p.NameVi, 7.5, 6.5 })];

        string draft = DraftText.Write(DraftOf("pci-2012.xlsx", ("Bảng", rows)));

        Assert.Contains("// { \"title\": \"Tiếp cận về đất\", \"item\": \"LAND\" }, // C1: ", draft, StringComparison.Ordinal);
        Assert.Contains("        { \"title\": \"Gia nhập thị trường\", \"item\": \"ENTRY\" }\n", draft, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_year_or_with_nothing_recognised_there_is_no_draft()
    {
        object[][] rows = [["Tỉnh", "Gia nhập thị trường"], .. Provinces.Select(p => new object[] { p.NameVi, 7.5 })];
        object[][] prices = [["Tỉnh", "Giá xăng"], .. Provinces.Select(p => new object[] { p.NameVi, 7.5 })];

        Assert.Null(Draft.Of(Look("pci.xlsx", ("Bảng", rows)), "pci"));
        Assert.Null(Draft.Of(Look("2012.xlsx", ("Bảng", prices)), "prices"));
        Assert.NotNull(Draft.Of(Inspector.Look("x.xlsx", Sheets("x.xlsx", SomeWorkbook.Of(("Bảng", rows))), Samples.Known, SourceDescriptions.None, "PCI", 2012), "x"));
    }

    [Theory]
    [InlineData("PAPI_2017_eng.xlsx", "2017 scores 1386")]
    [InlineData("PAPI_2015_vie.xlsx", "2015 scores 1386")]
    [InlineData("PAPI_2011-2016.xlsx", "2011 scores 1386, 2012 scores 1386, 2013 scores 1386, 2014 scores 1386, 2015 scores 1386, 2016 scores 1386")]
    [InlineData("PAPI_2018_FULL_vie.xlsx", "2018 scores 8946")]
    [InlineData("PCI_2009.xls", "2009 published 756")]
    [InlineData("PCI_2012.xlsx", "2012 published 819")]
    [InlineData("PCI_2016.xlsx", "2016 published 882")]
    public void An_official_workbook_loads_by_its_draft_untouched_with_the_figures_that_the_shipped_description_reads(string file, string loaded)
    {
        byte[] bytes = Official(file);

        ReadResult read = Load(file, bytes, DraftOf(file, bytes));

        Assert.DoesNotContain(read.Issues, issue => issue.Severity == Severity.Error);
        Assert.Equal(loaded, string.Join(", ", read.Batches.Select(batch => $"{Year(batch.Rows[0])} {LoadKindName.Of(batch.Kind)} {batch.Rows.Count}")));
        Assert.Equal(
            Figures(BatchBuilder.Build(new FileReader(Shipped).Read(file, bytes), Samples.Known)),
            Figures(read));
    }

    [Fact]
    public void A_draft_that_lacks_parts_is_refused_until_they_are_described()
    {
        const string File = "PAPI_2019_FULL_vie.xlsx";
        byte[] bytes = Official(File);

        Draft draft = DraftOf(File, bytes);

        Assert.Equal(1.645, draft.Description.Tables[0].IntervalMultiplier);
        Assert.Contains(draft.Unsure[0], figure => figure is { Heading.Text: "Land Tittle Procedures", Guess.Item: "5.3" });
        Assert.Contains(Load(File, bytes, draft).Issues, issue => issue.Code == IssueCodes.FigureMissing);
    }

    [Fact]
    public void Sheets_of_many_years_are_one_table_repeated_ones_are_checked_and_a_stale_one_is_passed_over()
    {
        DescribedTable[] years = [.. DraftOf("PAPI_2011-2016.xlsx", Official("PAPI_2011-2016.xlsx")).Description.Tables];
        SourceDescription pci = DraftOf("PCI_2016.xlsx", Official("PCI_2016.xlsx")).Description;

        Assert.Equal(["^(2011|2012|2013|2014|2015)_PAPI$", "^2016_PAPI$"], years.Select(table => table.Sheets));
        Assert.All(years, table => Assert.Equal(["Un-weighted2015PAPI"], table.KnownFalseYears));
        Assert.Equal("3.2", years[0].Figures.Single(figure => figure.Title == "People's Inspection Boards").Item);
        Assert.Equal("3.3", years[1].Figures.Single(figure => figure.Title == "People's Inspection Boards").Item);
        Assert.Equal(Layout.Pairs, pci.Tables.Single(table => table.Use == TableUse.Load).Layout);
        Assert.Equal(10, pci.Tables.Count(table => table.Use == TableUse.Check));
        Assert.Equal(["^Summary$"], pci.IgnoreSheets);
    }

    private static SourceDescriptions Shipped { get; } = SourceDescriptions.Read(SourceDescriptions.ShippedFolder).Descriptions;

    private static object[][] Table(Layout layout) => layout switch
    {
        Layout.Wide => [["Tỉnh", .. Parts.Select(part => part.Name)], .. Provinces.Select(p => (object[])[p.NameVi, .. Parts.Select((_, i) => (object)(5 + (i / 10.0)))])],
        Layout.Transposed => [["Chỉ tiêu", .. Provinces.Select(p => p.NameVi)], .. Parts.Select((part, i) => (object[])[part.Name, .. Provinces.Select(_ => (object)(5 + (i / 10.0)))])],
        Layout.Pairs =>
        [
            ["Tỉnh", .. Parts.SelectMany((part, i) => i == 0 ? [part.Name] : new object[] { "", part.Name })],
            .. Provinces.Select((_, row) => (object[])[.. Parts.SelectMany((part, i) => new object[] { Provinces[(row + i) % Provinces.Length].NameVi, 5 + (i / 10.0) })]),
        ],
        Layout.Long => [["Tỉnh", "Nội dung", "Giá trị"], .. Provinces.SelectMany(p => Parts.Select((part, i) => new object[] { p.NameVi, part.Name, 5 + (i / 10.0) }))],
        _ => throw new ArgumentOutOfRangeException(nameof(layout), layout, "No table of this layout."),
    };

    private static byte[] Official(string file)
    {
        Assert.SkipWhen(SourceData.WhyNot is not null, SourceData.WhyNot ?? "");
        return SourceData.Official(file);
    }

    private static SeenWorkbook Look(string file, params (string Name, object[][] Rows)[] sheets) => Look(file, SomeWorkbook.Of([.. sheets.Select(sheet => (sheet.Name, (IReadOnlyList<IReadOnlyList<object>>)sheet.Rows))]));

    private static SeenWorkbook Look(string file, byte[] bytes) => Inspector.Look(file, Sheets(file, bytes), Samples.Known, Shipped);

    private static Draft DraftOf(string file, params (string Name, object[][] Rows)[] sheets) => Draft.Of(Look(file, sheets), "draft")!;

    private static Draft DraftOf(string file, byte[] bytes) => Draft.Of(Look(file, bytes), "draft")!;

    private static IReadOnlyList<RawSheet> Sheets(string file, byte[] bytes) => new FileReader().Sheets(file, bytes, new Faults());

    // As an installation reads it: from the JSON text.
    private static ReadResult Load(string file, byte[] bytes, Draft draft)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("draft.json"), DraftText.Write(draft));
        File.Copy(Path.Combine(SourceDescriptions.ShippedFolder, "code-schemes.json"), folder.File("code-schemes.json"));
        (SourceDescriptions descriptions, IReadOnlyList<Issue> faults) = SourceDescriptions.Read(folder.Path);
        Assert.Empty(faults);
        return BatchBuilder.Build(new FileReader(descriptions).Read(file, bytes), Samples.Known);
    }

    private static int Year(SourceRow row) => row switch
    {
        ScoreRow score => score.Year,
        PublishedRow published => published.Year,
        _ => throw new ArgumentOutOfRangeException(nameof(row), row, "Of no year."),
    };

    private static IEnumerable<string> Figures(ReadResult read) => read.Batches.SelectMany(batch => batch.Rows).Select(row => row switch
    {
        ScoreRow s => $"{s.Year} {s.ProvinceCode} {s.ItemCode} {s.Score}",
        PublishedRow p => $"{p.Year} {p.ProvinceCode} {p.ItemCode} {p.Measure} {p.Value} {p.Words}",
        _ => "",
    }).Order(StringComparer.Ordinal);
}
