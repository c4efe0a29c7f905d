using System.Net;
using System.Text;

namespace PapiBI.Tests.Support;

/// <summary>A collector of OpenTelemetry: takes whatever is posted and says yes.</summary>
public sealed class Collector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly List<(string Path, string Body)> posted = [];

    public Collector()
    {
        Address = $"http://127.0.0.1:{FreePort()}";
        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = Take();
    }

    public string Address { get; }

    public IReadOnlyList<(string Path, string Body)> Posted
    {
        get
        {
            lock (posted)
            {
                return [.. posted];
            }
        }
    }

    public void Dispose() => listener.Close();

    private async Task Take()
    {
        while (listener.IsListening)
        {
            HttpListenerContext asked;
            try
            {
                asked = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(asked.Request.InputStream, Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            lock (posted)
            {
                posted.Add((asked.Request.Url!.AbsolutePath, body));
            }

            asked.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
