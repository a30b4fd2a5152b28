using CellBot.Dialogs;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Host.Backups;
using CellBot.Host.Channels;
using CellBot.Host.Channels.Files;
using CellBot.Host.Channels.Telegram;
using CellBot.Host.Channels.Webhooks;
using CellBot.Host.Channels.Zalo;
using CellBot.Host.Clock;
using CellBot.Host.Commands;
using CellBot.Host.Demo;
using CellBot.Host.Health;
using CellBot.Host.Links;
using CellBot.Host.Operators;
using CellBot.Host.Papers;
using CellBot.Host.People;
using CellBot.Host.Restored;
using CellBot.Host.Sending;
using CellBot.Host.Settings;
using CellBot.Host.Turns;
using CellBot.Host.Upgrades;
using CellBot.Host.Web;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Engines.Sqlite;
using CellBot.Storage.Records;

namespace CellBot.Host;

/// <summary>What may be put in another's place when a host is made: by tests, by the demo.</summary>
public sealed record HostParts
{
    /// <summary>Settings that win over files, environment and arguments.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Null: the real time. A <see cref="DemoClock"/> makes what is due come at once when it is moved.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Null: the product's.</summary>
    public DialogCatalog? Catalog { get; init; }

    /// <summary>Null: the product's. Another release's, to run it beside this one.</summary>
    public RecordCatalog? Records { get; init; }

    /// <summary>Further services, such as another channel.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}

/// <summary>The whole of CellBot in one process: store, channels, clock, pages. Made ready by <see cref="Create"/>, running after <see cref="Start"/>.</summary>
public sealed class CellBotHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private CellBotHost(WebApplication app, Store store) => (this.app, Store) = (app, store);

