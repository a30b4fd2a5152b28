using System.Text;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Host.People;

namespace CellBot.Host.Tests.People;

public sealed class OfficerAndInviteTests
{
    private static async Task<RosterStore> Committee()
    {
        var store = await RosterStore.Open();
        await store.Import(RosterText.File(
            "Chi bộ,STT,Họ và tên,Ngày sinh,Chức vụ", "Chi bộ Một,1,Đinh Hồng Loan,07/12/1994,Bí thư", "Chi bộ Một,2,Trần Văn An,10/01/1953,", "Chi bộ Hai,1,Tô Diệu Diễm,06/01/1990,Bí thư",
            "Chi bộ Hai,2,Trần Văn An,11/01/1953,"), body: "Đảng bộ Phường");
        return store;
    }

    [Theory]
    [InlineData("Đảng ủy viên", Role.CommitteeMember, "Đã ghi Đinh Hồng Loan là Đảng ủy viên của Đảng bộ Phường.")]
    [InlineData("dang uy vien", Role.CommitteeMember, "Đã ghi Đinh Hồng Loan là Đảng ủy viên của Đảng bộ Phường.")]
    [InlineData("Bí thư đảng ủy", Role.CommitteeSecretary, "Đã ghi Đinh Hồng Loan là Bí thư đảng ủy của Đảng bộ Phường.")]
    [InlineData("SystemAdmin", Role.SystemAdmin, "Đã ghi Đinh Hồng Loan là Quản trị hệ thống của Đảng bộ Phường.")]
    public async Task An_office_is_given_in_words_or_by_identifier(string role, Role expected, string said)
    {
        await using var store = await Committee();

        var report = await new Officers(store.Store, store.Clock).Add("dinh hong loan", "Đảng bộ Phường", role);

        Assert.Equal((true, said), (report.IsGiven, report.Text));
        var loan = await store.Person("Đinh Hồng Loan");
        var body = await store.Unit("Đảng bộ Phường");
        Assert.Equal([expected], (await store.Store.Open().Get<Affiliation>(Affiliation.IdOf(body.Id, loan.Id)))!.Roles);
        Assert.Equal("Chi bộ Một", (await store.All<OrgUnit>()).Single(unit => unit.Id == loan.CellId).Name);
    }

    [Theory]
    [InlineData("Không Ai Cả", "Đảng bộ Phường", "Đảng ủy viên", "Không có ai tên “Không Ai Cả” trong danh sách.")]
    [InlineData("Trần Văn An", "Đảng bộ Phường", "Đảng ủy viên", "Có 2 người tên “Trần Văn An”: Chi bộ ")]
    [InlineData("Đinh Hồng Loan", "Đảng bộ Xã", "Đảng ủy viên", "Không có đơn vị nào tên “Đảng bộ Xã”. Hiện có: Đảng bộ Phường.")]
    [InlineData("Đinh Hồng Loan", "Đảng bộ Phường", "Thủ môn", "Chức vụ “Thủ môn” không rõ.")]
    [InlineData("Đinh Hồng Loan", "Chi bộ Một", "Phó bí thư", "Chức vụ trong chi bộ được ghi ở cột “Chức vụ”")]
    public async Task What_cannot_be_says_why(string name, string body, string role, string why)
    {
        await using var store = await Committee();

        var report = await new Officers(store.Store, store.Clock).Add(name, body, role);

        Assert.False(report.IsGiven);
        Assert.StartsWith(why, report.Text);
    }

