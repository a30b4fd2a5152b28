using CellBot.Domain.Obligations;
using CellBot.Testing.Journeys;
using CellBot.Testing.Journeys.Scenes;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Obligations;

public sealed class OverdueJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_5_from_the_first_day_overdue_to_an_extension_and_the_hand_in(bool buttons)
    {
        var scene = new OverdueScene();
        await using var town = await TownStage.Open(scene, name => TownCell.AccountOf(name));
        await scene.Play(new TownStage(town), buttons);

        var handedIn = town.Messages.Count(message => message.Account == TownCell.AccountOf(Tin));
        await town.AdvanceTo(Local("2026-12-22T12:00"));
        Assert.Equal(handedIn, town.Messages.Count(message => message.Account == TownCell.AccountOf(Tin)));
        var duty = await town.Read<Obligation>(OverdueScene.DutyId);
        Assert.Equal(ObligationState.Fulfilled, duty!.StateAt(town.Clock.Now)); // on the new time
        Assert.Equal(OverdueScene.Study.DueAt, duty.ExtendedFrom);
    }
}
