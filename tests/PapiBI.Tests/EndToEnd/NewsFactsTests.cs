using System.Globalization;
using PapiBI.Reports.Definitions;
using PapiBI.Tests.Conventions;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.EndToEnd;

/// <summary>Every result that the news printed is found in a rendered workbook, marked for what it is.</summary>
public abstract class NewsFactsTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    private const string Table = "tests/PapiBI.Tests/EndToEnd/news-facts.csv";

    // Targets, plans and periods are no results.
    private static readonly string[] NoResults = ["S000-11", "S000-12", "S000-13", "S000-14", "S000-15", "S001-27", "S002-01", "S002-02", "S002-03", "S002-04", "S004-02", "S004-03"];

    public static TheoryData<string> Claims => [.. Facts().Select(f => f.Claim)];

    [Fact]
    public void The_table_holds_every_claim_of_the_shared_list_but_targets_and_plans()
    {
        var list = Path.Combine(Repository.Root, "..", "shared", "data", "news_facts.csv");
        Assert.SkipUnless(File.Exists(list), "the shared data lie not beside this checkout");

        var claims = File.ReadLines(list).Skip(1).Select(line => System.Text.RegularExpressions.Regex.Match(line, @"S\d{3}-\d{2}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value);

        Assert.Equal(claims.Order(StringComparer.Ordinal), Facts().Select(f => f.Claim).Concat(NoResults).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_printed_result_is_found_in_a_workbook_marked_for_what_it_is(string claim)
    {
        var fact = Facts().Single(f => f.Claim == claim);
        var province = fact.Province.Length > 0 ? fact.Province : "58";
        if (fact.Measure.StartsWith("dims_", StringComparison.Ordinal) || fact.Measure == "above_national")
        {
            AssertCounted(fact, samples.Open(fact.Year, province));
            return;
        }

        var sheet = fact.Index == "PAR_INDEX" ? "PAR INDEX" : fact.Index;
        var book = samples.Open(new MultiIndexRequest(fact.Year, province, Language.Vietnamese));
        if (fact.Scope.StartsWith("dimension: ", StringComparison.Ordinal))
        {
            // Printed and derived stand beside each other, under their own heads.
            Assert.Equal(["60/63", "60/63"], book.Shown(sheet, fact.Scope["dimension: ".Length..]).Where(shown => shown.Contains('/', StringComparison.Ordinal)));
            return;
        }

        var (label, shown, basis) = Expected(fact);
        var row = book.Row(sheet, label);
        Assert.Equal(shown, row[1].Shown);
        Assert.Equal(basis, row[2].Text);
    }

    [Fact]
    public void The_contradictory_figure_of_SIPAS_shows_as_interpreted_with_its_note()
    {
        var book = samples.Open(new MultiIndexRequest(2020, "04", Language.Vietnamese));

        Assert.Equal(["78.80", "diễn giải"], book.Shown("SIPAS", "Điểm").Take(2));
        Assert.Contains(book.Texts("Tóm tắt"), t => t.StartsWith("* SIPAS: nguồn in “7,88%/10 điểm”, tự mâu thuẫn: đọc là 7,88 trên thang 10", StringComparison.Ordinal));
        var english = samples.Open(new MultiIndexRequest(2020, "04", Language.English));
        Assert.Contains("interpreted", english.Texts("SIPAS"));
        Assert.Contains(english.Texts("Summary"), t => t.StartsWith("* SIPAS: printed as “7,88%/10 điểm”, which contradicts itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Can_Thos_page_of_PAR_INDEX_2021_shows_what_was_printed_and_no_derived_rank()
    {
        var book = samples.Open(new MultiIndexRequest(2021, "92", Language.Vietnamese));

        Assert.Equal(["84.97", "công bố"], book.Shown("PAR INDEX", "Điểm").Take(2));
        Assert.Equal(["51/63", "công bố", "–"], book.Shown("PAR INDEX", "Hạng cả nước").Take(3));
        Assert.Equal(["-14.00", "công bố", "–"], book.Shown("PAR INDEX", "Thay đổi hạng").Take(3));
        Assert.Equal(["9/13", "công bố", "–"], book.Shown("PAR INDEX", "Hạng trong vùng Đồng bằng sông Cửu Long").Take(3));
        Assert.Equal(["5/5", "công bố", "–"], book.Shown("PAR INDEX", "Hạng trong các thành phố trực thuộc trung ương").Take(3));
        Assert.Contains(book.Texts("PAR INDEX"), t => t.Contains("không dẫn xuất được hạng, trung bình và nhóm, vì chỉ có số liệu của 23/63 tỉnh, thành phố", StringComparison.Ordinal));

        // A naive rank among the sixteen scores or the 23 provinces held would be n/16 or n/23.
        Assert.DoesNotContain(book.Sheets.SelectMany(book.Numbers), c => c.Shown.EndsWith("/16", StringComparison.Ordinal) || c.Shown.EndsWith("/23", StringComparison.Ordinal));
        Assert.All(book.Numbers("PAR INDEX").Where(c => c.Shown.Contains('/', StringComparison.Ordinal)), c => Assert.Contains(c.Shown.Split('/')[1], new[] { "63", "13", "5" }));
    }

    private static void AssertCounted(Fact fact, ReadWorkbook brief)
    {
        var texts = brief.Texts("Tóm tắt").ToList();
        var rows = brief.Rows("Trục nội dung").Where(row => row.Count > 5 && char.IsAsciiDigit(row[0].Text.FirstOrDefault()) && row[1].Number is not null).ToList();
        switch (fact.Measure)
        {
            case "dims_total":
                Assert.Equal(fact.Number, rows.Count);
                break;
            case "dims_down_score":
                Assert.Contains(texts, t => t.Contains($"{fact.Number}/8 trục nội dung giảm điểm", StringComparison.Ordinal));
                break;
            case "dims_down_rank":
                Assert.Contains(texts, t => t.Contains($"{fact.Number}/8 giảm hạng", StringComparison.Ordinal));
                break;
            case "dims_very_low_rank":
                Assert.Equal(fact.Number, rows.Count(row => row.Any(cell => cell.Shown == "60/63")));
                break;
            case "dims_above_national_count":
                Assert.Equal(fact.Number, rows.Count(row => row[^3].Number > 0));
                break;
            case "dims_below_national_count":
                Assert.Equal(fact.Number, rows.Count(row => row[^3].Number < 0));
                break;
            case "above_national":
                Assert.Contains($"Chỉ {fact.Scope["dimension: ".Length..]} cao hơn trung bình 60 tỉnh, thành phố", texts);
                break;
            default:
                Assert.Fail($"No way to check {fact}.");
                break;
        }
    }

    /// <summary>The row of the index's page, what it shows as printed, and the word for its basis.</summary>
    private static (string Label, string Shown, string Basis) Expected(Fact fact)
    {
        // N stands with its rank.
        var ranked = Facts().Where(f => f.Index == fact.Index && f.Year == fact.Year && f.Province == fact.Province && f.Scope == fact.Scope).ToList();
        string Place(string measure) => $"{ranked.Single(f => f.Measure == measure).Value}/{ranked.Single(f => f.Measure == "n_ranked").Value}";
        string Fixed(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
        const string Region = "Hạng trong vùng Đồng bằng sông Cửu Long";
        const string Cities = "Hạng trong các thành phố trực thuộc trung ương";
        return (fact.Measure, fact.Scope, fact.Claim) switch
        {
            // 45 − 4.26: the text implies it and does not print it.
            (_, _, "S000-16") => ("Điểm", "40.74", "suy ra"),

            // "7,88%/10 điểm" and "tăng 0,11 điểm" on a scale of 10, read as percentages.
            (_, _, "S003-12") => ("Điểm", "78.80", "diễn giải"),
            (_, _, "S003-13") => ("Điểm", "78.80", "diễn giải"),
            (_, _, "S003-16") => ("Thay đổi điểm", "1.10", "diễn giải"),
            ("score", "national", _) => ("Điểm", Fixed(fact.Double), "công bố"),
            ("max_score", "national", _) => ("Điểm tối đa", Fixed(fact.Double), "công bố"),
            ("rank" or "n_ranked", "national", _) => ("Hạng cả nước", Place("rank"), "công bố"),
            ("region_rank" or "n_ranked", "Mekong Delta", _) => (Region, Place("region_rank"), "công bố"),
            ("group_rank" or "n_ranked", "5 centrally-run cities", _) => (Cities, Place("group_rank"), "công bố"),
            ("change_rank", "national", _) => ("Thay đổi hạng", Fixed(fact.Double), "công bố"),
            ("change_score", "national", _) => ("Thay đổi điểm", Fixed(fact.Double), "công bố"),
            ("group", "national", _) => ("Nhóm", fact.Value, "công bố"),
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "No page shows this."),
        };
    }

    private static IEnumerable<Fact> Facts() => Repository.Read(Table).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)
        .Select(line => line.Trim().Split(','))
        .Select(cells => new Fact(cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3], cells[4], cells[5], cells[6]));

    private sealed record Fact(string Claim, string Index, int Year, string Province, string Measure, string Scope, string Value)
    {
        public double Double => double.Parse(Value, CultureInfo.InvariantCulture);
        public int Number => int.Parse(Value, CultureInfo.InvariantCulture);
    }
}

public sealed class NewsFactsOnDuckDbTests(PublishedSamples samples) : NewsFactsTests(samples, TestEngine.DuckDb);

public sealed class NewsFactsOnSqlServerTests(PublishedSamples samples) : NewsFactsTests(samples, TestEngine.SqlServer);
