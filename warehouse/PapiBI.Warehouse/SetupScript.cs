using System.Text;
using PapiBI.Warehouse.Dialects;
using PapiBI.Warehouse.Migrations;
using PapiBI.Warehouse.Views;

namespace PapiBI.Warehouse;

/// <summary>
/// All of setting up as one text for sqlcmd or Management Studio, for whoever runs no program of others on a server. What the database has had is passed
/// over; what is run is journalled, so that the program finds it up to date.
/// </summary>
internal static class SetupScript
{
    public static string Of(ServerAddress server, SetupChoice choice)
    {
        var text = new StringBuilder("""
            -- PapiBI: its databases, tables, views, roles and rights. May be run again: what is there is left as it is.
            -- Run it with sqlcmd -b -f 65001, which stops at the first error and reads Vietnamese letters as what they are, by a login that may make databases.
            -- It holds no password.
            set quoted_identifier on;
            set ansi_nulls on;
            set xact_abort on;
            if unicode(N'ấ') <> 7845
            begin
                raiserror (N'This text was not read as UTF-8: nothing is done. Run sqlcmd with -f 65001.', 16, 1);
                set noexec on;
            end;

            """);
        foreach (var database in new[] { server.Database, server.ServiceDatabase })
        {
            Batch(text, $"if db_id(N'{Literal(database)}') is null create database {ServerSetup.Quoted(database)};");
        }

        Batch(text, $"use {ServerSetup.Quoted(server.Database)};");
        Batches(text, choice.WithSettings ? [ServerSetup.Settings] : []);
        Migrations(text, "Migrations/SqlServer");
        var views = ViewScript.Statements(Dialect.SqlServer).ToList();
        Unless(text, ViewScript.JournalEntry, ViewScript.ShaOf(views), views);
        Batches(text, choice.WithStorage ? [ServerSetup.Storage] : []);
        Batches(text, [ServerSetup.Roles, ServerSetup.Grants]);
        Batch(text, $"use {ServerSetup.Quoted(server.ServiceDatabase)};");
        Batches(text, choice.WithSettings ? [ServerSetup.Settings] : []);
        Migrations(text, "State/Migrations/SqlServer");
        Batches(text, [ServerSetup.ServiceRoles]);
        return text.ToString();
    }

    private static void Migrations(StringBuilder text, string folder)
    {
        foreach (var path in SqlScript.In(folder))
        {
            var (script, batches) = (Path.GetFileName(path), Dialect.SqlServer.Batches(SqlScript.Read(path)));
            if (script == ScriptJournal.JournalScript)
            {
                batches.ToList().ForEach(batch => Batch(text, batch));
            }
            else
            {
                Unless(text, script, ScriptJournal.Sha256(SqlScript.Read(path)), batches);
            }
        }
    }

    // What was applied is compiled and not run: batches cannot be skipped in another way. All of it is one transaction with its row in the journal.
    private static void Unless(StringBuilder text, string script, string sha256, IEnumerable<string> batches)
    {
        Batch(text, $"-- {script}\nif exists (select 1 from dbo.schema_journal j where j.script = '{script}' and j.sha256 = '{sha256}') set noexec on;");
        Batch(text, "begin transaction;");
        foreach (var batch in batches)
        {
            Batch(text, batch);
        }

        Batch(text, $"delete from dbo.schema_journal where script = '{script}';\ninsert into dbo.schema_journal (script, sha256, applied_at) values ('{script}', '{sha256}', sysutcdatetime());\ncommit transaction;");
        Batch(text, "set noexec off;");
    }

    private static void Batches(StringBuilder text, IEnumerable<string> scripts)
    {
        foreach (var batch in scripts.SelectMany(script => Dialect.SqlServer.Batches(SqlScript.Read(script))))
        {
            Batch(text, batch);
        }
    }

    private static void Batch(StringBuilder text, string batch) => text.Append(batch.Trim()).Append("\ngo\n");

    private static string Literal(string name) => name.Replace("'", "''", StringComparison.Ordinal);
}
