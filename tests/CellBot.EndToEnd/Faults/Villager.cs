using System.Threading.Channels;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Faults;

/// <summary>What became of a step.</summary>
internal enum Outcome
{
    /// <summary>The answer came.</summary>
    Answered,

    /// <summary>Everything came to rest, and it had not come.</summary>
    Unanswered,
}

/// <param name="Answer">The message that answered; null: none did.</param>
internal sealed record Played(Journey Journey, Step Step, FakeMessage? Answer);

/// <summary>A person who goes through errands step by step: the next word is said when the answer to the last one is there, however long that takes.</summary>
internal sealed class Villager
{
    private readonly FakeUser user;
    private readonly Random random;
    private readonly HashSet<string> answers = new(StringComparer.Ordinal);
    private readonly Channel<FakeMessage> heard = Channel.CreateUnbounded<FakeMessage>();

    public Villager(FakeUser user, int number, int seed)
    {
        (this.user, Number, random) = (user, number, new Random(HashCode.Combine(seed, number)));
        (Area, Sample, Way, Pace) = (random.Next(4), random.Next(2), random.Next(3), random.Next(20, 250));
    }

    public string Name => user.Name;

    public FakeUser User => user;

    /// <summary>On the roster, from 1.</summary>
    public int Number { get; }

    public string Id => $"p-{Number:D2}";

    /// <summary>What they will pledge, and answer to an invitation.</summary>
    public int Area { get; }

    public int Sample { get; }

    public int Way { get; }

    public IReadOnlyList<string> Answers => [$"Điều một {Number}", $"Liên hệ bản {Number}", $"Sẽ làm việc tốt {Number}"];

    /// <summary>All steps so far, in order.</summary>
    public List<Played> Steps { get; } = [];

    /// <summary>The texts of the petitions that were sent off: the last press of the errand was made.</summary>
    public List<string> Petitions { get; } = [];

    public FakeMessage? Notice { get; private set; }

    private int Pace { get; }

    public void Hear(FakeMessage message)
    {
        if (message.Text.StartsWith("THÔNG BÁO SINH HOẠT CHI BỘ", StringComparison.Ordinal))
            Notice ??= message;
        heard.Writer.TryWrite(message);
    }

    /// <summary>Whether every step of such an errand was answered.</summary>
    public bool Finished(string journey) => Steps.Any(played => played.Journey.Name == journey && played.Step == played.Journey.Steps[^1] && played.Answer is not null);

    /// <summary>Whether the last step of such an errand was made, answered or not.</summary>
    public bool Made(string journey) => Steps.Any(played => played.Journey.Name == journey && played.Step == played.Journey.Steps[^1]);

    /// <summary>Plays the errands, then petition after petition until dusk.</summary>
    /// <param name="rest">Whatever has not come by now will not come.</param>
    public async Task Live(IReadOnlyList<Journey> journeys, bool petitions, CancellationToken dusk, CancellationToken rest)
    {
        foreach (var journey in journeys)
        {
            if (await Play(journey, rest) is Outcome.Unanswered)
                return;
            if (await AnswerNotice(rest) is Outcome.Unanswered)
                return;
        }

        for (var number = 1; petitions && !dusk.IsCancellationRequested; number++)
        {
            var text = $"Đề nghị sửa ngõ {Number} lần {number}";
            if (await Play(Journey.Petition(text), rest) is Outcome.Unanswered || await AnswerNotice(rest) is Outcome.Unanswered)
                return;
        }
    }

    /// <summary>Answers the invitation if it is here and was not answered yet.</summary>
    public Task<Outcome> AnswerNotice(CancellationToken rest) =>
        Notice is { } notice && notice.Buttons.Any() && !Steps.Any(played => played.Journey.Name == "answer") ? Play(Journey.Answer(notice, Way), rest) : Task.FromResult(Outcome.Answered);

    public async Task<Outcome> Play(Journey journey, CancellationToken rest)
    {
        foreach (var step in journey.Steps)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(Pace)), TimeProvider.System, CancellationToken.None);
            while (heard.Reader.TryRead(out _))
            {
                // What came before a word is said is no answer to it.
            }

            Say(journey, step);
            if (journey.Name == "petition" && step == journey.Steps[^1])
                Petitions.Add(journey.Steps[1].Act);
            var answer = await WaitFor(step, rest);
            Steps.Add(new Played(journey, step, answer));
            if (answer is null)
                return Outcome.Unanswered;
        }

        return Outcome.Answered;
    }

    private void Say(Journey journey, Step step)
    {
        if (!step.IsPress)
            user.Says(step.Act);
        else if (journey.On is { } message && step == journey.Steps[0])
            user.Presses(message, step.Act);
        else
            user.Presses(step.Act);
    }

    private async Task<FakeMessage?> WaitFor(Step step, CancellationToken rest)
    {
        try
        {
            while (true)
            {
                var message = await heard.Reader.ReadAsync(rest);
                if (message.Text.Contains(step.Hears, StringComparison.Ordinal) && (answers.Add(Sighting.KeyOf(message)) || !step.IsUnlike))
                    return message;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
