using CellBot.Dialogs.Tests.Study;
using CellBot.Domain.Audit;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Offices;

/// <summary>The office goes from one member to another with all that waits. Nothing changes before both have said so.</summary>
public sealed class HandoverTests
{
    private const string SonName = "Lương Quốc Sơn", PhongName = StudyTown.Phong;
    private static readonly string Loan = TownCell.AccountOf(StudyTown.Loan), Phong = TownCell.AccountOf(PhongName), Lien = TownCell.AccountOf(StudyTown.Lien), Tin = TownCell.AccountOf(StudyTown.Tin), Son = TownCell.AccountOf(SonName);

    [Fact]
    public async Task The_office_is_offered_accepted_and_the_new_secretary_sees_what_waits()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0), petitions: 1);
        await town.HandsInPhotos(Lien, 2, petition: "Đề nghị sửa mái nhà văn hóa");
        await Offers(town, "Trọng Phong", PhongName);
        Assert.Equal("Đồng chí Đinh Hồng Loan bàn giao công việc bí thư Chi bộ Khu vực 3 cho đồng chí Phong. Đồng chí Phong nhận?\n1. Để sau\n2. Nhận bàn giao\n3. Không nhận", town.Last(Phong));
        Assert.Equal("Secretary", await Roles(town, "p-01"));

        var done = await town.Ask(Phong, "2");
        Assert.StartsWith("Đồng chí Phong nhận bàn giao Chi bộ Khu vực 3 từ đồng chí Đinh Hồng Loan: 1 bản chờ xem, 1 kiến nghị, 24 việc đang theo dõi.\nTình hình Chi bộ Khu vực 3 đến 09:00, ngày 04/12/2026:\n– Thu hoạch “Nghị quyết chuyên đề quý IV”: 1/25 (4%)\n", done);
        Assert.EndsWith("\n1. Xem từng việc\n2. Để sau", done);
        Assert.Equal(("", "Secretary"), (await Roles(town, "p-01"), await Roles(town, "p-02")));
        Assert.Equal("Hoàng Trọng Phong đã nhận bàn giao bí thư Chi bộ Khu vực 3 lúc 09:00, ngày 04/12/2026. Cảm ơn đồng chí Loan.", town.Last(Loan));
        Assert.StartsWith("Trần Thanh Liên, bài thu hoạch", await town.Ask(Phong, "1"));

        foreach (var (action, actor, about) in new[] { ("handover-offered", "p-01", "p-02"), ("handover", "p-02", "p-02"), ("role", "p-02", "p-01"), ("role", "p-02", "p-02") })
            Assert.Contains(await town.Find(AuditEntry.ByObject, about), entry => entry.Action == action && entry.ActorId == actor && entry.UnitId is TownCell.CellId && entry.ActingFor is null);
        Assert.Equal(HandoverState.Accepted, Assert.Single(await town.Store.All<Handover>().ToListAsync()).State);
    }

    [Fact]
    public async Task What_was_on_its_way_to_the_former_secretary_reaches_the_new_one()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 17, 9, 0, 0, TimeSpan.FromHours(7))); // everyone is overdue; tomorrow the secretary is told
        await town.Says(Lien, "tôi đang gặp khó khăn");
        await Offers(town, "Trọng Phong", PhongName);
        await town.Says(Phong, "2");
        var before = town.Count(Loan);
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 21, 9, 0, 0, TimeSpan.FromHours(7)));
        Assert.Contains(town.Messages, message => message.Account == Phong && message.Text.Contains("Thạch Ngọc Tín: bài thu hoạch", StringComparison.Ordinal));
        Assert.Contains(town.Messages, message => message.Account == Phong && message.Text.StartsWith("Tình hình Chi bộ Khu vực 3 đến 08:00, ngày 21/12/2026", StringComparison.Ordinal));
        Assert.Equal(before, town.Count(Loan)); // nothing of the cell any more
    }

    [Fact]
    public async Task Escalations_that_the_former_secretary_had_not_dealt_with_are_told_again()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 18, 9, 0, 0, TimeSpan.FromHours(7)));
        Assert.Contains("Thạch Ngọc Tín: bài thu hoạch", town.Last(Loan));
        await Offers(town, "Trọng Phong", PhongName);
        await town.Says(Phong, "2");
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 19, 9, 0, 0, TimeSpan.FromHours(7)));
        Assert.Contains(town.Messages, message => message.Account == Phong && message.Text.Contains("Thạch Ngọc Tín: bài thu hoạch", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_for_help_that_nobody_answered_goes_to_the_new_secretary()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        foreach (var says in new[] { "cần hỗ trợ", "Tôi không biết chụp ảnh", "xong" }) await town.Says(Tin, says);
        Assert.Contains("Thạch Ngọc Tín xin giúp", town.Last(Loan));
        await Offers(town, "Trọng Phong", PhongName);
        await town.Says(Phong, "2");
        Assert.Contains(town.Messages, message => message.Account == Phong && message.Text.Contains("Thạch Ngọc Tín xin giúp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delegations_end_with_the_office()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        foreach (var says in new[] { "ủy quyền", "Sơn", "1", "25/12", "2" }) await town.Says(Loan, says);
        await Offers(town, "Trọng Phong", PhongName);
        await town.Says(Phong, "2");
        Assert.Null((await town.Read<Affiliation>(Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf(SonName))))!.Delegation);
        Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(Son, "việc bí thư"));
        Assert.Contains(await town.Find(AuditEntry.ByObject, TownCell.PersonOf(SonName)), entry => entry.Action == "delegation-ended");
    }

    [Fact]
    public async Task Refused_or_taken_back_nothing_changes()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await Offers(town, "Trọng Phong", PhongName);
        Assert.Equal("Trợ lý đã báo đồng chí Đinh Hồng Loan là đồng chí Phong không nhận.", await town.Ask(Phong, "3"));
        Assert.Equal("Hoàng Trọng Phong không nhận bàn giao. Đồng chí Loan vẫn là bí thư Chi bộ Khu vực 3.", town.Last(Loan));

        await town.Advance(TimeSpan.FromMinutes(1));
        await Offers(town, "Sơn", SonName);
        Assert.Equal("Lời bàn giao đang chờ Lương Quốc Sơn trả lời, đến hết thứ Sáu, ngày 11/12/2026.\n1. Chờ tiếp\n2. Rút lại", await town.Ask(Loan, "/bangiao"));
        var asked = town.Messages.FindLast(message => message.Account == Son)!;
        Assert.Equal("Đã rút lời bàn giao. Đồng chí Loan vẫn là bí thư Chi bộ Khu vực 3.", await town.Ask(Loan, "2"));
        await town.Presses(Son, asked, 2);
        Assert.Equal("Lời bàn giao này không còn hiệu lực.", town.Last(Son));
        Assert.Equal(("Secretary", "CellCommitteeMember"), (await Roles(town, "p-01"), await Roles(town, TownCell.PersonOf(SonName))));
    }

    [Fact]
    public async Task An_offer_lasts_seven_days()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await Offers(town, "Sơn", SonName);
        var asked = town.Messages.FindLast(message => message.Account == Son)!;
        await town.AdvanceTo(StudyTown.At(11, 9, 0));
        await town.Presses(Son, asked, 2);
        Assert.Equal("Lời bàn giao này không còn hiệu lực.", town.Last(Son));
        Assert.Equal("Secretary", await Roles(town, "p-01"));
    }

    [Fact]
    public async Task Accepted_twice_it_is_done_once()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await Offers(town, "Trọng Phong", PhongName);
        var asked = town.Messages.FindLast(message => message.Account == Phong)!;
        await town.Presses(Phong, asked, 2);
        await town.Presses(Phong, asked, 2);
        Assert.StartsWith("Đã ghi nhận lúc 09:00 rồi ạ", town.Last(Phong));
        Assert.Equal(1, town.Messages.Count(message => message.Account == Loan && message.Text.StartsWith("Hoàng Trọng Phong đã nhận bàn giao", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Behaviour_23_the_former_secretary_decides_nothing_by_an_old_button_and_it_is_written_down()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.HandsInPhotos(Lien, 2);
        await town.Says(Loan, "việc bí thư");
        var menu = town.Messages.FindLast(message => message.Account == Loan)!;
        await town.Says(Loan, "chờ xem");
        var shown = town.Messages.FindLast(message => message.Account == Loan)!;
        await Offers(town, "Trọng Phong", PhongName);
        await town.Says(Phong, "2");

        var before = town.Count(Loan);
        await town.Presses(Loan, menu, 1);
        await town.Presses(Loan, shown, 2);
        foreach (var says in new[] { "chờ xem", "danh sách", "ai chưa nộp", "bàn giao" }) await town.Says(Loan, says);
        Assert.All(town.Messages.Where(message => message.Account == Loan).Skip(before), message => Assert.DoesNotContain("Liên", message.Text));
        Assert.Equal(ReflectionStatus.Submitted, (await town.ReflectionOf(StudyTown.Lien))!.Status);
        Assert.Contains(await town.Find(AuditEntry.ByObject, "review"), entry => entry is { Action: "wrong-person", ActorId: "p-01" });
        Assert.Contains(await town.Find(AuditEntry.ByObject, Reflection.IdOf(StudyTown.Campaign, "p-05")), entry => entry is { Action: "wrong-person", ActorId: "p-01" });
    }

    [Fact]
    public async Task Behaviour_23_an_offer_that_was_forwarded_opens_nothing_for_another()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await Offers(town, "Trọng Phong", PhongName);
        var asked = town.Messages.FindLast(message => message.Account == Phong)!;
        await town.Presses(Lien, asked, 2);
        Assert.Equal("Nội dung này dành cho người khác nên trợ lý không mở. Việc của đồng chí Liên: nhắn “menu”.", town.Last(Lien));
        Assert.Contains(await town.Find(AuditEntry.ByObject, Lien), entry => entry is { Action: "wrong-person", ActorId: "p-05" });
        Assert.Equal("Secretary", await Roles(town, "p-01"));
    }

    [Fact]
    public async Task Who_moved_away_or_is_not_linked_cannot_take_over()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        await town.Write(async desk => desk.Put((await desk.Get<Participant>(TownCell.PersonOf(SonName)))! with { Consent = null }));
        Assert.DoesNotContain(SonName, await town.Ask(Loan, "bàn giao"));
        await town.Says(Loan, "hủy");
        await Offers(town, "Trọng Phong", PhongName);
        await town.Write(async desk =>
        {
            desk.Put((await desk.Get<Participant>("p-02"))! with { CellId = null });
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-02")))! with { To = new DateOnly(2026, 12, 4) });
        });
        await town.Says(Phong, "2");
        Assert.Equal("Secretary", await Roles(town, "p-01"));
    }

    private static async Task Offers(Town town, string typed, string name)
    {
        await town.Says(Loan, "bàn giao");
        await town.Says(Loan, typed);
        Assert.StartsWith($"Bàn giao bí thư Chi bộ Khu vực 3 cho {name}", town.Last(Loan));
        Assert.StartsWith($"Đã gửi lời bàn giao đến {name}, chờ trả lời đến hết", await town.Ask(Loan, "2"));
    }

    private static async Task<string> Roles(Town town, string person) => string.Join('+', (await town.Read<Affiliation>(Affiliation.IdOf(TownCell.CellId, person)))!.Roles);
}
