using PapiBI.Tests.Support;
using PapiBI.Worker.Cli;

namespace PapiBI.Tests.Worker;

/// <summary>The way to a target as a department of home affairs reads it.</summary>
public abstract class PlanReachCommandTests(PublishedSamples all, TestEngine engine)
{
    private readonly PublishedSamples samples = all.On(engine);

    [Fact]
    public void The_way_of_Ninh_Thuan_to_rank_45_is_told_in_both_languages()
    {
        string[] told =
        [
            Output("--province", "58", "--rank", "45"),
            Output("--province", "Ninh Thuan", "--rank", "45", "--index", "papi", "--lang", "en"),
        ];

        Golden.Check("plan-reach.txt", string.Join("\n----\n\n", told));
    }

    [Fact]
    public void Parts_left_out_scores_there_already_and_out_of_reach_are_told_in_both_languages()
    {
        string[] told =
        [
            Output("--province", "58", "--score", "45,0", "--without", "5.1,8.2"),
            Output("--province", "58", "--group", "4"),
            Output("--province", "58", "--rank", "60", "--lang", "en"),
            Output("--province", "58", "--score", "70", "--lang", "en"),
            Type("--from", "2018", "--province", "92", "--group", "1").Output,
            Type("--from", "2018", "--province", "Can Tho", "--rank", "3", "--lang", "en").Output,
        ];

        Golden.Check("plan-reach-others.txt", string.Join("\n----\n\n", told));
    }

    [Theory]
    [InlineData("2021", "22", "--rank", "1", "Quảng Ninh không có điểm tổng PAPI 2021")]
    [InlineData("2020", "Atlantis", "--rank", "1", "PAPI 2020 không có tỉnh, thành phố nào là “Atlantis”.")]
    [InlineData("2011", "58", "--rank", "1", "Chưa biết mức tăng, giảm hằng năm nào của PAPI tính đến năm 2011")]
    [InlineData("2020", "58", "--rank", "64", "Hạng phải từ 1 đến 63")]
    [InlineData("2020", "58", "--score", "81,5", "Điểm phải nằm trong thang điểm của PAPI 2020: từ 8 đến 80.")]
    public void What_has_no_way_ends_with_2_and_the_reason(string year, string province, string option, string value, string reason)
    {
        var typed = Type("--from", year, "--province", province, option, value);

        Assert.Equal((ExitCode.DataRefused, ""), (typed.Code, typed.Output));
        Assert.StartsWith(reason, typed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_first_year_who_is_there_already_is_told_so()
    {
        var typed = Type("--from", "2011", "--province", "58", "--group", "4");

        Assert.Equal((ExitCode.Done, ""), (typed.Code, typed.Errors));
    }

    [Fact]
    public void Without_a_release_it_ends_with_3()
    {
        using var warehouse = new TestWarehouse(engine);

        Assert.Equal(ExitCode.Environment, Typed.In(warehouse.Data, warehouse.Clock, "plan", "reach", "--from", "2020", "--province", "58", "--rank", "1").Code);
    }

    private string Output(params string[] words)
    {
        var typed = Type(["--from", "2020", .. words]);
        Assert.Equal((ExitCode.Done, ""), (typed.Code, typed.Errors));
        return typed.Output;
    }

    private protected Typed Type(params string[] words)
    {
        _ = samples.Release;
        return Typed.In(samples.Data, samples.Clock, ["plan", "reach", .. words]);
    }
}

public sealed class PlanReachCommandOnDuckDbTests(PublishedSamples samples) : PlanReachCommandTests(samples, TestEngine.DuckDb)
{
    // Asks no database.
    [Theory]
    [InlineData("Exactly one of --rank, --score, --group is needed.")]
    [InlineData("Exactly one of --rank, --score, --group is needed.", "--rank", "1", "--group", "1")]
    [InlineData("--group: từ 1 đến 4 / from 1 to 4.", "--group", "5")]
    [InlineData("--rank: từ 1 đến 9999 / from 1 to 9999.", "--rank", "0")]
    [InlineData("--score: “nhiều” không phải là số", "--score", "nhiều")]
    [InlineData("--score: cần một số. / A number is needed.", "--score", "KCDL")]
    public void Wrong_usage_ends_with_1_and_says_so(string reason, params string[] target)
    {
        var typed = Type(["--from", "2020", "--province", "58", .. target]);

        Assert.Equal(ExitCode.Usage, typed.Code);
        Assert.Contains(reason, typed.Errors, StringComparison.Ordinal);
    }
}

public sealed class PlanReachCommandOnSqlServerTests(PublishedSamples samples) : PlanReachCommandTests(samples, TestEngine.SqlServer);
