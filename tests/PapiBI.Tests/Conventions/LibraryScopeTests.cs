using System.Text.RegularExpressions;

namespace PapiBI.Tests.Conventions;

/// <summary>A library that we may have to exchange is known in one folder.</summary>
public sealed class LibraryScopeTests
{
    [Theory]
    [InlineData(@"\bOfficeOpenXml\b", "reports/PapiBI.Reports/Excel/", "etl/PapiBI.Etl/Workbooks/")]
    [InlineData(@"\bExcelDataReader\b", "etl/PapiBI.Etl/Parsing/")]
    [InlineData(@"\b(MailKit|MimeKit)\b", "etl/PapiBI.Worker/")]
    [InlineData(@"\b(DuckDB\.NET|Microsoft\.Data\.(SqlClient|Sqlite)|Dapper)\b", "warehouse/")]
    public void A_library_is_named_only_where_it_belongs(string library, params string[] homes)
    {
        string[] breakers = [.. ProductSource()
            .Where(file => !homes.Any(home => file.StartsWith(home, StringComparison.Ordinal)))
            .Where(file => Regex.IsMatch(Repository.Read(file), library, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))];

        Assert.Empty(breakers);
    }

    [Theory]
    [InlineData("reports/PapiBI.Reports/Excel/", "PapiBI.Reports.Excel")]
    [InlineData("etl/PapiBI.Etl/Parsing/", "PapiBI.Etl.Parsing")]
    [InlineData("etl/PapiBI.Etl/Workbooks/", "PapiBI.Etl.Workbooks")]
    public void A_folder_with_a_library_of_its_own_is_a_namespace(string folder, string name)
    {
        Assert.All(
            ProductSource().Where(file => file.StartsWith(folder, StringComparison.Ordinal)),
            file => Assert.Matches($@"(?m)^namespace {Regex.Escape(name)}(\.\w+)*;", Repository.Read(file)));
    }

    private static IEnumerable<string> ProductSource() =>
        Repository.Files("warehouse", "*.cs").Concat(Repository.Files("etl", "*.cs")).Concat(Repository.Files("reports", "*.cs"));
}
