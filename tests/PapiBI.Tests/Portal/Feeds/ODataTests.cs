using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;
using PapiBI.Portal;
using PapiBI.Portal.House;
using PapiBI.Tests.Conventions;
using PapiBI.Tests.Portal.Embedding;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Portal.Feeds;

/// <summary>The public views as OData, asked of a portal as it runs and held against SQL.</summary>
[Collection(nameof(Feeding))]
public sealed class ODataTests(FeedPortal feed)
{
    private const string Top = "/odata/v1";
    private const string Version = "OData-Version";

    private static readonly DescribedView[] Views = [.. DataDictionary.Views.Where(view => view.IsForAnalysts)];

    [Fact]
    public async Task The_service_names_the_public_views_and_its_model_is_one_that_programs_read()
    {
        var (_, service) = await feed.Json(Top);
        Assert.Equal(Views.Select(view => view.Name), service.GetProperty("value").EnumerateArray().Select(set => set.GetProperty("url").GetString()));

        // Excel says that it takes both.
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Top}/$metadata");
        request.Headers.Accept.ParseAdd("application/json;odata.metadata=minimal;q=1.0,application/xml;q=0.7");
        using var answer = await feed.Portal.Anonymous().SendAsync(request);
        Assert.Equal(("application/xml", "4.0"), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.GetValues("OData-Version").Single()));
        using var xml = XmlReader.Create(await answer.Content.ReadAsStreamAsync());
        var model = CsdlReader.Parse(xml);
        Assert.True(model.Validate(out var faults), string.Join('\n', faults));
        foreach (var view in Views)
        {
            var row = model.EntityContainer.FindEntitySet(view.Name).EntityType;
            Assert.Equal(
                view.Columns.Select(column => $"{column.Name} {EdmName(column.Type)}").Order(StringComparer.Ordinal),
                row.Properties().Select(property => $"{property.Name} {property.Type.FullName()}").Order(StringComparer.Ordinal));
            Assert.NotEmpty(row.Key());
            Assert.All(view.Columns, column => Assert.Contains(column.Meaning.En, model.GetDescriptionAnnotation(row.FindProperty(column.Name)), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_counts_in_every_view_what_SQL_counts()
    {
        foreach (var view in Views)
        {
            var (_, page) = await feed.Json($"{Top}/{view.Name}?$count=true&$top=1");
            Assert.Equal(feed.Sql($"select count(*) from {view.Name}").Single(), page.GetProperty("@odata.count").GetRawText());
        }

        using var count = await feed.Get($"{Top}/published_score/$count?$filter=year eq 2021 and score ne null");
        Assert.Equal(feed.Sql("select count(*) from published_score where year = 2021 and score is not null").Single(), await count.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(
        "standing?$filter=index_code eq 'PAPI' and year eq 2021 and item_code eq 'PAPI' and rank_place le 5&$orderby=rank_place&$select=province_code,score,rank_place,to_mean,is_break",
        "province_code score rank_place to_mean is_break",
        "select province_code, score, rank_place, to_mean, is_break from standing where index_code = 'PAPI' and year = 2021 and item_code = 'PAPI' and rank_place <= 5 order by rank_place")]
    [InlineData(
        "change_ledger?$filter=province_code eq '92' and year eq 2021 and own_movement lt 0&$orderby=own_movement,item_code&$top=7&$skip=2",
        "item_code contribution field_movement own_movement is_comparable_part",
        "select item_code, contribution, field_movement, own_movement, is_comparable_part from change_ledger where province_code = '92' and year = 2021 and own_movement < 0 order by own_movement, item_code limit 7 offset 2")]
    [InlineData(
        "province?$filter=contains(name_vi,'Cần') or valid_from ge 2025-07-01 and valid_to eq null and successor_code eq null&$orderby=province_code desc,valid_from",
        "province_code name_vi valid_from valid_to population area_km2",
        "select province_code, name_vi, cast(valid_from as varchar), cast(valid_to as varchar), population, area_km2 from province where contains(name_vi, 'Cần') or (valid_from >= '2025-07-01' and valid_to is null and successor_code is null) order by province_code desc, valid_from")]
    [InlineData(
        "benchmark?$apply=filter(item_code eq index_code)/groupby((index_code),aggregate(mean_score with max as best,$count as years))&$orderby=index_code",
        "index_code best years",
        "select index_code, max(mean_score), count(*) from benchmark where item_code = index_code group by index_code order by index_code")]
    [InlineData(
        "published_fact?$apply=filter(measure eq 'rank')/groupby((index_code,year,basis),aggregate(value with min as first,province_code with countdistinct as provinces))&$orderby=index_code,year desc,basis&$top=20",
        "index_code year basis first provinces",
        "select index_code, year, basis, min(value), count(distinct province_code) from published_fact where measure = 'rank' group by all order by index_code, year desc, basis limit 20")]
    public async Task Its_rows_are_those_of_SQL(string asked, string columns, string sql)
    {
        var (status, answer) = await feed.Json($"{Top}/{asked}");

        Assert.Equal(200, status);
        var rows = feed.Sql(sql);
        Assert.NotEmpty(rows);
        Assert.Equal(rows, FeedPortal.Rows(answer, columns));
    }

    [Theory]
    [InlineData("", "index_code, year, item_code, province_code")]
    [InlineData("&$orderby=score desc", "score desc nulls last, index_code, year, item_code, province_code")]
    public async Task Page_after_page_each_row_comes_once_in_one_order(string order, string by)
    {
        var rows = new List<string>();
        var pages = 0;
        for (var next = $"{Top}/published_score?$select=index_code,year,item_code,province_code,score{order}"; next is not null; pages++)
        {
            var (_, page) = await feed.Json(next);
            rows.AddRange(FeedPortal.Rows(page, "index_code year item_code province_code score"));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        Assert.Equal(3, pages);
        Assert.Equal(feed.Sql($"select index_code, year, item_code, province_code, score from published_score order by {by}"), rows);
    }

    [Theory]
    [InlineData("edition?$filter=nothing eq 1", "Could not find a property named 'nothing' on type 'papibi.edition_row'.")]
    [InlineData("edition?$select=nothing", "Could not find a property named 'nothing' on type 'papibi.edition_row'.")]
    [InlineData("edition?$orderby=nothing", "Could not find a property named 'nothing' on type 'papibi.edition_row'.")]
    [InlineData("edition?$filter=index_code eq 'O'Neil'", "unterminated")]
    [InlineData("edition?$filter=index_code eq '; drop table edition; --", "unterminated")]
    [InlineData("edition?$filter=", "'$filter' cannot be empty")]
    [InlineData("edition?$filter=year", "must evaluate to a single boolean value")]
    [InlineData("edition?$filter=year eq 'x'", "incompatible types")]
    [InlineData("edition?$filter=year div 0 eq 1", "divide by zero")]
    [InlineData("edition?$filter=matchesPattern(index_code,'(a%2B)%2B$')", "matchesPattern cannot be used here.")]
    [InlineData("edition?$apply=filter(m%61tchesPattern('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!','%5E(a%2B)%2B$'))", "matchesPattern cannot be used here.")]
    [InlineData("edition?$filter=m%61tchesPattern(index_code,'x') in (true,false)", "matchesPattern cannot be used here.")]
    [InlineData("edition?$apply=compute(concat(index_code,index_code) as a)/compute(concat(concat(a,a),concat(a,a)) as b)", "concat cannot be used here.")]
    [InlineData("edition?$apply=filter(isof(index_code,'Edm.String'))", "isof cannot be used here.")]
    [InlineData("edition?$apply=filter({wide})", "The question has more than 200 parts.")]
    [InlineData("edition?$filter=index_code eq @a&@a=concat(@b,@b)&@b='x'", "“@a”: aliases cannot be used here.")]
    [InlineData("edition?$top=-1", "non-negative integer")]
    [InlineData("edition?$top=99999999999999999999", "non-negative integer")]
    [InlineData("edition?$top=2000000", "The limit of '1000000' for Top query has been exceeded.")]
    [InlineData("edition?$skip=x", "non-negative integer")]
    [InlineData("edition?$top=1&$top=2", "non-negative integer")]
    [InlineData("edition?$expand=item", "Query option 'Expand' is not allowed.")]
    [InlineData("edition?$compute=year add 1 as next", "Query option 'Compute' is not allowed.")]
    [InlineData("edition?$search=PAPI", "Query option 'Search' is not allowed.")]
    [InlineData("edition?$skiptoken=x", "Query option 'SkipToken' is not allowed.")]
    [InlineData("edition?$nothing=1", "OData has no “$nothing”.")]
    [InlineData("edition?$apply=aggregate(year with Some.sum as x)", "$apply has only sum, min, max, average, countdistinct and $count.")]
    [InlineData("edition?$apply=nonsense", "expected at position 0")]
    [InlineData("edition/$count?$filter=nothing eq 1", "Could not find a property named 'nothing' on type 'papibi.edition_row'.")]
    [InlineData("edition?$filter={deep}", "exceeded")]
    [InlineData("edition?$filter={wide}", "The node count limit of '200' has been exceeded.")]
    [InlineData("edition?$orderby={columns}", "The maximum number of $orderby clauses allowed is 10.")]
    [InlineData("edition?$apply=aggregate({sums})", "$apply has more than 15 steps.")]
    public async Task What_is_wrong_or_too_much_is_refused_in_words(string asked, string words)
    {
        var address = asked
            .Replace("{deep}", string.Concat(Enumerable.Repeat("(", 1500)) + "year eq 1" + new string(')', 1500), StringComparison.Ordinal)
            .Replace("{wide}", string.Join(" or ", Enumerable.Repeat("year eq 1", 100)), StringComparison.Ordinal)
            .Replace("{columns}", string.Join(',', Enumerable.Repeat("year", 11)), StringComparison.Ordinal)
            .Replace("{sums}", string.Join(',', Enumerable.Range(0, 16).Select(i => $"year with max as a{i}")), StringComparison.Ordinal);
        using var refused = await feed.Get($"{Top}/{address}");

        Assert.Equal((HttpStatusCode.BadRequest, "4.0"), (refused.StatusCode, refused.Headers.GetValues(Version).Single()));
        Assert.Null(refused.Headers.ETag);
        var error = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Equal("InvalidRequest", error.GetProperty("code").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("EnableQuery", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("unhandled exception", feed.Portal.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_only_reads_and_only_what_is_public()
    {
        foreach (var view in DataDictionary.Views.Where(view => !view.IsForAnalysts).Select(view => view.Name).Concat(["fact_score", "person", "$batch", "edition(index_code='PAPI',year=2021)"]))
        {
            var (status, answer) = await feed.Json($"{Top}/{view}");
            Assert.Equal((404, $"There is no view “{view}”."), (status, answer.GetProperty("error").GetProperty("message").GetString()));
        }

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            foreach (var address in new[] { "/edition", "/$batch", "", "/edition/$count" })
            {
                using var answer = await feed.Portal.Anonymous().SendAsync(new HttpRequestMessage(method, Top + address) { Content = new StringContent("{}") });
                Assert.Equal((HttpStatusCode.NotFound, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            }
        }

        foreach (var address in new[] { "", "/$metadata", "/edition", "/edition/$count" })
        {
            using var head = await feed.Portal.Anonymous().SendAsync(new HttpRequestMessage(HttpMethod.Head, Top + address));
            Assert.Equal((HttpStatusCode.OK, 0), (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        }
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("/$metadata", 200)]
    [InlineData("/edition", 200)]
    [InlineData("/edition/$count", 200)]
    [InlineData("/edition?$filter=year", 400)]
    [InlineData("/nothing", 404)]
    [InlineData("/edition/nothing/at/all", 404)]
    public async Task It_is_of_version_4_0_whichever_the_asker_would_take(string address, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Top + address);
        request.Headers.Add("OData-MaxVersion", "4.01");
        using var answer = await feed.Portal.Anonymous().SendAsync(request);

        Assert.Equal((status, "4.0"), ((int)answer.StatusCode, answer.Headers.GetValues(Version).Single()));
        Assert.DoesNotContain("\"@context\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/edition?$top=1", "#edition")]
    [InlineData("/edition?$top=1&$select=index_code,year", "#edition(index_code,year)")]
    [InlineData("/edition?$apply=groupby((index_code))", "#edition(index_code)")]
    [InlineData("/edition?$apply=groupby((index_code),aggregate($count as years))", "#edition(index_code,years)")]
    public async Task An_answer_says_of_which_model_it_is(string address, string what)
    {
        foreach (var language in new[] { "", "/en" })
        {
            var (_, answer) = await feed.Json($"{language}{Top}{address}");
            Assert.Equal($"{feed.Portal.Address.ToString().TrimEnd('/')}{language}{Top}/$metadata{what}", answer.GetProperty("@odata.context").GetString());
        }
    }

    [Fact]
    public async Task Behind_an_address_of_its_own_the_portal_names_that()
    {
        await using var portal = await feed.Portal.Another(new PortalSettings { PublicAddress = "https://papi.example.vn" });
        var program = portal.Asking(null);

        Assert.Contains("\"@odata.context\":\"https://papi.example.vn/odata/v1/$metadata#edition\"", await program.GetStringAsync($"{Top}/edition?$top=1"), StringComparison.Ordinal);
        Assert.Contains("\"@odata.nextLink\":\"https://papi.example.vn/odata/v1/published_score?", await program.GetStringAsync($"{Top}/published_score"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_groups_columns_can_be_selected_and_those_beyond_a_page_follow()
    {
        var (_, indices) = await feed.Json($"{Top}/edition?$apply=groupby((index_code))&$select=index_code&$orderby=index_code");
        Assert.Equal(feed.Sql("select distinct index_code from edition order by index_code"), FeedPortal.Rows(indices, "index_code"));

        var groups = new List<string>();
        for (var next = $"{Top}/published_score?$apply=groupby((index_code,year,item_code,province_code),aggregate(score with max as best))"; next is not null;)
        {
            var (status, page) = await feed.Json(next);
            Assert.Equal(200, status);
            groups.AddRange(FeedPortal.Rows(page, "index_code year item_code province_code best"));
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        Assert.Equal(feed.Sql("select index_code, year, item_code, province_code, max(score) from published_score group by all").Order(StringComparer.Ordinal), groups.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_has_an_answer_of_this_release_is_told_that_it_is_good()
    {
        using var first = await feed.Get($"{Top}/region");
        Assert.Equal(("no-cache, private", true), (first.Headers.CacheControl?.ToString(), first.Headers.ETag?.IsWeak));
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());

        using var again = new HttpRequestMessage(HttpMethod.Get, $"{Top}/region");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await feed.Portal.Anonymous().SendAsync(again);
        Assert.Equal((HttpStatusCode.NotModified, "4.0"), (answer.StatusCode, answer.Headers.GetValues(Version).Single()));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_program_that_others_wrote_reads_it()
    {
        Assert.SkipWhen(!new Assets().HasScripts, "the portal was built without Node, so the packages of its scripts are not here");
        var start = new ProcessStartInfo("node", ["test/feed.mjs", feed.Portal.Address.ToString()]) { WorkingDirectory = Path.Combine(Repository.Root, "reports/PapiBI.Portal/client"), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var run = Process.Start(start)!;
        var faults = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, await faults);

        var read = JsonDocument.Parse(said).RootElement;
        Assert.Equal(
            feed.Sql("select rank_place, province_code, score from standing where index_code = 'PAPI' and year = 2021 and item_code = 'PAPI' and rank_place <= 3 order by rank_place"),
            read.GetProperty("best").EnumerateArray().Select(row => row.GetString()));
        Assert.Equal(feed.Sql("select index_code, max(year) from edition group by index_code order by index_code"), read.GetProperty("newest").EnumerateArray().Select(row => row.GetString()));
        var rows = int.Parse(feed.Sql("select count(*) from published_score").Single(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((rows, rows, 3), (read.GetProperty("rows").GetInt32(), read.GetProperty("different").GetInt32(), read.GetProperty("pages").GetInt32()));
    }

    private static string EdmName(string type) => type switch
    {
        "varchar" => "Edm.String",
        "integer" => "Edm.Int32",
        "smallint" => "Edm.Int16",
        "bigint" => "Edm.Int64",
        "double" => "Edm.Double",
        "date" => "Edm.Date",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No type of OData."),
    };
}
