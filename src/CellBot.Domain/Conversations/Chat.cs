using CellBot.Domain.Records;

namespace CellBot.Domain.Conversations;

/// <summary>What one chat account is in the middle of. Id: "{channel}/{bot}/{user}". Every turn writes it, and hardly anything else does.</summary>
public sealed record Chat(string Id) : Record(Id), IOwned
{
    public string? ParticipantId { get; init; }
    /// <summary>The platform's chat id, where it differs from the user's.</summary>
    public string? ExternalChatId { get; init; }
    public DateTimeOffset LastInboundAt { get; init; }
    public Conversation? Active { get; init; }
    /// <summary>Drafts kept for later, newest first.</summary>
    public IReadOnlyList<Conversation> Parked { get; init; } = [];
    /// <summary>Lists shown in replies whose choices start something and are still to be answered, newest last.</summary>
    public IReadOnlyList<OpenList> Lists { get; init; } = [];
    /// <summary>The choice answered last, so that its double is recognised.</summary>
    public LastChoice? LastChoice { get; init; }
    /// <summary>Text that met no question: kept until the person said what it belongs to.</summary>
    public Said? Kept { get; init; }
    /// <summary>Wrong codes typed in the last hour.</summary>
    public IReadOnlyList<DateTimeOffset> WrongCodes { get; init; } = [];
    public DateTimeOffset? CodesLockedUntil { get; init; }
    public DateTimeOffset? ThankedAt { get; init; }
    /// <summary>What "0" takes back, and until when.</summary>
    public Undo? Undo { get; init; }
    /// <summary>The outbox row that still waits for more pages before it goes out.</summary>
    public string? SettlingId { get; init; }

    string IOwned.KeyOwner => ParticipantId ?? "chat/" + Id;

    public string Channel => Id[..Id.IndexOf('/')];
}

/// <summary>One run of a dialog: the answers accepted so far, by the questions' stable names.</summary>
public sealed record Conversation
{
    /// <summary>Name in the dialog catalogue.</summary>
    public required string Dialog { get; init; }
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>();
    /// <summary>Derived from the update that began it; distinguishes two runs of one dialog.</summary>
    public required string RunId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset LastAt { get; init; }
    public IReadOnlyList<Given> Answers { get; init; } = [];
    /// <summary>The question now open.</summary>
    public string? OpenKey { get; init; }
    /// <summary>What the open question has received so far (pages, parts of a text), in its canonical form.</summary>
    public string? Partial { get; init; }
    /// <summary>Choices offered instead of the question's own (the two readings of a date): id is the canonical value.</summary>
    public IReadOnlyList<StoredChoice>? Offer { get; init; }
    /// <summary>Another dialog that waits for "Chuyển".</summary>
    public Start? Then { get; init; }
    /// <summary>Wrong inputs at the open question.</summary>
    public int Misses { get; init; }
    /// <summary>The screen now shown: what a button's token is compared with.</summary>
    public string? ScreenToken { get; init; }
    /// <summary>How freely the open question is answered.</summary>
    public Writing Writing { get; init; }
    /// <summary>Ids and labels of the choices shown, in order: a number means these, also after a new release.</summary>
    public IReadOnlyList<StoredChoice> Shown { get; init; } = [];
}

/// <summary>How freely the answer is written, which decides what else a text at this question can mean.</summary>
public enum Writing
{
    /// <summary>A choice, a date, a number: whatever the question cannot read may be a command or a free question.</summary>
    Short,
    /// <summary>One message in the person's own words: only an exact free question or command is not the answer.</summary>
    Line,
    /// <summary>A long text over several messages: only huỷ, quay lại and xong are not the answer.</summary>
    Long,
}

public sealed record Undo(Start Start, DateTimeOffset Until);

/// <param name="Value">Canonical: a choice by id, a date as 2026-11-26, pages as JSON.</param>
/// <param name="Suggested">"quay lại": asked again with this answer offered.</param>
public sealed record Given(string Key, string Value, bool Suggested = false);

public sealed record StoredChoice(string Id, string Label);

/// <summary>A list whose choices start dialogs. In a chat's own record for replies; in the outbox row for what nobody asked for.</summary>
/// <param name="Topic">The object it is about: a newer list on the same object takes the place of an older one.</param>
public sealed record OpenList(string Token, string Topic, DateTimeOffset ShownAt, IReadOnlyList<ListChoice> Choices);

/// <param name="Start">What choosing it does.</param>
public sealed record ListChoice(string Label, Start Start);

/// <summary>Begins a dialog. <paramref name="Args"/> are ids, never words of people.</summary>
public sealed record Start(string Dialog, IReadOnlyDictionary<string, string> Args)
{
    public static Start Of(string dialog, params (string Name, string Value)[] args) => new(dialog, args.ToDictionary(arg => arg.Name, arg => arg.Value));
}

public sealed record LastChoice(string Token, int Number, DateTimeOffset At, DateTimeOffset? EffectAt);

/// <summary>One message of a person, as it was received.</summary>
public sealed record Said(string? Text, IReadOnlyList<Attachment> Attachments, DateTimeOffset At);

public enum AttachmentKind { Photo, Document }

/// <summary>A photo or file that was received, judged and stored.</summary>
/// <param name="FileId">The store's own random id.</param>
/// <param name="Pages">Of a document, where it can be told.</param>
/// <param name="GroupId">The album it came in.</param>
public sealed record Attachment(string FileId, AttachmentKind Kind, string? FileName, long Size, int? Width, int? Height, int? Pages, string? GroupId)
{
    /// <summary>What the person wrote under it.</summary>
    public string? Caption { get; init; }
}
