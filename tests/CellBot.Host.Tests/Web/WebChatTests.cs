using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Host.Tests.Demo;

namespace CellBot.Host.Tests.Web;

/// <summary>The pages as a browser gets them, over HTTP and without a script; the script's own way is their <c>X-Live</c> header and the event stream.</summary>
public sealed class WebChatTests
{
    private static async Task<IHtmlDocument> Page(DemoHost demo, string path)
    {
        var answer = await demo.Browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> PersonOf(DemoHost demo, string name) => (await demo.All<Participant>()).Single(person => person.FullName == name).Id;

    private static Task<HttpResponseMessage> Say(DemoHost demo, string person, string text, string? id = null) =>
        demo.Browser.PostAsync($"/chat/{person}/say", new FormUrlEncodedContent(id is null ? [new("text", text)] : [new("text", text), new("id", id)]));

    private static IReadOnlyList<IElement> Test(IParentNode page, string id) => [.. page.QuerySelectorAll($"[data-testid='{id}']")];

    /// <summary>The chat once a message of the assistant with these words is in it: answers are sent a moment after the request.</summary>
    private static async Task<IHtmlDocument> Until(DemoHost demo, string person, string words)
    {
        for (var tries = 0; ; tries++)
        {
            var page = await Page(demo, $"/chat/{person}");
            if (page.QuerySelectorAll("[data-from=assistant]").Any(message => message.TextContent.Contains(words, StringComparison.Ordinal))) return page;
            Assert.True(tries < 600, $"No message says “{words}”: {page.Body!.TextContent}");
            await Task.Delay(50);
        }
    }

    /// <summary>Once both campaigns of the demo have been announced to the person.</summary>
    private static async Task Announced(DemoHost demo, string person)
    {
        for (var tries = 0; (await Page(demo, $"/chat/{person}")).QuerySelectorAll("[data-from=assistant]").Length < 2; tries++)
        {
            Assert.True(tries < 600, "The campaigns were not announced.");
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task The_first_page_lists_everybody_with_their_offices()
    {
        await using var demo = await DemoHost.Started();

        var page = await Page(demo, "/");

        Assert.Equal(28, page.QuerySelectorAll(".people a").Length);
        var secretary = Test(page, $"person-{await PersonOf(demo, "Đinh Hồng Loan")}").Single();
        Assert.Equal("Bí thư", secretary.QuerySelector(".role")!.TextContent);
        Assert.Equal("vi", page.DocumentElement.GetAttribute("lang"));
        Assert.StartsWith("09:00, thứ Sáu, ngày 20/11/2026", Test(page, "clock-now").Single().TextContent);
    }

    [Theory]
    [InlineData("bich", 3)]
    [InlineData("Bích", 3)]
    [InlineData("phó bí thư", 1)]
    [InlineData("không ai", 0)]
    public async Task People_are_found_without_marks_too(string query, int count)
    {
        await using var demo = await DemoHost.Started();

        Assert.Equal(count, (await Page(demo, $"/?q={Uri.EscapeDataString(query)}")).QuerySelectorAll(".people a").Length);
    }

    [Fact]
    public async Task Nothing_comes_from_another_host_and_no_script_or_style_is_in_the_page()
    {
        await using var demo = await DemoHost.Started();
        foreach (var path in new[] { "/", $"/chat/{await PersonOf(demo, "Đinh Hồng Loan")}" })
        {
            var page = await Page(demo, path);
            foreach (var element in page.QuerySelectorAll("[src],link[href]"))
            {
                var address = element.GetAttribute("src") ?? element.GetAttribute("href")!;
                Assert.StartsWith("/assets/", address);
                Assert.Equal(HttpStatusCode.OK, (await demo.Browser.GetAsync(address)).StatusCode);
            }
            Assert.All(page.QuerySelectorAll("script"), script => Assert.Equal("", script.TextContent));
            Assert.Empty(page.QuerySelectorAll("style,[style],[onclick]"));
        }
    }

    [Fact]
    public async Task Every_control_has_a_name_for_those_who_cannot_see_it()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đinh Hồng Loan");
        var page = await Page(demo, $"/chat/{person}");

        Assert.Equal("polite", page.QuerySelector("[role=log]")!.GetAttribute("aria-live"));
        Assert.NotNull(page.QuerySelector("label[for=text]"));
        Assert.Contains("Gửi ảnh", Test(page, "attach").Single().ParentElement!.TextContent);
        Assert.All(page.QuerySelectorAll("button,a"), control => Assert.NotEqual("", control.TextContent.Trim()));
        foreach (var id in new[] { "composer", "send", "clock-hour", "clock-day", "clock-morning", "clock-week" }) Assert.Single(Test(page, id));
    }

    [Fact]
    public async Task What_is_said_is_answered_and_a_choice_can_be_pressed()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đỗ Phương Bích");

        var sent = await Say(demo, person, "menu");
        Assert.Equal((HttpStatusCode.Redirect, $"/chat/{person}"), (sent.StatusCode, sent.Headers.Location!.OriginalString));
        var page = await Until(demo, person, "Đồng chí Bích cần việc gì?");
        Assert.Contains("menu", page.QuerySelector("[data-from=person]")!.TextContent);
        var choice = Test(page, "choice-1")[^1];
        var form = (IHtmlFormElement)choice.Closest("form")!;
        var pressed = await demo.Browser.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent([new("press", choice.GetAttribute("value")!)]));

        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
        page = await Page(demo, $"/chat/{person}");
        Assert.Contains(choice.QuerySelectorAll("span").Last().TextContent, page.QuerySelectorAll("[data-from=person]").Last().TextContent);
    }

