using System.Reflection;
using System.Xml.Linq;

namespace PapiBI.Tests.Conventions;

/// <summary>Worker → Etl, Reports; Portal → Reports; both libraries → Warehouse; Etl and Reports never meet.</summary>
public sealed class OneWayTests
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["PapiBI.Warehouse"] = [],
        ["PapiBI.Etl"] = ["PapiBI.Warehouse"],
        ["PapiBI.Reports"] = ["PapiBI.Warehouse"],
        ["PapiBI.Worker"] = ["PapiBI.Etl", "PapiBI.Reports"],
        ["PapiBI.Portal"] = ["PapiBI.Reports"],
        ["PapiBI.Tests"] = ["PapiBI.Worker", "PapiBI.Portal"],
        ["PapiBI.Benchmarks"] = ["PapiBI.Worker", "PapiBI.Etl", "PapiBI.Reports", "PapiBI.Portal", "PapiBI.Warehouse"],
    };

    /// <summary>A package that only these projects may name.</summary>
    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["EPPlus"] = ["PapiBI.Reports", "PapiBI.Etl"],
        ["ExcelDataReader"] = ["PapiBI.Etl"],
        ["MailKit"] = ["PapiBI.Worker"],
        ["Dapper"] = ["PapiBI.Warehouse"],
        ["DuckDB.NET.Data.Full"] = ["PapiBI.Warehouse"],
        ["Microsoft.Data.SqlClient"] = ["PapiBI.Warehouse"],
        ["Microsoft.Data.Sqlite"] = ["PapiBI.Warehouse"],
        ["Microsoft.SqlServer.TransactSql.ScriptDom"] = ["PapiBI.Warehouse"],
        ["Quartz"] = ["PapiBI.Worker"],
    };

    [Fact]
    public void Projects_reference_only_what_lies_below_them()
    {
        foreach (string file in Repository.Files("", "*.csproj"))
        {
            string project = Path.GetFileNameWithoutExtension(file);
            Assert.True(MayReference.TryGetValue(project, out string[]? allowed), $"{project} is new: say here what it may reference.");
            Assert.Empty(References(file, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Except(allowed));
        }
    }

    [Fact]
    public void Packages_stay_in_the_projects_that_own_them()
    {
        foreach (string file in Repository.Files("", "*.csproj"))
        {
            string project = Path.GetFileNameWithoutExtension(file);
            string[] breakers = [.. References(file, "PackageReference")
                .Where(package => Packages.TryGetValue(package, out string[]? owners) && !owners.Contains(project))];

            Assert.Empty(breakers);
        }
    }

    [Theory]
    [InlineData("PapiBI.Warehouse")]
    [InlineData("PapiBI.Etl", "PapiBI.Warehouse")]
    [InlineData("PapiBI.Reports", "PapiBI.Warehouse")]
    [InlineData("papibi", "PapiBI.Warehouse", "PapiBI.Etl", "PapiBI.Reports")]
    [InlineData("PapiBI.Portal", "PapiBI.Warehouse", "PapiBI.Reports")]
    public void Built_assemblies_use_only_what_lies_below_them(string assembly, params string[] allowed)
    {
        Assert.Empty(Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("PapiBI.", StringComparison.OrdinalIgnoreCase))
            .Except(allowed));
    }

    private static IEnumerable<string> References(string file, string kind) =>
        XDocument.Parse(Repository.Read(file)).Descendants(kind).Select(item => item.Attribute("Include")!.Value);
}
