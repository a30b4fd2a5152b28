using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using CellBot.EndToEnd.Processes;
using CellBot.Testing.Telegram;

namespace CellBot.EndToEnd.Cluster;

/// <summary>People who say one thing and wait for the answer to it.</summary>
internal sealed partial class Talkers : IDisposable
{
    private readonly FakeBot bot;
    private readonly ConcurrentDictionary<long, Channel<string>> heard = new();
    private readonly FakeUser[] people;

    public Talkers(FakeBot bot, int people)
    {
        this.bot = bot;
        this.people = [.. Enumerable.Range(0, people).Select(number => bot.NewUser($"Người {number}", ClusterTown.FirstUser + number))];
        bot.Received += Hear;
    }

    /// <summary>Each of them says it.</summary>
    /// <returns>What each was answered, without what differs from one to the other: names, times and receipts.</returns>
    public async Task<IReadOnlyList<string>> Say(IEnumerable<int> numbers, string text)
    {
        var asked = numbers.ToList();
        foreach (var number in asked)
            people[number].Says(text);
        var answers = new List<string>();
        foreach (var number in asked)
            answers.Add(Own().Replace(await Next(number), "…"));
        return answers;
    }

    /// <summary>The next message that somebody gets.</summary>
    public async Task<string> Next(int number)
    {
        using var patience = new CancellationTokenSource(HostProcess.Patience);
        return await Ear(people[number].Id).Reader.ReadAsync(patience.Token);
    }

    /// <summary>Messages that came and that nobody waited for.</summary>
    public int Unasked => heard.Values.Sum(ear => ear.Reader.Count);

    public void Dispose() => bot.Received -= Hear;

    private void Hear(FakeUser? user, FakeMessage message)
    {
        if (user is not null)
            Ear(user.Id).Writer.TryWrite(message.Text);
    }

    private Channel<string> Ear(long user) => heard.GetOrAdd(user, _ => Channel.CreateUnbounded<string>());

    [GeneratedRegex(@"lúc [^\n]*|(Người|đồng chí) \d+")]
    private static partial Regex Own();
}
