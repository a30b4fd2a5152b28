using CellBot.Domain.Records;

namespace CellBot.Domain.Audit;

/// <summary>One row of the audit trail: who did what to which object; never its contents. Inserted unchained, sealed into the hash chain by a tick.</summary>
public sealed record AuditEntry(string Id) : Record(Id)
{
    public required DateTimeOffset At { get; init; }
    /// <summary>Participant id, "operator" or "clock".</summary>
    public required string ActorId { get; init; }
    /// <summary>"approve", "return", "extend", "waive", "broadcast", "read", "consent", "link", "invite" …</summary>
    public required string Action { get; init; }
    public required string ObjectId { get; init; }
    public string? UnitId { get; init; }
    /// <summary>The secretary in whose place it was done, by the deputy or by delegation; null: in one's own name.</summary>
    public string? ActingFor { get; init; }
    /// <summary>Position in the chain, from 1; null until sealed.</summary>
    public long? Sequence { get; init; }
    /// <summary>SHA-256 over the previous hash and this entry, hex.</summary>
    public string? Hash { get; init; }

    /// <summary>Entries not yet sealed. Key: time.</summary>
    public static readonly Index<AuditEntry> Unsealed = new("unsealed", e => e.Sequence is null ? $"{e.At.UtcDateTime:yyyyMMddHHmmssfff}" : null);

    /// <summary>The chain. Key: the sequence, 12 digits.</summary>
    public static readonly Index<AuditEntry> Chain = new("chain", e => e.Sequence is { } n ? $"{n:D12}" : null);

    /// <summary>Entries about one object. Key: "{object}".</summary>
    public static readonly Index<AuditEntry> ByObject = new("by_object", e => e.ObjectId);
}
