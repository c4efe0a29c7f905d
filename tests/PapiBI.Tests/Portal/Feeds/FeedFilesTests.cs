using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.VisualBasic.FileIO;
using PapiBI.Portal.Feeds;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.PublicViews;
using PapiBI.Warehouse.Releases;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Feeds;

/// <summary>The public views as CSV, the data dictionary and the file of the release, from a portal as it runs.</summary>
[Collection(nameof(Feeding))]
public sealed class FeedFilesTests(FeedPortal feed)
{
    /// <summary>Words of the plan of Ninh Thuận alone.</summary>
    private static readonly string[] OfThePlan = ["KH-58-2021", "Trung tâm Phục vụ hành chính công, 0259", "máy thở"];

    [Fact]
    public async Task A_view_as_CSV_has_the_columns_of_the_data_dictionary_and_the_rows_of_SQL()
    {
        foreach (var view in PublicViewList.All)
        {
            using var answer = await feed.Get($"/api/v1/views/{view.Name}.csv");
            Assert.Equal(("text/csv; charset=utf-8", $"{view.Name}.csv"), (answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentDisposition?.FileNameStar));
            var file = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);

            using var csv = new TextFieldParser(new MemoryStream(file), Encoding.UTF8) { Delimiters = [","], TrimWhiteSpace = false };
            Assert.Equal(DataDictionary.Views.Single(described => described.Name == view.Name).Columns.Select(column => column.Name), csv.ReadFields());
            var rows = new List<string>();
            while (!csv.EndOfData)
            {
                rows.Add(string.Join(' ', csv.ReadFields()!.Zip(view.Columns, (field, column) => field.Length == 0 && column.Described.Type != "varchar" ? "–" : field)));
            }

            Assert.Equal(
                feed.Sql($"select {string.Join(", ", view.Columns.Select(Told))} from {view.Name}").Order(StringComparer.Ordinal),
                rows.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Columns_in_the_address_say_which_rows_and_one_that_is_unknown_is_named()
    {
        var lines = (await Text("/api/v1/views/national_place.csv?index_code=PAPI&year=2020&year=2021&item_code=PAPI&province_code=92&language=en")).TrimEnd().Split("\r\n");
        Assert.Equal("index_code,year,item_code,province_code,score,rank_place,ranked,quartile_group", lines[0].TrimStart('\uFEFF'));
        Assert.Equal(
            feed.Sql("select index_code, year, item_code, province_code, score, rank_place, ranked, quartile_group from national_place where index_code = 'PAPI' and year in (2020, 2021) and item_code = 'PAPI' and province_code = '92' order by year"),
            lines[1..].Select(line => line.Replace(',', ' ')));
        Assert.Single((await Text("/api/v1/views/edition.csv?index_code=' or 1=1 --")).TrimEnd().Split("\r\n"));

        Assert.Equal("The view edition has no column “nothing”.", await Refusal("/api/v1/views/edition.csv?nothing=1", 400));
        Assert.Equal("The view edition has no column “Year”.", await Refusal("/api/v1/views/edition.csv?Year=2021", 400));
        Assert.Equal("There is no view “plan_target”.", await Refusal("/api/v1/views/plan_target.csv", 404));
        Assert.Equal("There is no view “..”.", await Refusal("/api/v1/views/%2e%2e.csv", 404));
        Assert.Equal("There is no such address, or it is not called this way.", await Refusal("/api/v1/nothing", 404));
    }

    [Fact]
    public async Task Nothing_in_a_CSV_is_a_formula_and_a_negative_number_stays_one()
    {
        using var file = new MemoryStream();
        var rows = new[] { new RegionRow("=1+1", "-2 \"quân\"; =x", "@SUM(A1)", -5, null) }.AsQueryable();

        var view = PublicViewList.Find("region")!;
        var chosen = FeedCsv.Chosen(view, rows, new QueryCollection(new Dictionary<string, StringValues> { ["sort_order"] = "-5" }));
        await FeedCsv.Write(view, chosen, file, TestContext.Current.CancellationToken);

        Assert.Equal("\uFEFFregion_code,name_vi,name_en,sort_order,load_id\r\n'=1+1,\"'-2 \"\"quân\"\"; =x\",'@SUM(A1),-5,\r\n", Encoding.UTF8.GetString(file.ToArray()));
    }

    [Fact]
    public async Task The_data_dictionary_is_told_in_the_language_of_the_asker()
    {
        var (_, english) = await feed.Json("/api/v1/views");
        var (_, vietnamese) = await feed.Json("/api/v1/views?language=vi");

        Assert.Equal(PublicViewList.All.Select(view => view.Name), english.GetProperty("value").EnumerateArray().Select(view => view.GetProperty("name").GetString()));
        Assert.StartsWith(
            $$"""{"name":"edition","grain":"one row per index and year.","columns":[{"name":"index_code","type":"varchar","unit":"code","meaning":"The index.","isKey":true},""",
            english.GetProperty("value").EnumerateArray().Single(view => view.GetProperty("name").GetString() == "edition").GetRawText(),
            StringComparison.Ordinal);
        var previous = vietnamese.GetProperty("value").EnumerateArray().Single(view => view.GetProperty("name").GetString() == "edition").GetProperty("columns")[3];
        Assert.Equal(
            DataDictionary.Views.Single(view => view.Name == "edition").Columns[3].Meaning.Vi,
            previous.GetProperty("meaning").GetString());
        Assert.Equal($"{feed.Portal.Address}api/v1/views/standing.csv", english.GetProperty("value")[0].GetProperty("csvUrl").GetString());
        Assert.Equal($"{feed.Portal.Address}odata/v1/standing", english.GetProperty("value")[0].GetProperty("odataUrl").GetString());
    }

    [Fact]
    public async Task The_file_of_the_release_is_the_public_one_has_the_checksum_that_is_told_and_opens()
    {
        var (_, release) = await feed.Json("/api/v1/release");
        Assert.Equal(feed.Sql("select release_id from release").Single(), release.GetProperty("id").GetRawText());
        Assert.Equal(
            feed.Sql("select index_code, year from edition order by index_code, year"),
            release.GetProperty("editions").EnumerateArray().Select(edition => $"{edition.GetProperty("indexCode").GetString()} {edition.GetProperty("year").GetInt32()}"));
        var file = release.GetProperty("file");
        var sha256 = file.GetProperty("sha256").GetString();

        Assert.Equal($"{feed.Portal.Address}api/v1/releases/{release.GetProperty("name").GetString()}.duckdb", file.GetProperty("url").GetString());
        using var answer = await feed.Get(file.GetProperty("url").GetString()!);
        Assert.Equal(($"\"{sha256}\"", file.GetProperty("name").GetString()), (answer.Headers.ETag?.Tag, answer.Content.Headers.ContentDisposition?.FileNameStar));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal((sha256, file.GetProperty("bytes").GetInt64()), (Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.LongLength));

        using var folder = new TemporaryFolder();
        var copy = Path.Combine(folder.Path, "release.duckdb");
        await File.WriteAllBytesAsync(copy, bytes, TestContext.Current.CancellationToken);
        Assert.Equal(feed.Sql("select count(*) from published_score"), ReleaseFile.Read(copy, "select count(*) from published_score"));

        // What is looked for is there where plans are kept, and found by the same search.
        var plans = ReleaseFile.Read(feed.FileWithPlans, "select table_name from duckdb_tables() where contains(table_name, 'plan') order by table_name");
        Assert.Contains(plans, table => ReleaseFile.Read(feed.FileWithPlans, $"select count(*) from {table}") is not ["0"]);
        Assert.All(plans, table => Assert.Equal(["0"], ReleaseFile.Read(copy, $"select count(*) from {table}")));
        Assert.Equal(OfThePlan, Found(OfThePlan, feed.FileWithPlans));
        Assert.Empty(Found(OfThePlan, copy));
    }

    [Fact]
    public async Task Every_release_keeps_its_file_at_its_name_and_nothing_else_is_there()
    {
        var releases = ReleaseFiles.In(feed.Portal.Data);
        Assert.True(releases.Count > 1);
        foreach (var release in releases)
        {
            var bytes = await File.ReadAllBytesAsync(release.Path, TestContext.Current.CancellationToken);
            using var answer = await feed.Get($"/api/v1/releases/{release.Name}");
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:", answer.Headers.GetValues("Repr-Digest").Single());
        }

        using var current = await feed.Get("/api/v1/release.duckdb");
        using var named = await feed.Get($"/api/v1/releases/{releases[^1].Name}");
        Assert.Equal((named.Headers.ETag, named.Headers.GetValues("Repr-Digest").Single()), (current.Headers.ETag, current.Headers.GetValues("Repr-Digest").Single()));

        Assert.Equal("There is no release “nothing”.", await Refusal("/api/v1/releases/nothing.duckdb", 404));
        Assert.Equal("There is no release “..”.", await Refusal("/api/v1/releases/%2e%2e.duckdb", 404));
        var inside = Path.GetFileNameWithoutExtension(feed.FileWithPlans);
        Assert.Equal($"There is no release “..%2Finternal%2F{inside}”.", await Refusal($"/api/v1/releases/..%2Finternal%2F{inside}.duckdb", 404));
        Assert.Equal("There is no such address, or it is not called this way.", await Refusal($"/api/v1/releases/{releases[0].Name}.wal", 404));
    }

    [Fact]
    public async Task A_download_of_the_file_goes_on_where_it_broke_off()
    {
        var whole = await (await feed.Get("/api/v1/release.duckdb")).Content.ReadAsByteArrayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/release.duckdb");
        request.Headers.Range = new RangeHeaderValue(1_000_000, null);
        using var rest = await feed.Portal.Anonymous().SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(whole[1_000_000..], await rest.Content.ReadAsByteArrayAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/release.duckdb");
        again.Headers.IfNoneMatch.Add(rest.Headers.ETag!);
        using var known = await feed.Portal.Anonymous().SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task A_plan_is_in_no_byte_of_a_feed_whoever_asks()
    {
        var site = feed.Portal.Sites.Add("Cổng", [], [PlanRight.Of("*")], mayRefresh: false, Actor.Nobody);
        var server = feed.Portal.Anonymous();
        server.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", feed.Portal.Sites.AddKey(site, Actor.Nobody).Secret);
        string[] addresses = ["/odata/v1", "/odata/v1/$metadata", "/api/v1/views", "/api/v1/release", .. PublicViewList.All.SelectMany(view => new[] { $"/odata/v1/{view.Name}", $"/api/v1/views/{view.Name}.csv" })];
        var seen = 0;
        foreach (var address in addresses)
        {
            using var answer = await server.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var text = Decoded(await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType);
            Assert.All(OfThePlan, word => Assert.False(text.Contains(word, StringComparison.Ordinal), $"{address}: {word}"));
            seen += text.Contains("Cần Thơ", StringComparison.Ordinal) ? 1 : 0;
        }

        // What is there is found, however it is written: in OData and in CSV.
        Assert.True(seen >= 2);
    }

    // A format may write any letter by its number.
    private static string Decoded(string text, string? type) => type switch
    {
        "application/json" => string.Join('\n', Texts(JsonDocument.Parse(text).RootElement)),
        "application/xml" => string.Join('\n', XDocument.Parse(text).Descendants().SelectMany(element => element.Attributes().Select(attribute => attribute.Value).Append(element.Value))),
        _ => text,
    };

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        _ => [value.ToString()],
    };

    /// <summary>Which of these words stand in any text of any table of a release's file, which keeps its texts packed.</summary>
    private static IEnumerable<string> Found(IReadOnlyList<string> words, string file)
    {
        var rows = ReleaseFile.Read(
            file,
            """
            select
                'select concat_ws('' '', ' || string_agg('"' || c.column_name || '"', ', ' order by c.column_index) || ') from "' || c.table_name || '"'
            from duckdb_columns() c
            join duckdb_tables() t on t.table_oid = c.table_oid
            where c.data_type = 'VARCHAR'
            group by c.table_name
            """);
        return words.Where(word => rows.Any(select => ReleaseFile.Read(file, $"select count(*) from ({select}) t(x) where contains(x, '{word}')") is not ["0"]));
    }

    private async Task<string> Text(string address)
    {
        using var answer = await feed.Get(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string?> Refusal(string address, int status)
    {
        var (said, body) = await feed.Json(address);
        Assert.Equal(status, said);
        return body.GetProperty("error").GetProperty("message").GetString();
    }

    // SQL and the file differ in how they write a day, and the file does not tell an empty text from none.
    private static string Told(PublicColumn column) => column.Described.Type switch
    {
        "date" => $"cast({column.Name} as varchar)",
        "varchar" => $"coalesce({column.Name}, '')",
        _ => column.Name,
    };
}
