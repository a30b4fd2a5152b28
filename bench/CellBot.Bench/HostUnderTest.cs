using System.Diagnostics;
using CellBot.Storage;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Records;
using CellBot.Testing.Telegram;

namespace CellBot.Bench;

/// <summary>The real host in a process of its own, on a store made before, talking to the fake in this process.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cellbot-bench-").FullName;
    private Process? process;

    private string KeyFile => Path.Combine(folder, "bench.key");

    public FakeBotApi Api { get; } = FakeBotApi.Start(new FakeBotApiOptions { ValidateRequests = false, RecordTranscripts = false });

    public FakeBot Bot => Api.Bot;

    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Connection string of an empty database; null: SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>Fills the store before the host opens it, or looks at it afterwards.</summary>
    public async Task Seed(Func<Store, Task> seed)
    {
        await using var store = await OpenStore();
        await seed(store);
    }

    private Task<Store> OpenStore() => Postgres is null
        ? Store.OpenSqlite(Path.Combine(folder, "bench.db"), null, RecordTypes.Catalog, TimeProvider.System)
        : Store.OpenPostgres(PostgresPlace.Read(Postgres), KeyFile, RecordTypes.Catalog, TimeProvider.System);

    /// <summary>The program of this build, or the one that <c>CELLBOT_BENCH_HOST</c> names: as <c>dotnet publish</c> makes it.</summary>
    public void Start()
    {
        var program = Environment.GetEnvironmentVariable("CELLBOT_BENCH_HOST") ?? Path.Combine(AppContext.BaseDirectory, "cellbot.dll");
        var isAssembly = program.EndsWith(".dll", StringComparison.Ordinal); // else it brings its own runtime
        var start = new ProcessStartInfo(isAssembly ? "dotnet" : program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (isAssembly)
            start.ArgumentList.Add(program);
        start.Environment["Storage__Path"] = Path.Combine(folder, "bench.db");
        start.Environment["Telegram__Token"] = Api.Token;
        start.Environment["Telegram__ApiBaseUrl"] = Api.BaseUrl;
        start.Environment["Web__Urls"] = "http://127.0.0.1:0";
        start.Environment["Demo__Enabled"] = "false";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (Postgres is not null)
            (start.Environment["Storage__Engine"], start.Environment["Storage__ConnectionString"], start.Environment["Storage__KeyFile"]) = ("Postgres", Postgres, KeyFile);
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine("  host: " + line.Data); };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine("  host: " + line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Task WaitUntilReady() => Bot.WaitUntilPolled(TimeSpan.FromSeconds(60));

    /// <summary>CPU time of the host so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory of the host now, in MB.</summary>
    public long Megabytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64 / (1024 * 1024);
        }
    }

    public async Task<StoreWatcher> WatchStore() => Postgres is null ? new StoreWatcher.OfFile(Path.Combine(folder, "bench.db")) : new StoreWatcher.OfServer(await OpenStore());

    /// <summary>Ends the host; its store can be looked at then.</summary>
    public async Task Stop()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        process?.Dispose();
        await Api.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
