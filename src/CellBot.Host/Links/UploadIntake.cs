using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Channels;
using CellBot.Host.Channels.Files;
using CellBot.Host.Clock;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Links;

/// <summary>
/// What a page needs to take documents by an upload link, <c>/u/{token}</c>. The page finds its link by <see cref="FileLinks.Find"/>, lets <see cref="Keep"/> judge and store each
/// file as it comes, and at the end hands all of them to <see cref="Finish"/> in their order. Nothing has happened in the chat until then; finishing twice happens once. Files of an
/// upload that is never finished are orphans, and swept like any other.
/// </summary>
internal sealed class UploadIntake(IEnumerable<IChannel> channels, FileIntake intake, TurnRunner turns, Store store, CellClock clock)
{
    /// <summary>Of one file.</summary>
    public const int MostMegabytes = 20;

    /// <summary>In one upload.</summary>
    public const int MostFiles = 20;

    /// <summary>Judges one file by its bytes and stores it.</summary>
    /// <param name="fileName">As the phone calls it; photographs have none that says anything.</param>
    /// <returns>The file, or what is wrong with it.</returns>
    public async Task<(Attachment? File, FileProblem? Problem)> Keep(FileLink link, MemoryStream file, string? fileName, CancellationToken cancel)
    {
        if (file.Length > (long)MostMegabytes << 20)
            return (null, FileIntake.TooLarge(file.Length, MostMegabytes));
        var taken = await intake.Take(Of(link), file, fileName, null, cancel);
        return taken is { Attachments: [var kept] } ? (kept with { FileName = kept.Kind is AttachmentKind.Photo ? null : kept.FileName }, null) : (null, taken.Problem);
    }

    /// <summary>Takes the files as if they had been sent in the chat of the link, in one turn; the chat answers there.</summary>
    /// <param name="files">At least one, at most <see cref="MostFiles"/>, in the order in which they are read.</param>
    /// <returns>Whether they are committed, now or before. If not, the link still works.</returns>
    public async Task<bool> Finish(FileLink link, IReadOnlyList<Attachment> files, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfZero(files.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(files.Count, MostFiles);
        var bot = OutboxMessage.BotOf(link.AccountId);
        if (channels.FirstOrDefault(channel => $"{channel.Name}/{channel.Bot}" == bot) is not { } channel)
            return false; // its bot is not served any more
        await turns.Take(Of(link) with { Attachments = files, LinkId = link.Id }, channel, cancel);
        return await store.Open(cancel).Get<FileLink>(link.Id) is { UsedAt: not null };
    }

    /// <summary>One update for each link: its id is the mark that it was taken.</summary>
    private Incoming Of(FileLink link) => new($"{OutboxMessage.BotOf(link.AccountId)}/link-{link.Id}", link.AccountId, clock.Now);
}
