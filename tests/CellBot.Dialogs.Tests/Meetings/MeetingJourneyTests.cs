using CellBot.Testing.Journeys;
using CellBot.Testing.Journeys.Scenes;

namespace CellBot.Dialogs.Tests.Meetings;

public sealed class MeetingJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Journey_3_a_meeting_is_announced_and_its_place_changes(bool buttons) => Play(new MeetingScene(), buttons);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Journey_4_who_comes_who_is_nudged_and_who_was_there(bool buttons) => Play(new RollCallScene(), buttons);

    private static async Task Play(JourneyScene scene, bool buttons)
    {
        await using var town = await TownStage.Open(scene, MeetingTown.Account);
        await scene.Play(new TownStage(town, MeetingTown.Account), buttons);
    }
}
