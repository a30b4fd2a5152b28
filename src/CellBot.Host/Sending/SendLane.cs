using CellBot.Domain.Delivery;

namespace CellBot.Host.Sending;

/// <summary>The lines of all chats in one lane: which may go now, and when the next one may. Not thread-safe.</summary>
internal sealed class SendLane
{
    private readonly Dictionary<string, ChatLine> lines = new(StringComparer.Ordinal);
    private readonly Queue<ChatLine> ready = new();
    private readonly PriorityQueue<ChatLine, DateTimeOffset> later = new();
    private readonly PriorityQueue<Parcel, DateTimeOffset> unborn = new();

    /// <summary>Parcels in it, those being sent included.</summary>
    public int Count { get; private set; }

    /// <summary>Chats with something that may go already or is being sent.</summary>
    public int Lines => lines.Count;

    public bool HasReady => ready.Count > 0;

    public void Add(Parcel parcel, DateTimeOffset now)
    {
        Count++;
        if (parcel.NotBefore is { } notBefore && notBefore > now)
            unborn.Enqueue(parcel, notBefore);
        else
            Append(parcel, now);
    }

    /// <summary>Lines whose time has come are ready.</summary>
    public void Wake(DateTimeOffset now)
    {
        while (unborn.TryPeek(out var parcel, out var at) && at <= now)
        {
            unborn.Dequeue();
            Append(parcel, now);
        }

        while (later.TryPeek(out var line, out var at) && at <= now)
        {
            later.Dequeue();
            line.State = LineState.Ready;
            ready.Enqueue(line);
        }
    }

    /// <summary>The head of the line that is ready for longest; the line is busy until it is put back by <see cref="Done"/>, <see cref="Again"/> or <see cref="Defer"/>.</summary>
    public bool TryTake(out ChatLine line)
    {
        if (!ready.TryDequeue(out line!))
            return false;
        line.State = LineState.Busy;
        return true;
    }

    /// <summary>The head of a busy line is finished with.</summary>
    public void Done(ChatLine line, DateTimeOffset now)
    {
        line.Waiting.Dequeue();
        Count--;
        Place(line, now);
    }

    /// <summary>The head of a busy line stays, and may go again not before that moment.</summary>
    public void Again(ChatLine line, DateTimeOffset notBefore, DateTimeOffset now)
    {
        line.NotBefore = notBefore;
        Place(line, now);
    }

    /// <summary>A line that was taken may not go yet.</summary>
    public void Defer(ChatLine line, DateTimeOffset until)
    {
        line.State = LineState.Later;
        later.Enqueue(line, until);
    }

    /// <summary>When something may go that may not go now; null: nothing waits for a time.</summary>
    public DateTimeOffset? NextAt()
    {
        DateTimeOffset? next = later.TryPeek(out _, out var line) ? line : null;
        return unborn.TryPeek(out _, out var parcel) && (next is null || parcel < next) ? parcel : next;
    }

    /// <summary>Of what may go already or is being sent, when the oldest was written; null: nothing.</summary>
    public DateTimeOffset? Oldest()
    {
        DateTimeOffset? oldest = null;
        foreach (var line in lines.Values)
            if (line.Waiting.TryPeek(out var head) && (oldest is null || head.CreatedAt < oldest))
                oldest = head.CreatedAt;
        return oldest;
    }

    /// <summary>Rows that wait here and are "sending" in the store: answers that were born so.</summary>
    public IEnumerable<OutboxMessage> Claimed() =>
        lines.Values.SelectMany(line => line.Waiting).Concat(unborn.UnorderedItems.Select(item => item.Element)).Select(parcel => parcel.Claimed).OfType<OutboxMessage>();

    private void Append(Parcel parcel, DateTimeOffset now)
    {
        if (!lines.TryGetValue(parcel.AccountId, out var line))
            lines.Add(parcel.AccountId, line = new ChatLine(parcel.AccountId));
        line.Waiting.Enqueue(parcel);
        if (line.State is LineState.Empty)
            Place(line, now);
    }

    private void Place(ChatLine line, DateTimeOffset now)
    {
        if (line.Waiting.Count == 0)
        {
            line.State = LineState.Empty;
            lines.Remove(line.AccountId);
        }
        else if (line.NotBefore > now)
        {
            Defer(line, line.NotBefore);
        }
        else
        {
            line.State = LineState.Ready;
            ready.Enqueue(line);
        }
    }
}
