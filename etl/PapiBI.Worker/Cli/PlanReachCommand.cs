using System.CommandLine;
using PapiBI.Etl.Parsing;
using PapiBI.Reports.Definitions;
using PapiBI.Warehouse.Plans;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Subscribing;

namespace PapiBI.Worker.Cli;

/// <summary>What a province must gain, and where, to reach a place, a score or a group.</summary>
internal sealed class PlanReachCommand
{
    private readonly Option<string> index = new("--index") { Description = "Chỉ số / Index: PAPI, \"PAR INDEX\"", DefaultValueFactory = _ => "PAPI" };
    private readonly Option<int> from = new("--from") { Description = "Năm lấy điểm xuất phát và điểm của các tỉnh khác / The year whose scores are the start and the field to beat", Required = true };
    private readonly Option<string> province = new("--province") { Description = "Mã (GSO) hoặc tên tỉnh / Province by code (GSO) or name", Required = true };
    private readonly Option<int?> rank = new("--rank") { Description = "Hạng cần đạt / The place to reach" };
    private readonly Option<string?> score = new("--score") { Description = "Tổng điểm cần đạt / The total to reach: 45, 42,5" };
    private readonly Option<int?> group = new("--group") { Description = "Nhóm cần đạt: 1 (cao nhất) … 4 (thấp nhất) / The quartile group to reach: 1 (highest) … 4 (lowest)" };
    private readonly Option<string?> without = new("--without") { Description = "Nội dung thành phần để nguyên, cách nhau dấu phẩy / Sub-dimensions left as they are, parted by commas: 5.1,8.2" };

    private PlanReachCommand() => score.Validators.Add(given =>
    {
        if (given.GetValueOrDefault<string?>() is { } typed && !(Numbers.TryRead(typed, out var number, out var reason) && number.Value is not null))
        {
            given.AddError(reason == default ? "--score: cần một số. / A number is needed." : $"--score: {reason.Vi} / {reason.En}");
        }
    });

    public static Verb Create() => new PlanReachCommand().Verb();

    private Verb Verb()
    {
        rank.Between(1, 9_999);
        group.Between(1, 4);
        var command = new Command("reach", """
            Cần tăng bao nhiêu điểm, ở nội dung nào, để đạt một hạng, một mức điểm hoặc một nhóm. / How much is to be gained, and where, to reach a place, a score or a group.

              papibi plan reach --province 58 --from 2020 --rank 45
              papibi plan reach --province "Ninh Thuận" --from 2020 --group 3 --without 5.1,8.2
            """) { index, from, province, rank, score, group, without };
        command.Validators.Add(given =>
        {
            if (new Option[] { rank, score, group }.Count(option => given.GetResult(option) is not null) != 1)
            {
                given.AddError("Cần đúng một trong --rank, --score, --group. / Exactly one of --rank, --score, --group is needed.");
            }
        });
        return new Verb(command, Run);
    }

    private int Run(Session session, ParseResult parsed)
    {
        using var release = session.OpenRelease();
        if (release is null)
        {
            return ExitCode.Environment;
        }

        var catalog = ReleaseCatalog.Read(release);
        var (code, year, written) = (IndexChoice.Code(catalog, parsed.GetRequiredValue(index)) ?? parsed.GetRequiredValue(index), parsed.GetRequiredValue(from), parsed.GetRequiredValue(province));
        var left = parsed.GetValue(without) is { } list ? SubscriptionRules.Split(list) : [];
        var question = new ReachQuestion(code, year, ProvinceChoice.Code(catalog, code, year, written) ?? written, Target(parsed), left);
        switch (ReachPlanner.Plan(release, catalog, question))
        {
            case ReachAnswer.Found found:
                new ReachText(session.Terminal, catalog, question, found.Result).Write();
                return ExitCode.Done;
            case ReachAnswer.Refused refused:
                session.Terminal.Tell(refused.Reason);
                return ExitCode.DataRefused;
            case var other:
                throw new InvalidOperationException($"No words for {other}.");
        }
    }

    private ReachTarget Target(ParseResult parsed)
    {
        if (parsed.GetValue(rank) is { } place)
        {
            return new ReachTarget.Rank(place);
        }

        if (parsed.GetValue(group) is { } number)
        {
            return new ReachTarget.Group(number);
        }

        // It was read once when it was checked.
        Numbers.TryRead(parsed.GetRequiredValue(score)!, out var points, out _);
        return new ReachTarget.Score(Math.Round((decimal)points.Value!.Value, 6, MidpointRounding.AwayFromZero));
    }
}
