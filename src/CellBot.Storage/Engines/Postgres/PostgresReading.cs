using CellBot.Domain.Records;
using Npgsql;
using NpgsqlTypes;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>The reads: one statement each, so that all of it is from one moment.</summary>
internal static class PostgresReading
{
    public static async Task<IReadOnlyList<StoredDocument>> Get(NpgsqlDataSource readers, PostgresTable table, string[] ids, CancellationToken cancel)
    {
        await using var command = readers.CreateCommand(table.Get);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        return await Documents(command, table, ids.Length, cancel).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<StoredDocument>> Find(Func<string, NpgsqlCommand> commandOf, PostgresTable table, IndexRange range, int limit, CancellationToken cancel)
    {
        var sql = table.For(range.Index);
        var after = range.After is { } position && KeyOrder.Instance.Compare(position.Key, range.From) >= 0 ? position : (IndexPosition?)null;
        await using var command = commandOf(after is null ? sql.From : sql.After);
        command.Parameters.Add(Text(after?.Key ?? range.From));
        command.Parameters.Add(Text(range.To));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = limit });
        if (after is { } place && range.Index != DocumentType.ById)
            command.Parameters.Add(Text(place.Id));
        return await Documents(command, table, 0, cancel).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<IReadOnlyList<StoredDocument>>> FindEach(NpgsqlDataSource readers, PostgresTable table, IReadOnlyList<IndexRange> ranges, int limit, CancellationToken cancel)
    {
        await using var command = readers.CreateCommand(table.For(ranges[0].Index).Each);
        command.Parameters.Add(Texts([.. ranges.Select(range => range.From)]));
        command.Parameters.Add(Texts([.. ranges.Select(range => range.To)]));
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = limit });
        var found = new List<StoredDocument>[ranges.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = [];
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            found[(int)rows.GetInt64(rows.FieldCount - 1) - 1].Add(Document(rows, table));
        return found;
    }

    public static async Task<IReadOnlyList<KeyCount>> Tally(NpgsqlDataSource readers, PostgresTable table, IndexPrefix prefix, CancellationToken cancel)
    {
        await using var command = readers.CreateCommand(table.For(prefix.Index).Tally);
        command.Parameters.Add(Text(prefix.Prefix));
        command.Parameters.Add(Text(prefix.Prefix + IndexRange.Highest));
        var counts = new List<KeyCount>();
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            counts.Add(new KeyCount(rows.GetString(0), (int)rows.GetInt64(1)));
        return counts;
    }

    private static async Task<IReadOnlyList<StoredDocument>> Documents(NpgsqlCommand command, PostgresTable table, int expected, CancellationToken cancel)
    {
        var found = new List<StoredDocument>(expected);
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            found.Add(Document(rows, table));
        return found;
    }

    private static StoredDocument Document(NpgsqlDataReader row, PostgresTable table)
    {
        var indexes = table.Type.Indexes.Count;
        var keys = indexes == 0 ? [] : new string?[indexes];
        for (var i = 0; i < indexes; i++)
            keys[i] = row.IsDBNull(i + 4) ? null : row.GetString(i + 4);
        return new StoredDocument(row.GetString(0), row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3), keys);
    }

    private static NpgsqlParameter<string[]> Texts(string[] values) => new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}
