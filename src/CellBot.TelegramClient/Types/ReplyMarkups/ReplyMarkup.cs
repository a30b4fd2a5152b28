using System.Diagnostics.CodeAnalysis;

namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>What is shown below a message, or in place of the keyboard.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(InlineKeyboardMarkup))]
[JsonDerivedType(typeof(ReplyKeyboardMarkup))]
[JsonDerivedType(typeof(ReplyKeyboardRemove))]
[JsonDerivedType(typeof(ForceReplyMarkup))]
public abstract class ReplyMarkup
{
    public static readonly ReplyKeyboardRemove RemoveKeyboard = new();

    public static readonly ForceReplyMarkup ForceReply = new();

    [return: NotNullIfNotNull(nameof(button))]
    public static implicit operator ReplyMarkup?(InlineKeyboardButton? button) => button is null ? null : new InlineKeyboardMarkup(button);

    [return: NotNullIfNotNull(nameof(buttons))]
    public static implicit operator ReplyMarkup?(InlineKeyboardButton[]? buttons) => buttons is null ? null : new InlineKeyboardMarkup(buttons);

    [return: NotNullIfNotNull(nameof(rows))]
    public static implicit operator ReplyMarkup?(IEnumerable<InlineKeyboardButton>[]? rows) => rows is null ? null : new InlineKeyboardMarkup(rows);

    [return: NotNullIfNotNull(nameof(button))]
    public static implicit operator ReplyMarkup?(KeyboardButton? button) =>
        button is null ? null : new ReplyKeyboardMarkup(button) { ResizeKeyboard = true };

    [return: NotNullIfNotNull(nameof(buttons))]
    public static implicit operator ReplyMarkup?(KeyboardButton[]? buttons) =>
        buttons is null ? null : new ReplyKeyboardMarkup(buttons) { ResizeKeyboard = true };
}
