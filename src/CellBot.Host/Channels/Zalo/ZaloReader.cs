using CellBot.Dialogs.Routing;
using CellBot.Host.Channels.Files;
using CellBot.Host.Clock;

namespace CellBot.Host.Channels.Zalo;

/// <summary>Reads a Zalo event as the router takes it. Only private chats are members' chats.</summary>
internal sealed class ZaloReader(string bot, PhotoFetch photos, FileIntake intake, CellClock clock)
{
    /// <summary>In memory at once, each up to 20 MB.</summary>
    private const int PhotosAtOnce = 4;

    private const int Tries = 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim room = new(PhotosAtOnce, PhotosAtOnce);

    /// <summary>What an event is to us.</summary>
    public abstract record Reading
    {
        private Reading() { }

        /// <param name="Update">Its photo may still be on the way.</param>
        public sealed record Turn(string UpdateId, string AccountId, Task<Incoming> Update) : Reading;

        /// <summary>Somebody speaks to the bot in a group.</summary>
        public sealed record Group(string ChatId) : Reading;

        /// <summary>Not for us: passed over.</summary>
        /// <param name="IsKnown">A kind of event that we know and need not answer.</param>
        public sealed record Nothing(bool IsKnown) : Reading;
    }

    public Reading Read(ZaloEvent said, CancellationToken cancel)
    {
        if (said is { IsGroup: true, ChatId: { Length: > 0 } group, IsFromBot: false })
            return new Reading.Group(group);
        if (said.IsGroup || said.IsFromBot || said.UserId is null)
            return new Reading.Nothing(said.Name.StartsWith("message.", StringComparison.Ordinal));
        var now = clock.Now;
        var incoming = new Incoming($"{ZaloChannel.Platform}/{bot}/{said.Id}", $"{ZaloChannel.Platform}/{bot}/{said.UserId}", now)
        {
            SentAt = said.SentAt is { } sent && sent < now ? sent.ToOffset(CellClock.Offset) : now,
            ExternalChatId = said.ChatId is { Length: > 0 } chat && chat != said.UserId ? chat : null,
        };
        return said.Name switch
        {
            "message.text.received" => Turn(incoming with { Text = said.Text }),
            "message.image.received" when said.PhotoUrl is { } url => new Reading.Turn(incoming.Id, incoming.AccountId, Fetch(incoming with { Text = said.Caption }, url, cancel)),
            "message.sticker.received" => Turn(incoming with { Kind = IncomingKind.Sticker }),
            "message.voice.received" => Turn(incoming with { Kind = IncomingKind.Voice }),
            "message.link.received" when said.Text is { Length: > 0 } text => Turn(incoming with { Text = text }),
            "message.image.received" or "message.link.received" or "message.unsupported.received" => Turn(incoming with { Kind = IncomingKind.Unsupported }),
            "message.reaction.received" => new Reading.Nothing(true),
            _ => new Reading.Nothing(false),
        };
    }

    private static Reading.Turn Turn(Incoming incoming) => new(incoming.Id, incoming.AccountId, Task.FromResult(incoming));

    /// <summary>At once: the address may not live long.</summary>
    private async Task<Incoming> Fetch(Incoming update, string url, CancellationToken cancel)
    {
        if (await intake.IsKnown(update, cancel))
            return update; // the turn will say so
        await room.WaitAsync(cancel);
        try
        {
            for (var tries = 1; ; tries++)
            {
                try
                {
                    return await photos.Fetch(url, cancel) is { } photo
                        ? await intake.Take(update, photo, null, null, cancel)
                        : update with { Problem = FileIntake.TooLarge(((long)PhotoFetch.MostMegabytes << 20) + (1 << 20), PhotoFetch.MostMegabytes) };
                }
                catch (Exception accident) when (tries < Tries && accident is TimeoutException or HttpRequestException { StatusCode: null or >= System.Net.HttpStatusCode.InternalServerError })
                {
                    await Task.Delay(BetweenTries * tries, clock.Time, cancel);
                }
            }
        }
        finally
        {
            room.Release();
        }
    }
}
