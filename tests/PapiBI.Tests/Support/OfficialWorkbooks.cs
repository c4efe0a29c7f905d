using PapiBI.Etl.Described;
using PapiBI.Etl.Sources;
using PapiBI.Etl.Validation;

namespace PapiBI.Tests.Support;

/// <summary>Workbooks as their publishers made them, in the folder official of the compilation, which is no part of the repository.</summary>
public static class OfficialWorkbooks
{
    public static IReadOnlyList<string> Names { get; } =
        ["PAPI_2011-2016.xlsx", "PAPI_2015_vie.xlsx", "PAPI_2017_eng.xlsx", "PAPI_2018_FULL_vie.xlsx", "PAPI_2019_FULL_vie.xlsx", "PCI_2009.xls", "PCI_2012.xlsx", "PCI_2016.xlsx"];

    public static string Folder { get; } = Path.Combine(SourceData.Folder, "official");

    /// <summary>Why none can be read here, or null.</summary>
    public static string? WhyNot { get; } =
        File.Exists(Path.Combine(Folder, Names[0])) ? null : "The official workbooks (shared/data/official beside the repository) are not here.";

    /// <summary>The descriptions that come with the program.</summary>
    public static SourceDescriptions Shipped { get; } = SourceDescriptions.Read(SourceDescriptions.ShippedFolder).Descriptions;

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>Read by the shipped descriptions and checked against all samples.</summary>
    public static ReadResult Read(string name) => Read(name, Bytes(name));

    public static ReadResult Read(string name, byte[] bytes) => BatchBuilder.Build(new FileReader(Shipped).Read(name, bytes), Samples.Known);
}
