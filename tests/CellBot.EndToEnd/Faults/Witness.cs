using System.Diagnostics;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Faults;

/// <param name="At">Since the life began, real time.</param>
internal sealed record Sighting(TimeSpan At, long Chat, FakeMessage Message)
{
    /// <summary>What makes two messages copies of one: the words as they were sent, and what their buttons carry.</summary>
    public string Key { get; } = KeyOf(Message);

    /// <summary>As it was when it came; the host may have changed it since.</summary>
    public string Words { get; } = $"{Message.Text}\n{string.Join('\n', Message.Buttons.Select(button => button.Label))}";

    public static string KeyOf(FakeMessage message) => $"{message.Source}|{string.Join(' ', message.Buttons.Select(button => button.Data))}";
}

/// <summary>Sees, with the real time, every message that reaches somebody, and everything that may leave the host in doubt about one.</summary>
internal sealed class Witness
{
    private readonly Lock gate = new();
    private readonly long begun = Stopwatch.GetTimestamp();
    private readonly List<Sighting> seen = [];
    private readonly List<TimeSpan> kills = [];
    private readonly List<TimeSpan> lostAnswers = [];

    public TimeSpan Now => Stopwatch.GetElapsedTime(begun);

    public IReadOnlyList<Sighting> Seen => Copy(seen);

    public IReadOnlyList<TimeSpan> Kills => Copy(kills);

    /// <summary>Calls that were carried out and whose answer did not come back in time.</summary>
    public IReadOnlyList<TimeSpan> LostAnswers => Copy(lostAnswers);

    public void Saw(FakeUser? user, FakeMessage message)
    {
        lock (gate)
            seen.Add(new Sighting(Now, user?.Id ?? 0, message));
    }

    public void Killed()
    {
        lock (gate)
            kills.Add(Now);
    }

    public void AnswerLost()
    {
        lock (gate)
            lostAnswers.Add(Now);
    }

    private IReadOnlyList<T> Copy<T>(List<T> list)
    {
        lock (gate)
            return [.. list];
    }
}
