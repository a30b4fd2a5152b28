using System.Diagnostics;
using CellBot.Domain.Obligations;
using CellBot.Storage.Records;
using CellBot.Testing.Telegram;

namespace CellBot.Bench;

/// <summary>
/// A committee moves the date of a campaign in 500 cells with 20,000 people while 200 updates a second go on arriving: from the moment the move was committed
/// until nothing of it is left to do, and how long answers took meanwhile. Afterwards every duty and every reminder is looked at.
/// </summary>
internal static class DeadlineRun
{
    private const int Cells = 500, PeopleEach = 40, People = Cells * PeopleEach, PerSecond = 200;
    private const string Move = "root/Move";

    public static async Task<int> Run(string[] args)
    {
        await using var server = await BenchServer.For(args);
        await using var host = new HostUnderTest { Postgres = server?.Database };
        var now = Conversation.CellNow();
        var dueAt = new DateTimeOffset(now.Date.AddDays(15).AddSeconds(-1), now.Offset);
        var startsAt = DateTimeOffset.MaxValue;
        await host.Seed(async store =>
        {
            await Seeds.People(store, Cells, PeopleEach, now);
            for (var first = 0; first < People; first += 500) await Seeds.Write(store, desk =>
            {
                for (var n = first; n < first + 500; n++) desk.Put(Waiting(n, now));
            });
            startsAt = Conversation.CellNow().AddSeconds(12); // the host starts and warms up; kept to the second
            startsAt = startsAt.AddTicks(-(startsAt.Ticks % TimeSpan.TicksPerSecond));
            await Seeds.Write(store, desk => desk.Put(new CampaignSpread(Move)
            {
                Kind = SpreadKind.Move, DueAt = dueAt, StartedAt = startsAt,
                Targets = [.. Enumerable.Range(0, Cells).Select(cell => $"u-{cell:D4}").Select(unit => new CampaignTarget(Seeds.Campaign(unit, now).Id, unit))],
            }));
        });
        host.Start();
        await host.WaitUntilReady();

        using var stop = new CancellationTokenSource();
        var talk = new OpenLoop(host.Bot, 2000, PerSecond);
        var talking = talk.Run(stop.Token);
        await using var watcher = await host.WatchStore();
        if (!await watcher.IsOpen(Move)) throw new InvalidOperationException("The move began before its time.");
        await Task.Delay(startsAt - TimeProvider.System.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        talk.Latencies = new Latencies();
        var watch = Stopwatch.StartNew();
        while (await watcher.IsOpen(Move) && watch.Elapsed.TotalSeconds < 60) await Task.Delay(20);
        var took = watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await talking;
        await Task.Delay(500);
        var meanwhile = talk.Latencies.ToString();
        await host.Stop();

        var (moved, planned, old) = (0, 0, 0);
        await host.Seed(async store =>
        {
            await foreach (var duty in store.All<Obligation>())
                if (!duty.IsOpen || (duty.DueAt == dueAt && duty.DueVersion == 2)) moved++;
            await foreach (var reminder in store.All<Reminder>())
                if (reminder is { State: ReminderState.Waiting, Stage: Stage.R3 })
                    if (reminder.Version == 1) old++;
                    else planned++;
        });
        Console.WriteLine($"deadline{(server is null ? "" : " on PostgreSQL")} | {People} people | spread in {took:0.0} s | answers meanwhile {meanwhile} | {People - moved} duties not moved, {planned} reminders planned anew, {old} old ones left");
        return 0;
    }

    private static Reminder Waiting(int person, DateTimeOffset now)
    {
        var duty = Obligation.IdOf(Seeds.Campaign($"u-{person / PeopleEach:D4}", now).Id, $"p-{person:D6}");
        return new(Reminder.IdOf($"p-{person:D6}", Stage.R3, duty, 1)) { PersonId = $"p-{person:D6}", Stage = Stage.R3, ObjectId = duty, Version = 1, DueAt = now.AddDays(2) };
    }
}
