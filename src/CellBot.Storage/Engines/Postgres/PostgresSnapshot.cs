using System.Runtime.CompilerServices;
using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>One read transaction on a connection of its own, which sees all as it was at its first read.</summary>
internal sealed class PostgresSnapshot : IEngineSnapshot
{
    private const int Page = 500;

    private readonly PostgresPlace _place;
    private readonly NpgsqlConnection _connection;
    private readonly Func<DocumentType, PostgresTable> _table;

    private PostgresSnapshot(PostgresPlace place, NpgsqlConnection connection, Func<DocumentType, PostgresTable> table) => (_place, _connection, _table) = (place, connection, table);

    public static async Task<PostgresSnapshot> Begin(PostgresPlace place, NpgsqlConnection connection, Func<DocumentType, PostgresTable> table, CancellationToken cancel)
    {
        try
        {
            await using var begin = new NpgsqlBatch(connection)
            {
                BatchCommands = { new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"), new NpgsqlBatchCommand($"SELECT version FROM {PostgresSchema.Schema}.format") },
            };
            await begin.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            return new PostgresSnapshot(place, connection, table);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async IAsyncEnumerable<StoredDocument> All(DocumentType type, [EnumeratorCancellation] CancellationToken cancel)
    {
        var table = _table(type);
        for (string? after = null; ;)
        {
            var page = await Read(table, after, cancel).ConfigureAwait(false);
            foreach (var document in page)
                yield return document;
            if (page.Count < Page)
                yield break;
            after = page[^1].Id;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync(); // and with it the transaction

    private async Task<IReadOnlyList<StoredDocument>> Read(PostgresTable table, string? after, CancellationToken cancel)
    {
        try
        {
            return await PostgresReading.Find(sql => new NpgsqlCommand(sql, _connection), table, IndexRange.All(after), Page, cancel).ConfigureAwait(false);
        }
        catch (NpgsqlException lost)
        {
            throw PostgresFaults.Unreachable(_place, lost); // its moment cannot be had again
        }
    }
}
