using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Portal.Workbench;
using PapiBI.Warehouse.AdHoc;

namespace PapiBI.Tests.Portal;

/// <summary>
/// What has broken products that let people ask SQL, tried on the whole cage: a real process for each question. They measure time and memory, so they run alone.
/// </summary>
[CollectionDefinition(nameof(CageAttackTests), DisableParallelization = true)]
[Collection(nameof(CageAttackTests))]
public sealed class CageAttackTests : IDisposable
{
    private readonly CageStage stage = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => stage.Dispose();

    [Fact]
    public async Task An_ordinary_question_is_answered_whole()
    {
        var answer = await stage.Ask("select province_name, year, score, published_on from score where province_code = '58' order by year");

        Assert.Null(answer.End.Refusal);
        Assert.Equal((5, null), (answer.End.Rows, answer.End.Cap));
        Assert.Equal("""["Ninh Thuận",2018,40.58,"2018-04-15"]""", answer.Rows[0].GetRawText());
        Assert.StartsWith("""{"columns":[{"name":"province_name","type":"Varchar","isNumber":false}""", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("insert into province values ('00', 'x', 'y')")]
    [InlineData("update fact_score set score = 99")]
    [InlineData("delete from fact_score")]
    [InlineData("create table mine as select * from score")]
    [InlineData("create temp view score as select 99 as score")]
    [InlineData("with gone as (delete from fact_score returning *) select * from gone")]
    public Task Attack_01_writing_past_read_only(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect, RefusalCodes.Syntax, RefusalCodes.UnsupportedSyntax);

    [Theory]
    [InlineData("attach '/srv/other.duckdb' as other")]
    [InlineData("attach ':memory:' as other")]
    [InlineData("detach release")]
    [InlineData("use memory")]
    public Task Attack_02_attaching_another_database(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect);

    [Theory]
    [InlineData("copy score to '/srv/out.csv'")]
    [InlineData("copy (select * from score) to '/dev/stdout' (format csv)")]
    [InlineData("export database '/srv/out'")]
    [InlineData("copy province from '/etc/passwd'")]
    [InlineData("import database '/srv/out'")]
    public Task Attack_03_copying_out_and_in(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect);

    [Theory]
    [InlineData("install httpfs")]
    [InlineData("load '/srv/evil.duckdb_extension'")]
    [InlineData("force install spatial from 'http://example.org'")]
    public Task Attack_04_installing_an_extension(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect);

    [Theory]
    [InlineData("set memory_limit = '100GB'")]
    [InlineData("reset enable_external_access")]
    [InlineData("set global threads = 64")]
    [InlineData("set variable x = 1")]
    [InlineData("pragma database_list")]
    [InlineData("pragma enable_profiling")]
    [InlineData("pragma temp_directory = '/srv'")]
    [InlineData("call enable_logging()")]
    public Task Attack_05_changing_settings(string sql) => RefusesUnchanged(sql, RefusalCodes.NotSelect);

    [Theory]
    [InlineData("select * from range(100000000) order by hash(range), range desc")]
    [InlineData("select list(range) from range(100000000)")]
    [InlineData("select range, count(*) from range(100000000) group by all order by 2, 1 desc")]
    public Task Attack_06_a_memory_bomb_of_many_rows(string sql) => DiesOfMemory(sql);

    // What no engine limit counts: single values.
    [Theory]
    [InlineData("select length(replace(lpad('', 100000, 'a'), 'a', lpad('', 100000, 'b')))")]
    [InlineData("select length(regexp_replace(lpad('', 100000, 'a'), 'a', lpad('', 100000, 'b'), 'g'))")]
    [InlineData("select length(translate(x.a, 'a', 'b')) from (select replace(lpad('', 50000, 'a'), 'a', lpad('', 100000, 'b')) a) x")]
    [InlineData("select length(array_to_string(list_transform(list(lpad('', 100000, 'a')), lambda v: v || lpad('', 100000, 'b')), '')) from range(20000)")]
    [InlineData("with recursive n as (select 1 as i, 'abcdefgh' as v union all select i + 1, v || v from n where i < 34) select max(length(v)) from n")]
    [InlineData("with recursive n as (select 1 as i, [1, 2, 3, 4] as v union all select i + 1, list_concat(v, v) from n where i < 34) select max(len(v)) from n")]
    [InlineData("select length(format('{:>2000000000}', 'x') || format('{:>2000000000}', 'y'))")]
    [InlineData("select length(printf('%2000000000d', 1) || printf('%2000000000d', 2))")]
    public async Task Attack_07_a_memory_bomb_of_one_value(string sql)
    {
        var (answer, peak) = await stage.AskAndWatch(sql);

        AssertStaysSmall(peak);
        Assert.Contains(answer.Code, (string[])[RefusalCodes.Memory, RefusalCodes.Engine, RefusalCodes.Function]);
        Assert.Equal("[1]", (await stage.Ask("select 1")).Rows.Single().GetRawText());
    }

    [Fact]
    public async Task Attack_08_a_memory_bomb_of_a_wide_answer()
    {
        // The engine has it, but the process that would write it down has not the room.
        var (answer, peak) = await stage.AskAndWatch("select replace(lpad('', 1000, 'a'), 'a', lpad('', 90000, 'b')) from range(100)");

        AssertStaysSmall(peak);
        AssertMemoryRefusal(answer);
    }

    [Fact]
    public async Task Attack_09_a_temporary_file_bomb()
    {
        var before = Directory.GetFileSystemEntries(stage.Folder).Order(StringComparer.Ordinal).ToList();
        var asked = stage.Ask("select a.range, hash(a.range) from range(50000000) a order by hash(a.range)", "bomber");
        var process = await stage.ProcessOf("bomber");
        await CageStage.Until(() => Limit(process, "Max file size") == "0" ? true : (bool?)null);
        Assert.Equal("0", Limit(process, "Max core file size"));
        Assert.Equal("256", Limit(process, "Max open files"));
        AssertMemoryRefusal(await asked);

        Assert.Equal(before, Directory.GetFileSystemEntries(stage.Folder).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries("/", "*duckdb*"));
    }

    [Theory]
    [InlineData(CageStage.Endless)]
    [InlineData("with recursive n as (select 1 i union all select i + 1 from n) select max(i) from n")]
    public async Task Attack_10_an_endless_question(string sql)
    {
        using var hurried = new CageStage(new WorkbenchLimits { Seconds = 2 });
        var watch = Stopwatch.StartNew();
        var asked = hurried.Ask(sql, "an");
        var process = await hurried.ProcessOf("an");
        var answer = await asked;

        Assert.Equal(RefusalCodes.Timeout, answer.Code);
        Assert.Contains("2 giây", answer.End.Refusal!.Vi, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"Took {watch.Elapsed}.");
        await CageStage.Gone(process);
    }

    // None of these heeds the engine's own cancel.
    [Theory]
    [InlineData("select levenshtein(lpad('', 100000, 'a'), lpad('', 100000, 'b'))")]
    [InlineData("select damerau_levenshtein(lpad('', 30000, 'a'), lpad('', 30000, 'b'))")]
    [InlineData("select len(list_sort(list_transform(list(range), lambda v: levenshtein(lpad('', 60000, 'a'), v::varchar || lpad('', 60000, 'b'))))) from range(1000)")]
    public async Task Attack_11_planning_that_does_not_stop(string sql)
    {
        using var hurried = new CageStage(new WorkbenchLimits { Seconds = 2, MemoryMegabytes = 200 });
        var watch = Stopwatch.StartNew();
        var asked = hurried.Ask(sql, "an");
        var process = await hurried.ProcessOf("an");
        var answer = await asked;

        Assert.Contains(answer.Code, (string[])[RefusalCodes.Timeout, RefusalCodes.Memory]);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"Took {watch.Elapsed}.");
        await CageStage.Gone(process);
    }

