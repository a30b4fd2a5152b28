using CellBot.Host.Clock;
using CellBot.Host.Health;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CellBot.Host.Channels.Telegram;

/// <summary>
/// Asks Telegram for updates, one poll after another. An update is acknowledged (by the offset of a later poll) only after its commit. Turns run side by side,
/// and when half of a full batch is committed the next is asked for: it comes with those still under way, which are known by their ids.
/// A turn that takes long (a file) does not hold up the others for more than three seconds.
/// </summary>
internal sealed partial class TelegramPoll(
    string bot, ITelegramBotClient client, TelegramIntake intake, TelegramGreeting greeting, TimeSpan hold,
    Backlog backlog, HealthBoard health, TimeProvider time, ILogger<TelegramPoll> log)
{
    /// <summary>The same offset sooner than this makes Telegram slow the bot down.</summary>
    private static readonly TimeSpan BatchPatience = TimeSpan.FromSeconds(3);

    /// <summary>The most that Telegram gives at once, those that it has given and that are not acknowledged included.</summary>
    private const int Batch = 100;

    /// <summary>So many turns in one batch are worth a change of thread each.</summary>
    private const int ManyAtOnce = 8;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly List<Entry> started = [];
    private readonly PollTrouble trouble = new();
    private int? offset;

    private string Name => $"{TelegramChannel.Platform}/{bot}";

    public async Task Run(TelegramChannel channel, CancellationToken cancel)
    {
        backlog.MayWait(Name);
        health.Channel(Name, HealthColor.Green);
        started.Clear();
        offset = null;
        var introducing = greeting.Introduce(channel, cancel);
        try
        {
            while (true)
                await Round(channel, cancel);
        }
        finally
        {
            // What is being committed is let finish; Telegram brings it again, and it is known by its mark.
            await Task.WhenAny(Task.WhenAll(started.Select(entry => entry.Turn)), Task.Delay(StopPatience, time, CancellationToken.None));
            await introducing;
            backlog.IsRead(Name);
        }
    }

    private async Task Round(TelegramChannel channel, CancellationToken cancel)
    {
        var wait = started.Count > 0 || backlog.IsUnread(Name) ? TimeSpan.Zero : hold;
        var askedAt = time.GetTimestamp();
        Update[] updates;
        try
        {
            updates = await client.GetUpdates(offset, limit: Batch, timeout: (int)wait.TotalSeconds, allowedUpdates: TelegramIntake.Wanted, cancellationToken: cancel);
        }
        catch (RequestException accident)
        {
            await Suffer(accident, cancel);
            return;
        }

        if (health.Channel(Name, HealthColor.Green))
            await WellAgain(channel, cancel);
        if (updates.Length == 0 && started.Count == 0)
        {
            backlog.IsRead(Name);
            if (trouble.AfterEmpty(wait, time.GetElapsedTime(askedAt)) is { } pause)
                await Task.Delay(pause, time, cancel);
            return;
        }

        trouble.Over();
        var fresh = updates.Length - started.Count;
        foreach (var update in updates)
            Begin(update, channel, fresh >= ManyAtOnce, cancel);
        await SomeAreDone(cancel);
        await Acknowledge(cancel);
    }

    private async Task WellAgain(TelegramChannel channel, CancellationToken cancel)
    {
        LogWell(Name);
        backlog.IsBack(Name);
        if (channel.Username is null)
            await greeting.Introduce(channel, cancel);
    }

    private void Begin(Update update, TelegramChannel channel, bool isOneOfMany, CancellationToken cancel)
    {
        var known = started.Find(entry => entry.Id == update.Id);
        if (known is null)
            started.Add(new Entry(update.Id, intake.Take(update, channel, isOneOfMany, cancel)));
        else if (known.Turn is { IsCompletedSuccessfully: true, Result: false })
            known.Turn = intake.Take(update, channel, isOneOfMany, cancel);
    }

    /// <summary>Waits for the first turn, and until no more than half of a batch is under way: then there is an offset to move and room for what is new.</summary>
    private async Task SomeAreDone(CancellationToken cancel)
    {
        var first = Task.WhenAll(started.Take(Math.Max(1, started.Count - (Batch / 2))).Select(entry => entry.Turn));
        if (first.IsCompleted)
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(first, Task.Delay(BatchPatience, time, patience.Token));
        await patience.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Moves the offset behind what is committed, up to the first that is not.</summary>
    private async Task Acknowledge(CancellationToken cancel)
    {
        var open = started.FindIndex(entry => entry.Turn is not { IsCompletedSuccessfully: true, Result: true });
        if (open < 0)
        {
            offset = started[^1].Id + 1;
            started.Clear();
            return;
        }

        started.RemoveRange(0, open);
        offset = started.Min(entry => entry.Id);
        foreach (var entry in started)
        {
            if (entry.Turn is { IsFaulted: true, Exception: { } accident })
            {
                LogBroken(accident, Name, entry.Id);
                entry.Turn = Task.FromResult(false);
            }
        }

        // Something could not be stored, and its sender could not be told: it is asked for again, but not at once.
        if (started.Exists(entry => entry.Turn is { IsCompletedSuccessfully: true, Result: false }))
            await Task.Delay(BatchPatience, time, cancel);
    }

    private async Task Suffer(RequestException accident, CancellationToken cancel)
    {
        backlog.MayWait(Name);
        var (pause, color, reason) = trouble.After(accident, bot, time.GetUtcNow());
        if (health.Channel(Name, color, reason))
            LogTrouble(Name, reason);
        if (accident is ApiRequestException { ErrorCode: 409 } && TelegramAnswers.Says(accident, "webhook"))
            await greeting.DropWebhook(cancel);
        await Task.Delay(pause, time, cancel);
    }

    [LoggerMessage(LogLevel.Information, "{Channel} is well again.")]
    private partial void LogWell(string channel);

    [LoggerMessage(LogLevel.Warning, "{Channel}: {Reason}")]
    private partial void LogTrouble(string channel, string reason);

    [LoggerMessage(LogLevel.Error, "{Channel}: update {UpdateId} could not be handled; it is asked for again.")]
    private partial void LogBroken(Exception accident, string channel, int updateId);

    private sealed class Entry(int id, Task<bool> turn)
    {
        public int Id => id;
        public Task<bool> Turn { get; set; } = turn;
    }
}
