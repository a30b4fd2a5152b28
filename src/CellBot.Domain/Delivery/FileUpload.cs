using CellBot.Domain.Conversations;
using CellBot.Domain.Records;

namespace CellBot.Domain.Delivery;

public enum UploadVerdict
{
    /// <summary>Not all of it is here, or nobody has looked at it yet.</summary>
    Coming,
    Good, WrongType, TooLarge, Empty,
}

/// <summary>
/// One file on its way by an upload link, in pieces, so that a connection that breaks costs one piece. Every piece is encrypted and flushed before the commit that counts
/// it; whole, the file is judged by its bytes. It is in no conversation until the upload is finished.
/// </summary>
public sealed record FileUpload(string Id) : Record(Id), IOwned
{
    public required string LinkId { get; init; }
    /// <summary>As of the link: <see cref="IOwned.KeyOwner"/>.</summary>
    public required string Owner { get; init; }
    /// <summary>As the phone calls it, without what is no letter.</summary>
    public required string Name { get; init; }
    /// <summary>Bytes, as announced with its first piece.</summary>
    public required long Size { get; init; }
    /// <summary>How many files its link had begun before.</summary>
    public int Number { get; init; }
    /// <summary>Bytes that are here: where the next piece begins.</summary>
    public long Received { get; init; }
    /// <summary>The store's ids of the pieces, in order; none any more once it was judged.</summary>
    public IReadOnlyList<string> Pieces { get; init; } = [];
    public UploadVerdict Verdict { get; init; }
    /// <summary>The whole file, if it is good.</summary>
    public Attachment? File { get; init; }
    /// <summary>Taken off the page again; it still counts towards what one link may bring.</summary>
    public bool IsDropped { get; init; }
    /// <summary>When its link expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    string IOwned.KeyOwner => Owner;

    /// <summary>All of a link. Key: the link's id and "/".</summary>
    public static readonly Index<FileUpload> ByLink = new("by_link", upload => upload.LinkId + "/");

    /// <summary>For sweeping. Key: the moment its link expires, UTC, to the second.</summary>
    public static readonly Index<FileUpload> ByExpiry = new("by_expiry", upload => $"{upload.ExpiresAt.UtcDateTime:yyyyMMddHHmmss}");

    /// <param name="key">The page's own name for the file: 8 to 32 hexadecimal digits.</param>
    public static string IdOf(string linkId, string key) => $"{linkId}/{key}";
}
