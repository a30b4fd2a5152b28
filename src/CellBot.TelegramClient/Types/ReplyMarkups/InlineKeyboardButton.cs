using System.Diagnostics.CodeAnalysis;

namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>A button below a message.</summary>
public sealed class InlineKeyboardButton
{
    [SetsRequiredMembers]
    public InlineKeyboardButton(string text) => Text = text;

    /// <summary>An address when the second text begins like one, callback data otherwise.</summary>
    [SetsRequiredMembers]
    public InlineKeyboardButton(string text, string callbackDataOrUrl) : this(text)
    {
        if (IsAddress(callbackDataOrUrl))
            Url = callbackDataOrUrl;
        else
            CallbackData = callbackDataOrUrl;
    }

    [JsonConstructor]
    public InlineKeyboardButton()
    {
    }

    public required string Text { get; set; }

    public KeyboardButtonStyle? Style { get; set; }

    public string? Url { get; set; }

    /// <summary>1–64 bytes of UTF-8.</summary>
    public string? CallbackData { get; set; }

    public CopyTextButton? CopyText { get; set; }

    public static implicit operator InlineKeyboardButton((string Text, string CallbackDataOrUrl) tuple) => new(tuple.Text, tuple.CallbackDataOrUrl);

    public static InlineKeyboardButton WithUrl(string text, string url) => new(text) { Url = url };

    public static InlineKeyboardButton WithCallbackData(string text, string callbackData) => new(text) { CallbackData = callbackData };

    public static InlineKeyboardButton WithCallbackData(string textAndCallbackData) => new(textAndCallbackData) { CallbackData = textAndCallbackData };

    public static InlineKeyboardButton WithCopyText(string text, CopyTextButton copyText) => new(text) { CopyText = copyText };

    private static bool IsAddress(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("tg://", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Puts a text in the clipboard.</summary>
public sealed class CopyTextButton
{
    [SetsRequiredMembers]
    public CopyTextButton(string text) => Text = text;

    [JsonConstructor]
    public CopyTextButton()
    {
    }

    /// <summary>1–256 characters.</summary>
    public required string Text { get; set; }

    public static implicit operator CopyTextButton(string text) => new(text);
}
