using CellBot.Domain.Delivery;

namespace CellBot.Host.Sending;

/// <summary>One outbox row in the sender's hands.</summary>
internal sealed class Parcel(string id, string accountId, Lane lane, DateTimeOffset createdAt)
{
    public Parcel(OutboxMessage row) : this(row.Id, row.AccountId, row.Lane, row.CreatedAt) => NotBefore = row.NotBefore;

    public string Id => id;
    public string AccountId => accountId;
    public Lane Lane => lane;
    public DateTimeOffset CreatedAt => createdAt;
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>As it was claimed by this sender; null: it is to be claimed first.</summary>
    public OutboxMessage? Claimed { get; set; }

    /// <summary>It edits this message of the platform.</summary>
    public string? EditsPlatformId { get; set; }

    /// <summary>An earlier request may have arrived; it is claimed once more all the same.</summary>
    public bool IsRepeat { get; set; }

    /// <summary>How often it was repeated in this run of the host because nobody knew what became of it.</summary>
    public int Repeats { get; set; }

    /// <summary>How often it was tried in this run of the host.</summary>
    public int Tries { get; set; }

    public int PartsDone { get; set; }
}

/// <summary>What waits for one chat in one kind of lane, first in, first out, one at a time.</summary>
internal sealed class ChatLine(string accountId)
{
    public string AccountId => accountId;
    public Queue<Parcel> Waiting { get; } = new();
    public LineState State { get; set; }
    /// <summary>After a try that failed: its order is kept, so the whole line waits.</summary>
    public DateTimeOffset NotBefore { get; set; }
}

/// <summary>Where a line is: it stands in one place only.</summary>
internal enum LineState { Empty, Ready, Later, Busy }
