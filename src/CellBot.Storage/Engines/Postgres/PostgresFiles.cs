using System.Runtime.CompilerServices;
using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>Attachments in pieces of rows, so that a large one never stands whole in memory. A file is there when its row is: the last thing that its transaction writes.</summary>
internal sealed class PostgresFiles(PostgresPlace place, NpgsqlDataSource connections, TimeProvider clock)
{
    /// <summary>Of one piece, in bytes.</summary>
    internal const int Piece = 256 << 10;

    private const string File = $"{PostgresSchema.Schema}.file";
    private const string Pieces = $"{PostgresSchema.Schema}.file_piece";

    public async Task Put(string id, Stream content, CancellationToken cancel)
    {
        FileIds.Require(id);
        try
        {
            await using var connection = await connections.OpenConnectionAsync(cancel).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
            await using (var pieces = new PieceWriter(connection, id))
            {
                await content.CopyToAsync(pieces, cancel).ConfigureAwait(false);
                await pieces.Finish(cancel).ConfigureAwait(false);
            }

            await using var row = Command(connection, $"INSERT INTO {File} VALUES ($1, $2)", id);
            row.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
            await row.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception accident) when (accident is NpgsqlException)
        {
            throw PostgresFaults.Refused(place, accident);
        }
    }

    /// <returns>Null: there is no such file.</returns>
    public async Task<Stream?> Open(string id, CancellationToken cancel)
    {
        FileIds.Require(id);
        var exists = await PostgresFaults.Again(place, async () =>
        {
            await using var command = connections.CreateCommand($"SELECT 1 FROM {File} WHERE id = $1");
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
            return await command.ExecuteScalarAsync(cancel).ConfigureAwait(false) is not null;
        }, cancel).ConfigureAwait(false);
        return exists ? new PieceReader(number => ReadPiece(id, number, cancel)) : null;
    }

    public Task Drop(string id, CancellationToken cancel) => PostgresFaults.Again(place, async () =>
    {
        await using var connection = await connections.OpenConnectionAsync(cancel).ConfigureAwait(false);
        await using var both = new NpgsqlBatch(connection);
        foreach (var table in new[] { File, Pieces })
            both.BatchCommands.Add(new NpgsqlBatchCommand($"DELETE FROM {table} WHERE id = $1") { Parameters = { new NpgsqlParameter<string> { TypedValue = id } } });
        return await both.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }, cancel);

    public async IAsyncEnumerable<StoredFile> All([EnumeratorCancellation] CancellationToken cancel)
    {
        const int page = 500;
        for (var after = ""; ;)
        {
            var from = after;
            var files = await PostgresFaults.Again(place, () => ReadPage(from, page, cancel), cancel).ConfigureAwait(false);
            foreach (var file in files)
                yield return file;
            if (files.Count < page)
                yield break;
            after = files[^1].Id;
        }
    }

    private async Task<List<StoredFile>> ReadPage(string after, int page, CancellationToken cancel)
    {
        await using var command = connections.CreateCommand($"SELECT id, written_at FROM {File} WHERE id > $1 ORDER BY id LIMIT $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = page });
        var files = new List<StoredFile>();
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            files.Add(new StoredFile(rows.GetString(0), new DateTimeOffset(rows.GetDateTime(1))));
        return files;
    }

    private Task<byte[]?> ReadPiece(string id, int number, CancellationToken cancel) => PostgresFaults.Again(place, async () =>
    {
        await using var command = connections.CreateCommand($"SELECT content FROM {Pieces} WHERE id = $1 AND number = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = number });
        return (byte[]?)await command.ExecuteScalarAsync(cancel).ConfigureAwait(false);
    }, cancel);

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, string id) =>
        new(sql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = id } } };

    /// <summary>Turns what is written into rows.</summary>
    private sealed class PieceWriter(NpgsqlConnection connection, string id) : WriteOnlyStream
    {
        private readonly byte[] _piece = new byte[Piece];
        private int _length;
        private int _number;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (buffer.Length > 0)
            {
                var part = Math.Min(buffer.Length, Piece - _length);
                buffer[..part].CopyTo(_piece.AsMemory(_length));
                buffer = buffer[part..];
                if ((_length += part) == Piece)
                    await Finish(cancellationToken).ConfigureAwait(false);
            }
        }

        public async Task Finish(CancellationToken cancel)
        {
            if (_length == 0)
                return;
            await using var command = Command(connection, $"INSERT INTO {Pieces} VALUES ($1, $2, $3)", id);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = _number++ });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = _piece[.._length] });
            await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
            _length = 0;
        }
    }

    /// <summary>Reads the rows one after another; the first that is missing is the end.</summary>
    private sealed class PieceReader(Func<int, Task<byte[]?>> read) : ReadOnlyStream
    {
        private byte[]? _piece = [];
        private int _at;
        private int _next;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (_piece is not null && _at == _piece.Length && buffer.Length > 0)
                (_piece, _at) = (await read(_next++).ConfigureAwait(false), 0);
            if (_piece is null)
                return 0;
            var part = Math.Min(buffer.Length, _piece.Length - _at);
            _piece.AsMemory(_at, part).CopyTo(buffer);
            _at += part;
            return part;
        }
    }
}
