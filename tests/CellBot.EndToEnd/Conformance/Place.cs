using System.Net;
using System.Net.Sockets;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Delivery;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host;
using CellBot.Host.Clock;
using CellBot.Host.Demo;
using CellBot.Host.People;
using CellBot.Host.Sending;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;
using CellBot.Testing.Journeys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CellBot.EndToEnd.Conformance;

/// <summary>
/// The demo cell on one channel: the real host in this process, its platform over loopback, one clock for both. A person says, chooses and sends by what the channel can do;
/// everything else is the same for all channels. Unless told otherwise the clock begins on Friday 20/11/2026 at nine; the reflection is due on Monday the 30th.
/// </summary>
internal abstract class Place(DemoClock clock) : IAsyncDisposable
{
    public const string Loan = "Đinh Hồng Loan", Phong = "Hoàng Trọng Phong", Bich = "Đỗ Phương Bích", Lien = "Trần Thanh Liên", Tin = "Thạch Ngọc Tín";

    public const string InviteDigits = "48271936";

    /// <summary>Who is linked and has agreed when a story begins.</summary>
    public string[] Linked { get; init; } = [Loan, Phong, Bich, Lien];

    /// <summary>Who is on the roster and has only a code.</summary>
    public string Invited { get; init; } = Tin;

    /// <summary>The golden conversation that is to be played here, with its own people; null: the demo cell as told above.</summary>
    public JourneyScene? Scene { get; init; }

    public static readonly DateTimeOffset Begin = new(2026, 11, 20, 9, 0, 0, CellClock.Offset);

    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly string folder = Directory.CreateTempSubdirectory("cellbot-place-").FullName;
    private readonly Dictionary<string, int> read = [];
    private CellBotHost? host;

    public DemoClock Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow().ToOffset(CellClock.Offset);

    public CellBotHost Host => host ?? throw new InvalidOperationException("The host does not run.");

    /// <summary>"{channel}/{bot}".</summary>
    protected abstract string Bot { get; }

    /// <summary>Whether something older than the newest screen can still be chosen.</summary>
    public virtual bool HasButtons => true;

