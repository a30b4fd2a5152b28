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
    private readonly HashSet<string> _words = [];

    public PostgresBell(PostgresPlace place, NpgsqlDataSource connections)
    {
        (_hearing, _connections) = (place.Single("-c tcp_keepalives_idle=5"), connections);
        _listening = Task.Run(Listen);
    }

    public event Action<string?>? Rung;

    /// <summary>For a word that is told with a commit.</summary>
    public static NpgsqlBatchCommand Ringing(string word) =>
        new("SELECT pg_notify('cellbot', $1)") { Parameters = { new NpgsqlParameter<string> { TypedValue = word } } };

    public void Ring(string word)
    {
        lock (_words)
        {
            if (!_words.Add(word) || _words.Count > 1)
                return; // it goes with the others
        }

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
            await using var batch = _connections.CreateBatch();
            foreach (var word in Take())
                batch.BatchCommands.Add(Ringing(word));
            await batch.ExecuteNonQueryAsync(_closing.Token).ConfigureAwait(false);
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is OperationCanceledException or ObjectDisposedException or PostgresException)
        {
            Take(); // whoever listens looks by itself, too
        }
    }

    private string[] Take()
    {
        lock (_words)
        {
            string[] words = [.. _words];
            _words.Clear();
            return words;
        }
    }

    private async Task Listen()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _hearing.OpenConnectionAsync(_closing.Token).ConfigureAwait(false);
                connection.Notification += (_, told) => Rung?.Invoke(told.Payload);
                await using (var listen = new NpgsqlCommand("LISTEN cellbot", connection))
                    await listen.ExecuteNonQueryAsync(_closing.Token).ConfigureAwait(false);
                Rung?.Invoke(null); // what rang before is unheard
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
