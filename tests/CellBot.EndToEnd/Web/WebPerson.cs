using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CellBot.EndToEnd.Web;

/// <summary>A person of the demo at a tab of their own.</summary>
internal sealed class WebPerson(IPage page)
{
    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };

    public IPage Page => page;

    /// <summary>The newest message of the assistant.</summary>
    public ILocator Last => page.Locator("[data-testid=message][data-from=assistant]").Last;

    public ILocator Messages => page.GetByTestId("message");

    /// <summary>Picks a person on the first page, by typing a part of the name.</summary>
    public static async Task<WebPerson> Pick(IPage page, Uri host, string search, string name)
    {
        await page.GotoAsync(host.ToString());
        await page.GetByTestId("search").FillAsync(search);
        await page.Locator("[data-testid^=person-]", new() { HasText = name }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name);
        await page.EvaluateAsync("window.neverReloaded = true");
        return new WebPerson(page);
    }

    public async Task Says(string text, string answer)
    {
        await page.GetByTestId("composer").FillAsync(text);
        await page.GetByTestId("send").ClickAsync();
        await Hears(answer);
    }

    /// <summary>Presses the button with that label under the newest message.</summary>
    public async Task Presses(string label, string answer)
    {
        await Last.GetByRole(AriaRole.Button, new() { Name = label }).ClickAsync();
        await Hears(answer);
    }

    public Task Hears(string words) => Expect(Last).ToContainTextAsync(words, Patient);

    /// <summary>Moves the clock from morning to morning until these words come; days off pass, so it may take some.</summary>
    public async Task WaitsForAMorning(string words)
    {
        for (var mornings = 0; mornings < 12 && !(await Messages.AllInnerTextsAsync()).Any(text => text.Contains(words, StringComparison.Ordinal)); mornings++)
        {
            var before = await page.GetByTestId("clock-now").InnerTextAsync();
            await page.GetByTestId("clock-morning").ClickAsync();
            await Expect(page.GetByTestId("clock-now")).Not.ToHaveTextAsync(before);
            await Expect(page.Locator("form[aria-busy]")).ToHaveCountAsync(0);
        }

        await Hears(words);
    }

    public Task Attaches(string fileName, string type, byte[] bytes) => page.GetByTestId("attach").SetInputFilesAsync(new FilePayload { Name = fileName, MimeType = type, Buffer = bytes });

    /// <summary>The page has been the same one ever since the person was picked.</summary>
    public Task<bool> NeverReloaded() => page.EvaluateAsync<bool>("window.neverReloaded === true");

    /// <summary>Nothing is wider than the screen.</summary>
    public Task<bool> FitsTheScreen() => page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth");
}
