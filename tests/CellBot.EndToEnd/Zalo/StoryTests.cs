using CellBot.EndToEnd.Stories;
using CellBot.EndToEnd.Telegram;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Zalo;

/// <summary>The same cell on the poorest channel: numbers and words only, events that come twice or late.</summary>
[Collection("Telegram")]
public sealed class StoryTests(ITestOutputHelper output)
{
    /// <summary>Ten moments: joining, a pledge half written, pages, a decision, a notice going out, an answer to it.</summary>
    private static readonly Dictionary<int, Interruption> Moments = new()
    {
        [1] = Interruption.KillSoon, [6] = Interruption.KillBeforeItKnows, [16] = Interruption.KillSoon, [20] = Interruption.KillBeforeItKnows, [22] = Interruption.KillSoon,
        [24] = Interruption.KillBeforeItKnows, [27] = Interruption.KillAfter, [29] = Interruption.KillSoon, [35] = Interruption.KillBeforeItKnows, [38] = Interruption.KillSoon,
    };

    private static readonly StoryRun Story = new(interruption => ZaloTown.Build(CellStory.Begin, interruption), town => ((ZaloTown)town).Api.Violations);

    [Fact]
    public Task Behaviour_11_a_cell_lives_three_weeks_over_Zalo_by_webhook_with_numbers_and_words() => Story.Tell(output);

    [Fact]
    public Task Behaviour_06_killed_at_ten_moments_the_same_is_said_and_nothing_is_lost_or_done_twice() =>
        Story.Disturb(step => Moments.GetValueOrDefault(step, Interruption.None), output);
}
