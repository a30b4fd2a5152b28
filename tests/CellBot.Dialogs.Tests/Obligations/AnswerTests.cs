using CellBot.Domain.Audit;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.Obligations;

/// <summary>What members and their reviewers answer to reminders.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Handed_in_on_paper_the_reviewer_confirms_and_the_day_of_saying_so_counts()
    {
        await using var town = await At("2026-12-06T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2026-12-09T09:00"));
        await town.Tells(Tin, "3");
        Assert.Equal("Trợ lý đã báo đồng chí Đinh Hồng Loan kiểm tra bản giấy của đồng chí Tín và tạm dừng nhắc.", town.Last(Tin));
        Assert.Equal("""
            Thạch Ngọc Tín báo đã nộp bản giấy bài thu hoạch “Nghị quyết chuyên đề quý IV”. Đồng chí Loan nhận được chưa?
            1. Đã nhận
            2. Chưa thấy
            """, town.Last(Loan));
        await town.AdvanceTo(Local("2026-12-11T10:00")); // the last call and the first nudge were due meanwhile
        await town.Tells(Loan, "1");
        Assert.Equal("Đồng chí Đinh Hồng Loan đã ghi nhận bản giấy bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Tín. Biên nhận TH4-09.", town.Last(Tin));
        Assert.Equal(["07/12 08:30", "09/12 08:30", "09/12 09:00", "11/12 10:00"], town.To(Tin).Select(line => line[..11]));
        var duty = await town.Read<Obligation>(Duty(StudyOf("2026-12-10"), Tin).Id);
        Assert.Equal(ObligationState.Fulfilled, duty!.StateAt(town.Clock.Now));
        Assert.Equal(ReflectionForm.Paper, (await town.Read<Reflection>(duty.Id))!.Form);
        await town.AdvanceTo(Local("2027-01-10T09:00"));
        Assert.Equal(4, town.To(Tin).Count());
    }

    [Fact]
    public async Task Paper_said_without_naming_it_asks_which_where_several_are_owed()
    {
        await using var town = await At("2026-12-06T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.Opens(StudyOf("2026-12-20", "th5", "Chuyên đề năm 2027"), Tin);
        await town.Tells(Tin, "đã nộp bản giấy");
        Assert.Equal("""
            Đồng chí Tín đã nộp bản giấy nào ạ?
            1. Bài thu hoạch “Nghị quyết chuyên đề quý IV”, còn 4 ngày (hạn 10/12/2026)
            2. Bài thu hoạch “Chuyên đề năm 2027”, còn 14 ngày (hạn 20/12/2026)
            """, town.Last(Tin));
        await town.Tells(Tin, "2");
        Assert.StartsWith("Thạch Ngọc Tín báo đã nộp bản giấy bài thu hoạch “Chuyên đề năm 2027”.", town.Last(Loan), StringComparison.Ordinal);
        await town.Advance(TimeSpan.FromMinutes(1));
        await town.Tells(Tin, "đã nộp bản giấy"); // of what is left it is clear
        Assert.StartsWith("Thạch Ngọc Tín báo đã nộp bản giấy bài thu hoạch “Nghị quyết chuyên đề quý IV”.", town.Last(Loan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paper_nobody_has_seen_is_asked_for_again_and_the_ladder_goes_on()
    {
        await using var town = await At("2026-12-06T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2026-12-09T09:00"));
        await town.Tells(Tin, "đã nộp bản giấy");
        await town.Tells(Loan, "2");
        Assert.StartsWith("Đồng chí Đinh Hồng Loan chưa thấy bản giấy bài thu hoạch", town.Last(Tin));
        await town.AdvanceTo(Local("2026-12-11T09:00"));
        Assert.Equal(["10/12 20:30", "11/12 08:30"], town.To(Tin).Skip(4).Select(line => line[..11]));
    }

    [Fact]
    public async Task Unanswered_paper_rests_the_ladder_for_three_days_only()
    {
        await using var town = await At("2026-12-10T23:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2026-12-11T09:00"));
        await town.Tells(Tin, "3");
        await town.AdvanceTo(Local("2026-12-21T09:00"));
        Assert.Equal(["11/12 08:30", "11/12 09:00", "15/12 08:30", "17/12 08:30"], town.To(Tin).Select(line => line[..11]));
    }

    [Fact]
    public async Task Help_is_told_at_once_with_the_note_and_nothing_reminds_until_it_is_answered()
    {
        await using var town = await At("2026-12-06T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2026-12-07T09:00"));
        await town.Tells(Tin, "4");
        Assert.StartsWith("Trợ lý đã báo đồng chí Đinh Hồng Loan rằng đồng chí Tín cần hỗ trợ về “bài thu hoạch “Nghị quyết chuyên đề quý IV””.", town.Last(Tin));
        await town.Tells(Tin, "Mắt tôi kém");
        await town.Tells(Tin, "không đọc được tài liệu");
        await town.Tells(Tin, "xong");
        Assert.Equal("Đã chuyển lời của đồng chí Tín đến đồng chí Đinh Hồng Loan. Trong lúc chờ, trợ lý không nhắc việc này.", town.Last(Tin));
        Assert.Equal("""
            Thạch Ngọc Tín xin giúp về bài thu hoạch “Nghị quyết chuyên đề quý IV”, hạn 10/12/2026: Mắt tôi kém
            không đọc được tài liệu
            1. Gọi điện (0330 000 863)
            2. Nhắn trả lời
            3. Gia hạn
            """, town.Last(Loan));
        await town.AdvanceTo(Local("2026-12-09T12:00"));
        var quiet = town.To(Tin).Count();
        await town.Tells(Loan, "2");
        await town.Tells(Loan, "Chiều mai tôi mang bản chữ to đến");
        Assert.Equal("Đồng chí Đinh Hồng Loan nhắn đồng chí Tín: “Chiều mai tôi mang bản chữ to đến”", town.Last(Tin));
        Assert.Equal(quiet + 1, town.To(Tin).Count());
        await town.AdvanceTo(Local("2026-12-11T09:00"));
        Assert.Equal(["10/12 08:30", "10/12 20:30", "11/12 08:30"], town.To(Tin).Skip(quiet + 1).Select(line => line[..11]));
    }

    [Fact]
    public async Task Help_without_a_note_reaches_the_secretary_after_ten_minutes()
    {
        await using var town = await At("2026-12-06T09:00");
        await town.Tells(Tin, "cần hỗ trợ");
        await town.AdvanceTo(Local("2026-12-06T10:00"));
        Assert.StartsWith("06/12 09:10 Thạch Ngọc Tín xin giúp về việc ở chi bộ: chưa nói rõ.", Assert.Single(town.To(Loan)));
        await town.Tells(Loan, "1");
        Assert.Equal("Thạch Ngọc Tín: 0330 000 863. Trợ lý ghi là đồng chí Loan đã trả lời.", town.Last(Loan));
    }

    [Fact]
    public async Task A_duty_waived_with_its_reason_leaves_the_count()
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin, Phu);
        await town.AdvanceTo(Local("2026-12-18T09:00"));
        foreach (var step in new[] { "2", "4", "1" }) await town.Tells(Loan, step);
        Assert.Equal("""
            Đã miễn bài thu hoạch “Nghị quyết chuyên đề quý IV” cho Thạch Ngọc Tín. Đối tượng còn 1 đồng chí.
            Còn 1 đồng chí quá hạn:
            1. Đinh Công Phú: bài thu hoạch “Nghị quyết chuyên đề quý IV”, hạn 10/12/2026, quá 8 ngày
            Nhắn số để xử lý từng đồng chí.
            """, town.Last(Loan));
        Assert.StartsWith("Đồng chí Đinh Hồng Loan đã miễn bài thu hoạch", town.Last(Tin));
        Assert.Equal(WaiverReason.Health, (await town.Read<Waiver>(Duty(StudyOf("2026-12-10"), Tin).Id))!.Reason);
        Assert.Contains(await town.Find(AuditEntry.ByObject, Duty(StudyOf("2026-12-10"), Tin).Id), entry => entry.Action == "waive" && entry.ActorId == TownCell.PersonOf(Loan));
        await town.Advance(TimeSpan.FromSeconds(10));
        await town.Tells(Loan, "1");
        Assert.StartsWith("Báo cáo đồng chí Loan: Đinh Công Phú chưa có", town.Last(Loan));
        await town.Tells(Loan, "2");
        Assert.StartsWith("Đã ghi: đồng chí Loan trao đổi trực tiếp với Đinh Công Phú", town.Last(Loan));
    }

    [Theory]
    [InlineData("18/12", "Ngày gia hạn phải sau hôm nay và sau hạn cũ (10/12/2026). Xin nhắn ngày khác.")]
    [InlineData("thứ Bảy tuần sau", "Đã gia hạn cho Thạch Ngọc Tín đến hết thứ Bảy, ngày 26/12/2026. Trợ lý đã báo đồng chí ấy.")]
    public async Task Another_date_is_typed_for_an_extension(string typed, string answer)
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        await town.AdvanceTo(Local("2026-12-18T09:00"));
        foreach (var step in new[] { "1", "3", typed }) await town.Tells(Loan, step);
        Assert.Equal(answer, town.Last(Loan));
    }

    [Fact]
    public async Task Behaviour_17_the_owner_hears_a_working_day_ahead_and_an_escalation_withdraws_itself()
    {
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Opens(study, Tin, Phu);
        await town.AdvanceTo(Local("2026-12-18T08:29"));
        Assert.Empty(town.To(Loan));
        await town.Fulfils(study, Phu); // after being told, before the secretary is: she never hears of it
        await town.AdvanceTo(Local("2026-12-18T09:00"));
        Assert.DoesNotContain(town.To(Loan), line => line.Contains("Đinh Công Phú"));
        await town.Fulfils(study, Tin);
        await town.AdvanceTo(Local("2026-12-18T09:05"));
        Assert.Equal("Thạch Ngọc Tín đã nộp bài thu hoạch “Nghị quyết chuyên đề quý IV” lúc 09:00. Đồng chí Loan không cần trao đổi nữa.", town.Last(Loan));
        await town.Tells(Loan, "1"); // the old list: nothing is done on it
        Assert.Equal("Thạch Ngọc Tín không còn nợ bài thu hoạch “Nghị quyết chuyên đề quý IV”. Đồng chí Loan không cần làm gì thêm.", town.Last(Loan));
    }

    [Fact]
    public async Task Nobody_decides_about_another_cell_or_the_own_duty()
    {
        await using var town = await At("2026-12-01T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin, Loan);
        await town.Write(async desk =>
        {
            var duty = await desk.Get<Obligation>(Duty(StudyOf("2026-12-10"), Tin).Id);
            desk.Put(duty! with { UnitId = "u-other" });
        });
        foreach (var (who, name) in new[] { (Loan, Tin), (Loan, Loan), (Tin, Loan) })
        {
            await town.Write(async desk =>
            {
                var chat = await desk.Get<Domain.Conversations.Chat>(TownCell.AccountOf(who)) ?? new(TownCell.AccountOf(who));
                desk.Put(chat with
                {
                    ParticipantId = TownCell.PersonOf(who),
                    Lists = [new("t", "t", town.Clock.Now, [new("x", Domain.Conversations.Start.Of("waive", ("item", Duty(StudyOf("2026-12-10"), name).Id)))])],
                });
            });
            await town.Tells(who, "1");
            Assert.StartsWith("Mục này dành cho bí thư", town.Last(who));
        }
    }

    [Fact]
    public async Task Behaviour_21_who_is_missing_with_last_contact_and_channel_state_and_one_tap_nudges_them()
    {
        await using var town = await At("2026-12-06T09:00", Bich);
        await town.Opens(StudyOf("2026-12-10"), Tin, Phu, Bich, Phong);
        await town.Tells(Phu, "việc của tôi");
        await town.Write(async desk => desk.Put((await desk.Get<ChannelAccount>(TownCell.AccountOf(Phong)))! with { State = AccountState.Blocked }));
        await town.AdvanceTo(Local("2026-12-08T10:00"));
        await town.Tells(Loan, "ai chưa nộp");
        Assert.Equal("""
            Chưa nộp “Nghị quyết chuyên đề quý IV” (4/4):
            – Đỗ Phương Bích: chưa kết nối, gọi 0580 008 648
            – Hoàng Trọng Phong: đã chặn trợ lý, gọi 0940 006 550
            – Đinh Công Phú: kết nối tốt, nhắn gần nhất 06/12
            – Thạch Ngọc Tín: kết nối tốt, chưa nhắn tin nào
            1. Nhắc tất cả
            2. Chọn từng đồng chí
            3. In danh sách
            """, town.Last(Loan));
        await town.Tells(Loan, "1");
        Assert.Equal("Đã nhắc riêng 2 đồng chí. Đỗ Phương Bích, Hoàng Trọng Phong chưa kết nối, xin gọi điện.", town.Last(Loan));
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("08/12 10:00 Xin nhắc đồng chí Tín", town.To(Tin).Last());
        await town.Tells(Loan, "ai chưa nộp thu hoạch");
        foreach (var step in new[] { "2", "3 4" }) await town.Tells(Loan, step);
        Assert.Equal("Đã nhắc riêng 0 đồng chí. 2 đồng chí hôm nay đã có tin, sẽ nhắc sáng mai.", town.Last(Loan));
        await town.Tells(Tin, "ai chưa nộp");
        Assert.StartsWith("Mục này dành cho bí thư", town.Last(Tin));
    }

    [Fact]
    public async Task The_secretary_silences_reminders_to_one_person_for_some_time()
    {
        await using var town = await At("2026-12-06T09:00");
        await town.Opens(StudyOf("2026-12-10"), Tin);
        foreach (var step in new[] { "tạm ngừng nhắc đồng chí Tín", "12/12", "1" }) await town.Tells(Loan, step);
        Assert.Equal("Đã ghi. Sau thứ Bảy, ngày 12/12/2026, trợ lý nhắc Thạch Ngọc Tín trở lại.", town.Last(Loan));
        await town.AdvanceTo(Local("2026-12-14T09:00"));
        Assert.StartsWith("14/12 08:30 Thưa đồng chí Tín", Assert.Single(town.To(Tin)));
    }

    [Fact]
    public async Task Monday_figures_equal_a_count_over_the_records_and_leave_out_what_is_zero()
    {
        await using var town = await At("2026-12-05T09:00", Bich);
        var study = StudyOf("2026-12-10");
        await town.Effect("open", effects => Dialogs.Obligations.CampaignOpening.Open(effects, study));
        await town.Fulfils(study, Tin);
        await town.Fulfils(study, Loan);
        await town.AdvanceTo(Local("2026-12-14T07:00"));
        await town.Fulfils(study, Phu);
        await town.AdvanceTo(Local("2026-12-14T08:05"));
        Assert.Equal("""
            Tình hình Chi bộ Khu vực 3 đến 08:00, ngày 14/12/2026:
            – Thu hoạch “Nghị quyết chuyên đề quý IV”: 3/27 (11,1%)
            – Việc quá hạn: 24
            – Chưa liên hệ được: 1
            Nhắn 1 để xem danh sách.
            """, town.Messages.Last(message => message.Account == TownCell.AccountOf(Loan) && message.At.Hour == 8 && message.At.Minute == 0).Text);
        var duties = await town.Find(Obligation.BySource, study.Id + "/");
        Assert.Equal((27, 3), (duties.Count, duties.Count(duty => !duty.IsOpen)));
        await town.Tells(Loan, "1");
        Assert.StartsWith("Chưa nộp “Nghị quyết chuyên đề quý IV” (24/27):", town.Last(Loan));
    }

    [Fact]
    public async Task A_campaign_opens_for_everyone_but_the_exempt_on_the_first_working_morning()
    {
        await using var town = await At("2026-12-28T09:00");
        await town.Effect("open", effects => Dialogs.Obligations.CampaignOpening.Open(effects, TownCell.Pledges(2027)));
        await town.AdvanceTo(Local("2027-01-03T09:00"));
        var opened = town.Messages.Where(message => message.Text.Contains("mở đợt “Đăng ký năm 2027”, từ 01/01/2027 đến hết 31/01/2027", StringComparison.Ordinal)).ToArray();
        Assert.Equal(27, opened.Length);
        Assert.All(opened, message => Assert.Equal(Local("2027-01-02T08:30"), message.At)); // New Year's Day is a day off
        Assert.DoesNotContain(opened, message => message.Account == TownCell.AccountOf("Hoàng Mỹ Yến"));
        await town.Tells(Tin, "2");
        Assert.Equal("Trợ lý sẽ nhắc lại lúc 8 giờ 30, thứ Hai, ngày 04/01/2027.", town.Last(Tin));
        await town.AdvanceTo(Local("2027-01-29T09:00"));
        Assert.Equal(["04/01 08:30", "28/01 08:30"], town.To(Tin).TakeLast(2).Select(line => line[..11]));
    }

    [Fact]
    public async Task A_moved_date_rebuilds_every_open_ladder_beyond_one_commit()
    {
        await using var town = await At("2026-12-01T09:00");
        var study = StudyOf("2026-12-10");
        await town.Write(async desk =>
        {
            for (var n = 0; n < 1200; n++) desk.Put(new Participant($"q-{n:D4}") { FullName = $"Người {n}", CellId = TownCell.CellId });
            await ValueTask.CompletedTask;
        });
        await town.Effect("open", effects => Dialogs.Obligations.CampaignOpening.Open(effects, study));
        await town.RunTicks();
        Assert.Equal(1227, (await town.Store.Open().Find(Obligation.BySource, study.Id + "/", 5000)).Count);
        await town.Effect("move", effects => Dialogs.Obligations.CampaignOpening.Move(effects, study.Id, [new(study.Id, TownCell.CellId)], Local("2026-12-20T23:59:59")));
        await town.RunTicks();
        var duties = await town.Store.Open().Find(Obligation.BySource, study.Id + "/", 5000);
        Assert.All(duties, duty => Assert.Equal((Local("2026-12-20T23:59:59"), 2), (duty.DueAt, duty.DueVersion)));
        var waiting = (await town.Store.Open().Find(Reminder.ByDue, "", 5000)).Where(reminder => reminder.Stage is Stage.R3).ToArray();
        Assert.Equal(1227, waiting.Length);
        Assert.All(waiting, reminder => Assert.Equal((2, Local("2026-12-17T08:30")), (reminder.Version, reminder.DueAt)));
    }
}
