using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CellBot.EndToEnd.Processes;
using CellBot.Host.Clock;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;
using CellBot.Testing.Towns;

namespace CellBot.EndToEnd.Stories;

/// <summary>
/// The demo cell with the real host and a fake platform, all on one clock. Each step happens in a minute of its own, so that two runs of one story tell the same times.
/// </summary>
/// <param name="interruption">What befalls the host, by the number of the step from 0.</param>
internal abstract class StoryTown(HostProcess host, Func<int, Interruption> interruption) : IAsyncDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(15);

    private readonly Dictionary<string, (string Code, string Payload)> invites = [];
    private readonly Dictionary<string, int> read = [];
    private readonly Dictionary<string, int> kept = [];
    private int steps;
    private bool wasKilled;

    public HostProcess Host => host;

    public DateTimeOffset Now => host.Clock.GetUtcNow().ToOffset(CellClock.Offset);

    /// <summary>What everybody got from the bot, act by act.</summary>
    public List<Scene> Scenes { get; } = [];

    /// <summary>Those who have a chat.</summary>
    protected abstract IReadOnlyCollection<string> Names { get; }

    protected abstract IReadOnlyList<TranscriptEntry> TranscriptOf(string name);

    /// <summary>Waits until the host has taken everything that people said.</summary>
    protected abstract Task EverythingRead();

    /// <summary>Waits until the host is up and listens.</summary>
    protected abstract Task Listening();

    /// <summary>Calls this when a message reaches somebody, before the host hears of it; disposing ends that.</summary>
    protected abstract IDisposable WhenReceived(Action act);

    /// <summary>The first message to the bot, with the invitation.</summary>
    public abstract Task Joins(string name, bool byLink, params IEnumerable<string> answer);

    public abstract Task Says(string name, string text, params IEnumerable<string> answer);

    /// <summary>Chooses what is offered under this label.</summary>
    public abstract Task Presses(string name, string label, params IEnumerable<string> answer);

    /// <summary>Photographed pages, one after another.</summary>
    public abstract Task SendsPages(string name, byte[] numbers, params IEnumerable<string> answer);

    /// <summary>The cell's csv goes in, the campaigns of the story are there, the host starts, everyone gets a code.</summary>
    public async Task Open(params IEnumerable<Func<HostProcess, Task>> seeds)
    {
        var roster = Path.Combine(host.Folder, "roster.csv");
        await using (var file = File.Create(roster))
        await using (var demo = typeof(TownCell).Assembly.GetManifestResourceStream("roster-cell.csv")!)
            await demo.CopyToAsync(file);
        await host.Command("roster", "import", roster, "--cell", TownCell.CellName);
        foreach (var seed in seeds)
            await seed(host);
        await host.Start();
        var list = Path.Combine(host.Folder, "codes.csv");
        await host.Command("invites", "create", "--out", list);
        const string start = "?start=";
        foreach (var row in File.ReadLines(list).Skip(1).Select(line => line.Split(',')))
            invites[row[1]] = (row[2], row[3].IndexOf(start, StringComparison.Ordinal) is > 0 and var at ? row[3][(at + start.Length)..] : "");
    }

    public string CodeOf(string name) => invites[name].Code;

    public string PayloadOf(string name) => invites[name].Payload;

    /// <summary>Time passes until then; what falls due on the way falls due at once, so stop at each morning that matters.</summary>
    /// <param name="last">Who hears what at the end of it, where one thing follows from another.</param>
    public async Task At(DateTimeOffset moment, (string Name, string Words)? last = null)
    {
        await host.MoveTo(moment.AddSeconds(5));
        await Quiet();
        if (last is { } end)
        {
            await Until(() => TranscriptOf(end.Name).Skip(kept.GetValueOrDefault(end.Name)).Any(entry => IsFromBot(entry) && Line(entry).Contains(end.Words, StringComparison.Ordinal)));
            await Quiet();
        }

        Keep($"{moment:dd/MM HH:mm}", Interruption.None);
    }

    /// <summary>One act of one person in a minute of its own, with what may befall the host; then everything comes to rest.</summary>
    /// <param name="settles">Pages: the answer waits some seconds for more of them, which pass at once.</param>
    /// <param name="answer">Each of these is in a message that the person got since.</param>
    protected async Task Step(string name, Action act, bool settles, IEnumerable<string> answer)
    {
        await host.MoveTo(new DateTimeOffset(Now.Year, Now.Month, Now.Day, Now.Hour, Now.Minute, 5, CellClock.Offset).AddMinutes(1));
        read[name] = TranscriptOf(name).Count;
        var befalls = interruption(steps++);
        await Befall(befalls, async () =>
        {
            act();
            if (!settles)
                return;
            await EverythingRead();
            await host.MoveTo(Now.AddSeconds(12));
        });
        await Until(() => TranscriptOf(name).Skip(read[name]).Any(IsFromBot)); // whatever anybody says or sends is answered
        await Quiet();
        Keep($"{Now:dd/MM HH:mm} {name}", befalls);
        foreach (var words in answer)
            Saw(name, words);
    }

    /// <summary>Since the person's last act or the last <see cref="Heard"/>, a message with these words came.</summary>
    public void Saw(string name, string words)
    {
        var transcript = TranscriptOf(name);
        if (!transcript.Skip(read.GetValueOrDefault(name)).Any(entry => IsFromBot(entry) && Line(entry).Contains(words, StringComparison.Ordinal)))
            Assert.Fail($"{name} saw no “{words}”.\n{string.Join('\n', transcript)}\n\n{host.Printed}");
    }

    /// <summary>
    /// The same for what nobody asked for; from here on only later messages count. After a kill it may be one whose request had left: such a message is listed as
    /// unknown and not repeated (design, section 7), and the comparison of the whole story judges it against the store.
    /// </summary>
    public void Heard(string name, string words)
    {
        if (!wasKilled)
            Saw(name, words);
        read[name] = TranscriptOf(name).Count;
    }

    /// <summary>Gives up quietly: what is missing is told by the check that follows.</summary>
    private static async Task Until(Func<bool> isSo)
    {
        for (var looks = 0; looks < Patience / Look && !isSo(); looks++)
            await Task.Delay(Look, TimeProvider.System);
    }

    /// <summary>Waits until every update is committed and every message that may go has gone.</summary>
    public async Task Quiet()
    {
        try
        {
            await EverythingRead();
            await Listening();
            using var patience = new CancellationTokenSource(Patience);
            for (var empty = 0; empty < 3;)
            {
                using var health = JsonDocument.Parse(await host.Get("/healthz"));
                empty = health.RootElement.GetProperty("outbox").GetProperty("waiting").GetInt32() == 0 ? empty + 1 : 0;
                await Task.Delay(Look, TimeProvider.System, patience.Token);
            }
        }
        catch (Exception restless) when (restless is OperationCanceledException or TimeoutException or HttpRequestException)
        {
            Assert.Fail($"The host does not come to rest ({restless.Message}).\n{host.Printed}");
        }
    }

    public virtual ValueTask DisposeAsync() => host.DisposeAsync();

    private static bool IsFromBot(TranscriptEntry entry) => entry.Kind is TranscriptKind.Received or TranscriptKind.Changed;

    private void Keep(string title, Interruption befell)
    {
        var got = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var name in Names)
        {
            var all = TranscriptOf(name);
            got[name] = [.. all.Skip(kept.GetValueOrDefault(name)).Where(entry => entry.Kind is TranscriptKind.Received).Select(Line)];
            kept[name] = all.Count;
        }

        Scenes.Add(new Scene(title, befell, got));
    }

    /// <summary>Text and buttons of a message.</summary>
    protected virtual string Line(TranscriptEntry entry) =>
        $"{(entry.Kind is TranscriptKind.Changed ? "~ " : "")}{(entry.Message?.File is { } file ? $"({file.MimeType}) " : "")}{entry.Text}{string.Concat(entry.Labels.Select(label => $" [{label}]"))}";

    private async Task Befall(Interruption what, Func<Task> act)
    {
        if (what is Interruption.None)
        {
            await act();
            return;
        }

        wasKilled = true;
        switch (what)
        {
            case Interruption.KillBeforeItKnows:
                await KillAtFirstAnswer(act);
                break;
            case Interruption.KillSoon:
                await act();
                await Task.Delay(TimeSpan.FromMilliseconds(steps * 7 % 40), TimeProvider.System);
                host.Kill();
                break;
            default:
                await act();
                await Quiet();
                host.Kill();
                break;
        }

        await host.Start();
    }

    private async Task KillAtFirstAnswer(Func<Task> act)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var once = new Lock();
        void Kill()
        {
            lock (once)
            {
                if (!host.IsRunning)
                    return;
                host.Kill(); // the platform has the message; the host waits for the answer that never comes
                killed.SetResult();
            }
        }

        using var watching = WhenReceived(Kill);
        try
        {
            await act();
        }
        catch (HttpRequestException) when (!host.IsRunning)
        {
            // Killed while its clock was being moved.
        }

        await killed.Task.WaitAsync(Patience, TimeProvider.System);
    }

    /// <summary>Where nobody listens now, for a host that must have the same address after each start.</summary>
    protected static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    protected sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
