using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PapiBI.Etl.Described;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl.Described;

/// <summary>What publishers handed out, read by the shipped descriptions.</summary>
public sealed class OfficialWorkbookTests
{
    public static TheoryData<string> Workbooks => [.. OfficialWorkbooks.Names];

    public static TheoryData<string, int> Years => new()
    {
        { "PAPI_2011-2016.xlsx", 2011 },
        { "PAPI_2011-2016.xlsx", 2012 },
        { "PAPI_2011-2016.xlsx", 2013 },
        { "PAPI_2011-2016.xlsx", 2014 },
        { "PAPI_2011-2016.xlsx", 2015 },
        { "PAPI_2011-2016.xlsx", 2016 },
        { "PAPI_2015_vie.xlsx", 2015 },
        { "PAPI_2017_eng.xlsx", 2017 },
        { "PAPI_2018_FULL_vie.xlsx", 2018 },
        { "PAPI_2019_FULL_vie.xlsx", 2019 },
    };

    [Fact]
    public void The_shipped_descriptions_are_without_fault()
    {
        (SourceDescriptions descriptions, IReadOnlyList<Issue> issues) = SourceDescriptions.Read(SourceDescriptions.ShippedFolder);

        Assert.Empty(issues.Select(issue => issue.Message.En));
        Assert.Equal(["papi-2011-2016", "papi-2015", "papi-2017", "papi-2018", "papi-2019", "papibi-plan", "pci-2009", "pci-2012", "pci-2016"], descriptions.All.Select(d => d.Name));
    }

    [Theory]
    [MemberData(nameof(Workbooks))]
    public void Every_workbook_is_read_without_an_error(string name)
    {
        SkipWhereAbsent();
        ReadResult read = OfficialWorkbooks.Read(name);

        Assert.Equal(
            name == "PCI_2016.xlsx" ? ["Cell W1, sheet “Summary”: “PCI 2013” says 2013, not 2016: this is another year's table; this sheet is not read."] : [],
            read.Issues.Select(issue => issue.Message.En));
        Assert.NotEmpty(read.Batches);
    }

    /// <summary>The samples come from another compilation, with 6 decimals.</summary>
    [Theory]
    [MemberData(nameof(Years))]
    public void Every_score_of_PAPI_equals_the_sample(string name, int year)
    {
        SkipWhereAbsent();
        ScoreRow[] official = [.. OfficialWorkbooks.Read(name).Batches.SelectMany(batch => batch.Rows).OfType<ScoreRow>().Where(row => row.Year == year)];
        ScoreRow[] sample = [.. Samples.Batch($"papi-{year}.csv").Rows.Cast<ScoreRow>()];

        var scores = official.ToDictionary(row => (row.ProvinceCode, row.ItemCode), row => row.Score);
        Assert.Equal(sample.Length, scores.Count);
        Assert.Empty(sample.Where(row => !AreSame(row.Score, scores[(row.ProvinceCode, row.ItemCode)])).Select(row => $"{row.ProvinceCode} {row.ItemCode}: {row.Score}, {scores[(row.ProvinceCode, row.ItemCode)]}"));
        Assert.All(official.Where(row => row.Score is null), row => Assert.NotEqual("", row.NoteVi));
    }

