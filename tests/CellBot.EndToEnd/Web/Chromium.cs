using CellBot.EndToEnd.Processes;
using Microsoft.Playwright;

namespace CellBot.EndToEnd.Web;

/// <summary>A real browser: the machine's own Chromium, driven by Playwright; nothing is downloaded.</summary>
internal sealed class Chromium(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
{
    private readonly List<string> trouble = [];

    /// <summary>Errors that the pages wrote to the console or threw.</summary>
    public IReadOnlyList<string> Trouble => trouble;

    public static async Task<Chromium> Start()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Assertions.SetDefaultExpectTimeout(30_000); // other tests use the machine, too
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CELLBOT_CHROMIUM") is { Length: > 0 } own ? own : "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A tab of its own, as wide as a phone (390 × 844) or a desk.</summary>
    /// <param name="script">Whether its pages may run scripts.</param>
    public async Task<IPage> Open(bool phone, bool script = true)
    {
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 860 },
            DeviceScaleFactor = phone ? 2 : 1, HasTouch = phone, IsMobile = phone, JavaScriptEnabled = script, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh",
        });
        page.SetDefaultTimeout(30_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                trouble.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => trouble.Add($"{page.Url}: {error}");
        return page;
    }

    /// <summary>Keeps what the tab shows, under artifacts/screenshots.</summary>
    public static Task Keep(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Places.Screenshots, name + ".png"), Animations = ScreenshotAnimations.Disabled });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
