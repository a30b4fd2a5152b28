using CellBot.Dialogs.Obligations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Engine;

/// <summary>Behaviours that take several features to show.</summary>
public sealed class WholeProductBehaviourTests
{
    private static readonly string Bich = PledgeTown.Bich;
    private static readonly string Loan = PledgeTown.Loan;

    [Fact]
    public async Task Behaviour_08_a_draft_is_parked_and_mentioned_once_next_morning_and_listed_among_my_work()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "1"]);
        var before = town.Messages.Count;
        await town.AdvanceTo(new DateTimeOffset(2027, 1, 12, 20, 0, 0, TimeSpan.FromHours(7)));
        var nudge = Assert.Single(town.Messages.Skip(before), message => message.Account == Bich);
        Assert.Equal(new DateTimeOffset(2027, 1, 6, 8, 30, 0, TimeSpan.FromHours(7)), nudge.At);
        Assert.StartsWith("Đồng chí Bích còn bản “Đăng ký năm 2027” làm dở", nudge.Text);
        Assert.Contains("Đăng ký năm 2027, đang làm dở: đã cam kết chuẩn mực chung", await town.Hears(Bich, "việc của tôi"));
        Assert.StartsWith("Đã ghi việc 1", await town.Hears(Bich, "làm tiếp"));
    }

    [Theory]
    [InlineData("mấy giờ họp?", "Hiện chưa có lịch họp mới.")]
    [InlineData("toi con no gi", "Đồng chí Bích còn ")]
    [InlineData("ai đọc bài của tôi", "Ngoài đồng chí Bích, chỉ bí thư")]
    [InlineData("đóng đảng phí bao nhiêu", "Trợ lý không tính và không thu đảng phí")]
    public async Task Behaviour_09_a_question_in_the_middle_is_answered_and_the_pending_one_repeated(string asked, string answered)
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Bich, ["đăng ký", "1"]);
        var reply = await town.Hears(Bich, asked);
        Assert.StartsWith(answered, reply);
        Assert.Contains("\nTrở lại việc đang làm:\nBước 1/3.", reply);
        Assert.EndsWith("1. Tôi cam kết\n2. Đọc từng điều\n3. Tôi muốn trao đổi với bí thư", reply);
        Assert.StartsWith("Bước 2/3, việc thứ 1.", await town.Hears(Bich, "1"));
    }

    [Fact]
    public async Task Behaviour_01_stop_said_while_a_notice_is_held_stops_the_notice()
    {
        await using var town = await PledgeTown.Start();
        await town.Hears(Loan, ["họp mùng 3 tháng sau 19h30", "2"]);
        Assert.StartsWith("Đã dừng, chưa ai nhận được.", await town.Hears(Loan, "hủy"));
        await town.Advance(TimeSpan.FromHours(2));
        Assert.DoesNotContain(town.Messages, message => message.Text.StartsWith("THÔNG BÁO SINH HOẠT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behaviour_11_every_flow_is_done_with_digits_and_words_alone()
    {
        await using var town = await PledgeTown.Start();
        await town.Effect("study", async effects =>
        {
            var campaign = new StudyCampaign("th1-2027") { UnitId = TownCell.CellId, Title = "Nghị quyết chuyên đề quý I", Code = "TH1", OpensAt = town.Clock.Now, DueAt = town.Clock.Now.AddDays(10) };
            effects.Desk.Put(campaign);
            await Duties.Open(effects, new Obligation(Obligation.IdOf(campaign.Id, "p-06"))
            {
                Kind = ObligationKind.Reflection, OwnerId = "p-06", UnitId = TownCell.CellId, SourceId = campaign.Id, Item = campaign.Item, OpensAt = campaign.OpensAt, DueAt = campaign.DueAt,
            });
        });

        await town.Hears(Bich, ["đăng ký", "1", "1", "4", "3", "Tiếp công dân đúng giờ vào thứ Hai", "1", "30/11", "3", "2"]);
        Assert.Equal(PledgeStatus.Submitted, (await town.Read<Pledge>(Pledge.IdOf(TownCell.Pledges(2027).Id, "p-06")))!.Status);

        await town.Hears(Bich, ["nộp thu hoạch", "2", "Tôi tâm đắc nhất phần xây dựng chi bộ vững mạnh", "xong", "Việc tiếp dân làm tốt", "xong", "Tôi sẽ học thêm", "xong", "không có", "2"]);
        var reflection = await town.Read<Reflection>(Reflection.IdOf("th1-2027", "p-06"));
        Assert.Equal((ReflectionStatus.Submitted, 3), (reflection!.Status, reflection.Answers.Count));

        await town.Hears(Loan, ["họp mùng 3 tháng sau 19h30", "2"]);
        await town.Advance(TimeSpan.FromMinutes(2));
        await town.Hears(Bich, ["xin vắng", "1"]);
        var meeting = Assert.Single(await town.Find(Meeting.ByUnit, TownCell.CellId + "/"));
        Assert.Equal(RsvpAnswer.AbsentWithReason, (await town.Read<Rsvp>(Rsvp.IdOf(meeting.Id, "p-06")))!.Answer);

        await town.Hears(Loan, ["chờ xem", "2", "1", "2"]);
        Assert.Equal(PledgeStatus.Approved, (await town.Read<Pledge>(Pledge.IdOf(TownCell.Pledges(2027).Id, "p-06")))!.Status);
        Assert.Equal(ReflectionStatus.Accepted, (await town.Read<Reflection>(Reflection.IdOf("th1-2027", "p-06")))!.Status);
    }
}
