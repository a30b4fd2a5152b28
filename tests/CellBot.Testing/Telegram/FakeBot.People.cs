using System.Text.Json;

namespace CellBot.Testing.Telegram;

// What people do: each act is an update that waits for the bot.
public sealed partial class FakeBot
{
    private static readonly TimeSpan MessageLife = TimeSpan.FromHours(24);

    internal FakeMessage Say(FakeUser user, FakeChat chat, string text, FakeMessage? replyTo)
    {
        if (text.Length is 0 or > 4096)
            throw new ArgumentException($"Nobody can send a message of {text.Length} characters", nameof(text));
        lock (Gate)
            return Deliver(user, NewMessage(user, chat, text, null, false, null, replyTo?.Id), "message");
    }

    internal void Open(FakeUser user)
    {
        lock (Gate)
            user.Chat.IsOpen = true;
    }

    internal void Edit(FakeUser user, FakeMessage message, string text)
    {
        lock (Gate)
        {
            (message.Text, message.Source, message.EditedAt) = (text, text, Now);
            message.Chat.Note(TranscriptKind.Said, text, message);
            Enqueue("edited_message", MessageLife, json => json.WriteMessage(message, this, user));
        }
    }

    internal FakeMessage SendFile(FakeUser user, FakeAttachment attachment, string? caption, string? albumId)
    {
        lock (Gate)
        {
            var file = attachment is FakeAttachment.Document document
                ? Store(document.FileName, document.MimeType, document.Bytes, isPhoto: false)
                : Store("", "image/jpeg", attachment.Bytes, isPhoto: true);
            return Deliver(user, NewMessage(user, user.Chat, caption ?? "", file, attachment is FakeAttachment.Photo, albumId, null), "message");
        }
    }

    internal IReadOnlyList<FakeMessage> SendAlbum(FakeUser user, string? caption, FakeAttachment[] parts)
    {
        if (parts.Length is < 2 or > 10)
            throw new ArgumentException($"An album has 2-10 parts, not {parts.Length}", nameof(parts));
        if (parts.Select(part => part.GetType()).Distinct().Count() > 1)
            throw new ArgumentException("Documents are sent only with documents", nameof(parts));
        lock (Gate)
        {
            var album = $"137{++lastAlbumId:D14}";
            return [.. parts.Select((part, index) => SendFile(user, part, index == 0 ? caption : null, album))];
        }
    }

    internal FakeMessage ShareContact(FakeUser user, string phone, bool own)
    {
        lock (Gate)
        {
            var message = NewMessage(user, user.Chat, "", null, false, null, null);
            var contact = BotJsonWriter.Write((user, phone, own), static (json, state) =>
            {
                json.WriteStartObject();
                json.WriteString("phone_number"u8, state.phone);
                json.WriteString("first_name"u8, state.own ? state.user.Name : "Người khác");
                if (state.own)
                    json.WriteNumber("user_id"u8, state.user.Id);
                json.WriteEndObject();
            });
            return Deliver(user, message, "message", "contact", System.Text.Encoding.UTF8.GetString(contact));
        }
    }

    internal FakeMessage SendOther(FakeUser user, string member, string json)
    {
        lock (Gate)
            return Deliver(user, NewMessage(user, user.Chat, "", null, false, null, null), "message", member, json);
    }

    internal void Press(FakeUser user, FakeMessage? message, string label)
    {
        lock (Gate)
        {
            message ??= user.Chat.LastReceived is { } last && last.Buttons.Any(button => button.Label == label)
                ? last
                : user.Chat.Transcript.Select(entry => entry.Message).LastOrDefault(past => past is { FromBot: true } && past.Buttons.Any(button => button.Label == label));
            var button = message?.Buttons.FirstOrDefault(candidate => candidate.Label == label)
                ?? throw new InvalidOperationException($"There is no button \"{label}\" for {user.Name}. The chat so far:\n{string.Join('\n', user.Chat.Transcript)}");
            user.Chat.Note(TranscriptKind.Pressed, label, message);
            if (button.Data is null)
                return;
            var id = (++lastCallbackId).ToString(System.Globalization.CultureInfo.InvariantCulture);
            callbacks[id] = (user, Now + options.PressLife);
            Enqueue("callback_query", options.PressLife, json =>
            {
                json.WriteStartObject();
                json.WriteString("id"u8, id);
                json.WriteUser("from", user);
                json.WritePropertyName("message"u8);
                json.WriteMessage(message!, this, null);
                json.WriteString("chat_instance"u8, $"-{user.Id}");
                json.WriteString("data"u8, button.Data);
                json.WriteEndObject();
            });
        }
    }

    internal void SetBlocked(FakeUser user, bool blocked)
    {
        lock (Gate)
        {
            user.Chat.ClosedBecause = blocked ? "Forbidden: bot was blocked by the user" : null;
            EnqueueMembership(user.Chat, user, blocked ? "member" : "kicked", blocked ? "kicked" : "member");
        }
    }

    internal void Deactivate(FakeUser user)
    {
        lock (Gate)
            user.Chat.ClosedBecause = "Forbidden: user is deactivated";
    }

    private FakeMessage NewMessage(FakeUser user, FakeChat chat, string text, FakeFile? file, bool isPhoto, string? albumId, int? replyTo)
    {
        if (chat.ClosedBecause is { } reason)
            throw new InvalidOperationException($"{user.Name} cannot write: {reason}");
        chat.IsOpen = true;
        return new FakeMessage
        {
            Id = ++lastMessageId, Chat = chat, FromBot = false, Date = Now, Text = text, Source = text, File = file, IsPhoto = isPhoto, AlbumId = albumId, ReplyTo = replyTo,
        };
    }

    private FakeMessage Deliver(FakeUser user, FakeMessage message, string kind, string? extraMember = null, string? extraJson = null)
    {
        message.Chat.Keep(TranscriptKind.Said, message);
        Enqueue(kind, MessageLife, json => json.WriteMessage(message, this, user, extraMember, extraJson));
        return message;
    }

    private void EnqueueMembership(FakeChat chat, FakeUser by, string before, string after) => Enqueue("my_chat_member", MessageLife, json =>
    {
        json.WriteStartObject();
        json.WriteChat(chat);
        json.WriteUser("from", by);
        json.WriteNumber("date"u8, Now.ToUnixTimeSeconds());
        foreach (var (name, status) in new[] { ("old_chat_member", before), ("new_chat_member", after) })
        {
            json.WriteStartObject(name);
            json.WriteStartObject("user"u8);
            json.WriteBotFields(this);
            json.WriteEndObject();
            json.WriteString("status"u8, status);
            if (status == "kicked")
                json.WriteNumber("until_date"u8, 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    private void Enqueue(string kind, TimeSpan life, Action<Utf8JsonWriter> write)
    {
        var id = ++lastUpdateId;
        var bytes = BotJsonWriter.Write((id, kind, write), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteNumber("update_id"u8, state.id);
            json.WritePropertyName(state.kind);
            state.write(json);
            json.WriteEndObject();
        });
        Queue.Add(new PendingUpdate(id, kind, Now + life, bytes) { IsDoubled = Faults.DoubleUpdate?.Invoke() == true });
    }
}
