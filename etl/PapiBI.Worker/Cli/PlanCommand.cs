using System.CommandLine;

namespace PapiBI.Worker.Cli;

/// <summary>What a plan to improve needs to know.</summary>
internal static class PlanCommand
{
    public static Command Parent() => new("plan", """
        Lập kế hoạch cải thiện chỉ số. / Planning how to improve an index.

          papibi plan reach --province 58 --from 2020 --rank 45
          papibi plan template --province 58 --from 2021 --out plan.xlsx
        """);

    public static IReadOnlyList<Verb> Verbs() => [PlanReachCommand.Create(), PlanTemplateCommand.Create()];
}
