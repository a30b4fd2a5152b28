using System.Text.Json;

namespace CellBot.Testing.Telegram;

// What the bot asks for. Each handler writes the result's value, or throws a refusal; all run under the lock.
public sealed partial class FakeBot
{
    private const int LongestDownload = 20 * 1024 * 1024;

    /// <summary>The answer's bytes. Messages that were accepted are told to <see cref="Received"/> after the lock is left.</summary>
    /// <exception cref="ApiRefusal">The API says no.</exception>
    internal byte[] Perform(FakeCall call)
    {
        var sent = new List<FakeMessage>(1);
        byte[] answer;
        FakeUser? receiver = null;
        lock (Gate)
        {
            answer = BotJsonWriter.Write((Bot: this, Call: call, Sent: sent), static (json, state) =>
            {
                json.WriteStartObject();
                json.WriteBoolean("ok"u8, true);
                json.WritePropertyName("result"u8);
                state.Bot.Handle(state.Call, json, state.Sent);
                json.WriteEndObject();
            });
            if (sent.Count > 0)
                receiver = users.GetValueOrDefault(sent[0].Chat.Id);
        }

        if (Received is { } received)
        {
            foreach (var message in sent)
                received(receiver, message);
        }

        return answer;
    }

    private void Handle(FakeCall call, Utf8JsonWriter json, List<FakeMessage> sent)
    {
        switch (call.Method)
        {
            case "sendMessage":
                json.WriteMessage(Accept(sent, Compose(call, "text", null, false, null)), this, null);
                break;
            case "sendPhoto":
                json.WriteMessage(Accept(sent, Compose(call, "caption", FileOf(call, "photo", call.Text("photo"), true), true, null)), this, null);
                break;
            case "sendDocument":
                json.WriteMessage(Accept(sent, Compose(call, "caption", FileOf(call, "document", call.Text("document"), false), false, null)), this, null);
                break;
            case "sendMediaGroup":
                SendAlbum(call, json, sent);
                break;
            case "editMessageText" or "editMessageReplyMarkup":
                json.WriteMessage(ChangeMessage(call), this, null);
                break;
            case "getMe":
                json.WriteStartObject();
                json.WriteBotFields(this);
                json.WriteBoolean("can_join_groups"u8, true);
                json.WriteEndObject();
                break;
            case "getMyCommands":
                json.WriteStartArray();
                foreach (var (command, description) in menus.GetValueOrDefault(MenuKey(call)) ?? [])
                {
                    json.WriteStartObject();
                    json.WriteString("command"u8, command);
                    json.WriteString("description"u8, description);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            case "getFile":
                WriteFile(call, json);
                break;
            case "getWebhookInfo":
                WriteWebhookInfo(json);
                break;
            default:
                Do(call);
                json.WriteBooleanValue(true);
                break;
        }
    }

    private void Do(FakeCall call)
    {
        switch (call.Method)
        {
            case "setWebhook":
                SetWebhook(call);
                break;
            case "deleteWebhook":
                webhookUrl = null;
                Queue.Signal();
                if (call.Flag("drop_pending_updates"))
                    Queue.Clear();
                break;
            case "answerCallbackQuery":
                AnswerCallback(call);
                break;
            case "setMyCommands":
                menus[MenuKey(call)] = [.. call.Object("commands")!.Value.EnumerateArray().Select(line => (line.GetProperty("command").GetString()!, line.GetProperty("description").GetString()!))];
                break;
            case "deleteMyCommands":
                menus.Remove(MenuKey(call));
                break;
            case "sendChatAction":
                OpenChat(call);
                break;
            case "leaveChat":
                OpenChat(call).ClosedBecause = "Forbidden: bot is not a member of the group chat";
                break;
            default:
                throw new ApiRefusal(404, "Not Found: the fake does not play this method");
        }
    }

    private FakeMessage Accept(List<FakeMessage> sent, FakeMessage message)
    {
        message.Chat.Keep(TranscriptKind.Received, message);
        sent.Add(message);
        return message;
    }

    private FakeMessage Compose(FakeCall call, string textField, FakeFile? file, bool isPhoto, string? albumId)
    {
        var chat = OpenChat(call);
        if (Limits.Check(chat.Id, Now) is { } wait)
            throw new ApiRefusal(429, $"Too Many Requests: retry after {wait}", retryAfter: wait);

        var source = call.Text(textField) ?? "";
        var text = Visible(source, call.Text("parse_mode"));
        if (file is null && string.IsNullOrWhiteSpace(text))
            throw ApiRefusal.BadRequest("message text is empty");
        if (text.Length > (file is null ? 4096 : 1024))
            throw ApiRefusal.BadRequest(file is null ? "message is too long" : "message caption is too long");

        var message = new FakeMessage
        {
            Id = ++lastMessageId, Chat = chat, FromBot = true, Date = Now, Text = text, Source = source, File = file, IsPhoto = isPhoto, AlbumId = albumId, ReplyTo = RepliesTo(call, chat),
            Entities = EntitiesOf(call.Object(textField == "text" ? "entities" : "caption_entities"), text),
        };
        FakeKeyboards.Apply(message, call.Object("reply_markup"));
        return message;
    }

    private IReadOnlyList<FakeEntity> EntitiesOf(JsonElement? given, string text)
    {
        if (given is not { } list)
            return [];
        var entities = list.EnumerateArray().Select(each => new FakeEntity(each.GetProperty("type").GetString()!, each.GetProperty("offset").GetInt32(), each.GetProperty("length").GetInt32())).ToList();
        if (!KnowsDateEntities && entities.Exists(entity => entity.Type == "date_time"))
            throw ApiRefusal.BadRequest("can't parse entities: unsupported entity type \"date_time\"");
        return entities.TrueForAll(entity => entity.Offset >= 0 && entity.Length > 0 && entity.Offset + entity.Length <= text.Length) ? entities : throw ApiRefusal.BadRequest("entity is outside of the text");
    }

    private int? RepliesTo(FakeCall call, FakeChat chat)
    {
        if (call.Object("reply_parameters") is not { } reply || !reply.TryGetProperty("message_id", out var id))
            return null;
        if (!RecordTranscripts || chat.Find(id.GetInt32()) is not null)
            return id.GetInt32();
        return reply.TryGetProperty("allow_sending_without_reply", out var allowed) && allowed.GetBoolean()
            ? null
            : throw ApiRefusal.BadRequest("message to be replied not found");
    }

    private void SendAlbum(FakeCall call, Utf8JsonWriter json, List<FakeMessage> sent)
    {
        var chat = OpenChat(call);
        if (Limits.Check(chat.Id, Now) is { } wait)
            throw new ApiRefusal(429, $"Too Many Requests: retry after {wait}", retryAfter: wait);
        var parts = call.Object("media")!.Value.EnumerateArray().ToList();
        if (parts.Select(part => part.GetProperty("type").GetString() == "document").Distinct().Count() > 1)
            throw ApiRefusal.BadRequest("document can't be mixed with other media types");

        var album = $"138{++lastAlbumId:D14}";
        json.WriteStartArray();
        foreach (var part in parts)
        {
            var isPhoto = part.GetProperty("type").GetString() == "photo";
            var source = part.TryGetProperty("caption", out var caption) ? caption.GetString()! : "";
            var message = new FakeMessage
            {
                Id = ++lastMessageId,
                Chat = chat,
                FromBot = true,
                Date = Now,
                Text = Visible(source, part.TryGetProperty("parse_mode", out var mode) ? mode.GetString() : null),
                Source = source,
                File = FileOf(call, "media", part.GetProperty("media").GetString(), isPhoto),
                IsPhoto = isPhoto,
                AlbumId = album,
                ReplyTo = RepliesTo(call, chat),
            };
            json.WriteMessage(Accept(sent, message), this, null);
        }

        json.WriteEndArray();
    }

    private FakeMessage ChangeMessage(FakeCall call)
    {
        var chat = OpenChat(call);
        var message = chat.Find((int)(call.Number("message_id") ?? 0)) is { FromBot: true } own ? own : throw ApiRefusal.BadRequest("message to edit not found");
        var source = call.Method == "editMessageText" ? call.Text("text")! : message.Source;
        var text = call.Method == "editMessageText" ? Visible(source, call.Text("parse_mode")) : message.Text;
        var keyboard = call.Object("reply_markup") is { } markup ? FakeKeyboards.Kept(markup) : null;
        if (source == message.Source && keyboard == message.InlineKeyboardJson)
            throw ApiRefusal.BadRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message");
        (message.Text, message.Source, message.EditedAt) = (text, source, Now);
        FakeKeyboards.Apply(message, call.Object("reply_markup"));
        chat.Note(TranscriptKind.Changed, text, message);
        return message;
    }

    private void AnswerCallback(FakeCall call)
    {
        if (!callbacks.Remove(call.Text("callback_query_id") ?? "", out var pressed) || pressed.ExpiresAt <= Now)
            throw ApiRefusal.BadRequest("query is too old and response timeout expired or query ID is invalid");
        if (call.Text("text") is { Length: > 0 } flash)
            pressed.By.Chat.Note(TranscriptKind.Flashed, flash, null);
    }

    private void WriteFile(FakeCall call, Utf8JsonWriter json)
    {
        var file = files.GetValueOrDefault((call.Text("file_id") ?? "").TrimEnd('s', 'm')) ?? throw ApiRefusal.BadRequest("invalid file_id");
        if (file.Bytes.Length > LongestDownload)
            throw ApiRefusal.BadRequest("file is too big");
        json.WriteStartObject();
        json.WriteFileFields(file.Id, file.UniqueId, file.Bytes.Length);
        json.WriteString("file_path"u8, file.Path);
        json.WriteEndObject();
    }

    private FakeFile FileOf(FakeCall call, string field, string? reference, bool isPhoto)
    {
        var part = reference is not null && reference.StartsWith("attach://", StringComparison.Ordinal) ? reference["attach://".Length..] : field;
        if (call.Uploads.TryGetValue(part, out var upload))
            return upload.Bytes.Length == 0 ? throw ApiRefusal.BadRequest("file must be non-empty") : Store(upload.FileName, upload.MimeType, upload.Bytes, isPhoto);
        return files.GetValueOrDefault((reference ?? "").TrimEnd('s', 'm')) ?? throw ApiRefusal.BadRequest("wrong file identifier/HTTP URL specified");
    }

    private FakeChat OpenChat(FakeCall call)
    {
        var chat = call.Number("chat_id") is { } id ? chats.GetValueOrDefault(id) : null;
        if (chat is not { IsOpen: true })
            throw ApiRefusal.BadRequest("chat not found");
        if (chat.MigratedTo is { } successor)
            throw new ApiRefusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrateTo: successor);
        return chat.ClosedBecause is { } reason ? throw new ApiRefusal(403, reason) : chat;
    }

    private static string Visible(string source, string? parseMode)
    {
        if (!string.Equals(parseMode, "HTML", StringComparison.OrdinalIgnoreCase))
            return source;
        try
        {
            return HtmlText.Read(source);
        }
        catch (FormatException reason)
        {
            throw ApiRefusal.BadRequest($"can't parse entities: {reason.Message}");
        }
    }

    private static (string Scope, string Language) MenuKey(FakeCall call)
    {
        var scope = "default";
        if (call.Object("scope") is { } given)
        {
            scope = given.GetProperty("type").GetString()!;
            if (given.TryGetProperty("chat_id", out var chat))
                scope += $"/{chat}";
        }

        return (scope, call.Text("language_code") ?? "");
    }
}
