using System.Runtime.CompilerServices;
using CellBot.Storage.Engines;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>One read transaction on a connection of its own. While it is open the log is not cut back, so that every page can still be read as it was.</summary>
internal sealed class SqliteSnapshot : IEngineSnapshot
{
    private const int Page = 500;

    private readonly SqliteConnection _connection;
    private readonly Func<DocumentType, SqliteTable> _table;

    public SqliteSnapshot(string path, Func<DocumentType, SqliteTable> table)
    {
        _table = table;
        _connection = new SqliteConnection(path, readOnly: true);
        try
        {
            _connection.Execute("PRAGMA query_only = ON; BEGIN");
            _connection.Number("SELECT count(*) FROM sqlite_master"); // the moment is that of the first read, not of BEGIN
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public async IAsyncEnumerable<StoredDocument> All(DocumentType type, [EnumeratorCancellation] CancellationToken cancel)
    {
        var table = _table(type);
        for (string? after = null; ;)
        {
            cancel.ThrowIfCancellationRequested();
            var page = SqliteReading.Find(_connection, table, IndexRange.All(after), Page);
            foreach (var document in page)
                yield return document;
            if (page.Count < Page)
                yield break;
            after = page[^1].Id;
            await Task.Yield(); // a large table must not hold its thread
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection.RollBack();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
