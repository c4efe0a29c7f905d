using System.Globalization;
using PapiBI.Etl.Jobs;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Measures;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The publishers' own workbooks, taken into the warehouse by the shipped descriptions on top of the samples, under every rule.</summary>
public sealed class OfficialWorkbooksTests(PublishedSamples samples)
{
    [Fact]
    public void All_load_and_what_is_then_in_force_is_what_the_samples_said()
    {
        Assert.SkipWhen(OfficialWorkbooks.WhyNot is not null, OfficialWorkbooks.WhyNot ?? "");
        using var folder = new TemporaryFolder();
        DataFolder data = samples.CopyTo(folder);
        using (var database = WorkingDatabase.Open(data, TimeProvider.System, TimeSpan.FromSeconds(10)))
        {
            var outcomes = new LoadJob(database, data, TimeProvider.System, Steps.Silent).Run([OfficialWorkbooks.Folder]);

            Assert.Equal(OfficialWorkbooks.Names, outcomes.Select(outcome => outcome.File.Name).Order(StringComparer.Ordinal));
            Assert.All(outcomes, outcome => Assert.IsType<LoadOutcome.Loaded>(outcome.Outcome));
            Assert.Equal(["sheet-stale"], outcomes.SelectMany(outcome => ((LoadOutcome.Loaded)outcome.Outcome).Warnings).Select(issue => issue.Code));
            Assert.IsType<PublishOutcome.Published>(new ReleasePublisher(database, data, TimeProvider.System, Steps.Silent).Publish());
        }

        using var release = Release.Open(Release.CurrentFile(data)!);
        foreach ((string index, int[] years, double precision) in new[] { ("PAPI", Enumerable.Range(2011, 9).ToArray(), 0.000011), ("PCI", [2009, 2012, 2016], 0.0051) })
        {
            foreach (int year in years)
            {
                var before = Totals(samples.Release, index, year);
                var after = Totals(release, index, year);
                Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
                Assert.All(after, total => Assert.Equal(before[total.Key].Score ?? double.NaN, total.Value.Score ?? double.NaN, precision));


                // The samples hold PCI with two decimals, where ties share a place; with all decimals the places are those that the publisher printed.
                Assert.All(after, total => Assert.Equal(index == "PCI" ? Printed(year, total.Key) : before[total.Key].Rank, total.Value.Rank));
            }
        }

        Assert.Equal(
            ["63 1.645 1.645"],
            ReleaseFile.Read(Release.CurrentFile(data)!, "select count(*), min(interval_multiplier), max(interval_multiplier) from uncertainty where index_code = 'PAPI' and year = 2019 and item_code = 'PAPI' and interval_high > interval_low"));
    }

    private static readonly Lazy<IReadOnlyList<IReadOnlyDictionary<string, string>>> Pci = new(() => SourceData.Rows("pci.csv"));

    private static double? Printed(int year, string province) =>
        double.Parse(Pci.Value.Single(row => row["year"] == $"{year}" && row["province_code"] == province && row["subindex_code"] == "PCI")["rank"], CultureInfo.InvariantCulture);

    private static Dictionary<string, (double? Score, double? Rank)> Totals(Release release, string index, int year) =>
        release.Ask(new MetricQuery { IndexCode = index, Years = [year], Levels = [IndicatorLevel.Total], By = [Breakdown.Province], Measures = [Measure.Score, Measure.Rank] }).Rows
            .ToDictionary(row => row.ProvinceCode!, row => (row[Measure.Score], row[Measure.Rank]));
}