    [Fact]
    public async Task One_of_two_is_told_by_the_cell_and_a_body_has_one_secretary()
    {
        await using var store = await Committee();
        var officers = new Officers(store.Store, store.Clock);

        Assert.True((await officers.Add("Trần Văn An", "Đảng bộ Phường", "Bí thư", "Chi bộ Hai")).IsGiven);
        Assert.Equal("Trần Văn An đã là Bí thư đảng ủy của Đảng bộ Phường.", (await officers.Add("Trần Văn An", "Đảng bộ Phường", "Bí thư", "Chi bộ Hai")).Text);
        Assert.Equal("Đảng bộ Phường đã có Bí thư đảng ủy: Trần Văn An.", (await officers.Add("Đinh Hồng Loan", "Đảng bộ Phường", "Bí thư đảng ủy")).Text);
        Assert.Equal("Đảng bộ Phường, 2 chi bộ: danh sách không có gì thay đổi (4 người).", (await store.Import(RosterText.File(
            "Chi bộ,STT,Họ và tên,Ngày sinh,Chức vụ", "Chi bộ Một,1,Đinh Hồng Loan,07/12/1994,Bí thư", "Chi bộ Một,2,Trần Văn An,10/01/1953,", "Chi bộ Hai,1,Tô Diệu Diễm,06/01/1990,Bí thư",
            "Chi bộ Hai,2,Trần Văn An,11/01/1953,"), body: "Đảng bộ Phường")).Lines().Single());
    }

    [Fact]
    public async Task Everyone_not_linked_yet_gets_a_code_and_a_link_and_only_hashes_are_kept()
    {
        await using var store = await Committee();
        var loan = await store.Person("Đinh Hồng Loan");
        var session = store.Store.Open();
        session.Put(new ChannelAccount("telegram/0/7") { ParticipantId = loan.Id, LinkedAt = store.Clock.Now });
        await session.Commit();

        var invites = await new Invites(store.Store, store.Clock).Create(null, "chibo_bot");

        Assert.Equal(["Trần Văn An", "Tô Diệu Diễm", "Trần Văn An"], invites.Select(invite => invite.Name));
        Assert.All(invites, invite =>
        {
            Assert.Matches("^[0-9]{4} [0-9]{4}$", invite.Code);
            Assert.Matches("^https://t\\.me/chibo_bot\\?start=[A-Za-z0-9_-]{20,64}$", invite.Link);
        });
        var stored = await store.All<InviteCode>();
        Assert.Equal(6, stored.Count);
        var code = stored.Single(each => each.Id == InviteCode.IdOfDigits(invites[0].Code.Replace(" ", "", StringComparison.Ordinal)));
        var link = stored.Single(each => each.Id == InviteCode.IdOfLink(invites[0].Link!.Split('=')[1]));
        Assert.Equal((link.Id, code.Id, code.ParticipantId), (code.TwinId, link.TwinId, link.ParticipantId));
        Assert.Equal(store.Clock.Now.AddDays(7), code.ExpiresAt);
    }

    [Fact]
    public async Task New_codes_replace_open_ones_and_a_cell_can_be_named()
    {
        await using var store = await Committee();
        var invites = new Invites(store.Store, store.Clock);

        var first = await invites.Create("chi bo mot", null);
        var second = await invites.Create("Chi bộ Một", null);

        Assert.Equal((2, 2), (first.Count, second.Count));
        Assert.All(second, invite => Assert.Null(invite.Link));
        Assert.Equal(second.Select(invite => InviteCode.IdOfDigits(invite.Code.Replace(" ", "", StringComparison.Ordinal))).Order(), (await store.All<InviteCode>()).Select(code => code.Id).Order());
        Assert.Equal("Không có chi bộ nào tên “Chi bộ Ba”.", (await Assert.ThrowsAsync<ArgumentException>(() => invites.Create("Chi bộ Ba", null))).Message);
    }

    [Fact]
    public void The_list_is_a_csv_that_office_programs_open() => Assert.Equal(
        "\uFEFFcell,name,code,link\r\n\"Chi bộ Một, phường\",Đinh Hồng Loan,4827 1936,https://t.me/b?start=x\r\n",
        Encoding.UTF8.GetString(Invites.ToCsv([new Invite("Chi bộ Một, phường", "Đinh Hồng Loan", "4827 1936", "https://t.me/b?start=x")])));
}
