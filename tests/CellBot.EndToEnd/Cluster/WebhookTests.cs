using CellBot.EndToEnd.Processes;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Cluster;

/// <summary>Telegram delivers to whichever host a balancer picks; the one that holds the bot's lease answers.</summary>
[Collection("Telegram")]
public sealed class WebhookTests
{
    private const int People = 6;

    [Fact]
    public async Task Any_host_takes_webhooks_and_when_the_one_that_answers_is_killed_another_answers()
    {
        await using var town = await ClusterTown.Build(2, byWebhook: true);
        (town.Api.Bot.WebhookRetryDelay, town.Api.Bot.LongestWebhookRetryDelay) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(400));
        await town.Settle(People);
        var people = Enumerable.Range(0, People).Select(number => town.Api.NewUser($"Người {number}", ClusterTown.FirstUser + number)).ToList();
        foreach (var node in town.Nodes)
            node.Launch();
        foreach (var node in town.Nodes)
            await node.WaitUntilUp();

        foreach (var (number, user) in people.Index())
        {
            town.DeliverTo(town.Nodes[number % 2]);
            await Ask(user);
        }

        var owner = town.Owner;
        var other = town.Nodes.Single(node => node != owner);
        owner.Kill();
        town.DeliverTo(other);
        await Task.WhenAll(people.Select(Ask));
        await town.Api.Bot.WaitUntilRead(HostProcess.Patience);
        Assert.Empty(town.Api.Violations);
        // One whose outcome the killed host had not written yet may come once more (design, section 7).
        Assert.All(people, user => Assert.InRange(user.Transcript.Count(entry => entry.Kind is TranscriptKind.Received), 2, 3));
        Assert.Equal(1, town.Api.Bot.CallsOf("setWebhook"));
    }

    private static async Task Ask(FakeUser user)
    {
        var before = user.Transcript.Count(entry => entry.Kind is TranscriptKind.Received);
        user.Says("việc của tôi");
        await user.WaitForMessage(_ => user.Transcript.Count(entry => entry.Kind is TranscriptKind.Received) > before, HostProcess.Patience);
    }
}
