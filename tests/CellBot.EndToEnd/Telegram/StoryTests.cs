using CellBot.EndToEnd.Stories;
using Xunit.Abstractions;

namespace CellBot.EndToEnd.Telegram;

[Collection("Telegram")]
public sealed class StoryTests(ITestOutputHelper output)
{
    private static readonly StoryRun Story = new(interruption => TelegramTown.Build(CellStory.Begin, interruption), town => ((TelegramTown)town).Api.Violations);

    [Fact]
    public Task A_cell_lives_three_weeks_over_Telegram() => Story.Tell(output);

    /// <summary>Killed at every fourth message, by turns before it knows what became of its answer, soon after and at rest: the same as by polling with nothing in the way.</summary>
    [Fact]
    public Task Over_a_webhook_with_kills_the_same_is_said_and_nothing_is_lost_or_done_twice() => Story.Disturb(
        step => (step % 12) switch { 3 => Interruption.KillBeforeItKnows, 7 => Interruption.KillSoon, 11 => Interruption.KillAfter, _ => Interruption.None }, output,
        interruption => TelegramTown.BuildWithWebhook(CellStory.Begin, interruption));

    /// <summary>Over the two runs each message of the story meets both kinds of kill in the middle; some meet one afterwards.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public Task Behaviour_06_killed_at_every_single_message_the_same_is_said_and_nothing_is_lost_or_done_twice(int shift) =>
        Story.Disturb(step => step % 7 == 6 ? Interruption.KillAfter : (step + shift) % 2 == 0 ? Interruption.KillSoon : Interruption.KillBeforeItKnows, output);
}
