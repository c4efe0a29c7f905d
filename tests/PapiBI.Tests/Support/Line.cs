using System.Net;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;

namespace PapiBI.Tests.Support;

/// <summary>A line to the server of <c>PAPIBI_TEST_SQLSERVER</c> that can be cut.</summary>
public sealed class Line : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> ends = [];
    private readonly string server;
    private bool isDown;
    private int refused;
    private long allowed = long.MaxValue;

    public Line()
    {
        server = new SqlConnectionStringBuilder(TestServer.ConnectionString("master")).DataSource;
        listener.Start();
        _ = Task.Run(Accept);
    }

    /// <summary>The same database, by this line.</summary>
    public string To(string connectionString) => new SqlConnectionStringBuilder(connectionString)
    {
        DataSource = $"127.0.0.1,{((IPEndPoint)listener.LocalEndpoint).Port}",
    }.ConnectionString;

    /// <summary>Whoever comes next, so many times, is turned away.</summary>
    public void Refuse(int times) => refused = times;

    /// <summary>It breaks by itself once so many more bytes went to the server.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref allowed, bytes);

    /// <summary>Whether it was ever cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Breaks whatever runs over it now.</summary>
    public void Cut()
    {
        IsCut = true;
        lock (ends)
        {
            foreach (var end in ends)
            {
                // Without a farewell, as a broken line has none.
                end.LingerState = new LingerOption(enable: true, 0);
                end.Dispose();
            }

            ends.Clear();
        }
    }

    /// <summary>Cut, and nobody gets through any more.</summary>
    public void TakeDown()
    {
        isDown = true;
        listener.Stop();
        Cut();
    }

    public void Dispose()
    {
        TakeDown();
        listener.Dispose();
    }

    private async Task Accept()
    {
        while (!isDown)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync();
                if (refused > 0)
                {
                    refused--;
                    near.LingerState = new LingerOption(enable: true, 0);
                    near.Dispose();
                    continue;
                }

                var (host, port) = server.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(',') is [var name, var number]
                    ? (name, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
                    : (server, 1433);
                var far = new TcpClient();
                await far.ConnectAsync(host, port);
                lock (ends)
                {
                    ends.AddRange([near, far]);
                }

                _ = Carry(near, far, Passed);
                _ = Carry(far, near, _ => { });
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Taken down.
            }
        }
    }

    private void Passed(int bytes)
    {
        if (Interlocked.Read(ref allowed) != long.MaxValue && Interlocked.Add(ref allowed, -bytes) < 0)
        {
            Interlocked.Exchange(ref allowed, long.MaxValue);
            Cut();
        }
    }

    private static async Task Carry(TcpClient from, TcpClient to, Action<int> passed)
    {
        try
        {
            var bytes = new byte[16 * 1024];
            while (await from.GetStream().ReadAsync(bytes) is > 0 and var read)
            {
                await to.GetStream().WriteAsync(bytes.AsMemory(0, read));
                passed(read);
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }
}
