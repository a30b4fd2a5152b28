using CellBot.Domain.Audit;
using CellBot.Domain.Study;
using CellBot.Testing.Journeys;
using CellBot.Testing.Journeys.Scenes;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

public sealed class ReflectionJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_2_three_handwritten_pages_and_a_petition(bool buttons)
    {
        var scene = new ReflectionScene();
        await using var town = await TownStage.Open(scene, Account);
        await scene.Play(new TownStage(town, Account), buttons);

        var reflection = await town.Read<Reflection>(Reflection.IdOf(ReflectionScene.Study.Id, scene.PersonOf(ReflectionScene.Lien)));
        Assert.Equal(ReflectionStatus.Accepted, reflection!.Status);
        Assert.Equal(3, reflection.Attachments.Count);
        Assert.Equal(Petition.IdOf(TownCell.CellId, 12), reflection.PetitionId);
        Assert.Contains(await town.Find(AuditEntry.ByObject, reflection.Id), entry => entry is { Action: "read", ActorId: "p-01" });

        static string Account(string name) => TownCell.AccountOf(name, name == ReflectionScene.Loan ? "telegram" : "zalo");
    }
}
