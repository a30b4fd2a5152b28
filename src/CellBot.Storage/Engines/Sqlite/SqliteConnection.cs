using SQLitePCL;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>One connection, used by one thread at a time, with its prepared statements.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = [];
    private readonly string _path;
    private readonly sqlite3 _database;

    static SqliteConnection()
    {
        Batteries_V2.Init();
        SqliteSleep.Mend();
    }

    /// <param name="readOnly">Refuses to write; the file must exist.</param>
    public SqliteConnection(string path, bool readOnly)
    {
        _path = path;
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var result = raw.sqlite3_open_v2(path, out _database, flags, null);
        if (result != raw.SQLITE_OK)
        {
            _database?.Dispose();
            throw new StoreWriteException($"The database file {path} cannot be opened ({raw.sqlite3_errstr(result).utf8_to_string()}). Check that its directory exists and may be written to.");
        }

        // Another process may hold the file for a moment (a backup tool reading it); our own writer is one thread.
        SqliteSleep.WaitWhenBusy(_database);
    }

    /// <summary>Prepares once and keeps.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
            statement = new SqliteStatement(this, handle);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(_database, sql));

    /// <summary>The first column of the first row, as a number.</summary>
    public long Number(string sql)
    {
        var statement = Prepare(sql);
        try
        {
            return statement.Step() ? statement.Long(0) : 0;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Ends a transaction that failed; SQLite may have ended it already.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_database) == 0)
            raw.sqlite3_exec(_database, "ROLLBACK");
    }

    public void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;

        var reason = raw.sqlite3_errmsg(_database).utf8_to_string();
        throw (result & 0xFF) switch
        {
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT => new StoreUnreadableException(
                $"The database file {_path} is damaged or is not a database ({reason}). Keep a copy of it and restore the last backup."),
            raw.SQLITE_FULL => new StoreWriteException($"The disk of {_path} is full; nothing was written. Make room."),
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_IOERR => new StoreWriteException(
                $"The database file {_path} cannot be read or written ({reason}). Check the disk and who owns the file and its directory."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreWriteException($"The database file {_path} is held by another program ({reason}). Close it."),
            _ => new InvalidOperationException($"SQLite refused ({result}): {reason}"),
        };
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _database.Dispose();
    }
}
