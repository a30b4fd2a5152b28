using System.Diagnostics.CodeAnalysis;

namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>A keyboard whose keys type their text.</summary>
public sealed class ReplyKeyboardMarkup : ReplyMarkup
{
    [SetsRequiredMembers]
    public ReplyKeyboardMarkup(IEnumerable<IEnumerable<KeyboardButton>> keyboard) => Keyboard = keyboard;

    [SetsRequiredMembers]
    [JsonConstructor]
    public ReplyKeyboardMarkup() => Keyboard = new List<List<KeyboardButton>>();

    [SetsRequiredMembers]
    public ReplyKeyboardMarkup(KeyboardButton button) : this([[button]])
    {
    }

    [SetsRequiredMembers]
    public ReplyKeyboardMarkup(params KeyboardButton[] keyboardRow) : this(new List<List<KeyboardButton>> { new(keyboardRow) })
    {
    }

    public required IEnumerable<IEnumerable<KeyboardButton>> Keyboard { get; set; }

    public bool IsPersistent { get; set; }

    public bool ResizeKeyboard { get; set; }

    public bool OneTimeKeyboard { get; set; }

    /// <summary>1–64 characters.</summary>
    public string? InputFieldPlaceholder { get; set; }
}

/// <summary>A key; it may share the phone number instead of typing.</summary>
public sealed class KeyboardButton
{
    [SetsRequiredMembers]
    public KeyboardButton(string text) => Text = text;

    [JsonConstructor]
    public KeyboardButton()
    {
    }

    public required string Text { get; set; }

    public KeyboardButtonStyle? Style { get; set; }

    /// <summary>Private chats only.</summary>
    public bool RequestContact { get; set; }

    public static implicit operator KeyboardButton(string text) => new(text);

    public static KeyboardButton WithRequestContact(string text) => new(text) { RequestContact = true };
}

/// <summary>Takes the keyboard away.</summary>
public sealed class ReplyKeyboardRemove : ReplyMarkup
{
    [JsonPropertyName("remove_keyboard")]
    public new bool RemoveKeyboard => true;
}

/// <summary>Opens an answer to the message at once.</summary>
public sealed class ForceReplyMarkup : ReplyMarkup
{
    [JsonPropertyName("force_reply")]
    public new bool ForceReply => true;

    /// <summary>1–64 characters.</summary>
    public string? InputFieldPlaceholder { get; set; }
}
