using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels.Files;

/// <summary>Judges what was received by its bytes and stores it, encrypted and flushed, before the turn that names it.</summary>
internal sealed class FileIntake(Store store)
{
    /// <summary>Whether this update was handled before: then nothing needs to be fetched for it.</summary>
    public async ValueTask<bool> IsKnown(Incoming update, CancellationToken cancel) => await store.Open(cancel).Get<SeenUpdate>(update.Id) is not null;

    /// <summary>The update with its file, or with what is wrong with it.</summary>
    public async Task<Incoming> Take(Incoming update, MemoryStream file, string? fileName, string? groupId, CancellationToken cancel)
    {
        var bytes = file.GetBuffer().AsMemory(0, (int)file.Length);
        switch (FileJudge.Judge(bytes))
        {
            case FileVerdict.Good good:
                // Where a page was photographed is nobody's business.
                var content = good.Kind is AttachmentKind.Photo ? new MemoryStream(PictureMetadata.Strip(bytes.Span)) : file;
                content.Position = 0;
                var size = content.Length;
                var id = await store.Attachments.Write(await OwnerOf(update.AccountId, cancel), content, cancel);
                return update with { Attachments = [.. update.Attachments, new Attachment(id, good.Kind, fileName, size, good.Width, good.Height, good.Pages, groupId)] };
            case FileVerdict.Bad bad:
                return update with { Problem = new FileProblem(bad.Problem) };
            default:
                throw new InvalidOperationException("A file is good or bad.");
        }
    }

    public static FileProblem TooLarge(long bytes, int mostMegabytes) => new(FileProblemKind.TooLarge, Math.Round(bytes / 1024.0 / 1024.0, 1), mostMegabytes);

    /// <summary>Whose key it is encrypted with: as the chat's own record.</summary>
    private async ValueTask<string> OwnerOf(string accountId, CancellationToken cancel)
    {
        var session = store.Open(cancel);
        if (await session.Get<ChannelAccount>(accountId) is { State: not AccountState.Unlinked } account)
            return account.ParticipantId;
        return (await session.Get<Chat>(accountId))?.ParticipantId ?? "chat/" + accountId;
    }
}
