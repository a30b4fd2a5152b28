using CellBot.Dialogs.Routing;
using CellBot.Host.Clock;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace CellBot.Host.Channels.Telegram;

/// <summary>Reads a Telegram update as the router takes it. Only private chats are members' chats.</summary>
internal sealed class TelegramReader(string bot, TelegramFiles files, CellClock clock)
{
    private const string Start = "/start ";

    /// <summary>What an update is to us.</summary>
    public abstract record Reading
    {
        private Reading() { }

        /// <param name="Update">Its file may still be on the way.</param>
        /// <param name="CallbackId">A button that waits to be told that the press arrived.</param>
        public sealed record Turn(string UpdateId, string AccountId, Task<Incoming> Update, string? CallbackId = null) : Reading;

        /// <summary>Somebody took the bot into a group.</summary>
        public sealed record Group(long ChatId) : Reading;

        /// <summary>Not for us: acknowledged and passed over.</summary>
        public sealed record Nothing : Reading;
    }

    public Reading Read(Update update, CancellationToken cancel) => update switch
    {
        { Message: { } message } => ReadMessage(update.Id, message, cancel),
        { CallbackQuery: { } press } => ReadPress(update.Id, press),
        { MyChatMember: { } change } => ReadMembership(update.Id, change),
        { EditedMessage: { } edited } => ReadEdit(update.Id, edited),
        _ => new Reading.Nothing(),
    };

    private Reading ReadMessage(int updateId, Message message, CancellationToken cancel)
    {
        if (message.Chat.Type is not ChatType.Private)
            return message.LeftChatMember is not null || message.MigrateFromChatId is not null ? new Reading.Nothing() : new Reading.Group(message.Chat.Id);
        if (message.From is not { IsBot: false } sender)
            return new Reading.Nothing();
        var incoming = NewIncoming(updateId, sender.Id, message.Date);
        return message switch
        {
            { Photo: { Length: > 0 } sizes } => WithFile(incoming with { Text = message.Caption }, TelegramFiles.Largest(sizes), null, message.MediaGroupId, cancel),
            { Animation: not null } or { Video: not null } or { VideoNote: not null } or { Audio: not null } =>
                Turn(incoming with { Text = message.Caption, Problem = new FileProblem(FileProblemKind.WrongType) }),
            { Document: { } document } => WithFile(incoming with { Text = message.Caption }, document, document.FileName, message.MediaGroupId, cancel),
            { Sticker: not null } => Turn(incoming with { Kind = IncomingKind.Sticker }),
            { Voice: not null } => Turn(incoming with { Kind = IncomingKind.Voice }),
            // A shared number is taken as if it were typed, and only the sender's own.
            { Contact: { } contact } => Turn(incoming with { Text = contact.UserId == sender.Id ? contact.PhoneNumber : null }),
            { Text: { } text } => Turn(Typed(incoming, text)),
            _ => Turn(incoming),
        };
    }

    /// <summary>Words that were changed are told about; of other changes (a place that moves) there is nothing to say.</summary>
    private Reading ReadEdit(int updateId, Message edited) => edited is { Chat.Type: ChatType.Private, From: { IsBot: false } sender } && (edited.Text ?? edited.Caption) is not null
        ? Turn(NewIncoming(updateId, sender.Id, edited.EditDate ?? edited.Date) with { Kind = IncomingKind.Edited })
        : new Reading.Nothing();

    private static Incoming Typed(Incoming incoming, string text) =>
        text.StartsWith(Start, StringComparison.Ordinal) && text[Start.Length..].Trim() is { Length: > 0 } payload
            ? incoming with { Text = Start.TrimEnd(), StartPayload = payload }
            : incoming with { Text = text };

    private Reading ReadPress(int updateId, CallbackQuery press)
    {
        if (press.Message?.Chat.Type is not (null or ChatType.Private) || press.From.IsBot)
            return new Reading.Nothing();
        var data = press.Data ?? "";
        var colon = data.LastIndexOf(':');
        var pressed = colon > 0 && int.TryParse(data.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? (data[..colon], number)
            : (data, 0); // of no screen that we know: the router says that it is not current
        return Turn(NewIncoming(updateId, press.From.Id, default) with { Press = pressed }, press.Id);
    }

    private Reading ReadMembership(int updateId, ChatMemberUpdated change)
    {
        var now = change.NewChatMember.Status;
        if (change.Chat.Type is not ChatType.Private)
            return now is ChatMemberStatus.Member or ChatMemberStatus.Administrator or ChatMemberStatus.Restricted ? new Reading.Group(change.Chat.Id) : new Reading.Nothing();
        var incoming = NewIncoming(updateId, change.From.Id, change.Date);
        return now switch
        {
            ChatMemberStatus.Kicked or ChatMemberStatus.Left => Turn(incoming with { Kind = IncomingKind.Blocked }),
            ChatMemberStatus.Member => Turn(incoming with { Kind = IncomingKind.Unblocked }),
            _ => new Reading.Nothing(),
        };
    }

    private Reading WithFile(Incoming incoming, FileBase file, string? fileName, string? groupId, CancellationToken cancel) =>
        new Reading.Turn(incoming.Id, incoming.AccountId, files.Fetch(incoming, file, fileName, groupId, cancel));

    private static Reading.Turn Turn(Incoming incoming, string? callbackId = null) => new(incoming.Id, incoming.AccountId, Task.FromResult(incoming), callbackId);

    /// <param name="sentAt">Telegram's time, UTC; <c>default</c> when it gives none.</param>
    private Incoming NewIncoming(int updateId, long userId, DateTime sentAt)
    {
        var now = clock.Now;
        // Other servers of the API have sent dates at either end of the calendar.
        var isKnown = sentAt > DateTime.UnixEpoch && sentAt < now.UtcDateTime;
        var sent = isKnown ? new DateTimeOffset(DateTime.SpecifyKind(sentAt, DateTimeKind.Utc)).ToOffset(CellClock.Offset) : now;
        return new Incoming($"{TelegramChannel.Platform}/{bot}/{updateId}", $"{TelegramChannel.Platform}/{bot}/{userId}", now) { SentAt = sent };
    }
}
