using Npgsql;

namespace CellBot.Storage.Engines.Postgres;

/// <summary>How the database is laid out: a schema of its own in it, so that it may hold other things, too.</summary>
internal static class PostgresSchema
{
    public const string Schema = "cellbot";

    /// <summary>Format 1: a table for each type with id, version, schema, body, keys; files in pieces; the writers' last groups.</summary>
    private const int Format = 1;

    /// <summary>Sessions that lie idle are ended by the server from this version on; without that a frozen process would keep its leases.</summary>
    private const int OldestServer = 14;

    /// <summary>"CELB": of the advisory lock under which the schema is made and changed.</summary>
    private const long Provisioning = 0x43454C42;

    private const string Common = $"""
        CREATE TABLE {Schema}.format (version int NOT NULL);
        CREATE TABLE {Schema}.writer (id uuid PRIMARY KEY, last_group bigint NOT NULL, seen_at timestamptz NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE {Schema}.file (id text COLLATE "C" PRIMARY KEY, written_at timestamptz NOT NULL);
        CREATE TABLE {Schema}.file_piece (id text COLLATE "C", number int, content bytea NOT NULL, PRIMARY KEY (id, number));
        ALTER TABLE {Schema}.file_piece ALTER content SET STORAGE EXTERNAL;
        """;

    /// <summary>Makes what is missing. Several nodes may start at once: one does it, the others find it done.</summary>
    public static async Task Provision(NpgsqlConnection connection, PostgresPlace place, IEnumerable<PostgresTable> tables, CancellationToken cancel)
    {
        if (connection.PostgreSqlVersion.Major < OldestServer)
            throw new StoreUnreadableException($"{place.Name} is PostgreSQL {connection.PostgreSqlVersion}; CellBot needs {OldestServer} or newer.");
        if (await Ask<string>(connection, "SELECT current_setting('server_encoding')", cancel).ConfigureAwait(false) is not "UTF8")
            throw new StoreUnreadableException($"{place.Name} is not a UTF-8 database. Make one with: createdb --encoding UTF8 --template template0 {place.Database}");

        await using var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await Run(connection, $"SELECT pg_advisory_xact_lock({Provisioning})", cancel).ConfigureAwait(false);
        if (await Ask<bool>(connection, $"SELECT to_regclass('{Schema}.format') IS NULL", cancel).ConfigureAwait(false))
        {
            await Run(connection, $"CREATE SCHEMA IF NOT EXISTS {Schema}", cancel).ConfigureAwait(false);
            await Run(connection, $"{Common} INSERT INTO {Schema}.format VALUES ({Format})", cancel).ConfigureAwait(false);
        }

        var format = await Ask<int>(connection, $"SELECT version FROM {Schema}.format", cancel).ConfigureAwait(false);
        if (format > Format)
            throw new StoreTooNewException($"{place.Name} was laid out by a newer release of CellBot (format {format}, this release reads {Format}). Install that release, or restore a backup made before it.");

        var columns = await Columns(connection, cancel).ConfigureAwait(false);
        foreach (var statement in tables.SelectMany(table => table.Provision(columns.GetValueOrDefault("d_" + table.Type.Name))))
            await Run(connection, statement, cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, HashSet<string>>> Columns(NpgsqlConnection connection, CancellationToken cancel)
    {
        var columns = new Dictionary<string, HashSet<string>>();
        await using var command = new NpgsqlCommand(
            $"SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = '{Schema}'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped", connection);
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            var table = rows.GetString(0);
            if (!columns.TryGetValue(table, out var known))
                columns.Add(table, known = []);
            known.Add(rows.GetString(1));
        }

        return columns;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 }; // an index of a large table, or another node that makes one
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    private static async Task<T> Ask<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
    }
}
