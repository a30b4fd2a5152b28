using System.Collections.Concurrent;
using System.Diagnostics;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Cluster;

/// <summary>People who register a pledge each, one after another beginning; each says the next thing when a new question has come, and a question that comes again is not new.</summary>
internal sealed class ClusterCrowd : IDisposable
{
    private static readonly string[] Steps = ["đăng ký", "1", "1", "4", "1", "3", "2"];

    private readonly FakeBot bot;
    private readonly Member[] members;
    private readonly ConcurrentDictionary<(long User, string Text), int> heard = new();
    private readonly ConcurrentQueue<(long Said, long Heard)> answers = new();

    public ClusterCrowd(FakeBot bot, int people, int others)
    {
        this.bot = bot;
        members = [.. Enumerable.Range(0, people).Select(number => new Member(bot.NewUser($"Người {number}", ClusterTown.FirstUser + number)))];
        foreach (var number in Enumerable.Range(people, others))
            bot.NewUser($"Người {number}", ClusterTown.FirstUser + number).Starts();
        bot.Received += Hear;
    }

    /// <summary>Everybody has said everything and heard the last answer.</summary>
    public Task Finished => Task.WhenAll(members.Select(member => member.Finished.Task));

    public int FinishedCount => members.Count(member => member.Finished.Task.IsCompleted);

    /// <summary>Messages that came a second time, and how often each came.</summary>
    public IReadOnlyList<int> Repeats => [.. heard.Values.Where(times => times > 1)];

    public int TimesHeard(int number, string words) => heard.Where(entry => entry.Key.User == ClusterTown.FirstUser + number && entry.Key.Text.Contains(words, StringComparison.Ordinal)).Sum(entry => entry.Value);

    /// <summary>One begins every so often.</summary>
    public async Task Begin(TimeSpan between)
    {
        foreach (var member in members)
        {
            Say(member);
            await Task.Delay(between, TimeProvider.System);
        }
    }

    /// <summary>From that moment until the first answer to something that was said after it.</summary>
    public async Task<TimeSpan> GoesOn(long since, TimeSpan patience)
    {
        while (true)
        {
            if (answers.Where(answer => answer.Said > since).OrderBy(answer => answer.Heard).Select(answer => (long?)answer.Heard).FirstOrDefault() is { } heardAt)
                return Stopwatch.GetElapsedTime(since, heardAt);
            if (Stopwatch.GetElapsedTime(since) > patience)
                return TimeSpan.MaxValue;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public string Stuck() => string.Join("\n\n", members.Where(member => !member.Finished.Task.IsCompleted).Select(member => $"{member.User.Name}:\n{string.Join('\n', member.User.Transcript)}"));

    public void Dispose() => bot.Received -= Hear;

    private void Hear(FakeUser? user, FakeMessage message)
    {
        if (user is null)
            return;
        heard.AddOrUpdate((user.Id, message.Text), 1, (_, times) => times + 1);
        var number = (int)(user.Id - ClusterTown.FirstUser);
        if (number < 0 || number >= members.Length)
            return;
        var member = members[number];
        lock (member)
        {
            if (!member.Known.Add(message.Text))
                return;
            answers.Enqueue((member.SaidAt, Stopwatch.GetTimestamp()));
            member.At++;
        }

        if (member.At == Steps.Length)
            member.Finished.TrySetResult();
        else
            Say(member);
    }

    private static void Say(Member member)
    {
        member.SaidAt = Stopwatch.GetTimestamp();
        member.User.Says(Steps[member.At]);
    }

    private sealed class Member(FakeUser user)
    {
        public FakeUser User { get; } = user;

        public HashSet<string> Known { get; } = [];

        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int At { get; set; }

        public long SaidAt { get; set; }
    }
}
