namespace CellBot.Testing.Telegram;

/// <summary>One update that waits for the bot, as JSON.</summary>
internal sealed record PendingUpdate(int Id, string Kind, DateTimeOffset ExpiresAt, byte[] Json)
{
    /// <summary>Comes once more after it was acknowledged.</summary>
    public bool IsDoubled { get; init; }
}

/// <summary>
/// Updates of one bot, kept until acknowledged: an offset above an id is what acknowledges it, so a bot that dies before its next poll gets them again.
/// Guarded by the bot's lock.
/// </summary>
internal sealed class UpdateQueue
{
    /// <summary>Kinds that come only to a bot that asked for them by name.</summary>
    private static readonly string[] OnlyOnRequest = ["chat_member", "message_reaction", "message_reaction_count"];

    private readonly Queue<PendingUpdate> again = new();
    private readonly LinkedList<PendingUpdate> pending = new();
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HashSet<string>? allowed;

    public int Count => pending.Count + again.Count;

    public IReadOnlyCollection<string>? Allowed => allowed;

    /// <summary>Done when something arrives after this was read.</summary>
    public Task Arrival => arrived.Task;

    /// <summary>An empty list means the default again.</summary>
    public void Allow(IEnumerable<string> kinds)
    {
        var chosen = kinds.ToHashSet(StringComparer.Ordinal);
        allowed = chosen.Count == 0 ? null : chosen;
    }

    /// <summary>False when the bot does not want this kind.</summary>
    public bool Add(PendingUpdate update)
    {
        if (allowed is null ? OnlyOnRequest.Contains(update.Kind) : !allowed.Contains(update.Kind))
            return false;
        pending.AddLast(update);
        Signal();
        return true;
    }

    /// <summary>Ends every wait, so that the waiter looks at its conditions again.</summary>
    public void Signal()
    {
        var waiting = arrived;
        arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }

    /// <summary>Everything below the offset is done; a negative one keeps only that many from the end.</summary>
    public void Acknowledge(int offset)
    {
        if (offset < 0)
        {
            while (pending.Count > -offset)
                pending.RemoveFirst();
            return;
        }

        while (pending.First is { } first && first.Value.Id < offset)
        {
            pending.RemoveFirst();
            if (first.Value.IsDoubled)
                again.Enqueue(first.Value);
        }
    }

    /// <summary>What waits, oldest first; what has outlived the platform's patience is dropped.</summary>
    public List<PendingUpdate> Take(int limit, DateTimeOffset now)
    {
        var taken = new List<PendingUpdate>(Math.Min(limit, Count));
        while (taken.Count < limit && again.TryDequeue(out var repeated))
            taken.Add(repeated);
        for (var node = pending.First; node is not null && taken.Count < limit;)
        {
            var next = node.Next;
            if (node.Value.ExpiresAt <= now)
                pending.Remove(node);
            else
                taken.Add(node.Value);
            node = next;
        }

        return taken;
    }

    public void Remove(PendingUpdate update) => pending.Remove(update);

    public void Clear()
    {
        pending.Clear();
        again.Clear();
    }
}
