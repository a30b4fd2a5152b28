using CellBot.Testing.Journeys;
using CellBot.Testing.Journeys.Scenes;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Committee;

public sealed class CommitteeJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_6_the_committee_needs_34_of_34(bool buttons)
    {
        var scene = new CommitteeScene();
        await using var town = await TownStage.Open(scene, Account);
        await scene.Play(new TownStage(town, Account), buttons);

        string Account(string name) => TownCommittee.AccountOfPerson(scene.PersonOf(name));
    }
}
