using CellBot.Domain.Delivery;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Sending;

// What the sender reads and claims.
public sealed partial class OutboxSender
{
    private const int Page = 500;

    /// <summary>Thousands of notices may wait, and each turn on another host rings: looking for them takes at most about a tenth of the time.</summary>
    private const int RestAfterNotices = 10;

    private int looks;
    private long noticesReadAt;
    private TimeSpan restFromNotices;

    private string Prefix => $"{channel.Name}/{channel.Bot}/";

    /// <summary>Between the keys of answers and those of what nobody asked for.</summary>
    private string AnswersEnd => Prefix + (int)Lane.Urgent;

    /// <summary>
    /// Makes rows durably "sending" before their requests leave. A row that is gone, settled, not due or too late stays unclaimed
    /// (too late is written down).
    /// </summary>
    private async Task ClaimAll(List<(ChatLine Line, Parcel Parcel)> picked)
    {
        var ids = new string[picked.Count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = picked[i].Parcel.Id;
        var rows = new (OutboxMessage? Row, string? Edits)[ids.Length];
        await Commits.Settle(store, null, async session =>
        {
            session.OnlyUnder(lease.Name, lease.Epoch);
            await session.Get<OutboxMessage>(ids);
            for (var i = 0; i < ids.Length; i++)
                rows[i] = await ClaimOne(session, picked[i].Parcel);
        }, outOfTime.Token);
        for (var i = 0; i < ids.Length; i++)
            (picked[i].Parcel.Claimed, picked[i].Parcel.EditsPlatformId) = rows[i];
    }

    private async ValueTask<(OutboxMessage? Row, string? Edits)> ClaimOne(Session session, Parcel parcel)
    {
        var now = time.GetUtcNow();
        if (await session.Get<OutboxMessage>(parcel.Id) is not { } row || row.AccountId != parcel.AccountId)
            return default;
        var may = row.State is OutboxState.Waiting || (parcel.IsRepeat && row is { State: OutboxState.Sending, Attempt: < MostAttempts });
        if (!may)
            return default;
        if (row.NotAfter < now)
        {
            session.Put(row with { State = OutboxState.GivenUp, Reason = "expired", SettledAt = now });
            return default;
        }

        string? edits = null;
        if (row.EditsId is not null)
        {
            edits = await session.Get<OutboxMessage>(row.EditsId) is { State: OutboxState.Sent, PlatformId: { } platformId } ? platformId : null;
            if (edits is null || !channel.Capabilities.Edit)
            {
                session.Put(row with { State = OutboxState.GivenUp, Reason = "nothing to edit", SettledAt = now });
                return default;
            }
        }

        var claim = row with { State = OutboxState.Sending, OwnerEpoch = lease.Epoch, Attempt = row.Attempt + 1 };
        session.Put(claim);
        return (claim, edits);
    }

    /// <summary>What waits of this bot in a part of its queue, and what an earlier owner left "sending": an answer is repeated, anything else is listed as unknown.</summary>
    private async Task<List<Parcel>> ReadWaiting(string first, string last, CancellationToken cancel)
    {
        var found = new List<Parcel>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = new List<string>();
        var repeated = 0;
        var limit = Page;
        for (var from = first; ;)
        {
            var rows = await store.Open(cancel).Range(OutboxMessage.ByQueue, from, last, limit);
            foreach (var row in rows)
            {
                if (!seen.Add(row.Id))
                    continue;
                if (row.State is OutboxState.Waiting)
                {
                    found.Add(new Parcel(row));
                }
                else if (row.OwnerEpoch != lease.Epoch)
                {
                    if (row is { Lane: Lane.Answer, Attempt: < MostAttempts })
                    {
                        found.Add(new Parcel(row) { IsRepeat = true });
                        repeated++;
                    }
                    else
                    {
                        left.Add(row.Id);
                    }
                }
            }

            if (rows.Count < limit)
                break;
            // Many rows can have one key: then a page may hold nothing new behind it.
            var reached = OutboxMessage.ByQueue.KeyOf(rows[^1])!;
            limit = reached == from ? limit * 2 : Page;
            from = reached;
        }

        foreach (var id in left)
            await Commits.Settle(store, null, async session =>
            {
                session.OnlyUnder(lease.Name, lease.Epoch);
                if (await session.Get<OutboxMessage>(id) is { State: OutboxState.Sending } row && row.OwnerEpoch != lease.Epoch)
                    session.Put(row with { State = OutboxState.Unknown, SettledAt = time.GetUtcNow() });
            }, cancel);
        if (repeated + left.Count > 0)
            LogRecovered(channel.Name, channel.Bot, repeated, left.Count);
        return found;
    }

    private async Task OfferWaiting(string first, string last)
    {
        foreach (var parcel in await ReadWaiting(first, last, outOfTime.Token))
            mail.Writer.TryWrite(new Mail(MailKind.Offer, parcel));
    }

    /// <summary>Answers first: they are few. What else waits is read less often the longer that takes; nothing is passed over, for each look is a whole one.</summary>
    private async Task Look()
    {
        if (Interlocked.Increment(ref looks) > 1)
            return; // one is under way and will look once more
        try
        {
            do
            {
                var before = Volatile.Read(ref looks);
                await OfferWaiting(Prefix, AnswersEnd);
                if (others is null || time.GetElapsedTime(noticesReadAt) >= restFromNotices)
                {
                    var began = time.GetTimestamp();
                    await OfferWaiting(AnswersEnd, Prefix + "~");
                    (noticesReadAt, restFromNotices) = (time.GetTimestamp(), time.GetElapsedTime(began) * RestAfterNotices);
                }

                if (Interlocked.CompareExchange(ref looks, 0, before) == before)
                    return;
            }
            while (true);
        }
        catch (Exception accident)
        {
            Interlocked.Exchange(ref looks, 0);
            if (!outOfTime.IsCancellationRequested)
                LogLook(accident);
        }
    }

    /// <summary>What was claimed and never left waits again.</summary>
    private async Task GiveBack()
    {
        var rows = claimed.Select(item => item.Parcel.Claimed!).ToList();
        while (mail.Reader.TryRead(out var letter))
            if (letter is { Kind: MailKind.Offer, Parcel.Claimed: { } born })
                rows.Add(born);
        foreach (var lane in (SendLane[])[answers, .. paced])
            rows.AddRange(lane.Claimed());
        await Task.WhenAll(rows.DistinctBy(row => row.Id).Select(row =>
            outcomes.WriteThrough(row, stored => stored with { State = OutboxState.Waiting, Attempt = stored.Attempt - 1 })));
    }
}
