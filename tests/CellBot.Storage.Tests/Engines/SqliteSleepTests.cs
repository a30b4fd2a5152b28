using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CellBot.Storage.Engines.Sqlite;

namespace CellBot.Storage.Tests.Engines;

public sealed class SqliteSleepTests
{
    [Fact]
    public void SQLite_waits_as_long_as_it_asks_and_does_not_round_up_to_a_second()
    {
        RuntimeHelpers.RunClassConstructor(typeof(SqliteConnection).TypeHandle);
        Assert.Equal(2, Sleep(2)); // says how long it waited, in milliseconds: 1,000 in a library built without usleep
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_sleep")]
    private static extern int Sleep(int milliseconds);
}