    [Fact]
    public async Task Attack_12_starving_others()
    {
        using var crowded = new CageStage(new WorkbenchLimits { Seconds = 60, AtOnce = 2, AtOnceOfOne = 1, WaitSeconds = 3 });
        var greedy = Enumerable.Range(0, 5).Select(_ => crowded.Ask(CageStage.Endless, "greedy")).ToList();
        await crowded.ProcessOf("greedy");

        var other = await crowded.Ask("select count(*) from score", "other");
        Assert.Equal("[25]", other.Rows.Single().GetRawText());
        Assert.Single(crowded.Desk.ProcessesOf("greedy"));

        var second = crowded.Ask(CageStage.Endless, "second");
        await crowded.ProcessOf("second");
        var third = await crowded.Ask("select 1", "third");
        Assert.Equal(QueryDesk.Busy, third.Code);
        Assert.Contains("Mọi chỗ đều bận", third.End.Refusal!.Vi, StringComparison.Ordinal);
        Assert.Contains("All places are taken", third.End.Refusal.En, StringComparison.Ordinal);

        crowded.Desk.Dispose();
        Assert.All(await Task.WhenAll(greedy), answer => Assert.Contains(answer.Code, (string[])[QueryDesk.Busy, RefusalCodes.Cancelled]));
        Assert.Equal(RefusalCodes.Cancelled, (await second).Code);
    }

