using System.Text.Json;

namespace CellBot.Testing.Telegram;

/// <summary>Reads the <c>reply_markup</c> of a message into what its receiver can press.</summary>
internal static class FakeKeyboards
{
    public static void Apply(FakeMessage message, JsonElement? markup)
    {
        message.InlineKeyboardJson = markup is { } given ? Kept(given) : null;
        message.ButtonRows = message.InlineKeyboardJson is null ? [] : Rows(markup!.Value.GetProperty("inline_keyboard"), Button);
        message.Keyboard = markup is { } keys && keys.TryGetProperty("keyboard", out var rows) ? [.. Rows(rows, Key).SelectMany(row => row)] : [];
    }

    /// <summary>The part of the markup that stays with the message; a keyboard without buttons is none.</summary>
    public static string? Kept(JsonElement markup) =>
        markup.TryGetProperty("inline_keyboard", out var rows) && rows.EnumerateArray().Any(row => row.GetArrayLength() > 0) ? markup.GetRawText() : null;

    private static List<IReadOnlyList<T>> Rows<T>(JsonElement rows, Func<JsonElement, T> read)
    {
        var all = new List<IReadOnlyList<T>>(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            var one = new List<T>(row.GetArrayLength());
            foreach (var button in row.EnumerateArray())
                one.Add(read(button));
            all.Add(one);
        }

        return all;
    }

    private static FakeButton Button(JsonElement button) => new(Text(button, "text")!, Text(button, "callback_data"), Text(button, "url"), Text(button, "style"));

    private static string Key(JsonElement key)
    {
        if (key.ValueKind == JsonValueKind.String)
            return key.GetString()!;
        return key.TryGetProperty("request_contact", out var contact) && contact.GetBoolean() ? $"{Text(key, "text")} ☎" : Text(key, "text")!;
    }

    private static string? Text(JsonElement value, string name) => value.TryGetProperty(name, out var text) ? text.GetString() : null;
}
