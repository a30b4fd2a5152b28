using System.Diagnostics;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.EndToEnd.Processes;
using CellBot.Storage.Records;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Cluster;

/// <summary>Three hosts, any of them killed or frozen while people talk to them and reminders fall due: the others go on, nothing is lost, nothing comes twice.</summary>
[Collection("Telegram")]
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int Talkers = 30;
    private const int Reminded = 24;

    /// <summary>Promised are 10 seconds; the machine of the tests may be busy with others.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Theory]
    [InlineData("killed")]
    [InlineData("frozen")]
    public async Task Whichever_host_falls_out_under_load_the_others_go_on_and_nothing_is_lost_or_doubled(string accident)
    {
        await using var town = await ClusterTown.Build(nodes: 3);
        await town.Settle(Talkers + Reminded);
        using var crowd = new ClusterCrowd(town.Api.Bot, Talkers, Reminded);
        await town.Start();
        await town.Api.Bot.WaitUntilRead(HostProcess.Patience);
        var began = ClusterTown.Now.AddSeconds(3);
        await town.Remind(Enumerable.Range(0, Reminded).ToDictionary(i => Talkers + i, i => began.AddSeconds(i * 2)));
        var talking = crowd.Begin(TimeSpan.FromSeconds(1.4));

        var reminders = 0;
        town.Api.Bot.Received += (user, _) =>
        {
            if (user?.Id >= ClusterTown.FirstUser + Talkers)
                Interlocked.Increment(ref reminders);
        };
        // First the one that serves the bot; then the one that took over from it; then each of the others in turn, so that the clock's node is among them.
        for (var round = 0; round < 3; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            var victim = round < 2 ? town.Owner : town.Nodes.First(node => node != town.Owner);
            await Suffer(town, crowd, victim, accident, round, () => Volatile.Read(ref reminders));
        }

        await talking;
        var finished = crowd.Finished;
        if (await Task.WhenAny(finished, Task.Delay(HostProcess.Patience, TimeProvider.System)) != finished)
            Assert.Fail($"{crowd.FinishedCount} of {Talkers} finished.\n{crowd.Stuck()}\n\n{Logs(town)}");
        await Check(town, crowd);
    }

    private async Task Suffer(ClusterTown town, ClusterCrowd crowd, HostProcess victim, string accident, int round, Func<int> reminders)
    {
        var wasOwner = victim == town.Owner;
        var before = reminders();
        var since = Stopwatch.GetTimestamp();
        if (accident == "killed")
            victim.Kill();
        else
            victim.Freeze();
        var answered = await crowd.GoesOn(since, Patience);
        while (reminders() == before && Stopwatch.GetElapsedTime(since) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var reminded = reminders() > before ? Stopwatch.GetElapsedTime(since) : TimeSpan.MaxValue;
        output.WriteLine($"{accident} {(wasOwner ? "the bot's host" : "another host")} ({round}): answers go on after {answered.TotalSeconds:0.0} s, a reminder comes after {reminded.TotalSeconds:0.0} s");
        Assert.True(answered < Patience, $"Nobody was answered any more.\n{Logs(town)}");
        Assert.True(reminded < Patience, $"Nobody was reminded any more.\n{Logs(town)}");

        if (accident == "killed")
        {
            await victim.Start();
            return;
        }

        var longer = TimeSpan.FromSeconds(9) - Stopwatch.GetElapsedTime(since);
        if (longer > TimeSpan.Zero)
            await Task.Delay(longer, TimeProvider.System);
        victim.Wake();
        if (wasOwner)
            await victim.WaitForLine($"Lost the lease of {ClusterTown.Bot}");
    }

    private async Task Check(ClusterTown town, ClusterCrowd crowd)
    {
        await town.Api.Bot.WaitUntilRead(HostProcess.Patience);
        await using var store = await town.OpenStore();
        var session = store.Open();
        for (var number = 0; number < Talkers; number++)
        {
            var pledges = (await session.Find(Pledge.ByCampaign, town.Campaign.Id + "/")).Where(pledge => pledge.ParticipantId == ClusterTown.PersonOf(number));
            Assert.Single(pledges);
        }

        var unknown = 0;
        await Settled(store);
        var rows = await store.All<OutboxMessage>().ToListAsync();
        for (var number = Talkers; number < Talkers + Reminded; number++)
        {
            var own = rows.Where(row => row.AccountId == ClusterTown.AccountOf(number) && row.Lane is not Lane.Answer).ToList();
            var heard = crowd.TimesHeard(number, "bản đăng ký");
            unknown += own.Count(row => row.State is OutboxState.Unknown);
            Assert.True(heard == 1 || (heard == 0 && own.Any(row => row.State is OutboxState.Unknown)), $"{ClusterTown.PersonOf(number)} was reminded {heard} times; rows: {string.Join(", ", own.Select(row => $"{row.Id} {row.State}"))}\n{Logs(town)}");
        }

        Assert.All(crowd.Repeats, times => Assert.Equal(2, times));
        Assert.True(crowd.Repeats.Count <= 3 * Talkers / 2, $"{crowd.Repeats.Count} messages came again: more than can have been in flight.");
        output.WriteLine($"{crowd.Repeats.Count} answers came again, {unknown} reminders are listed as unknown");
    }

    /// <summary>Every reminder is sent or skipped, and no message waits.</summary>
    private static async Task Settled(Store store)
    {
        var since = Stopwatch.GetTimestamp();
        while (await Waits(store))
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < HostProcess.Patience, "Something waits for ever.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<bool> Waits(Store store)
    {
        var session = store.Open();
        return (await session.Range(Reminder.ByDue, "", $"{ClusterTown.Now.AddMinutes(2).UtcDateTime:yyyyMMddHHmmss}")).Count > 0 || (await session.Find(OutboxMessage.ByQueue, "")).Count > 0;
    }

    private static string Logs(ClusterTown town) => string.Join("\n==== node ====\n", town.Nodes.Select(node => node.Printed));
}