    [Theory]
    [InlineData("select * from no_such_table")]
    [InlineData("select nope from score")]
    [InlineData("select 'x'::integer")]
    [InlineData("select * from 'secret.csv'")]
    [InlineData("select 1 +")]
    [InlineData("select json_extract('{', '$.a')")]
    [InlineData("select regexp_matches('a', '(')")]
    [InlineData("select list(range) from range(100000000)")]
    public async Task Attack_13_error_text_that_tells_of_the_machine(string sql)
    {
        var answer = await stage.Ask(sql);

        Assert.NotNull(answer.End.Refusal);
        Assert.NotEqual(answer.End.Refusal.Vi, answer.End.Refusal.En);
        AssertTellsNothing(answer.Text);
    }

    [Fact]
    public async Task Attack_13b_a_release_that_cannot_be_opened_tells_no_path()
    {
        await File.WriteAllTextAsync(Path.Combine(stage.Folder, "broken.duckdb"), "no database", Cancellation);
        foreach (var name in (string[])["broken.duckdb", "none.duckdb"])
        {
            using var said = new MemoryStream();
            var end = await stage.Desk.Ask("an", name, Path.Combine(stage.Folder, name), "select 1", line => said.WriteAsync(line, Cancellation), Cancellation);

            Assert.Equal(RefusalCodes.Engine, end.Refusal?.Code);
            AssertTellsNothing(Encoding.UTF8.GetString(said.ToArray()));
        }
    }

    [Theory]
    [InlineData("select 1; drop table province")]
    [InlineData("select 1;; insert into province values ('00', 'x', 'y')")]
    [InlineData("select 1 /* ; */ ; select 2")]
    public Task Attack_14_a_second_statement(string sql) => RefusesUnchanged(sql, RefusalCodes.ManyStatements);

    [Theory]
    [InlineData("select * from duckdb_databases()")]
    [InlineData("select * from pragma_database_list")]
    [InlineData("select * from pragma_database_list()")]
    [InlineData("select * from duckdb_settings()")]
    [InlineData("select * from information_schema.tables")]
    [InlineData("select current_setting('temp_directory')")]
    [InlineData("select current_setting('home_directory')")]
    [InlineData("select getenv('PATH')")]
    [InlineData("select version()")]
    public Task Attack_15_paths_in_metadata(string sql) => RefusesUnchanged(sql, RefusalCodes.TableFunction, RefusalCodes.Function, RefusalCodes.UnknownTable);

    [Theory]
    [InlineData("select * from read_csv('secret.csv')")]
    [InlineData("select * from read_text('/etc/passwd')")]
    [InlineData("select * from glob('/*')")]
    [InlineData("select * from '/etc/passwd'")]
    [InlineData("select * from \"secret.csv\"")]
    [InlineData("from '2024-r1.duckdb'")]
    [InlineData("select * from read_duckdb('2024-r1.duckdb')")]
    [InlineData("select * from 'http://example.org/x.parquet'")]
    [InlineData("select * from read_json('https://example.org/x.json')")]
    public Task Attack_16_tables_made_of_files_and_addresses(string sql) => RefusesUnchanged(sql, RefusalCodes.TableFunction, RefusalCodes.UnknownTable);

