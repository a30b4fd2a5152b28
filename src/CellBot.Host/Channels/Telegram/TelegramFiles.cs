using CellBot.Dialogs.Routing;
using CellBot.Host.Channels.Files;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CellBot.Host.Channels.Telegram;

/// <summary>Fetches what a person sent, before the turn that names it.</summary>
internal sealed class TelegramFiles(ITelegramBotClient client, FileIntake intake, TimeProvider time)
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
        if (await intake.IsKnown(update, cancel))
            return update; // the turn will say so
        await room.WaitAsync(cancel);
        try
        {
            var bytes = await Download(file.FileId, cancel);
            return bytes is null || bytes.Length > (long)MostMegabytes << 20
                ? update with { Problem = TooLarge(bytes?.Length ?? file.FileSize ?? 0) }
                : await intake.Take(update, bytes, fileName, groupId, cancel);
        }
        finally
        {
            room.Release();
        }
    }

    /// <summary>The largest size that can be fetched.</summary>
    public static PhotoSize Largest(PhotoSize[] sizes) =>
        sizes.Where(size => size.FileSize is null or <= (long)MostMegabytes << 20).MaxBy(size => (long)size.Width * size.Height) ?? sizes[0];

    private static FileProblem TooLarge(long bytes) => FileIntake.TooLarge(bytes, MostMegabytes);

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
}
