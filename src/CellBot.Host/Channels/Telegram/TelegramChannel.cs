using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Health;
using CellBot.Host.Sending;
using CellBot.Storage.Records;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace CellBot.Host.Channels.Telegram;

/// <summary>One Telegram bot: renders messages, sends them, and receives by long polling or by webhook.</summary>
public sealed class TelegramChannel : IChannel
{
    public const string Platform = "telegram";

    /// <summary>UTF-16 units of one message (Bot API).</summary>
    public const int LongestMessage = 4096;

    /// <summary>UTF-16 units under a file (Bot API).</summary>
    private const int LongestCaption = 1024;

    /// <summary>Larger pictures go as documents, which may have 50 MB (Bot API).</summary>
    private const long LargestPhoto = 10L << 20;

    private readonly ITelegramBotClient client;
    private readonly Attachments files;
    private readonly HealthBoard health;
    private volatile bool knowsNoMoments;
    private readonly Func<TelegramChannel, CancellationToken, Task> receive;

    /// <param name="receive">By polling or by webhook.</param>
    internal TelegramChannel(string bot, ITelegramBotClient client, Pace pace, Attachments files, HealthBoard health, Func<TelegramChannel, CancellationToken, Task> receive) =>
        (Bot, this.client, Pace, this.files, this.health, this.receive) = (bot, client, pace, files, health, receive);

    public string Name => Platform;

    public string Bot { get; }

    public bool ReadsBacklog => true;

    public Pace Pace { get; }

    public Capabilities Capabilities { get; } = new(
        Buttons: true, Edit: true, IncomingFiles: true, OutgoingFiles: true, LongestText: LongestMessage, ContactSharing: true, DeepLink: true);

    /// <summary>Without the @, for links <c>t.me/{Username}?start=…</c>; null until Telegram has said it.</summary>
    public string? Username { get; internal set; }

    public Task Receive(CancellationToken cancel) => receive(this, cancel);

    public async Task<Delivery> Send(Outgoing message, CancellationToken cancel)
    {
        if (!long.TryParse(message.User, out var chat))
            return new Delivery.GivenUp("not a Telegram user");
        var done = 0;
        try
        {
            if (message.EditsPlatformId is { } edited)
                return await Edit(chat, int.Parse(edited, System.Globalization.CultureInfo.InvariantCulture), message.Row, cancel);
            if (await WithCaption(chat, message.Row, cancel) is { } whole)
                return new Delivery.Sent(whole.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (message.Row.Enclosed is { } enclosed)
            {
                if (done >= message.PartsDone)
                    await client.SendDocument(chat, FileOf(enclosed), cancellationToken: cancel);
                done++;
            }

            foreach (var attachment in message.Row.Attachments)
            {
                if (done >= message.PartsDone)
                    await SendFile(chat, attachment, cancel);
                done++;
            }

            var texts = TextParts.Split(TextOf(message.Row), LongestMessage);
            Message? sent = null;
            for (var i = 0; i < texts.Count; i++)
            {
                if (done >= message.PartsDone)
                {
                    var (text, keyboard) = (texts[i], i == texts.Count - 1 ? KeyboardOf(message.Row) : null);
                    sent = await Marked(text, message.Row, moments => client.SendMessage(chat, text, replyMarkup: keyboard, entities: moments, cancellationToken: cancel));
                }

                done++;
            }

            return new Delivery.Sent(sent?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        catch (RequestException accident)
        {
            if (TelegramAnswers.IsTokenRefused(accident))
                health.Channel($"{Name}/{Bot}", HealthColor.Red, PollTrouble.TokenIsRefused(Bot));
            return TelegramAnswers.Of(accident) with { PartsDone = done };
        }
    }

    private async Task<Delivery> Edit(long chat, int messageId, OutboxMessage row, CancellationToken cancel)
    {
        try
        {
            var text = TextParts.Split(TextOf(row), LongestMessage)[0];
            await Marked(text, row, moments => client.EditMessageText(chat, messageId, text, replyMarkup: KeyboardOf(row), entities: moments, cancellationToken: cancel));
        }
        catch (ApiRequestException same) when (same.ErrorCode == 400 && TelegramAnswers.Says(same, "message is not modified"))
        {
            // It reads so already.
        }

        return new Delivery.Sent(messageId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>One file with few words is one message: the words and buttons stand under the file. Null: it is another kind of message.</summary>
    private async Task<Message?> WithCaption(long chat, OutboxMessage row, CancellationToken cancel)
    {
        var words = TextOf(row);
        if (words.Length is 0 or > LongestCaption)
            return null;
        if (row is { Enclosed: { } enclosed, Attachments.Count: 0 })
            return await Marked(words, row, moments => client.SendDocument(chat, FileOf(enclosed), caption: words, replyMarkup: KeyboardOf(row), captionEntities: moments, cancellationToken: cancel));
        if (row is not { Enclosed: null, Attachments: [{ Kind: AttachmentKind.Document } file] } || await files.Read(file.FileId, cancel) is not { } content)
            return null;
        await using (content)
            return await client.SendDocument(chat, InputFile.FromStream(content, file.FileName ?? "tep"), caption: words, replyMarkup: KeyboardOf(row), cancellationToken: cancel);
    }

    /// <summary>With the moments in the text as such; where a server does not know that mark (it was added in Bot API 9.5), the same words plain, from then on.</summary>
    private async Task<Message> Marked(string text, OutboxMessage row, Func<MessageEntity[]?, Task<Message>> send)
    {
        if (knowsNoMoments || MomentsInText.Of(text, row.CreatedAt) is not { } moments)
            return await send(null);
        try
        {
            return await send(moments);
        }
        catch (ApiRequestException refusal) when (refusal.ErrorCode == 400 && TelegramAnswers.Says(refusal, "entit"))
        {
            knowsNoMoments = true;
            return await send(null);
        }
    }

    private static InputFileStream FileOf(Enclosure enclosed) => InputFile.FromStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(enclosed.Text)), enclosed.FileName);

    private async Task SendFile(long chat, Attachment attachment, CancellationToken cancel)
    {
        if (await files.Read(attachment.FileId, cancel) is not { } content)
            return; // its owner was erased meanwhile: the words go without it
        await using (content)
        {
            var name = attachment.FileName ?? (attachment.Kind is AttachmentKind.Photo ? "anh.jpg" : "tep");
            if (attachment.Kind is AttachmentKind.Photo && attachment.Size <= LargestPhoto)
                await client.SendPhoto(chat, InputFile.FromStream(content, name), cancellationToken: cancel);
            else
                await client.SendDocument(chat, InputFile.FromStream(content, name), cancellationToken: cancel);
        }
    }

    private static string TextOf(OutboxMessage row) => row.Tail is null ? row.Text : row.Text.Length == 0 ? row.Tail : row.Text + "\n" + row.Tail;

    /// <summary>One button in a row, large enough for old eyes; pressing it tells only the screen's token and the number.</summary>
    private static InlineKeyboardMarkup? KeyboardOf(OutboxMessage row)
    {
        if (row.Token is null || row.Choices.Count == 0)
            return null;
        var rows = new InlineKeyboardButton[row.Choices.Count][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = [new InlineKeyboardButton(row.Choices[i]) { CallbackData = $"{row.Token}:{i + 1}", Style = ButtonStyles.Of(row.Choices[i]) }];
        return new InlineKeyboardMarkup(rows);
    }
}