    public async Task Open()
    {
        var settings = new Dictionary<string, string?> { ["Storage:Path"] = Path.Combine(folder, "cell.db") };
        Set(settings);
        host = await CellBotHost.Create([], new HostParts { Settings = settings, Time = clock, Services = services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)) });
        await Settle(host.Store);
        foreach (var name in Scene?.Linked ?? Linked) // no bot may write to someone who never wrote
            WroteBefore(name);
        await host.Start();
        await Started();
        clock.Advance(TimeSpan.FromMinutes(3)); // where a platform tells nothing of a backlog, reminders wait two minutes after a start
        foreach (var name in Scene is null ? Linked : [])
            await Says(name, "menu", "cần việc gì?");
    }

    public string AccountOf(string name) => $"{Bot}/{UserOf(name)}";

    public Task Says(string name, string text, params string[] answers) => Act(name, () => Say(name, text), answers);

    /// <summary>Chooses what the newest choices call so: by its button, or by typing its number where there are none.</summary>
    public Task Chooses(string name, string label, params string[] answers) => Act(name, () => Choose(name, NewestOf(name), label), answers);

    /// <summary>The same on an older message, which shows these words.</summary>
    public Task ChoosesOn(string name, string words, string label, params string[] answers) =>
        Act(name, () => Choose(name, Seen(name).Last(shown => shown.Text.Contains(words, StringComparison.Ordinal) && shown.Labels.Count > 0), label), answers);

    public Task SendsPhotos(string name, int count, params string[] answers) => Act(name, () => Photos(name, count), answers);

    /// <summary>Hands in a Word document: in the chat where the channel carries it, else by the link that the chat gives.</summary>
    public Task SendsDocument(string name, string fileName, int pages, params string[] answers) => Act(name, () => Document(name, fileName, pages), answers);

    /// <summary>Time passes as it would, everything at its own hour.</summary>
    public async Task GoTo(DateTimeOffset moment)
    {
        await new DemoTime(clock, Host.Services.GetRequiredService<DueTicks>(), _ => Quiet()).GoTo(moment, CancellationToken.None);
        await Quiet();
    }

    public Task GoOn(TimeSpan by) => GoTo(Now + by);

    /// <summary>Commits what happens outside the chats, and lets its messages go.</summary>
    public async Task Effect(string cause, Func<Effects, ValueTask> write)
    {
        var session = Host.Store.Open();
        await write(new Effects(session, Phrasebook.Vietnamese, cause, Now, null, null));
        Assert.IsType<CommitResult.Committed>(await session.Commit());
        Host.Services.GetRequiredService<Outbox>().Committed(session);
        await Quiet();
    }

    /// <summary>Since the person's last act, or the last time this was asked, a message with these words came.</summary>
    public void Heard(string name, params string[] words)
    {
        var since = Seen(name).Skip(read.GetValueOrDefault(name)).ToList();
        foreach (var each in words)
            if (!since.Any(shown => shown.ToString().Contains(each, StringComparison.Ordinal)))
                Assert.Fail($"{name} saw no “{each}” but:\n{string.Join("\n--\n", since)}");
        read[name] = Seen(name).Count;
    }

    /// <summary>Says it, and gives nobody time to answer later.</summary>
    public async Task Types(string name, string text)
    {
        await Say(name, text);
        await Quiet();
    }

    public async Task SendsPhoto(string name)
    {
        await Photos(name, 1);
        await Quiet();
    }

    public async Task Presses(string name, int number)
    {
        var shown = NewestOf(name);
        await Choose(name, shown, shown.Labels[number - 1]);
        await Quiet();
    }

    /// <summary>What the newest message that has choices offers.</summary>
    public int Choices(string name) => Seen(name).LastOrDefault(shown => shown.Labels.Count > 0)?.Labels.Count ?? 0;

    /// <summary>Every message that the person got, as it was then and as the golden conversations write it: "[ảnh]" for a photo, a numbered line for each choice.</summary>
    public virtual IReadOnlyList<string> Transcript(string name) => [.. Seen(name).Where(shown => !shown.IsChange).Select(shown => shown.ToString())];

    /// <summary>How often the person saw these words, from the beginning.</summary>
    public int TimesSeen(string name, string words) => Seen(name).Count(shown => shown.Text.Contains(words, StringComparison.Ordinal));

    public async Task<IReadOnlyList<T>> All<T>() where T : Domain.Records.Record => await Host.Store.All<T>().ToListAsync();

    /// <summary>Nothing was asked of the platform that it does not do.</summary>
    public abstract IReadOnlyList<string> Violations { get; }

    protected abstract void Set(Dictionary<string, string?> settings);

    protected abstract string UserOf(string name);

    /// <summary>The person wrote to the bot long ago.</summary>
    protected abstract void WroteBefore(string name);

    protected abstract Task Say(string name, string text);

    protected abstract Task Choose(string name, Shown shown, string label);

    protected abstract Task Photos(string name, int count);

    protected abstract Task Document(string name, string fileName, int pages);

    /// <summary>What the assistant wrote to somebody, oldest first, as it stands there.</summary>
    protected abstract IReadOnlyList<Shown> Seen(string name);

    protected virtual Task Started() => Task.CompletedTask;

    /// <summary>Until the platform has handed over all that people did.</summary>
    protected virtual Task Delivered() => Task.CompletedTask;

    /// <summary>The demo's roster and campaigns, where the channel does not bring them; then who is linked and who is not.</summary>
    protected virtual async Task Settle(Store store)
    {
        if (Scene is not null)
        {
            await Seed(store, Scene);
            return;
        }

        await new RosterImport(store, clock).Run(DemoCell.Roster(), new RosterOrder(DemoCell.Name, IsBody: false));
        await Write(store, async (session, cell, people) =>
        {
            session.Put(cell with { Settings = cell.Settings with { Venue = "Nhà văn hóa Khu vực 3" } });
            var effects = new Effects(session, Phrasebook.Vietnamese, "place/opening", Now, null, null);
            foreach (var name in Linked)
            {
                var (person, account) = (people[name], AccountOf(name));
                session.Put(new ChannelAccount(account) { ParticipantId = person.Id, LinkedAt = Now });
                session.Put(person with { Consent = new Consent { NoticeVersion = 1, GivenAt = Now, AccountId = account }, PreferredAccountId = account });
            }

            await CampaignOpening.Open(effects, DemoCampaigns.Pledges(cell.Id, Now));
            await CampaignOpening.Open(effects, DemoCampaigns.Study(cell.Id, Now));
            PutCode(session, cell, people);
        });
    }

    protected async Task Seed(Store store, JourneyScene scene)
    {
        var session = store.Open();
        await scene.Seed(new Effects(session, Phrasebook.Vietnamese, "scene", Now, null, null), AccountOf);
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    protected void PutCode(Session session, OrgUnit cell, IReadOnlyDictionary<string, Participant> people) =>
        session.Put(new InviteCode(InviteCode.IdOfDigits(InviteDigits)) { ParticipantId = people[Invited].Id, UnitId = cell.Id, ExpiresAt = Now.AddDays(7) });

    protected static async Task Write(Store store, Func<Session, OrgUnit, IReadOnlyDictionary<string, Participant>, Task> write)
    {
        var session = store.Open();
        var cell = Assert.Single(await session.Find(OrgUnit.ByType, nameof(OrgUnitType.Cell)));
        await write(session, cell, (await session.Find(Participant.ByCell, cell.Id + "/")).ToDictionary(person => person.FullName));
        Assert.IsType<CommitResult.Committed>(await session.Commit());
    }

    private Shown NewestOf(string name) => Seen(name).LastOrDefault(shown => shown.Labels.Count > 0) ?? throw new InvalidOperationException($"{name} sees nothing to choose.");

    private async Task Act(string name, Func<Task> act, string[] answers)
    {
        read[name] = Seen(name).Count;
        var before = read[name];
        await act();
        await Quiet();
        if (Seen(name).Count == before) // pages are answered when no more of them have come for some seconds
        {
            clock.Advance(TimeSpan.FromSeconds(12));
            await Quiet();
        }

        Heard(name, answers);
        read[name] = before; // what the act brought may be looked at again
    }

    /// <summary>Until everything that people did is committed and every message that may go has gone.</summary>
    protected async Task Quiet()
    {
        await Delivered();
        await Host.Services.GetRequiredService<DueTicks>().Run(CancellationToken.None);
        var since = TimeProvider.System.GetTimestamp();
        while ((await Host.Store.Open().Find(OutboxMessage.ByQueue, Bot + "/")).Any(row => !(row.NotBefore > Now)))
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                Assert.Fail("The outbox does not come to rest.");
            await Task.Delay(Look, TimeProvider.System);
        }
    }

    /// <summary>Where nobody listens now: a platform that delivers must know the address before the host has one.</summary>
    protected static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.Stop();
            await host.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A message as its reader sees it.</summary>
    /// <param name="Labels">What can be chosen, in order.</param>
    /// <param name="Handle">By which the channel finds its buttons.</param>
    /// <param name="Photos">How many come with it.</param>
    /// <param name="IsChange">It took the place of an earlier one; nobody's phone rang.</param>
    internal sealed record Shown(string Text, IReadOnlyList<string> Labels, object? Handle = null, int Photos = 0, bool IsChange = false)
    {
        public override string ToString() => string.Join('\n', [Text, .. Photos == 0 ? [] : new[] { PhotosOf(Photos) }, .. Labels.Select((label, i) => $"{i + 1}. {label}")]);
    }

    /// <summary>As the golden conversations write them.</summary>
    protected static string PhotosOf(int count) => string.Join(' ', Enumerable.Repeat("[ảnh]", count));
}
