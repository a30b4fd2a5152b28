using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// Write sets that share one transaction. First the names of all documents in them are locked, in one order on every node, and the versions read; then each set is
/// judged by itself, in the order in which they came, over what those before it will have written; then each document is written once, as the last set leaves it.
/// </summary>
/// <remarks>
/// The locks are advisory ones, on names and not on rows: a row that a decision only rests on (a cell, a campaign, a person's key: in nearly every decision) would be
/// written by each lock on it, and what must not exist has no row. Everybody who writes a document holds the lock of its name alone.
/// </remarks>
internal sealed class PostgresGroup
{
    /// <summary>Names that one transaction locks: the server keeps room for some thousands, for all its connections together. Larger groups exclude all others.</summary>
    private const int MostLocks = 500;

    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;

    private readonly IReadOnlyDictionary<string, PostgresTable> _tables;
    private readonly Dictionary<(string Type, string Id), Touched> _touched = [];
    private readonly List<(PostgresTable Table, List<Touched> Documents)> _byTable = [];

    public PostgresGroup(IReadOnlyDictionary<string, PostgresTable> tables, IEnumerable<WriteSet> sets)
    {
        _tables = tables;
        foreach (var set in sets)
        {
            foreach (ref readonly var write in set.Writes)
            {
                ref var touched = ref CollectionsMarshal.GetValueRefOrAddDefault(_touched, (write.Type.Name, write.Id), out var isKnown);
                if (!isKnown)
                    In(_tables[write.Type.Name]).Add(touched = new Touched(write.Id));
                touched!.IsWritten |= write.Kind is not WriteKind.Unchanged;
            }
        }
    }

    /// <summary>Adds the statement that waits for the locks, and the one that reads the versions then.</summary>
    public void AddLocks(NpgsqlBatchCommandCollection commands)
    {
        var isLarge = _touched.Count > MostLocks;
        var names = new string[isLarge ? 1 : _touched.Count + 1];
        var alone = new bool[names.Length];
        (names[0], alone[0]) = (PostgresLocks.AnyName, isLarge);
        var at = 1;
        foreach (var ((type, id), touched) in _touched)
        {
            if (isLarge)
                break;
            (names[at], alone[at]) = (PostgresLocks.NameOf(type, id), touched.IsWritten);
            at++;
        }

        commands.Add(Command(PostgresLocks.TakeAll, Array(names, Texts), Array(alone, NpgsqlDbType.Array | NpgsqlDbType.Boolean)));
        // One statement for all tables, the same for the same tables: the server plans it once.
        _byTable.Sort((a, b) => string.CompareOrdinal(a.Table.Name, b.Table.Name));
        var versions = new NpgsqlBatchCommand(string.Join(" UNION ALL ", _byTable.Select((one, i) => one.Table.Versions(i))));
        foreach (var (_, documents) in _byTable)
            versions.Parameters.Add(Array(documents.ConvertAll(document => document.Id).ToArray(), Texts));
        commands.Add(versions);
    }

    /// <summary>Reads the answers of <see cref="AddLocks"/>, beginning with the result that the reader stands at.</summary>
    public async Task ReadLocks(NpgsqlDataReader rows, CancellationToken cancel)
    {
        if (!await rows.NextResultAsync(cancel).ConfigureAwait(false))
            throw new InvalidOperationException("The server answers fewer questions than it was asked.");
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            var touched = _touched[(_byTable[rows.GetInt32(0)].Table.Type.Name, rows.GetString(1))];
            touched.Found = touched.Now = rows.GetInt64(2);
        }
    }

    /// <summary>Null: the set stands, and those after it see what it writes; else the conflict.</summary>
    public CommitResult.Conflict? Judge(WriteSet set)
    {
        var writes = set.Writes;
        foreach (ref readonly var write in writes)
        {
            if (_touched[(write.Type.Name, write.Id)].Now != write.Expected)
                return new CommitResult.Conflict(write.Type.Name, write.Id);
        }

        foreach (ref readonly var write in writes)
        {
            var touched = _touched[(write.Type.Name, write.Id)];
            if (write.Kind is not WriteKind.Unchanged)
                (touched.IsChanged, touched.Now, touched.Last) = (true, write.Document?.Version ?? 0, write.Document);
        }

        return null;
    }

    /// <summary>Adds the statements that write what the sets that stand leave behind: at most three for each table.</summary>
    public void AddWrites(NpgsqlBatchCommandCollection commands)
    {
        foreach (var (table, documents) in _byTable)
        {
            List<StoredDocument> inserts = [], updates = [];
            List<string> deletes = [];
            foreach (var touched in documents)
            {
                if (touched is { IsChanged: true, Last: { } document })
                    (touched.Found == 0 ? inserts : updates).Add(document);
                else if (touched is { IsChanged: true, Found: > 0 })
                    deletes.Add(touched.Id);
            }

            if (deletes.Count > 0)
                commands.Add(Command(table.Delete, Array(deletes.ToArray(), Texts)));
            if (updates.Count > 0)
                commands.Add(Rows(table, table.Update, updates));
            if (inserts.Count > 0)
                commands.Add(Rows(table, table.Insert, inserts));
        }
    }

    private List<Touched> In(PostgresTable table)
    {
        foreach (var (known, documents) in _byTable)
        {
            if (known == table)
                return documents;
        }

        _byTable.Add((table, []));
        return _byTable[^1].Documents;
    }

    private static NpgsqlBatchCommand Rows(PostgresTable table, string sql, List<StoredDocument> documents)
    {
        var count = documents.Count;
        var (ids, versions, schemas, bodies) = (new string[count], new long[count], new int[count], new ReadOnlyMemory<byte>[count]);
        for (var i = 0; i < count; i++)
            (ids[i], versions[i], schemas[i], bodies[i]) = (documents[i].Id, documents[i].Version, documents[i].SchemaVersion, documents[i].Body);
        var command = Command(sql, Array(ids, Texts), Array(versions, NpgsqlDbType.Array | NpgsqlDbType.Bigint), Array(schemas, NpgsqlDbType.Array | NpgsqlDbType.Integer), Array(bodies, NpgsqlDbType.Array | NpgsqlDbType.Bytea));
        for (var k = 0; k < table.Type.Indexes.Count; k++)
        {
            var keys = new string?[count];
            for (var i = 0; i < count; i++)
                keys[i] = documents[i].Keys[k];
            command.Parameters.Add(Array(keys, Texts));
        }

        return command;
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<T[]> Array<T>(T[] values, NpgsqlDbType type) => new() { TypedValue = values, NpgsqlDbType = type };

    /// <summary>A document that one of the sets names.</summary>
    private sealed class Touched(string id)
    {
        public string Id { get; } = id;

        /// <summary>Whether a set wants to write it; else they only rely on it.</summary>
        public bool IsWritten { get; set; }

        /// <summary>The stored version; 0: there is none.</summary>
        public long Found { get; set; }

        /// <summary>The version after the sets that were judged so far.</summary>
        public long Now { get; set; }

        public bool IsChanged { get; set; }

        /// <summary>As the sets leave it; null: deleted, or not changed.</summary>
        public StoredDocument? Last { get; set; }
    }
}
