using CellBot.Dialogs.Tests.Engine;
using CellBot.Dialogs.Tests.Study;
using CellBot.Domain.Audit;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Review;

public sealed class ReviewTests
{
    private static readonly string Lien = TownCell.AccountOf(StudyTown.Lien);
    private static readonly string Bich = TownCell.AccountOf(StudyTown.Bich);
    private static readonly string Tin = TownCell.AccountOf(StudyTown.Tin);
    private static readonly string Loan = TownCell.AccountOf(StudyTown.Loan);
    private static readonly string Phong = TownCell.AccountOf(StudyTown.Phong);

    [Fact]
    public async Task The_queue_is_announced_once_a_day_never_on_a_sunday_and_read_oldest_first()
    {
        await using var town = await StudyTown.Start(StudyTown.At(5, 20, 0)); // a Saturday
        await town.HandsInPhotos(Lien, 1);
        await town.HandsInPhotos(Bich, 2);
        await town.AdvanceTo(StudyTown.At(6, 21, 0));
        Assert.Equal(0, town.Count(Loan));
        await town.AdvanceTo(StudyTown.At(7, 9, 0));
        Assert.Equal("Có 2 bản chờ đồng chí Loan xem: Trần Thanh Liên, Đỗ Phương Bích.\n1. Xem bản đầu tiên\n2. Nhắc tôi lúc 20 giờ", town.Last(Loan));

        Assert.StartsWith("Trần Thanh Liên, bài thu hoạch", await town.Ask(Loan, "1"));
        Assert.StartsWith("Đỗ Phương Bích, bài thu hoạch", await town.Ask(Loan, "3"));
        Assert.StartsWith("Trần Thanh Liên, bài thu hoạch", await town.Ask(Loan, "3"));
        Assert.Equal("Đã xác nhận bản của Trần Thanh Liên. Còn 1 bản chờ xem.\n1. Xem bản tiếp theo\n2. Để sau", await town.Ask(Loan, "2"));
        Assert.StartsWith("Đỗ Phương Bích, bài thu hoạch", await town.Ask(Loan, "1"));
        Assert.StartsWith("Chỉ còn bản này chờ xem.\nĐỗ Phương Bích, bài thu hoạch", await town.Ask(Loan, "3"));
        Assert.Equal("Đã xác nhận bản của Đỗ Phương Bích. Không còn bản nào chờ xem.", await town.Ask(Loan, "2"));
        Assert.Equal("Không còn bản nào chờ đồng chí Loan xem.", await town.Ask(Loan, "duyệt"));
        Assert.StartsWith("Đồng chí Đinh Hồng Loan đã xem, bài thu hoạch", town.Last(Bich));
    }

