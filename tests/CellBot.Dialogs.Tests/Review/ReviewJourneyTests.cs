using CellBot.Dialogs.Tests.Study;
using CellBot.Domain.Pledges;
using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Review;

public sealed class ReviewJourneyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_7_the_deputy_confirms_the_secretary_s_pledge(bool buttons)
    {
        var script = JourneyScript.Load("7");
        var loan = TownCell.AccountOf(StudyTown.Loan);
        await using var town = await Town.Start(script.Blocks[0].When.AddMinutes(-20));
        await town.Effect("seed", async effects =>
        {
            await TownCell.Seed(effects.Desk, town.Clock.Now, notLinked: []);
            effects.Desk.Put(TownCell.Pledges(2027));
        });
        var unshown = new HashSet<string>();
        var player = new JourneyPlayer(town, buttons) { MayBeUnshown = unshown.Contains };

        // The journey begins at the summary, and shows nothing of what is changed at 08:31.
        await Unshown("đăng ký", "1", "1", "1", "3", "Mỗi quý tổ chức một buổi sinh hoạt chuyên đề", "1", "3", "1", "2", "3", "Trả lời mọi kiến nghị trong 7 ngày", "1", "1", "3");
        var changed = script.Blocks.ToList().FindIndex(block => block.Steps is [{ Says: "gửi" }, ..]);
        player.Before[changed] = () => Unshown("1", "2", "1", "3", "Trả lời mọi kiến nghị trong 5 ngày", "1", "1");

        await player.Play(script);

        var pledge = await town.Read<Pledge>(Pledge.IdOf(TownCell.Pledges(2027).Id, "p-01"));
        Assert.Equal(PledgeStatus.Approved, pledge!.Status);
        Assert.Equal("p-02", pledge.Decision!.By);

        async Task Unshown(params string[] said)
        {
            foreach (var text in said)
            {
                await town.Says(loan, text);
                unshown.Add(town.Last(loan));
            }
        }
    }
}
