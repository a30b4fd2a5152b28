using System.Security.Cryptography;
using System.Text;
using CellBot.Domain.Delivery;
using CellBot.Host.Channels.Webhooks;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Storage.Records;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CellBot.Host.Channels.Telegram;

/// <summary>
/// Keeps Telegram delivering to this installation's webhook. The address is set only when it differs: each setting makes Telegram try it anew and is limited, asking
/// is not. What waits there is the backlog that the clock lets be read first.
/// </summary>
internal sealed partial class TelegramDelivery(
    string bot, string url, ITelegramBotClient client, TelegramWebhook webhook, TelegramGreeting greeting, Store store, Backlog backlog, HealthBoard health,
    IHostApplicationLifetime host, TimeProvider time, ILogger<TelegramDelivery> log)
{
    /// <summary>Requests at once, 1–100 (Bot API). Each waits for its own commit, and commits that come together share a flush.</summary>
    private const int MaxConnections = 100;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookForBacklog = TimeSpan.FromSeconds(1);

    private readonly PollTrouble trouble = new();
    private DateTimeOffset? unreadSince;
    private bool isFirstLook;
    private DateTime? lastFailure;

    private string Name => webhook.Name;

    /// <summary>Until cancelled.</summary>
    public async Task Keep(TelegramChannel channel, CancellationToken cancel)
    {
        (isFirstLook, unreadSince) = (true, null);
        MayWait();
        await Serving(cancel); // Telegram may bring what waits as soon as the address is set
        var introducing = greeting.Introduce(channel, cancel);
        try
        {
            while (true)
            {
                await Task.Delay(await Look(cancel), time, cancel);
                if (channel.Username is null && introducing.IsCompleted)
                    introducing = greeting.Introduce(channel, cancel);
            }
        }
        finally
        {
            await introducing;
            backlog.IsRead(Name);
        }
    }

    /// <returns>How long until the next look.</returns>
    private async Task<TimeSpan> Look(CancellationToken cancel)
    {
        WebhookInfo info;
        try
        {
            info = await Set(cancel);
        }
        catch (RequestException accident)
        {
            MayWait();
            return Suffer(accident);
        }

        if (trouble.Over())
        {
            unreadSince = time.GetUtcNow();
            backlog.IsBack(Name);
        }

        // It tells its last failure for ever: only another one than at the look before is news, and what failed before this host started is none.
        var hasFailed = !isFirstLook && info.LastErrorDate is { } at && at != lastFailure;
        (isFirstLook, lastFailure) = (false, info.LastErrorDate);
        if (hasFailed)
            MayWait();
        Tell(hasFailed ? HealthColor.Yellow : HealthColor.Green,
            hasFailed ? $"Telegram could not deliver to {url} ({info.LastErrorMessage}); it tries again. If it stays so, look whether Web:PublicUrl is reached from outside." : null);
        if (unreadSince is null)
            return LookAgain;
        if (info.PendingUpdateCount > 0 && time.GetUtcNow() - unreadSince < Backlog.Patience)
            return LookForBacklog;
        unreadSince = null;
        backlog.IsRead(Name);
        return LookAgain;
    }

    private void MayWait()
    {
        unreadSince ??= time.GetUtcNow();
        backlog.MayWait(Name);
    }

    /// <exception cref="RequestException">It could not be asked or set.</exception>
    private async Task<WebhookInfo> Set(CancellationToken cancel)
    {
        var print = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{url}\n{webhook.Secret}")).AsSpan(0, 16));
        var session = store.Open(cancel);
        var mark = await session.Get<WebhookMark>(Name);
        var info = await client.GetWebhookInfo(cancel);
        var isSo = info.Url == url && mark?.Print == print && info.MaxConnections == MaxConnections
            && info.AllowedUpdates is { } allowed && allowed.ToHashSet().SetEquals(TelegramIntake.Wanted);
        if (isSo)
            return info;
        await client.SetWebhook(url, maxConnections: MaxConnections, allowedUpdates: TelegramIntake.Wanted, secretToken: webhook.Secret, cancellationToken: cancel);
        LogSet(Name);
        if (mark?.Print != print)
        {
            session.Put(new WebhookMark(Name, print));
            await session.Commit(); // lost to another node: it wrote the same
        }

        return await client.GetWebhookInfo(cancel);
    }

    private TimeSpan Suffer(RequestException accident)
    {
        var (pause, color, reason) = trouble.After(accident, bot, time.GetUtcNow());
        if (accident is ApiRequestException { ErrorCode: 400 })
            reason = $"Telegram refuses the webhook {url} ({accident.Message}). Look at Web:PublicUrl; it is tried again.";
        Tell(color, reason);
        return pause;
    }

    private void Tell(HealthColor color, string? reason)
    {
        if (!health.Channel(Name, color, reason))
            return;
        if (reason is null)
            LogWell(Name);
        else
            LogTrouble(Name, reason);
    }

    private async Task Serving(CancellationToken cancel)
    {
        var serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = host.ApplicationStarted.Register(serving.SetResult);
        await serving.Task.WaitAsync(cancel);
    }

    [LoggerMessage(LogLevel.Information, "{Channel}: the webhook is set.")]
    private partial void LogSet(string channel);

    [LoggerMessage(LogLevel.Information, "{Channel} is well.")]
    private partial void LogWell(string channel);

    [LoggerMessage(LogLevel.Warning, "{Channel}: {Reason}")]
    private partial void LogTrouble(string channel, string reason);
}
