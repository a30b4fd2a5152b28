using CellBot.Dialogs.Tests.Obligations;
using CellBot.Testing.Journeys;
using CellBot.Testing.Journeys.Scenes;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Asking;

public sealed class QuestionJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_8_free_questions_in_the_middle_and_outside(bool buttons)
    {
        var scene = new QuestionScene();
        await using var town = await TownStage.Open(scene, name => TownCell.AccountOf(name));
        await scene.Play(new TownStage(town), buttons);
        await town.AdvanceTo(Local("2027-01-28T20:00"));
        Assert.StartsWith("28/01 20:00 Xin nhắc đồng chí Phú: bản đăng ký năm 2027", town.To(Phu).Last());
    }
}
