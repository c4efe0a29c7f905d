using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using PapiBI.Portal;
using PapiBI.Portal.Workbench;
using PapiBI.Tests.Support;
using PapiBI.Warehouse;

namespace PapiBI.Tests.Portal;

/// <summary>The way to a server that takes a line and never says a word, as one does whose machine is gone behind a firewall.</summary>
public sealed class AnalystDoorTests : IDisposable
{
    private readonly TcpListener silent = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> lines = [];
    private readonly FixedClock clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private int looks;

    public AnalystDoorTests()
    {
        silent.Start();
        _ = Accept();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        silent.Stop();
        lines.ForEach(line => line.Dispose());
    }

    [Fact]
    public async Task Many_who_ask_of_a_server_that_is_silent_wait_for_one_look_without_a_thread_and_may_go()
    {
        var door = Door(seconds: 5);
        using var leaving = new CancellationTokenSource();
        var asked = Enumerable.Range(0, 50).Select(_ => door.WhyClosed(Cancellation)).ToList();
        var left = door.WhyClosed(leaving.Token);

        // All have asked from one thread, and it is here.
        Assert.All(asked, each => Assert.False(each.IsCompleted));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.All(asked, each => Assert.False(each.IsCompleted));

        var told = await Task.WhenAll(asked);
        Assert.All(told, why => Assert.Contains("Không vào được kho dữ liệu trên máy chủ", why!.Value.Vi, StringComparison.Ordinal));
        Assert.Equal(1, looks);
    }

    [Fact]
    public async Task What_was_found_is_told_at_once_for_half_a_minute_from_then_and_then_looked_at_anew()
    {
        var door = Door(seconds: 1);
        Assert.NotNull(await door.WhyClosed(Cancellation));

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.True(door.WhyClosed(Cancellation).IsCompletedSuccessfully);
        Assert.Equal(1, looks);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await door.WhyClosed(Cancellation));
        Assert.Equal(2, looks);
    }

    [Fact]
    public async Task Without_a_connection_nobody_waits()
    {
        var door = new AnalystDoor(new DataFolder("."), new PortalSettings(), clock, NullLogger<AnalystDoor>.Instance);

        Assert.Equal(AnalystDoor.NotSet, await door.WhyClosed(Cancellation));
    }

    private AnalystDoor Door(int seconds)
    {
        var line = $"Server=tcp:127.0.0.1,{((IPEndPoint)silent.LocalEndpoint).Port};Database=papibi;User ID=a;Password=b;Encrypt=False;Connect Timeout={seconds}";
        return new AnalystDoor(new DataFolder(".") { Server = ServerAddress.Parse(line, out _) }, new PortalSettings { AnalystConnection = line }, clock, NullLogger<AnalystDoor>.Instance);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                lines.Add(await silent.AcceptTcpClientAsync());
                Interlocked.Increment(ref looks);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The test has ended.
        }
    }
}
