using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Clock;
using CellBot.Host.Links;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels;

/// <summary>A message as a channel shows it that has neither buttons nor files: the words, a link for each file, the choices with their numbers, the last words.</summary>
internal sealed class LinkedText(Store store, FileLinks links, Phrasebook words, CellClock clock)
{
    /// <summary>Its links are on disk when this returns; the same row always has the same ones.</summary>
    public async ValueTask<string> Of(OutboxMessage row, CancellationToken cancel)
    {
        var text = row.Text;
        if (row.Attachments.Count > 0 && links.IsPossible)
        {
            var expires = await Make(row, cancel);
            var voice = new Voice(words, null);
            var lines = row.Attachments.Select((file, i) => $"{NameOf(file, i)}: {links.UrlOf(LinkPurpose.Download, IdOf(row, i))}");
            text += (text.Length == 0 ? "" : "\n") + voice.Say("download.links", ("Expires", $"{expires:HH\\:mm} ngày {expires:dd/MM}")) + "\n" + string.Join('\n', lines);
        }

        if (row.Enclosed is { } enclosed && links.IsPossible)
            text += "\n" + new Voice(words, null).Say("meeting.calendarLink", ("Url", await Make(row, enclosed, cancel)));
        return Screen.Numbered(text, row.Choices, row.Tail);
    }

    /// <returns>Its address.</returns>
    private async Task<string?> Make(OutboxMessage row, Enclosure enclosed, CancellationToken cancel)
    {
        var id = FileLink.IdOf($"{row.AccountId}/{row.Id}/{enclosed.FileName}");
        await Commits.Settle(store, null, async session =>
        {
            if (await session.Get<FileLink>(id) is null)
                session.Put(new FileLink(id) { Purpose = LinkPurpose.Download, AccountId = row.AccountId, ParticipantId = row.ParticipantId, ExpiresAt = clock.Now + FileLink.Life, Enclosed = enclosed });
        }, cancel);
        return links.UrlOf(LinkPurpose.Download, id);
    }

    /// <returns>When they expire, local.</returns>
    private async Task<DateTimeOffset> Make(OutboxMessage row, CancellationToken cancel)
    {
        var expires = clock.Now + FileLink.Life;
        await Commits.Settle(store, null, async session =>
        {
            for (var i = 0; i < row.Attachments.Count; i++)
                if (await session.Get<FileLink>(IdOf(row, i)) is { } made)
                    expires = made.ExpiresAt.ToOffset(CellClock.Offset);
                else
                    session.Put(new FileLink(IdOf(row, i)) { Purpose = LinkPurpose.Download, AccountId = row.AccountId, ParticipantId = row.ParticipantId, ExpiresAt = expires, File = row.Attachments[i] });
        }, cancel);
        return expires;
    }

    private static string IdOf(OutboxMessage row, int i) => FileLink.IdOf($"{row.AccountId}/{row.Id}/{row.Attachments[i].FileId}/{i}");

    private static string NameOf(Attachment file, int i) => file.Kind is AttachmentKind.Photo ? $"Trang {i + 1}" : file.FileName ?? "Tệp";
}
