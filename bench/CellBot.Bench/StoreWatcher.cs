using CellBot.Domain.Obligations;
using CellBot.Storage.Records;
using SQLitePCL;

namespace CellBot.Bench;

/// <summary>Looks into a running host's store from outside, reading only.</summary>
internal abstract class StoreWatcher : IAsyncDisposable
{
    /// <summary>Whether this campaign spread is still to be finished.</summary>
    public abstract ValueTask<bool> IsOpen(string spread);

    public abstract ValueTask DisposeAsync();

    /// <summary>The file belongs to the host: it is read past the store.</summary>
    public sealed class OfFile : StoreWatcher
    {
        private readonly sqlite3 database;

        public OfFile(string path)
        {
            Batteries_V2.Init();
            if (raw.sqlite3_open_v2(path, out database, raw.SQLITE_OPEN_READONLY, null) != raw.SQLITE_OK) throw new InvalidOperationException($"Cannot open {path}.");
        }

        public override ValueTask<bool> IsOpen(string spread)
        {
            if (raw.sqlite3_prepare_v2(database, "SELECT 1 FROM d_campaign_spread WHERE id = ?1 AND k_open IS NOT NULL", out var ask) != raw.SQLITE_OK) throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
            using (ask)
            {
                raw.sqlite3_bind_text(ask, 1, spread);
                return new(raw.sqlite3_step(ask) == raw.SQLITE_ROW);
            }
        }

        public override ValueTask DisposeAsync()
        {
            database.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A server has room for another reader.</summary>
    public sealed class OfServer(Store store) : StoreWatcher
    {
        public override async ValueTask<bool> IsOpen(string spread) => await store.Open().Get<CampaignSpread>(spread) is { IsDone: false };

        public override ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
