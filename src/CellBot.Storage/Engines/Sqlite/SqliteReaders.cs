using System.Collections.Concurrent;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>Connections for reading, as many as are reading at once; each is opened when first needed and kept. None sees what is not committed.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    /// <summary>More readers than this wait for one another: each holds memory, and more than a few do not make a disk faster.</summary>
    private const int Most = 8;

    private readonly ConcurrentStack<SqliteConnection> _free = new();
    private readonly SemaphoreSlim _room = new(Most, Most);
    private volatile bool _closed;

    /// <summary>Runs on a free connection. Reading is done on the caller's thread: most reads take some ten microseconds, less than a change of thread.</summary>
    public async ValueTask<TResult> Read<TAsk, TResult>(TAsk ask, Func<SqliteConnection, TAsk, TResult> read, CancellationToken cancel)
    {
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteEngine));
            if (!_free.TryPop(out var connection))
            {
                connection = new SqliteConnection(path, readOnly: true);
                connection.Execute("PRAGMA query_only = ON; PRAGMA cache_size = -1024");
            }

            try
            {
                return read(connection, ask);
            }
            finally
            {
                _free.Push(connection);
            }
        }
        finally
        {
            _room.Release();
        }
    }

    /// <summary>Waits for those who read, then closes.</summary>
    public void Dispose()
    {
        _closed = true;
        for (var i = 0; i < Most; i++)
            _room.Wait();
        while (_free.TryPop(out var connection))
            connection.Dispose();
        _room.Release(Most);
    }
}
