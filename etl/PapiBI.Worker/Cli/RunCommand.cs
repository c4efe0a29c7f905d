using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;
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

            try
            {
                foreach (var job in new Job[] { host.Services.GetRequiredService<InboxJob>(), host.Services.GetRequiredService<PublishJob>(), host.Services.GetRequiredService<DeliverJob>() })
                {
                    shop.Do(job, host.Services.GetRequiredService<ILogger<Job>>(), CancellationToken.None);
                }
            }
            finally
            {
                shop.Leave();
            }

            return ExitCode.Done;
        });
    }
}
