using CellBot.Domain.Delivery;
using CellBot.EndToEnd.Telegram;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Disasters;

/// <summary>SIGTERM to the real program while Telegram is slow.</summary>
[Collection("Telegram")]
public sealed class StoppingTests
{
    private const string Bich = CellStory.Bich;

    [Fact]
    public async Task It_waits_for_sends_in_flight_writes_their_outcomes_and_takes_in_nothing_more()
    {
        await using var town = await Joined();
        town.Api.Faults.Next(new Fault.Slow(TimeSpan.FromSeconds(4)), 1, "sendMessage");
        var begun = await InFlight(town);
        var stopping = town.Host.Stop(); // exit code 0, or it throws
        town[Bich].Says("menu"); // stays with Telegram, or its answer in the outbox
        await stopping;
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(14));

        await using (var store = await town.Host.OpenStore())
        {
            var answer = Assert.Single(await store.All<OutboxMessage>().ToListAsync(), row => row.Text.StartsWith("Đăng ký năm 2027: 3 bước", StringComparison.Ordinal));
            Assert.Equal(OutboxState.Sent, answer.State);
            Assert.NotNull(answer.PlatformId);
        }

        await town.Host.Start();
        await town[Bich].WaitForMessage("Đồng chí Bích cần việc gì?", TimeSpan.FromSeconds(30));
        Assert.Single(town[Bich].Transcript, entry => entry.Text?.StartsWith("Đăng ký năm 2027: 3 bước", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task After_ten_seconds_it_goes_without_the_answer_and_repeats_it_once_at_the_next_start()
    {
        await using var town = await Joined();
        town.Api.Faults.Next(new Fault.Silence(), 1, "sendMessage");
        var begun = await InFlight(town);
        await town.Host.Stop();
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(20));
        await town.Host.Start();
        await town.Quiet();
        Assert.InRange(town[Bich].Transcript.Count(entry => entry.Text?.StartsWith("Đăng ký năm 2027: 3 bước", StringComparison.Ordinal) is true), 1, 2);
    }

    [Fact]
    public async Task A_second_signal_ends_it_at_once()
    {
        await using var town = await Joined();
        town.Api.Faults.Next(new Fault.Silence(), 1, "sendMessage");
        await InFlight(town);
        var begun = TimeProvider.System.GetTimestamp();
        town.Host.Signal();
        town.Host.Signal(); // as a shell signals a whole group: the same request
        await town.Host.WaitForLine("Application is shutting down");
        await Task.Delay(TimeSpan.FromSeconds(1.2), TimeProvider.System);
        Assert.True(town.Host.IsRunning);
        town.Host.Signal();
        Assert.Equal(143, await town.Host.WaitForEnd());
        Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(8), "It waited for what was in flight.");
        await town.Host.Start();
        await town.Quiet();
    }

    /// <returns>When the request was on its way.</returns>
    private static async Task<long> InFlight(TelegramTown town)
    {
        var calls = town.Api.Bot.CallsOf("sendMessage");
        town[Bich].Says("đăng ký");
        for (var looks = 0; looks < 1000 && town.Api.Bot.CallsOf("sendMessage") == calls; looks++)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        return TimeProvider.System.GetTimestamp();
    }

    private static async Task<TelegramTown> Joined()
    {
        var town = TelegramTown.Build(CellStory.Begin);
        await town.Open(Seeds.Pledges(2027));
        await CellStory.Join(town, Bich, byLink: true, withDuties: false);
        return town;
    }
}
