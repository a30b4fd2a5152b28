using CellBot.Dialogs;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Records;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using CellBot.Testing.Releases;

namespace CellBot.Testing.Towns;

/// <summary>
/// A cell that lives on a virtual clock: the product's router, ticks and a real SQLite store on a temporary file. Messages written to
/// the outbox are delivered at once, in order, and remembered per chat.
/// </summary>
public sealed class Town : IAsyncDisposable
{
    private readonly string folder;
    private readonly DialogCatalog catalog;
    private readonly Router router;
    private readonly ReleaseRecorder? recorder;
    private int updates;
    private bool moved;

    private Town(string folder, Store store, VirtualClock clock, DialogCatalog catalog)
    {
        (this.folder, Store, Clock, this.catalog) = (folder, store, clock, catalog);
        router = new Router(catalog, Phrasebook.Vietnamese, Channels);
        recorder = catalog == Product.Catalog ? ReleaseRecorder.Running : null;
    }

    public Store Store { get; private set; }
    public VirtualClock Clock { get; }
    public TownChannels Channels { get; } = new();

    /// <summary>Every message that reached somebody, oldest first.</summary>
    public List<Delivered> Messages { get; } = [];

    /// <summary>Accounts to which nothing can be delivered: the platform says "blocked".</summary>
    public HashSet<string> Blocked { get; } = [];

    /// <param name="now">Local (+07:00).</param>
    public static async Task<Town> Start(DateTimeOffset now, DialogCatalog? catalog = null)
    {
        var folder = Directory.CreateTempSubdirectory("cellbot-town-").FullName;
        var clock = new VirtualClock(now);
        return new Town(folder, await Open(folder, clock), clock, catalog ?? Product.Catalog);
    }

    private static Task<Store> Open(string folder, TimeProvider clock) => Store.OpenSqlite(Path.Combine(folder, "town.db"), null, RecordTypes.Catalog, clock);

    /// <summary>Closes the store and opens it again: nothing but what was committed is left.</summary>
    public async Task Restart()
    {
        await Store.DisposeAsync();
        Store = await Open(folder, Clock);
    }

    /// <summary>The same town under another release: the store is closed and opened by it.</summary>
    public async Task<Town> WithCatalog(DialogCatalog release)
    {
        await Store.DisposeAsync();
        var next = new Town(folder, await Open(folder, Clock), Clock, release) { updates = updates };
        next.Messages.AddRange(Messages);
        moved = true;
        return next;
    }

    /// <summary>Writes what a test begins with.</summary>
    public async Task Write(Func<IDesk, ValueTask> write)
    {
        var session = Store.Open();
        await write(session);
        if (await session.Commit() is not CommitResult.Committed) throw new InvalidOperationException("The test's own records conflict.");
    }

    /// <summary>Writes through an outcome's desk, as the operator's commands do.</summary>
    public Task Effect(string cause, Func<Effects, ValueTask> write) => Write(desk => write(new Effects(desk, Phrasebook.Vietnamese, cause, Clock.Now, null, null)));

    public async Task<T?> Read<T>(string id) where T : Record => await Store.Open().Get<T>(id);

    public async Task<IReadOnlyList<T>> Find<T>(Index<T> index, string prefix) where T : Record => await Store.Open().Find(index, prefix);

    public Task Says(string account, string text) => Receive(new Incoming(NextId(account), account, Clock.Now) { Text = text });

    public Task SendsPhoto(string account, string? group = null) => Receive(new Incoming(NextId(account), account, Clock.Now)
    {
        Attachments = [new Attachment($"file-{updates}", AttachmentKind.Photo, null, 250_000, 1280, 1707, null, group)],
    });

    public Task SendsFile(string account, string name, int pages) => Receive(new Incoming(NextId(account), account, Clock.Now)
    {
        Attachments = [new Attachment($"file-{updates}", AttachmentKind.Document, name, 30_000, null, null, pages, null)],
    });

    /// <summary>Sends something of which the channel hands on nothing, such as a document on Zalo.</summary>
    public Task SendsUnsupported(string account) => Receive(new Incoming(NextId(account), account, Clock.Now) { Kind = IncomingKind.Unsupported });

    /// <summary>Hands in files on the page behind an upload link, as the page does when all of them are there.</summary>
    public Task<TurnReport> Uploads(FileLink link, params IReadOnlyList<Attachment> files) =>
        Receive(new Incoming($"{OutboxMessage.BotOf(link.AccountId)}/link-{link.Id}", link.AccountId, Clock.Now) { Attachments = files, LinkId = link.Id });

