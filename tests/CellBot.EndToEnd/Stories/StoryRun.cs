using System.Diagnostics;
using CellBot.EndToEnd.Telegram;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Stories;

/// <summary>The cell's story on one platform: played once with nothing in its way, and held against that when the host is killed on the way.</summary>
internal sealed class StoryRun
{
    private readonly Func<Func<int, Interruption>, StoryTown> build;
    private readonly Func<StoryTown, IEnumerable<string>> violations;
    private readonly Lazy<Task<(IReadOnlyList<Scene> Scenes, Remains Remains)>> undisturbed;

    /// <param name="violations">What the fake platform complains of.</param>
    public StoryRun(Func<Func<int, Interruption>, StoryTown> build, Func<StoryTown, IEnumerable<string>> violations)
    {
        (this.build, this.violations) = (build, violations);
        undisturbed = new(() => Play(build, _ => Interruption.None));
    }

    /// <summary>Plays it undisturbed and prints it.</summary>
    public async Task Tell(ITestOutputHelper output)
    {
        var (scenes, remains) = await undisturbed.Value;
        foreach (var scene in scenes)
        {
            output.WriteLine($"== {scene.Title}");
            foreach (var (name, lines) in scene.Got)
                foreach (var line in lines)
                    output.WriteLine($"{name} < {line}");
        }

        Assert.Empty(remains.Unknown);
    }

    /// <summary>Plays it with interruptions: the same is said, nothing is lost, nothing is done twice.</summary>
    /// <param name="other">Another way to the same platform; null: the same as undisturbed.</param>
    public async Task Disturb(Func<int, Interruption> interruption, ITestOutputHelper output, Func<Func<int, Interruption>, StoryTown>? other = null)
    {
        var (expected, remained) = await undisturbed.Value;
        var since = Stopwatch.StartNew();
        var (scenes, remains) = await PlayToTheEnd(other ?? build, interruption, output);
        output.WriteLine($"{scenes.Count(scene => scene.Befell is not Interruption.None)} kills, {since.Elapsed.TotalSeconds:0} s; unknown: {remains.Unknown.Count}");

        Assert.Equal(expected.Select(scene => scene.Title), scenes.Select(scene => scene.Title)); // the same story
        var missing = new List<(string Name, string Line)>();
        foreach (var (scene, undisturbed) in scenes.Zip(expected))
            if (scene.Differs(undisturbed, missing) is { } difference)
                Assert.Fail(difference);

        // A notice whose request had left is not repeated but listed (design, section 7); nothing else may fail to come.
        Assert.DoesNotContain(missing, lost => !remains.Unknown.Any(row => lost.Line.Contains(row.Text, StringComparison.Ordinal)));
        Assert.Equal(remained.Caused, remains.Caused);
        Assert.Equal(remained.ByClock, remains.ByClock);
        Assert.Equal(remained.Facts, remains.Facts);
    }

    /// <summary>
    /// A notice whose request had left at a kill is not repeated (design, section 7). Where the story's next choice needs what it offered, the story cannot go on and is
    /// begun again from an empty store, at most four times; but only if the store lists such a notice as unknown. Whatever else stops a story fails the test.
    /// </summary>
    private async Task<(IReadOnlyList<Scene>, Remains)> PlayToTheEnd(Func<Func<int, Interruption>, StoryTown> build, Func<int, Interruption> interruption, ITestOutputHelper output)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await Play(build, interruption);
            }
            catch (LostInFlight lost) when (tries < 4)
            {
                output.WriteLine($"Begun again: {lost.Message}");
            }
        }
    }

    private async Task<(IReadOnlyList<Scene>, Remains)> Play(Func<Func<int, Interruption>, StoryTown> build, Func<int, Interruption> interruption)
    {
        await using var town = build(interruption);
        try
        {
            await CellStory.Play(town);
        }
        catch (Exception stopped)
        {
            town.Host.Kill();
            if (await Remains.LostInFlight(town.Host) is { Count: > 0 } lost)
                throw new LostInFlight($"{lost.Count} listed as unknown, first “{lost[0].Text.Split('\n')[0]}”", stopped);
            throw;
        }

        Assert.Empty(violations(town));
        await town.Host.Stop();
        return (town.Scenes, await Remains.Of(town.Host));
    }

    private sealed class LostInFlight(string message, Exception stopped) : Exception(message + ": " + stopped.Message, stopped);
}
