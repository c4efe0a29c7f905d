using PapiBI.Etl.Described;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Support;

/// <summary>The sample inbox, as it lies beside the tests.</summary>
public static class Samples
{
    private static readonly Lazy<SampleReadings> Once = new(ReadAll);

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    public static IReadOnlyList<ReadResult> Results => Once.Value.Results;

    /// <summary>What is known after all samples.</summary>
    public static ReferenceData Known => Once.Value.Known;

    public static LoadBatch Batch(string fileName) =>
        Results.Select(result => result.Batch).OfType<LoadBatch>().Single(batch => batch.File.Name == fileName);

    private static SampleReadings ReadAll()
    {
        var results = new List<ReadResult>();
        ReferenceData known = KnownSoFar.Nothing;
        foreach (FileReading reading in Inbox.Read([Folder], new FileReader(SourceDescriptions.Read(SourceDescriptions.ShippedFolder).Descriptions)))
        {
            ReadResult result = BatchBuilder.Build(reading, known);
            results.Add(result);
            known = result.Batches.Aggregate(known, (before, batch) => before.With(batch));
        }

        return new SampleReadings(results, known);
    }

    private sealed record SampleReadings(IReadOnlyList<ReadResult> Results, ReferenceData Known);
}
