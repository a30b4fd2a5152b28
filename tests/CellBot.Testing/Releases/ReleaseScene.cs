using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;

namespace CellBot.Testing.Releases;

/// <summary>A conversation as a release stored it, at one question, with the message that came next and what that release made of it.</summary>
/// <param name="Question">Its key.</param>
/// <param name="Records">What the turn read, by <see cref="StoredRecord.Ref"/>.</param>
/// <param name="Answers">Those kept after it; empty when the conversation ended.</param>
/// <param name="Then">The question open after it; null when the conversation ended, <see cref="Aside"/> when it was kept as a draft.</param>
public sealed record ReleaseScene(string Dialog, string Question, string Account, DateTimeOffset At, SceneMessage Message, IReadOnlyList<string> Records, IReadOnlyList<Given> Answers, string? Then)
{
    public const string Aside = "(draft)";

    public string Name => $"{Dialog}/{Question}";

    /// <summary>How the conversation stands now; null when it is over.</summary>
    public static Conversation? Find(Chat chat, string runId) => chat.Active?.RunId == runId ? chat.Active : chat.Parked.FirstOrDefault(parked => parked.RunId == runId);

    public static string? OpenIn(Chat chat, Conversation? conversation) => conversation is null ? null : chat.Active?.RunId == conversation.RunId ? conversation.OpenKey : Aside;
}

/// <param name="Token">Of the pressed button's screen.</param>
/// <param name="Number">Of the pressed button, from 1.</param>
public sealed record SceneMessage(string? Text, string? Token, int Number, IReadOnlyList<Attachment> Attachments)
{
    public static SceneMessage Of(Incoming update) => new(update.Text, update.Press?.Token, update.Press?.Number ?? 0, update.Attachments);

    public Incoming Sent(string account, DateTimeOffset at) => new($"{account[..account.LastIndexOf('/')]}/next", account, at)
    {
        Text = Text, Press = Token is null ? null : (Token, Number), Attachments = Attachments,
    };

    /// <summary>Two messages of one kind show the same.</summary>
    internal string Kind => Token is not null ? "press" : Attachments.Count > 0 ? "file" : Text is [>= '0' and <= '9', ..] ? "number" : "words";
}
