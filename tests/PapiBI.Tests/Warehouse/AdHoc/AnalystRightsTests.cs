using Microsoft.SqlServer.TransactSql.ScriptDom;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.Dialects;

namespace PapiBI.Tests.Warehouse.AdHoc;

/// <summary>What of a login's rights is too much for an analyst, without a server; <see cref="Portal.ServerAttackTests"/> tries real logins.</summary>
public sealed class AnalystRightsTests
{
    private static readonly (string What, string Schema, string Object)[] OfTheRole = [("select", "dbo", "score"), ("select", "dbo", "standing")];

    [Fact]
    public void Of_a_login_with_the_role_alone_nothing_is_too_much()
    {
        Assert.Empty(AnalystRights.Surplus(OfTheRole, [Grant("SELECT", on: "score"), Grant("SELECT", on: "standing", column: "score")]));
    }

    [Theory]
    [InlineData(1, "EXECUTE", "dbo", "clean_up", null, "G", "execute on dbo.clean_up")]
    [InlineData(1, "SELECT", "dbo", "plan_task", "note_vi", "G", "select (note_vi) on dbo.plan_task")]
    [InlineData(1, "UPDATE", "dbo", "score", "score", "G", "update (score) on dbo.score")]
    [InlineData(1, "SELECT", "live", "score", null, "G", "select on live.score")]
    [InlineData(1, "SELECT", "dbo", "score", null, "W", "select with grant option on dbo.score")]
    [InlineData(1, "VIEW DEFINITION", "dbo", "score", null, "G", "view definition on dbo.score")]
    [InlineData(1, "SELECT", null, null, null, "G", "select on ?.?")]
    [InlineData(0, "VIEW DATABASE STATE", null, null, null, "G", "view database state")]
    [InlineData(3, "SELECT", "released", null, null, "G", "select on schema released")]
    [InlineData(4, "IMPERSONATE", null, null, null, "G", "impersonate on a user or role")]
    [InlineData(24, "CONTROL", null, null, null, "G", "control on symmetric keys")]
    public void A_grant_beyond_the_role_is_named_with_what_it_is_on(int kind, string right, string? schema, string? name, string? column, string state, string told)
    {
        Assert.Equal([told], AnalystRights.Surplus(OfTheRole, [new AnalystGrant(kind, "SYMMETRIC_KEYS", right, state, schema, name, column)]));
    }

    [Fact]
    public void What_comes_in_two_ways_is_told_once_and_a_role_first()
    {
        var surplus = AnalystRights.Surplus([("db_datareader", "", ""), ("select", "dbo", "plan_task"), .. OfTheRole], [Grant("SELECT", on: "plan_task"), Grant("EXECUTE", on: "clean_up")]);

        Assert.Equal(["db_datareader", "select on dbo.plan_task", "execute on dbo.clean_up"], surplus);
        Assert.Contains("(db_datareader, select on dbo.plan_task, execute on dbo.clean_up)", AnalystServer.TooMuch(surplus).Message.Vi, StringComparison.Ordinal);
        Assert.Contains("chưa có vai trò papibi_analyst", AnalystServer.TooMuch([AnalystRights.NoAnalyst]).Message.Vi, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VIEW SERVER STATE")]
    [InlineData("VIEW ANY DEFINITION")]
    [InlineData("IMPERSONATE ANY LOGIN")]
    [InlineData("SELECT ALL USER SECURABLES")]
    [InlineData("VIEW DATABASE STATE")]
    [InlineData("VIEW DEFINITION")]
    [InlineData("ALTER ANY USER")]
    [InlineData("UNMASK")]
    [InlineData("EXECUTE")]
    [InlineData("##MS_ServerStateReader##")]
    public void The_server_is_asked_for(string right)
    {
        Assert.Contains(right, Read("analyst_surplus.sql").Words);
    }

    [Fact]
    public void Only_what_every_server_that_we_know_has_is_asked_and_the_answers_have_the_columns_that_are_read()
    {
        var (rights, grants) = (Read("analyst_surplus.sql"), Read("analyst_grants.sql"));

        Assert.Equal(["sys.objects", "sys.schemas"], rights.Tables);
        Assert.Equal(["sys.columns", "sys.database_permissions", "sys.database_principals", "sys.objects", "sys.schemas"], grants.Tables);
        Assert.Equal(["concat", "db_name", "has_dbaccess", "has_perms_by_name", "is_rolemember", "is_srvrolemember", "lower", "quotename"], rights.Functions);
        Assert.Equal(["is_member", "user_name"], grants.Functions);
        Assert.All(rights.Columns, columns => Assert.Equal(3, columns.Count));
        Assert.Equal(["kind", "kind_name", "right_name", "state", "on_schema", "on_object", "on_column"], Assert.Single(grants.Columns));
    }

    private static AnalystGrant Grant(string right, string on, string? column = null) => new(1, "OBJECT_OR_COLUMN", right, "G", "dbo", on, column);

    private static Asked Read(string name)
    {
        using var text = new StringReader(SqlScript.Read($"AdHoc/{name}"));
        var script = new TSql150Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        Assert.Empty(errors);
        var asked = new Asked();
        script.Accept(asked);
        return asked;
    }

    private sealed class Asked : TSqlFragmentVisitor
    {
        private readonly SortedSet<string> tables = new(StringComparer.Ordinal);
        private readonly SortedSet<string> functions = new(StringComparer.Ordinal);

        public IEnumerable<string> Tables => tables;

        public IEnumerable<string> Functions => functions;

        public List<string> Words { get; } = [];

        /// <summary>Of each SELECT the names of its columns, blank where they have none.</summary>
        public List<List<string>> Columns { get; } = [];

        public override void Visit(NamedTableReference node) => tables.Add($"{node.SchemaObject.SchemaIdentifier?.Value}.{node.SchemaObject.BaseIdentifier.Value}");

        public override void Visit(FunctionCall node) => functions.Add(node.FunctionName.Value);

        public override void Visit(StringLiteral node) => Words.Add(node.Value);

        public override void Visit(QuerySpecification node) => Columns.Add([.. node.SelectElements.Cast<SelectScalarExpression>().Select(each => each.ColumnName?.Value ?? "")]);
    }
}
