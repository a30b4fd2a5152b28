using CellBot.Domain.Conversations;
using CellBot.Host.Tests.Kit;
using CellBot.Host.Turns;

namespace CellBot.Host.Tests.Turns;

public sealed class TurnRunnerTests
{
    [Fact]
    public async Task A_turn_that_loses_a_race_is_run_again_on_fresh_data()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        using var racing = new CancellationTokenSource();
        var rival = Task.Run(async () =>
        {
            while (!racing.IsCancellationRequested)
            {
                var session = test.Store.Open();
                session.Put((await session.Get<Chat>(TestHost.AccountOf(user)))! with { ThankedAt = test.Clock.GetUtcNow() });
                await session.Commit();
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System); // a rival that never rests may win twenty-five times in a row
            }
        });

        foreach (var text in (string[])["Mận", "1", "chào", "Đào", "2"])
            user.Says(text);
        await user.WaitForMessage("Mời nước.");
        await racing.CancelAsync();
        await rival;

        Assert.DoesNotContain(test.Log.Lines, line => line.StartsWith("Error"));
    }

    [Fact]
    public async Task Turns_of_one_chat_keep_their_order_and_others_do_not_wait()
    {
        var queues = new ChatQueues();
        var first = await queues.Enter("a");
        var second = queues.Enter("a").AsTask();
        var third = queues.Enter("a").AsTask();
        (await queues.Enter("b")).Dispose();
        Assert.False(second.IsCompleted);

        first.Dispose();
        (await second).Dispose();
        (await third).Dispose();
        (await queues.Enter("a")).Dispose();
    }

    [Fact]
    public async Task Who_is_alone_keeps_others_outside_until_done()
    {
        var gate = new AloneGate();
        Assert.True(gate.Pass().IsCompleted);
        var alone = await gate.BeAlone(default);
        var other = gate.Pass().AsTask();
        var next = gate.BeAlone(default).AsTask();
        Assert.False(other.IsCompleted);
        Assert.False(next.IsCompleted);

        alone.Dispose();
        await other;
        (await next).Dispose();
        Assert.True(gate.Pass().IsCompleted);
    }
}
