using CellBot.Domain.Conversations;
using CellBot.Domain.Records;

namespace CellBot.Domain.Delivery;

/// <summary>Lanes of the sender: answers first and never held back; then what cannot wait; then the rest.</summary>
public enum Lane { Answer, Urgent, Bulk }

public enum OutboxState
{
    /// <summary>Behind a conversation in progress; released when that ends or is idle.</summary>
    Held,
    Waiting,
    /// <summary>Claimed by a sender: the request may have left.</summary>
    Sending,
    Sent, GivenUp, Unreachable, Unknown,
}

/// <summary>One message to one chat. Id: "{cause}/{n}": derived from the update or reminder that caused it, so it can exist only once.</summary>
public sealed record OutboxMessage(string Id) : Record(Id), IOwned
{
    /// <summary>"{channel}/{bot}/{user}"; empty when the person has no account (a notice's row that never leaves).</summary>
    public required string AccountId { get; init; }
    public string? ParticipantId { get; init; }
    public required Lane Lane { get; init; }
    public required string Text { get; init; }
    /// <summary>Words after the choices.</summary>
    public string? Tail { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    /// <summary>Identifies the screen in buttons: they carry "{token}:{number}".</summary>
    public string? Token { get; init; }
    /// <summary>What the choices start, for a message that nobody asked for; a reply's are in the chat.</summary>
    public OpenList? List { get; init; }
    /// <summary>The list was answered, replaced or closed: its numbers mean nothing any more.</summary>
    public bool ListClosed { get; init; }
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
    /// <summary>A small file of text that the message itself carries (a meeting for people's calendars): nothing is stored for it.</summary>
    public Enclosure? Enclosed { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Not before; also the wait after "try later".</summary>
    public DateTimeOffset? NotBefore { get; init; }
    /// <summary>Worthless after this moment: given up instead of sent.</summary>
    public DateTimeOffset? NotAfter { get; init; }
    public OutboxState State { get; init; } = OutboxState.Waiting;
    public int Attempt { get; init; }
    public long OwnerEpoch { get; init; }
    public DateTimeOffset? SettledAt { get; init; }
    public string? PlatformId { get; init; }
    /// <summary>The platform's own word for a refusal; never a person's words.</summary>
    public string? Reason { get; init; }
    public string? NoticeId { get; init; }
    /// <summary>Replaces the text of this earlier message where the channel can edit.</summary>
    public string? EditsId { get; init; }

    string IOwned.KeyOwner => ParticipantId ?? "chat/" + AccountId;

    /// <summary>What a sender has to look at. Key: "{channel}/{bot}/{lane}/{created, UTC, ms}".</summary>
    public static readonly Index<OutboxMessage> ByQueue = new("by_queue", m =>
        m.State is OutboxState.Waiting or OutboxState.Sending ? $"{BotOf(m.AccountId)}/{(int)m.Lane}/{m.CreatedAt.UtcDateTime:yyyyMMddHHmmssfff}" : null);

    /// <summary>Behind a conversation. Key: "{account}/{created}".</summary>
    public static readonly Index<OutboxMessage> HeldByAccount = new("held_by_account", m => m.State is OutboxState.Held ? $"{m.AccountId}/{m.CreatedAt.UtcDateTime:yyyyMMddHHmmssfff}" : null);

    /// <summary>Lists that a number may still answer. Key: "{account}/{created}".</summary>
    public static readonly Index<OutboxMessage> OpenLists = new("open_lists", m =>
        m is { List: not null, ListClosed: false, State: OutboxState.Sent or OutboxState.Sending or OutboxState.Unknown } ? $"{m.AccountId}/{m.CreatedAt.UtcDateTime:yyyyMMddHHmmssfff}" : null);

    /// <summary>The ledger of a notice. Key: "{notice}/{state}".</summary>
    public static readonly Index<OutboxMessage> ByNotice = new("by_notice", m => m.NoticeId is null ? null : $"{m.NoticeId}/{m.State}");

    /// <summary>"{channel}/{bot}" of an account id; "" where there is none.</summary>
    public static string BotOf(string accountId) => accountId.Length == 0 ? "" : accountId[..accountId.LastIndexOf('/')];
}

/// <param name="MediaType">"text/calendar; charset=utf-8".</param>
public sealed record Enclosure(string FileName, string MediaType, string Text);

/// <summary>The mark that an update was handled. Id: "{channel}/{bot}/{update}".</summary>
public sealed record SeenUpdate(string Id) : Record(Id)
{
    public required DateTimeOffset At { get; init; }

    /// <summary>For sweeping after 7 days. Key: day.</summary>
    public static readonly Index<SeenUpdate> ByDay = new("by_day", s => $"{s.At.UtcDateTime:yyyyMMdd}");
}
