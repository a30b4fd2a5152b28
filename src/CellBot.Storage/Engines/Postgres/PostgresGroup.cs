using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>
/// Write sets that share one transaction. First every document they name is locked, in one order on every node, and its version read; then each set is judged
/// by itself, in the order in which they came, over what those before it will have written; then each document is written once, as the last set leaves it.
/// </summary>
internal sealed class PostgresGroup
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;

    private readonly IReadOnlyDictionary<string, PostgresTable> _tables;
    private readonly Dictionary<(string Type, string Id), Touched> _touched = [];
    private readonly List<Touched> _inOrder;

    public PostgresGroup(IReadOnlyDictionary<string, PostgresTable> tables, IEnumerable<WriteSet> sets)
    {
        _tables = tables;
        foreach (var set in sets)
        {
            foreach (ref readonly var write in set.Writes)
            {
                ref var touched = ref CollectionsMarshal.GetValueRefOrAddDefault(_touched, (write.Type.Name, write.Id), out _);
                touched ??= new Touched(_tables[write.Type.Name], write.Id);
                touched.IsWritten |= write.Kind is not WriteKind.Unchanged;
            }
        }

        _inOrder = [.. _touched.Values];
        _inOrder.Sort((a, b) => a.Table == b.Table ? KeyOrder.Instance.Compare(a.Id, b.Id) : string.CompareOrdinal(a.Table.Name, b.Table.Name));
    }

    /// <summary>Adds the statements that lock: one for each run of ids in a table that are locked in the same way.</summary>
    public void AddLocks(NpgsqlBatchCommandCollection commands)
    {
        for (var start = 0; start < _inOrder.Count;)
        {
            var first = _inOrder[start];
            var end = start + 1;
            while (end < _inOrder.Count && _inOrder[end].Table == first.Table && _inOrder[end].IsWritten == first.IsWritten)
                end++;
            var ids = new string[end - start];
            for (var i = start; i < end; i++)
                ids[i - start] = _inOrder[i].Id;
            commands.Add(Command(first.IsWritten ? first.Table.LockToWrite : first.Table.LockToRely, Array(ids, Texts)));
            start = end;
        }
    }

    /// <summary>Reads the answers of <see cref="AddLocks"/>, beginning with the result that the reader stands at.</summary>
    public async Task ReadLocks(NpgsqlDataReader rows, CancellationToken cancel)
    {
        var at = 0;
        do
        {
            while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            {
                // The answers come in the order of the questions; what does not exist is passed over.
                var id = rows.GetString(0);
                while (_inOrder[at].Id != id)
                    at++;
                _inOrder[at].Found = _inOrder[at].Now = rows.GetInt64(1);
            }

            if (at < _inOrder.Count)
                at = EndOfRun(at);
        }
        while (await rows.NextResultAsync(cancel).ConfigureAwait(false));
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
            if (write.Kind is WriteKind.Unchanged)
                touched.MustStayAway |= write.Expected == 0;
            else
                (touched.IsChanged, touched.Now, touched.Last) = (true, write.Document?.Version ?? 0, write.Document);
        }

        return null;
    }

    /// <summary>Adds the statements that write what the sets that stand leave behind: at most three for each table.</summary>
    public void AddWrites(NpgsqlBatchCommandCollection commands)
    {
        for (var start = 0; start < _inOrder.Count;)
        {
            var table = _inOrder[start].Table;
            var end = start;
            List<StoredDocument> inserts = [], updates = [];
            List<string> deletes = [], keptAway = [];
            for (; end < _inOrder.Count && _inOrder[end].Table == table; end++)
            {
                var touched = _inOrder[end];
                if (touched is { IsChanged: true, Last: { } document })
                    (touched.Found == 0 ? inserts : updates).Add(document);
                else if (touched is { IsChanged: true, Found: > 0 })
                    deletes.Add(touched.Id);
                else if (touched is { Found: 0, MustStayAway: true })
                    keptAway.Add(touched.Id);
            }

            if (keptAway.Count > 0)
                commands.Add(Command(table.KeepAway, Array(keptAway.ToArray(), Texts)));
            deletes.AddRange(keptAway);
            if (deletes.Count > 0)
                commands.Add(Command(table.Delete, Array(deletes.ToArray(), Texts)));
            if (updates.Count > 0)
                commands.Add(Rows(table, table.Update, updates));
            if (inserts.Count > 0)
                commands.Add(Rows(table, table.Insert, inserts));
            start = end;
        }
    }

    private int EndOfRun(int at)
    {
        var first = _inOrder[at];
        while (at < _inOrder.Count && _inOrder[at].Table == first.Table && _inOrder[at].IsWritten == first.IsWritten)
            at++;
        return at;
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
    private sealed class Touched(PostgresTable table, string id)
    {
        public PostgresTable Table { get; } = table;

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

        /// <summary>A set that stands relies on its not being there.</summary>
        public bool MustStayAway { get; set; }
    }
}
