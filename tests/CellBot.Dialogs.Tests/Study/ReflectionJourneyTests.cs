using CellBot.Domain.Audit;
using CellBot.Domain.Study;
using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

public sealed class ReflectionJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_2_three_handwritten_pages_and_a_petition(bool buttons)
    {
        var script = JourneyScript.Load("2");
        await using var town = await StudyTown.Start(script.Blocks[0].When.AddMinutes(-10), new Dictionary<string, string> { [StudyTown.Loan] = "telegram" }, petitions: 11);
        var player = new JourneyPlayer(town, buttons) { AccountOf = name => TownCell.AccountOf(name, name == StudyTown.Loan ? "telegram" : "zalo") };

        await player.Play(script);

        var reflection = await town.ReflectionOf(StudyTown.Lien);
        Assert.Equal(ReflectionStatus.Accepted, reflection!.Status);
        Assert.Equal(3, reflection.Attachments.Count);
        Assert.Equal(Petition.IdOf(TownCell.CellId, 12), reflection.PetitionId);
        Assert.Contains(await town.Find(AuditEntry.ByObject, reflection.Id), entry => entry is { Action: "read", ActorId: "p-01" });
    }
}
