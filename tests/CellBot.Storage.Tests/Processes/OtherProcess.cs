using System.Diagnostics;
using CellBot.Storage.Encryption;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Engines.Sqlite;
using CellBot.Storage.Records;
using CellBot.Storage.Tests.Records;
using CellBot.Testing.Disks;

namespace CellBot.Storage.Tests.Processes;

/// <summary>
/// A process of its own on a store, to be killed: this test assembly started as a program. Its writers commit without end, and each commit that was
/// acknowledged is printed as "writer number".
/// </summary>
internal sealed class OtherProcess : IDisposable
{
    public const int Writers = 8;

    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>A store in a file, which either program opens in the same way.</summary>
    /// <param name="engine">"Sqlite", or "LiteDb" in a build that has it.</param>
    public static Task<Store> Open(string engine, string databasePath)
    {
        var catalog = Samples.Catalog();
        IDocumentEngine opened = engine == "LiteDb"
            ? LiteDbBuild.Open(databasePath, catalog.Documents, TimeProvider.System) ?? throw new ArgumentException("LiteDB is not in this build.")
            : SqliteEngine.Open(databasePath, catalog.Documents, TimeProvider.System);
        return Store.Start(opened, catalog, StoreKey.DefaultPath(databasePath), TimeProvider.System);
    }

    /// <param name="disk">Null: the machine's own.</param>
    public static OtherProcess Start(string engine, string databasePath, int firstNumber, DiskPlan? disk = null) => Start([engine, databasePath, $"{firstNumber}"], disk);

    /// <summary>A process that counts up one shared record in a PostgreSQL database, then prints "counted" and ends.</summary>
    public static OtherProcess StartCounting(string connectionString, string keyFile, int times) => Start(["count", connectionString, keyFile, $"{times}"], null);

    private static OtherProcess Start(string[] arguments, DiskPlan? disk)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", typeof(OtherProcess).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        if (disk is not null)
            start.Environment[DiskPlan.Variable] = disk.ToString();
        return new OtherProcess(Process.Start(start)!);
    }

    /// <summary>The program.</summary>
    public static async Task<int> Run(string[] args)
    {
        if (args is ["count", var connectionString, var keyFile, var times])
        {
            await using var shared = await Store.OpenPostgres(PostgresPlace.Read(connectionString), keyFile, Samples.Catalog(), TimeProvider.System);
            Console.WriteLine("open");
            await Count(shared, int.Parse(times));
            Console.WriteLine("counted");
            return 0;
        }

        if (DiskPlan.FromEnvironment() is { } disk)
            FragileDisk.Mount(disk);
        await using var store = await Open(args[0], args[1]);
        Console.WriteLine("open");
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = int.Parse(args[2]); ; number++)
            {
                var session = store.Open();
                await session.Get<Chat>($"chat/{writer}");
                session.Put(new Chat($"chat/{writer}", $"member/{writer}", $"{number}"));
                session.Put(new Letter($"letter/{writer}/{number:000000}", $"member/{writer}", new string('đ', 300)));
                session.Put(new Duty($"duty/{writer}/{number:000000}", $"member/{writer}"));
                if (await session.Commit() is CommitResult.Committed)
                    Console.WriteLine($"{writer} {number}");
            }
        })));
        return 0;
    }

    /// <summary>Counts one record up, four at once; who meets another's commit counts again.</summary>
    /// <returns>How many conflicts there were.</returns>
    public static async Task<int> Count(Store store, int times)
    {
        var conflicts = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, times), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, cancel) =>
        {
            while (true)
            {
                var session = store.Open(cancel);
                var sum = await session.Get<Chat>("sum");
                session.Put(new Chat("sum", "member/1", $"{int.Parse(sum?.Last ?? "0") + 1}"));
                if (await session.Commit() is CommitResult.Committed)
                    return;
                Interlocked.Increment(ref conflicts);
            }
        });
        return conflicts;
    }

    /// <summary>kill -9, whatever it is doing.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}
