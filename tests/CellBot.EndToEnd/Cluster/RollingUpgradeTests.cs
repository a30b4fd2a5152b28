using System.Diagnostics;
using CellBot.Domain.Conversations;
using CellBot.Domain.Pledges;
using CellBot.EndToEnd.Processes;
using CellBot.EndToEnd.Upgrades;
using CellBot.Storage;
using CellBot.Storage.Records;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Cluster;

/// <summary>
/// This release and the next one, as real processes on a real PostgreSQL, with ten thousand conversations that were begun before: first the old one alone, then both, then
/// the new one alone. People's messages come by webhook, so that either node takes turns of the same conversation.
/// </summary>
[Collection("Telegram")]
public sealed class RollingUpgradeTests(ITestOutputHelper output)
{
    private const int Open = 10_000;
    private const int EachPhase = 70;

    /// <summary>A pledge from the first word to the last. The stored conversations wait for the fourth.</summary>
    private static readonly string[] Steps = ["đăng ký", "1", "1", "4", "1", "3", "2"];

    private const int Waiting = 3;

    /// <summary>Those who go on talking from the first, the second and the third phase on; the one before them shows what is answered when nothing is upgraded.</summary>
    private static readonly IReadOnlyList<int> First = [.. Enumerable.Range(1, EachPhase)], Second = [.. First.Select(i => i + EachPhase)], Third = [.. Second.Select(i => i + EachPhase)];

    [Fact]
    public async Task Ten_thousand_open_conversations_go_on_while_one_release_takes_over_from_another()
    {
        var watch = Stopwatch.StartNew();
        await using var town = await ClusterTown.Build(nodes: 1, byWebhook: true);
        await town.Settle(1 + (3 * EachPhase));
        using var talkers = new Talkers(town.Api.Bot, 1 + (3 * EachPhase));
        await town.Start();
        var old = town.Nodes[0];
        town.DeliverTo(old);
        var (asked, stopped) = await Model(town, talkers);
        await Store(town, stopped);
        Tell("10,000 conversations are stored");

        await Say(First, 3);
        Tell("the old one alone");

        var next = town.NewNode();
        town.Nodes.Add(next);
        next.Upgrade();
        await next.Start();
        town.DeliverTo(next);
        await Say(First, 4);
        await Say(Second, 3);
        town.DeliverTo(old); // the same people, whose conversations the other has just written
        await Say(First, 5);
        await Say(Second, 4);
        Assert.Same(old, town.Owner);
        Assert.Equal(0, await Written(town));
        await AllAreRead(town, RecordTypes.Catalog, stopped);
        Tell("both");

        await old.Stop();
        Assert.DoesNotContain("schema version", old.Printed, StringComparison.Ordinal);
        await NewShapeIsAgreed(town);
        town.DeliverTo(next);
        await Say(First, 6);
        await Say(Second, 5);
        await Say(Second, 6);
        await Say(Third, 3);
        Assert.Equal(3 * EachPhase, await Written(town));
        Assert.Equal(0, talkers.Unasked);
        await AllAreRead(town, NextRelease.Records, stopped);
        await PledgesAreThere(town);
        Tell("the new one alone");

        old.Launch();
        Assert.Equal(1, await old.WaitForEnd());
        Assert.Contains("The stored chat has schema version 2, written by a newer release of CellBot; this release reads up to 1. Install that release.", old.PrintedNow, StringComparison.Ordinal);

        async Task Say(IReadOnlyList<int> people, int step) => Assert.All(await talkers.Say(people, Steps[step]), answer => Assert.Equal(asked[step], answer));

        void Tell(string what) => output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s: {what}");
    }

    /// <summary>One person's whole pledge on the old release.</summary>
    /// <returns>What it answers at each step, and what it stored when the fourth was to come.</returns>
    private static async Task<(string[] Asked, Chat Stopped)> Model(ClusterTown town, Talkers talkers)
    {
        var asked = new string[Steps.Length];
        Chat? stopped = null;
        for (var step = 0; step < Steps.Length; step++)
        {
            if (step == Waiting)
            {
                await using var store = await town.OpenStore();
                stopped = await store.Open().Get<Chat>(ClusterTown.AccountOf(0));
            }

            asked[step] = Assert.Single(await talkers.Say([0], Steps[step]));
        }

        Assert.Equal(Steps.Length, asked.Distinct().Count());
        Assert.NotEmpty(stopped!.Active!.Answers);
        return (asked, stopped);
    }

    /// <summary>The same conversation for ten thousand people, each encrypted with a key of their own.</summary>
    private static async Task Store(ClusterTown town, Chat stopped)
    {
        await using var store = await town.OpenStore();
        for (var first = 1; first <= Open; first += 500)
            await ClusterTown.Write(store, session =>
            {
                for (var number = first; number < first + 500; number++)
                    session.Put(stopped with { Id = ClusterTown.AccountOf(number), ParticipantId = ClusterTown.PersonOf(number), Active = stopped.Active! with { RunId = $"{stopped.Active.RunId}/{number}" } });
            });
    }

    /// <summary>Chats in the shape of the next release.</summary>
    private static Task<long> Written(ClusterTown town) => town.Ask<long>($"SELECT count(*) FROM cellbot.d_chat WHERE schema = {NextRelease.ChatSchema}");

    /// <summary>Every conversation, as a node of this release reads it: where nobody spoke, it stands as it was left.</summary>
    private static async Task AllAreRead(ClusterTown town, RecordCatalog release, Chat stopped)
    {
        await using var store = await town.OpenStore(release);
        var untouched = 0;
        var all = 0;
        await foreach (var chat in store.All<Chat>())
        {
            all++;
            if (chat.Active is { } active && active.OpenKey == stopped.Active!.OpenKey && active.Answers.SequenceEqual(stopped.Active.Answers))
                untouched++;
        }

        Assert.Equal(Open + 1, all);
        var spoke = release == NextRelease.Records ? 3 : 2;
        Assert.Equal(Open - (spoke * EachPhase), untouched);
    }

    /// <summary>The new node has seen that the old one is gone.</summary>
    private static async Task NewShapeIsAgreed(ClusterTown town)
    {
        var since = Stopwatch.GetTimestamp();
        while (await town.Ask<int>("SELECT (convert_from(body, 'UTF8')::json -> 'chat' ->> 'Schema')::int FROM cellbot.d_store WHERE id = 'types'") != NextRelease.ChatSchema)
        {
            Assert.True(Stopwatch.GetElapsedTime(since) < HostProcess.Patience, "The new shape is not written.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task PledgesAreThere(ClusterTown town)
    {
        await using var store = await town.OpenStore(NextRelease.Records);
        var pledges = await store.Open().Find(Pledge.ByCampaign, town.Campaign.Id + "/");
        Assert.Equal(First.Concat(Second).Prepend(0).Select(ClusterTown.PersonOf), pledges.Select(pledge => pledge.ParticipantId).Order(StringComparer.Ordinal));
    }
}
