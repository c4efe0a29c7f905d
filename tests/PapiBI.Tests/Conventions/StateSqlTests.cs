using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Conventions;

/// <summary>The application database is the same on both engines: its tables, its keys, and every statement, which SQL Server would parse.</summary>
public sealed partial class StateSqlTests
{
    private const string Home = "warehouse/PapiBI.Warehouse/State";

    [Fact]
    public void Every_table_has_the_same_columns_in_the_same_order_and_leaves_the_same_blank()
    {
        var server = Tables()
            .SelectMany(table => table.Definition.ColumnDefinitions.Select(column =>
                $"{table.SchemaObjectName.BaseIdentifier.Value}.{column.ColumnIdentifier.Value}{(column.Constraints.OfType<NullableConstraintDefinition>().Any(c => !c.Nullable) ? " not null" : "")}"));

        Assert.Equal(
            Embedded("""select concat(m.name, '.', c.name, case when c."notnull" = 1 then ' not null' else '' end) from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' order by m.name, c.cid"""),
            server.GroupBy(column => column.Split('.')[0]).OrderBy(table => table.Key, StringComparer.Ordinal).SelectMany(table => table));
    }

    [Fact]
    public void Every_key_is_the_same_since_they_are_what_makes_once_be_once()
    {
        var keys = Tables().SelectMany(table => table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>()
            .Select(key => $"{table.SchemaObjectName.BaseIdentifier.Value} {(key.IsPrimaryKey ? "key" : "unique")} {Names(key.Columns)}"));
        var indices = Server<CreateIndexStatement>().Select(index =>
            $"{index.OnName.BaseIdentifier.Value} {(index.Unique ? "unique" : "index")} {Names(index.Columns)}{(index.FilterPredicate is null ? "" : " where some")}");

        Assert.Equal(
            Embedded("""
                select concat(m.name, ' key ', (select group_concat(k.name, ', ') from (select c.name from pragma_table_info(m.name) c where c.pk > 0 order by c.pk) k))
                from sqlite_master m
                where m.type = 'table'
                union all
                select concat(m.name, case when i."unique" = 1 then ' unique ' else ' index ' end,
                    (select group_concat(k.name, ', ') from (select x.name from pragma_index_info(i.name) x order by x.seqno) k),
                    case when i.partial = 1 then ' where some' else '' end)
                from sqlite_master m
                join pragma_index_list(m.name) i
                where m.type = 'table' and i.origin <> 'pk'
                """).Order(StringComparer.Ordinal),
            keys.Concat(indices).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SQL_Server_parses_every_statement_of_the_application_database()
    {
        var files = Repository.Files(Home, "*.cs").Where(file => Call().IsMatch(Repository.Read(file))).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotEmpty(StatementsOf(file)));
        Assert.All(files.SelectMany(StatementsOf), sql => Assert.Empty(Errors(sql)));
    }

    [Fact]
    public void No_statement_is_passed_over()
    {
        var statements = Repository.Files(Home, "*.cs").SelectMany(StatementsOf).ToList();

        Assert.Contains(statements, sql => sql.StartsWith("update delivery set state = 'due', crashes = crashes + 1", StringComparison.Ordinal) && sql.Contains("(select w.worker_id from worker w", StringComparison.Ordinal));
        Assert.Contains(statements, sql => sql.Contains("d.delivery_key", StringComparison.Ordinal) && sql.EndsWith("order by d.delivery_id desc offset 0 rows fetch next @most rows only", StringComparison.Ordinal));
        Assert.Contains(statements, sql => sql.Contains("sp_getapplock", StringComparison.Ordinal));
        Assert.All(Repository.Files(Home, "*.cs"), file => Assert.True(StatementsOf(file).Count() >= Call().Count(Repository.Read(file)), file));
    }

    [Theory]
    [InlineData("select r.run_id from run r order by r.run_id desc limit @most")]
    [InlineData("insert into lease (lease) values (@lease) on conflict (lease) do nothing")]
    [InlineData("update run set outcome = 'done' where job is not @job")]
    [InlineData("select w.worker_id in (select 1) from worker w")]
    public void What_SQLite_alone_takes_is_found(string sql) => Assert.NotEmpty(Errors(sql));

    [Theory]
    [InlineData("select 1 from run r order by r.run_id offset 0 rows fetch next @most rows only", "select 1 from run r order by r.run_id limit @most")]
    [InlineData("(select 1 from run r order by r.run_id offset 0 rows fetch next 1 rows only) t", "(select 1 from run r order by r.run_id limit 1) t")]
    public void SQLite_is_asked_for_the_first_rows_in_its_own_way(string common, string adapted) => Assert.Equal(adapted, Dialect.Sqlite.Adapt(common));

    private static List<string> Embedded(string sql)
    {
        using TemporaryFolder folder = new();
        var data = new DataFolder(folder.Path);
        StateDatabase.Open(data, TimeProvider.System);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = data.StateFile, Pooling = false }.ConnectionString);
        return [.. connection.Query<string>(sql)];
    }

    // A later script may have put another in one's place.
    private static IEnumerable<CreateTableStatement> Tables()
    {
        var gone = Server<DropTableStatement>().SelectMany(drop => drop.Objects).Select(table => table.BaseIdentifier.Value).ToHashSet(StringComparer.Ordinal);
        return Server<CreateTableStatement>().Where(table => !gone.Contains(table.SchemaObjectName.BaseIdentifier.Value));
    }

    // Tables are made by themselves or, as the journal is, where they are not there yet.
    private static List<T> Server<T>()
        where T : TSqlStatement
    {
        var found = new Collector<T>();
        foreach (var file in Repository.Files($"{Home}/Migrations/SqlServer", "*.sql"))
        {
            using StringReader reader = new(Repository.Read(file));
            new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out IList<ParseError> errors).Accept(found);
            Assert.Empty(errors);
        }

        Assert.NotEmpty(found.All);
        return found.All;
    }

    private static string Names(IList<ColumnWithSortOrder> columns) => string.Join(", ", columns.Select(c => c.Column.MultiPartIdentifier.Identifiers[^1].Value));

    /// <summary>The texts of a file that begin as a statement does, with the other texts that they are put together of.</summary>
    private static IEnumerable<string> StatementsOf(string file)
    {
        var constants = Repository.Files(Home, "*.cs").SelectMany(each => Constant().Matches(Repository.Read(each)).Select(m => (File: each, Name: m.Groups["name"].Value, Text: TextOf(m.Groups["literal"].Value)))).ToList();
        return Literal().Matches(Repository.Read(file))
            .Select(literal => Whole(TextOf(literal.Value)))
            .Where(text => Beginning().IsMatch(text))
            .Select(sql => Dialect.SqlServer.Adapt(ListParameter().Replace(sql, "in (@${name}1, @${name}2)")));

        string Whole(string text) => Hole().Replace(text, hole => Filled(hole.Groups["what"].Value));

        // A constant may have holes of its own.
        string Filled(string what) =>
            constants.Where(c => c.Name == what.Split('.')[^1]).OrderBy(c => c.File == file ? 0 : 1).Select(c => Whole(c.Text)).FirstOrDefault()
            ?? (what is "table" or "column" ? what + "_name" : "1");
    }

    private static string TextOf(string literal)
    {
        var text = literal.Trim('$', '"');
        return string.Join('\n', text.Split('\n').Select(line => line.Trim())).Trim();
    }

    private static string[] Errors(string sql)
    {
        using StringReader reader = new(sql);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out IList<ParseError> errors);
        return [.. errors.Select(error => $"{sql}: line {error.Line}, column {error.Column}: {error.Message}")];
    }

    private sealed class Collector<T> : TSqlFragmentVisitor
        where T : TSqlStatement
    {
        public List<T> All { get; } = [];

        public override void Visit(TSqlFragment node)
        {
            if (node is T found)
            {
                All.Add(found);
            }
        }
    }

    [GeneratedRegex(
        """
        (?s)\$?"{3,}.*?"{3,}|\$?"(\\.|[^"\\\n])*"
        """,
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Literal();

    [GeneratedRegex(
        """
        (?s)const string (?<name>\w+) =\s+\$?(?<literal>"{3,}.*?"{3,}|"(\\.|[^"\\\n])*");
        """,
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Constant();

    [GeneratedRegex(@"\{(?<what>[^{}]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Hole();

    [GeneratedRegex(@"^(select|with|insert|update|delete|set nocount)\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Beginning();

    // Dapper writes the list out.
    [GeneratedRegex(@"\bin @(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex ListParameter();

    // Where a statement is handed over.
    [GeneratedRegex(@"\b(state|transaction)\.(Read|Write|Execute)\(\s*\$?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2_000)]
    private static partial Regex Call();
}
