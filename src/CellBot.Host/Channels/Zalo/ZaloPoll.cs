using System.Text.Json;
using CellBot.Host.Clock;
using CellBot.Host.Sending;

namespace CellBot.Host.Channels.Zalo;

/// <summary>
/// Receives by polling, for development: one event a call, and none is kept for whoever does not ask, so what is sent between two polls, during a stop or to a second poller
/// is lost. That is said in the log at every start and stays on the board.
/// </summary>
internal sealed partial class ZaloPoll(string bot, ZaloClient client, ZaloIntake intake, ZaloCondition condition, TimeSpan hold, Backlog backlog, TimeProvider time, ILogger<ZaloPoll> log)
{
    /// <summary>An empty poll that ends sooner did not wait at all; then the rate is ours to bound.</summary>
    private static readonly TimeSpan TooSoon = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan TokenRefused = TimeSpan.FromMinutes(1);

    private readonly Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), Random.Shared.NextDouble);

    private string Name => $"{ZaloChannel.Platform}/{bot}";

    public async Task Run(ZaloChannel channel, CancellationToken cancel)
    {
        LogLossy(Name);
        condition.Standing("Zalo:Mode is Polling: messages that people send while nobody polls are lost. It is for development; set Webhook for real use.");
        backlog.MayWait(Name);
        try
        {
            while (await client.DeleteWebhook(cancel) is not ZaloAnswer<Channels.Zalo.ZaloWebhookPlace>.Good and var refused)
                await Suffer(refused, cancel);
            while (true)
                await Round(channel, cancel);
        }
        finally
        {
            backlog.IsRead(Name);
        }
    }

    private async Task Round(ZaloChannel channel, CancellationToken cancel)
    {
        var asked = time.GetTimestamp();
        switch (await client.GetUpdates(hold, cancel))
        {
            case ZaloAnswer<JsonElement>.Good good:
                Well();
                foreach (var said in ZaloEvent.ReadAll(good.Result) ?? [])
                    await Take(said, channel, cancel);
                break;
            case ZaloAnswer<JsonElement>.Refused { Code: ZaloAnswers.EmptyPoll }:
                Well();
                backlog.IsRead(Name);
                if (time.GetElapsedTime(asked) < TooSoon)
                    await Task.Delay(TooSoon, time, cancel);
                break;
            case var failed:
                await Suffer(failed, cancel);
                break;
        }
    }

    /// <summary>It will not come again: better to try once more ourselves than to lose it.</summary>
    private async Task Take(ZaloEvent said, ZaloChannel channel, CancellationToken cancel)
    {
        for (var tries = 0; !await intake.Take(said, channel, cancel) && tries < 3; tries++)
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
    }

    private void Well()
    {
        backoff.Over();
        condition.Well();
    }

    private async Task Suffer<T>(ZaloAnswer<T> failed, CancellationToken cancel)
    {
        backlog.MayWait(Name);
        if (failed is ZaloAnswer<T>.Refused { Code: ZaloAnswers.TokenRefused })
        {
            condition.TokenRefused();
            await Task.Delay(TokenRefused, time, cancel);
            return;
        }

        condition.Trouble(failed switch
        {
            ZaloAnswer<T>.Refused refused => $"Zalo refuses to be polled (error {refused.Code}); it is tried again.",
            ZaloAnswer<T>.NotReached(var reason) => $"Zalo cannot be reached ({reason}); it is tried again.",
            _ => "Zalo does not answer properly; it is tried again.",
        });
        await Task.Delay(backoff.Next(), time, cancel);
    }

    [LoggerMessage(LogLevel.Warning, "{Channel} is polled, which is for development only: Zalo keeps nothing for whoever does not poll, so messages sent during a stop, between two polls or beside a second poller are lost for ever. Set Zalo:Mode to Webhook for real use.")]
    private partial void LogLossy(string channel);
}
