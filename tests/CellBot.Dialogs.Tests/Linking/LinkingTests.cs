using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Tests.Engine;
using CellBot.Domain.Audit;
using CellBot.Domain.Conversations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Linking;

/// <summary>Invitations, accounts and slips of linking, as the secretary handles them in the chat.</summary>
public sealed class LinkingTests
{
    private static readonly string Loan = PledgeTown.Loan, Bich = PledgeTown.Bich, Phu = PledgeTown.Phu;

    [Fact]
    public async Task The_secretary_gives_an_invitation_by_digits_alone_and_the_member_joins_with_it()
    {
        await using var town = await WithoutBich();
        Assert.Contains("7. Danh sách, mã mời", "7. " + Line(await town.Hears(Loan, "việc bí thư"), "Danh sách, mã mời"));
        Assert.Equal("Chi bộ Khu vực 3: 28 người, 27 đã kết nối.\n1. Ai chưa kết nối\n2. Cấp mã mời\n3. Hủy mã mời chưa dùng\n4. Gỡ tài khoản kết nối nhầm", (await town.Hears(Loan, "danh sách")).Split("\n5.")[0]);
        Assert.Equal("Chưa kết nối (1/28):\n– Đỗ Phương Bích: chưa có mã, gọi 0580 008 648\n1. Cấp mã mời\n2. In thẻ mời cho cả 1 người, mã mới", await town.Hears(Loan, "1"));
        var issued = await town.Hears(Loan, "1");
        Assert.Matches("^Mã mời của Đỗ Phương Bích: \\d{4} \\d{4}\nDùng được một lần, đến hết thứ Ba, ngày 12/01/2027. Xin trao tận tay, không gửi vào nhóm chung.\nHoặc mở đường dẫn: https://t.me/chibo_bot\\?start=[0-9a-f]{32}$", issued);
        Assert.Equal("Chưa kết nối (1/28):\n– Đỗ Phương Bích: có mã đến 12/01, chưa nhập, gọi 0580 008 648\n1. Cấp mã mời\n2. Hủy mã mời chưa dùng\n3. In thẻ mời cho cả 1 người, mã mới", await town.Hears(Loan, "ai chưa kết nối"));

        await town.Hears(Bich, [CodeIn(issued), "1", "2"]);
        Assert.Equal("p-06", (await town.Read<ChannelAccount>(Bich))!.ParticipantId);
        Assert.Equal("Cả 28 người của Chi bộ Khu vực 3 đã kết nối.", await town.Hears(Loan, "/chuaketnoi"));
        Assert.Contains(await town.Find(AuditEntry.ByObject, "p-06"), entry => entry is { Action: "invite", ActorId: "p-01", UnitId: TownCell.CellId });
    }

    [Fact]
    public async Task A_new_code_takes_the_place_of_the_old_one_and_a_revoked_one_opens_nothing()
    {
        await using var town = await WithoutBich();
        var first = CodeIn(await town.Hears(Loan, "cấp mã mời cho Bích"));
        Assert.Equal("Đỗ Phương Bích còn mã chưa dùng, có hiệu lực đến 12/01/2027. Cấp mã mới thì mã cũ không dùng được nữa.\n1. Giữ mã cũ\n2. Cấp mã mới", await town.Hears(Loan, "cấp lại mã cho đồng chí Bích"));
        Assert.Equal("Không cấp mã mới cho Đỗ Phương Bích.", await town.Hears(Loan, "1"));
        await town.Hears(Loan, "cấp mã cho Bích");
        var second = CodeIn(await town.Hears(Loan, "2"));
        Assert.NotEqual(first, second);
        Assert.StartsWith("Mã mời chưa đúng", await town.Hears(Bich, first));

        Assert.Equal("Hủy mã mời của ai?\nXin nhắn số hoặc tên:\n1. Đỗ Phương Bích", await town.Hears(Loan, "hủy mã mời"));
        Assert.Equal("Đã hủy mã mời của Đỗ Phương Bích, mã ấy không dùng được nữa.\n1. Cấp mã mới\n2. Để sau", await town.Hears(Loan, "1"));
        Assert.StartsWith("Mã mời chưa đúng", await town.Hears(Bich, second));
        Assert.Equal("Hiện không có mã mời nào chưa dùng.", await town.Hears(Loan, "/huyma"));
        Assert.Contains(await town.Find(AuditEntry.ByObject, "p-06"), entry => entry is { Action: "invite-revoked", ActorId: "p-01" });

        await town.Says(Loan, "ai chưa kết nối");
        Assert.StartsWith("Mã mời của Đỗ Phương Bích: ", await town.Hears(Loan, "1"));
    }

    [Fact]
    public async Task A_code_that_is_revoked_while_somebody_is_joining_with_it_links_nobody()
    {
        await using var town = await WithoutBich();
        var code = CodeIn(await town.Hears(Loan, "cấp mã cho Bích"));
        await town.Hears(Bich, [code, "1"]);
        await town.Hears(Loan, ["hủy mã mời", "1"]);
        Assert.StartsWith("Xin chào. Đây là Trợ lý chi bộ", await town.Hears(Bich, "2"));
        Assert.Null(await town.Read<ChannelAccount>(Bich));
        Assert.Null((await town.Read<Participant>("p-06"))!.Consent);
    }

