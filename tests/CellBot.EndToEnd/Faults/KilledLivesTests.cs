using System.Diagnostics;
using System.Globalization;
using CellBot.Testing.Databases;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Faults;

/// <summary>
/// Lives of a cell whose host is killed at any moment. <c>CELLBOT_KILLS=2000</c> makes the long run of it, cut into lives of a hundred kills, two at a time;
/// <c>CELLBOT_SEED</c> begins with that life, so that with the kills of one life it replays it. On SQLite every other life has a disk that forgets what was not
/// flushed: there each kill is a power cut.
/// </summary>
[Collection("Telegram")]
public sealed class KilledLivesTests(ITestOutputHelper output)
{
    private const int Seed = 20270105;
    private const int KillsInOneLongLife = 100;
    private const int KillsInOneShortLife = 20;
    private const int LivesAtOnce = 2;

    [Fact]
    public Task On_SQLite_nothing_is_lost_nothing_comes_twice_and_nobody_is_stuck() => Live(40,
        (seed, kills) => Task.FromResult(Life.Begin(seed, kills, isFragile: seed % 2 != 0)), _ => Task.CompletedTask);

    [Fact]
    public async Task On_PostgreSQL_nothing_is_lost_nothing_comes_twice_and_nobody_is_stuck()
    {
        var server = await PostgresServer.Shared;
        var databases = new Dictionary<Life, string>();
        await Live(20, async (seed, kills) =>
        {
            var database = await server.NewDatabase();
            var life = Life.Begin(seed, kills, isFragile: false, ("Storage:Engine", "Postgres"), ("Storage:ConnectionString", database));
            lock (databases)
                databases[life] = database;
            return life;
        }, life => server.Drop(databases[life]));
    }

    /// <param name="few">Kills, where nobody asks for more.</param>
    private async Task Live(int few, Func<int, int, Task<Life>> begin, Func<Life, Task> clean)
    {
        var (all, most) = Number("CELLBOT_KILLS") is { } many ? (many, KillsInOneLongLife) : (few, KillsInOneShortLife);
        var first = Number("CELLBOT_SEED") ?? Seed;
        var broken = 0;
        await Parallel.ForAsync(0, (all + most - 1) / most, new ParallelOptions { MaxDegreeOfParallelism = LivesAtOnce }, async (number, _) =>
        {
            var (seed, kills) = (first + number, Math.Min(most, all - (number * most)));
            await using var life = await begin(seed, kills);
            if (await LiveOne(life, seed) is { } failure)
            {
                Interlocked.Increment(ref broken);
                Say($"Replay with CELLBOT_SEED={seed} CELLBOT_KILLS={kills}.\n{failure}\n\n{string.Join('\n', life.Diary)}");
            }

            await clean(life);
        });
        Assert.True(broken == 0, $"{broken} lives went wrong; the output says how, and which seed replays each.");
    }

    private async Task<string?> LiveOne(Life life, int seed)
    {
        var since = Stopwatch.StartNew();
        try
        {
            await life.Live();
        }
        catch (Exception broken)
        {
            return $"{broken}\n{life.Host.Printed}";
        }

        var verdict = await Verdict.On(life);
        Say($"seed {seed}: {life.Witness.Kills.Count} kills in {since.Elapsed.TotalSeconds:0} s; {verdict.Answered} steps answered, {verdict.Repeated} messages came again, {verdict.Unknown} answers unknown, {verdict.Wrong.Count} wrong");
        return verdict.Wrong.Count == 0 ? null : string.Join("\n\n", verdict.Wrong);
    }

    /// <summary>The long run tells how it goes while it goes.</summary>
    private void Say(string line)
    {
        lock (output)
            output.WriteLine(line);
        if (Number("CELLBOT_KILLS") is not null)
            Console.WriteLine(line);
    }

    private static int? Number(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
