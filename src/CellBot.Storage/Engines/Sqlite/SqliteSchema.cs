using System.Globalization;

namespace CellBot.Storage.Engines.Sqlite;

/// <summary>How the file is laid out. <c>application_id</c> says that it is CellBot's, <c>user_version</c> in which format.</summary>
internal static class SqliteSchema
{
    /// <summary>"CELB".</summary>
    private const long ApplicationId = 0x43454C42;

    /// <summary>Format 1: a table for each type with id, version, schema, keys, body.</summary>
    private const long Format = 1;

    public static void Provision(SqliteConnection connection, string path, IEnumerable<SqliteTable> tables)
    {
        connection.Execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8192");
        var application = connection.Number("PRAGMA application_id");
        var isEmpty = connection.Number("SELECT count(*) FROM sqlite_master") == 0;
        if (application != ApplicationId && !isEmpty)
            throw new StoreUnreadableException($"{path} is a database, but not CellBot's. Set Storage:Path to another file.");
        var format = connection.Number("PRAGMA user_version");
        if (format > Format)
            throw new StoreTooNewException($"{path} was laid out by a newer release of CellBot (format {format}, this release reads {Format}). Install that release, or restore a backup made before it.");

        // 2000 pages (8 MB): longer logs made commits wait longer while one is copied back, shorter ones cost more writing.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000");
        connection.Execute("PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON"); // macOS: through the disk's own cache, too
        connection.Execute("PRAGMA journal_size_limit = 67108864"); // a log that grew while a backup was read is cut back to 64 MB
        if (connection.Number("PRAGMA synchronous") != 2)
            throw new InvalidOperationException("SQLite did not take synchronous=FULL.");
        connection.Execute("BEGIN IMMEDIATE");
        foreach (var table in tables)
            table.Provision(connection);
        if (isEmpty)
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Format}"));
        connection.Execute("COMMIT");
    }
}
