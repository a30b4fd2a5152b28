namespace Telegram.Bot.Types;

/// <summary>A line of the bot's menu.</summary>
public sealed class BotCommand
{
    public BotCommand()
    {
    }

    public BotCommand(string command, string description) => (Command, Description) = (command, description);

    /// <summary>1–32 of a–z, 0–9 and _, without the slash.</summary>
    public string Command { get; set; } = default!;

    /// <summary>1–256 characters.</summary>
    public string Description { get; set; } = default!;

    public static implicit operator BotCommand((string Text, string Description) tuple) => new(tuple.Text, tuple.Description);
}
