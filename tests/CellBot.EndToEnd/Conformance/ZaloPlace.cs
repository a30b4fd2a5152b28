using System.Net;
using System.Text.RegularExpressions;
using CellBot.EndToEnd.Telegram;
using CellBot.Host.Clock;
using CellBot.Testing.Telegram;
using CellBot.Testing.Zalo;

namespace CellBot.EndToEnd.Conformance;

/// <summary>The poorest channel: numbered text, photos by address, documents by a link that a browser without a script opens.</summary>
internal sealed partial class ZaloPlace : Place
{
    private static readonly HttpClient Web = new();

    private readonly FakeZaloApi api;
    private readonly Dictionary<string, FakeZaloUser> users = [];

    public ZaloPlace(DateTimeOffset? begin = null) : this(new DemoClock(begin ?? Begin)) { }

    private ZaloPlace(DemoClock clock) : base(clock) => api = FakeZaloApi.Start(clock);

    public string Url { get; } = FreeUrl();

    public override IReadOnlyList<string> Violations => api.Violations;

    public override bool HasButtons => false;

    protected override string Bot => "zalo/0";

    public FakeZaloUser this[string name] => users.TryGetValue(name, out var user) ? user : users[name] = api.NewUser(name);

    /// <summary>The link that the chat gives to who sends a document.</summary>
    public async Task<string> LinkFor(string name)
    {
        this[name].SendsDocument();
        var text = (await this[name].WaitForMessage("bấm liên kết này để gửi", Patience)).Split('\n')[0];
        return text[text.IndexOf("http", StringComparison.Ordinal)..];
    }

    protected override void Set(Dictionary<string, string?> settings)
    {
        settings["Web:Urls"] = settings["Web:PublicUrl"] = Url;
        settings["Zalo:Token"] = api.Token;
        settings["Zalo:ApiBaseUrl"] = api.BaseUrl;
        settings["Zalo:PhotoHosts"] = "127.0.0.1";
        settings["Zalo:MessagesPerSecond"] = "1000"; // how a notice is paced is another matter
    }

    protected override string UserOf(string name) => this[name].Id;

    protected override void WroteBefore(string name) => this[name].WroteBefore();

    protected override Task Say(string name, string text)
    {
        this[name].Says(text);
        return Task.CompletedTask;
    }

    /// <summary>A number that more than one open message could mean is asked back; the answer names the message and the choice.</summary>
    protected override async Task Choose(string name, Shown shown, string label)
    {
        var number = shown.Labels.ToList().IndexOf(label) + 1;
        Assert.True(number > 0, $"{name} cannot choose “{label}” in:\n{shown}");
        await Say(name, $"{number}");
        await Quiet();
        if (Seen(name)[^1] is { } asked && asked.Text.StartsWith($"Số {number} của việc nào ạ?", StringComparison.Ordinal))
        {
            var meant = asked.Labels.ToList().FindIndex(each => each.EndsWith($": {label}", StringComparison.Ordinal)) + 1;
            Assert.True(meant > 0, $"“{label}” is not among:\n{asked}");
            await Say(name, $"{meant}");
        }
    }

    protected override Task Photos(string name, int count)
    {
        for (var i = 1; i <= count; i++)
            this[name].SendsPhoto(Samples.Photo((byte)i));
        return Task.CompletedTask;
    }

    protected override async Task Document(string name, string fileName, int pages)
    {
        var link = await LinkFor(name);
        using var answer = await Web.PostAsync(link, new MultipartFormDataContent { { new ByteArrayContent(Samples.Docx(pages)), "files", fileName } });
        Assert.Contains("Đã gửi xong", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Clock.Advance(TimeSpan.FromSeconds(12));
    }

    protected override IReadOnlyList<Shown> Seen(string name) => [.. this[name].Transcript.Where(entry => entry.Kind is TranscriptKind.Received)
        .Select(entry => new Shown(entry.Text, [.. Numbered().Matches(entry.Text).Select(match => match.Groups["label"].Value)]))];

    /// <summary>Links stand for what the golden conversations show: pictures, and the entry for a calendar that other channels carry beside the words.</summary>
    public override IReadOnlyList<string> Transcript(string name) =>
        [.. Seen(name).Select(shown => CalendarLink().Replace(PhotoLinks().Replace(shown.Text, links => PhotosOf(links.Groups["photo"].Captures.Count)), ""))];

    protected override async Task Started()
    {
        while (api.Bot.WebhookUrl is null)
            await Task.Delay(Look, TimeProvider.System);
    }

    protected override Task Delivered() => api.Bot.Delivery.WaitUntilDelivered(Patience);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await api.DisposeAsync();
    }

    [GeneratedRegex(@"^Bấm liên kết để xem\..*(?<photo>\nTrang \d+: http://\S+)+", RegexOptions.Multiline)]
    private static partial Regex PhotoLinks();

    [GeneratedRegex(@"\nGhi vào lịch điện thoại: http://\S+")]
    private static partial Regex CalendarLink();

    [GeneratedRegex(@"^[1-9][0-9]?\. (?<label>.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex Numbered();
}
