using PapiBI.Etl.Validation;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The rules about figures on what was really published: it loads in one go, and damaged it does not.</summary>
public abstract class FigureRulesOnSamplesTests(PublishedSamples all, TestEngine engine) : IDisposable
{
    private readonly PublishedSamples samples = all.On(engine);
    private readonly TemporaryFolder folder = new();
    private DataFolder? copy;

    public void Dispose()
    {
        if (copy is not null)
        {
            samples.GiveBack(copy);
        }

        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void The_samples_load_in_one_go_each_judged_by_those_before_it()
    {
        using var warehouse = new TestWarehouse(engine);
        using var database = warehouse.Open();
        var loader = new WarehouseLoader(database, warehouse.Clock, Steps.Silent);
        List<string> errors = [];
        foreach (LoadBatch batch in Samples.Results.Select(r => r.Batch).OfType<LoadBatch>())
        {
            if (batch.Kind is LoadKind.Scores or LoadKind.Published)
            {
                errors.AddRange(Check(database, batch).Where(i => i.Severity == Severity.Error).Select(i => $"{batch.File.Name}: {i.Message.En}"));
            }

            Assert.IsType<LoadOutcome.Loaded>(loader.Load(batch));
        }

        Assert.Empty(errors);
    }

    [Fact]
    public void A_table_whose_rows_slid_by_one_is_refused()
    {
        using var database = OpenCopy();
        LoadBatch pci = Samples.Batch("published-pci.csv");
        PublishedRow[] of2019 = [.. pci.Rows.Cast<PublishedRow>().Where(r => r is { Year: 2019, Measure: PublishedMeasure.Score, ProvinceCode.Length: > 0 })];
        PublishedRow[] slid = [.. of2019.GroupBy(r => r.ItemCode).SelectMany(item => item.Zip(item.Skip(1), (above, below) => below with { Value = above.Value }))];

        Assert.DoesNotContain(Check(database, pci with { Rows = of2019 }), i => i.Severity == Severity.Error);
        Assert.Contains(Check(database, pci with { Rows = slid, File = Some.File("slid.csv") }), i => i is { Code: IssueCodes.JumpUnheardOf, Severity: Severity.Error });
    }

    [Fact]
    public void What_is_known_of_an_item_ends_at_its_breaks()
    {
        using var database = OpenCopy();
        var known = KnownFigures.Read(database, TimeProvider.System, "PAPI", [2017, 2018, 2024]);

        Assert.Equal((2016, 6), (known.Histories[(2017, "2.1")].PreviousYear, known.Histories[(2017, "2.1")].Pairs));
        Assert.Equal(6, known.Histories[(2024, "2.1")].Pairs);
        Assert.False(known.Histories.ContainsKey((2018, "2.1")));
        Assert.Equal(42.42, known.Scores.Where(s => s.Key.Year == 2023 && s.Key.ItemCode == "PAPI").Average(s => s.Value), 2);
        Assert.Contains((2024, "92"), known.Unchanged);
        Assert.Equal("papi-2024.csv", known.Held.First(h => h is { Year: 2024, ItemCode: "1.1", IsCell: 1 }).FileName);
    }

    private WorkingDatabase OpenCopy()
    {
        copy = samples.CopyTo(folder);
        return WorkingDatabase.Open(copy, TimeProvider.System, TimeSpan.FromSeconds(10));
    }

    private static IReadOnlyList<Issue> Check(WorkingDatabase database, LoadBatch batch)
    {
        string index = batch.Scope.Split(' ')[0];
        int[] years = [.. batch.Rows.Select(r => r is ScoreRow score ? score.Year : ((PublishedRow)r).Year).Distinct()];
        return FigureRules.Check(batch, [], ReferenceReader.Read(database, TimeProvider.System), KnownFigures.Read(database, TimeProvider.System, index, years), acknowledged: null);
    }
}

public sealed class FigureRulesOnSamplesOnDuckDbTests(PublishedSamples samples) : FigureRulesOnSamplesTests(samples, TestEngine.DuckDb);

public sealed class FigureRulesOnSamplesOnSqlServerTests(PublishedSamples samples) : FigureRulesOnSamplesTests(samples, TestEngine.SqlServer);
