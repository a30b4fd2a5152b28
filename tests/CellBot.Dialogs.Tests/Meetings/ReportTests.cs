using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Storage.Engines;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Meetings.MeetingTown;

namespace CellBot.Dialogs.Tests.Meetings;

/// <summary>What the sender hears of a notice, to the end of it.</summary>
public sealed class ReportTests
{
    private static readonly string Busy = Account(Uyen);

    /// <summary>Uyên is in the middle of a petition when the notice goes out; the report is made two minutes later.</summary>
    private static async Task<Town> WithOneWaiting(string loanOn)
    {
        var town = await MeetingTown.Start(At(20, 11, 9), loanOn);
        var loan = TownCell.AccountOf(Loan, loanOn);
        await town.Says(loan, "họp mùng 3 tháng sau 19h30");
        await town.Says(Busy, "kiến nghị");
        await town.Says(loan, "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(town.Messages, message => message.Account == loan && message.Text.StartsWith("Đã gửi", StringComparison.Ordinal));
        await town.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains(town.Messages, message => message.Account == loan && message.Text.StartsWith("Đã gửi 24/27 đồng chí. Chưa nhận được 2: Nguyễn Quốc Ái, Võ Thu Quyên.\nĐang chờ gửi: 1.", StringComparison.Ordinal));
        await town.Says(Busy, "hủy");
        Assert.Contains(town.Messages, message => message.Account == Busy && message.Text.StartsWith("THÔNG BÁO", StringComparison.Ordinal));
        await town.Advance(TimeSpan.FromSeconds(31));
        return town;
    }

    [Fact]
    public async Task Behaviour_20_what_waited_behind_a_conversation_is_told_in_one_more_message_where_nothing_can_be_edited()
    {
        await using var town = await WithOneWaiting("zalo");
        Assert.StartsWith("Đã gửi 25/27 đồng chí. Chưa nhận được 2: Nguyễn Quốc Ái, Võ Thu Quyên.\n1. Tôi đã báo trực tiếp", town.Last(Account(Loan)), StringComparison.Ordinal);
        var reports = town.Messages.Count(message => message.Text.StartsWith("Đã gửi 2", StringComparison.Ordinal));
        await town.Advance(TimeSpan.FromHours(3));
        Assert.Equal((2, 2), (reports, town.Messages.Count(message => message.Text.StartsWith("Đã gửi 2", StringComparison.Ordinal)))); // and then no more
    }

    [Fact]
    public async Task Behaviour_20_where_it_can_be_edited_the_report_itself_tells_the_end()
    {
        await using var town = await WithOneWaiting("telegram");
        var loan = TownCell.AccountOf(Loan, "telegram");
        var reports = town.Messages.Where(message => message.Account == loan && message.Text.StartsWith("Đã gửi 2", StringComparison.Ordinal)).ToArray();
        Assert.Null(reports[0].Row.EditsId);
        Assert.All(reports.Skip(1), edit => Assert.Equal(reports[0].Row.Id, edit.Row.EditsId));
        Assert.StartsWith("Đã gửi 25/27 đồng chí. Chưa nhận được 2: Nguyễn Quốc Ái, Võ Thu Quyên.\nĐến ", reports[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_left_in_peace_gets_no_notice_and_is_named_to_the_secretary()
    {
        await using var town = await MeetingTown.Start(At(20, 11, 9));
        await town.Write(async desk => desk.Put((await desk.Get<Participant>(TownCell.PersonOf(Uyen)))! with { RemindersPausedTo = new DateOnly(2026, 11, 30), NoticesPausedToo = true }));
        await town.Says(Account(Loan), "họp mùng 3 tháng sau 19h30");
        await town.Says(Account(Loan), "2");
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(town.Messages, message => message.Account == Busy);
        Assert.StartsWith("Đã gửi 24/27 đồng chí. Chưa nhận được 3: Nguyễn Quốc Ái, Võ Thu Quyên, Võ Bích Uyên.", town.Last(Account(Loan)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behaviour_19_an_answer_written_while_a_count_is_being_made_is_in_the_next_one()
    {
        await using var town = await Announced("telegram");
        var tick = Product.Catalog.Ticks.Single(tick => tick.Name == "meeting.count");
        var meeting = await town.Meeting();
        await town.Says(Busy, "1");
        town.Clock.Now = town.Clock.Now.AddSeconds(5);
        async Task<Storage.Records.Session> Settled()
        {
            var session = town.Store.Open();
            await tick.Settle(new TickRun(meeting.Id, session, Phrasebook.Vietnamese, town.Clock.Now) { Guide = town.Channels });
            return session;
        }

        Assert.IsType<CommitResult.Committed>(await (await Settled()).Commit()); // a count begins
        var counted = await Settled(); // it has read the answers
        await town.Says(Account(Son), "1"); // one more is written down
        _ = await counted.Commit();
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Contains("dự 3", town.Messages.FindLast(message => message.Row.EditsId is not null)!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_lead_the_cell_do_not_announce_the_same_month_or_change_the_same_meeting_unseen()
    {
        await using var town = await MeetingTown.Start(At(20, 11, 9));
        var deputy = (await town.Find(Affiliation.ByOffice, TownCell.CellId + "/")).First(office => office.Roles.Contains(Role.DeputySecretary)).ParticipantId;
        var second = TownCell.AccountOf((await town.Read<Participant>(deputy))!.FullName);
        await town.Says(Account(Loan), "họp mùng 3 tháng sau 19h30");
        await town.Says(second, "họp mùng 4 tháng sau 19h30");
        await town.Says(Account(Loan), "2");
        await town.Says(second, "gửi thử");
        await town.Says(second, "1");
        await town.Says(second, "1");
        await town.Says(second, "1"); // looks again: the first is about to leave
        Assert.Contains("sinh hoạt thường kỳ tháng 12", town.Last(second).Split("––––––")[^1], StringComparison.Ordinal);
        await town.Says(second, "hủy");
        await town.Advance(TimeSpan.FromMinutes(1));

        await town.Says(Account(Loan), "đổi giờ họp: 20h");
        await town.Says(second, "đổi giờ họp: 18h");
        await town.Says(Account(Loan), "2");
        await town.Says(second, "2");
        Assert.StartsWith("Một thông báo về cuộc họp này", town.Last(second), StringComparison.Ordinal);
        await town.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(December.AddMinutes(30), (await town.Meeting()).StartsAt);
    }
}
