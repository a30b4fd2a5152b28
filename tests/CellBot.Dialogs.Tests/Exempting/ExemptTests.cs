using CellBot.Dialogs.Coverage;
using MeetingTown = CellBot.Dialogs.Tests.Meetings.MeetingTown;
using CellBot.Dialogs.Tests.Study;
using CellBot.Domain.Audit;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Exempting;

/// <summary>Who is exempt leaves the denominators and hears no reminder, and may still answer. It is Friday, 04/12/2026.</summary>
public sealed class ExemptTests
{
    private static readonly string Loan = TownCell.AccountOf(StudyTown.Loan), Phong = TownCell.AccountOf(StudyTown.Phong), Tin = TownCell.AccountOf(StudyTown.Tin), Lien = TownCell.AccountOf(StudyTown.Lien);

    [Fact]
    public async Task The_secretary_exempts_by_digits_and_the_person_owes_nothing_and_hears_no_reminder()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        var eligible = (await Count(town)).Eligible;
        await town.Says(Loan, "danh sách");
        var who = await town.Ask(Loan, "5");
        Assert.StartsWith("Miễn sinh hoạt, hoặc thôi miễn, cho ai?\nXin nhắn số hoặc tên:", who);
        Assert.Equal("Miễn những gì cho Thạch Ngọc Tín?\n1. Sinh hoạt, đăng ký và thu hoạch\n2. Chỉ sinh hoạt\n3. Chỉ đăng ký và thu hoạch", await town.Ask(Loan, who.Split('\n').Single(line => line.EndsWith(". Thạch Ngọc Tín", StringComparison.Ordinal)).Split('.')[0]));
        Assert.Equal("Miễn đến khi nào?\n1. Lâu dài\n2. Thứ Năm, ngày 04/03/2027\n3. Thứ Sáu, ngày 04/06/2027\n4. Ngày khác (xin nhắn ngày, trong 12 tháng)", await town.Ask(Loan, "1"));
        Assert.Equal("Miễn sinh hoạt, đăng ký và thu hoạch cho Thạch Ngọc Tín, đến hết thứ Năm, ngày 04/03/2027. Thạch Ngọc Tín không tính vào số phải làm và không bị nhắc, nhưng vẫn làm được.\n1. Sửa\n2. Miễn", await town.Ask(Loan, "2"));
        Assert.Equal("Đã ghi: Thạch Ngọc Tín được miễn sinh hoạt, đăng ký và thu hoạch, đến hết thứ Năm, ngày 04/03/2027.", await town.Ask(Loan, "2"));

