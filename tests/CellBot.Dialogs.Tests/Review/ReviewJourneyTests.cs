using CellBot.Domain.Pledges;
using CellBot.Testing.Journeys;
using CellBot.Testing.Journeys.Scenes;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Review;

public sealed class ReviewJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_7_the_deputy_confirms_the_secretary_s_pledge(bool buttons)
    {
        var scene = new ReviewScene();
        await using var town = await TownStage.Open(scene, name => TownCell.AccountOf(name));
        await scene.Play(new TownStage(town), buttons);

        var pledge = await town.Read<Pledge>(Pledge.IdOf(TownCell.Pledges(2027).Id, "p-01"));
        Assert.Equal(PledgeStatus.Approved, pledge!.Status);
        Assert.Equal("p-02", pledge.Decision!.By);
    }
}
