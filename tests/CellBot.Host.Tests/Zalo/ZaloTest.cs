using System.Net;
using System.Net.Sockets;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Delivery;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Zalo;

namespace CellBot.Host.Tests.Zalo;

/// <summary>The real host with a Zalo bot, talking to the fake platform over loopback.</summary>
internal sealed class ZaloTest : IAsyncDisposable
{
    private static readonly HttpClient Web = new();

    private ZaloTest(TestHost host, FakeZaloApi api, string url) => (Host, Api, Url) = (host, api, url);

    public TestHost Host { get; }
    public FakeZaloApi Api { get; }
    public FakeZaloBot Bot => Api.Bot;

    /// <summary>Where the host serves its pages; its public address as well.</summary>
    public string Url { get; }

    public static ZaloTest New(DialogCatalog? catalog = null, params (string Setting, string Value)[] settings)
    {
        var host = TestHost.New(catalog);
        var api = FakeZaloApi.Start(host.Clock);
        var url = $"http://127.0.0.1:{FreePort()}";
        host.Set("Web:Urls", url);
        host.Set("Web:PublicUrl", url);
        host.Set("Zalo:Token", api.Token);
        host.Set("Zalo:ApiBaseUrl", api.BaseUrl);
        host.Set("Zalo:PhotoHosts", "127.0.0.1");
        foreach (var (setting, value) in settings)
            host.Set(setting, value);
        return new ZaloTest(host, api, url);
    }

    /// <summary>Started, and Zalo delivers there.</summary>
    public static async Task<ZaloTest> Started(DialogCatalog? catalog = null, params (string Setting, string Value)[] settings)
    {
        var test = New(catalog, settings);
        await test.Start();
        return test;
    }

    public async Task Start()
    {
        await Host.Start();
        await TestHost.Until(() => Task.FromResult(Bot.WebhookUrl is not null), "the webhook");
    }

    public Task<string> Health() => Text(Url + "/healthz");

    public static string AccountOf(FakeZaloUser user, string bot = "0") => $"zalo/{bot}/{user.Id}";

    /// <summary>Links a person who has agreed; the first makes the cell.</summary>
    public async Task Link(FakeZaloUser user, string person, string? also = null)
    {
        var isFirst = await Host.Read<OrgUnit>("c1") is null;
        await Host.Write(desk => Link(desk, user, person, also, isFirst));
    }

    private static void Link(IDesk desk, FakeZaloUser user, string person, string? also, bool isFirst)
    {
        var account = AccountOf(user);
        if (isFirst)
            desk.Put(new OrgUnit("c1") { Name = "Chi bộ 1", Type = OrgUnitType.Cell });
        desk.Put(new Affiliation(Affiliation.IdOf("c1", person)) { UnitId = "c1", ParticipantId = person });
        desk.Put(new Participant(person) { FullName = user.Name, CellId = "c1", Consent = new Consent { NoticeVersion = 1, AccountId = account, GivenAt = DateTimeOffset.UnixEpoch }, PreferredAccountId = account });
        desk.Put(new ChannelAccount(account) { ParticipantId = person });
        if (also is not null)
            desk.Put(new ChannelAccount(also) { ParticipantId = person });
    }

    public OutboxMessage Row(string id, FakeZaloUser user, string text, Lane lane = Lane.Bulk, string? person = null) => new(id)
    {
        AccountId = AccountOf(user), ParticipantId = person, Lane = lane, Text = text, CreatedAt = Host.Clock.GetUtcNow(),
    };

    /// <summary>Of a page, whatever its status.</summary>
    private static async Task<string> Text(string url)
    {
        using var answer = await Web.GetAsync(url);
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Api.DisposeAsync();
    }

    /// <summary>A port that is free now; the address must be known before the host starts.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
