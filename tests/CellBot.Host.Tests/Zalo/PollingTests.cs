using CellBot.Host.Tests.Kit;

namespace CellBot.Host.Tests.Zalo;

/// <summary>Polling, for development.</summary>
public sealed class PollingTests
{
    [Fact]
    public async Task It_works_and_says_aloud_what_it_loses()
    {
        await using var test = ZaloTest.New(settings: [("Zalo:Mode", "Polling"), ("Zalo:PollSeconds", "1")]);
        var user = test.Api.NewUser("Mận");
        user.Says("nobody hears this");
        await test.Host.Start();
        await Polled(test);
        Assert.Contains(test.Host.Log.Lines, line => line.Contains("lost for ever", StringComparison.Ordinal));
        Assert.Contains("messages that people send while nobody polls are lost", await test.Health(), StringComparison.Ordinal);

        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        await Polled(test);
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("getUpdates") >= 5), "polls that end empty and go on");
        Assert.Empty(test.Api.Violations);
    }

    [Fact]
    public async Task A_webhook_that_was_set_is_taken_away()
    {
        await using var test = await ZaloTest.Started();
        await test.Host.Stop();
        test.Host.Set("Zalo:Mode", "Polling");
        await test.Host.Start();
        await Polled(test);
        Assert.Null(test.Bot.WebhookUrl);
    }

    private static Task Polled(ZaloTest test) => TestHost.Until(() => Task.FromResult(test.Bot.IsPolled), "a poll");
}
