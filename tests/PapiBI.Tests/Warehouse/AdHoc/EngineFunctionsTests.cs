using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Warehouse.AdHoc;

public sealed class EngineFunctionsTests
{
    [Fact]
    public void Every_function_of_the_engine_has_been_judged()
    {
        List<(string Name, string Kind)> catalogue = Catalogue();
        string[] unknown = [.. catalogue
            .Where(f => f.Kind switch
            {
                "table" or "table_macro" => EngineFunctions.OnTable(f.Name) == EngineFunctions.Ruling.Unknown,
                // Pragmas are statements, which the gate refuses as a kind.
                "pragma" => false,
                _ => EngineFunctions.OnValue(f.Name) == EngineFunctions.Ruling.Unknown,
            })
            .Select(f => $"{f.Kind} {f.Name}")];

        Assert.True(catalogue.Count > 900, "The catalogue was not read.");
        Assert.True(unknown.Length == 0, $"Judge these in EngineFunctions: {string.Join(", ", unknown)}");
    }

    [Fact]
    public void A_kind_of_function_that_the_engine_adds_shows_up()
    {
        string[] known = ["aggregate", "macro", "pragma", "scalar", "table", "table_macro"];

        Assert.Equal(known, Catalogue().Select(f => f.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_acts_on_the_engine_is_allowed_only_where_it_is_harmless()
    {
        string[] allowed = [.. Names("select distinct function_name from duckdb_functions() where has_side_effects")
            .Where(name => EngineFunctions.OnValue(name) == EngineFunctions.Ruling.Allowed)
            .Order(StringComparer.Ordinal)];

        Assert.Equal(["gen_random_uuid", "random", "uuid", "uuidv4", "uuidv7"], allowed);
    }

    [Fact]
    public void What_by_its_name_reaches_files_network_extensions_settings_or_logs_is_denied_in_every_place()
    {
        var reaching = Catalogue().Where(f => f.Kind != "pragma" && Regex.IsMatch(
            f.Name,
            "(^|_)(read|scan|glob|sniff|csv|parquet|file|files|secrets?|extensions?|settings?|logging|logs?_(contexts|parsed)|profiling|metadata|query|storage|https?|getenv|install|load|attach|checkpoint|memory|databases?|duckdb)(_|$)",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1))).ToList();

        Assert.True(reaching.Count > 40, "The catalogue was not read.");
        Assert.All(reaching, f => Assert.NotEqual(EngineFunctions.Ruling.Allowed, EngineFunctions.OnValue(f.Name)));
        Assert.All(reaching, f => Assert.NotEqual(EngineFunctions.Ruling.Allowed, EngineFunctions.OnTable(f.Name)));
    }

    [Theory]
    [InlineData("read_csv")]
    [InlineData("a_function_of_the_future")]
    public void An_unjudged_name_is_not_allowed(string name)
    {
        Assert.NotEqual(EngineFunctions.Ruling.Allowed, EngineFunctions.OnValue(name));
        Assert.NotEqual(EngineFunctions.Ruling.Allowed, EngineFunctions.OnTable(name));
    }

    private static List<(string Name, string Kind)> Catalogue() =>
        [.. Names("select distinct function_type || ' ' || function_name from duckdb_functions()")
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[1], parts[0]))];

    private static List<string> Names(string sql)
    {
        using DuckDBConnection connection = new("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
