using System.Diagnostics;
using System.Globalization;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.EndToEnd.Processes;
using CellBot.Host.Channels.Webhooks;
using CellBot.Host.Clock;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Engines.Postgres;
using CellBot.Storage.Records;
using CellBot.Testing.Databases;
using CellBot.Testing.Telegram;
using CellBot.Testing.Towns;

namespace CellBot.EndToEnd.Cluster;

/// <summary>Several real hosts on one real PostgreSQL, one bot of the fake Telegram, and one cell: its people are linked, and owe this year's pledge.</summary>
internal sealed class ClusterTown : IAsyncDisposable
{
    public const long FirstUser = 5_000_000;
    public const string Bot = "telegram/0";

    private const string Unit = "u-cum";

    private readonly PostgresServer server;
    private readonly string database;
    private readonly bool byWebhook;
    private readonly string keys = Directory.CreateTempSubdirectory("cellbot-keys-").FullName;

    private ClusterTown(PostgresServer server, string database, int nodes, bool byWebhook, IEnumerable<(string Setting, string Value)> more)
    {
        (this.server, this.database, this.byWebhook) = (server, database, byWebhook);
        Nodes = [.. Enumerable.Range(0, nodes).Select(_ => NewNode(more))];
    }

    public FakeBotApi Api { get; } = FakeBotApi.Start();

    public List<HostProcess> Nodes { get; }

    public PostgresServer Server => server;

    public PledgeCampaign Campaign { get; } = NewCampaign();

    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow().ToOffset(CellClock.Offset);

    /// <param name="byWebhook">Telegram delivers; to which node, <see cref="DeliverTo"/> says.</param>
    /// <param name="more">Settings of every node.</param>
    public static async Task<ClusterTown> Build(int nodes, PostgresServer? server = null, bool byWebhook = false, params IEnumerable<(string Setting, string Value)> more)
    {
        server ??= await PostgresServer.Shared;
        return new ClusterTown(server, await server.NewDatabase(), nodes, byWebhook, more);
    }

    public Task<T?> Ask<T>(string sql) => server.Ask<T>(sql, database);

    public HostProcess NewNode(params IEnumerable<(string Setting, string Value)> more) => HostProcess.NewNode(
    [
        ("Storage:Engine", "Postgres"), ("Storage:ConnectionString", database), ("Storage:KeyFile", Path.Combine(keys, "cellbot.key")),
        ("Telegram:Token", Api.Token), ("Telegram:ApiBaseUrl", Api.BaseUrl), ("Telegram:MessagesPerSecond", "1000"),
        .. byWebhook ? [("Telegram:Mode", "Webhook"), ("Web:PublicUrl", "https://cellbot.example.vn")] : Array.Empty<(string, string)>(), .. more,
    ]);

    public Task<Store> OpenStore(RecordCatalog? records = null) => Store.OpenPostgres(PostgresPlace.Read(database), Path.Combine(keys, "cellbot.key"), records ?? RecordTypes.Catalog, TimeProvider.System);

    /// <summary>As the balancer before the nodes does: from now on Telegram's updates arrive at this one.</summary>
    public void DeliverTo(HostProcess node) => Api.Bot.Detour = new Uri(node.Url, WebhookAddress.PathOf(Bot));

