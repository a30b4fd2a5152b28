using CellBot.Dialogs.Tests.Engine;
using CellBot.Domain.Organisation;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Pledges;

public sealed class PaperPledgeTests
{
    private static readonly string PledgeId = Pledge.IdOf(TownCell.Pledges(2027).Id, "p-06");

    [Fact]
    public async Task A_photographed_pledge_is_typed_in_by_the_secretary_and_counts_after_the_author_has_seen_it()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(PledgeTown.Bich, ["đăng ký", "2"]); // without last year's pledge, photographs are the second choice
        await town.SendsPhoto(PledgeTown.Bich);
        await town.Advance(TimeSpan.FromSeconds(15));
        Assert.StartsWith("Đã nhận ảnh bản đăng ký viết tay.", await town.Hears(PledgeTown.Bich, "1"));
        var asked = town.Messages.FindLast(message => message.Account == PledgeTown.Loan)!;
        Assert.StartsWith("Đỗ Phương Bích gửi ảnh bản đăng ký năm 2027 viết tay", asked.Text);
        Assert.Single(asked.Row.Attachments);

        await town.Hears(PledgeTown.Loan, ["1", "3", "2", "3"]);
        Assert.StartsWith("Bản đăng ký năm 2027 của Đỗ Phương Bích:\nViệc 1: Hòa giải kịp thời", town.Messages[^1].Text);
        Assert.False((await town.Read<Pledge>(PledgeId))!.Counts);
        await town.Says(PledgeTown.Loan, "2");
        Assert.StartsWith("Đồng chí Đinh Hồng Loan đã nhập bản đăng ký giúp đồng chí Bích:", town.Messages.FindLast(message => message.Account == PledgeTown.Bich)!.Text);
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("Đã nhận bản đăng ký của đồng chí Bích", await town.Hears(PledgeTown.Bich, "1"));
        var pledge = await town.Read<Pledge>(PledgeId);
        Assert.Equal(PledgeStatus.Submitted, pledge!.Status);
        Assert.Equal("Hòa giải kịp thời khi trong tổ có bất hòa", Assert.Single(pledge.Items).Content);
    }

    [Fact]
    public async Task What_was_typed_in_wrongly_goes_back_with_the_authors_words()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(PledgeTown.Bich, ["đăng ký", "2"]);
        await town.SendsPhoto(PledgeTown.Bich);
        await town.Hears(PledgeTown.Bich, ["1"]);
        await town.Hears(PledgeTown.Loan, ["1", "3", "2", "3", "2"]);
        Assert.StartsWith("Chỗ nào chưa đúng?", await town.Hears(PledgeTown.Bich, "2"));
        await town.Says(PledgeTown.Bich, "Tôi ghi là mỗi tháng, không phải mỗi quý");
        Assert.Contains("Lời nhắn: “Tôi ghi là mỗi tháng, không phải mỗi quý”", town.Messages.FindLast(message => message.Account == PledgeTown.Loan)!.Text);
        Assert.False((await town.Read<Pledge>(PledgeId))!.Counts);
    }

    [Fact]
    public async Task An_approved_pledge_is_amended_with_the_secretarys_leave_and_counts_meanwhile()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(PledgeTown.Bich, ["đăng ký", "1", "1", "4", "1", "3", "2"]);
        await town.Write(async desk => desk.Put((await desk.Get<Pledge>(PledgeId))! with { Status = PledgeStatus.Approved }));
        await town.Hears(PledgeTown.Bich, ["xin điều chỉnh", "Tôi chuyển công tác sang tổ khác"]);
        Assert.Contains("“Tôi chuyển công tác sang tổ khác”", town.Messages.FindLast(message => message.Account == PledgeTown.Loan)!.Text);
        await town.Says(PledgeTown.Loan, "2");
        Assert.True((await town.Read<Pledge>(PledgeId))!.Counts);
        Assert.StartsWith("Bước 3/3. Bản đăng ký năm 2027", await town.Hears(PledgeTown.Bich, "1"));
        await town.Hears(PledgeTown.Bich, ["1", "2", "2", "2", "3"]);
        Assert.Contains("Biên nhận DK27-06.2", await town.Hears(PledgeTown.Bich, "2"));
        var pledge = await town.Read<Pledge>(PledgeId);
        Assert.Equal((2, 1), (pledge!.Revision, pledge.Earlier.Count));
    }

    [Fact]
    public async Task A_secretary_without_a_deputy_is_told_that_nobody_can_decide_and_the_pledge_stays_approved()
    {
        await using var town = await PledgeTown.Start();
        var id = Pledge.IdOf(TownCell.Pledges(2027).Id, "p-01");
        await town.Hears(PledgeTown.Loan, ["đăng ký", "1", "1", "4", "1", "3", "2"]);
        await town.Write(async desk =>
        {
            desk.Put((await desk.Get<Pledge>(id))! with { Status = PledgeStatus.Approved });
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-02")))! with { Roles = [] });
        });
        Assert.StartsWith("Hiện chưa có người xem bản của đồng chí Loan", await town.Hears(PledgeTown.Loan, "xin điều chỉnh"));
        Assert.Equal(PledgeStatus.Approved, (await town.Read<Pledge>(id))!.Status);
    }
}
