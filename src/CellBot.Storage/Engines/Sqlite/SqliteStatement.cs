using System.Buffers;
using System.Text;
using SQLitePCL;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>A prepared statement: bind from 1, step, read columns from 0, reset.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    public void Bind(int place, long value) => connection.Check(raw.sqlite3_bind_int64(handle, place, value));

    public void Bind(int place, ReadOnlySpan<byte> blob) => connection.Check(
        blob.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, place, 0) : raw.sqlite3_bind_blob(handle, place, blob));

    public void Bind(int place, string? text)
    {
        if (text is null)
        {
            connection.Check(raw.sqlite3_bind_null(handle, place));
            return;
        }

        if (text.Length == 0)
        {
            connection.Check(raw.sqlite3_bind_text(handle, place, "")); // an empty span has no address, which SQLite takes for null
            return;
        }

        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var bytes = longest <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(longest);
        try
        {
            var written = Encoding.UTF8.GetBytes(text, bytes);
            connection.Check(raw.sqlite3_bind_text(handle, place, bytes[..written]));
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Whether there is a (next) row.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(handle);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            raw.sqlite3_reset(handle);
            connection.Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    /// <summary>For statements that return nothing.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public void Dispose() => handle.Dispose();
}
