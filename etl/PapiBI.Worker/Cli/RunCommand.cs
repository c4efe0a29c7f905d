using System.CommandLine;
using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;
using PapiBI.Warehouse;
using PapiBI.Worker.Service;

namespace PapiBI.Worker.Cli;

/// <summary>The service.</summary>
internal static class RunCommand
{
    public static Verb Create()
    {
        var once = new Option<bool>("--once") { Description = "Làm mỗi việc một lần rồi dừng. / Do each job once and end." };
        var command = new Command("run", """
            Chạy dịch vụ: nhận tệp trong thư mục inbox, nạp, kiểm tra, phát hành, gửi báo cáo theo đăng ký; Ctrl+C hoặc SIGTERM để dừng. / Run the service: take files from the inbox, load, check, publish, deliver what is subscribed to; Ctrl+C or SIGTERM ends it.

              papibi run --data data
            """) { once };
        return new Verb(command, (session, parsed) =>
        {
            var shop = new Workshop(session.Data, session.Settings, session.Patience, session.Clock, session.Steps);
            using var host = ServiceHost.Build(shop);
            if (!parsed.GetValue(once))
            {
                host.Run();
                return ExitCode.Done;
            }

            return Once(shop, host.Services) ? ExitCode.Done : ExitCode.Environment;
        });
    }

    // False where something around a job failed.
    private static bool Once(Workshop shop, IServiceProvider services)
    {
        using var stopping = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        ServiceHost.Observe(services);
        var life = TimeSpan.FromSeconds(shop.Settings.LifeSeconds / 3.0);
        var signs = new Timer(_ => GiveSign(shop), null, life, life);
        var isWell = true;
        try
        {
            foreach (var type in new[] { typeof(RefreshJob), typeof(InboxJob), typeof(PublishJob), typeof(PlanJob), typeof(DeliverJob) })
            {
                if (!stopping.IsCancellationRequested)
                {
                    isWell &= shop.Do((Job)services.GetRequiredService(type), services.GetRequiredService<ILogger<Job>>(), stopping.Token) != JobResult.Failed;
                }
            }
        }
        finally
        {
            // First the last sign, then the leaving: a sign after it would bring the worker back.
            signs.DisposeAsync().AsTask().GetAwaiter().GetResult();
            shop.Leave();
        }

        return isWell;

        // The step at hand is ended, what it holds is free again.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    private static void GiveSign(Workshop shop)
    {
        try
        {
            shop.Beat();
        }
        catch (Exception e) when (e is DbException or WarehouseUnavailableException)
        {
            // The next sign may come through; what is wrong with the database, the job itself finds out.
        }
    }
}
