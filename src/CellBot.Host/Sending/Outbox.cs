using System.Collections.Concurrent;
using CellBot.Domain.Delivery;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Sending;

/// <summary>Brings what was committed to the sender of its bot. Every commit that may write messages ends here.</summary>
public sealed class Outbox
{
    private readonly ConcurrentDictionary<string, OutboxSender> senders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, OutboxSender>.AlternateLookup<ReadOnlySpan<char>> byBot;

    /// <summary>Rung when messages wait for the sender of another host.</summary>
    public const string Bell = "outbox";

    private readonly IStoreBell? bell;

    public Outbox(Store store) => (byBot, bell) = (senders.GetAlternateLookup<ReadOnlySpan<char>>(), store.Engine.Bell);

    /// <summary>Hands over the messages of a session that was committed.</summary>
    /// <param name="bornSending">The reply that was born "sending" in it: it goes out without another read. Others that are "sending" are in a sender's hands already.</param>
    public void Committed(Session session, string? bornSending = null)
    {
        var isElsewhere = false;
        foreach (var record in session.PendingPuts)
        {
            if (record is not OutboxMessage row || !(row.State is OutboxState.Waiting || (row.State is OutboxState.Sending && row.Id == bornSending)))
                continue;
            if (Find(row.AccountId) is { } sender)
                sender.Offer(row);
            else
                isElsewhere = true;
        }

        if (isElsewhere)
            bell?.Ring(Bell);
    }

    /// <summary>Hands over one row that is committed as waiting.</summary>
    public void Offer(OutboxMessage row)
    {
        if (Find(row.AccountId) is { } sender)
            sender.Offer(row);
        else
            bell?.Ring(Bell);
    }

    /// <summary>Under which epoch an answer to this account may be born "sending"; null: no sender of this host may send it at once.</summary>
    public long? EpochFor(string accountId) => Find(accountId)?.Epoch;

    /// <summary>Something was committed that did not pass here: look for what waits.</summary>
    public void LookAgain()
    {
        foreach (var sender in senders.Values)
            sender.LookAgain();
    }

    internal IEnumerable<OutboxSender> Senders => senders.Values;

    internal void Add(string bot, OutboxSender sender) => senders[bot] = sender;

    internal void Remove(string bot, OutboxSender sender) => senders.TryRemove(new KeyValuePair<string, OutboxSender>(bot, sender));

    private OutboxSender? Find(string accountId)
    {
        var end = accountId.LastIndexOf('/');
        return end > 0 && byBot.TryGetValue(accountId.AsSpan(0, end), out var sender) ? sender : null;
    }
}
