using CellBot.Dialogs;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Records;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Simulation;

/// <summary>A message that reached somebody.</summary>
/// <param name="Reason">The stages it was said for, "notice", "answer", or "word".</param>
internal sealed record SimulatedMessage(DateTimeOffset At, OutboxMessage Row, string Reason);

/// <summary>The product on a throw-away store: the host's own router and ticks in due order, a clock that jumps from one thing to the next, and a channel that delivers at once.</summary>
internal sealed class SimulatedWorld : IAsyncDisposable
{
    private readonly string folder;
    private readonly Router router = new(Product.Catalog, Phrasebook.Vietnamese);
    private readonly Dictionary<string, SortedSet<Stage>> said = [];
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> events = new();
    private readonly string bot;
    private int planned;
    private int updates;

    private SimulatedWorld(string folder, Store store, SimulatedClock clock, string bot) => (this.folder, Store, Clock, this.bot) = (folder, store, clock, bot);

    public Store Store { get; }

    public SimulatedClock Clock { get; }

    public Func<SimulatedMessage, Task> OnMessage { get; set; } = _ => Task.CompletedTask;

    /// <param name="bot">"{channel}/{bot}" of every account.</param>
    public static async Task<SimulatedWorld> Create(DateTimeOffset start, string bot, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-simulation-").FullName;
        var clock = new SimulatedClock(start);
        return new SimulatedWorld(folder, await Store.OpenSqlite(Path.Combine(folder, "simulation.db"), null, RecordTypes.Catalog, clock, cancel), clock, bot);
    }

    /// <summary>Plans something that people do.</summary>
    public void At(DateTimeOffset moment, Func<Task> happens) => events.Enqueue(happens, (moment, planned++));

    /// <summary>Lets everything happen at its own time, up to and including <paramref name="end"/>.</summary>
    public async Task LiveUntil(DateTimeOffset end, CancellationToken cancel)
    {
        for (; ; )
        {
            cancel.ThrowIfCancellationRequested();
            while (events.TryPeek(out _, out var first) && first.At <= Clock.Now) await events.Dequeue()();
            await RunTicks();
            var next = await NextMoment();
            if (next is not { } moment || moment > end) return;
            // What is due and stays due must not hold the world up.
            Clock.MoveTo(moment > Clock.Now ? moment : Clock.Now.AddSeconds(1));
        }
    }

    public async Task Write(Func<Session, Task> write)
    {
        var session = Store.Open();
        await write(session);
        if (await session.Commit() is CommitResult.Conflict conflict) throw new InvalidOperationException($"The simulation conflicts with itself at {conflict.Type}/{conflict.Id}.");
    }

    public Task Says(string account, string text) => Receive(new Incoming(NextId(), account, Clock.Now) { Text = text });

    public Task SendsPage(string account)
    {
        var id = NextId();
        return Receive(new Incoming(id, account, Clock.Now) { Attachments = [new Attachment($"simulated-{updates}", AttachmentKind.Photo, null, 250_000, 1280, 1707, null, null)] });
    }

    /// <summary>The choices under the newest answer to this account.</summary>
    public IReadOnlyList<string> LastChoices { get; private set; } = [];

    private async Task Receive(Incoming update)
    {
        for (; ; )
        {
            var session = Store.Open();
            await router.Take(update, session);
            if (await session.Commit() is not CommitResult.Conflict) break;
        }
        await Deliver();
    }

    private async Task RunTicks()
    {
        await Deliver();
        foreach (var tick in Product.Catalog.Ticks)
        {
            var done = new HashSet<string>(StringComparer.Ordinal);
            for (; ; )
            {
                var due = (await tick.Due(Store.Open(), Clock.Now, 500)).Where(done.Add).ToArray();
                if (due.Length == 0) break;
                await Task.WhenAll(due.Select(id => Settle(tick, id))); // their commits share a flush
                await Deliver();
            }
        }
    }

    private async Task Settle(Tick tick, string id)
    {
        for (; ; )
        {
            var session = Store.Open();
            await tick.Settle(new TickRun(id, session, Phrasebook.Vietnamese, Clock.Now));
            var reminders = session.PendingPuts.OfType<Reminder>().Where(reminder => reminder.MessageId is not null).ToArray();
            if (await session.Commit() is CommitResult.Conflict) continue;
            lock (said)
                foreach (var reminder in reminders)
                    (said.TryGetValue(reminder.MessageId!, out var stages) ? stages : said[reminder.MessageId!] = []).Add(reminder.Stage);
            return;
        }
    }

    private async Task Deliver()
    {
        var waiting = (await Store.Open().Find(OutboxMessage.ByQueue, bot + "/", 10_000)).Where(row => !(row.NotBefore > Clock.Now)).ToArray();
        if (waiting.Length == 0) return;
        await Write(async desk =>
        {
            foreach (var row in waiting)
                if (await desk.Get<OutboxMessage>(row.Id) is { } fresh)
                    desk.Put(fresh.NotAfter < Clock.Now ? fresh with { State = OutboxState.GivenUp, SettledAt = Clock.Now } : fresh with { State = OutboxState.Sent, SettledAt = Clock.Now });
        });
        // Settled side by side they were written in any order: people are told in the order of their ids.
        foreach (var row in waiting.OrderBy(row => row.AccountId, StringComparer.Ordinal).ThenBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal))
        {
            if (row.NotAfter < Clock.Now) continue;
            if (row.Lane is Lane.Answer) LastChoices = row.Choices;
            await OnMessage(new SimulatedMessage(Clock.Now, row, ReasonOf(row)));
        }
    }

    private string ReasonOf(OutboxMessage row) =>
        said.Remove(row.Id, out var stages) ? string.Join('+', stages) : row.Lane is Lane.Answer ? "answer" : row.NoticeId is not null ? "notice" : "word";

    private async Task<DateTimeOffset?> NextMoment()
    {
        var moments = new List<DateTimeOffset>();
        foreach (var tick in Product.Catalog.Ticks)
            if (await tick.Next(Store.Open()) is { } next)
                moments.Add(next);
        if (events.TryPeek(out _, out var first)) moments.Add(first.At);
        foreach (var row in await Store.Open().Find(OutboxMessage.ByQueue, bot + "/", 10_000))
            if (row.NotBefore is { } at)
                moments.Add(at);
        return moments.Count == 0 ? null : moments.Min();
    }

    private string NextId() => $"{bot}/{++updates}";

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
