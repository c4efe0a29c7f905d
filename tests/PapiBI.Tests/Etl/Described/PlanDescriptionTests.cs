using System.Text.Json.Nodes;
using PapiBI.Etl.Described;
using PapiBI.Tests.Support;
using PapiBI.Warehouse.Loading;

namespace PapiBI.Tests.Etl.Described;

/// <summary>The description of plan workbooks that comes with the program, and what is refused in one of an installation's own.</summary>
public sealed class PlanDescriptionTests
{
    [Fact]
    public void The_shipped_one_is_sound_and_names_every_field_in_two_languages()
    {
        (SourceDescriptions descriptions, IReadOnlyList<Issue> issues) = SourceDescriptions.Read(SourceDescriptions.ShippedFolder);

        Assert.Empty(issues.Select(issue => issue.Message.En));
        PlanDescription plan = descriptions.All.Single(d => d.Name == "papibi-plan").Plan!;
        Assert.All(plan.Sheets, sheet =>
        {
            Assert.Equal(PlanFields.Of(sheet.Role).Select(field => field.Name).Order(StringComparer.Ordinal), sheet.Fields.Keys.Order(StringComparer.Ordinal));
            Assert.All(sheet.Fields.Values, headings => Assert.True(headings.Count >= 2));
            Assert.Matches($"(?i){sheet.Sheets}", sheet.Title.Vi);
            Assert.Matches($"(?i){sheet.Sheets}", sheet.Title.En);
        });
    }

    [Theory]
    [InlineData("""$.plan.sheets[0].fields.colour = ["Màu"]""", "papibi-plan.json: “plan” has no field “colour”.")]
    [InlineData("""$.plan.sheets[3].fields.lead = []""", "papibi-plan.json: “tasks” needs the headings of the field “lead”.")]
    [InlineData("""$.plan.sheets[3].fields.start = ["Thời hạn"]""", "papibi-plan.json: “thoi han” stands for several: start, due.")]
    [InlineData("""$.plan.words.kinds.hope = ["Hy vọng"]""", "papibi-plan.json: words.kinds has exactly: score, rank, score gain, rank gain, group, score held, rank held.")]
    [InlineData("""$.plan.words.statuses.done = ["Đang thực hiện"]""", "papibi-plan.json: “dang thuc hien” stands for several: in progress, done.")]
    [InlineData("""$.plan.sheets[1].role = "tasks" """, "papibi-plan.json: the role “agencies” needs exactly one entry of sheets.")]
    [InlineData("""$.plan.sheets[1].sheets = "(" """, "papibi-plan.json: the pattern “(” is not valid.")]
    [InlineData("""$.index = "PAPI" """, "papibi-plan.json: a description of kind plan has plan, any other has index and tables.")]
    [InlineData("""$.kind = "scores" """, "papibi-plan.json: a description of kind plan has plan, any other has index and tables.")]
    public void What_a_description_must_keep_is_told(string change, string message)
    {
        using var folder = new TemporaryFolder();
        JsonNode json = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceDescriptions.ShippedFolder, "papibi-plan.json")))!;
        Set(json, change);
        File.WriteAllText(Path.Combine(folder.Path, "papibi-plan.json"), json.ToJsonString());

        (SourceDescriptions descriptions, IReadOnlyList<Issue> issues) = SourceDescriptions.Read(folder.Path);

        Assert.Empty(descriptions.All);
        Assert.Contains(issues, issue => issue.Message.En.EndsWith(message.Split(": ", 2)[1], StringComparison.Ordinal));
    }

    private static void Set(JsonNode json, string change)
    {
        string[] sides = change.Split(" = ", 2);
        string[] path = sides[0].Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.')[1..];
        JsonNode at = path[..^1].Aggregate(json, (node, step) => int.TryParse(step, out int i) ? node[i]! : node[step]!);
        at[path[^1]] = JsonNode.Parse(sides[1]);
    }
}
