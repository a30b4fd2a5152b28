using CellBot.Dialogs.Speech;
using CellBot.Domain.Delivery;

namespace CellBot.Dialogs.Engine;

/// <summary>
/// The upload links of one turn. A script may ask for one each time it runs, and gets the same one; the turn stores those whose address stands in what it says. A link is
/// for the chat, not for a question: what comes by it is taken as if it had been sent there.
/// </summary>
/// <param name="causeId">The turn's update: a turn that runs again makes the same link.</param>
public sealed class Uploads(IChannelGuide guide, string causeId, string accountId, string? participantId, DateTimeOffset now)
{
    private readonly FileLink link = new(FileLink.IdOf($"upload/{causeId}"))
    {
        Purpose = LinkPurpose.Upload, AccountId = accountId, ParticipantId = participantId, ExpiresAt = now + FileLink.Life,
    };

    /// <summary>Documents can be sent in this chat itself.</summary>
    public bool AreNeedless => guide.Of(accountId).IncomingFiles;

    /// <summary>Where to hand in documents, and until when.</summary>
    /// <returns>Null: there is no such place.</returns>
    public string? Invitation(Voice voice) => guide.UploadUrl(link.Id) is { } url
        ? voice.Say("upload.link", ("Expires", $"{link.ExpiresAt:HH\\:mm} ngày {link.ExpiresAt:dd/MM}"), ("Url", url))
        : null;

    /// <summary>The link that these words carry.</summary>
    internal FileLink? In(string words) => guide.UploadUrl(link.Id) is { } url && words.Contains(url, StringComparison.Ordinal) ? link : null;
}