    [Theory]
    [InlineData("PCI_2009.xls", 2009, 10)]
    [InlineData("PCI_2012.xlsx", 2012, 10)]
    [InlineData("PCI_2016.xlsx", 2016, 11)]
    public void Every_score_and_rank_of_PCI_equals_the_compilation(string name, int year, int items)
    {
        SkipWhereAbsent();
        PublishedRow[] rows = [.. OfficialWorkbooks.Read(name).Batches.Single().Rows.Cast<PublishedRow>()];
        var compiled = SourceData.Rows("pci.csv").Where(row => row["year"] == year.ToString(CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(63 * items, compiled.Count);
        Assert.Equal(
            compiled.Select(row => $"{row["province_code"]} {row["subindex_code"]} {double.Parse(row["score"], CultureInfo.InvariantCulture):0.00}").Order(StringComparer.Ordinal),
            rows.Where(row => row.Measure == PublishedMeasure.Score).Select(row => $"{row.ProvinceCode} {row.ItemCode} {Math.Round((decimal)row.Value!.Value, 2):0.00}").Order(StringComparer.Ordinal));
        Assert.Equal(
            compiled.Where(row => row["rank"].Length > 0).Select(row => $"{row["province_code"]} {row["rank"]}/{row["n_ranked"]}").Order(StringComparer.Ordinal),
            rows.Where(row => row.Measure == PublishedMeasure.Rank).Select(row => $"{row.ProvinceCode} {row.Value}/{rows.Single(n => n.Measure == PublishedMeasure.Ranked && n.ProvinceCode == row.ProvinceCode).Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_groups_of_PCI_are_in_the_publishers_words()
    {
        SkipWhereAbsent();
        PublishedRow[] groups = [.. OfficialWorkbooks.Read("PCI_2016.xlsx").Batches.Single().Rows.Cast<PublishedRow>().Where(row => row.Measure == PublishedMeasure.Group)];

        Assert.Equal(63, groups.Length);
        Assert.Equal("Rất tốt", groups.Single(row => row.ProvinceCode == "48").Words);
        Assert.Equal("Thấp", groups.Single(row => row.ProvinceCode == "04").Words);
    }

    [Fact]
    public void Without_the_right_sheet_the_stale_one_of_PCI_2016_is_refused()
    {
        SkipWhereAbsent();
        ReadResult read = OfficialWorkbooks.Read("PCI_2016.xlsx", Edited("PCI_2016.xlsx", "xl/workbook.xml", "Summary_VN", "Another"));

        Assert.Empty(read.Batches);
        Issue stale = Assert.Single(read.Issues, issue => issue.Code == IssueCodes.SheetStale);
        Assert.Equal("Cell W1, sheet “Summary”: “PCI 2013” says 2013, not 2016: this is another year's table; send the table of the right year.", stale.Message.En);
        Assert.Equal("Ô W1, trang tính “Summary”: “PCI 2013” ghi năm 2013, không phải 2016: đây là bảng của năm khác; hãy gửi bảng đúng năm.", stale.Message.Vi);
    }

    [Fact]
    public void Provinces_without_data_in_2018_are_missing_with_the_reason_and_not_zero()
    {
        SkipWhereAbsent();
        ScoreRow[] rows = [.. OfficialWorkbooks.Read("PAPI_2018_FULL_vie.xlsx").Batches.Single().Rows.OfType<ScoreRow>()];

        foreach (string code in (string[])["22", "87"])
        {
            ScoreRow[] own = [.. rows.Where(row => row.ProvinceCode == code)];
            Assert.Equal(["2.1", "2.2", "2.3", "2.4", "4.1", "4.2", "4.3", "4.4"], own.Where(row => row.Score is null).Select(row => row.ItemCode).Order(StringComparer.Ordinal));
            Assert.All(own, row => Assert.StartsWith("Nhà xuất bản ghi KCDL (không có dữ liệu)", row.NoteVi, StringComparison.Ordinal));
        }

        Assert.DoesNotContain(rows, row => row.Score == 0);
    }

    /// <summary>Shares that the workbook stores as 0–1 under the label 0%–100% are in percent.</summary>
    [Fact]
    public void Every_indicator_of_2018_has_the_range_that_was_found_by_other_means()
    {
        SkipWhereAbsent();
        var byIndicator = OfficialWorkbooks.Read("PAPI_2018_FULL_vie.xlsx").Batches.Single().Rows.OfType<IndicatorValueRow>().ToLookup(row => $"{row.ItemCode}.{row.IndicatorNo}");
        var compiled = SourceData.Rows("papi_indicators.csv").Where(row => row["year"] == "2018" && row["level"] == "indicator").ToList();

        Assert.Equal(compiled.Select(row => row["indicator_code"]).Order(StringComparer.Ordinal), byIndicator.Select(group => group.Key).Order(StringComparer.Ordinal));
        foreach (var row in compiled)
        {
            double[] values = [.. byIndicator[row["indicator_code"]].Select(indicator => indicator.Value).OfType<double>()];
            // "score" is a mean change that the publisher shows as a percentage all the same.
            double times = row["unit"].StartsWith("proportion", StringComparison.Ordinal) || row["unit"] == "score" ? 100 : 1;
            Assert.Equal(double.Parse(row["prov_min"], CultureInfo.InvariantCulture) * times, values.Min(), 0.0001);
            Assert.Equal(double.Parse(row["prov_max"], CultureInfo.InvariantCulture) * times, values.Max(), 0.0001);
            Assert.Equal(int.Parse(row["n_provinces"], CultureInfo.InvariantCulture), values.Length);
        }
    }

    /// <summary>54 is Trà Vinh among the publisher's own codes, and Phú Yên among the statistical ones.</summary>
    [Fact]
    public void The_transposed_sheet_of_2018_has_codes_of_its_own()
    {
        SkipWhereAbsent();
        ReadResult read = OfficialWorkbooks.Read("PAPI_2018_FULL_vie.xlsx", Edited("PAPI_2018_FULL_vie.xlsx", "xl/worksheets/sheet2.xml", "(?<=<c r=\"A2\"[^>]*><v>)54", "53"));

        Issue issue = Assert.Single(read.Issues);
        Assert.Equal("Cell B2, sheet “Transposed”: code and name disagree: 53 is Ben Tre, but “Tra Vinh” has the code 84; correct one of them.", issue.Message.En);
    }

    [Fact]
    public void Standard_errors_and_intervals_of_2019_have_their_true_multiplier()
    {
        SkipWhereAbsent();
        UncertaintyRow[] rows = [.. OfficialWorkbooks.Read("PAPI_2019_FULL_vie.xlsx").Batches.Single().Rows.OfType<UncertaintyRow>()];
        UncertaintyRow hanoi = rows.Single(row => row is { ProvinceCode: "01", ItemCode: "PAPI" });

        Assert.Equal(63 * 9, rows.Length);
        Assert.Equal(1.645, hanoi.IntervalMultiplier);
        Assert.Equal((0.2567, 41.1107, 41.9554), (Math.Round(hanoi.StandardError!.Value, 4), Math.Round(hanoi.IntervalLow!.Value, 4), Math.Round(hanoi.IntervalHigh!.Value, 4)));
        Assert.All(rows.Where(row => row.ItemCode == "PAPI"), row => Assert.Equal(1.645, (row.IntervalHigh!.Value - row.IntervalLow!.Value) / 2 / row.StandardError!.Value, 3));
        Assert.All(rows.Where(row => row.ItemCode != "PAPI"), row => Assert.True(row is { Variance: > 0, Observations: > 100, IntervalMultiplier: null }));
    }

    [Fact]
    public void A_cell_that_one_sheet_repeats_differently_refuses_the_file()
    {
        SkipWhereAbsent();
        ReadResult read = OfficialWorkbooks.Read("PAPI_2015_vie.xlsx", Edited("PAPI_2015_vie.xlsx", "xl/worksheets/sheet2.xml", "(?<=<c r=\"C2\"[^>]*><v>)[^<]*", "0.91"));

        Issue issue = Assert.Single(read.Issues, issue => issue.Code == IssueCodes.TablesDisagree);
        Assert.StartsWith("Cell C2, sheet “Điểm thành phần 1”: “0.91” is not “0.900", issue.Message.En, StringComparison.Ordinal);
    }

    private static void SkipWhereAbsent() => Assert.SkipWhen(OfficialWorkbooks.WhyNot is not null, OfficialWorkbooks.WhyNot ?? "");

    private static bool AreSame(double? one, double? other) => one is null ? other is null : other is not null && Math.Abs(one.Value - other.Value) <= 0.0000011;

    private static byte[] Edited(string name, string part, [StringSyntax(StringSyntaxAttribute.Regex)] string before, string after)
    {
        using var memory = new MemoryStream();
        memory.Write(OfficialWorkbooks.Bytes(name));
        using (var package = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry entry = package.GetEntry(part)!;
            string text;
            using (var reader = new StreamReader(entry.Open(), Encoding.UTF8))
            {
                text = reader.ReadToEnd();
            }

            var pattern = new Regex(before, RegexOptions.None, TimeSpan.FromSeconds(10));
            Assert.Single(pattern.Matches(text));
            entry.Delete();
            using var writer = new StreamWriter(package.CreateEntry(part).Open(), new UTF8Encoding(false));
            writer.Write(pattern.Replace(text, after));
        }

        return memory.ToArray();
    }
}
