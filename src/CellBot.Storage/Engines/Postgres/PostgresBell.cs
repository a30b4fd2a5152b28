using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>LISTEN and NOTIFY: one connection that hears, and rings that are sent together, at most every 20 ms.</summary>
internal sealed class PostgresBell : IStoreBell, IAsyncDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _hearing;
    private readonly NpgsqlDataSource _connections;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _listening;
    private int _ringing;

    public PostgresBell(PostgresPlace place, NpgsqlDataSource connections)
    {
        (_hearing, _connections) = (place.Single("-c tcp_keepalives_idle=5"), connections);
        _listening = Task.Run(Listen);
    }

    public event Action? Rung;

    public void Ring()
    {
        if (Interlocked.Exchange(ref _ringing, 1) == 0)
            _ = Notify();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _listening.ConfigureAwait(false);
        await _hearing.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Notify()
    {
        try
        {
            await Task.Delay(Gathering, TimeProvider.System, _closing.Token).ConfigureAwait(false);
            Interlocked.Exchange(ref _ringing, 0);
            await using var command = _connections.CreateCommand("NOTIFY cellbot");
            await command.ExecuteNonQueryAsync(_closing.Token).ConfigureAwait(false);
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is OperationCanceledException or ObjectDisposedException or PostgresException)
        {
            Interlocked.Exchange(ref _ringing, 0); // whoever listens looks by itself, too
        }
    }

    private async Task Listen()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _hearing.OpenConnectionAsync(_closing.Token).ConfigureAwait(false);
                connection.Notification += (_, _) => Rung?.Invoke();
                await using (var listen = new NpgsqlCommand("LISTEN cellbot", connection))
                    await listen.ExecuteNonQueryAsync(_closing.Token).ConfigureAwait(false);
                Rung?.Invoke(); // what rang before is unheard
                while (true)
                    await connection.WaitAsync(_closing.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
            {
                await Task.Delay(Rest, TimeProvider.System, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