    [Theory]
    [InlineData("select * from enable_logging(storage = 'stdout')")]
    [InlineData("select * from enable_logging(storage = 'file', storage_path = '/srv/log')")]
    [InlineData("select * from enable_profiling()")]
    [InlineData("select write_log('{\"end\":{}}')")]
    [InlineData("select * from query('select * from enable_logging()')")]
    [InlineData("select * from query_table('secret.csv')")]
    [InlineData("select * from json_execute_serialized_sql(json_serialize_sql('select 1'))")]
    public Task Attack_17_selects_that_act(string sql) => RefusesUnchanged(sql, RefusalCodes.TableFunction, RefusalCodes.Function);

    [Fact]
    public async Task Attack_18_very_long_and_deeply_nested_text()
    {
        string[] texts =
        [
            $"select '{new string('x', 5_000_000)}'",
            "select " + string.Join(" union all select ", Enumerable.Range(0, 20_000)),
            "select 1" + string.Concat(Enumerable.Repeat("+1", 9_000)),
            "select " + string.Concat(Enumerable.Repeat("abs(", 3_500)) + "1" + new string(')', 3_500),
            "select " + new string('[', 9_000) + "1" + new string(']', 9_000),
            string.Concat(Enumerable.Repeat("select * from (", 1_200)) + "select 1" + new string(')', 1_200),
            "select " + string.Concat(Enumerable.Repeat("case when ", 1_500)) + "true" + string.Concat(Enumerable.Repeat(" then true end", 1_000)),
            "select " + string.Concat(Enumerable.Repeat("not ", 4_900)) + "true",
            "select " + string.Concat(Enumerable.Repeat("-", 1)) + string.Concat(Enumerable.Repeat("(-", 6_000)) + "1" + new string(')', 6_000),
            "select 1\0; drop table province",
        ];
        foreach (var text in texts)
        {
            var answer = await stage.Ask(text);

            Assert.True(answer.Code is not null, $"Answered: {text[..Math.Min(60, text.Length)]}");
            Assert.Contains(answer.Code, (string[])[RefusalCodes.TooLong, RefusalCodes.TooDeep, RefusalCodes.Syntax, RefusalCodes.ControlCharacter, RefusalCodes.UnsupportedSyntax]);
            AssertTellsNothing(answer.Text);
        }
    }

    [Fact]
    public async Task Attack_19_a_cancel_that_ends_nothing()
    {
        using var said = new MemoryStream();
        var asked = stage.Desk.Ask("an", "q1", stage.File, CageStage.Endless, line => said.WriteAsync(line, Cancellation), Cancellation);
        var process = await stage.ProcessOf("an");

        Assert.False(stage.Desk.Cancel("stranger", "q1"));
        Assert.False(CageStage.IsGone(process));
        Assert.True(stage.Desk.Cancel("an", "q1"));
        Assert.Equal(RefusalCodes.Cancelled, (await asked).Refusal?.Code);
        Assert.Contains(RefusalCodes.Cancelled, Encoding.UTF8.GetString(said.ToArray()), StringComparison.Ordinal);
        await CageStage.Gone(process);
        Assert.False(stage.Desk.Cancel("an", "q1"));
    }

