using Microsoft.SqlServer.TransactSql.ScriptDom;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Views;

namespace PapiBI.Tests.Conventions;

/// <summary>warehouse/README.md says where each feature of T-SQL that the scripts and views use goes; a new one has to be looked up before it is used.</summary>
public sealed class GrowthPathTests
{
    private const string Heading = "### What the texts use";

    private static readonly string[] FromTheProgram = ["sp_getapplock", "SqlBulkCopy"];

    [Fact]
    public void The_README_lists_every_feature_that_the_scripts_and_views_use_and_no_other()
    {
        var used = new Features();
        foreach (string text in Scripts().Concat(ViewScript.Statements(Dialect.SqlServer)))
        {
            using StringReader reader = new(text);
            new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out _).Accept(used);
        }

        Assert.Equal(string.Join('\n', used.Names), string.Join('\n', Listed()));
    }

    [Theory]
    [InlineData("select string_agg(x.a, ',') from x", "function string_agg")]
    [InlineData("merge into x using y on x.a = y.a when matched then delete;", "merge")]
    [InlineData("create table x (a xml)", "type xml")]
    [InlineData("select * from x cross apply f(1) as y", "apply")]
    public void A_new_feature_shows_up(string sql, string name)
    {
        var used = new Features();
        using StringReader reader = new(sql);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out _).Accept(used);

        Assert.Contains(name, used.Names);
    }

    [Fact]
    public void What_the_program_does_beside_its_scripts_is_told_too() =>
        Assert.All(FromTheProgram, name => Assert.Contains($"`{name}`", Section("## The growth path"), StringComparison.Ordinal));

    // Audits and loads go through the same views, so that each text that is not another engine's alone counts.
    private static IEnumerable<string> Scripts() => Repository.Files("warehouse", "*.sql")
        .Where(file => !file.Contains("/DuckDb/", StringComparison.Ordinal) && !file.Contains("/Sqlite/", StringComparison.Ordinal))
        .Select(Repository.Read);

    private static IEnumerable<string> Listed() => Section(Heading)
        .Split('\n')
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Skip(1)
        .SelectMany(line => line.Split('|')[1].Split(','))
        .Select(name => name.Trim().Trim('`'))
        .Order(StringComparer.Ordinal);

    private static string Section(string heading)
    {
        string readme = Repository.Read("warehouse/README.md");
        int from = readme.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"{heading} is missing.");
        int to = readme.IndexOf($"\n{heading.Split(' ')[0]} ", from + heading.Length, StringComparison.Ordinal);
        return readme[from..(to < 0 ? readme.Length : to)];
    }

    /// <summary>Kinds of statements, functions, types and clauses that not every engine has.</summary>
    private sealed class Features : TSqlFragmentVisitor
    {
        private readonly SortedSet<string> names = new(StringComparer.Ordinal);

        public IEnumerable<string> Names => names;

        public override void Visit(TSqlStatement node) => names.Add(node switch
        {
            AlterTableAddTableElementStatement => "alter table add",
            MergeStatement => "merge",
            _ => string.Concat(node.GetType().Name.Replace("Statement", "", StringComparison.Ordinal).Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToLowerInvariant(),
        });

        public override void Visit(FunctionCall node) => names.Add($"function {node.FunctionName.Value.ToLowerInvariant()}");

        public override void Visit(CoalesceExpression node) => names.Add("function coalesce");

        public override void Visit(NullIfExpression node) => names.Add("function nullif");

        public override void Visit(LeftFunctionCall node) => names.Add("function left");

        public override void Visit(CastCall node) => names.Add("function cast");

        public override void Visit(SqlDataTypeReference node) => names.Add($"type {node.SqlDataTypeOption.ToString().ToLowerInvariant()}");

        public override void Visit(XmlDataTypeReference node) => names.Add("type xml");

        public override void Visit(OverClause node) => names.Add("window");

        public override void Visit(CommonTableExpression node) => names.Add("common table expression");

        public override void Visit(UniqueConstraintDefinition node) => names.Add(node.IsPrimaryKey ? "primary key" : "unique");

        public override void Visit(ForeignKeyConstraintDefinition node) => names.Add("foreign key");

        public override void Visit(CheckConstraintDefinition node) => names.Add("check");

        public override void Visit(DefaultConstraintDefinition node) => names.Add("default");

        public override void Visit(IdentityOptions node) => names.Add("identity");

        public override void Visit(DataCompressionOption node) => names.Add($"data_compression = {node.CompressionLevel.ToString().ToLowerInvariant()}");

        public override void Visit(ColumnDefinition node)
        {
            if (node.Collation is not null)
            {
                names.Add("collate");
            }
        }

        public override void Visit(UnqualifiedJoin node) => names.Add(node.UnqualifiedJoinType is UnqualifiedJoinType.CrossJoin ? "cross join" : "apply");

        public override void Visit(SchemaObjectName node)
        {
            if (node.DatabaseIdentifier is not null)
            {
                names.Add("another database");
            }
        }

        public override void Visit(OffsetClause node) => names.Add("offset");

        public override void Visit(TopRowFilter node) => names.Add("top");
    }
}
