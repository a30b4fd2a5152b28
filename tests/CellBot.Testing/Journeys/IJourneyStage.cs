using CellBot.Dialogs.Engine;

namespace CellBot.Testing.Journeys;

/// <summary>Where a golden conversation is played: the dialogs alone, or a whole host behind a channel.</summary>
public interface IJourneyStage
{
    /// <summary>Local (+07:00).</summary>
    DateTimeOffset Now { get; }

    /// <summary>The account under which the stage knows a person of the transcript.</summary>
    string AccountOf(string name);

    /// <summary>Writes what happens outside the conversation, as an operator's command or another person's turn would.</summary>
    Task Effect(string cause, Func<Effects, ValueTask> write);

    /// <summary>Time passes, everything on the way at its own hour.</summary>
    Task GoTo(DateTimeOffset moment);

    Task Says(string account, string text);

    Task SendsPhoto(string account);

    Task SendsFile(string account, string name, int pages);

    /// <summary>Presses a button of the newest message that has some; types its number where there are none.</summary>
    Task Presses(string account, int number);

    /// <summary>How many choices the newest message that has some offers.</summary>
    int Choices(string account);

    /// <summary>Every message that reached this account, oldest first, as the transcripts write it: numbered lines for choices, "[ảnh]" for a photo.</summary>
    IReadOnlyList<(DateTimeOffset At, string Text)> Heard(string account);
}