    [Fact]
    public async Task Behaviour_23_an_account_linked_by_mistake_is_taken_away_and_told_nothing_more()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "2"]); // in the middle of a pledge
        var asked = town.Messages.FindLast(message => message.Account == Bich)!;
        await town.Effect("held", async effects => await effects.Post.Send("p-06", voice => voice.Screen("pledge.notYet", [("Year", 2027)], Start.Of("pledge"), Start.Of("later"))));
        var before = town.Messages.Count(message => message.Account == Bich);

        Assert.Equal("Gỡ tài khoản Zalo của Đỗ Phương Bích, kết nối ngày 06/12/2026? Tài khoản ấy không xem được gì và không nhận tin nào nữa.\n1. Giữ lại\n2. Gỡ", await town.Hears(Loan, "gỡ kết nối của Bích"));
        Assert.Equal("Đã gỡ tài khoản Zalo của Đỗ Phương Bích.\n1. Cấp mã mời mới cho Đỗ Phương Bích\n2. Để sau", await town.Hears(Loan, "2"));

        var chat = await town.Read<Chat>(Bich);
        Assert.Equal((null, null, 0), (chat!.ParticipantId, chat.Active, chat.Parked.Count));
        await town.AdvanceTo(town.Clock.Now.AddDays(30)); // reminders, escalation and all
        Assert.Equal(before, town.Messages.Count(message => message.Account == Bich));
        await town.Presses(Bich, asked, 1);
        await town.Presses(Bich, asked, 2);
        foreach (var says in new[] { "1", "hủy", "việc của tôi", "tiếp tục" }) await town.Says(Bich, says);
        Assert.All(town.Messages.Where(message => message.Account == Bich).Skip(before), message => Assert.StartsWith("Xin chào. Đây là Trợ lý chi bộ", message.Text));
        Assert.Null((await town.Read<Participant>("p-06"))!.Consent); // whoever agreed there may have been somebody else
        Assert.Contains(await town.Find(AuditEntry.ByObject, "p-06"), entry => entry is { Action: "unlink", ActorId: "p-01", UnitId: TownCell.CellId });
        Assert.Equal(2, (await town.Find(AuditEntry.ByObject, Bich)).Count(entry => entry is { Action: "wrong-person", ActorId: "stranger" }));

        // The right person joins elsewhere and finds the own things.
        await town.Says(Loan, "cấp mã cho Bích");
        var code = CodeIn(town.Messages.FindLast(message => message.Account == Loan)!.Text);
        await town.Hears("zalo/0/right", [code, "1", "2"]);
        Assert.StartsWith("Đợt đăng ký", await town.Hears("zalo/0/right", "đăng ký"));
    }

    [Fact]
    public async Task Behaviour_23_only_those_who_lead_the_cell_handle_its_people()
    {
        await using var town = await PledgeTown.Start();
        foreach (var says in new[] { "danh sách", "cấp mã mời", "hủy mã mời", "gỡ kết nối", "ai chưa kết nối" })
            Assert.StartsWith("Mục này dành cho bí thư, phó bí thư chi bộ.", await town.Hears(Bich, says));

        // An office that ends in the middle of it ends it: nothing is shown, nothing is done.
        await town.Says(Loan, "gỡ kết nối của Bích");
        await town.Write(async desk => desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-01")))! with { Roles = [] }));
        Assert.DoesNotContain("Bích", await town.Hears(Loan, "2"));
        Assert.Equal(AccountState.Active, (await town.Read<ChannelAccount>(Bich))!.State);
    }

    [Fact]
    public async Task Behaviour_23_an_account_taken_away_in_between_is_not_taken_from_the_next_person()
    {
        await using var town = await PledgeTown.Start();
        await town.Says(Loan, "gỡ kết nối của Bích");
        await town.Write(async desk => desk.Put((await desk.Get<ChannelAccount>(Bich))! with { ParticipantId = "p-04" }));
        await town.Says(Loan, "2");
        Assert.Equal(("p-04", AccountState.Active), ((await town.Read<ChannelAccount>(Bich))!.ParticipantId, (await town.Read<ChannelAccount>(Bich))!.State));
    }

    [Fact]
    public async Task A_person_may_have_an_account_on_each_channel_and_say_where_notices_go()
    {
        const string telegram = "telegram/0/bich";
        await using var town = await PledgeTown.Start();
        await town.Says(Loan, "cấp mã cho Bích");
        Assert.Equal("Đỗ Phương Bích đã kết nối trên Zalo. Cấp mã để kết nối thêm một tài khoản?\n1. Không cấp\n2. Cấp mã", town.Messages[^1].Text);
        var code = CodeIn(await town.Hears(Loan, "2"));
        await town.Hears(telegram, [code, "1"]);
        Assert.Equal("Đồng chí Bích đã kết nối trợ lý trên Zalo từ ngày 06/12/2026.\n1. Dùng cả hai, thông báo gửi vào đây\n2. Chỉ dùng tài khoản này\n3. Giữ như cũ", town.Messages[^1].Text);
        await town.Hears(telegram, ["1", "2"]);
        Assert.StartsWith("Cảm ơn đồng chí Bích, đã kết nối xong.", town.Messages.FindLast(message => message.Account == telegram)!.Text);
        Assert.Equal("Trợ lý vừa kết nối thêm tài khoản Telegram của đồng chí Bích, lúc 09:00, ngày 05/01/2027. Nếu không phải đồng chí Bích làm, xin gọi ngay đồng chí Đinh Hồng Loan.", town.Messages.FindLast(message => message.Account == Bich)!.Text);

        // Replies go where one wrote, notices to the preferred one.
        Assert.StartsWith("Đồng chí Bích cần việc gì?", await town.Hears(Bich, "menu"));
        Assert.Equal(telegram, await Notified(town, "n1"));
        Assert.Equal("Đồng chí Bích đang dùng 2 tài khoản: Telegram từ ngày 05/01/2027, Zalo từ ngày 06/12/2026 (đang nhắn).\nThông báo gửi vào Telegram.\n1. Nhận thông báo ở Zalo\n2. Thôi dùng Telegram", await town.Hears(Bich, "tài khoản của tôi"));
        Assert.Equal("Từ nay thông báo gửi cho đồng chí Bích vào Zalo.", await town.Hears(Bich, "1"));
        Assert.Equal(Bich, await Notified(town, "n2"));
        Assert.Equal("Từ nay thông báo gửi cho đồng chí Bích vào Telegram.", await town.Hears(telegram, "nhận tin ở đây"));
        Assert.Equal(telegram, await Notified(town, "n3"));

        await town.Hears(Bich, ["/taikhoan", "2"]);
        Assert.Equal("Thôi dùng tài khoản Telegram, kết nối ngày 05/01/2027?\n1. Giữ lại\n2. Thôi dùng", town.Messages[^1].Text);
        Assert.Equal("Tài khoản Telegram của đồng chí Bích đã được gỡ.", await town.Hears(Bich, "2"));
        Assert.Equal(Bich, await Notified(town, "n4"));
        Assert.True((await town.Read<Participant>("p-06"))!.HasConsented);
        Assert.StartsWith("Xin chào. Đây là Trợ lý chi bộ", await town.Hears(telegram, "menu"));
    }

    [Fact]
    public async Task Of_several_accounts_the_secretary_says_which_was_linked_by_mistake()
    {
        const string telegram = "telegram/0/other";
        await using var town = await PledgeTown.Start();
        await town.Write(desk =>
        {
            desk.Put(new ChannelAccount(telegram) { ParticipantId = "p-06", LinkedAt = town.Clock.Now });
            return ValueTask.CompletedTask;
        });
        Assert.Equal("Gỡ tài khoản nào của Đỗ Phương Bích?\n1. Telegram, từ ngày 05/01/2027\n2. Zalo, từ ngày 06/12/2026", await town.Hears(Loan, "gỡ kết nối Bích"));
        await town.Hears(Loan, ["1", "2"]);
        Assert.Equal((AccountState.Unlinked, AccountState.Active), ((await town.Read<ChannelAccount>(telegram))!.State, (await town.Read<ChannelAccount>(Bich))!.State));
        Assert.True((await town.Read<Participant>("p-06"))!.HasConsented); // agreed to in the account that stays
    }

    [Fact]
    public async Task Nobody_takes_away_the_account_in_which_they_write()
    {
        await using var town = await PledgeTown.Start();
        await town.Says(Loan, "gỡ kết nối");
        Assert.DoesNotContain("Đinh Hồng Loan", town.Messages[^1].Text);
        Assert.Equal("Trong chi bộ không có ai tên như vậy. Xin đồng chí Loan xem lại tên.", await town.Hears(Loan, "cấp mã cho Không Ai Cả"));
    }

    private static async Task<Town> WithoutBich()
    {
        var town = await PledgeTown.Start();
        await town.Write(async desk =>
        {
            _ = await desk.Get<ChannelAccount>(Bich);
            desk.Delete<ChannelAccount>(Bich);
            desk.Put((await desk.Get<Participant>("p-06"))! with { Consent = null });
        });
        return town;
    }

    private static async Task<string> Notified(Town town, string cause)
    {
        await town.Effect(cause, async effects => await effects.Post.Send("p-06", voice => voice.Say("later.ok")));
        await town.Advance(TimeSpan.FromSeconds(1));
        return town.Messages[^1].Account;
    }

    private static string CodeIn(string issued) => issued.Split(": ")[1][..9];

    private static string Line(string screen, string part) => screen.Split('\n').Single(line => line.Contains(part, StringComparison.Ordinal)).Split(". ", 2)[1];
}
