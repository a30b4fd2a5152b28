using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CellBot.Host.Tests.Kit;

/// <summary>A proxy on the loopback as small as one can be: SOCKS5 (RFC 1928, with a user and password if it is to ask for one), or plain HTTP. It can die, and come back at the same port.</summary>
internal sealed class Relay(bool isSocks, string? user = null, string? password = null) : IAsyncDisposable
{
    private readonly List<TcpClient> open = [];
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;
    private int connections;

    public int Port { get; private set; }

    /// <summary>How many went through so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    public string Address => $"{(isSocks ? "socks5" : "http")}://{(user is null ? "" : $"{user}:{password}@")}127.0.0.1:{Port}";

    public Relay Start()
    {
        listener = new TcpListener(IPAddress.Loopback, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = Accept(listener);
        return this;
    }

    /// <summary>Nobody listens there any more, and what was open is cut.</summary>
    public async Task Die()
    {
        listener?.Stop();
        await accepting;
        lock (open)
        {
            foreach (var connection in open)
                connection.Dispose();
            open.Clear();
        }
    }

    public async ValueTask DisposeAsync() => await Die();

    private async Task Accept(TcpListener from)
    {
        try
        {
            while (true)
                _ = Serve(await from.AcceptTcpClientAsync());
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // It died.
        }
    }

    private async Task Serve(TcpClient client)
    {
        lock (open)
            open.Add(client);
        try
        {
            var near = client.GetStream();
            var (target, first) = isSocks ? (await Greet(near), []) : await ReadHead(near);
            using var far = new TcpClient();
            await far.ConnectAsync(target);
            Interlocked.Increment(ref connections);
            lock (open)
                open.Add(far);
            if (isSocks)
                await near.WriteAsync(new byte[] { 5, 0, 0, 1, 127, 0, 0, 1, 0, 0 });
            await far.GetStream().WriteAsync(first);
            await Task.WhenAny(near.CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near));
        }
        catch (Exception cut) when (cut is IOException or SocketException or ObjectDisposedException or InvalidOperationException or EndOfStreamException)
        {
            // As connections end.
        }

        client.Dispose();
    }

    private async Task<IPEndPoint> Greet(NetworkStream near)
    {
        var hello = await Take(near, 2);
        await Take(near, hello[1]);
        await near.WriteAsync(new byte[] { 5, (byte)(user is null ? 0 : 2) });
        if (user is not null)
        {
            var name = await Take(near, (await Take(near, 2))[1]);
            var secret = await Take(near, (await Take(near, 1))[0]);
            var isKnown = Encoding.UTF8.GetString(name) == user && Encoding.UTF8.GetString(secret) == password;
            await near.WriteAsync(new byte[] { 1, (byte)(isKnown ? 0 : 1) });
            if (!isKnown)
                throw new IOException("a stranger");
        }

        var asked = await Take(near, 4);
        var address = asked[3] switch { 1 => new IPAddress(await Take(near, 4)), 3 => IPAddress.Parse(Encoding.ASCII.GetString(await Take(near, (await Take(near, 1))[0]))), _ => throw new IOException("no address") };
        var port = await Take(near, 2);
        return new IPEndPoint(address, (port[0] << 8) | port[1]);
    }

    /// <summary>"POST http://127.0.0.1:5000/bot… HTTP/1.1": all requests of one connection go to the same server here.</summary>
    private static async Task<(IPEndPoint, byte[])> ReadHead(NetworkStream near)
    {
        var head = new MemoryStream();
        while (!Encoding.ASCII.GetString(head.ToArray()).Contains("\r\n", StringComparison.Ordinal))
            head.Write(await Take(near, 1));
        var target = new Uri(Encoding.ASCII.GetString(head.ToArray()).Split(' ')[1]);
        return (new IPEndPoint(IPAddress.Loopback, target.Port), head.ToArray());
    }

    private static async Task<byte[]> Take(NetworkStream near, int count)
    {
        var bytes = new byte[count];
        await near.ReadExactlyAsync(bytes);
        return bytes;
    }
}
