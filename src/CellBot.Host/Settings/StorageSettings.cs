namespace CellBot.Host.Settings;

public enum StorageEngine { Sqlite, LiteDb, Postgres }

/// <summary>Section <c>Storage</c>: where the data is.</summary>
public sealed class StorageSettings
{
    public StorageEngine Engine { get; set; } = StorageEngine.Sqlite;

    /// <summary>The database file of an embedded engine; made if there is none.</summary>
    public string Path { get; set; } = "cellbot.db";

    /// <summary>The key file; null: <c>name.key</c> beside the database, made at first start.</summary>
    public string? KeyFile { get; set; }

    /// <summary>For PostgreSQL.</summary>
    public string? ConnectionString { get; set; }

    internal void Validate()
    {
        if (Engine is StorageEngine.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
            throw new SettingException("Storage:ConnectionString", "is empty, and Storage:Engine is Postgres. Give it, such as Host=…;Database=…;Username=….");
        if (Engine is not StorageEngine.Postgres && string.IsNullOrWhiteSpace(Path))
            throw new SettingException("Storage:Path", "is empty. Name the database file, such as /var/lib/cellbot/cellbot.db.");
        if (Engine is StorageEngine.Postgres && string.IsNullOrWhiteSpace(KeyFile))
            throw new SettingException("Storage:KeyFile", "is empty. With PostgreSQL every node needs the same key file; name it.");
    }
}
