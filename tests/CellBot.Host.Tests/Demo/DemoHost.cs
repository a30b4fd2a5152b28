using CellBot.Host.Clock;
using CellBot.Storage;
using CellBot.Storage.Records;

namespace CellBot.Host.Tests.Demo;

/// <summary>A host as it starts without any settings, but for a directory and a port of its own; its clock begins on Friday 20/11/2026 at nine.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 11, 20, 9, 0, 0, TimeSpan.FromHours(7));

    private readonly Dictionary<string, string?> settings = [];
    private CellBotHost? host;
    private HttpClient? browser;

    public DemoHost()
    {
        Set("Storage:Path", Path);
        Set("Web:Urls", "http://127.0.0.1:0");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("cellbot-demo-").FullName;
    public string Path => System.IO.Path.Combine(Folder, "demo.db");
    public CellBotHost Host => host ?? throw new InvalidOperationException("The host does not run.");
    public HttpClient Browser => browser ?? throw new InvalidOperationException("The host does not run.");
    public DemoClock Clock { get; private set; } = null!;

    /// <summary>False: the clock as the program itself would start it.</summary>
    public bool HasOwnClock { get; init; } = true;

    public void Set(string setting, string? value) => settings[setting] = value;

    public static async Task<DemoHost> Started()
    {
        var demo = new DemoHost();
        await demo.Start();
        return demo;
    }

    public async Task Start()
    {
        host = await CellBotHost.Create([], new HostParts { Settings = settings, Time = HasOwnClock ? new DemoClock(Morning) : null });
        Clock = (DemoClock)host.Services.GetService(typeof(TimeProvider))!;
        await host.Start();
        browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(host.Urls.First()) };
    }

    public async Task Stop()
    {
        browser?.Dispose();
        if (host is null) return;
        await host.Stop();
        await host.DisposeAsync();
        host = null;
    }

    public async Task<IReadOnlyList<T>> All<T>() where T : Domain.Records.Record => await Host.Store.All<T>().ToListAsync();

    /// <summary>The store while the host does not run.</summary>
    public Task<Store> OpenStore() => Store.OpenSqlite(Path, null, RecordTypes.Catalog, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(Folder, recursive: true);
    }
}
