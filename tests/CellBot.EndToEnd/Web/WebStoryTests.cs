using CellBot.EndToEnd.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CellBot.EndToEnd.Web;

/// <summary>The first minutes of somebody who tries the demo, in a real browser on the real program.</summary>
[Collection("Web")]
public sealed class WebStoryTests
{
    [Fact]
    public async Task Somebody_tries_the_demo_on_a_phone_and_a_desk()
    {
        await using var host = HostProcess.NewDemo();
        await host.Start();
        await using var browser = await Chromium.Start();
        try
        {
            await Try(host, browser);
        }
        catch (Exception failure) when (failure is PlaywrightException or TimeoutException)
        {
            Assert.Fail($"{failure.Message}\n{string.Join('\n', browser.Trouble)}\n{host.Printed}");
        }

        Assert.Empty(browser.Trouble);
        await host.Stop();
    }

    private static async Task Try(HostProcess host, Chromium browser)
    {
        var phone = await browser.Open(phone: true);
        await phone.GotoAsync(host.Url.ToString());
        await Chromium.Keep(phone, "01-people-phone");
        var bich = await WebPerson.Pick(phone, host.Url, "bich", "Đỗ Phương Bích");
        var loan = await WebPerson.Pick(await browser.Open(phone: false), host.Url, "bí thư", "Đinh Hồng Loan");

        // To a morning, whatever hour it is where this runs; both tabs see the clock move.
        await phone.GetByTestId("clock-morning").ClickAsync();
        await Expect(phone.GetByTestId("clock-now")).ToContainTextAsync("08:30");
        await Expect(loan.Page.GetByTestId("clock-now")).ToContainTextAsync("08:30");

        await RegisterPledge(bich);
        await HandInPhoto(bich, browser);

        // The next working morning: the secretary hears of both in an open tab, and what she decides comes to the member's open tab.
        await loan.WaitsForAMorning("Có 2 bản chờ đồng chí Loan xem");
        await loan.Presses("Xem bản đầu tiên", "Đỗ Phương Bích, đăng ký năm");
        await Chromium.Keep(loan.Page, "05-review-desk");
        await loan.Presses("Xác nhận", "Đã xác nhận bản của Đỗ Phương Bích");
        await bich.Hears("Đồng chí Đinh Hồng Loan đã xác nhận bản đăng ký");
        await loan.Presses("Xem bản tiếp theo", "1 trang ảnh");
        await Expect(loan.Page.Locator(".photo img").Last).ToBeVisibleAsync();
        await Chromium.Keep(loan.Page, "06-reflection-desk");
        await loan.Presses("Đạt yêu cầu", "Không còn bản nào chờ xem");
        await bich.Hears("đạt yêu cầu");
        await Chromium.Keep(phone, "07-decided-phone");
        Assert.True(await bich.NeverReloaded() && await loan.NeverReloaded());

        await BeReminded(host, browser);
        await Reload(bich);
    }

    /// <summary>By buttons, by digits, and by a word.</summary>
    private static async Task RegisterPledge(WebPerson bich)
    {
        await bich.Says("đăng ký", "3 bước, khoảng 5 phút");
        await bich.Presses("Bắt đầu", "Bước 1/3");
        await Chromium.Keep(bich.Page, "02-question-phone");
        await bich.Says("1", "Bước 2/3, việc thứ 1");
        await bich.Says("2", "Lĩnh vực “Tham gia xây dựng phong trào”");
        await bich.Presses("Mỗi tháng thăm một gia đình khó khăn trong tổ", "Đã ghi việc 1");
        await bich.Presses("Xem lại để gửi", "Bước 3/3");
        await Chromium.Keep(bich.Page, "03-summary-phone");
        await bich.Presses("Gửi", "Đã nhận bản đăng ký của đồng chí Bích");
        Assert.True(await bich.FitsTheScreen());
    }

    private static async Task HandInPhoto(WebPerson bich, Chromium browser)
    {
        await bich.Attaches("trang-1.jpg", "image/jpeg", await HandwrittenPage(browser));
        await Expect(bich.Page.Locator(".own .photo img")).ToBeVisibleAsync();
        await bich.Hears("Đã nhận 1 ảnh. Đây là bài thu hoạch “Nghị quyết chuyên đề quý IV” ạ?");
        await Chromium.Keep(bich.Page, "04-photo-phone");
        await bich.Presses("Đúng, đủ trang rồi", "có đề xuất, kiến nghị gì không?");
        await bich.Presses("Không có", "1 trang ảnh, không có kiến nghị");
        await bich.Presses("Gửi", "Đã nhận bài thu hoạch của đồng chí Bích");
    }

    /// <summary>Somebody who has not handed in, a week later.</summary>
    private static async Task BeReminded(HostProcess host, Chromium browser)
    {
        var tin = await WebPerson.Pick(await browser.Open(phone: true), host.Url, "tin", "Thạch Ngọc Tín");
        await tin.Page.GetByTestId("clock-week").ClickAsync();
        await Expect(tin.Messages.Filter(new() { HasText = "Xin nhắc đồng chí Tín: bài thu hoạch “Nghị quyết chuyên đề quý IV”" })).ToBeVisibleAsync();
        await Expect(tin.Page.Locator("form[aria-busy]")).ToHaveCountAsync(0);
        await Chromium.Keep(tin.Page, "08-reminder-phone");
        Assert.True(await tin.FitsTheScreen());
    }

    private static async Task Reload(WebPerson bich)
    {
        var (count, last) = (await bich.Messages.CountAsync(), await bich.Last.InnerTextAsync());
        await bich.Page.ReloadAsync();
        await Expect(bich.Messages).ToHaveCountAsync(count);
        Assert.Equal(last, await bich.Last.InnerTextAsync());
        Assert.False(await bich.NeverReloaded());
        await bich.Says("menu", "Đồng chí Bích cần việc gì?");
    }

    private static async Task<byte[]> HandwrittenPage(Chromium browser)
    {
        var paper = await browser.Open(phone: true);
        await paper.SetContentAsync("""
            <body style="margin:0;padding:28px;background:#f7f3e6;font:italic 22px/40px cursive;color:#223a7a;background-image:repeating-linear-gradient(#f7f3e6 0 39px,#b9c4d6 39px 40px)">
            <p style="text-align:center"><b>BÀI THU HOẠCH</b></p>
            <p>Sau khi học tập nghị quyết chuyên đề, tôi nhận thức rõ hơn trách nhiệm của người đảng viên ở khu dân cư. Bản thân sẽ vận động bà con phân loại rác, giữ gìn tình làng nghĩa xóm.</p>
            <p style="text-align:right">Đỗ Phương Bích</p>
            """);
        var bytes = await paper.ScreenshotAsync(new PageScreenshotOptions { Type = ScreenshotType.Jpeg, Quality = 80, Clip = new Clip { X = 0, Y = 0, Width = 390, Height = 440 } });
        await paper.CloseAsync();
        return bytes;
    }
}