    /// <summary>The owner of the bot's lease has told Telegram where to deliver.</summary>
    public async Task WebhookIsSet()
    {
        var since = Stopwatch.GetTimestamp();
        while (Api.Bot.WebhookUrl is null)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < HostProcess.Patience, "No node has set the webhook.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>The node that serves the bot: the one that said so last. A frozen one may still believe it.</summary>
    public HostProcess Owner => Nodes.Where(node => node.IsRunning).MaxBy(EpochOf)!;

    public async Task Start()
    {
        foreach (var node in Nodes)
            node.Launch();
        foreach (var node in Nodes)
            await node.WaitUntilUp();
        await (byWebhook ? WebhookIsSet() : Api.Bot.WaitUntilPolled(HostProcess.Patience));
    }

    public static string PersonOf(int number) => $"p-{number:D5}";

    public static string AccountOf(int number) => $"{Bot}/{FirstUser + number}";

    /// <summary>The cell, its campaign and these people.</summary>
    public async Task Settle(int people)
    {
        await using var store = await OpenStore();
        await Write(store, session =>
        {
            session.Put(new OrgUnit(Unit) { Name = "Chi bộ Cụm", Type = OrgUnitType.Cell, Settings = new CellSettings { Venue = "Nhà văn hóa", QuietFrom = Hour(11), QuietTo = Hour(12) } });
            session.Put(Campaign);
        });
        for (var first = 0; first < people; first += 250)
            await Write(store, session =>
            {
                for (var number = first; number < Math.Min(first + 250, people); number++)
                    Settle(session, number);
            });
    }

    /// <summary>Reminds these people of their pledge at these times, as if the ladder had planned it so.</summary>
    public async Task Remind(IReadOnlyDictionary<int, DateTimeOffset> people)
    {
        await using var store = await OpenStore();
        await Write(store, session =>
        {
            foreach (var (number, at) in people)
            {
                var duty = Obligation.IdOf(Campaign.Id, PersonOf(number));
                session.Put(new Reminder(Reminder.IdOf(PersonOf(number), Stage.R3, duty, 1)) { PersonId = PersonOf(number), Stage = Stage.R3, ObjectId = duty, Version = 1, DueAt = at });
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Api.DisposeAsync();
        await server.Drop(database);
        Directory.Delete(keys, recursive: true);
    }

    public static async Task Write(Store store, Action<Session> write)
    {
        var session = store.Open();
        write(session);
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    private void Settle(Session session, int number)
    {
        var id = PersonOf(number);
        session.Put(new Participant(id) { FullName = $"Nguyễn Văn Người {number}", CellId = Unit, Consent = new Consent { NoticeVersion = 1, GivenAt = Now.AddDays(-20), AccountId = AccountOf(number) } });
        session.Put(new Affiliation(Affiliation.IdOf(Unit, id)) { UnitId = Unit, ParticipantId = id, Number = number + 1, From = new DateOnly(2020, 1, 1) });
        session.Put(new ChannelAccount(AccountOf(number)) { ParticipantId = id, LinkedAt = Now.AddDays(-20) });
        session.Put(new Obligation(Obligation.IdOf(Campaign.Id, id))
        {
            Kind = ObligationKind.Pledge, OwnerId = id, UnitId = Unit, SourceId = Campaign.Id, RootId = Unit, Item = $"bản đăng ký năm {Campaign.Year}", OpensAt = Campaign.OpensAt, DueAt = Campaign.ClosesAt,
        });
    }

    private static PledgeCampaign NewCampaign()
    {
        var now = Now;
        return TownCell.Pledges(now.Year) with
        {
            Id = PledgeCampaign.IdOf(Unit, now.Year, PledgeKind.Pledge), UnitId = Unit, OpensAt = now.AddDays(-10), ClosesAt = new DateTimeOffset(now.Date.AddDays(4).AddSeconds(-1), now.Offset),
        };
    }

    /// <summary>The tests run at any hour: the quiet ones are half a day away.</summary>
    private static TimeOnly Hour(int ahead) => TimeOnly.FromDateTime(Now.DateTime.AddHours(ahead));

    private static long EpochOf(HostProcess node)
    {
        const string serving = $"Serving {Bot} under epoch ";
        var at = node.PrintedNow.LastIndexOf(serving, StringComparison.Ordinal);
        return at < 0 ? 0 : long.Parse(node.PrintedNow.AsSpan(at + serving.Length).ToString().Split('.')[0], CultureInfo.InvariantCulture);
    }
}