    [Fact]
    public async Task The_same_form_sent_twice_says_it_once()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đỗ Phương Bích");

        await Say(demo, person, "menu", "0123456789abcdef");
        await Say(demo, person, "menu", "0123456789abcdef");
        await Say(demo, person, "cảm ơn", "fedcba9876543210");

        var page = await Page(demo, $"/chat/{person}");
        Assert.Equal(2, page.QuerySelectorAll("[data-from=person]").Length);
    }

    [Fact]
    public async Task What_people_write_is_shown_as_words_and_never_as_page()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đỗ Phương Bích");

        await Say(demo, person, "<script>alert(1)</script>\n<b>đậm</b>");

        var message = (await Page(demo, $"/chat/{person}")).QuerySelector("[data-from=person] .words")!;
        Assert.Equal("<script>alert(1)</script>\n<b>đậm</b>", message.TextContent);
        Assert.Equal(0, message.ChildElementCount);
    }

    [Fact]
    public async Task A_photo_is_taken_shown_again_and_a_program_is_not()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đỗ Phương Bích");
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 3, 32, 0, 0, 2, 88, 8, 2, 0, 0, 0, 1, 2, 3, 4];
        using var photo = new MultipartFormDataContent { { new ByteArrayContent(png), "files", "trang1.png" } };
        using var program = new MultipartFormDataContent { { new ByteArrayContent([0x4D, 0x5A, 1, 2]), "files", "anh.jpg" } };

        await demo.Browser.PostAsync($"/chat/{person}/say", photo);
        await demo.Browser.PostAsync($"/chat/{person}/say", program);

        var page = await Until(demo, person, "Trợ lý chỉ nhận ảnh");
        var image = Assert.Single(page.QuerySelectorAll("[data-from=person] img"));
        Assert.Equal(("800", "600"), (image.GetAttribute("width"), image.GetAttribute("height")));
        var shown = await demo.Browser.GetAsync(image.GetAttribute("src"));
        Assert.Equal("image/png", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal(png, await shown.Content.ReadAsByteArrayAsync());
        Assert.Contains("anh.jpg", page.QuerySelectorAll("[data-from=person]").Last().TextContent);
    }

    [Fact]
    public async Task A_reload_shows_the_same_chat_and_a_new_start_what_the_assistant_said()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đỗ Phương Bích");
        await Announced(demo, person);
        await Say(demo, person, "menu");
        var messages = (await Until(demo, person, "cần việc gì")).QuerySelectorAll("[data-testid=message]");
        var before = messages.Select(message => message.Id).ToList();
        var own = messages.Single(message => message.GetAttribute("data-from") != "assistant").Id;

        Assert.Equal(before, (await Page(demo, $"/chat/{person}")).QuerySelectorAll("[data-testid=message]").Select(message => message.Id));
        await demo.Stop();
        await demo.Start();

        Assert.Equal([.. before.Where(id => id != own)], (await Page(demo, $"/chat/{person}")).QuerySelectorAll("[data-testid=message]").Select(message => message.Id));
    }

    [Fact]
    public async Task An_open_page_hears_its_own_chat_and_the_clock_and_no_other_chat()
    {
        await using var demo = await DemoHost.Started();
        var (bích, loan) = (await PersonOf(demo, "Đỗ Phương Bích"), await PersonOf(demo, "Đinh Hồng Loan"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/chat/{bích}/live?after=0");
        using var answer = await demo.Browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(patience.Token));

        await Say(demo, loan, "menu");
        await Say(demo, bích, "menu");
        await demo.Browser.PostAsync("/demo/clock", new FormUrlEncodedContent([new("to", "hour")]));

        var heard = "";
        while (!heard.Contains("data: 10:0", StringComparison.Ordinal) && await events.ReadLineAsync(patience.Token) is { } line) heard += WebUtility.HtmlDecode(line) + "\n";
        Assert.Contains("data: 09:00, thứ Sáu, ngày 20/11/2026", heard);
        Assert.Contains("Đồng chí Bích cần việc gì?", heard);
        Assert.DoesNotContain("Loan", heard);
        Assert.Contains("event: line", heard);
        Assert.Contains("id: ", heard);
    }

    [Fact]
    public async Task The_list_of_people_counts_what_nobody_has_looked_at()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đỗ Phương Bích");
        await Announced(demo, person);
        await Page(demo, $"/chat/{person}");
        await Say(demo, person, "menu");

        string? unread = null;
        for (var tries = 0; tries < 600 && unread is null; tries++)
        {
            unread = Test(await Page(demo, "/"), $"person-{person}").Single().QuerySelector(".unread")?.TextContent;
            if (unread is null) await Task.Delay(50);
        }
        Assert.Equal("1 tin mới", unread);
        await Page(demo, $"/chat/{person}");
        Assert.Null(Test(await Page(demo, "/"), $"person-{person}").Single().QuerySelector(".unread"));
    }

    [Theory]
    [InlineData("hour", "10:0", "20/11/2026")]
    [InlineData("day", "09:0", "21/11/2026")]
    [InlineData("morning", "08:30", "21/11/2026")]
    [InlineData("week", "09:0", "27/11/2026")]
    public async Task The_clock_is_moved_by_its_buttons(string to, string clock, string day)
    {
        await using var demo = await DemoHost.Started();

        var moved = await demo.Browser.PostAsync("/demo/clock", new FormUrlEncodedContent([new("to", to), new("back", "/")]));

        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        var shown = Test(await Page(demo, "/"), "clock-now").Single().TextContent;
        Assert.StartsWith(clock, shown);
        Assert.EndsWith(day, shown);
    }

    [Fact]
    public async Task Reminders_arrive_at_their_own_hour_when_the_clock_passes_it()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Thạch Ngọc Tín");
        var due = Assert.Single(await demo.All<StudyCampaign>()).DueAt;

        await demo.Browser.PostAsync("/demo/clock", new FormUrlEncodedContent([new("to", "week")]));
        await demo.Browser.PostAsync("/demo/clock", new FormUrlEncodedContent([new("to", "day")]));

        var page = await Until(demo, person, "bài thu hoạch “Nghị quyết chuyên đề quý IV”");
        var days = new List<(string Day, string Time)>(); // of what was said about the reflection: its opening first, then the reminder
        var day = "";
        foreach (var part in page.QuerySelectorAll(".day, [data-from=assistant]"))
        {
            day = part.GetAttribute("data-day") ?? day;
            if (part.TextContent.Contains("Nghị quyết chuyên đề quý IV", StringComparison.Ordinal))
                days.Add((day, part.QuerySelector("time")!.TextContent));
        }

        Assert.Contains((due.AddDays(-3).ToString("yyyy-MM-dd"), "08:30"), days);
    }

    [Fact]
    public async Task An_answer_that_waits_for_more_pages_leaves_before_the_clock_moves_on()
    {
        await using var demo = await DemoHost.Started();
        var person = await PersonOf(demo, "Đỗ Phương Bích");
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 8, 0, 0, 0, 8, 0, 8, 2, 0, 0, 0, 1, 2, 3, 4];
        using var photo = new MultipartFormDataContent { { new ByteArrayContent(png), "files", "trang1.png" } };

        await demo.Browser.PostAsync($"/chat/{person}/say", photo);
        await demo.Browser.PostAsync("/demo/clock", new FormUrlEncodedContent([new("to", "morning")]));

        var page = await Until(demo, person, "thu hoạch");
        Assert.Equal("2026-11-20", page.QuerySelectorAll(".day").First().GetAttribute("data-day"));
        Assert.StartsWith("09:0", page.QuerySelector("[data-from=assistant] time")!.TextContent);
    }

    [Theory]
    [InlineData("/chat/p-nobody", HttpStatusCode.Redirect)]
    [InlineData("/file/00000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData("/file/..%2Fdemo.key", HttpStatusCode.NotFound)]
    [InlineData("/assets/none.js", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_not_there(string path, HttpStatusCode expected)
    {
        await using var demo = await DemoHost.Started();

        Assert.Equal(expected, (await demo.Browser.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("Host", "cellbot.example.vn")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task A_page_of_another_site_cannot_speak_here(string header, string value)
    {
        await using var demo = await DemoHost.Started();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/demo/clock") { Content = new FormUrlEncodedContent([new("to", "hour")]) };
        request.Headers.TryAddWithoutValidation(header, value);

        Assert.Equal(HttpStatusCode.Forbidden, (await demo.Browser.SendAsync(request)).StatusCode);
        Assert.StartsWith("09:00", Test(await Page(demo, "/"), "clock-now").Single().TextContent);
    }

    [Fact]
    public async Task Nobody_can_speak_for_who_is_not_in_the_roster()
    {
        await using var demo = await DemoHost.Started();

        Assert.Equal(HttpStatusCode.NotFound, (await Say(demo, "p-nobody", "menu")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await demo.Browser.PostAsync($"/chat/{await PersonOf(demo, "Đỗ Phương Bích")}/press", new FormUrlEncodedContent([new("press", "x")]))).StatusCode);
    }
}
