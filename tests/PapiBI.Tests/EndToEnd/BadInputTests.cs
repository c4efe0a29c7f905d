using PapiBI.Etl.Jobs;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;
using PapiBI.Warehouse.Loading;
using PapiBI.Warehouse.Releases;

namespace PapiBI.Tests.EndToEnd;

/// <summary>A clerk's bad file against the whole chain: refused whole, on record with its place, and the warehouse answers as before.</summary>
public sealed class BadInputTests(PublishedSamples samples)
{
    private static readonly Dictionary<string, (string Code, Func<byte[]> File)> Files = new()
    {
        ["unknown province"] = ("province-unknown", () => Csv(SomeTable.Papi2020.With("58", "province_code", "57"))),
        ["code and name that disagree"] = ("code-name-disagree", () => Csv(SomeTable.Papi2020.With("58", "province_name", "Cần Thơ"))),
        ["score out of bounds"] = ("score-out-of-bounds", () => Csv(SomeTable.Papi2020.With("58", "8.2", "3.5"))),
        ["text in a number"] = ("not-a-number", () => Csv(SomeTable.Papi2020.With("58", "8.2", "một phẩy sáu"))),
        ["duplicate province"] = ("province-duplicate", () => Csv(SomeTable.Papi2020.WithRow([.. SomeTable.Papi2020.Rows.Single(row => row[0] == "58")]))),
        ["missing column"] = ("column-missing", () => Csv(SomeTable.Papi2020.WithoutColumn("8.2"))),
        ["wrong year"] = ("edition-unknown", () => Csv(SomeTable.Papi2020.WithMetadata("year", "2035"))),
        ["empty file"] = ("empty-file", () => []),
        ["formula"] = ("formula-like-text", () => Csv(SomeTable.Papi2020.With("58", "note_vi", "=HYPERLINK(\"http://example.org\",\"x\")"))),
    };

    public static TheoryData<string> Faults => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_bad_file_is_refused_whole_and_the_answers_stay_the_same(string fault) => Refuse("bad.csv", Files[fault].File(), Files[fault].Code);

    [Fact]
    public void A_file_named_xlsx_that_is_none_is_refused() => Refuse("bad.xlsx", "not a workbook"u8.ToArray(), "not-an-xlsx");

    private void Refuse(string name, byte[] bytes, string code)
    {
        using var folder = new TemporaryFolder();
        var data = samples.CopyTo(folder);
        var file = folder.File(name);
        File.WriteAllBytes(file, bytes);
        using var database = WorkingDatabase.Open(data, samples.Clock, TimeSpan.FromSeconds(10));
        var before = Fingerprint(database);

        var refused = Assert.IsType<LoadOutcome.Refused>(new LoadJob(database, data, samples.Clock, Steps.Silent).Run([file]).Single().Outcome);

        Assert.Contains(code, refused.Issues.Select(issue => issue.Code));
        Assert.All(refused.Issues, issue => Assert.True(issue.Message.Vi.Length > 0 && issue.Message.En.Length > 0));
        Assert.Equal([(long)refused.Issues.Count], database.Query<long>($"select count(*) from load_issue where load_id = {refused.LoadId}"));
        Assert.Equal(before, Fingerprint(database));
        Assert.IsType<PublishOutcome.Unchanged>(new ReleasePublisher(database, data, samples.Clock, Steps.Silent).Publish());
    }

    private static string Fingerprint(WorkingDatabase database) =>
        database.Query<string>("select concat(count(*), ' ', sum(hash(f)), ' ', (select sum(hash(s)) from score s)) from fact_score f")[0];

    private static byte[] Csv(SomeTable table) => System.Text.Encoding.UTF8.GetBytes(table.Csv());
}
