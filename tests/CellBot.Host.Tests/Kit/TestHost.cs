using CellBot.Dialogs.Engine;
using CellBot.Domain.Delivery;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Host.Clock;
using CellBot.Host.Sending;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CellBot.Host.Tests.Kit;

/// <summary>The real host on a temporary file, talking to the fake Bot API over loopback.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cellbot-host-").FullName;
    private readonly Dictionary<string, string?> settings = [];
    private CellBotHost? host;

    public FakeBotApi Api { get; private init; } = null!;
    public FakeBot Bot => Api.Bot;
    public DemoClock Clock { get; private init; } = new();
    public LogLines Log { get; } = new();

    /// <summary>Of what is logged, from the next start on.</summary>
    public LogLevel LowestLevel { get; set; } = LogLevel.Information;
    public DialogCatalog Catalog { get; init; } = SmallTalk.Catalog;
    public Action<IServiceCollection>? Services { get; init; }
    public CellBotHost Host => host ?? throw new InvalidOperationException("The host does not run.");
    public Store Store => Host.Store;
    public string DatabasePath => Path.Combine(folder, "host.db");

    /// <summary>A host that is not started yet.</summary>
    /// <param name="oneClock">Telegram lives by the host's clock, which a test moves; else by the real one.</param>
    public static TestHost New(DialogCatalog? catalog = null, Action<IServiceCollection>? services = null, bool oneClock = false)
    {
        var clock = new DemoClock();
        var test = new TestHost { Api = FakeBotApi.Start(new FakeBotApiOptions { Clock = oneClock ? clock : TimeProvider.System }), Clock = clock, Catalog = catalog ?? SmallTalk.Catalog, Services = services };
        test.Set("Telegram:Token", test.Api.Token);
        test.Set("Telegram:ApiBaseUrl", test.Api.BaseUrl);
        test.Set("Storage:Path", test.DatabasePath);
        test.Set("Web:Urls", "http://127.0.0.1:0");
        return test;
    }

    public static async Task<TestHost> Started(DialogCatalog? catalog = null)
    {
        var test = New(catalog);
        await test.Start();
        return test;
    }

    public void Set(string setting, string? value) => settings[setting] = value;

    public async Task Start()
    {
        host = await CellBotHost.Create([], new HostParts
        {
            Settings = settings, Time = Clock, Catalog = Catalog,
            Services = services =>
            {
                services.AddLogging(logging => logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LowestLevel));
                Services?.Invoke(services);
            },
        });
        await host.Start();
    }

    public async Task Stop()
    {
        await Host.Stop();
        await Host.DisposeAsync();
        host = null;
    }

    /// <summary>The store while the host does not run.</summary>
    public Task<Store> OpenStore() => Store.OpenSqlite(DatabasePath, null, RecordTypes.Catalog, Clock);

    public Task Write(Action<IDesk> write) => Write(Store, write);

    public static async Task Write(Store store, Action<IDesk> write)
    {
        var session = store.Open();
        write(session);
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    /// <summary>Commits messages that nobody asked for, as an outcome or a tick would.</summary>
    public async Task Post(params IEnumerable<OutboxMessage> rows)
    {
        var session = Store.Open();
        foreach (var row in rows)
            session.Put(row);
        Assert.IsType<CommitResult.Committed>(await session.Commit());
        Host.Services.GetRequiredService<Outbox>().Committed(session);
    }

    /// <summary>A message that nobody asked for.</summary>
    public OutboxMessage Row(string id, FakeUser user, string text, Lane lane = Lane.Bulk, string? person = null) => new(id)
    {
        AccountId = AccountOf(user), ParticipantId = person, Lane = lane, Text = text, CreatedAt = Clock.GetUtcNow(),
    };

    public async Task<T?> Read<T>(string id) where T : Domain.Records.Record => await Store.Open().Get<T>(id);

    /// <summary>Waits until something holds, looking each time the clock's real 10 ms have passed; for what nobody announces.</summary>
    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(patience) > TimeSpan.FromSeconds(15))
                throw new TimeoutException($"It never came: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    public Task UntilRow(string id, OutboxState state) =>
        Until(async () => await Read<OutboxMessage>(id) is { } row && row.State == state, $"{id} {state}");

    /// <summary>Links a person who has agreed to a Telegram user.</summary>
    public Task Link(FakeUser user, string personId, string bot = "0") => Link(Store, user, personId, bot);

    public static async Task Link(Store store, FakeUser user, string personId, string bot = "0")
    {
        var isFirst = await store.Open().Get<OrgUnit>("c1") is null;
        await Write(store, desk => Link(desk, user, personId, bot, isFirst));
    }

    public static void Link(IDesk desk, FakeUser user, string personId, string bot = "0", bool isFirst = true)
    {
        var account = AccountOf(user, bot);
        if (isFirst)
            desk.Put(new OrgUnit("c1") { Name = "Chi bộ 1", Type = OrgUnitType.Cell });
        desk.Put(new Affiliation(Affiliation.IdOf("c1", personId)) { UnitId = "c1", ParticipantId = personId });
        desk.Put(new Participant(personId) { FullName = user.Name, CellId = "c1", Consent = new Consent { NoticeVersion = 1, AccountId = account, GivenAt = DateTimeOffset.UnixEpoch } });
        desk.Put(new ChannelAccount(account) { ParticipantId = personId });
    }

    public static string AccountOf(FakeUser user, string bot = "0") => $"telegram/{bot}/{user.Id}";

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await Stop();
        await Api.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Assert.Empty(Api.Violations); // whatever a test is about, no request breaks the specification
    }
}
