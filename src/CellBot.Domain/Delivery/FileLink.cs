using System.Security.Cryptography;
using System.Text;
using CellBot.Domain.Conversations;
using CellBot.Domain.Records;

namespace CellBot.Domain.Delivery;

public enum LinkPurpose { Download, Upload }

/// <summary>
/// A link that carries a file where the chat cannot: one download, or the documents that answer one question. It works for 24 hours, once. The id is derived from what
/// it is for; the address carries it with a signature that only hosts with the store's key can make, so knowing the id is no permission.
/// </summary>
public sealed record FileLink(string Id) : Record(Id), IOwned
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public required LinkPurpose Purpose { get; init; }
    /// <summary>The chat that it was sent to, and that hears what came by it.</summary>
    public required string AccountId { get; init; }
    public string? ParticipantId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    /// <summary>The file was fetched, or the upload was finished: the link is dead.</summary>
    public DateTimeOffset? UsedAt { get; init; }
    /// <summary>Of a download: the file.</summary>
    public Attachment? File { get; init; }
    /// <summary>Of a download: the small file that the message itself carries, in place of a stored one.</summary>
    public Enclosure? Enclosed { get; init; }

    string IOwned.KeyOwner => ParticipantId ?? "chat/" + AccountId;

    public bool WorksAt(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;

    /// <summary>For sweeping. Key: the moment it expires, UTC, to the second.</summary>
    public static readonly Index<FileLink> ByExpiry = new("by_expiry", link => $"{link.ExpiresAt.UtcDateTime:yyyyMMddHHmmss}");

    /// <param name="cause">What it is for: a message and a file of it, a conversation's question at one turn.</param>
    public static string IdOf(string cause) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cause)).AsSpan(0, 8));
}
