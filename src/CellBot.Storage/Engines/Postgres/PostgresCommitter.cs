using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// Commits groups on a connection of its own: one round trip locks and reads, one writes and commits. Each transaction notes its number in this writer's own row,
/// first of all; so when the connection dies under a commit, that row tells afterwards whether it stands, and waits until the server is sure.
/// </summary>
internal sealed class PostgresCommitter(PostgresPlace place, IReadOnlyDictionary<string, PostgresTable> tables) : IAsyncDisposable
{
    /// <summary>A process that is frozen between the two trips holds locks; the server ends its transaction after this.</summary>
    private const int LongestPauseMs = 2000;

    private const int MostRaces = 10;

    /// <summary>Waits for whoever writes the row, also for the first time.</summary>
    private const string Note = $"INSERT INTO {PostgresSchema.Schema}.writer AS w VALUES ($1, $2, now()) ON CONFLICT (id) DO UPDATE SET seen_at = now(), last_group = greatest(w.last_group, $2)";

    private readonly NpgsqlDataSource _source = place.Single($"-c idle_in_transaction_session_timeout={LongestPauseMs} -c synchronous_commit=on -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3");
    private readonly Guid _id = Guid.NewGuid();
    private NpgsqlConnection? _connection;
    private long _group;
    private bool _isRegistered;

    /// <summary>Called between tries while there is no connection.</summary>
    public Action<Exception>? Waiting { get; set; }

    /// <returns>For each set: what became of it. Nothing is left open.</returns>
    /// <exception cref="StoreException">Nothing of the group is written.</exception>
    /// <exception cref="OperationCanceledException">The store closes, and whether the group is written is not known.</exception>
    public async Task<CommitResult[]> Commit(IReadOnlyList<WriteSet> sets, CancellationToken closing)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var races = 0; ;)
        {
            var mayStand = false;
            var results = new CommitResult[sets.Count];
            try
            {
                var connection = await Connect(closing).ConfigureAwait(false);
                var group = new PostgresGroup(tables, sets);
                await Lock(connection, group).ConfigureAwait(false);
                var stands = 0;
                for (var i = 0; i < results.Length; i++)
                {
                    results[i] = group.Judge(sets[i]) ?? CommitResult.Done;
                    stands += results[i] is CommitResult.Committed ? 1 : 0;
                }

                mayStand = stands > 0;
                await Finish(connection, stands > 0 ? group : null, sets.Where((set, i) => set.Word is not null && results[i] is CommitResult.Committed)).ConfigureAwait(false);
                return results;
            }
            catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident))
            {
                if (mayStand && await Stands(closing).ConfigureAwait(false))
                    return results;
                await Drop().ConfigureAwait(false);
                if (TimeProvider.System.GetElapsedTime(began) > PostgresFaults.Patience)
                    throw PostgresFaults.Refused(place, accident);
                await Pause(accident, closing).ConfigureAwait(false);
            }
            catch (Exception race) when (PostgresFaults.IsRace(race) && ++races < MostRaces)
            {
                await RollBack().ConfigureAwait(false);
            }
            catch (Exception refusal) when (refusal is not OperationCanceledException)
            {
                await RollBack().ConfigureAwait(false);
                throw PostgresFaults.Refused(place, refusal);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_connection is not null && _isRegistered)
                await Run($"DELETE FROM {PostgresSchema.Schema}.writer WHERE id = $1", Id()).ConfigureAwait(false);
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
        {
            // Left to the next writer that registers.
        }

        await Drop().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private async Task Lock(NpgsqlConnection connection, PostgresGroup group)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Note) { Parameters = { Id(), Number(++_group) } });
        group.AddLocks(batch.BatchCommands);
        await using var rows = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await group.ReadLocks(rows, CancellationToken.None).ConfigureAwait(false);
    }

    /// <param name="group">Null: none of its sets stands.</param>
    private static async Task Finish(NpgsqlConnection connection, PostgresGroup? group, IEnumerable<WriteSet> speaking)
    {
        await using var batch = new NpgsqlBatch(connection);
        group?.AddWrites(batch.BatchCommands);
        foreach (var set in speaking)
            batch.BatchCommands.Add(PostgresBell.Ringing(set.Word!));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(group is null ? "ROLLBACK" : "COMMIT"));
        await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Whether the group whose commit was under way is written. Its number stands in this writer's row, which its transaction holds until it ends.</summary>
    private async Task<bool> Stands(CancellationToken closing)
    {
        while (true)
        {
            await Drop().ConfigureAwait(false);
            Exception trouble;
            try
            {
                var connection = await Connect(closing).ConfigureAwait(false);
                await using var command = new NpgsqlCommand(Note + " RETURNING last_group", connection) { Parameters = { Id(), Number(0) } };
                return (long)(await command.ExecuteScalarAsync(closing).ConfigureAwait(false))! == _group;
            }
            catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
            {
                trouble = accident; // the answer is worth waiting for, however long
            }

            await Pause(trouble, closing).ConfigureAwait(false);
        }
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken closing)
    {
        if (_connection is { State: System.Data.ConnectionState.Open } open)
            return open;
        await Drop().ConfigureAwait(false);
        _connection = await _source.OpenConnectionAsync(closing).ConfigureAwait(false);
        if (!_isRegistered)
        {
            // Rows of writers that were killed: nobody will ask them any more. The own row must be there before the first group: it is waited for.
            await Run($"DELETE FROM {PostgresSchema.Schema}.writer WHERE seen_at < now() - interval '7 days' AND id <> $1", Id()).ConfigureAwait(false);
            await Run(Note, Id(), Number(0)).ConfigureAwait(false);
            _isRegistered = true;
        }

        return _connection;
    }

    private NpgsqlParameter Id() => new NpgsqlParameter<Guid> { TypedValue = _id };

    private static NpgsqlParameter Number(long value) => new NpgsqlParameter<long> { TypedValue = value };

    private async Task Run(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task RollBack()
    {
        try
        {
            if (_connection is { State: System.Data.ConnectionState.Open } open)
            {
                await using var command = new NpgsqlCommand("ROLLBACK", open);
                await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception accident) when (PostgresFaults.IsConnectionLost(accident) || accident is PostgresException)
        {
            await Drop().ConfigureAwait(false);
        }
    }

    private async Task Drop()
    {
        if (_connection is { } dropped)
        {
            _connection = null;
            await dropped.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task Pause(Exception accident, CancellationToken closing)
    {
        Waiting?.Invoke(accident);
        return Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, closing);
    }
}
