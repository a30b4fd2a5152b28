using CellBot.EndToEnd.Telegram;
using CellBot.Host.Clock;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Conformance;

/// <summary>Buttons, albums, documents, edits; received by polling, or by webhook.</summary>
internal sealed class TelegramPlace : Place
{
    private readonly FakeBotApi api;
    private readonly Dictionary<string, FakeUser> users = [];

    public TelegramPlace(DateTimeOffset? begin = null) : this(new DemoClock(begin ?? Begin)) { }

    private TelegramPlace(DemoClock clock) : base(clock) => api = FakeBotApi.Start(new FakeBotApiOptions { Clock = clock });

    /// <summary>Telegram delivers to the host instead of being asked.</summary>
    public bool ByWebhook { get; init; }

    public override IReadOnlyList<string> Violations => [.. api.Violations.Select(violation => violation.ToString()!)];

    protected override string Bot => "telegram/0";

    private FakeUser this[string name] => users.TryGetValue(name, out var user) ? user : users[name] = api.NewUser(name);

    protected override void Set(Dictionary<string, string?> settings)
    {
        settings["Web:Urls"] = ByWebhook ? FreeUrl() : "http://127.0.0.1:0";
        settings["Telegram:Token"] = api.Token;
        settings["Telegram:ApiBaseUrl"] = api.BaseUrl;
        settings["Telegram:MessagesPerSecond"] = "1000"; // how a notice is paced is another matter
        if (!ByWebhook)
            return;
        settings["Telegram:Mode"] = "Webhook";
        settings["Web:PublicUrl"] = settings["Web:Urls"];
    }

    protected override string UserOf(string name) => $"{this[name].Id}";

    protected override void WroteBefore(string name) => this[name].WroteBefore();

    protected override Task Say(string name, string text)
    {
        this[name].Says(text);
        return Task.CompletedTask;
    }

    protected override Task Choose(string name, Shown shown, string label)
    {
        this[name].Presses((FakeMessage)shown.Handle!, label);
        return Task.CompletedTask;
    }

    protected override Task Photos(string name, int count)
    {
        if (count == 1)
            this[name].SendsPhoto(Samples.Photo(1));
        else
            this[name].SendsAlbum(null, [.. Enumerable.Range(1, count).Select(i => new FakeAttachment.Photo(Samples.Photo((byte)i)))]);
        return Task.CompletedTask;
    }

    protected override Task Document(string name, string fileName, int pages)
    {
        this[name].SendsDocument(fileName, Samples.Docx(pages));
        return Task.CompletedTask;
    }

    /// <summary>Photos come before the words that belong to them.</summary>
    protected override IReadOnlyList<Shown> Seen(string name)
    {
        var seen = new List<Shown>();
        var photos = 0;
        foreach (var entry in this[name].Transcript.Where(entry => entry.Kind is TranscriptKind.Received or TranscriptKind.Changed))
        {
            if (entry is { Message.IsPhoto: true, Text: "" })
            {
                photos++;
                continue;
            }

            seen.Add(new Shown(entry.Text, entry.Labels, entry.Message, photos, entry.Kind is TranscriptKind.Changed));
            photos = 0;
        }

        return seen;
    }

    protected override async Task Delivered()
    {
        await api.Bot.WaitUntilRead(Patience);
        if (!ByWebhook)
            await api.Bot.WaitUntilPolled(Patience);
    }

    protected override async Task Started()
    {
        while (ByWebhook && api.Bot.WebhookUrl is null)
            await Task.Delay(Look, TimeProvider.System);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await api.DisposeAsync();
    }
}
