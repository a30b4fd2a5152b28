namespace Telegram.Bot.Types.ReplyMarkups;

/// <summary>Colour of a button (Bot API 9.4); older apps show it plain.</summary>
[JsonConverter(typeof(EnumConverter<KeyboardButtonStyle>))]
public enum KeyboardButtonStyle
{
    Danger = 1,
    Success,
    Primary,
}
