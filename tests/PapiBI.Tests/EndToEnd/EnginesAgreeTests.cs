using System.CommandLine;
using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.EndToEnd;

/// <summary>The main job on a server and embedded: the same workbooks, to the last cell and chart.</summary>
public sealed class EnginesAgreeTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Every_workbook_of_the_demo_says_the_same_from_both_engines()
    {
        using var folder = new TemporaryFolder();
        var server = TestEngine.SqlServer.Install(folder.File("server"));
        try
        {
            Demo(folder.File("embedded-out"), "--data", folder.File("embedded"));
            Demo(folder.File("server-out"), "--data", server.Root, "--warehouse", "sqlserver:" + TestServer.ConnectionString(server.Server!.Database));
        }
        finally
        {
            TestEngine.SqlServer.Remove(server);
        }

        string[] names = Reports(folder.File("embedded-out"));
        Assert.True(names.Length >= 18, $"Only {names.Length} workbooks.");
        Assert.Equal(names, Reports(folder.File("server-out")));
        Assert.Equal([], names.SelectMany(name => Differences(folder.File($"embedded-out/reports/{name}"), folder.File($"server-out/reports/{name}"))));
        Assert.Empty(Directory.GetFiles(server.Root, "*.duckdb", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(server.Root, "*.sqlite", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_comparison_sees_another_number_and_another_word()
    {
        Assert.Empty(Differences("a.xml", XElement.Parse("<c r='A1'><v>0.30000000000000004</v></c>"), XElement.Parse("<c r='A1'><v>0.3</v></c>")));
        Assert.Equal(["a.xml: 0.3000001 | 0.3"], Differences("a.xml", XElement.Parse("<c r='A1'><v>0.3000001</v></c>"), XElement.Parse("<c r='A1'><v>0.3</v></c>")));
        Assert.Equal(["a.xml: hạng 5 | hạng 6"], Differences("a.xml", XElement.Parse("<t>hạng 5</t>"), XElement.Parse("<t>hạng 6</t>")));
        Assert.Equal(["a.xml: r=A1 | r=A2"], Differences("a.xml", XElement.Parse("<c r='A1'/>"), XElement.Parse("<c r='A2'/>")));
        Assert.Equal(["a.xml: says 2 things | 3"], Differences("a.xml", XElement.Parse("<x><a/></x>"), XElement.Parse("<x><a/><a/></x>")));
    }

    private static void Demo(string output, params string[] options)
    {
        using var said = new StringWriter();
        using var errors = new StringWriter();
        var clock = new FixedClock(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));

        var code = PapibiCommand.Create(clock).Parse(["demo", "--out", output, .. options]).Invoke(new InvocationConfiguration { Output = said, Error = errors });

        Assert.True(code == ExitCode.Done, errors.ToString());
    }

    private static string[] Reports(string output) => [.. Directory.GetFiles(Path.Combine(output, "reports"), "*.xlsx").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    // Every part of the package, so that charts and names are compared as cells are.
    private static List<string> Differences(string embedded, string server)
    {
        using var ofEmbedded = ZipFile.OpenRead(embedded);
        using var ofServer = ZipFile.OpenRead(server);
        string[] parts = [.. ofEmbedded.Entries.Select(part => part.FullName).Order(StringComparer.Ordinal)];
        Assert.Equal(parts, ofServer.Entries.Select(part => part.FullName).Order(StringComparer.Ordinal));
        return [.. parts.Where(part => part.EndsWith(".xml", StringComparison.Ordinal) || part.EndsWith(".rels", StringComparison.Ordinal))
            .SelectMany(part => Differences($"{Path.GetFileName(embedded)} {part}", Read(ofEmbedded, part), Read(ofServer, part)))];
    }

    private static List<string> Differences(string where, XElement one, XElement other)
    {
        List<string> found = [];
        foreach (var (a, b) in Said(one).Zip(Said(other)))
        {
            if (a != b && (a.Name != b.Name || Number(a.Value) is not { } x || Number(b.Value) is not { } y || Math.Abs(x - y) > Tolerance))
            {
                found.Add($"{where}: {a.Name}{a.Value} | {b.Name}{b.Value}");
            }
        }

        if (found.Count == 0 && (Said(one).Count(), Said(other).Count()) is var (n, m) && n != m)
        {
            found.Add($"{where}: says {n} things | {m}");
        }

        return found;
    }

    private static IEnumerable<(string Name, string Value)> Said(XElement root) => root.DescendantsAndSelf().SelectMany(element =>
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => ($"{attribute.Name.LocalName}=", attribute.Value))
            .Append(("", element.HasElements ? element.Name.LocalName : element.Value)));

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static XElement Read(ZipArchive package, string part)
    {
        using var stream = package.GetEntry(part)!.Open();
        return XElement.Load(stream);
    }
}
