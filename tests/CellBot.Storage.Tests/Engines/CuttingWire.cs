using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace CellBot.Storage.Tests.Engines;

/// <summary>
/// A wire to a PostgreSQL server that breaks at the first COMMIT after it was armed: either the server gets it and its answer is lost, or it never gets it.
/// New connections pass.
/// </summary>
internal sealed class CuttingWire : IAsyncDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly int _port;
    private readonly bool _arrives;
    private readonly Task _serving;
    private int _state; // 0: not armed, 1: armed, 2: has cut
    private int _after;

    /// <param name="arrives">Whether the server gets the COMMIT.</param>
    public CuttingWire(string connectionString, bool arrives)
    {
        _settings = new NpgsqlConnectionStringBuilder(connectionString);
        (_port, _arrives) = (_settings.Port, arrives);
        _door.Start();
        _settings.Port = ((IPEndPoint)_door.LocalEndpoint).Port;
        _serving = Task.Run(Serve);
    }

    public string ConnectionString => _settings.ConnectionString;

    public bool HasCut => Volatile.Read(ref _state) == 2;

    public int CommitsAfterCut => Volatile.Read(ref _after);

    public void Arm() => Volatile.Write(ref _state, 1);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _door.Stop();
        await _serving;
    }

    private async Task Serve()
    {
        try
        {
            while (true)
                _ = Join(await _door.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Join(TcpClient client)
    {
        using var _ = client;
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, _port);
        var (near, far) = (client.GetStream(), server.GetStream());
        var isCut = false;
        var answers = Task.Run(() => Pass(far, near, _ => !Volatile.Read(ref isCut)));
        await Pass(near, far, bytes =>
        {
            if (bytes.IndexOf("COMMIT\0"u8) < 0)
                return true;
            if (Volatile.Read(ref _state) == 2)
                Interlocked.Increment(ref _after);
            if (Interlocked.CompareExchange(ref _state, 2, 1) != 1)
                return true;
            Volatile.Write(ref isCut, true);
            return _arrives;
        }, last: () => isCut);
        if (isCut && _arrives)
            await answers; // until the server has answered into nothing
        client.Close();
        server.Close();
    }

    private static async Task Pass(NetworkStream from, NetworkStream to, PassOn judge, Func<bool>? last = null)
    {
        var bytes = new byte[1 << 16];
        try
        {
            while (await from.ReadAsync(bytes) is > 0 and var length)
            {
                if (!judge(bytes.AsSpan(0, length)))
                    return;
                await to.WriteAsync(bytes.AsMemory(0, length));
                if (last?.Invoke() is true)
                    return;
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // One side has gone.
        }
    }

    private delegate bool PassOn(ReadOnlySpan<byte> bytes);
}
