using CellBot.Domain.Study;
using CellBot.EndToEnd.Conformance;
using CellBot.EndToEnd.Telegram;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CellBot.EndToEnd.Web;

/// <summary>The upload page in a real browser at the size of a phone, opened from the link that stands in a Zalo chat.</summary>
[Collection("Web")]
public sealed class UploadPageTests
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };

    [Fact]
    public async Task A_member_hands_in_pages_and_a_document_though_the_connection_breaks()
    {
        await using var place = new ZaloPlace();
        await place.Open();
        var link = await place.LinkFor(Place.Lien);
        await using var browser = await Chromium.Start();
        var phone = await browser.Open(phone: true);
        await phone.GotoAsync(link);
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Gửi bài cho trợ lý chi bộ");
        await Expect(phone.GetByTestId("send")).ToBeDisabledAsync();
        await Chromium.Keep(phone, "20-upload-empty");
        Assert.True(await LargeEnough(phone));

        // A page photographed here and now, and a document that is large enough to break in the middle.
        await phone.GetByTestId("camera").SetInputFilesAsync(File("IMG_2044.jpg", "image/jpeg", await HandwrittenPage(browser)));
        await Expect(Item(phone, "Ảnh 1")).ToContainTextAsync("Đã tải lên.", Patient);
        var pieces = await BreakAt(phone, 2);
        await phone.GetByTestId("files").SetInputFilesAsync([File("thu-hoach.docx", "application/octet-stream", Samples.Docx(4, 1600)), File("bang-tinh.docx", "application/octet-stream", [0x4D, 0x5A, 1, 2])]);
        await Expect(phone.GetByTestId("status")).ToContainTextAsync("Mất kết nối", Patient);
        await Expect(Item(phone, "thu-hoach.docx").Locator("progress")).ToBeVisibleAsync();
        await Chromium.Keep(phone, "21-upload-broken");
        pieces.IsWhole = true;
        await phone.GetByTestId("again").ClickAsync();
        await Expect(Item(phone, "thu-hoach.docx")).ToContainTextAsync("Đã tải lên, 4 trang.", Patient);
        await Expect(Item(phone, "bang-tinh.docx")).ToContainTextAsync("Không gửi được: trợ lý chỉ nhận ảnh", Patient);
        Assert.Equal(pieces.Offsets.Distinct().Count() + 1, pieces.Offsets.Count); // only the piece that broke came again
        await Expect(phone.GetByTestId("send")).ToHaveTextAsync("Đã đủ, gửi 2 tệp");
        await Chromium.Keep(phone, "22-upload-ready");
        Assert.True(await phone.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));

        await phone.GetByTestId("send").ClickAsync();
        await Expect(phone.GetByTestId("done")).ToBeVisibleAsync();
        await Expect(phone.GetByTestId("done")).ToContainTextAsync("Đã gửi xong");
        await Chromium.Keep(phone, "23-upload-done");
        await place.GoOn(TimeSpan.FromSeconds(12));
        place.Heard(Place.Lien, "Đã nhận");
        await phone.GotoAsync(link);
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Đã gửi xong rồi");
        await Chromium.Keep(phone, "24-upload-used");

        Assert.DoesNotContain(browser.Trouble, line => !line.Contains("net::ERR_", StringComparison.Ordinal) && !line.Contains("410", StringComparison.Ordinal));
        Assert.Empty(place.Violations);
    }

    [Fact]
    public async Task A_page_that_was_closed_goes_on_with_what_is_there()
    {
        await using var place = new ZaloPlace();
        await place.Open();
        var link = await place.LinkFor(Place.Lien);
        await using var browser = await Chromium.Start();
        var phone = await browser.Open(phone: true);
        await phone.GotoAsync(link);
        await BreakAt(phone, 3);
        var docx = File("thu-hoach.docx", "application/octet-stream", Samples.Docx(4, 1600));
        await phone.GetByTestId("files").SetInputFilesAsync(docx);
        await Expect(phone.GetByTestId("status")).ToContainTextAsync("Mất kết nối", Patient);
        await phone.CloseAsync(new() { RunBeforeUnload = false });

        phone = await browser.Open(phone: true);
        await phone.GotoAsync(link);
        await Expect(Item(phone, "thu-hoach.docx")).ToContainTextAsync("Xin chọn lại tệp này để gửi tiếp", Patient);
        await Chromium.Keep(phone, "25-upload-reopened");
        await phone.GetByTestId("files").SetInputFilesAsync([File("bia.jpg", "image/jpeg", Samples.Photo(1))]);
        await Expect(Item(phone, "Ảnh 1")).ToContainTextAsync("Đã tải lên.", Patient);
        await Expect(phone.GetByTestId("send")).ToBeDisabledAsync();
        await Item(phone, "thu-hoach.docx").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(phone.GetByTestId("send")).ToHaveTextAsync("Đã đủ, gửi 1 tệp");
        await phone.GetByTestId("send").ClickAsync();
        await Expect(phone.GetByTestId("done")).ToBeVisibleAsync();
        await Expect(phone.GetByTestId("done")).ToContainTextAsync("Đã gửi xong");
        await place.GoOn(TimeSpan.FromSeconds(12));
        place.Heard(Place.Lien, "Đã nhận 1 trang.");
    }

    [Fact]
    public async Task Without_a_script_the_form_does()
    {
        await using var place = new ZaloPlace();
        await place.Open();
        var link = await place.LinkFor(Place.Lien);
        await using var browser = await Chromium.Start();
        var phone = await browser.Open(phone: true, script: false);
        await phone.GotoAsync(link);
        await Chromium.Keep(phone, "26-upload-without-script");
        await phone.GetByTestId("files").SetInputFilesAsync(File("thu-hoach.docx", "application/octet-stream", [0x4D, 0x5A]));
        await phone.GetByRole(AriaRole.Button, new() { Name = "Gửi" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Alert)).ToContainTextAsync("thu-hoach.docx: Không gửi được");
        await Chromium.Keep(phone, "27-upload-refused-without-script");
        await phone.GetByTestId("files").SetInputFilesAsync(File("thu-hoach.docx", "application/octet-stream", Samples.Docx(4)));
        await phone.GetByRole(AriaRole.Button, new() { Name = "Gửi" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Đã gửi xong");
        await place.GoOn(TimeSpan.FromSeconds(12));
        place.Heard(Place.Lien, "thu-hoach.docx");
        Assert.Empty(await place.All<Reflection>()); // it is not handed in before the member says so
    }

    private static ILocator Item(IPage page, string name) => page.GetByTestId("item").Filter(new() { HasText = name });

    private static FilePayload File(string name, string type, byte[] bytes) => new() { Name = name, MimeType = type, Buffer = bytes };

    /// <summary>From the n-th piece on the connection is gone, until it is whole again.</summary>
    private static async Task<Connection> BreakAt(IPage page, int piece)
    {
        var connection = new Connection();
        await page.RouteAsync("**/piece", async route =>
        {
            connection.Offsets.Add((await route.Request.AllHeadersAsync())["x-offset"] + (await route.Request.AllHeadersAsync())["x-file"]);
            if (connection.Offsets.Count >= piece && !connection.IsWhole)
                await route.AbortAsync(RequestAbortErrorCode.ConnectionReset);
            else
                await route.ContinueAsync();
        });
        await page.RouteAsync("**/files", async route => await (connection.Offsets.Count >= piece && !connection.IsWhole ? route.AbortAsync(RequestAbortErrorCode.InternetDisconnected) : route.ContinueAsync()));
        return connection;
    }

    /// <summary>What fingers press is at least 60 pixels high, and words are at least 17 pixels.</summary>
    private static Task<bool> LargeEnough(IPage page) => page.EvaluateAsync<bool>("""
        [...document.querySelectorAll('.button')].filter(each => each.offsetParent).every(each => each.offsetHeight >= 60)
        && [...document.querySelectorAll('p, .button')].filter(each => each.offsetParent).every(each => parseFloat(getComputedStyle(each).fontSize) >= 17)
        """);

    private static async Task<byte[]> HandwrittenPage(Chromium browser)
    {
        var paper = await browser.Open(phone: true);
        await paper.SetContentAsync("""<body style="margin:0;padding:28px;background:#f7f3e6;font:italic 22px/40px cursive;color:#223a7a"><p style="text-align:center"><b>BÀI THU HOẠCH</b></p><p>Sau khi học tập nghị quyết chuyên đề, tôi nhận thức rõ hơn trách nhiệm của người đảng viên ở khu dân cư.</p>""");
        var bytes = await paper.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg, Quality = 80, Clip = new Clip { X = 0, Y = 0, Width = 390, Height = 440 } });
        await paper.CloseAsync();
        return bytes;
    }

    private sealed class Connection
    {
        public List<string> Offsets { get; } = [];

        public bool IsWhole { get; set; }
    }
}
