using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CellBot.Testing.Telegram;

/// <summary>The API's objects as JSON, written by hand so that the fake shares nothing with the client it tests.</summary>
internal static class BotJsonWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Json)? scratch;

    public static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var (buffer, json) = scratch ?? (new ArrayBufferWriter<byte>(4096), new Utf8JsonWriter(Stream.Null, Options));
        scratch = null; // taken, should the writing nest
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        write(json, state);
        json.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        scratch = (buffer, json);
        return bytes;
    }

    public static void WriteUser(this Utf8JsonWriter json, string name, FakeUser user)
    {
        json.WriteStartObject(name);
        json.WriteNumber("id"u8, user.Id);
        json.WriteBoolean("is_bot"u8, false);
        json.WriteString("first_name"u8, user.Name);
        json.WriteString("language_code"u8, "vi"u8);
        json.WriteEndObject();
    }

    public static void WriteBotFields(this Utf8JsonWriter json, FakeBot bot)
    {
        json.WriteNumber("id"u8, bot.Id);
        json.WriteBoolean("is_bot"u8, true);
        json.WriteString("first_name"u8, bot.Name);
        json.WriteString("username"u8, bot.Username);
    }

    public static void WriteChat(this Utf8JsonWriter json, FakeChat chat)
    {
        json.WriteStartObject("chat"u8);
        json.WriteNumber("id"u8, chat.Id);
        json.WriteString(chat.Type == "private" ? "first_name"u8 : "title"u8, chat.Title);
        json.WriteString("type"u8, chat.Type);
        json.WriteEndObject();
    }

    /// <summary>Writes a whole message object; the property name, if any, is written before.</summary>
    public static void WriteMessage(this Utf8JsonWriter json, FakeMessage message, FakeBot bot, FakeUser? from, string? extraMember = null, string? extraJson = null)
    {
        json.WriteStartObject();
        json.WriteNumber("message_id"u8, message.Id);
        if (from is null)
        {
            json.WriteStartObject("from"u8);
            json.WriteBotFields(bot);
            json.WriteEndObject();
        }
        else
        {
            json.WriteUser("from", from);
        }

        json.WriteChat(message.Chat);
        json.WriteNumber("date"u8, message.Date.ToUnixTimeSeconds());
        if (message.EditedAt is { } edited)
            json.WriteNumber("edit_date"u8, edited.ToUnixTimeSeconds());
        if (message.AlbumId is { } album)
            json.WriteString("media_group_id"u8, album);
        if (message.ReplyTo is { } replyTo && message.Chat.Find(replyTo) is { } original)
        {
            json.WritePropertyName("reply_to_message"u8);
            json.WriteMessage(original, bot, original.FromBot ? null : from);
        }

        if (message.File is { } file)
            json.WriteFile(file, message.IsPhoto);
        if (message.Text.Length > 0)
            json.WriteString(message.File is null ? "text"u8 : "caption"u8, message.Text);
        if (message.Text.StartsWith('/'))
            json.WriteCommand(message.Text);
        if (extraMember is not null)
        {
            json.WritePropertyName(extraMember);
            json.WriteRawValue(extraJson!, skipInputValidation: true);
        }

        if (message.InlineKeyboardJson is { } keyboard)
        {
            json.WritePropertyName("reply_markup"u8);
            json.WriteRawValue(keyboard, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    // What the app marks in "/start abc".
    private static void WriteCommand(this Utf8JsonWriter json, string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\n');
        json.WriteStartArray("entities"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "bot_command"u8);
        json.WriteNumber("offset"u8, 0);
        json.WriteNumber("length"u8, end < 0 ? text.Length : end);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFile(this Utf8JsonWriter json, FakeFile file, bool isPhoto)
    {
        if (!isPhoto)
        {
            json.WriteStartObject("document"u8);
            json.WriteString("file_name"u8, file.Name);
            json.WriteString("mime_type"u8, file.MimeType);
            json.WriteFileFields(file.Id, file.UniqueId, file.Bytes.Length);
            json.WriteEndObject();
            return;
        }

        json.WriteStartArray("photo"u8);
        foreach (var (suffix, width, height) in new[] { ("s", 90, 67), ("m", 320, 240), ("", 1280, 960) })
        {
            json.WriteStartObject();
            json.WriteFileFields(file.Id + suffix, file.UniqueId + suffix, suffix.Length == 0 ? file.Bytes.Length : Math.Max(1, file.Bytes.Length / 10));
            json.WriteNumber("width"u8, width);
            json.WriteNumber("height"u8, height);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteFileFields(this Utf8JsonWriter json, string id, string uniqueId, long size)
    {
        json.WriteString("file_id"u8, id);
        json.WriteString("file_unique_id"u8, uniqueId);
        json.WriteNumber("file_size"u8, size);
    }
}
