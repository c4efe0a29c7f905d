using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using PapiBI.Etl.Validation;
using PapiBI.Tests.Conventions;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl;

public sealed partial class IssueCatalogueTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "etl", "README.md"));

    [Fact]
    public void The_README_lists_every_issue_code_and_no_other() =>
        Assert.Equal(IssueCodes.All.Order(StringComparer.Ordinal), CodeRow().Matches(Readme).Select(row => row.Groups["code"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_README_describes_every_kind_of_table() =>
        Assert.All(LoadKindName.OfTables, kind => Assert.Contains($"| `{LoadKindName.Of(kind)}` |", Readme));

    [Fact]
    public void The_README_lists_every_fault_of_a_list_of_recipients() => Assert.Equal(
        Repository.Files("etl/PapiBI.Worker", "*.cs").SelectMany(file => RecipientsLiteral().Matches(Repository.Read(file))).Select(literal => literal.Groups["code"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        RecipientsRow().Matches(Readme).Select(row => row.Groups["code"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Codes_are_unique_and_in_kebab_case()
    {
        Assert.Equal(IssueCodes.All.Count, IssueCodes.All.Distinct(StringComparer.Ordinal).Count());
        Assert.All(IssueCodes.All, code => Assert.Matches("^[a-z]+(-[a-z]+)*$", code));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("\"(?<code>recipients-[a-z0-9-]+)\"")]
    private static partial Regex RecipientsLiteral();

    [GeneratedRegex("^\\| `(?<code>recipients-[a-z0-9-]+)` \\| ", RegexOptions.Multiline)]
    private static partial Regex RecipientsRow();

    [GeneratedRegex("^\\| `(?<code>[a-z-]+)` \\| (error|warning)\\b[^|]*\\|", RegexOptions.Multiline)]
    private static partial Regex CodeRow();
}
