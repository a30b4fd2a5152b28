using CellBot.Dialogs.Coverage;
using CellBot.Domain.Audit;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;
using static CellBot.Dialogs.Tests.Obligations.DutyTown;

namespace CellBot.Dialogs.Tests.MyData;

/// <summary>Behaviour 25, to its end: erased on request, by whoever keeps the data or by the clock on the last day.</summary>
public sealed class ErasureTests
{
    private static readonly StudyCampaign Study = StudyOf("2026-12-10");
    private static readonly string TinId = TownCell.PersonOf(Tin), Essay = Reflection.IdOf(Study.Id, TinId);

    private static async Task<Town> Asked()
    {
        var town = await At("2026-12-06T09:00");
        await town.Opens(Study, Tin, Phu);
        await town.Tells(Phu, "menu"); // somebody else's words stay
        await town.Write(desk =>
        {
            desk.Put(new Reflection(Essay)
            {
                StudyCampaignId = Study.Id, ParticipantId = TinId, UnitId = TownCell.CellId, Form = ReflectionForm.Answers, Status = ReflectionStatus.Accepted, Submission = 1, Receipt = "TH4-09",
                SubmittedAt = town.Clock.Now, Answers = [new ReflectionAnswer("understanding", "Tôi hiểu rõ hơn về chuyển đổi số")],
            });
            return ValueTask.CompletedTask;
        });
        await town.Fulfils(Study, Tin);
        await town.Tells(Tin, "xóa dữ liệu của tôi");
        Assert.Equal("""
            Xóa thì mọi điều đồng chí Tín đã viết mất hẳn, không lấy lại được; chi bộ chỉ còn họ tên trong danh sách và các con số. Nên nhận bản sao trước.
            1. Giữ như cũ
            2. Đề nghị xóa
            3. Nhận bản sao
            """, town.Last(Tin));
        await town.Tells(Tin, "2");
        return town;
    }

    [Fact]
    public async Task Behaviour_25_erasing_is_asked_for_with_its_day_and_the_secretary_is_told()
    {
        await using var town = await Asked();
        Assert.Equal("""
            Đã nhận đề nghị xóa lúc 09:00, ngày 06/12/2026. Từ giờ trợ lý ngừng nhắn; xóa xong sẽ báo một lần, chậm nhất ngày 26/12/2026.
            Đổi ý trước lúc đó, xin nhắn “không xóa nữa”.
            """, town.Last(Tin));
        Assert.Equal("""
            Thạch Ngọc Tín không dùng trợ lý và đề nghị xóa dữ liệu của mình. Hết ngày 26/12/2026, trợ lý tự xóa.
            1. Xóa bây giờ
            2. Để sau
            """, town.Last(Loan));
        await town.Tells(Tin, "xóa dữ liệu");
        Assert.Equal("Đồng chí Tín đã đề nghị xóa ngày 06/12/2026, xong chậm nhất ngày 26/12/2026. Đổi ý, xin nhắn “không xóa nữa”.", town.Last(Tin));
    }

