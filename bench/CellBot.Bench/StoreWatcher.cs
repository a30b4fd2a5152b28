using SQLitePCL;

namespace CellBot.Bench;

/// <summary>Looks into a running host's store from outside, reading only.</summary>
internal sealed class StoreWatcher : IDisposable
{
    private readonly sqlite3 database;

    public StoreWatcher(string path)
    {
        Batteries_V2.Init();
        if (raw.sqlite3_open_v2(path, out database, raw.SQLITE_OPEN_READONLY, null) != raw.SQLITE_OK) throw new InvalidOperationException($"Cannot open {path}.");
    }

    /// <summary>Whether this campaign spread is still to be finished.</summary>
    public bool IsOpen(string spread)
    {
        if (raw.sqlite3_prepare_v2(database, "SELECT 1 FROM d_campaign_spread WHERE id = ?1 AND k_open IS NOT NULL", out var ask) != raw.SQLITE_OK) throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
        using (ask)
        {
            raw.sqlite3_bind_text(ask, 1, spread);
            return raw.sqlite3_step(ask) == raw.SQLITE_ROW;
        }
    }

    public void Dispose() => database.Dispose();
}
