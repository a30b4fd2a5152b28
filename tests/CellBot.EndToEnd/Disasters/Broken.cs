using CellBot.EndToEnd.Telegram;
using SQLitePCL;

namespace CellBot.EndToEnd.Disasters;

internal static class Broken
{
    /// <summary>The program ends at once, not with success, and says why in one sentence and no stack trace.</summary>
    public static async Task StartIsRefused(TelegramTown town, string why)
    {
        var start = await Assert.ThrowsAsync<InvalidOperationException>(town.Host.Start);
        Assert.Contains("ended with 1:", start.Message, StringComparison.Ordinal);
        Assert.Contains(why, start.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", start.Message, StringComparison.Ordinal);
    }

    /// <summary>Overwrites one page of the file, as a dying disk does.</summary>
    /// <param name="page">From 1.</param>
    public static void Page(string database, int page)
    {
        using var file = new FileStream(database, FileMode.Open, FileAccess.Write);
        var garbage = new byte[4096];
        new Random(page).NextBytes(garbage);
        file.Position = (page - 1) * 4096L;
        file.Write(garbage);
        file.Flush(flushToDisk: true);
    }

    /// <summary>The first page of a table; everything in it is found from there.</summary>
    public static int RootPageOf(string database, string table)
    {
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open_v2(database, out var db, raw.SQLITE_OPEN_READWRITE, null));
        using (db)
        {
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)"));
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(db, $"SELECT rootpage FROM sqlite_master WHERE name = '{table}'", out var statement));
            using (statement)
            {
                Assert.Equal(raw.SQLITE_ROW, raw.sqlite3_step(statement));
                return raw.sqlite3_column_int(statement, 0);
            }
        }
    }
}