    [Fact]
    public async Task Attack_20_an_orphan_that_goes_on()
    {
        // The portal in small: a shell that holds the child's input open. It is killed, as a crash would.
        var fifo = Path.Combine(stage.Folder, "question");
        using var parent = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"mkfifo '{fifo}'; dotnet '{Path.Combine(AppContext.BaseDirectory, "PapiBI.Portal.dll")}' {Cage.Verb} < '{fifo}' > /dev/null 2>&1 & echo $!; exec 3> '{fifo}'; IFS= read -r question; printf '%s\\n' \"$question\" >&3; read -r end"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var child = int.Parse((await parent.StandardOutput.ReadLineAsync(Cancellation))!, System.Globalization.CultureInfo.InvariantCulture);
        await parent.StandardInput.WriteLineAsync(new CageRequest(stage.File, CageStage.Endless, 10, 1 << 20, 600, 800).Line());
        await parent.StandardInput.FlushAsync(Cancellation);
        await CageStage.Until(() => Limit(child, "Max file size") == "0" ? true : (bool?)null);
        Assert.False(CageStage.IsGone(child));

        parent.Kill(entireProcessTree: false);
        await CageStage.Gone(child);
    }

    [Theory]
    [InlineData("/tmp")]
    [InlineData("/dev/shm")]
    public async Task Attack_21_what_the_process_inherits(string below)
    {
        Environment.SetEnvironmentVariable("PAPIBI_TEST_SECRET", "pw-of-the-server");
        var folder = Directory.CreateDirectory(Path.Combine(below, $"papibi-test-{Guid.NewGuid():N}"));
        var file = Path.Combine(folder.FullName, "release.duckdb");
        File.Copy(stage.File, file);
        try
        {
            using var held = AdHocSession.Open(file, new AdHocLimits());
            using var caged = CagedQuery.Start();
            var environment = await CageStage.Until(() => ReadOf(caged.ProcessId, "environ") is { Length: > 0 } bytes && ReadOf(caged.ProcessId, "cmdline").AsSpan().IndexOf("answer-one-question"u8) > 0 ? new Found(Encoding.UTF8.GetString(bytes)) : (Found?)null);
            var names = environment.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0]);

            Assert.All(names, name => Assert.StartsWith("DOTNET_", name, StringComparison.Ordinal));

            // The engine of the portal holds its releases so that a child gets them; before it reads a question it has let go of them.
            await CageStage.Until(() => Directory.GetFileSystemEntries($"/proc/{caged.ProcessId}/fd").Select(fd => new FileInfo(fd).LinkTarget ?? "").Any(target => target.Contains("duckdb", StringComparison.Ordinal) || target.Contains("sqlite", StringComparison.Ordinal) || target.StartsWith("socket:", StringComparison.Ordinal)) ? null : (bool?)true);
            Assert.False(caged.HasEnded);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PAPIBI_TEST_SECRET", null);
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Attack_22_a_reader_who_stops_reading_keeps_no_place()
    {
        using var small = new CageStage(new WorkbenchLimits { Seconds = 60, AtOnce = 1, WaitSeconds = 60, DeliverySeconds = 60 });
        var never = new TaskCompletionSource();
        using var gone = new CancellationTokenSource();
        var stuck = small.Desk.Ask("stuck", "q", small.File, "select range, hash(range) from range(100000)", _ => new ValueTask(never.Task), gone.Token);
        await small.ProcessOf("stuck");

        Assert.Equal("[25]", (await small.Ask("select count(*) from score", "other")).Rows.Single().GetRawText());
        Assert.False(stuck.IsCompleted);
        await gone.CancelAsync();
        Assert.NotNull(await stuck);
    }

    [Fact]
    public async Task Attack_23_files_connections_and_programs_of_whoever_breaks_the_engine()
    {
        var asked = stage.Ask(CageStage.Endless, "an");
        var process = await stage.ProcessOf("an");

        // Every thread of the process has given up the calls; what that means is tried in SystemCallsTests.
        await CageStage.Until(() => Directory.GetDirectories($"/proc/{process}/task").All(thread => File.ReadAllText(Path.Combine(thread, "status")).Contains("Seccomp:\t2", StringComparison.Ordinal)) ? true : (bool?)null);
        stage.Desk.Dispose();
        Assert.Equal(RefusalCodes.Cancelled, (await asked).Code);
    }

