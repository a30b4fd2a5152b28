using CellBot.Domain.Conversations;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

/// <summary>What can still be done with a reflection after it was handed in, and the proof of it.</summary>
public sealed class ReplaceTests
{
    private static readonly string Lien = TownCell.AccountOf(StudyTown.Lien);
    private static readonly string Loan = TownCell.AccountOf(StudyTown.Loan);

    private const string Receipt = "Rồi ạ. Đồng chí Liên đã nộp bài thu hoạch “Nghị quyết chuyên đề quý IV” lúc 20:00, ngày 04/12/2026, số biên nhận TH4-05.";

    [Fact]
    public async Task Behaviour_13_the_receipt_is_shown_again_any_time_and_is_the_one_on_record()
    {
        await using var town = await StudyTown.Start();
        Assert.Equal("Chưa ạ. Bài thu hoạch “Nghị quyết chuyên đề quý IV” còn 6 ngày đến hạn, chậm nhất thứ Năm, ngày 10/12/2026.\n1. Làm ngay\n2. Để sau", await town.Ask(Lien, "tôi nộp chưa?"));
        Assert.EndsWith("Biên nhận TH4-05.", await town.HandsInPhotos(Lien, 2));
        Assert.Equal(Receipt, await town.Ask(Lien, "toi da nop chua a"));
        await town.AdvanceTo(StudyTown.At(28, 9, 0));
        await town.Restart();
        Assert.Equal(Receipt, await town.Ask(Lien, "biên nhận"));
        Assert.Equal("TH4-05", (await town.ReflectionOf(StudyTown.Lien))!.Receipt);
    }

