using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Channels.Files;
using CellBot.Storage.Records;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Chat = CellBot.Domain.Conversations.Chat;

namespace CellBot.Host.Channels.Telegram;

/// <summary>Fetches what a person sent, judges its bytes and stores it, before the turn that names it.</summary>
internal sealed class TelegramFiles(ITelegramBotClient client, Store store, TimeProvider time)
{
    /// <summary>What getFile gives (Bot API).</summary>
    public const int MostMegabytes = 20;

    /// <summary>In memory at once, each up to 20 MB.</summary>
    private const int AtOnce = 4;

    private const int Tries = 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim room = new(AtOnce, AtOnce);

    /// <summary>The update with its file, or with what is wrong with it.</summary>
    /// <exception cref="RequestException">Telegram does not give it out, three times.</exception>
    public async Task<Incoming> Fetch(Incoming update, FileBase file, string? fileName, string? groupId, CancellationToken cancel)
    {
        if (file.FileSize is { } declared && declared > (long)MostMegabytes << 20)
            return update with { Problem = TooLarge(declared) };
        if (file.FileSize is 0)
            return update with { Problem = new FileProblem(FileProblemKind.Empty) };
        var session = store.Open(cancel);
        if (await session.Get<SeenUpdate>(update.Id) is not null)
            return update; // handled before: the turn will say so
        await room.WaitAsync(cancel);
        try
        {
            var bytes = await Download(file.FileId, cancel);
            if (bytes is null || bytes.Length > (long)MostMegabytes << 20)
                return update with { Problem = TooLarge(bytes?.Length ?? file.FileSize ?? 0) };
            switch (FileJudge.Judge(bytes.GetBuffer().AsMemory(0, (int)bytes.Length)))
            {
                case FileVerdict.Good good:
                    var size = bytes.Length;
                    bytes.Position = 0;
                    var id = await store.Attachments.Write(await OwnerOf(session, update.AccountId), bytes, cancel);
                    return update with { Attachments = [new Attachment(id, good.Kind, fileName, size, good.Width, good.Height, good.Pages, groupId)] };
                case FileVerdict.Bad bad:
                    return update with { Problem = new FileProblem(bad.Problem) };
                default:
                    throw new InvalidOperationException("A file is good or bad.");
            }
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>The largest size that can be fetched.</summary>
    public static PhotoSize Largest(PhotoSize[] sizes) =>
        sizes.Where(size => size.FileSize is null or <= (long)MostMegabytes << 20).MaxBy(size => (long)size.Width * size.Height) ?? sizes[0];

    private static FileProblem TooLarge(long bytes) => new(FileProblemKind.TooLarge, Math.Round(bytes / 1024.0 / 1024.0, 1), MostMegabytes);

    /// <summary>Null: Telegram says that it is too big.</summary>
    private async Task<MemoryStream?> Download(string fileId, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var file = await client.GetFile(fileId, cancel);
                var bytes = new MemoryStream();
                await client.DownloadFile(file, bytes, cancel);
                return bytes;
            }
            catch (ApiRequestException refusal) when (refusal.ErrorCode == 400 && TelegramAnswers.Says(refusal, "too big"))
            {
                return null;
            }
            catch (RequestException accident) when (tries < Tries && accident is not ApiRequestException { ErrorCode: < 500 and not 429 })
            {
                var wait = accident is ApiRequestException { Parameters.RetryAfter: { } seconds } ? TimeSpan.FromSeconds(seconds) : BetweenTries * tries;
                await Task.Delay(wait, time, cancel);
            }
        }
    }

    /// <summary>Whose key it is encrypted with: as the chat's own record.</summary>
    private static async ValueTask<string> OwnerOf(Session session, string accountId)
    {
        if (await session.Get<ChannelAccount>(accountId) is { State: not AccountState.Unlinked } account)
            return account.ParticipantId;
        return (await session.Get<Chat>(accountId))?.ParticipantId ?? "chat/" + accountId;
    }
}
