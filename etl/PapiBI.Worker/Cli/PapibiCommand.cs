using System.CommandLine;

namespace PapiBI.Worker.Cli;

/// <summary>The command line of the worker.</summary>
public static class PapibiCommand
{
    public static RootCommand Create(TimeProvider clock)
    {
        var common = new CommonOptions();
        var root = new RootCommand("""
            PapiBI: kho dữ liệu và báo cáo các chỉ số quản trị cấp tỉnh. / PapiBI: warehouse and reports of the provincial governance indices.

            Ví dụ / Examples:
              papibi demo --out out
              papibi load etl/samples && papibi publish
              papibi render province-brief --index PAPI --year 2021 --province 92 --out can-tho.xlsx
              papibi trace --index PAPI --province 58 --year 2020 --code 8
              papibi subscription add can-tho --province 92 --to anh@example.org --on-publication PAPI
              papibi run
              papibi query "select province_code, score from standing where index_code = 'PAPI' and year = 2021 and item_code = 'PAPI'"

            Mã thoát / Exit codes: 0 xong / done, 1 dùng sai / usage, 2 dữ liệu bị từ chối / data refused, 3 môi trường / environment, 70 lỗi chương trình / a bug.
            """);
        common.AddTo(root);
        foreach (var verb in new[]
        {
            DemoCommand.Create(),
            MigrateCommand.Create(),
            InspectCommand.Create(),
            CheckCommand.Create(),
            LoadCommand.Create(),
            AcknowledgeCommand.Create(),
            PublishCommand.Create(),
            AuditCommand.Create(),
            RenderCommand.Create(),
            QueryCommand.Create(),
            TraceCommand.Create(),
            RunCommand.Create(),
            RunsCommand.Create(),
            DoctorCommand.Create(),
        })
        {
            Add(root, verb);
        }

        AddAll(PlanCommand.Parent(), PlanCommand.Verbs());
        AddAll(DatabaseCommand.Parent(), DatabaseCommand.Verbs());
        AddAll(SubscriptionCommand.Parent(), SubscriptionCommand.Verbs());
        AddAll(DeliveriesCommand.Parent(), DeliveriesCommand.Verbs());
        return root;

        void Add(Command parent, Verb verb)
        {
            parent.Subcommands.Add(verb.Command);
            verb.Command.Validators.Add(common.CheckVariable);
            verb.Command.SetAction(parsed => new Session(common.Data(parsed), common.Settings(parsed), common.Patience(parsed), clock, common.Terminal(parsed)).Run(session => verb.Run(session, parsed)));
        }

        void AddAll(Command parent, IReadOnlyList<Verb> verbs)
        {
            root.Subcommands.Add(parent);
            foreach (var verb in verbs)
            {
                Add(parent, verb);
            }
        }
    }
}

/// <summary>A verb: its words and options, and what it does.</summary>
internal sealed record Verb(Command Command, Func<Session, ParseResult, int> Run);
