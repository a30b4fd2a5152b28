using System.Text.Json;
using CellBot.EndToEnd.Processes;
using CellBot.Host.Clock;
using CellBot.Testing.Disks;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Faults;

/// <summary>
/// One cell from a morning in January to the first of February, over rough wires, its host killed again and again: everybody at once pledges, writes, sends petitions
/// and is invited on the first day; then come the mornings of the reminders. The same seed makes the same people, the same wires and the same kills; what
/// the operating system does between them is its own.
/// </summary>
internal sealed class Life : IAsyncDisposable
{
    /// <summary>Long enough for a machine that does other things, too: what is stuck stays stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>Moments of the ladders of both duties and of the meeting (model section 3), each a moment after.</summary>
    private static readonly DateTimeOffset[] Mornings =
    [
        At(11, 8, 30), At(13, 8, 30), At(14, 20, 30), At(15, 8, 30), At(17, 8, 30), At(18, 8, 30), At(19, 8, 30), At(20, 17, 30), At(21, 8, 30), At(22, 8, 30),
        At(28, 8, 30), At(30, 8, 30), At(31, 20, 30),
    ];

    private readonly int kills;
    private readonly bool isFragile;
    private readonly Random random;
    private readonly List<string> diary = [];
    private readonly CancellationTokenSource dusk = new();
    private readonly CancellationTokenSource rest = new();

    private Life(int seed, int kills, bool isFragile, HostProcess host, FakeBotApi api)
    {
        (Seed, this.kills, this.isFragile, Host, Api, random) = (seed, kills, isFragile, host, api, new Random(seed));
        api.Bot.Received += Received;
    }

    /// <summary>Kills that are kept for the mornings, one each.</summary>
    private int ByMorning => Math.Min(kills / 2, Mornings.Length);

    public int Seed { get; }

    public HostProcess Host { get; }

    public FakeBotApi Api { get; }

    public Witness Witness { get; } = new();

    public IReadOnlyList<Villager> People { get; private set; } = [];

    /// <summary>What befell the host, in order.</summary>
    public IReadOnlyList<string> Diary => diary;

    /// <param name="isFragile">On a disk that forgets what was not flushed.</param>
    /// <param name="store">Settings of the store; none: a SQLite file of its own.</param>
    public static Life Begin(int seed, int kills, bool isFragile, params IEnumerable<(string Setting, string Value)> store)
    {
        var clock = new DemoClock(Village.Begin);
        // On a busy machine the kills come faster than anything is read, for minutes of this clock: no press is to be forgotten for that.
        var api = FakeBotApi.Start(new FakeBotApiOptions { Clock = clock, PressLife = TimeSpan.FromHours(24) });
        return new Life(seed, kills, isFragile, HostProcess.New(clock, api, store), api);
    }

    /// <summary>Lives it to the end; the host has stopped well then.</summary>
    public async Task Live()
    {
        People = await Village.Settle(Host, Api, Seed);
        RoughWires.Lay(Api.Faults, Witness, Seed);
        var busy = People.Select(person => person.Live(ErrandsOf(person), petitions: person.Number > 2, dusk.Token, rest.Token)).ToList();
        for (var killed = 0; killed < kills - ByMorning; killed++)
            await KillOnce(30, () => MoveBy(3));
        await Finish(busy);
        for (var day = 0; day < Mornings.Length; day++)
        {
            if (day < ByMorning)
            {
                if (Host.IsRunning)
                    Host.Kill();
                await KillOnce(8, () => Host.MoveTo(Mornings[day]));
                await Start();
            }

            await Host.MoveTo(Mornings[day]);
            await Quiet();
        }

        RoughWires.Mend(Api.Faults);
        await MoveBy(120);
        await Quiet();
        await Task.WhenAll(People.Select(LastWords));
        await Quiet();
        await Host.Stop();
    }

    public async ValueTask DisposeAsync()
    {
        await rest.CancelAsync();
        await Host.DisposeAsync();
        await Api.DisposeAsync();
        dusk.Dispose();
        rest.Dispose();
    }

    /// <summary>Some do not write, some do not pledge: they are reminded. The secretary announces the meeting.</summary>
    private static List<Journey> ErrandsOf(Villager person)
    {
        List<Journey> errands = [Journey.Start()];
        if (person.Number == 1)
            errands.Add(Journey.Announce());
        if (person.Number % 7 != 3)
            errands.Add(Journey.Pledge(person.Area, person.Sample));
        if (person.Number % 5 != 4)
            errands.Add(Journey.Essay(person.Answers));
        return errands;
    }

    private async Task KillOnce(int most, Func<Task> meanwhile)
    {
        var plan = KillPlan.Next(random, most, isFragile);
        if (isFragile)
            Host.Give(plan.Disk(random.Next()));
        Host.Launch();
        diary.Add($"{Witness.Now.TotalSeconds:000.00} {Host.Clock.GetUtcNow().ToOffset(Village.Begin.Offset):dd/MM HH:mm:ss} {plan}");
        await new Trap(Host, Api.Bot, Witness, plan).Spring(meanwhile);
    }

    /// <summary>It is left alone for a while.</summary>
    private async Task Start()
    {
        if (isFragile)
            Host.Give(new DiskPlan(random.Next()));
        await Host.Start();
    }

    /// <summary>The errands of the first day are ended, without kills; who waits for something that will not come any more stops waiting.</summary>
    private async Task Finish(List<Task> busy)
    {
        await dusk.CancelAsync();
        await Start();
        var all = Task.WhenAll(busy);
        for (var quiet = 0; !all.IsCompleted && quiet < 3;)
        {
            var before = Witness.Seen.Count;
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
            await MoveBy(20);
            await Quiet();
            quiet = Witness.Seen.Count == before ? quiet + 1 : 0;
        }

        for (var minutes = 0; minutes < 5; minutes++)
        {
            await MoveBy(60);
            await Quiet();
        }

        var answers = Task.WhenAll(People.Select(person => person.AnswerNotice(rest.Token)));
        await Task.WhenAny(answers, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System));
        await MoveBy(60);
        await Quiet();
        await rest.CancelAsync();
        await all;
        await answers;
    }

    /// <summary>Nobody's conversation is stuck: whatever it is in the middle of, it ends when asked to, and the menu comes.</summary>
    private async Task LastWords(Villager person)
    {
        using var patience = new CancellationTokenSource(Patience);
        await person.Play(new Journey("last words", [new Step("hủy", false, ""), new Step("menu", false, "cần việc gì?")]), patience.Token);
    }

    private Task MoveBy(int seconds) => Host.MoveTo(Host.Clock.GetUtcNow().AddSeconds(seconds));

    /// <summary>Waits until every update is read and every message that may go has gone.</summary>
    private async Task Quiet()
    {
        await Api.Bot.WaitUntilRead(Patience);
        await Api.Bot.WaitUntilPolled(Patience);
        using var patience = new CancellationTokenSource(Patience);
        for (var empty = 0; empty < 3;)
        {
            using var health = JsonDocument.Parse(await Host.Get("/healthz"));
            empty = health.RootElement.GetProperty("outbox").GetProperty("waiting").GetInt32() == 0 ? empty + 1 : 0;
            if (empty == 0)
                await MoveBy(1); // a refused message waits on the clock
            await Task.Delay(Look, TimeProvider.System, patience.Token);
        }
    }

    private void Received(FakeUser? user, FakeMessage message)
    {
        Witness.Saw(user, message);
        foreach (var person in People)
            if (person.User == user)
                person.Hear(message);
    }

    private static DateTimeOffset At(int day, int hour, int minute) => Village.January(day, hour, minute).AddSeconds(5);
}