    [Fact]
    public async Task Behaviour_13_the_question_is_answered_in_the_middle_of_another_conversation()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.Says(Lien, "kiến nghị");
        await town.Says(Lien, "Đề nghị sửa mái hiên");
        Assert.StartsWith(Receipt + "\nTrở lại việc đang làm:\nKiến nghị của đồng chí Liên:", await town.Ask(Lien, "tôi nộp chưa"));
    }

    [Fact]
    public async Task Behaviour_14_before_the_date_it_is_replaced_freely_and_both_versions_are_kept()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.AdvanceTo(StudyTown.At(6, 9, 0));
        await town.Says(Lien, "nộp thu hoạch");
        Assert.Equal("Đồng chí Liên đã nộp bài này ngày 04/12/2026. Thay bằng bài mới? Bài cũ vẫn được lưu.\n1. Giữ bài đã nộp\n2. Thay bài mới", town.Last(Lien));
        await town.Says(Lien, "2");
        await town.Says(Lien, "1");
        await town.Photos(Lien, 3);
        await town.Says(Lien, "1");
        await town.Says(Lien, "1");
        Assert.EndsWith("Biên nhận TH4-05.2.", await town.Ask(Lien, "2"));
        var reflection = await town.ReflectionOf(StudyTown.Lien);
        Assert.Equal((3, false, 2), (reflection!.Attachments.Count, reflection.Late, reflection.Submission));
        Assert.Equal(2, Assert.Single(reflection.Earlier).Attachments.Count);
    }

    [Fact]
    public async Task Behaviour_14_after_the_date_it_is_late_needs_a_reason_and_the_secretary_sees_both()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.AdvanceTo(StudyTown.At(12, 9, 0));
        await town.Photos(Lien, 3);
        Assert.Equal("Đợt nộp đã hết hạn. Bài thay được ghi là nộp sau hạn. Xin đồng chí Liên viết lý do, hoặc:\n1. Giữ bài đã nộp", await town.Ask(Lien, "1"));
        Assert.StartsWith("Xin đồng chí Liên viết ngắn gọn lý do", await town.Ask(Lien, "ạ"));
        await town.Says(Lien, "Bổ sung phần liên hệ");
        await town.Says(Lien, "1");
        Assert.Equal("Đã nhận bài thu hoạch của đồng chí Liên lúc 09:00, ngày 12/12/2026. Biên nhận TH4-05.2.\nTrợ lý dừng nhắc việc này. Cảm ơn đồng chí Liên đã hoàn thành.", await town.Ask(Lien, "2"));
        Assert.True((await town.Read<Obligation>(Obligation.IdOf(StudyTown.Campaign, "p-05")))!.Late);

        Assert.Equal("""
            Trần Thanh Liên, bài thu hoạch “Nghị quyết chuyên đề quý IV”: 3 trang ảnh, nộp sau hạn, gửi ngày 12/12/2026.
            Lý do nộp sau hạn: Bổ sung phần liên hệ
            1. Đề nghị bổ sung
            2. Đạt yêu cầu
            3. Bản tiếp theo
            4. Xem bản trước (gửi ngày 04/12/2026)
            """.ReplaceLineEndings("\n"), await town.Ask(Loan, "chờ xem"));
        Assert.Equal("Trần Thanh Liên, bài thu hoạch “Nghị quyết chuyên đề quý IV”, bản trước: 2 trang ảnh, gửi ngày 04/12/2026.\n1. Xem bản mới nhất", await town.Ask(Loan, "4"));
        Assert.Equal(2, town.Messages[^1].Row.Attachments.Count);
        await town.Says(Loan, "1");
        Assert.Equal("Đã xác nhận bản của Trần Thanh Liên. Không còn bản nào chờ xem.", await town.Ask(Loan, "2"));
    }

    [Fact]
    public async Task Keeping_what_was_handed_in_changes_nothing()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.Advance(TimeSpan.FromHours(1));
        await town.Says(Lien, "nộp thu hoạch");
        Assert.Equal("Vâng ạ, giữ nguyên bài đã nộp. Biên nhận TH4-05.", await town.Ask(Lien, "1"));
        Assert.Equal(1, (await town.ReflectionOf(StudyTown.Lien))!.Submission);
    }

    [Theory]
    [InlineData("sửa")]
    [InlineData("rút lại")]
    [InlineData("0")]
    public async Task Until_it_is_decided_it_can_be_taken_back_and_the_petition_keeps_its_number(string word)
    {
        await using var town = await StudyTown.Start(petitions: 11);
        await town.HandsInPhotos(Lien, 2, "Đề nghị in tài liệu chữ to");
        Assert.Equal("Đã lấy lại. “Bài thu hoạch Nghị quyết chuyên đề quý IV” trở lại trạng thái đang soạn.\nBài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên: 2 trang ảnh, có kiến nghị.\n1. Xem lại, sửa\n2. Gửi\n3. Để sau", await town.Ask(Lien, word));
        Assert.Equal(ReflectionStatus.Draft, (await town.ReflectionOf(StudyTown.Lien))!.Status);
        Assert.True((await town.Read<Obligation>(Obligation.IdOf(StudyTown.Campaign, "p-05")))!.IsOpen);
        Assert.Equal("Không còn bản nào chờ đồng chí Loan xem.", await town.Ask(Loan, "chờ xem"));

        await town.Says(Lien, "1");
        await town.Says(Lien, "2");
        Assert.Contains("có kiến nghị.", await town.Ask(Lien, "Đề nghị in tài liệu chữ to và rõ"));
        Assert.EndsWith("Biên nhận TH4-05.\nKiến nghị của đồng chí mang số 12, sẽ có trả lời trong 7 ngày.", await town.Ask(Lien, "2"));
        Assert.Equal("Đề nghị in tài liệu chữ to và rõ", (await town.Read<Petition>(Petition.IdOf(TownCell.CellId, 12)))!.Text);
        Assert.Null(await town.Read<Petition>(Petition.IdOf(TownCell.CellId, 13)));
    }

    [Fact]
    public async Task Decided_it_is_taken_back_no_more()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.Says(Loan, "chờ xem");
        await town.Says(Loan, "2");
        Assert.Equal("Bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên đã được xác nhận đạt yêu cầu, không cần nộp lại. Biên nhận TH4-05.", await town.Ask(Lien, "sửa"));
        Assert.Equal(ReflectionStatus.Accepted, (await town.ReflectionOf(StudyTown.Lien))!.Status);
    }

    [Fact]
    public async Task Nothing_handed_in_nothing_is_taken_back()
    {
        await using var town = await StudyTown.Start();
        Assert.Equal("Đồng chí Liên không có bản nào đang chờ xem để lấy lại.", await town.Ask(Lien, "lấy lại"));
    }

    [Fact]
    public async Task Behaviour_4_sent_from_two_devices_it_is_one_record_and_one_friendly_answer()
    {
        await using var town = await StudyTown.Start();
        var other = TownCell.AccountOf(StudyTown.Lien, "telegram");
        await town.Write(async desk =>
        {
            desk.Put(new ChannelAccount(other) { ParticipantId = "p-05", LinkedAt = town.Clock.Now.AddDays(-1) });
            await ValueTask.CompletedTask;
        });
        foreach (var account in new[] { Lien, other })
        {
            await town.Photos(account, 2);
            await town.Says(account, "1");
            await town.Says(account, "1");
        }
        Assert.EndsWith("Biên nhận TH4-05.", await town.Ask(Lien, "2"));
        Assert.Matches(@"^Đã ghi nhận lúc 20:0\d rồi ạ, đồng chí Liên không cần gửi lại\.$", await town.Ask(other, "2"));
        Assert.Equal(1, (await town.ReflectionOf(StudyTown.Lien))!.Submission);
    }

    [Fact]
    public async Task Behaviour_4_a_repeated_number_and_a_repeated_update_have_one_effect()
    {
        await using var town = await StudyTown.Start();
        await town.Photos(Lien, 2);
        await town.Says(Lien, "1");
        await town.Says(Lien, "1");
        var update = new Routing.Incoming("zalo/0/again", Lien, town.Clock.Now) { Text = "2" };
        await town.Receive(update);
        Assert.True((await town.Receive(update)).Duplicate);
        await town.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("Đã ghi nhận lúc 20:00 rồi ạ", await town.Ask(Lien, "2"));
        Assert.Equal(1, (await town.ReflectionOf(StudyTown.Lien))!.Submission);
        Assert.Empty((await town.Read<Chat>(Lien))!.Parked);
    }
}
