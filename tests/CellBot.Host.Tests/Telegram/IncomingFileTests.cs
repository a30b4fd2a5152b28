using System.IO.Compression;
using System.Text;
using CellBot.Domain.Conversations;
using CellBot.Dialogs.Speech;
using CellBot.Host.Tests.Files;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;

namespace CellBot.Host.Tests.Telegram;

public sealed class IncomingFileTests
{
    [Fact]
    public async Task A_photo_is_judged_stored_and_readable_again()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);

        user.SendsPhoto(Pictures.Jpeg(1280, 960), "trang một");
        await user.WaitForMessage("Nhận 1 ảnh 1280x960");

        var kept = Assert.Single((await Answer(test, user)).Attachments);
        Assert.Equal((AttachmentKind.Photo, Pictures.Jpeg(1280, 960).LongLength), (kept.Kind, kept.Size));
        await using var content = await test.Store.Attachments.Read(kept.FileId);
        var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes);
        Assert.Equal(Pictures.Jpeg(1280, 960), bytes.ToArray());
        Assert.Equal(0, await test.Store.Attachments.Sweep(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_picture_named_docx_is_a_picture_and_a_docx_is_a_document()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);

        user.SendsDocument("bài thu hoạch.docx", Pictures.Png(800, 600));
        await user.WaitForMessage("Nhận 1 ảnh 800x600");
        user.SendsDocument("bai.docx", Pictures.Docx(4));
        await user.WaitForMessage("Nhận tệp bai.docx 4 trang");
    }

    [Fact]
    public async Task Wrong_empty_and_too_large_files_are_explained()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);

        user.SendsDocument("bài.docx", "MZ"u8.ToArray());
        await user.WaitForMessage(Phrasebook.Vietnamese["file.wrongType"].Text.Split('\n')[0].Split('{')[0]);
        user.SendsDocument("bài.docx", ReadOnlyMemory<byte>.Empty);
        await user.WaitForMessage(Phrasebook.Vietnamese["file.empty"].Text.Split('\n')[0].Split('{')[0]);
        user.SendsDocument("bài.docx", new byte[25 << 20]);
        var told = await user.WaitForMessage("nhận được đến 20 MB");

        Assert.Contains("25 MB", told.Text);
        Assert.Equal(1, test.Bot.CallsOf("getFile"));
    }

    [Fact]
    public async Task Where_a_photo_was_taken_is_not_stored()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);
        user.SendsDocument("trang 1.jpg", PictureMetadataTests.Photo(6));
        await user.WaitForMessage("Nhận 1 ảnh 120x90");
        await using var content = await test.Store.Attachments.Read(Assert.Single((await Answer(test, user)).Attachments).FileId);
        var bytes = new MemoryStream();
        await content!.CopyToAsync(bytes);
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(bytes.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_docx_of_twenty_megabytes_is_taken_and_a_bomb_named_docx_is_not()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);
        var large = Docx(zip =>
        {
            using var picture = zip.CreateEntry("word/media/image1.png", CompressionLevel.NoCompression).Open();
            var noise = new byte[(20 << 20) - 4096];
            new Random(1).NextBytes(noise);
            picture.Write(noise);
        });
        Assert.InRange(large.Length, (20 << 20) - 4096, 20 << 20);
        user.SendsDocument("bài thu hoạch.docx", large);
        await user.WaitForMessage("Nhận tệp bài thu hoạch.docx");

        var bomb = Docx(zip =>
        {
            using var bomb = zip.CreateEntry("word/media/image1.png", CompressionLevel.Fastest).Open();
            var nothing = new byte[1 << 20];
            for (var i = 0; i < 300; i++)
                bomb.Write(nothing);
        });
        Assert.InRange(bomb.Length, 1, 4 << 20); // 300 MB when unpacked
        user.SendsDocument("bài thu hoạch.docx", bomb);
        await user.WaitForMessage(Phrasebook.Vietnamese["file.wrongType"].Text.Split('\n')[0].Split('{')[0]);

        static byte[] Docx(Action<ZipArchive> add)
        {
            using var bytes = new MemoryStream();
            using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            {
                using var small = new ZipArchive(new MemoryStream(Pictures.Docx()));
                foreach (var entry in small.Entries)
                {
                    using var from = entry.Open();
                    using var to = zip.CreateEntry(entry.FullName).Open();
                    from.CopyTo(to);
                }

                add(zip);
            }

            return bytes.ToArray();
        }
    }

    [Fact]
    public async Task An_album_keeps_its_order_and_later_words_do_not_overtake_it()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);

        user.SendsAlbum(null, [.. Enumerable.Range(1, 5).Select(i => new FakeAttachment.Photo(Pictures.Jpeg(1000 + i, 900)))]);
        user.Says("xong");
        var told = await user.WaitForMessage("Đã xong");

        Assert.Equal("Đã xong: 1001 1002 1003 1004 1005", told.Text);
    }

    [Fact]
    public async Task A_file_that_does_not_come_at_once_does_not_hold_up_others()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);
        var other = await Begin(test, "p2");
        test.Api.Faults.Next(new Fault.Slow(TimeSpan.FromSeconds(6)), method: "getFile");

        user.SendsPhoto(Pictures.Jpeg(100, 100));
        await TestHost.Until(() => Task.FromResult(test.Bot.CallsOf("getFile") == 1), "the slow file");
        other.Says("xong");
        await other.WaitForMessage("Đã xong", TimeSpan.FromSeconds(5));
        await user.WaitForMessage("Nhận 1 ảnh 100x100");
    }

    [Fact]
    public async Task Stickers_voices_and_films_get_their_word()
    {
        await using var test = await TestHost.Started(PaperDesk.Catalog);
        var user = await Begin(test);

        user.SendsOther("sticker", """{"file_id":"a","file_unique_id":"b","type":"regular","width":1,"height":1,"is_animated":false,"is_video":false}""");
        await user.WaitForMessage(First("sticker.received"));
        user.SendsOther("voice", """{"file_id":"a","file_unique_id":"b","duration":3}""");
        await user.WaitForMessage(First("voice.received"));
        user.SendsOther("video", """{"file_id":"a","file_unique_id":"b","duration":3,"width":1,"height":1}""");
        await user.WaitForMessage(First("file.wrongType"));

        static string First(string key) => Phrasebook.Vietnamese[key].Text.Split('\n')[0].Split('{')[0];
    }

    private static async Task<FakeUser> Begin(TestHost test, string person = "p1")
    {
        var user = test.Api.NewUser("Mận");
        await test.Link(user, person);
        user.Says("nộp");
        await user.WaitForMessage("Gửi ảnh");
        return user;
    }

    private static async Task<Said> Answer(TestHost test, FakeUser user) => PaperDesk.Received((await test.Read<Chat>(TestHost.AccountOf(user)))!);
}