    public Store Store { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Where the pages are served, once it runs.</summary>
    public IReadOnlyCollection<string> Urls => [.. app.Urls];

    /// <summary>Reads and checks the settings, opens the store, and wires everything.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    /// <exception cref="StoreException">The store cannot be opened.</exception>
    public static async Task<CellBotHost> Create(string[] args, HostParts? parts = null)
    {
        parts ??= new HostParts();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(parts.Settings);
        var settings = HostSettings.Read(builder.Configuration);
        DemoSetup.Apply(settings, builder.Configuration);
        var time = parts.Time ?? (settings.Demo.Enabled && !settings.Clock.Movable ? DemoHands.Start(settings.Storage.Path) : settings.Clock.NewTime());
        // Addresses carry what opens them: they are in no log, whatever its settings.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
        builder.WebHost.UseUrls(settings.Web.Urls);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        var store = await OpenStore(settings.Storage, parts.Records ?? RecordTypes.Catalog, time, default);
        try
        {
            if (settings.Demo.Enabled)
                await DemoCell.Settle(store, time);
            Wire(builder.Services, settings, store, time, parts);
            var app = builder.Build();
            app.MapHealth(); // further pages are mapped here, a line for each
            WebhookEndpoint.Map(app);
            if (settings.Web.PublicUrl is not null)
            {
                app.UseRateLimiter();
                app.MapDownloads();
                app.MapUploads();
            }

            if (settings.Clock.Movable && time is DemoClock movable)
                app.MapClock(movable);
            if (settings.Demo.Enabled)
                app.MapWebChat();
            return new CellBotHost(app, store);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the store that the settings name; whoever opens it closes it.</summary>
    public static Task<Store> OpenStore(StorageSettings settings, TimeProvider time, CancellationToken cancel = default) => OpenStore(settings, RecordTypes.Catalog, time, cancel);

    /// <summary>Opens the database that the settings name, whatever is in it.</summary>
    public static Task<IDocumentEngine> OpenEngine(StorageSettings settings, TimeProvider time, CancellationToken cancel = default) => OpenEngine(settings, RecordTypes.Catalog, time, cancel);

    private static async Task<Store> OpenStore(StorageSettings settings, RecordCatalog records, TimeProvider time, CancellationToken cancel) =>
        await Store.Start(await OpenEngine(settings, records, time, cancel), records, settings.KeyFilePath, time, cancel);

    private static async Task<IDocumentEngine> OpenEngine(StorageSettings settings, RecordCatalog records, TimeProvider time, CancellationToken cancel) => settings.Engine switch
    {
        StorageEngine.Sqlite => SqliteEngine.Open(settings.Path, records.Documents, time),
        StorageEngine.Postgres => await PostgresEngine.Open(settings.Postgres(), records.Documents, time, cancel),
        StorageEngine.LiteDb => LiteDbBuild.Open(settings.Path, records.Documents, time)
            ?? throw new SettingException("Storage:Engine", "LiteDb is not in this build. Set it to Sqlite, or build with -p:LiteDb=true."),
        _ => throw new SettingException("Storage:Engine", $"is {settings.Engine}, which is no engine. Set it to Sqlite, Postgres or LiteDb."),
    };

    public async Task Start(CancellationToken cancel = default)
    {
        if (Services.GetRequiredService<TimeProvider>() is DemoClock demo)
            demo.Moved += SettleWhatIsDue;
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException taken)
        {
            throw new SettingException("Web:Urls", $"cannot be served: {taken.Message} Stop what uses it, or set another address.");
        }
    }

    /// <summary>Ends intake, gives sends in flight ten seconds, writes their outcomes.</summary>
    public async Task Stop(CancellationToken cancel = default)
    {
        if (Services.GetRequiredService<TimeProvider>() is DemoClock demo)
            demo.Moved -= SettleWhatIsDue;
        await app.StopAsync(cancel);
    }

    /// <summary>Runs until the process is asked to stop.</summary>
    /// <exception cref="StoreTooNewException">It stopped by itself: a newer release has written what this one cannot read.</exception>
    public async Task Run()
    {
        await Start();
        await app.WaitForShutdownAsync();
        if (Store.Outgrown.IsCompleted)
            throw await Store.Outgrown;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Store.DisposeAsync();
    }

    private void SettleWhatIsDue() => _ = Services.GetRequiredService<DueTicks>().Run(CancellationToken.None);

    private static void Wire(IServiceCollection services, HostSettings settings, Store store, TimeProvider time, HostParts parts)
    {
        services.AddSingleton(settings).AddSingleton(settings.Storage).AddSingleton(settings.Telegram).AddSingleton(settings.Web).AddSingleton(settings.Demo).AddSingleton(settings.Backup);
        services.AddSingleton(store).AddSingleton(time).AddSingleton<CellClock>();
        services.AddSingleton(parts.Catalog ?? Product.Catalog).AddSingleton(Phrasebook.Vietnamese).AddSingleton<Router>();
        services.AddSingleton<HealthBoard>().AddSingleton<Backlog>().AddSingleton<SharedBacklog>().AddSingleton<Outbox>().AddSingleton<OutcomeWriter>().AddSingleton<TurnRunner>();
        services.AddSingleton<DueTicks>().AddSingleton<AuditSealing>().AddSingleton<Sweeps>().AddSingleton<NightlyBackup>().AddSingleton<OperatorNews>().AddSingleton<SecretaryNews>().AddSingleton<WebhookEndpoint>();
        services.AddSingleton(store.Attachments).AddSingleton<PaperPress>().AddSingleton(provider => provider.GetRequiredService<PaperPress>().Tick);
        services.AddSingleton<FileIntake>().AddSingleton<FileLinks>().AddSingleton<UploadIntake>().AddSingleton<UploadPieces>().AddLinkLimits().AddSingleton<IChannelGuide, ChannelGuide>();
        services.AddTelegram(settings.Telegram);
        services.AddZalo(settings.Zalo);
        if (settings.Demo.Enabled)
            services.AddWebChat((DemoClock)time, settings.Storage.Path);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ChannelHost.StopPatience + TimeSpan.FromSeconds(10));
        parts.Services?.Invoke(services);

        // Stopped in the opposite order: first the clock, then the channels.
        services.AddHostedService<ReleaseWatch>();
        services.AddSingleton<Mute>().AddHostedService(provider => provider.GetRequiredService<Mute>());
        services.AddHostedService<ChannelHost>();
        services.AddHostedService<Watch>();
        services.AddJobs(time, settings.Storage);
        if (settings.Storage.IsEmbedded) // a command opens a database server by itself
            services.AddHostedService(provider => new CommandSocket(settings.Storage.Path,
            (files, output, error) => new CommandScene(store, time, files, output, error, cancel => TelegramBotName.Ask(settings.Telegram, cancel)),
            TimeProvider.System, provider.GetRequiredService<ILogger<CommandSocket>>()));
    }
}
