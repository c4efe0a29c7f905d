using System.CommandLine;
using PapiBI.Warehouse;
using PapiBI.Warehouse.AdHoc;
using PapiBI.Warehouse.Releases;
using PapiBI.Worker.Output;

namespace PapiBI.Worker.Cli;

internal static class QueryCommand
{
    private static readonly AdHocLimits Usual = new();

    public static Verb Create()
    {
        var sql = new Argument<string>("SQL") { Description = "Một câu SELECT. / One SELECT." };
        var format = new Option<string>("--format") { Description = "table, csv, json", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json");
        var rows = new Option<int>("--max-rows") { Description = "Số dòng tối đa. / The most rows.", DefaultValueFactory = _ => Usual.MaxRows };
        var timeout = new Option<int>("--timeout") { Description = "Số giây tối đa. / The most seconds.", DefaultValueFactory = _ => (int)Usual.Timeout.TotalSeconds };
        var plans = new Option<bool>("--with-plans") { Description = "Hỏi cả kế hoạch cải thiện: chỉ cho người được xem. / Ask improvement plans, too: for those who may see them." };
        rows.Between(1, int.MaxValue);
        timeout.Between(1, CommonOptions.MostSeconds);
        var command = new Command(
            "query",
            "Hỏi bản phát hành bằng SQL, chỉ đọc. / Ask the release in SQL, read-only.\n\n  papibi query \"select year, ranked, mean_score from benchmark where index_code = 'PAPI' and item_code = 'PAPI' order by year\" --format csv")
        {
            sql, format, rows, timeout, plans,
        };
        return new Verb(command, (session, parsed) => Ask(
            session,
            parsed.GetRequiredValue(sql),
            parsed.GetValue(plans),
            Enum.Parse<ResultFormat>(parsed.GetRequiredValue(format), ignoreCase: true),
            Usual with { MaxRows = parsed.GetRequiredValue(rows), Timeout = TimeSpan.FromSeconds(parsed.GetRequiredValue(timeout)) }).GetAwaiter().GetResult());
    }

    private static async Task<int> Ask(Session session, string sql, bool withPlans, ResultFormat format, AdHocLimits limits)
    {
        if (session.Data.Server is { } server)
        {
            session.Terminal.Tell(
                $"{server}: trên máy chủ, hãy hỏi bằng công cụ của bạn (SSMS, Power BI, Excel, sqlcmd) với tài khoản thuộc vai trò papibi_analyst: máy chủ giữ giới hạn của vai trò ấy. papibi query chỉ mở tệp phát hành.",
                $"{server}: on a server, ask with a tool of your own (SSMS, Power BI, Excel, sqlcmd) and a login of the role papibi_analyst, whose limits the server keeps. papibi query opens release files only.");
            return ExitCode.Usage;
        }

        if (session.CurrentReleaseFile() is not { } file)
        {
            return ExitCode.Environment;
        }

        try
        {
            await using var result = await new AdHocQuery(withPlans ? Release.WithPlans(session.Data, file) : file, session.Clock).Run(sql, limits, CancellationToken.None);
            if (result.Columns.Count > 0)
            {
                await result.Write(format, session.Terminal.Output, session.Terminal.Language);
            }

            if (result.IsCapped)
            {
                session.Terminal.Tell($"Dừng ở {result.RowsRead} dòng (--max-rows); kết quả còn nữa.", $"Stopped at {result.RowsRead} rows (--max-rows); there are more.");
            }

            if (result.Refusal is { } refusal)
            {
                session.Terminal.Tell(refusal.In(session.Terminal.Language));
            }

            // An engine that ignores the cancel would keep this process alive for nothing.
            if (result.IsAbandoned)
            {
                Environment.Exit(ExitCode.DataRefused);
            }

            return result.Refusal is null ? ExitCode.Done : ExitCode.DataRefused;
        }
        catch (ReleaseUnavailableException e)
        {
            session.Terminal.Tell($"Không mở được bản phát hành: {e.Message}", $"The release cannot be opened: {e.Message}");
            return ExitCode.Environment;
        }
    }
}
