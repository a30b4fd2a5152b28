using System.Security.Cryptography;
using System.Text;
using CellBot.Domain.Delivery;
using CellBot.Host.Channels.Webhooks;
using CellBot.Host.Clock;
using CellBot.Host.Sending;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels.Zalo;

/// <summary>Receives by webhook: any node takes what comes; the one that holds the bot's lease sees to it that Zalo delivers here.</summary>
internal sealed class ZaloWebhook(
    string bot, string url, string secret, ZaloClient client, ZaloIntake intake, Func<ZaloChannel> channel, ZaloCondition condition, Store store, Backlog backlog, IHostApplicationLifetime host,
    TimeProvider time) : IWebhook
{
    /// <summary>Zalo tells nothing of failures, so it is asked from time to time whether it still delivers here. Setting the address has a limit per day, asking has none.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    private readonly Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2), Random.Shared.NextDouble);

    public string Name => $"{ZaloChannel.Platform}/{bot}";

    public string SecretHeader => "X-Bot-Api-Secret-Token";

    public string Secret => secret;

    public async Task<WebhookResult> Take(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (ZaloEvent.ReadAll(body) is not { } events)
            return WebhookResult.Unreadable;
        var done = true;
        foreach (var said in events)
            done &= await intake.Take(said, channel(), cancel);
        return done ? WebhookResult.Done : WebhookResult.Later;
    }

    /// <summary>Keeps Zalo delivering here until cancelled.</summary>
    public async Task Keep(CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        backlog.MayWait(Name); // whether Zalo repeats what it could not deliver is not known: it has the backlog's patience
        var patience = Patience(ending.Token);
        try
        {
            await Serving(cancel); // Zalo tries an address when it is given one
            while (true)
            {
                var isSet = await Set(cancel);
                if (isSet)
                    backoff.Over();
                await Task.Delay(isSet ? LookAgain : backoff.Next(), time, cancel);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await patience;
            backlog.IsRead(Name);
        }
    }

    private async Task Patience(CancellationToken cancel)
    {
        await Task.Delay(Backlog.Patience, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancel.IsCancellationRequested)
            backlog.IsRead(Name);
    }

    private async Task<bool> Set(CancellationToken cancel)
    {
        var print = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{url}\n{secret}")).AsSpan(0, 16));
        var session = store.Open(cancel);
        var mark = await session.Get<WebhookMark>(Name);
        var place = await client.GetWebhookInfo(cancel);
        if (place is ZaloAnswer<ZaloWebhookPlace>.Good now && (now.Result.Url != url || mark?.Print != print))
            place = await client.SetWebhook(url, secret, cancel);
        switch (place)
        {
            case ZaloAnswer<ZaloWebhookPlace>.Good good when good.Result.Url is null || good.Result.Url == url:
                if (mark?.Print != print)
                {
                    session.Put(new WebhookMark(Name, print));
                    await session.Commit(); // lost to another node: it wrote the same
                }

                condition.Well();
                return true;
            case ZaloAnswer<ZaloWebhookPlace>.Good:
                condition.Trouble($"Zalo took another webhook for bot {bot} than it was given; it is set again.");
                return false;
            case ZaloAnswer<ZaloWebhookPlace>.Refused { Code: ZaloAnswers.TokenRefused }:
                condition.TokenRefused();
                return false;
            case ZaloAnswer<ZaloWebhookPlace>.Refused refused:
                condition.Trouble($"Zalo refuses the webhook of bot {bot} (error {refused.Code}). Look whether Web:PublicUrl is reached from outside; it is tried again.");
                return false;
            case ZaloAnswer<ZaloWebhookPlace>.NotReached(var reason):
                condition.Trouble($"Zalo cannot be reached ({reason}); it is tried again. If it stays so, look at the network, a firewall or Zalo:Proxy.");
                return false;
            default:
                condition.Trouble("Zalo does not answer properly; it is tried again.");
                return false;
        }
    }

    private async Task Serving(CancellationToken cancel)
    {
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = host.ApplicationStarted.Register(serving.SetResult);
        await serving.Task.WaitAsync(cancel);
    }
}
