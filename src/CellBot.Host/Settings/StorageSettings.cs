using CellBot.Storage.Encryption;
using CellBot.Storage.Engines.Postgres;

namespace CellBot.Host.Settings;

public enum StorageEngine { Sqlite, LiteDb, Postgres }

/// <summary>Section <c>Storage</c>: where the data is.</summary>
public sealed class StorageSettings
{
    public StorageEngine Engine { get; set; } = StorageEngine.Sqlite;

    /// <summary>The database file of an embedded engine; made if there is none.</summary>
    public string Path { get; set; } = "cellbot.db";

    /// <summary>The key file; null: <c>name.key</c> beside the database, made at first start. PostgreSQL needs one: every node a copy of the same.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Where the key file is, set or not.</summary>
    internal string KeyFilePath => string.IsNullOrWhiteSpace(KeyFile) ? StoreKey.DefaultPath(Path) : KeyFile;

    /// <summary>For PostgreSQL 14 or newer, as Npgsql reads it; several hosts separated by "," are tried for the one that takes writes. Never through a pooler.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>With less room on the disk of an embedded database the operator is warned, 0–1000000; 0: never.</summary>
    public int WarnBelowMegabytes { get; set; } = 500;

    /// <summary>The data is a file of this machine, and one process at a time has it.</summary>
    internal bool IsEmbedded => Engine is not StorageEngine.Postgres;

    /// <summary>The same, but in this file: what <c>--store</c> names is an embedded database.</summary>
    internal StorageSettings InFile(string path) => IsEmbedded
        ? new StorageSettings { Engine = Engine, Path = path, KeyFile = KeyFile }
        : new StorageSettings { Path = path };

    /// <exception cref="SettingException">The connection string cannot be read.</exception>
    internal PostgresPlace Postgres()
    {
        try
        {
            return PostgresPlace.Read(ConnectionString!);
        }
        catch (FormatException unreadable)
        {
            throw new SettingException("Storage:ConnectionString", unreadable.Message);
        }
    }

    internal void Validate()
    {
        if (Engine is StorageEngine.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
            throw new SettingException("Storage:ConnectionString", "is empty, and Storage:Engine is Postgres. Give it, such as Host=…;Database=…;Username=…;Password=….");
        if (Engine is not StorageEngine.Postgres && string.IsNullOrWhiteSpace(Path))
            throw new SettingException("Storage:Path", "is empty. Name the database file, such as /var/lib/cellbot/cellbot.db.");
        if (WarnBelowMegabytes is < 0 or > 1_000_000)
            throw new SettingException("Storage:WarnBelowMegabytes", $"is {WarnBelowMegabytes}. Give a number from 0 to 1000000.");
        if (Engine is StorageEngine.Postgres && string.IsNullOrWhiteSpace(KeyFile))
            throw new SettingException("Storage:KeyFile", "is empty. With PostgreSQL every node needs a copy of the same key file; name it, such as /etc/cellbot/cellbot.key. The first node makes it.");
        if (Engine is StorageEngine.Postgres)
            Postgres();
    }
}