    [Fact]
    public async Task Twenty_o_clock_is_honoured_and_nothing_is_said_when_nothing_waits_any_more()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 1);
        await town.AdvanceTo(StudyTown.At(5, 9, 0));
        Assert.Equal("Trợ lý sẽ nhắc lại lúc 20 giờ hôm nay.", await town.Ask(Loan, "2"));
        await town.AdvanceTo(StudyTown.At(5, 20, 1));
        Assert.StartsWith("Có 1 bản chờ đồng chí Loan xem: Trần Thanh Liên.", town.Last(Loan));
        Assert.Equal("Trợ lý sẽ nhắc lại lúc 8 giờ 30, thứ Hai, ngày 07/12/2026.", await town.Ask(Loan, "2"));
        await town.Advance(TimeSpan.FromMinutes(1));
        await town.Says(Loan, "chờ xem");
        await town.Says(Loan, "2");
        var before = town.Count(Loan);
        await town.AdvanceTo(StudyTown.At(7, 7, 0));
        await town.AdvanceTo(StudyTown.At(7, 8, 31));
        Assert.DoesNotContain(town.Messages.Where(message => message.Account == Loan).Skip(before), message => message.Text.Contains("chờ đồng chí Loan xem", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_return_carries_the_comment_word_for_word_and_at_least_three_days()
    {
        await using var town = await StudyTown.Start(StudyTown.At(10, 20, 0));
        await town.HandsInPhotos(Lien, 1);
        await town.AdvanceTo(StudyTown.At(11, 9, 0));
        await town.Says(Loan, "1");
        Assert.Equal("Xin viết điều cần bổ sung. Lời này gửi nguyên văn đến Trần Thanh Liên.", await town.Ask(Loan, "1"));
        Assert.StartsWith("Xin viết rõ điều cần bổ sung", await town.Ask(Loan, "ạ"));
        Assert.Equal("Đã gửi lời đề nghị đến Trần Thanh Liên, hạn bổ sung thứ Hai, ngày 14/12/2026. Không còn bản nào chờ xem.", await town.Ask(Loan, "Trang 1 mờ, đồng chí chụp lại giúp, được không?"));
        Assert.Equal("Đồng chí Đinh Hồng Loan xem bài thu hoạch và đề nghị đồng chí Liên bổ sung:\n“Trang 1 mờ, đồng chí chụp lại giúp, được không?”\nChậm nhất thứ Hai, ngày 14/12/2026.\n1. Bổ sung ngay\n2. Để sau", town.Last(Lien));
        var duty = await town.Read<Obligation>(Obligation.IdOf(StudyTown.Campaign, "p-05"));
        Assert.Equal((ObligationState.Due, 2), (duty!.StateAt(StudyTown.At(14, 12, 0)), duty.DueVersion));

        Assert.Contains(": 1 trang ảnh, không có kiến nghị.", await town.Ask(Lien, "1"));
        Assert.StartsWith("Đã nhận thêm, tất cả: 2 trang ảnh.", await town.Photos(Lien, 1));
        Assert.EndsWith("Biên nhận TH4-05.2.", await town.Ask(Lien, "2"));
        Assert.False((await town.ReflectionOf(StudyTown.Lien))!.Late);
        Assert.EndsWith("4. Xem bản trước (gửi ngày 10/12/2026)", await town.Ask(Loan, "chờ xem"));
    }

    [Fact]
    public async Task One_page_that_could_not_be_read_is_asked_for_alone_and_takes_its_place()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 3);
        var before = (await town.ReflectionOf(StudyTown.Lien))!.Attachments;
        await town.Says(Loan, "chờ xem");
        await town.Says(Loan, "1");
        await town.Says(Loan, "Trang 2 mờ quá ạ");
        Assert.Equal("Đồng chí Đinh Hồng Loan chưa đọc được trang 2 bài “Nghị quyết chuyên đề quý IV”. Xin đồng chí Liên chụp lại riêng trang đó và gửi vào đây, chậm nhất thứ Năm, ngày 10/12/2026.", town.Last(Lien));
        await town.Photos(Lien, 1);
        Assert.Equal("Bài trước có 3 trang ảnh. Ảnh vừa gửi là:\n1. Trang 2 chụp lại\n2. Trang thêm vào sau bài trước\n3. Cả bài mới", await town.Ask(Lien, "1"));
        await town.Says(Lien, "1");
        Assert.Contains(": 3 trang ảnh, không có kiến nghị.", await town.Ask(Lien, "1"));
        await town.Says(Lien, "2");
        var after = (await town.ReflectionOf(StudyTown.Lien))!;
        Assert.Equal([before[0].FileId, before[2].FileId], [after.Attachments[0].FileId, after.Attachments[2].FileId]);
        Assert.NotEqual(before[1].FileId, after.Attachments[1].FileId);
        Assert.Null(after.PageAsked);
    }

    [Fact]
    public async Task Photos_for_what_was_returned_are_added_or_replace_it()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 3);
        foreach (var text in new[] { "chờ xem", "1", "Xin viết thêm phần liên hệ" }) await town.Says(Loan, text);
        await town.Photos(Lien, 1);
        Assert.Equal("Bài trước có 3 trang ảnh. Ảnh vừa gửi là:\n1. Trang thêm vào sau bài trước\n2. Cả bài mới", await town.Ask(Lien, "1"));
        await town.Says(Lien, "1");
        Assert.StartsWith("Đã nhận thêm, tất cả: 5 trang ảnh.", await town.Photos(Lien, 1));
        Assert.Contains(": 5 trang ảnh, không có kiến nghị.", await town.Ask(Lien, "1"));
    }

    [Fact]
    public async Task A_returned_pledge_is_changed_where_it_is_and_sent_again()
    {
        await using var town = await PledgeTown.Start();
        foreach (var text in new[] { "đăng ký", "1", "1", "2", "1", "3", "2" }) await town.Says(Bich, text);
        Assert.StartsWith("Đỗ Phương Bích, đăng ký năm 2027, gửi ngày 05/01/2027:\nViệc 1: Mỗi tháng thăm một gia đình khó khăn trong tổ", await town.Ask(Loan, "duyệt"));
        await town.Says(Loan, "1");
        await town.Says(Loan, "Xin ghi thêm một việc về chuyên môn");
        Assert.Equal("Đồng chí Đinh Hồng Loan xem bản đăng ký và đề nghị đồng chí Bích bổ sung:\n“Xin ghi thêm một việc về chuyên môn”\nChậm nhất Chủ nhật, ngày 31/01/2027.\n1. Sửa ngay\n2. Để sau", town.Last(Bich));
        Assert.StartsWith("Bước 3/3. Bản đăng ký năm 2027 của đồng chí Bích:", await town.Ask(Bich, "1"));
        Assert.StartsWith("Đã nhận bản đăng ký", await town.Ask(Bich, "2"));
        await town.Says(Loan, "duyệt");
        await town.Says(Loan, "2");
        Assert.StartsWith("Đồng chí Đinh Hồng Loan đã xác nhận bản đăng ký năm 2027 của đồng chí Bích.", town.Last(Bich));
    }

    [Fact]
    public async Task A_comment_on_what_changed_meanwhile_is_not_sent_and_not_lost()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 1);
        await town.Says(Loan, "chờ xem");
        await town.Says(Loan, "1");
        await town.Says(Lien, "sửa");
        var before = town.Count(Lien);
        Assert.Equal("Trần Thanh Liên vừa sửa bản này. Xin xem bản mới trước khi xác nhận.\nLời vừa viết chưa gửi đi: “Xin viết thêm”\n1. Xem bản mới", await town.Ask(Loan, "Xin viết thêm"));
        Assert.Equal("Trần Thanh Liên đang sửa bản này, chưa gửi lại. Có bản mới, trợ lý sẽ báo.", await town.Ask(Loan, "1"));
        Assert.Equal(before, town.Count(Lien));
    }

    [Fact]
    public async Task Behaviour_4_two_reviewers_and_a_doubled_press_make_one_decision()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 1);
        await town.Says(Loan, "chờ xem");
        await town.Says(Phong, "chờ xem");
        var shown = town.Messages.FindLast(message => message.Account == Loan)!;
        await town.Presses(Loan, shown, 2);
        await town.Presses(Loan, shown, 2);
        Assert.StartsWith("Đã ghi nhận lúc 20:00 rồi ạ", town.Last(Loan));
        Assert.StartsWith("Đồng chí Đinh Hồng Loan đã xác nhận bản này lúc 20:00", await town.Ask(Phong, "2"));
        Assert.Single(town.Messages, message => message.Account == Lien && message.Text.EndsWith("đạt yêu cầu.", StringComparison.Ordinal));
        Assert.Single(await town.Find(AuditEntry.ByObject, Reflection.IdOf(StudyTown.Campaign, "p-05")), entry => entry.Action == "approve");
    }

    [Fact]
    public async Task Nobody_decides_about_their_own_and_without_a_deputy_the_body_above_does()
    {
        var officer = "telegram/0/99";
        await using var town = await StudyTown.Start();
        await town.Write(async desk =>
        {
            desk.Put((await desk.Get<Affiliation>(Affiliation.IdOf(TownCell.CellId, "p-02")))! with { Roles = [] });
            desk.Put(new Participant("p-99") { FullName = "Lương Phương Thủy", Consent = new Consent { NoticeVersion = 1, GivenAt = StudyTown.At(1, 8, 0), AccountId = officer } });
            desk.Put(new Affiliation(Affiliation.IdOf(StudyTown.Body, "p-99")) { UnitId = StudyTown.Body, ParticipantId = "p-99", Roles = [Role.CommitteeSecretary], From = new DateOnly(2020, 1, 1) });
            desk.Put(new ChannelAccount(officer) { ParticipantId = "p-99", LinkedAt = StudyTown.At(1, 8, 0) });
        });
        Assert.Equal("Đồng chí Loan không có bản nào đang chờ xem.", await town.Ask(Loan, "xác nhận bản của tôi"));
        await town.HandsInPhotos(Loan, 1);
        await town.HandsInPhotos(Lien, 1);
        Assert.Equal("Chi bộ chưa có phó bí thư nên bản này được chuyển đến Đảng ủy phường xác nhận.", await town.Ask(Loan, "xác nhận bản của tôi"));
        await town.AdvanceTo(StudyTown.At(5, 9, 0));
        Assert.Equal("Có 1 bản chờ đồng chí Loan xem: Trần Thanh Liên.", town.Last(Loan).Split('\n')[0]);
        Assert.Equal("Có 1 bản chờ đồng chí Thủy xem: Đinh Hồng Loan.", town.Last(officer).Split('\n')[0]);
        await town.Says(officer, "1");
        Assert.Equal("Đã xác nhận bản của Đinh Hồng Loan. Không còn bản nào chờ xem.", await town.Ask(officer, "2"));
        Assert.Equal("p-99", (await town.ReflectionOf(StudyTown.Loan))!.Decision!.By);
    }

    [Fact]
    public async Task The_deputy_is_told_of_the_secretary_s_papers_only_and_may_look_at_all()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Loan, 1);
        await town.HandsInPhotos(Lien, 1);
        await town.AdvanceTo(StudyTown.At(5, 9, 0));
        Assert.StartsWith("Có 1 bản chờ đồng chí Phong xem: Đinh Hồng Loan.", town.Last(Phong));
        await town.Says(Phong, "1");
        Assert.StartsWith("Đã xác nhận bản của Đinh Hồng Loan. Không còn bản nào chờ xem.", await town.Ask(Phong, "2"));
        Assert.StartsWith("Trần Thanh Liên, bài thu hoạch", await town.Ask(Phong, "chờ xem"));
        Assert.Equal("Mục này dành cho bí thư, phó bí thư chi bộ. Nếu đồng chí Tín vừa được phân công, xin đề nghị cập nhật chức vụ.", await town.Ask(Tin, "chờ xem"));
    }

    [Fact]
    public async Task Reading_another_s_reflection_is_written_down_each_time()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 1);
        await town.Says(Loan, "chờ xem");
        await town.Says(Loan, "3");
        var entries = await town.Find(AuditEntry.ByObject, Reflection.IdOf(StudyTown.Campaign, "p-05"));
        Assert.Equal(2, entries.Count(entry => entry is { Action: "read", ActorId: "p-01" }));
    }
}
