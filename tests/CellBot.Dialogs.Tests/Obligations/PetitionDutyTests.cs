using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Obligations;

/// <summary>Answering a petition is a duty with its date: whoever was shown it is reminded, and the one above hears in the end.</summary>
public sealed class PetitionDutyTests
{
    private static async Task<Town> Sent()
    {
        var town = await At("2026-12-04T09:00");
        foreach (var words in new[] { "kiến nghị", "Đề nghị in tài liệu chữ to", "2" }) await town.Tells(Tin, words);
        Assert.StartsWith("Thạch Ngọc Tín gửi kiến nghị số 1:", town.Last(Loan), StringComparison.Ordinal);
        return town;
    }

    private static async Task<Obligation> Duty(Town town, string owner = Loan) => (await town.Read<Obligation>(Obligation.IdOf(Petition.IdOf(TownCell.CellId, 1), TownCell.PersonOf(owner))))!;

    [Fact]
    public async Task The_secretary_is_reminded_before_and_after_the_seventh_day_and_the_deputy_hears_in_the_end()
    {
        await using var town = await Sent();
        Assert.Equal(Local("2026-12-11T23:59:59"), (await Duty(town)).DueAt);
        await town.AdvanceTo(Local("2026-12-09T09:00"));
        Assert.Equal("""
            Xin nhắc đồng chí Loan: việc trả lời kiến nghị số 1 còn 3 ngày đến hạn, chậm nhất thứ Sáu, ngày 11/12/2026.
            1. Làm ngay
            2. Nhắc lại ngày mai
            3. Tôi cần giúp
            """, town.To(Loan).Any(line => line.StartsWith("08/12 08:30 Xin nhắc", StringComparison.Ordinal)) ? town.Last(Loan) : "");
        await town.AdvanceTo(Local("2026-12-23T09:00"));
        Assert.Equal("Báo cáo đồng chí Phong: Đinh Hồng Loan chưa có việc trả lời kiến nghị số 1, hạn 11/12/2026, quá 8 ngày, đã nhắc 3 lần.", town.To(Phong).Single(line => line.Contains("Báo cáo", StringComparison.Ordinal))[12..]);
        Assert.Contains(town.To(Tin), line => line.Contains("Đã ghi nhận kiến nghị", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answered_it_is_done_and_nothing_more_is_said()
    {
        await using var town = await Sent();
        foreach (var words in new[] { "1", "Từ tháng sau chi bộ in chữ to." }) await town.Tells(Loan, words);
        Assert.Equal(ObligationState.Fulfilled, (await Duty(town)).StateAt(town.Clock.Now));
        var heard = town.To(Loan).Count();
        await town.AdvanceTo(Local("2026-12-30T09:00"));
        Assert.Equal(heard, town.To(Loan).Count());
    }

    [Fact]
    public async Task It_stands_among_the_own_duties_and_leads_to_the_petition_but_not_among_who_has_not()
    {
        await using var town = await Sent();
        await town.Advance(TimeSpan.FromMinutes(1));
        await town.Tells(Loan, "tôi còn nợ gì");
        Assert.Contains("Việc trả lời kiến nghị số 1, còn 7 ngày (hạn 11/12/2026)", town.Last(Loan), StringComparison.Ordinal);
        await town.Tells(Loan, "1");
        Assert.StartsWith("Thạch Ngọc Tín gửi kiến nghị số 1:", town.Last(Loan), StringComparison.Ordinal);
        await town.Tells(Loan, "ai chưa nộp");
        Assert.StartsWith("Hiện không có ai còn nợ việc.", town.Last(Loan), StringComparison.Ordinal);
        await town.Tells(Loan, "đã nộp bản giấy"); // there is no paper of it
        Assert.DoesNotContain("bản giấy nào", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_office_changes_hands_the_duty_goes_with_it()
    {
        await using var town = await Sent();
        await town.Write(async desk =>
        {
            var loan = (await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf(Loan))))!;
            var phu = (await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf(Phu))))!;
            desk.Put(loan with { Roles = [] });
            desk.Put(phu with { Roles = [Role.Secretary] });
        });
        var heard = town.To(Loan).Count();
        await town.AdvanceTo(Local("2026-12-10T12:00"));
        Assert.Equal(heard, town.To(Loan).Count());
        Assert.NotNull((await Duty(town)).WaivedAt);
        Assert.Equal(Local("2026-12-11T23:59:59"), (await Duty(town, Phu)).DueAt);
        Assert.Contains(town.To(Phu), line => line.Contains("việc trả lời kiến nghị số 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_withdraws_consent_takes_the_petition_off_the_desk()
    {
        await using var town = await Sent();
        await town.Advance(TimeSpan.FromMinutes(1));
        foreach (var words in new[] { "rút đồng ý", "2" }) await town.Tells(Tin, words);
        Assert.NotNull((await Duty(town)).WaivedAt);
        await town.Tells(Loan, "xem kiến nghị");
        Assert.Equal("Không có kiến nghị nào đang chờ trả lời.", town.Last(Loan));
    }
}
