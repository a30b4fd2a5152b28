using CellBot.Domain.Pledges;
using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Pledges;

public sealed class PledgeJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_1b_a_member_registers_two_pieces_of_work(bool buttons)
    {
        var script = JourneyScript.Load("1b");
        await using var town = await Town.Start(script.Blocks[0].When.AddHours(-1));
        await town.Effect("seed", async effects =>
        {
            await TownCell.Seed(effects.Desk, town.Clock.Now, notLinked: []);
            effects.Desk.Put(TownCell.Pledges(2027));
            effects.Desk.Put(TownCell.Pledges(2026));
            effects.Desk.Put(new Pledge(Pledge.IdOf(TownCell.Pledges(2026).Id, "p-06"))
            {
                CampaignId = TownCell.Pledges(2026).Id, ParticipantId = "p-06", UnitId = TownCell.CellId, Status = PledgeStatus.Closed, Receipt = "DK26-06",
                Items = [new PledgeItem("phong-trao", "Vận động mười hộ phân loại rác", null, null)],
            });
        });
        // The journey begins with the "1. Làm ngay" that ends the one before.
        script.Blocks[0].Steps[0] = new JourneyStep("đăng ký", null);
        var player = new JourneyPlayer(town, buttons);
        await player.Play(script);
    }
}
