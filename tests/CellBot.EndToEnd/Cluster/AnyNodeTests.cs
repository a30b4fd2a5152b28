using System.Diagnostics;
using CellBot.Domain.Delivery;
using CellBot.EndToEnd.Processes;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Cluster;

/// <summary>Telegram's updates arrive at whichever node the balancer picks; the answers leave where the bot's lease is held, also while thousands of notices wait there.</summary>
[Collection("Telegram")]
public sealed class AnyNodeTests(ITestOutputHelper output)
{
    private const int People = 20;
    private const int Notices = 5_000;

    [Fact]
    public async Task A_node_that_does_not_serve_the_bot_takes_its_updates_and_the_one_that_does_sends_the_answers()
    {
        await using var town = await ClusterTown.Build(nodes: 2, byWebhook: true, more: ("Telegram:MessagesPerSecond", "5"));
        await town.Settle(People);
        using var talkers = new Talkers(town.Api.Bot, People);
        await town.Start();
        var owner = town.Owner;
        var other = town.Nodes.Single(node => node != owner);
        town.DeliverTo(other);

        await Talk(talkers, "đăng ký", "Đăng ký năm", "nothing else waits");
        await Put(town, Lane.Bulk, Enumerable.Range(0, Notices).Select(i => ($"notice/{i}", 7_000_000L + i)));
        await Talk(talkers, "1", "Bước 1/3", $"{Notices} notices wait");
        // Behind all those, written by nobody who rings: the owner finds it by itself.
        await Put(town, Lane.Urgent, [("urgent/0", ClusterTown.FirstUser)]);
        Assert.Contains("Báo gấp", await talkers.Next(0), StringComparison.Ordinal);
        Assert.DoesNotContain("Serving telegram/0", other.PrintedNow, StringComparison.Ordinal);

        await AnswersAreSettled(town);
        owner.Kill();
        await Talk(talkers, "1", "Bước 2/3", "the owner is killed, and the other takes its place");
        await owner.Start();
        town.DeliverTo(owner);
        await Talk(talkers, "4", "Lĩnh vực", "the other way round");
        Assert.Same(other, town.Owner);
        Assert.Equal(0, talkers.Unasked);
    }

    /// <summary>One after another, so that each answer's own time is seen.</summary>
    private async Task Talk(Talkers talkers, string said, string expected, string when)
    {
        var times = new List<double>();
        for (var number = 0; number < People; number++)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = Assert.Single(await talkers.Say([number], said));
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Assert.Contains(expected, answer, StringComparison.Ordinal);
        }

        times.Sort();
        output.WriteLine($"{when}: answered after {times[People / 2]:0} ms (half of them), {times[^1]:0} ms (the slowest)");
    }

    private static async Task Put(ClusterTown town, Lane lane, IEnumerable<(string Id, long User)> rows)
    {
        await using var store = await town.OpenStore();
        foreach (var part in rows.Chunk(500))
            await ClusterTown.Write(store, session =>
            {
                foreach (var (id, user) in part)
                    session.Put(new OutboxMessage(id) { AccountId = $"{ClusterTown.Bot}/{user}", Lane = lane, Text = lane is Lane.Urgent ? "Báo gấp: buổi họp đổi giờ." : "Kính mời dự họp.", CreatedAt = ClusterTown.Now });
            });
    }

    /// <summary>What became of each answer is written down: a kill repeats none.</summary>
    private static async Task AnswersAreSettled(ClusterTown town)
    {
        await using var store = await town.OpenStore();
        var since = Stopwatch.GetTimestamp();
        while ((await store.Open().Range(OutboxMessage.ByQueue, $"{ClusterTown.Bot}/0/", $"{ClusterTown.Bot}/1/~")).Count > 0)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < HostProcess.Patience, "An answer waits for ever.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
