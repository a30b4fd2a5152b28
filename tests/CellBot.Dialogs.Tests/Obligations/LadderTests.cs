using CellBot.Dialogs.Obligations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Pledges;
using CellBot.Storage.Engines;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Obligations;

using static CellBot.Dialogs.Tests.Obligations.DutyTown;

public sealed class LadderTests
{
    [Fact]
    public async Task The_whole_ladder_of_one_duty_word_by_word()
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2027-01-10T09:00"));
        Assert.Equal(
        [
            "07/12 08:30 Xin nhắc đồng chí Tín: bài thu hoạch “Nghị quyết chuyên đề quý IV” còn 3 ngày đến hạn, chậm nhất thứ Năm, ngày 10/12/2026.",
            "09/12 08:30 Xin nhắc đồng chí Tín: bài thu hoạch “Nghị quyết chuyên đề quý IV” ngày mai đến hạn, chậm nhất thứ Năm, ngày 10/12/2026.",
            "10/12 20:30 Hôm nay là ngày cuối của bài thu hoạch “Nghị quyết chuyên đề quý IV”.",
            "11/12 08:30 Thưa đồng chí Tín, bài thu hoạch “Nghị quyết chuyên đề quý IV” đã đến hạn ngày 10/12/2026. Mong đồng chí Tín thu xếp sớm.",
            "14/12 08:30 Bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Tín đã quá hạn 4 ngày. Đề nghị đồng chí Tín hoàn thành trong tuần. Vướng chỗ nào, chi bộ cùng gỡ.",
            "17/12 08:30 Bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Tín đã quá hạn 7 ngày. 8 giờ 30 sáng mai, trợ lý sẽ báo đồng chí Đinh Hồng Loan để trao đổi, giúp đỡ. Nộp trước lúc đó thì không báo nữa.",
        ], town.To(Tin));
        Assert.Equal(["18/12 08:30 Báo cáo đồng chí Loan: Thạch Ngọc Tín chưa có bài thu hoạch “Nghị quyết chuyên đề quý IV”, hạn 10/12/2026, quá 8 ngày, đã nhắc 3 lần."], town.To(Loan));
    }

    [Fact]
    public async Task Several_duties_of_one_day_are_one_message_and_a_number_starts_the_right_one()
    {
        await using var town = await At("2027-01-20T09:00");
        await town.Opens(StudyOf("2027-01-31"), Phu);
        await town.Opens(TownCell.Pledges(2027), Phu);
        await town.AdvanceTo(Local("2027-01-28T09:00"));
        Assert.Equal(
            """
            Kính nhắc đồng chí Phú các việc sắp đến hạn:
            1. Bản đăng ký năm 2027, còn 3 ngày (hạn 31/01/2027)
            2. Bài thu hoạch “Nghị quyết chuyên đề quý IV”, còn 3 ngày (hạn 31/01/2027)
            Trả lời số thứ tự để làm ngay.
            """, Assert.Single(town.Messages).Text);
        await town.Tells(Phu, "1");
        Assert.StartsWith("Đăng ký năm 2027: 3 bước", town.Last(Phu));
    }

    [Fact]
    public async Task Behaviour_15_a_duty_done_a_second_before_is_not_reminded_of()
    {
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin);
        await town.AdvanceTo(Local("2026-12-07T08:29:59"));
        await town.Fulfils(study, Tin);
        await town.AdvanceTo(Local("2026-12-30T09:00"));
        Assert.Empty(town.Messages);
        var skipped = await town.Read<Reminder>(Reminder.IdOf(TownCell.PersonOf(Tin), Stage.R3, Duty(study, Tin).Id, 1));
        Assert.Equal((ReminderState.Skipped, "done"), (skipped!.State, skipped.Reason));
    }

    [Fact]
    public async Task Behaviour_15_in_a_race_either_the_reminder_or_the_hand_in_decides_again()
    {
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin);
        town.Clock.Now = Local("2026-12-07T08:30");

        // The tick has read the open duty and written its message, but has not committed yet; then the hand-in commits.
        var tick = town.Store.Open();
        await Settle(tick, TownCell.PersonOf(Tin), town.Clock.Now);
        Assert.Contains(tick.PendingPuts, record => record is OutboxMessage);
        await town.Fulfils(study, Tin);
        Assert.IsType<CommitResult.Conflict>(await tick.Commit());

        var again = town.Store.Open();
        await Settle(again, TownCell.PersonOf(Tin), town.Clock.Now);
        Assert.DoesNotContain(again.PendingPuts, record => record is OutboxMessage);
    }

    [Fact]
    public async Task Behaviour_15_a_message_still_in_the_queue_is_recalled()
    {
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin);
        town.Clock.Now = Local("2026-12-07T08:30");
        await town.Write(desk => Settle(desk, TownCell.PersonOf(Tin), town.Clock.Now));
        Assert.Single(await town.Find(OutboxMessage.ByQueue, "zalo/0/"));
        await town.Fulfils(study, Tin);
        Assert.Empty(await town.Find(OutboxMessage.ByQueue, "zalo/0/"));
    }

    [Fact]
    public async Task Behaviour_15_a_reminder_held_behind_the_hand_in_itself_never_comes()
    {
        await using var town = await At("2027-01-20T09:00");
        await town.Opens(TownCell.Pledges(2027), Bich);
        await town.AdvanceTo(Local("2027-01-28T08:25"));
        foreach (var step in new[] { "đăng ký", "1", "1", "1", "1" }) await town.Tells(Bich, step);
        await town.AdvanceTo(Local("2027-01-28T08:31"));
        var before = town.Messages.Count;
        foreach (var step in new[] { "3", "2" }) await town.Tells(Bich, step);
        await town.AdvanceTo(Local("2027-01-28T12:00"));
        Assert.Equal(before + 2, town.Messages.Count(message => message.Account == TownCell.AccountOf(Bich)));
        Assert.DoesNotContain(town.Messages, message => message.Text.StartsWith("Xin nhắc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_waits_for_a_conversation_to_become_idle()
    {
        await using var town = await At("2027-01-20T09:00");
        await town.Opens(TownCell.Pledges(2027), Bich);
        await town.AdvanceTo(Local("2027-01-28T08:25"));
        await town.Tells(Bich, "đăng ký");
        await town.AdvanceTo(Local("2027-01-28T12:00"));
        Assert.Equal(["28/01 08:25", "28/01 08:55"], town.To(Bich).Select(line => line[..11]));
    }

    [Fact]
    public async Task Behaviour_16_after_the_days_message_the_next_one_waits_until_the_morning()
    {
        await using var town = await At("2026-12-07T08:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2026-12-07T10:00"));
        await town.Effect("nudge", effects =>
        {
            var duty = Duty(StudyOf("2026-12-10"), Tin);
            effects.Desk.Put(new Reminder("late") { PersonId = duty.OwnerId, Stage = Stage.Nudge, ObjectId = duty.Id, Version = 1, DueAt = effects.Now });
            return ValueTask.CompletedTask;
        });
        await town.AdvanceTo(Local("2026-12-08T10:00"));
        Assert.Equal(["07/12 08:30", "08/12 08:30"], town.To(Tin).Select(line => line[..11]));
    }

    [Theory]
    [InlineData("2026-12-07T22:00", "09/12 08:30", "ngày mai")] // back at night: next morning would be the 8th, a day R3 still helps
    [InlineData("2026-12-09T12:00", "09/12 12:00", "ngày mai")]
    [InlineData("2026-12-10T23:50", "11/12 08:30", "Thưa")]
    [InlineData("2026-12-13T12:00", "14/12 08:30", "Thưa")]
    [InlineData("2026-12-20T12:00", "21/12 08:30", "8 giờ 30 sáng mai")]
    public async Task After_an_outage_only_the_latest_useful_stage_is_sent(string back, string first, string words)
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        town.Clock.Now = Local(back);
        await town.AdvanceTo(Local(back).AddDays(1.5));
        Assert.Contains(town.To(Tin), line => line.StartsWith(first, StringComparison.Ordinal) && line.Contains(words));
        Assert.Equal(town.To(Tin).DistinctBy(line => line[..5]), town.To(Tin));
    }

    [Fact]
    public async Task Nobody_is_reminded_who_is_exempt_has_withdrawn_or_is_paused()
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin, Phu, Bich);
        await town.Write(async desk =>
        {
            desk.Put(new Exemption("e1") { UnitId = TownCell.CellId, ParticipantId = TownCell.PersonOf(Tin), From = new(2026, 1, 1) });
            var phu = await desk.Get<Participant>(TownCell.PersonOf(Phu));
            desk.Put(phu! with { Consent = phu.Consent! with { WithdrawnAt = Local("2026-12-02T09:00") } });
            var bich = await desk.Get<Participant>(TownCell.PersonOf(Bich));
            desk.Put(bich! with { RemindersPausedTo = new(2026, 12, 13) });
        });
        await town.AdvanceTo(Local("2026-12-15T09:00"));
        Assert.Empty(town.To(Tin).Concat(town.To(Phu)));
        Assert.Equal("14/12 08:30 Thưa đồng chí Bích", Assert.Single(town.To(Bich))[..30]);
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_written_down_and_the_secretary_hears_of_it()
    {
        await using var town = await At("2026-12-01T09:00", Tin);
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin);
        await town.AdvanceTo(Local("2026-12-18T09:00"));
        var r3 = await town.Read<Reminder>(Reminder.IdOf(TownCell.PersonOf(Tin), Stage.R3, Duty(study, Tin).Id, 1));
        Assert.Equal(ReminderState.Undeliverable, r3!.State);
        Assert.EndsWith("đã nhắc 0 lần. Tin nhắn chưa đến được, xin gọi điện.", Assert.Single(town.To(Loan)));
    }

    [Fact]
    public async Task Several_escalations_of_one_morning_are_one_numbered_list()
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin, Phu);
        await town.AdvanceTo(Local("2026-12-18T09:00"));
        Assert.Equal(
            """
            Báo cáo đồng chí Loan: 2 đồng chí quá hạn 7 ngày:
            1. Đinh Công Phú: bài thu hoạch “Nghị quyết chuyên đề quý IV”, hạn 10/12/2026, quá 8 ngày
            2. Thạch Ngọc Tín: bài thu hoạch “Nghị quyết chuyên đề quý IV”, hạn 10/12/2026, quá 8 ngày
            Nhắn số để xử lý từng đồng chí.
            """, town.Last(Loan));
        await town.Tells(Loan, "2");
        Assert.StartsWith("Báo cáo đồng chí Loan: Thạch Ngọc Tín chưa có", town.Last(Loan));
    }

    [Fact]
    public async Task Nobody_is_told_of_their_own_delay_the_deputy_is()
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Loan);
        await town.AdvanceTo(Local("2026-12-18T09:00"));
        Assert.StartsWith("18/12 08:30 Báo cáo đồng chí Phong: Đinh Hồng Loan chưa có", Assert.Single(town.To(Phong)));
        Assert.Contains("trợ lý sẽ báo đồng chí Hoàng Trọng Phong", town.Last(Loan));
    }

    [Theory]
    [InlineData("2", "Trợ lý sẽ nhắc lại lúc 8 giờ 30, thứ Ba, ngày 08/12/2026.", "08/12 08:30")]
    [InlineData("nhắc tôi lúc 20 giờ", "Trợ lý sẽ nhắc lại lúc 20 giờ hôm nay.", "07/12 20:00")]
    [InlineData("nhắc tôi lúc 22h", "Trợ lý sẽ nhắc lại lúc 20 giờ 30 hôm nay.", "07/12 20:30")]
    public async Task Behaviour_16_a_reminder_asked_for_is_honoured_and_stands_in_for_the_next(string says, string answer, string at)
    {
        await using var town = await At("2026-12-07T08:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2026-12-07T08:31"));
        await town.Tells(Tin, says);
        Assert.Equal(answer, town.Last(Tin));
        await town.AdvanceTo(Local("2026-12-11T08:00"));
        Assert.Equal(["07/12 08:30", "07/12 08:31", at, "10/12 20:30"], town.To(Tin).Select(line => line[..11]));
    }

    [Fact]
    public async Task Safety_words_come_before_the_first_message_of_the_day_after_joining()
    {
        await using var town = await At("2026-12-06T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.Write(desk =>
        {
            desk.Put(new Reminder("safety") { PersonId = TownCell.PersonOf(Tin), Stage = Stage.Safety, ObjectId = TownCell.PersonOf(Tin), Version = 1, DueAt = Local("2026-12-07T08:30") });
            return ValueTask.CompletedTask;
        });
        await town.AdvanceTo(Local("2026-12-08T09:00"));
        Assert.Equal(
            ["07/12 08:30 Để đồng chí Tín yên tâm: trợ lý không bao giờ hỏi mật khẩu, mã OTP, số tài khoản hay tiền.", "07/12 08:30 Xin nhắc đồng chí Tín: bài thu hoạch “Nghị quyết chuyên đề quý IV” còn 3 ngày đến hạn, chậm nhất thứ Năm, ngày 10/12/2026."],
            town.To(Tin));
    }
}
