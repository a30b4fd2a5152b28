using System.Net;
using CellBot.Host.Tests.Kit;
using CellBot.Host.Tests.Zalo;

namespace CellBot.Host.Tests.Links;

/// <summary>What the page tells, to whom, and what it keeps to itself.</summary>
public sealed class UploadPageTests
{
    private static readonly HttpClient Web = new();

    private static Task<ZaloTest> Started() => ZaloTest.Started(PaperDesk.Catalog);

    [Fact]
    public async Task The_page_brings_everything_itself_and_names_nobody()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        using var answer = await phone.Get();
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Chụp ảnh trang giấy", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mận", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Chi bộ 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var own in new[] { "upload.css", "upload.js" })
            Assert.Equal(HttpStatusCode.OK, (await Web.GetAsync($"{test.Url}/u/{own}")).StatusCode);
    }

    [Fact]
    public async Task A_dead_link_says_what_to_do()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        await Tells(phone.Link + "x", HttpStatusCode.NotFound, "bấm thẳng vào liên kết");
        await Tells(phone.Link[..^3], HttpStatusCode.NotFound, "bấm thẳng vào liên kết");
        await Tells(phone.Link.Replace("/u/", "/d/", StringComparison.Ordinal), HttpStatusCode.NotFound, "đã được dùng hoặc đã hết hạn");
        await Tells(phone.Swept(), HttpStatusCode.Gone, "Liên kết đã hết hạn");

        await phone.SendsAll("0123456789abcdef", Pictures.Docx(1));
        await phone.Finishes("0123456789abcdef");
        await Tells(phone.Link, HttpStatusCode.Gone, "Đã gửi xong rồi");

        var other = await UploadPhone.NextLink(test, phone.User);
        await other.Sends("0123456789abcdef", Pictures.Docx(1), 0, 10);
        test.Host.Clock.Advance(TimeSpan.FromHours(24));
        await Tells(other.Link, HttpStatusCode.Gone, "Liên kết đã hết hạn");
        Assert.Equal(HttpStatusCode.Gone, (await other.Posts("0123456789abcdef", 100, 10, [1])).StatusCode);
    }

    [Fact]
    public async Task No_address_name_or_word_reaches_the_log()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        await phone.Get();
        await phone.SendsAll("0123456789abcdef", Pictures.Docx(1), "đơn của Mận.docx");
        await phone.Finishes("0123456789abcdef");
        Assert.DoesNotContain(phone.Id, test.Host.Log.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Mận", test.Host.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_tries_addresses_is_slowed_down_and_nobody_else_is()
    {
        await using var test = await Started();
        var phone = await UploadPhone.Opened(test);
        var answers = new List<HttpStatusCode>();
        for (var tries = 0; tries < 130; tries++)
        {
            using var answer = await Web.GetAsync($"{test.Url}/u/{tries:x16}-madeupmadeupmadeupma");
            answers.Add(answer.StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.NotFound, answers[0]);
        using var own = await phone.Get();
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Without_a_public_address_there_is_no_page()
    {
        await using var host = TestHost.New(PaperDesk.Catalog);
        await host.Start();
        foreach (var path in new[] { "/u/upload.js", "/u/0011223344556677-abc", "/d/0011223344556677-abc" })
            Assert.Equal(HttpStatusCode.NotFound, (await Web.GetAsync(host.Host.Urls.First() + path)).StatusCode);
    }

    private static async Task Tells(string link, HttpStatusCode status, string words)
    {
        using var answer = await Web.GetAsync(link);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mận", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }
}
