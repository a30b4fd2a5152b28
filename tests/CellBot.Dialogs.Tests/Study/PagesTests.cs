using CellBot.Dialogs.Routing;
using CellBot.Domain.Conversations;
using CellBot.Domain.Study;
using CellBot.Testing.Towns;

namespace CellBot.Dialogs.Tests.Study;

public sealed class PagesTests
{
    private static readonly string Lien = TownCell.AccountOf(StudyTown.Lien);
    private static int updates;

    [Fact]
    public async Task Behaviour_12_an_album_single_photos_and_a_file_are_one_paper_and_each_batch_has_one_answer()
    {
        await using var town = await StudyTown.Start(channels: new Dictionary<string, string> { [StudyTown.Lien] = "telegram" });
        var lien = TownCell.AccountOf(StudyTown.Lien, "telegram");
        for (var i = 0; i < 3; i++) await town.SendsPhoto(lien, group: "album-1");
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, town.Count(lien));
        Assert.StartsWith("Đã nhận 3 ảnh. Đây là bài thu hoạch “Nghị quyết chuyên đề quý IV” ạ?", town.Last(lien));
        Assert.Equal("Vâng ạ. Xin gửi tiếp; gửi đủ, xin nhắn “xong”.", await town.Ask(lien, "2"));
        await town.SendsPhoto(lien);
        await town.Advance(TimeSpan.FromSeconds(5));
        await town.SendsPhoto(lien);
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Đã nhận 5 trang.\n1. Đủ rồi\n2. Còn gửi tiếp\n3. Xem lại, đổi thứ tự, bỏ bớt", town.Last(lien));
        await town.SendsFile(lien, "thu-hoach.docx", 4);
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Đã nhận tệp “thu-hoach.docx” (4 trang).\n1. Đủ rồi\n2. Gửi thêm", town.Last(lien));
        Assert.Equal(4, town.Count(lien));
        Assert.StartsWith("Ngoài bài viết, đồng chí Liên có đề xuất", await town.Ask(lien, "Xong"));
        Assert.StartsWith("Bài thu hoạch “Nghị quyết chuyên đề quý IV” của đồng chí Liên: 5 trang ảnh, thu-hoach.docx, 4 trang, không có kiến nghị.", await town.Ask(lien, "1"));
        await town.Says(lien, "2");
        var reflection = await town.ReflectionOf(StudyTown.Lien);
        Assert.Equal((ReflectionForm.File, 6), (reflection!.Form, reflection.Attachments.Count));
    }

    [Fact]
    public async Task Behaviour_12_pages_are_put_in_order_dropped_and_keep_their_captions()
    {
        await using var town = await StudyTown.Start();
        string[] captions = ["trang cuối", "trang đầu", "nhầm"];
        for (var i = 0; i < 3; i++) await Photo(town, caption: captions[i]);
        await town.Advance(TimeSpan.FromSeconds(20));
        await town.Says(Lien, "1");
        await town.Says(Lien, "1");
        await town.Says(Lien, "1");
        Assert.Equal(3, town.Messages[^1].Row.Attachments.Count);
        Assert.Equal("Hiện có 3 trang theo thứ tự gửi. Xin nhắn thứ tự đúng, ví dụ: 2 1 3. Bỏ một trang, nhắn: bỏ 2.", await town.Ask(Lien, "1"));
        Assert.StartsWith("Đã nhận 2 trang.", await town.Ask(Lien, "bỏ 3"));
        Assert.StartsWith("Hiện có 2 trang theo thứ tự gửi.", await town.Ask(Lien, "3"));
        Assert.StartsWith("Đã nhận 2 trang.", await town.Ask(Lien, "2 1"));
        Assert.Equal("Bài cần ít nhất một trang. Muốn làm lại, xin nhắn “hủy”.", await town.Ask(Lien, "bỏ 1 2"));
        Assert.Contains(": 2 trang ảnh, không có kiến nghị.", await town.Ask(Lien, "xong"));
        await town.Says(Lien, "2");
        Assert.Equal(["trang đầu", "trang cuối"], (await town.ReflectionOf(StudyTown.Lien))!.Attachments.Select(page => page.Caption));
    }

    [Fact]
    public async Task Behaviour_12_a_page_that_comes_after_the_answer_still_joins()
    {
        await using var town = await StudyTown.Start();
        await town.Photos(Lien, 2);
        await town.Says(Lien, "1");
        Assert.Equal("Đã nhận thêm, tất cả: 4 trang ảnh.\nNgoài bài viết, đồng chí Liên có đề xuất, kiến nghị gì không? Xin viết vào đây, hoặc:\n1. Không có\n2. Đã viết trong bài", await town.Photos(Lien, 2));
        Assert.Contains(": 4 trang ảnh, có kiến nghị.", await town.Ask(Lien, "2"));
        Assert.StartsWith("Đã nhận thêm, tất cả: 5 trang ảnh.", await town.Photos(Lien, 1));
        Assert.StartsWith("Đã nhận bài thu hoạch", await town.Ask(Lien, "2"));
        var reflection = await town.ReflectionOf(StudyTown.Lien);
        Assert.Equal((5, true), (reflection!.Attachments.Count, reflection.PetitionInside));
    }

    [Fact]
    public async Task Behaviour_12_a_page_too_small_to_read_is_said_at_once_and_the_next_photo_takes_its_place()
    {
        await using var town = await StudyTown.Start();
        await Photo(town);
        await Photo(town, width: 320, height: 427);
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Trang 2 hơi nhỏ, có thể khó đọc. Xin chụp gần hơn, đủ sáng rồi gửi lại, hoặc nhắn 1 để giữ.\n1. Giữ trang này", town.Last(Lien));
        Assert.StartsWith("Đã nhận 2 ảnh.", await town.Photos(Lien, 1));
        await Photo(town, width: 320, height: 427);
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.StartsWith("Trang 3 hơi nhỏ", town.Last(Lien));
        Assert.StartsWith("Đã nhận 3 ảnh.", await town.Ask(Lien, "1"));
    }

    [Fact]
    public async Task Behaviour_12_a_file_named_as_a_secret_is_refused_and_nothing_begins()
    {
        await using var town = await StudyTown.Start();
        await town.SendsFile(Lien, "TUYỆT_MẬT.docx", 2);
        Assert.StartsWith("Nội dung có dấu hiệu là tài liệu mật.", town.Last(Lien));
        Assert.Null((await town.Read<Chat>(Lien))!.Active);
    }

    [Fact]
    public async Task What_is_written_under_a_photo_answers_no_other_question()
    {
        await using var town = await StudyTown.Start();
        await town.Says(Lien, "kiến nghị");
        await Photo(town, caption: "Đề nghị sửa mái hiên");
        await town.Advance(TimeSpan.FromSeconds(20));
        Assert.StartsWith("Đã nhận 1 ảnh. Đây là bài thu hoạch", town.Last(Lien));
    }

    [Fact]
    public async Task A_page_that_comes_while_it_is_asked_whether_to_replace_joins_the_new_version()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.Advance(TimeSpan.FromHours(1));
        await town.Photos(Lien, 2);
        Assert.StartsWith("Đồng chí Liên đã nộp bài này ngày 04/12/2026.", await town.Ask(Lien, "1"));
        Assert.StartsWith("Đã nhận thêm, tất cả: 3 trang ảnh.\nĐồng chí Liên đã nộp bài này", await town.Photos(Lien, 1));
        await town.Says(Lien, "2");
        Assert.Contains(": 3 trang ảnh, không có kiến nghị.", await town.Ask(Lien, "1"));
    }

    [Fact]
    public async Task A_channel_that_takes_no_files_gives_a_link_and_photos_will_do_as_well()
    {
        await using var town = await StudyTown.Start();
        await town.Says(Lien, "nộp thu hoạch");
        Assert.Matches(@"^Zalo chưa nhận được tệp văn bản\. Đồng chí Liên bấm liên kết này để gửi \(dùng được đến \d\d:\d\d ngày \d\d/\d\d\): https://chibo\.example\.vn/u/[0-9a-f]{16}\nHoặc chụp ảnh từng trang gửi vào đây\.$", await town.Ask(Lien, "3"));
        Assert.Equal("Đã nhận 2 trang.\n1. Đủ rồi\n2. Còn gửi tiếp\n3. Xem lại, đổi thứ tự, bỏ bớt", await town.Photos(Lien, 2));
    }

    [Fact]
    public async Task Without_any_way_for_files_it_says_so_and_asks_again()
    {
        await using var town = await StudyTown.Start();
        town.Channels.HasPage = false;
        await town.Says(Lien, "nộp thu hoạch");
        var again = await town.Ask(Lien, "3");
        Assert.StartsWith("Kênh này chưa nhận được tệp văn bản. Đồng chí Liên có thể gửi bằng chữ hoặc chụp ảnh.\nBài thu hoạch “Nghị quyết", again);
        Assert.DoesNotContain("Gửi tệp văn bản", again);
        Assert.StartsWith("Xin chụp rõ từng trang theo thứ tự", await town.Ask(Lien, "1"));
        Assert.Equal("Đã nhận 2 trang.\n1. Đủ rồi\n2. Còn gửi tiếp\n3. Xem lại, đổi thứ tự, bỏ bớt", await town.Photos(Lien, 2));
    }

    [Fact]
    public async Task Photos_that_nobody_waits_for_are_not_kept_and_said_once()
    {
        await using var town = await StudyTown.Start();
        await town.HandsInPhotos(Lien, 2);
        await town.Says(TownCell.AccountOf(StudyTown.Loan), "chờ xem");
        await town.Says(TownCell.AccountOf(StudyTown.Loan), "2");
        var before = town.Count(Lien);
        Assert.Equal("Đồng chí Liên hiện không có bài nào cần nộp nên trợ lý không lưu ảnh, tệp vừa gửi. Cần gì, xin nhắn “menu”.", await town.Photos(Lien, 3));
        Assert.Equal(before + 1, town.Count(Lien));
    }

    [Fact]
    public async Task Pages_sent_the_next_day_join_those_of_the_day_before()
    {
        await using var town = await StudyTown.Start();
        await town.Photos(Lien, 2);
        await town.AdvanceTo(StudyTown.At(5, 9, 0));
        Assert.Contains("đã nhận 2 trang ảnh", town.Last(Lien));
        Assert.StartsWith("Đã nhận 3 ảnh. Đây là bài thu hoạch", await town.Photos(Lien, 1));
    }

    [Fact]
    public async Task Photos_that_are_something_else_are_dropped()
    {
        await using var town = await StudyTown.Start();
        await town.Photos(Lien, 1);
        Assert.Equal("Trợ lý không lưu các trang vừa gửi. Muốn nộp bài, đồng chí Liên nhắn “nộp thu hoạch”.", await town.Ask(Lien, "không phải"));
        Assert.Null((await town.Read<Chat>(Lien))!.Active);
    }

    private static Task Photo(Town town, string? caption = null, int width = 1280, int height = 1707) =>
        town.Receive(new Incoming($"zalo/0/own-{Interlocked.Increment(ref updates)}", Lien, town.Clock.Now)
        {
            Text = caption, Attachments = [new Attachment($"own-{updates}", AttachmentKind.Photo, null, 90_000, width, height, null, null)],
        });
}
