using System.Collections.Concurrent;
using System.Text.Json;
using CellBot.Dialogs.Routing;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Delivery;
using CellBot.Domain.Records;
using CellBot.Host.Channels;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Sending;
using CellBot.Storage;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Turns;

/// <summary>
/// Takes the updates of all channels: one commit for each, the turns of one chat one after another. When it returns, the update's effects are on disk and its
/// reply is with the sender.
/// </summary>
public sealed partial class TurnRunner(Store store, Router router, Outbox outbox, Phrasebook words, CellClock clock, HealthBoard health, ILogger<TurnRunner> log)
{
    private const int Races = 5;
    private const int RacesAlone = 20;
    private const int TriesToStore = 3;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromMinutes(1);

    private readonly ChatQueues queues = new();
    private readonly AloneGate gate = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> toldToResend = new(StringComparer.Ordinal);

    /// <summary>Takes one update.</summary>
    public Task<TurnResult> Take(Incoming update, IChannel channel, CancellationToken cancel) =>
        Take(update.Id, update.AccountId, Task.FromResult(update), channel, cancel);

    /// <summary>Takes one update that is still being read (its files fetched); its place among the turns of the chat is taken at once.</summary>
    /// <param name="cancel">The host stops: an update whose turn has not begun is left to the platform.</param>
    /// <exception cref="OperationCanceledException">It was left.</exception>
    public async Task<TurnResult> Take(string updateId, string accountId, Task<Incoming> reading, IChannel channel, CancellationToken cancel)
    {
        using var place = await queues.Enter(accountId);
        cancel.ThrowIfCancellationRequested();
        for (var tries = 1; ; tries++)
        {
            try
            {
                var update = await reading;
                var report = await Run(update);
                health.StoreIsWell();
                return new TurnResult(report, true);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                throw;
            }
            catch (StoreTooNewException outgrown)
            {
                health.StoreFails(outgrown);
                LogFailed(outgrown, updateId);
                return new TurnResult(null, false); // this host stops; the update is for the release that follows
            }
            catch (Exception accident)
            {
                var isStore = accident is StoreException;
                if (accident is StoreException trouble)
                    health.StoreFails(trouble);
                if (isStore && tries < TriesToStore)
                {
                    await Task.Delay(BetweenTries, clock.Time, CancellationToken.None);
                    continue;
                }

                LogFailed(accident, updateId);
                return new TurnResult(null, await AskToResend(updateId, accountId, channel, cancel, stays: isStore));
            }
        }
    }

    private async Task<TurnReport> Run(Incoming update)
    {
        for (var race = 0; race < Races; race++)
        {
            await gate.Pass();
            if (await Try(update, race == 0 ? store.OpenFromMemory() : store.Open()) is { } report)
                return report;
        }

        using var alone = await gate.BeAlone(CancellationToken.None);
        for (var race = 0; race < RacesAlone; race++)
            if (await Try(update, store.Open()) is { } report)
                return report;
        throw new InvalidOperationException($"The turn conflicts every time, {Races + RacesAlone} times so far.");
    }

    /// <summary>Null: something it rests on changed meanwhile.</summary>
    private async ValueTask<TurnReport?> Try(Incoming update, Session session)
    {
        if (outbox.EpochFor(update.AccountId) is { } epoch)
        {
            update = update with { SenderEpoch = epoch };
            session.OnlyUnder(ChannelHost.LeaseOf(OutboxMessage.BotOf(update.AccountId)), epoch);
        }

        var report = await router.Take(update, session);
        if (report.Duplicate)
            return report;
        // A file is kept when a record of this commit names it; what was refused is swept.
        foreach (var file in update.Attachments)
            if (session.PendingPuts.Any(record => record is IOwned && JsonSerializer.Serialize(record, record.GetType()).Contains(file.FileId, StringComparison.Ordinal)))
                session.KeepFile(file.FileId);
        try
        {
            if (await session.Commit() is not CommitResult.Committed)
                return null;
        }
        catch (LeaseLostException)
        {
            return null; // the reply is not this host's to send any more: the next try leaves it to whoever has the bot
        }

        outbox.Committed(session, report.ReplyId);
        return report;
    }

    /// <summary>Nothing was stored: the person is asked to send it again, past the outbox, and not more than once a minute.</summary>
    /// <returns>Whether the update is done with. If not even that could be said, it stays with the platform and is tried again.</returns>
    private async Task<bool> AskToResend(string updateId, string accountId, IChannel channel, CancellationToken cancel, bool stays)
    {
        var now = clock.Now;
        if (toldToResend.TryGetValue(accountId, out var toldAt) && now - toldAt < TellAgainAfter)
            return !stays; // told already: what the store could not take stays with the platform and is tried again
        if (toldToResend.Count > 1000)
            toldToResend.Clear();
        toldToResend[accountId] = now;
        var plea = new OutboxMessage(updateId + "/resend") { AccountId = accountId, Lane = Lane.Answer, Text = new Voice(words, null).Say("error.resend"), CreatedAt = now };
        try
        {
            if (await channel.Send(new Outgoing(plea), cancel) is not Delivery.TryLater)
                return true;
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            LogFailed(accident, plea.Id);
        }

        toldToResend.TryRemove(accountId, out _);
        return false;
    }

    [LoggerMessage(LogLevel.Error, "The turn of update {UpdateId} failed; nothing of it is stored.")]
    private partial void LogFailed(Exception accident, string updateId);
}

/// <summary>What became of an update.</summary>
/// <param name="Report">Null: the turn failed, nothing is stored.</param>
/// <param name="IsDone">May be acknowledged to the platform: it is committed, or the person was asked to send it again.</param>
public readonly record struct TurnResult(TurnReport? Report, bool IsDone);
