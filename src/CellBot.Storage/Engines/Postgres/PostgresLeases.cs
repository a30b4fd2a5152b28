using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// Leases as advisory locks, all on one connection of this process. A heartbeat proves that the connection lives; a server that hears none for
/// <see cref="ServerPatienceMs"/> ends the session and with it the locks, so a process that is frozen loses them, too. This process gives them up as lost earlier
/// than that, unless it is frozen itself: for that case each owner's epoch stands in a document, and what the owner commits can rest on it.
/// </summary>
internal sealed class PostgresLeases : IAsyncDisposable
{
    /// <summary>More than a heartbeat's wait, its own patience and the rest between two: nobody else gets the lock before this process knows.</summary>
    private const int ServerPatienceMs = 4000;

    private const int SecondsForOneCommand = 2;

    private static readonly TimeSpan BetweenBeats = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes the lock of a name. All 64 bits of the key come from the name; the seed ("CELB") tells leases from what else is hashed in this database.</summary>
    private const string TryLock = "SELECT pg_try_advisory_lock(hashtextextended($1, 1128614978))";

    private const string Unlock = "SELECT pg_advisory_unlock(hashtextextended($1, 1128614978))";

    private readonly PostgresPlace _place;
    private readonly NpgsqlDataSource _source;
    private readonly string _nextEpoch;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, Lease> _held = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _beating;
    private NpgsqlConnection? _connection;

    public PostgresLeases(PostgresPlace place, PostgresTable epochs)
    {
        _place = place;
        _source = place.Single($"-c idle_session_timeout={ServerPatienceMs} -c tcp_keepalives_idle=1 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3", SecondsForOneCommand);
        _nextEpoch = $"INSERT INTO {epochs.Name} AS d (id, version, schema, body) VALUES ($1, 1, 1, '{{}}') ON CONFLICT (id) DO UPDATE SET version = d.version + 1 RETURNING version";
        _beating = Task.Run(Beat);
    }

    public async Task<IStoreLease?> Try(string name, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, typeof(PostgresEngine));
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (Find(name) is not null)
                return null;
            try
            {
                return await Take(name, cancel).ConfigureAwait(false);
            }
            catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) && _connection is not null)
            {
                await LoseAll().ConfigureAwait(false); // it had died already; on a new one
                return await Take(name, cancel).ConfigureAwait(false);
            }
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
        {
            await LoseAll().ConfigureAwait(false);
            throw PostgresFaults.Unreachable(_place, accident);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Another owner has this lease: a commit that rested on its epoch has conflicted.</summary>
    public void IsTakenOver(string name) => Find(name)?.Lose(); // without waiting for a beat that is under way: whoever asks stands in the writer

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(false);
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            // The server may need a moment to end a session that is closed: whoever comes next should find the locks free.
            if (_connection is not null && _held.Count > 0)
                await new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _connection).ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
        {
            // They are gone with the session.
        }
        finally
        {
            await LoseAll().ConfigureAwait(false);
            _one.Release();
        }

        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Beat()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(BetweenBeats, TimeProvider.System, _closing.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await _one.WaitAsync().ConfigureAwait(false);
            try
            {
                if (_connection is not null)
                    await new NpgsqlCommand("SELECT 1", _connection).ExecuteScalarAsync().ConfigureAwait(false);
            }
            catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
            {
                await LoseAll().ConfigureAwait(false);
            }
            finally
            {
                _one.Release();
            }
        }
    }

    private async Task<Lease?> Take(string name, CancellationToken cancel)
    {
        _connection ??= await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
        if (!(bool)(await Ask(TryLock, name).ConfigureAwait(false))!)
            return null;
        var lease = new Lease(this, name, await NextEpoch(name).ConfigureAwait(false));
        lock (_held)
            _held.Add(name, lease);
        return lease;
    }

    /// <summary>Nobody's commit rests on the epoch before while it is raised.</summary>
    private async Task<long> NextEpoch(string name)
    {
        await using var batch = new NpgsqlBatch(_connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(PostgresLocks.TakeAll)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [PostgresLocks.AnyName, PostgresLocks.NameOf(LeaseEpochs.Documents.Name, name)] },
                new NpgsqlParameter<bool[]> { TypedValue = [false, true] },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(_nextEpoch) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        await using var rows = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await rows.NextResultAsync(CancellationToken.None).ConfigureAwait(false);
        await rows.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        return rows.GetInt64(0);
    }

    private Lease? Find(string name)
    {
        lock (_held)
            return _held.GetValueOrDefault(name);
    }

    private async Task<object?> Ask(string sql, string name)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = name } } };
        return await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task LoseAll()
    {
        Lease[] lost;
        lock (_held)
        {
            lost = [.. _held.Values];
            _held.Clear();
        }

        foreach (var lease in lost)
            lease.Lose();
        if (_connection is { } dropped)
        {
            _connection = null;
            await dropped.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask GiveBack(Lease lease)
    {
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            lock (_held)
            {
                if (!_held.TryGetValue(lease.Name, out var current) || current != lease)
                    return;
                _held.Remove(lease.Name);
            }

            lease.Lose();
            await Ask(Unlock, lease.Name).ConfigureAwait(false);
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
        {
            await LoseAll().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed class Lease(PostgresLeases leases, string name, long epoch) : IStoreLease
    {
        private readonly CancellationTokenSource _lost = new();

        public string Name { get; } = name;

        public long Epoch { get; } = epoch;

        public CancellationToken Lost => _lost.Token;

        /// <summary>On a thread of its own: whoever is told may take long, and the caller may hold the gate.</summary>
        public void Lose() => _ = _lost.CancelAsync();

        public ValueTask DisposeAsync() => leases.GiveBack(this);
    }
}
