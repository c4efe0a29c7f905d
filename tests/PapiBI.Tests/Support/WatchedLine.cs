using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.SqlClient;

namespace PapiBI.Tests.Support;

/// <summary>A line to a server over which what a client sends is seen: whether it told the server to stop, and when it hung up.</summary>
public sealed class WatchedLine : IDisposable
{
    // A packet of TDS begins with its kind; one that says "stop" has nothing else.
    private const byte Attention = 6;
    private const int OfAttention = 8;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly ConcurrentQueue<string> texts = [];
    private readonly (string Host, int Port) server;
    private int attentions;
    private int open;

    /// <param name="connectionString">Of a server by its address and port, "127.0.0.1,1433".</param>
    public WatchedLine(string connectionString)
    {
        var said = new SqlConnectionStringBuilder(connectionString);
        server = said.DataSource.Replace("tcp:", "", StringComparison.Ordinal).Split(',') is [var host, var port] ? (host, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture)) : (said.DataSource, 1433);
        listener.Start();

        // Only the login is encrypted then.
        ConnectionString = new SqlConnectionStringBuilder(connectionString) { DataSource = $"127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port}", Encrypt = SqlConnectionEncryptOption.Optional, TrustServerCertificate = true }.ConnectionString;
        _ = Accept();
    }

    public string ConnectionString { get; }

    /// <summary>How often a client said "stop".</summary>
    public int Attentions => attentions;

    /// <summary>How many clients have not hung up.</summary>
    public int Open => open;

    /// <summary>Whether a client has sent this text.</summary>
    public bool HasAsked(string text) => texts.Any(sent => sent.Contains(text, StringComparison.Ordinal));

    public void Dispose()
    {
        ended.Cancel();
        listener.Stop();
        ended.Dispose();
    }

    private async Task Accept()
    {
        while (!ended.IsCancellationRequested)
        {
            _ = Carry(await listener.AcceptTcpClientAsync(ended.Token));
        }
    }

    private async Task Carry(TcpClient client)
    {
        Interlocked.Increment(ref open);
        using var there = new TcpClient();
        try
        {
            await there.ConnectAsync(server.Host, server.Port, ended.Token);
            _ = there.GetStream().CopyToAsync(client.GetStream(), ended.Token);
            var part = new byte[32 * 1024];
            for (int count; (count = await client.GetStream().ReadAsync(part, ended.Token)) > 0;)
            {
                if (count == OfAttention && part[0] == Attention)
                {
                    Interlocked.Increment(ref attentions);
                }

                texts.Enqueue(Encoding.Unicode.GetString(part, 0, count / 2 * 2));
                await there.GetStream().WriteAsync(part.AsMemory(0, count), ended.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either has hung up.
        }
        finally
        {
            Interlocked.Decrement(ref open);
            client.Dispose();
        }
    }
}
