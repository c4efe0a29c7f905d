namespace PapiBI.Warehouse.AdHoc;

/// <summary>The tables and views of the attached release: all that a question may read.</summary>
internal sealed class ReleaseCatalogue(IEnumerable<(string Schema, string Name)> tables)
{
    public const string Name = "release";
    private const string DefaultSchema = "main";

    private readonly HashSet<(string, string)> tables =
        tables.Select(table => (EngineNames.Fold(table.Schema), EngineNames.Fold(table.Name))).ToHashSet();

    /// <summary>Whether the engine would find this name in the release, and nowhere else.</summary>
    public bool Holds(string catalog, string schema, string table)
    {
        string foldedCatalog = EngineNames.Fold(catalog);
        string foldedSchema = EngineNames.Fold(schema);

        // With one qualifier the engine takes a catalog as readily as a schema: release.score is release.main.score.
        if (foldedCatalog.Length == 0 && foldedSchema == Name)
        {
            (foldedCatalog, foldedSchema) = (Name, DefaultSchema);
        }

        return foldedCatalog is "" or Name
            && this.tables.Contains((foldedSchema.Length == 0 ? DefaultSchema : foldedSchema, EngineNames.Fold(table)));
    }
}
