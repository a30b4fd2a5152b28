using CellBot.EndToEnd.Processes;
using CellBot.EndToEnd.Stories;
using CellBot.Host.Clock;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Telegram;

/// <summary>The town on Telegram, by long polling or by webhook.</summary>
internal sealed class TelegramTown(FakeBotApi api, HostProcess host, Func<int, Interruption> interruption) : StoryTown(host, interruption)
{
    private readonly Dictionary<string, FakeUser> people = [];

    public FakeBotApi Api => api;

    public FakeUser this[string name] => people.TryGetValue(name, out var user) ? user : people[name] = api.NewUser(name);

    protected override IReadOnlyCollection<string> Names => people.Keys;

    public static TelegramTown Build(DateTimeOffset start, Func<int, Interruption>? interruption = null, params IEnumerable<(string Setting, string Value)> settings)
    {
        var clock = new DemoClock(start);
        var api = FakeBotApi.Start(new FakeBotApiOptions { Clock = clock });
        return new TelegramTown(api, HostProcess.New(clock, api, settings), interruption ?? (_ => Interruption.None));
    }

    /// <summary>The same, but Telegram delivers to the host instead of being asked; at the same address also after a kill.</summary>
    public static TelegramTown BuildWithWebhook(DateTimeOffset start, Func<int, Interruption> interruption)
    {
        var url = FreeUrl();
        var town = Build(start, interruption, ("Telegram:Mode", "Webhook"), ("Web:Urls", url), ("Web:PublicUrl", url));
        (town.Api.Bot.WebhookRetryDelay, town.Api.Bot.LongestWebhookRetryDelay) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(400));
        return town;
    }

    public override Task Joins(string name, bool byLink, params IEnumerable<string> answer) =>
        Step(name, user => _ = byLink ? user.Starts(PayloadOf(name)) : user.Says(CodeOf(name)), answer);

    public override Task Says(string name, string text, params IEnumerable<string> answer) => Step(name, user => user.Says(text), answer);

    public override Task Presses(string name, string label, params IEnumerable<string> answer) => Step(name, user => user.Presses(label), answer);

    /// <summary>One alone, or an album.</summary>
    public override Task SendsPages(string name, byte[] numbers, params IEnumerable<string> answer) => Sends(name, user =>
    {
        if (numbers is [var one])
            user.SendsPhoto(Samples.Photo(one));
        else
            user.SendsAlbum(null, [.. numbers.Select(number => new FakeAttachment.Photo(Samples.Photo(number)))]);
    }, answer);

    public Task Step(string name, Action<FakeUser> act, params IEnumerable<string> answer) => Step(name, () => act(this[name]), false, answer);

    /// <summary>The same for pages and files.</summary>
    public Task Sends(string name, Action<FakeUser> act, params IEnumerable<string> answer) => Step(name, () => act(this[name]), true, answer);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await api.DisposeAsync();
    }

    protected override IReadOnlyList<TranscriptEntry> TranscriptOf(string name) => this[name].Transcript;

    protected override Task EverythingRead() => api.Bot.WaitUntilRead(Patience);

    protected override Task Listening() => api.Bot.WebhookUrl is null ? api.Bot.WaitUntilPolled(Patience) : Task.CompletedTask;

    protected override IDisposable WhenReceived(Action act)
    {
        void Tell(FakeUser? user, FakeMessage message) => act();
        api.Bot.Received += Tell;
        return new Ending(() => api.Bot.Received -= Tell);
    }
}
