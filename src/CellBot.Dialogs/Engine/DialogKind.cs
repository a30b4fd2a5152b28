using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Engine;

/// <summary>A dialog as the catalogue lists it: its name, the words that begin it, who may, and how its view is loaded.</summary>
/// <param name="Name">Stable: stored in conversations.</param>
/// <param name="Open">Loads what the script may know, and makes the script. Called again at every turn.</param>
public sealed record DialogKind(string Name, Func<Opening, ValueTask<IDialog>> Open)
{
    /// <summary>Whole messages that begin it, folded (lower case, no marks): "dang ky", "/dangky".</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Whole messages in lower case with their marks, where the same letters without marks mean something else: "vắng" (absent) beside "vâng" (yes).</summary>
    public IReadOnlyList<string> AsTyped { get; init; } = [];

    /// <summary>Reads a longer command ("họp mùng 3 tháng sau 19h30"); null when the text is none. Args: folded text, text as typed, the person.</summary>
    public Func<string, string, Me, Start?>? Match { get; init; }

    /// <summary>A free question: answered at once, also in the middle of another conversation, which it leaves as it is.</summary>
    public bool Digression { get; init; }

    /// <summary>Who may begin it; others hear error.noPermission.</summary>
    public Func<Me, bool>? For { get; init; }

    /// <summary>For chats that are linked to nobody, or whose person has not consented.</summary>
    public bool ForStrangers { get; init; }

    /// <summary>Rights over one's own data: they outlast consent and membership.</summary>
    public bool OwnData { get; init; }

    /// <summary>Begun in the middle of another conversation without asking: that one is kept as a draft (the menu).</summary>
    public bool LeavesQuietly { get; init; }

    /// <summary>As people call it: "Chuyển sang “Đăng ký”?"</summary>
    public string? Title { get; init; }
}

/// <summary>What a dialog's view is loaded from.</summary>
/// <param name="Args">Of the <see cref="Start"/> that began it.</param>
/// <param name="Me">null for a stranger.</param>
/// <param name="Now">Local (+07:00): when the turn's message was received.</param>
/// <param name="Mid">A free question in the middle of a conversation: answer briefly, without a list (its numbers would belong to the open question).</param>
public sealed record Opening(IReadOnlyDictionary<string, string> Args, Me? Me, IReader Reader, DateTimeOffset Now, Chat Chat, bool Mid)
{
    /// <summary>For documents, where the chat does not carry them.</summary>
    public Uploads Uploads { get; init; } = new(IChannelGuide.Able, "", Chat.Id, Me?.Id, Now);

    /// <summary>What the channels can do, and secrets of the store.</summary>
    public IChannelGuide Guide { get; init; } = IChannelGuide.Able;

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <exception cref="KeyNotFoundException">The dialog was begun without it.</exception>
    public string Arg(string name) => Args[name];

    public string? ArgOrNull(string name) => Args.GetValueOrDefault(name);
}
