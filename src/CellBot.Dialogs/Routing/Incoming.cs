using CellBot.Domain.Conversations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Routing;

/// <summary>One update of a channel, as the router takes it. Files are already judged and stored.</summary>
/// <param name="Id">"{channel}/{bot}/{update}": handled once.</param>
/// <param name="AccountId">"{channel}/{bot}/{user}".</param>
/// <param name="ReceivedAt">Local (+07:00).</param>
public sealed record Incoming(string Id, string AccountId, DateTimeOffset ReceivedAt)
{
    /// <summary>The platform's time of the message, never later than <see cref="ReceivedAt"/>: "on time" is judged by it.</summary>
    public DateTimeOffset? SentAt { get; init; }
    public string? ExternalChatId { get; init; }
    /// <summary>As typed; half of a surrogate pair, which no text routine takes, is replaced.</summary>
    public string? Text { get; init => field = value is null ? null : VietnameseText.WellFormed(value); }
    /// <summary>A button: its screen's token and the number of the choice, from 1.</summary>
    public (string Token, int Number)? Press { get; init; }
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    /// <summary>The file could not be taken; nothing of it was kept.</summary>
    public FileProblem? Problem { get; init; }
    public IncomingKind Kind { get; init; }
    /// <summary>Behind "/start": an invite link's token.</summary>
    public string? StartPayload { get; init; }
    /// <summary>The upload link by which the files came; null: they were sent in the chat.</summary>
    public string? LinkId { get; init; }
    /// <summary>If the sender of this host may send at once: the reply is born "sending" under this epoch.</summary>
    public long? SenderEpoch { get; init; }
}

public enum IncomingKind
{
    Message, Sticker, Voice, Blocked, Unblocked,
    /// <summary>A message sent before was changed: it has been answered as it was, and what it says now is no answer to the question that is open now.</summary>
    Edited,
    /// <summary>Something that the platform does not hand on: most often a document.</summary>
    Unsupported,
}

public enum FileProblemKind { WrongType, TooLarge, Empty }

/// <param name="Megabytes">Size of a file that is too large.</param>
/// <param name="MaxMegabytes">What is taken at most.</param>
public sealed record FileProblem(FileProblemKind Kind, double Megabytes = 0, int MaxMegabytes = 0);

/// <summary>What a turn came to, for the channel.</summary>
/// <param name="Duplicate">Handled before: nothing was written.</param>
/// <param name="ReplyId">The outbox row of the reply, if there is one.</param>
/// <param name="Toast">A short word for a button that does nothing any more; at most 200 characters.</param>
public sealed record TurnReport(bool Duplicate, string? ReplyId, string? Toast)
{
    public static readonly TurnReport Repeated = new(true, null, null);
}
