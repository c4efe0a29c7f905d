using System.Text.Json.Nodes;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Audits;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Warehouse;

/// <summary>A load asks only the audits of tables that it changes: here is what makes that so.</summary>
public sealed class AuditTests
{
    public static TheoryData<string> Codes => [.. Audit.All.Select(audit => audit.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_audit_names_the_tables_that_the_engine_reads_for_it(string code)
    {
        var audit = Audit.All.Single(candidate => candidate.Code == code);
        using var warehouse = new TestWarehouse();
        using var database = warehouse.Open();
        database.Execute("pragma disable_optimizer"); // which leaves out what empty tables cannot give
        var plan = JsonNode.Parse(database.Query<(string Key, string Plan)>($"explain (format json) {audit.Sql}")[0].Plan)!;

        var loaded = LoadedTables(database);
        var read = Nodes(plan).Select(Table).OfType<string>().Distinct().Intersect(loaded).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(read);
        Assert.Equal(read, audit.Tables.Intersect(loaded).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_table_that_rows_are_loaded_into_belongs_to_a_kind()
    {
        using var warehouse = new TestWarehouse();
        using var database = warehouse.Open();

        Assert.Equal(LoadedTables(database), Enum.GetValues<LoadKind>().SelectMany(WarehouseTable.Of).Distinct().Order(StringComparer.Ordinal));
    }

    // Their rows say where in a file they stood.
    private static IReadOnlyList<string> LoadedTables(WorkingDatabase database) => database.Query<string>(
        """
        select t.table_name
        from information_schema.tables t
        join information_schema.columns c on c.table_name = t.table_name and c.column_name = 'place'
        where t.table_type = 'BASE TABLE' and t.table_name <> 'load_issue'
        order by t.table_name
        """);

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => node switch
    {
        JsonArray several => several.SelectMany(part => Nodes(part!)),
        JsonObject one => [one, .. one["children"] is { } children ? Nodes(children) : []],
        _ => [],
    };

    private static string? Table(JsonNode node) => node["extra_info"]?["Table"]?.GetValue<string>().Split('.')[^1];
}
