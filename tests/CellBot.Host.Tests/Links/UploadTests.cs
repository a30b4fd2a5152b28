using System.Net;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Clock;
using CellBot.Host.Tests.Kit;
using CellBot.Host.Tests.Zalo;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Links;

/// <summary>Documents that come by a link: in pieces, again after a break, judged by their bytes, into the chat once.</summary>
public sealed class UploadTests
{
    private const string First = "0123456789abcdef", Second = "fedcba9876543210";

    private static Task<ZaloTest> Started() => ZaloTest.Started(PaperDesk.Catalog);

    /// <summary>A real docx of some size: what makes it large cannot be packed.</summary>
    private static byte[] LargeDocx(int kilobytes)
    {
        var noise = new byte[kilobytes << 10];
        new Random(7).NextBytes(noise);
        return Pictures.Docx(4, Convert.ToBase64String(noise));
    }

    [Fact]
    public async Task Files_come_in_pieces_and_stand_in_the_chat_once_in_the_order_of_the_page()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        var (docx, photo) = (LargeDocx(1500), Pictures.Jpeg(1920, 2560));
        Assert.True(docx.Length > 2 * UploadPhone.Piece, $"{docx.Length} bytes are too few");

        Assert.Equal("Đã tải lên, 4 trang.", (await phone.SendsAll(First, docx)).Words);
        Assert.Equal("Đã tải lên.", (await phone.SendsAll(Second, photo, "Ảnh 1")).Words);
        Assert.Null((await test.Host.Read<Chat>(ZaloTest.AccountOf(phone.User)))!.Active!.Partial); // nothing has happened in the chat yet
        Assert.Equal(HttpStatusCode.NoContent, await phone.Finishes(Second, First));
        Assert.Equal(HttpStatusCode.Gone, await phone.Finishes(Second, First)); // pressed twice

        await phone.User.WaitForMessage("Nhận");
        var files = await phone.InChat();
        Assert.Equal([(AttachmentKind.Photo, null), (AttachmentKind.Document, "thu-hoach.docx")], files.Select(file => (file.Kind, file.FileName)));
        Assert.Equal(docx, await phone.Content(files[1]));
    }

    [Fact]
    public async Task After_a_break_a_file_goes_on_where_the_server_has_it()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        var docx = LargeDocx(1500);
        await phone.Sends(First, docx, 0);
        await phone.Sends(First, docx, 0); // its answer was lost, so it comes again
        Assert.Equal(UploadPhone.Piece, (await phone.Sends(First, docx, 2 * UploadPhone.Piece)).Received); // one that was skipped is not taken
        Assert.Equal((UploadPhone.Piece, "coming"), await HowFar());

        await test.Host.Stop(); // and a new start of the host in between
        await test.Start();
        Assert.Equal((UploadPhone.Piece, "coming"), await HowFar());
        Assert.Equal(2 * UploadPhone.Piece, (await phone.Sends(First, docx, UploadPhone.Piece)).Received);
        Assert.Equal("good", (await phone.SendsAll(First, docx)).State);
        Assert.Equal(HttpStatusCode.NoContent, await phone.Finishes(First));
        Assert.Equal(docx, await phone.Content(Assert.Single(await phone.InChat())));

        async Task<(long, string)> HowFar() => (await phone.HowFar()) is [var file] ? (file.Received, file.State) : default;
    }

    [Fact]
    public async Task The_same_piece_at_once_from_two_tabs_is_counted_once()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        var docx = LargeDocx(800);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => phone.Sends(First, docx, 0)));
        Assert.Equal(UploadPhone.Piece, Assert.Single(await phone.HowFar()).Received);
        Assert.Equal("good", (await phone.SendsAll(First, docx)).State);
        Assert.Contains(HttpStatusCode.NoContent, await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => phone.Finishes(First))));
        Assert.Single(await phone.InChat());
    }

    [Theory]
    [InlineData("MZ program", "trợ lý chỉ nhận ảnh")]
    [InlineData("PK\u0003\u0004 no archive", "trợ lý chỉ nhận ảnh")]
    [InlineData("", "tệp trống")]
    public async Task What_a_file_is_its_bytes_tell(string content, string words)
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        var told = await phone.SendsAll(First, [.. content.Select(letter => (byte)letter)], "bài thu hoạch.docx");
        Assert.Equal("bad", told.State);
        Assert.Contains(words, told.Words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await phone.Finishes(First));
    }

    [Fact]
    public async Task Too_much_is_refused_before_it_comes()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        using var large = await phone.Posts(First, (20 << 20) + 1, 0, [1, 2, 3]);
        Assert.Contains("đến 20 MB", await large.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var piece = await phone.Posts(Second, 1 << 20, 0, new byte[UploadPhone.Piece + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, piece.StatusCode);

        for (var i = 0; i < 20; i++)
            Assert.Equal("good", (await phone.SendsAll($"{i:x16}", Pictures.Jpeg(10, 10 + i), $"Ảnh {i}")).State);
        Assert.Contains("nhiều nhất 20 tệp", (await phone.SendsAll(Second, Pictures.Jpeg(9, 9))).Words, StringComparison.Ordinal);
        await phone.Drops($"{3:x16}");
        Assert.Equal("good", (await phone.SendsAll(Second, Pictures.Jpeg(9, 9))).State);
        Assert.Equal(20, (await phone.HowFar()).Count(file => file.State == "good"));
    }

    [Fact]
    public async Task Of_what_was_put_together_no_piece_is_left()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        await phone.SendsAll(First, LargeDocx(1500));
        var upload = (await test.Host.Read<FileUpload>(FileUpload.IdOf(phone.Id, First)))!;
        Assert.Empty(upload.Pieces);
        Assert.Equal(HttpStatusCode.NoContent, await phone.Finishes(First));
        Assert.Equal(0, await test.Host.Store.Attachments.Sweep(TimeSpan.Zero)); // the one file is kept, and there is no other

        test.Host.Clock.Advance(TimeSpan.FromDays(10));
        await test.Host.Host.Services.GetRequiredService<Sweeps>().OldMarks(default);
        Assert.Null(await test.Host.Read<FileUpload>(upload.Id));
    }

    [Fact]
    public async Task A_browser_without_a_script_sends_small_files_at_once_or_none()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        using var bad = await phone.SendsForm(("bài <1>.docx", Pictures.Docx(2)), ("virus.docx", [0x4D, 0x5A, 1]));
        var told = WebUtility.HtmlDecode(await bad.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Contains("Chưa gửi tệp nào", told, StringComparison.Ordinal);
        Assert.Contains("virus.docx: Không gửi được", told, StringComparison.Ordinal);
        Assert.Null((await test.Host.Read<Chat>(ZaloTest.AccountOf(phone.User)))!.Active!.Partial);

        using var good = await phone.SendsForm(("bài <1>.docx", Pictures.Docx(2)), ("anh.jpg", Pictures.Jpeg(5, 5)));
        Assert.Contains("Đã gửi xong", WebUtility.HtmlDecode(await good.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(["bài <1>.docx", null], (await phone.InChat()).Select(file => file.FileName));
    }

    [Fact]
    public async Task A_name_is_shown_without_folders_and_reversed_writing()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        Assert.Equal("bài xcod.docx", (await phone.SendsAll(First, Pictures.Docx(1), "C:\\tài liệu\\bài \u202Excod\r\n.docx")).Name);
    }
}