    /// <summary>Presses a button of the newest message that has one so labelled.</summary>
    public Task Presses(string account, int number)
    {
        var shown = Messages.FindLast(message => message.Account == account && message.Choices.Count > 0) ?? throw new InvalidOperationException("No message with buttons.");
        return Presses(account, shown, number);
    }

    public Task Presses(string account, Delivered message, int number) =>
        Receive(new Incoming(NextId(account), account, Clock.Now) { Press = (message.Token!, number) });

    /// <summary>Takes an update through the door that every channel uses; the same update twice has no effect the second time.</summary>
    public async Task<TurnReport> Receive(Incoming update)
    {
        for (var attempt = 0; ; attempt++)
        {
            var session = Store.Open();
            var watched = recorder is null ? null : new ReadingDesk(session);
            var before = recorder is null ? null : await Store.Open().Get<Chat>(update.AccountId);
            var report = await router.Take(update, (IDesk?)watched ?? session);
            if (report.Duplicate) return report;
            if (watched is not null) await recorder!.Saw(update, before, watched);
            if (await session.Commit() is CommitResult.Committed)
            {
                await Deliver();
                return report;
            }
            if (attempt > 5) throw new InvalidOperationException("The turn conflicts for ever.");
        }
    }

    /// <summary>Moves the clock, and lets everything due on the way happen at its own time.</summary>
    public async Task AdvanceTo(DateTimeOffset to)
    {
        for (; ; )
        {
            await RunTicks();
            await Deliver();
            if (await NextDue() is not { } next || next > to) break;
            if (next > Clock.Now) Clock.Now = next;
            else Clock.Now = Clock.Now.AddSeconds(1) <= to ? Clock.Now.AddSeconds(1) : to;
            if (Clock.Now >= to) break;
        }
        if (Clock.Now < to) Clock.Now = to;
        await RunTicks();
        await Deliver();
    }

    public Task Advance(TimeSpan by) => AdvanceTo(Clock.Now + by);

    /// <summary>Runs every tick until it finds nothing.</summary>
    public async Task RunTicks()
    {
        foreach (var tick in catalog.Ticks)
            for (var round = 0; ; round++)
            {
                var due = await tick.Due(Store.Open(), Clock.Now, 500);
                if (due.Count == 0) break;
                if (round > 1000) throw new InvalidOperationException($"Tick {tick.Name} never comes to an end: {due[0]}.");
                foreach (var id in due)
                {
                    var session = Store.Open();
                    await tick.Settle(new TickRun(id, session, Phrasebook.Vietnamese, Clock.Now) { Guide = Channels });
                    if (await session.Commit() is not CommitResult.Committed) throw new InvalidOperationException($"Tick {tick.Name} conflicts with itself at {id}.");
                }
                await Deliver();
            }
    }

    private async Task<DateTimeOffset?> NextDue()
    {
        DateTimeOffset? soonest = null;
        foreach (var tick in catalog.Ticks)
            if (await tick.Next(Store.Open()) is { } next && (soonest is null || next < soonest))
                soonest = next;
        foreach (var bot in await Bots())
            foreach (var row in await Find(OutboxMessage.ByQueue, bot + "/"))
                if (row is { State: OutboxState.Waiting, NotBefore: { } at } && (soonest is null || at < soonest))
                    soonest = at;
        return soonest;
    }

    private Task<IReadOnlyList<string>> Bots() => Task.FromResult<IReadOnlyList<string>>(["zalo/0", "telegram/0", "web/demo"]);

    private async Task Deliver()
    {
        foreach (var bot in await Bots())
            foreach (var row in await Find(OutboxMessage.ByQueue, bot + "/"))
            {
                if (row.NotBefore > Clock.Now) continue;
                var sent = !Blocked.Contains(row.AccountId);
                await Write(async desk =>
                {
                    var fresh = await desk.Get<OutboxMessage>(row.Id);
                    desk.Put(fresh! with { State = sent ? OutboxState.Sent : OutboxState.Unreachable, SettledAt = Clock.Now });
                });
                if (sent) Messages.Add(new Delivered(row.AccountId, Clock.Now, row));
            }
    }

    private string NextId(string account) => $"{OutboxMessage.BotOf(account)}/{++updates}";

    public async ValueTask DisposeAsync()
    {
        if (moved) return;
        if (recorder is not null) await recorder.Saw(Store);
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A message as it reached a chat.</summary>
public sealed record Delivered(string Account, DateTimeOffset At, OutboxMessage Row)
{
    public IReadOnlyList<string> Choices => Row.Choices;
    public string? Token => Row.Token;

    /// <summary>As a channel without buttons shows it.</summary>
    public string Text => Screen.Numbered(Row.Text, Row.Choices, Row.Tail);
}