    [Fact]
    public async Task Behaviour_25_the_secretary_erases_and_no_word_can_be_read_again_while_the_counts_stay()
    {
        await using var town = await Asked();
        var before = await CellCounts.Of(town.Store.Open(), Study.Id, TownCell.CellId, town.Clock.Now);

        await town.Tells(Loan, "1");
        Assert.Equal("Xóa mọi điều Thạch Ngọc Tín đã viết? Xóa rồi không lấy lại được.\n1. Chưa\n2. Xóa", town.Last(Loan));
        await town.Tells(Loan, "2");

        Assert.Equal("Đã xóa dữ liệu của Thạch Ngọc Tín. Trong danh sách chi bộ chỉ còn họ tên.", town.Last(Loan));
        Assert.Equal("Dữ liệu đã được xóa theo đề nghị ngày 06/12/2026. Trợ lý không còn giữ điều gì đồng chí đã viết.", town.Last(Tin));
        await town.Restart();
        Assert.Null(await town.Read<Reflection>(Essay));
        Assert.Null(await town.Read<Chat>(TownCell.AccountOf(Tin)));
        var left = (await town.Read<Participant>(TinId))!;
        Assert.Equal((Tin, null, null, null), (left.FullName, left.Phone, left.Consent, left.BirthDate));
        Assert.Equal(before, await CellCounts.Of(town.Store.Open(), Study.Id, TownCell.CellId, town.Clock.Now));
        Assert.Contains(await town.Find(AuditEntry.ByObject, TinId), entry => entry.Action == "erase" && entry.ActorId == TownCell.PersonOf(Loan));
        Assert.NotNull(await town.Read<Chat>(TownCell.AccountOf(Phu)));

        // The chat is nobody's: whoever writes there is a stranger.
        await town.Tells(Tin, "dữ liệu của tôi");
        Assert.StartsWith("Xin chào. Đây là Trợ lý chi bộ", town.Last(Tin), StringComparison.Ordinal);
        await town.Tells(Loan, "ai chưa nộp");
        await town.AdvanceTo(Local("2027-01-05T09:00"));
        Assert.DoesNotContain(town.To(Tin).Skip(town.To(Tin).Count() - 1), line => line.Contains("nhắc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_having_done_it_the_clock_erases_when_the_last_day_is_over()
    {
        await using var town = await Asked();
        var asked = town.Messages.FindLast(message => message.Account == TownCell.AccountOf(Loan))!;
        await town.AdvanceTo(Local("2026-12-26T12:00"));
        Assert.NotNull(await town.Read<Reflection>(Essay));
        await town.AdvanceTo(Local("2026-12-27T08:00"));
        Assert.Null(await town.Read<Reflection>(Essay));
        Assert.Equal("27/12 06:30 Dữ liệu đã được xóa theo đề nghị ngày 06/12/2026. Trợ lý không còn giữ điều gì đồng chí đã viết.", town.To(Tin).Last());
        Assert.Contains(await town.Find(AuditEntry.ByObject, TinId), entry => entry is { Action: "erase", ActorId: "clock" });
        await town.Presses(TownCell.AccountOf(Loan), asked, 1);
        Assert.Equal("Đề nghị này đã được xử lý. Đồng chí Loan không cần làm gì thêm.", town.Last(Loan));
    }

    [Fact]
    public async Task Who_thinks_better_of_it_keeps_everything_and_the_secretary_hears()
    {
        await using var town = await Asked();
        await town.Tells(Tin, "không xóa nữa");
        Assert.Equal("Đã dừng việc xóa, dữ liệu vẫn còn và không ai được xem. Muốn dùng lại trợ lý, xin nhắn “bắt đầu”.", town.Last(Tin));
        Assert.Equal("Thạch Ngọc Tín thôi không đề nghị xóa dữ liệu nữa. Đồng chí Loan không cần làm gì thêm.", town.Last(Loan));
        await town.AdvanceTo(Local("2027-01-05T09:00"));
        Assert.NotNull(await town.Read<Reflection>(Essay));
        await town.Tells(Tin, "không xóa nữa");
        Assert.Equal("Đồng chí Tín không có đề nghị xóa nào đang chờ.", town.Last(Tin));
    }

    [Fact]
    public async Task The_cells_minutes_that_an_erased_secretary_typed_in_are_handed_on_and_stay()
    {
        await using var town = await At("2026-12-06T09:00");
        var (loan, deputy) = (TownCell.PersonOf(Loan), TownCell.PersonOf(Phong));
        await town.Write(desk =>
        {
            desk.Put(new Meeting("m-november")
            {
                UnitId = TownCell.CellId, Kind = MeetingKind.Regular, Title = "sinh hoạt thường kỳ tháng 11", StartsAt = Local("2026-11-03T19:30"), EndsAt = Local("2026-11-03T21:00"),
                Status = MeetingStatus.Held, ConvenedBy = loan, AttendeeIds = [loan],
            });
            desk.Put(new Minutes("m-november") { UnitId = TownCell.CellId, EnteredBy = loan, Conclusions = ["Giữ vững nền nếp sinh hoạt"] });
            return ValueTask.CompletedTask;
        });
        foreach (var words in new[] { "xóa dữ liệu", "2" }) await town.Tells(Loan, words);
        Assert.StartsWith("Đinh Hồng Loan không dùng trợ lý và đề nghị xóa", town.Last(Phong), StringComparison.Ordinal);
        foreach (var words in new[] { "1", "2" }) await town.Tells(Phong, words);
        await town.Restart();
        var minutes = await town.Read<Minutes>("m-november");
        Assert.Equal((deputy, "Giữ vững nền nếp sinh hoạt"), (minutes!.EnteredBy, minutes.Conclusions.Single()));
    }

    [Fact]
    public async Task Behaviour_23_an_old_list_of_someone_who_leads_no_more_erases_nothing()
    {
        await using var town = await Asked();
        await town.Write(async desk =>
        {
            var office = await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, TownCell.PersonOf(Loan)));
            desk.Put(office! with { Roles = [] });
        });
        await town.Tells(Loan, "1");
        Assert.Equal("Nội dung này dành cho người khác nên trợ lý không mở. Việc của đồng chí Loan: nhắn “menu”.", town.Last(Loan));
        Assert.NotNull(await town.Read<Reflection>(Essay));
    }
}
