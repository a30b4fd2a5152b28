using CellBot.Dialogs.Obligations;
using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Testing.Journeys;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Joining;

public sealed class JoinJourneyTests
{
    private static readonly string Bich = TownCell.AccountOf("Đỗ Phương Bích");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Journey_1a_a_member_joins_by_code(bool buttons)
    {
        var script = JourneyScript.Load("1a");
        await using var town = await WithInvite(script.Blocks[0].When.AddHours(-1));
        await new JourneyPlayer(town, buttons).Play(script);

        var account = await town.Read<ChannelAccount>(Bich);
        Assert.Equal("p-06", account!.ParticipantId);
        var person = await town.Read<Participant>("p-06");
        Assert.True(person!.HasConsented);
        Assert.NotNull((await town.Read<InviteCode>(InviteCode.IdOfDigits("48271936")))!.UsedAt);
    }

    [Fact]
    public async Task A_wrong_code_is_counted_and_the_fifth_closes_the_door_for_an_hour()
    {
        await using var town = await WithInvite(new DateTimeOffset(2027, 1, 5, 8, 0, 0, TimeSpan.FromHours(7)));
        for (var left = 4; left >= 1; left--)
        {
            await town.Says(Bich, "1111 2222");
            Assert.EndsWith($"Còn {left} lần thử.", town.Messages[^1].Text);
        }
        await town.Says(Bich, "1111 2222");
        Assert.Contains("thử lại sau 60 phút", town.Messages[^1].Text);
        await town.Says(Bich, "48271936");
        Assert.Contains("nhập sai nhiều lần", town.Messages[^1].Text);
        await town.Advance(TimeSpan.FromMinutes(61));
        await town.Says(Bich, "48271936");
        Assert.StartsWith("Mã mời đúng.", town.Messages[^1].Text);
    }

    [Fact]
    public async Task A_code_works_once_and_a_stranger_never_learns_whom_it_was_for()
    {
        await using var town = await WithInvite(new DateTimeOffset(2027, 1, 5, 8, 0, 0, TimeSpan.FromHours(7)));
        foreach (var says in new[] { "48271936", "1", "2" }) await town.Says(Bich, says);
        await town.Says("zalo/0/stranger", "48271936");
        Assert.Equal("Mã mời chưa đúng hoặc đã hết hạn. Xin xem lại 8 chữ số trên giấy mời rồi nhắn lại.\nCòn 4 lần thử.", town.Messages[^1].Text);
    }

    [Fact]
    public async Task Not_me_holds_the_code_and_tells_the_secretary()
    {
        await using var town = await WithInvite(new DateTimeOffset(2027, 1, 5, 8, 0, 0, TimeSpan.FromHours(7)));
        await town.Says("zalo/0/stranger", "48271936");
        await town.Says("zalo/0/stranger", "2");
        Assert.Contains(town.Messages, message => message.Account == TownCell.AccountOf("Đinh Hồng Loan") && message.Text.StartsWith("Mã mời của Đỗ Phương Bích vừa được nhập", StringComparison.Ordinal));
        await town.Says(Bich, "48271936");
        Assert.StartsWith("Mã mời chưa đúng", town.Messages[^1].Text);
    }

    [Fact]
    public async Task A_purpose_can_be_refused_by_naming_it()
    {
        await using var town = await WithInvite(new DateTimeOffset(2027, 1, 5, 8, 0, 0, TimeSpan.FromHours(7)));
        foreach (var says in new[] { "48271936", "1", "không 3", "2" }) await town.Says(Bich, says);
        var person = await town.Read<Participant>("p-06");
        Assert.Equal([3], person!.Consent!.RefusedPurposes);
        Assert.True(person.HasConsented);
    }

    [Fact]
    public async Task Declining_stores_nothing_about_the_person()
    {
        await using var town = await WithInvite(new DateTimeOffset(2027, 1, 5, 8, 0, 0, TimeSpan.FromHours(7)));
        foreach (var says in new[] { "48271936", "1", "3" }) await town.Says(Bich, says);
        Assert.StartsWith("Trợ lý đã ghi nhận đồng chí Bích không đồng ý", town.Messages[^1].Text);
        Assert.Null(await town.Read<ChannelAccount>(Bich));
        Assert.Null((await town.Read<Participant>("p-06"))!.Consent);
    }

    [Fact]
    public async Task Behaviour_23_an_account_that_was_moved_away_shows_nothing_more_and_is_not_stuck()
    {
        await using var town = await WithInvite(new DateTimeOffset(2027, 1, 5, 8, 0, 0, TimeSpan.FromHours(7)));
        foreach (var says in new[] { "48271936", "1", "2", "đăng ký", "1" }) await town.Says(Bich, says); // in the middle of a pledge
        await town.Effect("held", async effects => await effects.Post.Send("p-06", voice => voice.Screen("pledge.notYet", [("Year", 2027)], Start.Of("pledge"), Start.Of("later"))));
        await town.Write(desk =>
        {
            desk.Put(new InviteCode(InviteCode.IdOfDigits("11112222")) { ParticipantId = "p-06", UnitId = TownCell.CellId, ExpiresAt = town.Clock.Now.AddDays(7) });
            return ValueTask.CompletedTask;
        });
        foreach (var says in new[] { "11112222", "1", "1", "2" }) await town.Says("zalo/0/new", says);
        Assert.StartsWith("Trợ lý đã chuyển sang tài khoản khác", town.Messages.FindLast(message => message.Account == Bich)!.Text);

        foreach (var says in new[] { "1", "hủy", "menu" })
        {
            await town.Says(Bich, says);
            Assert.StartsWith("Xin chào. Đây là Trợ lý chi bộ", town.Messages.FindLast(message => message.Account == Bich)!.Text);
        }
        await town.AdvanceTo(town.Clock.Now.AddDays(2));
        Assert.DoesNotContain(town.Messages, message => message.Account == Bich && message.Text.StartsWith("Đồng chí Bích chưa gửi", StringComparison.Ordinal));
        await town.Says("zalo/0/new", "đăng ký");
        Assert.StartsWith("Đăng ký năm 2027", town.Messages.FindLast(message => message.Account == "zalo/0/new")!.Text);
    }

    private static async Task<Town> WithInvite(DateTimeOffset now)
    {
        var town = await Town.Start(now);
        await town.Effect("seed", async effects =>
        {
            await TownCell.Seed(effects.Desk, now, notLinked: ["Đỗ Phương Bích"]);
            var campaign = TownCell.Pledges(2027);
            effects.Desk.Put(campaign);
            effects.Desk.Put(new InviteCode(InviteCode.IdOfDigits("48271936")) { ParticipantId = "p-06", UnitId = TownCell.CellId, ExpiresAt = now.AddDays(7) });
            await Duties.Open(effects, new Obligation(Obligation.IdOf(campaign.Id, "p-06"))
            {
                Kind = ObligationKind.Pledge, OwnerId = "p-06", UnitId = TownCell.CellId, SourceId = campaign.Id, Item = "bản đăng ký năm 2027", OpensAt = campaign.OpensAt, DueAt = campaign.ClosesAt,
            });
        });
        return town;
    }
}
