using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Faults;

/// <summary>
/// Lives of a cell whose host is killed at any moment. <c>CELLBOT_KILLS</c> makes the run longer (2000 is the long run), <c>CELLBOT_SEED</c> replays one life.
/// </summary>
[Collection("Telegram")]
public sealed class KilledLivesTests(ITestOutputHelper output)
{
    private const int Seed = 20270105;

    /// <summary>A long run is cut into lives of so many kills.</summary>
    private const int KillsInOneLife = 100;

    [Fact]
    public async Task However_often_the_host_is_killed_nothing_is_lost_nothing_comes_twice_and_nobody_is_stuck()
    {
        var kills = Number("CELLBOT_KILLS") ?? 40;
        var first = Number("CELLBOT_SEED");
        for (var life = 0; kills > 0; life++, kills -= KillsInOneLife)
            await LiveOne((first ?? Seed) + life, Math.Min(kills, KillsInOneLife));
    }

    private async Task LiveOne(int seed, int kills)
    {
        var since = Stopwatch.StartNew();
        await using var life = Life.Begin(seed, kills);
        try
        {
            await life.Live();
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"{Replay(seed, kills)}\n{broken.Message}\n{string.Join('\n', life.Diary)}\n{life.Host.Printed}", broken);
        }

        var verdict = await Verdict.On(life);
        Say($"seed {seed}: {life.Witness.Kills.Count} kills in {since.Elapsed.TotalSeconds:0} s; {verdict.Answered} steps answered, {verdict.Repeated} messages came again, {verdict.Unknown} answers unknown, {verdict.Wrong.Count} wrong");
        if (verdict.Wrong.Count > 0)
            Assert.Fail($"{Replay(seed, kills)}\n{string.Join("\n\n", verdict.Wrong)}\n\n{string.Join('\n', life.Diary)}");
    }

    private static string Replay(int seed, int kills) => $"Replay with CELLBOT_SEED={seed} CELLBOT_KILLS={kills}.";

    private void Say(string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("CELLBOT_KILLS") is not null)
            Console.WriteLine(line);
    }

    private static int? Number(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
