using CellBot.Domain.Obligations;
using CellBot.Testing.Journeys;
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
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin);
        // The stages before the date and the Monday figures are no part of this transcript.
        var player = new JourneyPlayer(town, buttons)
        {
            MayBeUnshown = text => text.StartsWith("Xin nhắc", StringComparison.Ordinal) || text.StartsWith("Hôm nay là ngày cuối", StringComparison.Ordinal) || text.StartsWith("Tình hình", StringComparison.Ordinal),
        };
        await player.Play(JourneyScript.Load("5"));

        var handedIn = town.Messages.Count(message => message.Account == TownCell.AccountOf(Tin));
        await town.AdvanceTo(Local("2026-12-22T12:00"));
        Assert.Equal(handedIn, town.Messages.Count(message => message.Account == TownCell.AccountOf(Tin)));
        var duty = await town.Read<Obligation>(Duty(study, Tin).Id);
        Assert.Equal(ObligationState.Fulfilled, duty!.StateAt(town.Clock.Now)); // on the new time
        Assert.Equal(study.DueAt, duty.ExtendedFrom);
    }
}
