using System.Net;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Host.Links;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Zalo;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Zalo;

/// <summary>Photos that come by address, and links for what Zalo does not carry.</summary>
public sealed class FileTests
{
    private static readonly HttpClient Web = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Theory]
    [InlineData("photo_url")]
    [InlineData("photo")]
    public async Task A_photo_is_fetched_at_once_judged_and_stored(string nameOfUrl)
    {
        await using var test = await Started();
        var user = await Known(test);
        user.SendsPhoto(Pictures.Jpeg(1920, 2560), "trang 1", nameOfUrl);
        await test.Bot.Delivery.WaitUntilDelivered(TimeSpan.FromSeconds(10));
        var file = Assert.Single(await Photos(test, user));
        Assert.Equal((AttachmentKind.Photo, 1920, 2560), (file.Kind, file.Width, file.Height));
        await using var stored = await test.Host.Store.Attachments.Read(file.FileId);
        Assert.NotNull(stored);
    }

    [Fact]
    public async Task What_is_no_photo_is_told_by_its_bytes()
    {
        await using var test = await Started();
        var user = await Known(test);
        user.SendsPhoto("<html>not a photo</html>"u8.ToArray());
        await user.WaitForMessage("chỉ nhận ảnh");
    }

    [Fact]
    public async Task A_photo_that_never_ends_is_cut_off()
    {
        await using var test = await Started();
        var user = await Known(test);
        test.Api.ServePhoto = async context =>
        {
            var block = new byte[1 << 20];
            Pictures.Jpeg(10, 10).CopyTo(block, 0);
            for (var megabytes = 0; megabytes < 40; megabytes++)
                await context.Response.Body.WriteAsync(block);
            return true;
        };
        user.SendsPhoto(Pictures.Jpeg(10, 10));
        await user.WaitForMessage("nhận được đến 20 MB");
    }

    [Fact]
    public async Task A_host_that_hiccups_is_asked_again_and_one_that_stays_away_is_admitted()
    {
        await using var test = await Started();
        var user = await Known(test);
        var calls = 0;
        test.Api.ServePhoto = context =>
        {
            if (++calls > 1)
                return Task.FromResult(false);
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        user.SendsPhoto(Pictures.Jpeg(1920, 2560));
        await Delivered(test);
        Assert.Single(await Photos(test, user));

        test.Api.ServePhoto = context =>
        {
            context.Response.StatusCode = 410;
            return Task.FromResult(true);
        };
        user.SendsPhoto(Pictures.Jpeg(1920, 2560));
        await user.WaitForMessage("chưa nhận được tin vừa rồi");
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/secret.jpg")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://photos.example.com/1.jpg")]
    public async Task An_address_that_photos_do_not_come_from_is_not_touched(string url)
    {
        await using var test = await Started();
        var user = await Known(test);
        user.SendsPhotoAt(url);
        await user.WaitForMessage("chưa nhận được tin vừa rồi");
        Assert.Contains(test.Host.Log.Lines, line => line.Contains("A photo is not fetched", StringComparison.Ordinal));
        Assert.Empty(await Photos(test, user));
    }

    [Fact]
    public async Task A_redirect_to_elsewhere_is_not_followed()
    {
        await using var test = await Started();
        var user = await Known(test);
        test.Api.ServePhoto = context =>
        {
            context.Response.Redirect($"http://localhost:{new Uri(test.Api.BaseUrl).Port}/photo/1.jpg");
            return Task.FromResult(true);
        };
        user.SendsPhoto(Pictures.Jpeg(1920, 2560));
        await user.WaitForMessage("chưa nhận được tin vừa rồi");
        Assert.Contains(test.Host.Log.Lines, line => line.Contains("the host localhost is not listed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_go_by_links_that_die_with_the_first_download()
    {
        await using var test = await Started();
        var user = await Known(test);
        var (docx, photo) = (Pictures.Docx(), Pictures.Jpeg(1920, 2560));
        await test.Host.Post(test.Row("n1", user, "Bài của đồng chí Liên", person: "p1") with
        {
            Attachments = [await Keep(test, docx, AttachmentKind.Document, "bài thu hoạch.docx"), await Keep(test, photo, AttachmentKind.Photo, null)], Choices = ["Đạt yêu cầu", "Đề nghị bổ sung"],
        });
        var lines = (await user.WaitForMessage("Bài của đồng chí Liên")).Split('\n');
        Assert.Equal("Bài của đồng chí Liên", lines[0]);
        Assert.StartsWith("Bấm liên kết để xem. Mỗi liên kết dùng một lần, đến ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"bài thu hoạch.docx: {test.Url}/d/", lines[2], StringComparison.Ordinal);
        Assert.StartsWith($"Trang 2: {test.Url}/d/", lines[3], StringComparison.Ordinal);
        Assert.Equal(["1. Đạt yêu cầu", "2. Đề nghị bổ sung"], lines[4..]);

        var link = lines[2][lines[2].IndexOf("http", StringComparison.Ordinal)..];
        for (var look = 0; look < 2; look++) // a preview of the link does not use it up
            Assert.Contains("bài thu hoạch.docx", WebUtility.HtmlDecode(await Web.GetStringAsync(link)), StringComparison.Ordinal);
        using (var file = await Web.PostAsync(link, null))
        {
            Assert.Equal(docx, await file.Content.ReadAsByteArrayAsync());
            Assert.Equal("bài thu hoạch.docx", file.Content.Headers.ContentDisposition!.FileNameStar);
            Assert.Equal("no-store", file.Headers.CacheControl!.ToString());
        }

        using var again = await Web.PostAsync(link, null);
        using var shown = await Web.GetAsync(link);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (again.StatusCode, shown.StatusCode));
    }

    [Fact]
    public async Task Behaviour_18_the_calendar_of_a_notice_goes_by_a_link_of_its_own()
    {
        await using var test = await Started();
        var user = await Known(test);
        await test.Host.Post(test.Row("n1", user, "THÔNG BÁO SINH HOẠT CHI BỘ", person: "p1") with { Enclosed = new Enclosure("lich-hop.ics", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), Choices = ["Tham dự"] });
        var lines = (await user.WaitForMessage("THÔNG BÁO SINH HOẠT CHI BỘ")).Split('\n');
        Assert.StartsWith($"Ghi vào lịch điện thoại: {test.Url}/d/", lines[1], StringComparison.Ordinal);
        Assert.Equal("1. Tham dự", lines[2]);

        var link = lines[1][lines[1].IndexOf("http", StringComparison.Ordinal)..];
        using var file = await Web.PostAsync(link, null);
        using var again = await Web.PostAsync(link, null);

        Assert.Equal("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", await file.Content.ReadAsStringAsync());
        Assert.Equal(("text/calendar", "lich-hop.ics"), (file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.FileNameStar));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_link_dies_after_a_day_and_none_can_be_made_up()
    {
        await using var test = await Started();
        var user = await Known(test);
        await test.Host.Post(test.Row("n1", user, "Bài", person: "p1") with { Attachments = [await Keep(test, Pictures.Pdf(1), AttachmentKind.Document, "a.pdf")] });
        var text = await user.WaitForMessage("a.pdf");
        var link = text[text.IndexOf("http", StringComparison.Ordinal)..];
        var dash = link.LastIndexOf("/d/", StringComparison.Ordinal) + 3 + 16;
        foreach (var forged in new[] { link[..dash], link[..(dash + 1)], link[..^1] + (link[^1] == 'A' ? 'B' : 'A'), link.Replace("/d/", "/d/0"), link.Replace("/d/", "/u/") })
        {
            using var answer = await Web.GetAsync(forged);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        test.Host.Clock.Advance(TimeSpan.FromHours(24));
        using var late = await Web.PostAsync(link, null);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Of_two_who_press_at_once_one_gets_the_file()
    {
        await using var test = await Started();
        var user = await Known(test);
        await test.Host.Post(test.Row("n1", user, "Bài", person: "p1") with { Attachments = [await Keep(test, Pictures.Pdf(1), AttachmentKind.Document, "a.pdf")] });
        var text = await user.WaitForMessage("a.pdf");
        var link = text[text.IndexOf("http", StringComparison.Ordinal)..];
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Web.PostAsync(link, null)));
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_document_comes_by_an_upload_link_and_the_conversation_goes_on()
    {
        await using var test = await Started();
        var user = await Known(test);
        user.SendsDocument();
        var text = await user.WaitForMessage("Zalo chưa nhận được tệp văn bản. Đồng chí Mận bấm liên kết này để gửi");
        var token = text.Split('\n')[0][(text.IndexOf("/u/", StringComparison.Ordinal) + 3)..];
        var links = test.Host.Host.Services.GetRequiredService<FileLinks>();
        var uploads = test.Host.Host.Services.GetRequiredService<UploadIntake>();
        Assert.Null(await links.Find(LinkPurpose.Download, token, default));
        var link = await links.Find(LinkPurpose.Upload, token, default);
        Assert.NotNull(link);

        var (bad, problem) = await uploads.Keep(link, Bytes([.. "PK?"u8]), "a.docx", default);
        Assert.Null(bad);
        Assert.NotNull(problem);
        var (file, _) = await uploads.Keep(link, Bytes(Pictures.Docx(4)), "thu-hoach.docx", default);
        Assert.True(await uploads.Finish(link, [file!], default));
        Assert.True(await uploads.Finish(link, [file!], default)); // pressed twice
        Assert.Equal("thu-hoach.docx", Assert.Single(await Photos(test, user)).FileName);
        Assert.Null(await links.Find(LinkPurpose.Upload, token, default));
    }

    private static Task<ZaloTest> Started() => ZaloTest.Started(PaperDesk.Catalog);

    private static async Task<FakeZaloUser> Known(ZaloTest test)
    {
        var user = test.Api.NewUser("Mận");
        await test.Link(user, "p1");
        user.Says("nộp");
        await user.WaitForMessage("Gửi ảnh");
        return user;
    }

    private static Task Delivered(ZaloTest test) => test.Bot.Delivery.WaitUntilDelivered(TimeSpan.FromSeconds(20));

    private static async Task<IReadOnlyList<Attachment>> Photos(ZaloTest test, FakeZaloUser user)
    {
        await Delivered(test);
        return PaperDesk.Received((await test.Host.Read<Chat>(ZaloTest.AccountOf(user)))!).Attachments;
    }

    private static async Task<Attachment> Keep(ZaloTest test, byte[] bytes, AttachmentKind kind, string? name) =>
        new(await test.Host.Store.Attachments.Write("p1", new MemoryStream(bytes)), kind, name, bytes.Length, null, null, null, null);

    private static MemoryStream Bytes(byte[] bytes)
    {
        var stream = new MemoryStream();
        stream.Write(bytes);
        return stream;
    }
}
