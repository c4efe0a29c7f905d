using Microsoft.SqlServer.TransactSql.ScriptDom;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Views;

namespace PapiBI.Tests.Conventions;

/// <summary>Every script has its twin and is embedded, and SQL Server would parse its own.</summary>
public sealed class SqlScriptTests
{
    private const string Home = "warehouse/PapiBI.Warehouse/";

    /// <summary>What is a file of its own on DuckDB is tables on a server.</summary>
    private static readonly string[] OfServersAlone = ["0005_released.sql"];

    [Fact]
    public void Every_migration_stands_in_both_dialects()
    {
        string[] duck = Names("Migrations/DuckDb");
        string[] server = Names("Migrations/SqlServer");

        Assert.Equal(duck, server.Except(OfServersAlone));
        Assert.Equal(server, server.Distinct());
        Assert.Equal(Enumerable.Range(0, server.Length).Select(n => $"{n:0000}"), server.Select(name => name[..4]));
    }

    [Fact]
    public void Every_folder_of_scripts_for_one_engine_has_its_twin()
    {
        string[] scripts = [.. Repository.Files("warehouse", "*.sql")];
        string[] embedded = [.. scripts.Where(file => file.Contains("/DuckDb/", StringComparison.Ordinal) || file.Contains("/Sqlite/", StringComparison.Ordinal))];
        string[] server = [.. scripts.Where(file => file.Contains("/SqlServer/", StringComparison.Ordinal))];

        Assert.Equal(embedded, server.Where(file => !OfServersAlone.Contains(Path.GetFileName(file))).Select(file => file.Replace("/SqlServer/", file.Contains("/State/", StringComparison.Ordinal) ? "/Sqlite/" : "/DuckDb/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_script_is_embedded_under_its_path()
    {
        string[] inTree = [.. Repository.Files("warehouse", "*.sql").Select(file => file[Home.Length..])];

        Assert.Equal(inTree, typeof(SqlScript).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SQL_Server_parses_every_script_that_is_not_for_another_engine_alone()
    {
        Assert.All(
            Repository.Files("warehouse", "*.sql").Where(file => !file.Contains("/DuckDb/", StringComparison.Ordinal) && !file.Contains("/Sqlite/", StringComparison.Ordinal)),
            file => Assert.Empty(Errors(Repository.Read(file))));
    }

    [Fact]
    public void SQL_Server_parses_every_view_of_the_measures()
    {
        Assert.NotEmpty(ViewScript.All);
        Assert.All(ViewScript.Statements(Dialect.SqlServer), statement => Assert.Empty(Errors(statement)));
    }

    [Fact]
    public void The_parser_finds_an_error_behind_a_go()
    {
        Assert.NotEmpty(Errors("select 1;\ngo\nselect limit from 1;"));
    }

    private static string[] Names(string folder) => [.. Repository.Files(Home + folder, "*.sql").Select(file => Path.GetFileName(file))];

    /// <summary>The parser knows "go" as the end of a batch.</summary>
    private static string[] Errors(string sql)
    {
        using StringReader reader = new(sql);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out IList<ParseError> errors);
        return [.. errors.Select(error => $"line {error.Line}, column {error.Column}: {error.Message}")];
    }
}