        Assert.Equal("Đồng chí Đinh Hồng Loan đã ghi: đồng chí Tín được miễn sinh hoạt, đăng ký và thu hoạch, đến hết thứ Năm, ngày 04/03/2027. Đồng chí Tín vẫn dự và nộp được khi muốn.", town.Last(Tin));
        Assert.Equal(eligible - 1, (await Count(town)).Eligible);
        Assert.Contains(await town.Find(AuditEntry.ByObject, "p-09"), entry => entry is { Action: "exempt", ActorId: "p-01", UnitId: TownCell.CellId });
        var before = town.Count(Tin);
        await town.AdvanceTo(new DateTimeOffset(2026, 12, 22, 9, 0, 0, TimeSpan.FromHours(7)));
        Assert.Equal(before, town.Count(Tin));
        Assert.DoesNotContain("Thạch Ngọc Tín", await town.Ask(Loan, "ai chưa nộp"));
        var exemption = Assert.Single(await town.Find(Exemption.ByPerson, $"{TownCell.CellId}/p-09"));
        Assert.Equal((ExemptionKind.Temporary, new DateOnly(2026, 12, 4), new DateOnly(2027, 3, 5)), (exemption.Kind, exemption.From, exemption.To));
    }

    [Fact]
    public async Task What_ends_gives_the_open_duties_back()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        foreach (var says in new[] { "miễn sinh hoạt cho Tín", "1", "1", "2" }) await town.Says(Loan, says);
        Assert.Equal(ObligationState.Waived, (await Duty(town)).StateAt(town.Clock.Now));

        await town.Advance(TimeSpan.FromDays(1));
        Assert.Equal("Thạch Ngọc Tín đang được miễn sinh hoạt, đăng ký và thu hoạch, lâu dài.\n1. Giữ như vậy\n2. Thôi miễn", await town.Ask(Loan, "thôi miễn sinh hoạt Tín"));
        Assert.Equal("Đã thôi miễn cho Thạch Ngọc Tín. Việc đang mở của chi bộ lại tính cho đồng chí ấy.", await town.Ask(Loan, "2"));
        Assert.Equal(ObligationState.Due, (await Duty(town)).StateAt(town.Clock.Now));
        Assert.Equal("Đồng chí Đinh Hồng Loan đã ghi: đồng chí Tín thôi được miễn, từ nay sinh hoạt và nộp bài như các đồng chí khác.", town.Last(Tin));
        Assert.Contains(await town.Find(AuditEntry.ByObject, "p-09"), entry => entry.Action is "exempt-ended");
    }

    [Fact]
    public async Task Somebody_exempted_after_the_notice_is_not_reminded_of_the_meeting()
    {
        await using var town = await MeetingTown.Announced();
        var account = MeetingTown.Account(StudyTown.Tin);
        var notices = town.Messages.Count(message => message.Account == account);
        foreach (var says in new[] { "miễn sinh hoạt cho Tín", "2", "1", "2" }) await town.Says(MeetingTown.Account(MeetingTown.Loan), says);
        await town.Advance(TimeSpan.FromDays(12));
        Assert.Equal(notices + 1, town.Messages.Count(message => message.Account == account)); // the word about the exemption alone
    }

    [Fact]
    public async Task Twelve_months_are_the_longest_for_some_time()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        foreach (var says in new[] { "miễn sinh hoạt cho Tín", "1", "4/12/2027" }) await town.Says(Loan, says);
        Assert.Contains("03/12/2027", town.Last(Loan)); // the latest that will do
        Assert.StartsWith("Miễn sinh hoạt, đăng ký và thu hoạch cho Thạch Ngọc Tín, đến hết thứ Sáu, ngày 03/12/2027.", await town.Ask(Loan, "3/12/2027"));
    }

    [Fact]
    public async Task Behaviour_23_nobody_exempts_themselves_and_only_those_who_lead_exempt_others()
    {
        await using var town = await StudyTown.Start(StudyTown.At(4, 9, 0));
        Assert.StartsWith("Mục này dành cho bí thư", await town.Ask(Lien, "miễn sinh hoạt"));
        Assert.Equal("Trong chi bộ không có ai tên như vậy. Xin đồng chí Loan xem lại tên.", await town.Ask(Loan, "miễn sinh hoạt cho Đinh Hồng Loan"));
        Assert.StartsWith("Miễn những gì cho Đinh Hồng Loan?", await town.Ask(Phong, "miễn sinh hoạt cho Đinh Hồng Loan")); // the deputy may
        await town.Says(Phong, "1");
        await town.Says(Phong, "1");
        await town.Write(async desk => desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-02")))! with { Roles = [] }));
        await town.Says(Phong, "2"); // no deputy any more
        Assert.Empty(await town.Find(Exemption.ByPerson, $"{TownCell.CellId}/p-01"));
    }

    private static async Task<Obligation> Duty(Town town) => (await town.Read<Obligation>(Obligation.IdOf(StudyTown.Campaign, "p-09")))!;

    private static async Task<Domain.Coverage.UnitCoverage> Count(Town town) => await CellCounts.Of(town.Store.Open(), StudyTown.Campaign, TownCell.CellId, town.Clock.Now);
}
