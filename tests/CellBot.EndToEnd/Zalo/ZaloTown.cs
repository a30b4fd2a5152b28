using System.Text.RegularExpressions;
using CellBot.EndToEnd.Processes;
using CellBot.EndToEnd.Stories;
using CellBot.EndToEnd.Telegram;
using CellBot.Host.Clock;
using CellBot.Testing.Telegram;
using CellBot.Testing.Zalo;

namespace CellBot.EndToEnd.Zalo;

/// <summary>The town on Zalo, by webhook: choices are typed, some events come twice, some late.</summary>
internal sealed partial class ZaloTown(FakeZaloApi api, HostProcess host, Func<int, Interruption> interruption) : StoryTown(host, interruption)
{
    private readonly Dictionary<string, FakeZaloUser> people = [];

    public FakeZaloApi Api => api;

    public FakeZaloUser this[string name] => people.TryGetValue(name, out var user) ? user : people[name] = api.NewUser(name);

    protected override IReadOnlyCollection<string> Names => people.Keys;

    public static ZaloTown Build(DateTimeOffset start, Func<int, Interruption>? interruption = null)
    {
        var clock = new DemoClock(start);
        var api = FakeZaloApi.Start(clock);
        api.Bot.Delivery.ComesAgain = number => number % 3 == 0;
        api.Bot.Delivery.ComesLate = number => number % 4 == 1;
        var url = FreeUrl(); // the same after each start: Zalo knows it
        return new ZaloTown(api, HostProcess.New(clock, null,
        [
            ("Zalo:Token", api.Token), ("Zalo:ApiBaseUrl", api.BaseUrl), ("Zalo:PhotoHosts", "127.0.0.1"), ("Web:Urls", url), ("Web:PublicUrl", url),
        ]), interruption ?? (_ => Interruption.None));
    }

    /// <summary>There is no link that carries a code.</summary>
    public override Task Joins(string name, bool byLink, params IEnumerable<string> answer) => Says(name, CodeOf(name), answer);

    public override Task Says(string name, string text, params IEnumerable<string> answer) => Step(name, () => this[name].Says(text), false, answer);

    public override Task Presses(string name, string label, params IEnumerable<string> answer) => Says(name, ChoiceOf(name, label), answer);

    public override Task SendsPages(string name, byte[] numbers, params IEnumerable<string> answer) => Step(name, () =>
    {
        foreach (var number in numbers)
            this[name].SendsPhoto(Samples.Photo(number));
    }, true, answer);

    /// <summary>The bot is told only that there was something.</summary>
    public Task SendsDocument(string name, params IEnumerable<string> answer) => Step(name, () => this[name].SendsDocument(), false, answer);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await api.DisposeAsync();
    }

    protected override IReadOnlyList<TranscriptEntry> TranscriptOf(string name) => this[name].Transcript;

    protected override Task EverythingRead() => api.Bot.Delivery.WaitUntilDelivered(Patience);

    /// <summary>A host that is up answers webhooks.</summary>
    protected override async Task Listening()
    {
        for (var since = TimeProvider.System.GetTimestamp(); api.Bot.WebhookUrl is null && TimeProvider.System.GetElapsedTime(since) < Patience;)
            await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System);
    }

    /// <summary>Where the links lead differs from run to run.</summary>
    protected override string Line(TranscriptEntry entry) => Link().Replace(base.Line(entry), "(link)");

    protected override IDisposable WhenReceived(Action act)
    {
        void Tell(FakeZaloUser user, string text) => act();
        api.Bot.Received += Tell;
        return new Ending(() => api.Bot.Received -= Tell);
    }

    /// <summary>
    /// As people choose: in the answer to what they just wrote the number before the label; in a message that came by itself its words, because a number could be meant for
    /// another one that is still open.
    /// </summary>
    private string ChoiceOf(string name, string label)
    {
        var chat = this[name].Transcript;
        for (var i = chat.Count - 1; i >= 0; i--)
            foreach (Match line in Choice().Matches(chat[i].Kind is TranscriptKind.Received ? chat[i].Text : ""))
                if (line.Groups["label"].Value == label)
                    return i > 0 && chat[i - 1].Kind is TranscriptKind.Said && chat[i].At - chat[i - 1].At < TimeSpan.FromMinutes(1) ? line.Groups["number"].Value : label.ToLowerInvariant();
        throw new InvalidOperationException($"{name} is not offered “{label}”.\n{string.Join('\n', chat)}\n\n{Host.Printed}");
    }

    [GeneratedRegex(@"^(?<number>\d+)\. (?<label>.+)$", RegexOptions.Multiline)]
    private static partial Regex Choice();

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
