using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;

namespace CellBot.Dialogs.Asking;

/// <summary>A free question with one answer.</summary>
internal sealed class OneAnswer(Func<Voice, Screen> answer) : IDialog
{
    public Task Run(IChat chat)
    {
        chat.Say(answer(chat.Voice));
        return Task.CompletedTask;
    }
}

internal sealed record Thanked : Fact
{
    public static ValueTask Remember(Thanked fact, Effects effects)
    {
        effects.ChangeChat = chat => chat with { ThankedAt = effects.Now };
        return ValueTask.CompletedTask;
    }
}

/// <summary>Thanks, dạ, vâng: answered at most once an hour.</summary>
internal sealed class Thanks(DateTimeOffset? last) : IDialog
{
    public const string Name = "thanks";

    public Task Run(IChat chat)
    {
        if (last is { } at && chat.Now - at < TimeSpan.FromHours(1)) return Task.CompletedTask;
        chat.Record(new Thanked());
        chat.Say(chat.Voice.Say("thanks.reply"));
        return Task.CompletedTask;
    }
}
