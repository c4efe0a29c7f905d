using System.Text.Json;
using PapiBI.Portal.Embedding;
using PapiBI.Warehouse;
using PapiBI.Warehouse.State;

namespace PapiBI.Tests.Portal.Embedding;

/// <summary>Which cause a site is told of a load that did not go well: the one that weighs most.</summary>
public sealed class RefreshAnswerTests
{
    private const string ReleaseFile = "20261125T030000Z-7-0123456789ab.duckdb";
    private static readonly DateTimeOffset Morning = new(2026, 11, 25, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("PublicationRefused", "refused", "describe refused", "load refused", "publish refused")]
    [InlineData("FilesRefused", "refused", "describe refused", "load refused", "publish done")]
    [InlineData("DescriptionsRefused", "refused", "describe refused", "load done", "publish done")]
    [InlineData("RefreshFailed", "failed", "load refused", "publish failed")]
    [InlineData("RefreshNotAllowed", "withdrawn")]
    [InlineData("RefreshNotAllowed", "withdrawn", "load refused", "publish refused")]
    [InlineData("WorkerDied", "abandoned", "load done")]
    public void The_cause_is_told_that_weighs_most(string code, string outcome, params string[] steps)
    {
        var answer = RefreshAnswer.Of(Request(outcome, steps), isAnyoneAtWork: true, Language.Vietnamese);

        Assert.Equal(("Failed", code), (answer.Status, CodeOf(answer)));
        Assert.Equal(steps.Contains("publish done") ? 7 : null, answer.ReleaseId);
    }

    [Fact]
    public void A_faulty_description_alone_does_not_say_that_nothing_was_published()
    {
        var request = Request("refused", "describe refused", "load done", "publish done");

        Assert.Equal(
            """{"errorCode":"DescriptionsRefused","errorDescription":"Một mô tả nguồn số liệu có lỗi nên không được dùng. Lý do: người phụ trách dữ liệu xem trong cổng."}""",
            RefreshAnswer.Of(request, isAnyoneAtWork: true, Language.Vietnamese).ServiceExceptionJson);
        Assert.Equal(
            """{"errorCode":"DescriptionsRefused","errorDescription":"A source description is faulty and was not used. Why: stewards see it in the portal."}""",
            RefreshAnswer.Of(request, isAnyoneAtWork: true, Language.English).ServiceExceptionJson);
    }

    [Fact]
    public void Of_the_clock_what_was_on_record_before_is_told_as_that_and_of_a_dead_worker_whether_it_had_published()
    {
        var again = new RunRow(3, "inbox", "w", Morning, Morning, "refused", [Step("load done")]);

        Assert.Equal("RefusedBefore", CodeOf(RefreshAnswer.Of(again, Language.English)));
        Assert.Equal(
            """{"errorCode":"WorkerDied","errorDescription":"The worker died while it was at it, after it had published."}""",
            RefreshAnswer.Of(Request("abandoned", "load done", "publish done"), isAnyoneAtWork: true, Language.English).ServiceExceptionJson);
    }

    private static string CodeOf(RefreshAnswer answer) => JsonDocument.Parse(answer.ServiceExceptionJson!).RootElement.GetProperty("errorCode").GetString()!;

    private static RefreshRow Request(string outcome, params string[] steps) => new()
    {
        Id = "r",
        SiteId = "s",
        KeyId = "k",
        AskedAt = Morning,
        EndedAt = Morning,
        Begun = 1,
        Outcome = outcome == "withdrawn" ? Outcome.Refused : outcome,
        IsWithdrawn = outcome == "withdrawn",
        Cause = new Text("", ""),
        Steps = [.. steps.Select(Step)],
    };

    // Such as "load refused".
    private static StepRow Step(string said) => new()
    {
        Step = said.Split(' ')[0],
        Subject = said.StartsWith("publish", StringComparison.Ordinal) ? said.EndsWith("done", StringComparison.Ordinal) ? ReleaseFile : "" : "a.csv",
        StartedAt = Morning,
        Took = TimeSpan.FromSeconds(1),
        Outcome = said.Split(' ')[1],
    };
}
