using System.Collections.Frozen;
using System.Globalization;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>The SQL of one document type. Every text is compared by its bytes (collation "C"), as SQLite does; many documents go in one statement, as arrays.</summary>
internal sealed class PostgresTable
{
    private readonly FrozenDictionary<string, PostgresIndexSql> _indexes;

    public PostgresTable(DocumentType type)
    {
        Type = type;
        Name = $"{PostgresSchema.Schema}.\"d_{type.Name}\"";
        var columns = string.Concat(type.Indexes.Select(index => $", {Column(index)}"));
        var selected = $"SELECT id, version, schema, body{columns} FROM {Name}";
        var rows = $"unnest($1::text[], $2::bigint[], $3::int[], $4::bytea[]{string.Concat(type.Indexes.Select((_, i) => $", ${i + 5}::text[]"))}) AS n (id, version, schema, body{columns})";

        Get = $"{selected} WHERE id = ANY ($1)";
        Insert = $"INSERT INTO {Name} (id, version, schema, body{columns}) SELECT * FROM {rows} ORDER BY id";
        Update = $"UPDATE {Name} AS d SET version = n.version, schema = n.schema, body = n.body{string.Concat(type.Indexes.Select(index => $", {Column(index)} = n.{Column(index)}"))} FROM {rows} WHERE d.id = n.id";
        Delete = $"DELETE FROM {Name} WHERE id = ANY ($1)";
        _indexes = type.Indexes.ToFrozenDictionary(index => index, index => Sql(selected, Column(index)));
        Ids = new PostgresIndexSql(
            $"{selected} WHERE id >= $1 AND id <= $2 ORDER BY id LIMIT $3",
            $"{selected} WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3",
            $"SELECT id, 1::bigint FROM {Name} WHERE id >= $1 AND id <= $2 ORDER BY id",
            Each(selected, "id", "id"));
    }

    public DocumentType Type { get; }

    public string Name { get; }

    public string Get { get; }

    public string Insert { get; }

    public string Update { get; }

    public string Delete { get; }

    private PostgresIndexSql Ids { get; }

    /// <summary>The versions of those that exist, behind this table's place in the statement (from 0), which is also that of its parameter.</summary>
    public string Versions(int place) => string.Create(CultureInfo.InvariantCulture, $"SELECT {place} AS place, id, version FROM {Name} WHERE id = ANY (${place + 1})");

    public PostgresIndexSql For(string index) => index == DocumentType.ById ? Ids
        : _indexes.TryGetValue(index, out var sql) ? sql
        : throw new ArgumentException($"\"{Type.Name}\" has no index \"{index}\".");

    /// <summary>What makes the table, and adds the columns and indexes that a newer release declares; columns that nobody declares any more stay.</summary>
    /// <param name="exists">Null: there is no such table; else its columns.</param>
    public IEnumerable<string> Provision(IReadOnlySet<string>? exists)
    {
        if (exists is null)
        {
            yield return $"""
                CREATE TABLE {Name} (id text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, schema int NOT NULL, body bytea NOT NULL{string.Concat(Type.Indexes.Select(index => $", {Column(index)} text COLLATE \"C\""))}) WITH (fillfactor = 80)
                """;
            yield return $"ALTER TABLE {Name} ALTER body SET STORAGE EXTERNAL"; // what is encrypted cannot be compressed
        }

        foreach (var index in Type.Indexes)
        {
            if (exists?.Contains($"k_{index}") is false)
                yield return $"ALTER TABLE {Name} ADD COLUMN {Column(index)} text COLLATE \"C\"";
            if (exists?.Contains($"k_{index}") is not true)
                yield return $"CREATE INDEX \"i_{Type.Name}_{index}\" ON {Name} ({Column(index)}, id) WHERE {Column(index)} IS NOT NULL";
        }
    }

    private static string Column(string index) => $"\"k_{index}\"";

    private PostgresIndexSql Sql(string selected, string key) => new(
        $"{selected} WHERE {key} >= $1 AND {key} <= $2 ORDER BY {key}, id LIMIT $3",
        $"{selected} WHERE ({key}, id) > ($1, $4) AND {key} <= $2 ORDER BY {key}, id LIMIT $3",
        $"SELECT {key}, count(*) FROM {Name} WHERE {key} >= $1 AND {key} <= $2 GROUP BY {key} ORDER BY {key}",
        Each(selected, key, $"{key}, id"));

    private static string Each(string selected, string key, string order) =>
        $"SELECT d.*, r.n FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r (a, b, n) CROSS JOIN LATERAL ({selected} WHERE {key} >= r.a AND {key} <= r.b ORDER BY {order} LIMIT $3) AS d ORDER BY r.n, {string.Join(", ", order.Split(", ").Select(column => "d." + column))}";
}

/// <param name="From">$1 ≤ key ≤ $2, at most $3.</param>
/// <param name="After">The same, after the key $1 and the id $4 (by id: after the id $1).</param>
/// <param name="Tally">Keys and counts with $1 ≤ key ≤ $2.</param>
/// <param name="Each">Many ranges $1[i] ≤ key ≤ $2[i], at most $3 of each, with the number of the range (from 1) behind the columns.</param>
internal sealed record PostgresIndexSql(string From, string After, string Tally, string Each);