    [Fact]
    public async Task A_reader_who_stops_reading_is_given_up()
    {
        using var small = new CageStage(new WorkbenchLimits { Seconds = 2, DeliverySeconds = 0.5 });
        var end = await small.Desk.Ask("stuck", "q", small.File, "select range from range(100000)", _ => new ValueTask(Task.Delay(Timeout.Infinite, Cancellation)), Cancellation);

        Assert.Equal(QueryDesk.SlowReader, end.Refusal?.Code);
        Assert.Empty(small.Desk.ProcessesOf("stuck"));
    }

    [Fact]
    public async Task A_spare_process_that_died_is_replaced_unseen()
    {
        await stage.Ask("select 1");
        foreach (var spare in Directory.GetDirectories("/proc").Select(path => int.TryParse(Path.GetFileName(path), out var id) ? id : 0).Where(id => id > 0 && IsSpareOfOurs(id)))
        {
            Process.GetProcessById(spare).Kill();
        }

        Assert.Equal("[2]", (await stage.Ask("select 2")).Rows.Single().GetRawText());
    }

    [Fact]
    public async Task Caps_are_told()
    {
        using var small = new CageStage(new WorkbenchLimits { Seconds = 60, MaxRows = 1_000, MaxMegabytes = 1 });
        var (rows, bytes) = (await small.Ask("select * from range(1001)"), await small.Ask("select lpad('', 90000, 'x') from range(100)"));

        Assert.Equal(("rows", 1_000), (rows.End.Cap, rows.End.Rows));
        Assert.Equal("bytes", bytes.End.Cap);
        Assert.InRange(bytes.End.Rows, 5, 15);
        Assert.Equal(bytes.End.Rows, bytes.Rows.Count);
    }

    private readonly record struct Found(string Text);

    private async Task RefusesUnchanged(string sql, params string[] codes)
    {
        var before = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(stage.File, Cancellation)));
        var files = Directory.GetFileSystemEntries(stage.Folder).Order(StringComparer.Ordinal).ToList();
        var answer = await stage.Ask(sql);

        Assert.Contains(answer.Code, codes);
        Assert.Empty(answer.Rows);
        AssertTellsNothing(answer.Text.Replace(sql, "", StringComparison.Ordinal));
        Assert.Equal(before, Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(stage.File, Cancellation))));
        Assert.Equal(files, Directory.GetFileSystemEntries(stage.Folder).Order(StringComparer.Ordinal));
    }

    private async Task DiesOfMemory(string sql)
    {
        var (answer, peak) = await stage.AskAndWatch(sql);

        AssertStaysSmall(peak);
        AssertMemoryRefusal(answer);
        Assert.Equal("[1]", (await stage.Ask("select 1")).Rows.Single().GetRawText());
    }

    private static void AssertMemoryRefusal(CagedAnswer answer)
    {
        Assert.Equal(RefusalCodes.Memory, answer.Code);
        Assert.Contains("200 MB bộ nhớ", answer.End.Refusal!.Vi, StringComparison.Ordinal);
        Assert.Contains("200 MB of memory", answer.End.Refusal.En, StringComparison.Ordinal);
    }

    // 200 MB of the engine and 320 of the process itself, and pages of the program's files.
    private static void AssertStaysSmall(long peakMegabytes) => Assert.InRange(peakMegabytes, 20, 650);

    private void AssertTellsNothing(string text)
    {
        Assert.DoesNotContain(stage.Folder, text, StringComparison.Ordinal);
        Assert.DoesNotContain(AppContext.BaseDirectory.TrimEnd('/'), text, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(?i)/(home|tmp|usr|proc|root|var|work)/|   at \w+\.|Exception|DOTNET_|stack|duckdb\.net""", text);
    }

    private static string? Limit(int process, string name)
    {
        var line = Encoding.UTF8.GetString(ReadOf(process, "limits")).Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0];
    }

    private static bool IsSpareOfOurs(int process) =>
        ReadOf(process, "cmdline").AsSpan().IndexOf("answer-one-question"u8) > 0
        && Encoding.UTF8.GetString(ReadOf(process, "status")).Contains($"PPid:\t{Environment.ProcessId}\n", StringComparison.Ordinal);

    private static byte[] ReadOf(int process, string file)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{process}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
