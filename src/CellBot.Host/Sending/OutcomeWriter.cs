using System.Threading.Channels;
using CellBot.Dialogs.Engine;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Turns;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Sending;

/// <summary>
/// Writes down what became of messages, many in one commit: what came in within 20 ms, at most 200 at a time. They give way to turns: what nobody waits for
/// goes to disk with the next turn's flush.
/// </summary>
public sealed partial class OutcomeWriter : IAsyncDisposable
{
    private const int Most = 200;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    private readonly Store store;
    private readonly Outbox outbox;
    private readonly TimeProvider time;
    private readonly ILogger<OutcomeWriter> log;
    private readonly Channel<Outcome> waiting = System.Threading.Channels.Channel.CreateUnbounded<Outcome>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;

    public OutcomeWriter(Store store, Outbox outbox, TimeProvider time, ILogger<OutcomeWriter> log)
    {
        (this.store, this.outbox, this.time, this.log) = (store, outbox, time, log);
        loop = Task.Run(Run);
    }

    /// <summary>Settles a row if it is still the one that was claimed so.</summary>
    /// <param name="claimed">As this host claimed it: its epoch and attempt are compared.</param>
    /// <param name="settle">The row as it is afterwards.</param>
    public void Write(OutboxMessage claimed, Func<OutboxMessage, OutboxMessage> settle) => waiting.Writer.TryWrite(new Outcome(claimed, settle, null));

    /// <summary>The same, and waits until it is on disk.</summary>
    public Task WriteThrough(OutboxMessage claimed, Func<OutboxMessage, OutboxMessage> settle)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return waiting.Writer.TryWrite(new Outcome(claimed, settle, done)) ? done.Task : Task.CompletedTask;
    }

    /// <summary>The account cannot be reached: it counts as blocked, and what nobody asked for goes to the person's other account, if there is one.</summary>
    /// <returns>The row as it goes to the other account; null: it is settled as unreachable.</returns>
    public async Task<OutboxMessage?> Unreachable(OutboxMessage claimed, string reason)
    {
        OutboxMessage? elsewhere = null;
        await Commits.Settle(store, null, async session =>
        {
            elsewhere = null;
            if (await session.Get<OutboxMessage>(claimed.Id) is not { } row || !IsStill(row, claimed))
                return;
            if (await session.Get<ChannelAccount>(row.AccountId) is { State: AccountState.Active } account)
                session.Put(account with { State = AccountState.Blocked });
            elsewhere = await OnOtherAccount(session, row, reason);
            session.Put(elsewhere ?? row with { State = OutboxState.Unreachable, Reason = reason, SettledAt = time.GetUtcNow() });
        }, stopping.Token);
        return elsewhere;
    }

    /// <summary>The bot may not send now: what nobody asked for goes to the person's other account, once. The account stays as it is.</summary>
    /// <returns>The row as it goes to the other account; null: there is none, and nothing was written.</returns>
    public async Task<OutboxMessage?> TryElsewhere(OutboxMessage claimed, string reason)
    {
        OutboxMessage? elsewhere = null;
        if (claimed.Reason is null) // it has not been moved before: two bots without quota would pass it to and fro
            await Commits.Settle(store, null, async session =>
            {
                elsewhere = await session.Get<OutboxMessage>(claimed.Id) is { } row && IsStill(row, claimed) ? await OnOtherAccount(session, row, reason) : null;
                if (elsewhere is not null)
                    session.Put(elsewhere);
            }, stopping.Token);
        return elsewhere;
    }

    /// <summary>Null: an answer, which belongs where it was asked, or there is no other account.</summary>
    private static async ValueTask<OutboxMessage?> OnOtherAccount(Session session, OutboxMessage row, string reason) =>
        row.Lane is Lane.Answer || row.EditsId is not null || row.ParticipantId is null || await session.Get<Participant>(row.ParticipantId) is not { } person
        || await Post.AccountOf(session, person, except: row.AccountId) is not { } other
            ? null
            : Post.Readdressed(row, other.Id) with { State = OutboxState.Waiting, Reason = reason, Attempt = 0, OwnerEpoch = 0, NotBefore = null };

    /// <summary>Brings a row that changed its account to the sender of that account.</summary>
    public void Forward(OutboxMessage row) => outbox.Offer(row);

    /// <summary>Writes what is left, at once.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!waiting.Writer.TryComplete())
        {
            await loop;
            return;
        }

        stopping.CancelAfter(TimeSpan.FromSeconds(5));
        await loop;
        stopping.Dispose();
    }

    private async Task Run()
    {
        var batch = new List<Outcome>(Most);
        while (await waiting.Reader.WaitToReadAsync())
        {
            await Task.Delay(Gathering, time);
            while (waiting.Reader.TryRead(out var outcome))
            {
                batch.Add(outcome);
                if (batch.Count == Most)
                    await Finish(batch);
            }

            if (batch.Count > 0)
                await Finish(batch);
        }
    }

    private async Task Finish(List<Outcome> batch)
    {
        await Settle(batch);
        foreach (var outcome in batch)
            outcome.Done?.SetResult();
        batch.Clear();
    }

    private async Task Settle(List<Outcome> batch)
    {
        for (var tries = 0; !stopping.IsCancellationRequested; tries++)
        {
            try
            {
                if (!await Together(batch))
                    foreach (var outcome in batch)
                        await Commits.Settle(store, null, session => Apply([outcome], session), stopping.Token);
                return;
            }
            catch (Exception accident) when (accident is not OperationCanceledException)
            {
                if (tries == 0)
                    LogRefused(accident, batch.Count);
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), time, stopping.Token);
                }
                catch (OperationCanceledException)
                {
                    return; // the rows stay "sending": the next start knows what to do with them
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>False: one of the rows was changed by somebody else meanwhile; nothing is written.</summary>
    private async Task<bool> Together(List<Outcome> batch)
    {
        var session = store.OpenFromMemory();
        await Apply(batch, session);
        var commit = batch.TrueForAll(outcome => outcome.Done is null) ? session.CommitWithOthers() : session.Commit();
        return await commit is CommitResult.Committed;
    }

    private static async ValueTask Apply(IReadOnlyList<Outcome> batch, Session session)
    {
        var ids = new string[batch.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = batch[i].Claimed.Id;
        await session.Get<OutboxMessage>(ids);
        foreach (var outcome in batch)
            if (await session.Get<OutboxMessage>(outcome.Claimed.Id) is { } row && IsStill(row, outcome.Claimed))
                session.Put(outcome.Settle(row));
    }

    private static bool IsStill(OutboxMessage row, OutboxMessage claimed) =>
        row.State is OutboxState.Sending && row.OwnerEpoch == claimed.OwnerEpoch && row.Attempt == claimed.Attempt && row.AccountId == claimed.AccountId;

    [LoggerMessage(LogLevel.Error, "The outcomes of {Count} messages cannot be written; trying again every second.")]
    private partial void LogRefused(Exception accident, int count);


    private readonly record struct Outcome(OutboxMessage Claimed, Func<OutboxMessage, OutboxMessage> Settle, TaskCompletionSource? Done);
}
