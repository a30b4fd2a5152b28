using System.Collections.Frozen;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>The SQL of one document type. Index columns are called "k_" and the index's name; a document without a key is not in the index at all.</summary>
internal sealed class SqliteTable
{
    private readonly FrozenDictionary<string, IndexSql> _indexes;

    public SqliteTable(DocumentType type)
    {
        Type = type;
        Name = $"\"d_{type.Name}\"";
        var columns = string.Concat(type.Indexes.Select(index => $", {Column(index)}"));
        var selected = $"SELECT id, version, schema, body{columns} FROM {Name}";

        Get = $"{selected} WHERE id = ?1";
        Check = $"SELECT rowid, version{columns} FROM {Name} WHERE id = ?1";
        Insert = $"INSERT INTO {Name} (id, version, schema{columns}, body) VALUES (?1, ?2, ?3{string.Concat(type.Indexes.Select((_, i) => $", ?{i + 5}"))}, ?4)";
        UpdateBody = $"UPDATE {Name} SET version = ?2, schema = ?3, body = ?4 WHERE rowid = ?1";
        UpdateAll = $"UPDATE {Name} SET version = ?2, schema = ?3, body = ?4{string.Concat(type.Indexes.Select((index, i) => $", {Column(index)} = ?{i + 5}"))} WHERE rowid = ?1";
        Delete = $"DELETE FROM {Name} WHERE rowid = ?1";
        _indexes = type.Indexes.ToFrozenDictionary(index => index, index => Sql(selected, Column(index)));
        Ids = new IndexSql(
            $"{selected} WHERE id >= ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
            $"{selected} WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
            $"SELECT id, 1 FROM {Name} WHERE id >= ?1 AND id <= ?2 ORDER BY id");
    }

    public DocumentType Type { get; }

    public string Name { get; }

    public string Get { get; }

    public string Check { get; }

    public string Insert { get; }

    public string UpdateBody { get; }

    public string UpdateAll { get; }

    public string Delete { get; }

    private IndexSql Ids { get; }

    public IndexSql For(string index) => index == DocumentType.ById ? Ids
        : _indexes.TryGetValue(index, out var sql) ? sql
        : throw new ArgumentException($"\"{Type.Name}\" has no index \"{index}\".");

    /// <summary>Makes the table, and adds the columns and indexes that a newer release declares; columns that nobody declares any more stay.</summary>
    public void Provision(SqliteConnection connection)
    {
        connection.Execute($"CREATE TABLE IF NOT EXISTS {Name} (id TEXT NOT NULL, version INTEGER NOT NULL, schema INTEGER NOT NULL{string.Concat(Type.Indexes.Select(index => $", {Column(index)} TEXT"))}, body BLOB NOT NULL)");
        connection.Execute($"CREATE UNIQUE INDEX IF NOT EXISTS \"i_{Type.Name}__id\" ON {Name} (id)");
        foreach (var index in Type.Indexes)
        {
            if (connection.Number($"SELECT count(*) FROM pragma_table_info('d_{Type.Name}') WHERE name = 'k_{index}'") == 0)
                connection.Execute($"ALTER TABLE {Name} ADD COLUMN {Column(index)} TEXT");
            connection.Execute($"CREATE INDEX IF NOT EXISTS \"i_{Type.Name}_{index}\" ON {Name} ({Column(index)}, id) WHERE {Column(index)} IS NOT NULL");
        }
    }

    private static string Column(string index) => $"\"k_{index}\"";

    private IndexSql Sql(string selected, string key) => new(
        $"{selected} WHERE {key} >= ?1 AND {key} <= ?2 ORDER BY {key}, id LIMIT ?3",
        $"{selected} WHERE ({key}, id) > (?1, ?4) AND {key} <= ?2 ORDER BY {key}, id LIMIT ?3",
        $"SELECT {key}, count(*) FROM {Name} WHERE {key} >= ?1 AND {key} <= ?2 GROUP BY {key} ORDER BY {key}");
}

/// <param name="From">?1 ≤ key ≤ ?2, at most ?3.</param>
/// <param name="After">The same, after the key ?1 and the id ?4 (by id: after the id ?1).</param>
/// <param name="Tally">Keys and counts with ?1 ≤ key ≤ ?2.</param>
internal sealed record IndexSql(string From, string After, string Tally);
