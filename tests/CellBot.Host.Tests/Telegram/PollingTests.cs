using CellBot.Host.Health;
using CellBot.Host.Tests.Kit;
using CellBot.Testing.Telegram;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Telegram;

public sealed class PollingTests
{
    [Fact]
    public async Task After_broken_polls_it_goes_on_and_says_so_in_its_health()
    {
        await using var test = TestHost.New();
        test.Api.Faults.Next(new Fault.ServerError(), method: "getUpdates");
        test.Api.Faults.Next(new Fault.NotJson(), method: "getUpdates");
        test.Api.Faults.Next(new Fault.ResetBefore(), method: "getUpdates");
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await TestHost.Until(() => Task.FromResult(Color(test) is HealthColor.Yellow), "yellow");

        await user.WaitForMessage("Tên là gì?");
        Assert.Equal(HealthColor.Green, Color(test));
    }

    [Fact]
    public async Task A_refused_token_is_red_and_answers_503()
    {
        await using var test = TestHost.New();
        test.Bot.IsRevoked = true;
        await test.Start();
        await TestHost.Until(() => Task.FromResult(Color(test) is HealthColor.Red), "red");

        using var http = new HttpClient();
        var page = await http.GetAsync(test.Host.Urls.Single() + "/healthz");
        Assert.Equal(503, (int)page.StatusCode);
        var text = await page.Content.ReadAsStringAsync();
        Assert.Contains("Telegram:Token", text);
        Assert.DoesNotContain(test.Api.Token, text);
    }

    [Fact]
    public async Task A_webhook_left_by_somebody_is_taken_away()
    {
        await using var test = TestHost.New();
        using (var http = new HttpClient())
            await http.PostAsync($"{test.Api.BaseUrl}/bot{test.Api.Token}/setWebhook", new FormUrlEncodedContent([new("url", "https://example.org/hook")]));
        Assert.NotNull(test.Bot.WebhookUrl);
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");

        await user.WaitForMessage("Tên là gì?");
        Assert.Null(test.Bot.WebhookUrl);
    }

    [Fact]
    public async Task Another_poller_is_named_as_the_trouble()
    {
        await using var test = TestHost.New();
        await test.Start();
        var user = test.Api.NewUser("Mận");
        user.Says("chào");
        await user.WaitForMessage("Tên là gì?");
        await test.Bot.WaitUntilRead();

        using var http = new HttpClient();
        await TestHost.Until(async () =>
        {
            await http.GetAsync($"{test.Api.BaseUrl}/bot{test.Api.Token}/getUpdates?timeout=0");
            return Color(test) is not HealthColor.Green;
        }, "trouble");
        Assert.Contains("Another program", test.Host.Services.GetRequiredService<HealthBoard>().Channels["telegram/0"].Reason);

        test.Clock.Advance(TimeSpan.FromSeconds(3));
        user.Says("Mận");
        await user.WaitForMessage("Chào Mận");
    }

    [Fact]
    public async Task Five_hundred_updates_waiting_are_each_answered_once_in_order()
    {
        await using var test = TestHost.New();
        var users = Enumerable.Range(0, 100).Select(i => test.Api.NewUser($"U{i}")).ToList();
        foreach (var user in users)
            foreach (var text in (string[])["chào", "Mận", "1", "chào", "Đào"])
                user.Says(text);
        await test.Start();
        await test.Bot.WaitUntilRead();
        foreach (var user in users)
            await user.WaitForMessage("Chào Đào");

        foreach (var user in users)
            Assert.Equal(
                ["Tên là gì?", "Chào Mận. Trà hay nước?", "Mời trà.", "Tên là gì?", "Chào Đào. Trà hay nước?"],
                user.Transcript.Where(entry => entry.Kind is TranscriptKind.Received).Select(entry => entry.Text));
    }

    [Fact]
    public async Task What_is_still_under_way_is_not_acknowledged_while_others_are_taken()
    {
        await using var test = TestHost.New();
        var before = Enumerable.Range(0, 99).Select(i => test.Api.NewUser($"A{i}")).ToList();
        var slow = test.Api.NewUser("Chậm");
        var behind = Enumerable.Range(0, 150).Select(i => test.Api.NewUser($"B{i}")).ToList();
        test.Api.Faults.Next(new Fault.Silence(), method: "getFile");
        foreach (var user in before)
            user.Says("chào");
        slow.SendsPhoto(new byte[100]);
        foreach (var user in behind)
            user.Says("chào");
        await test.Start();

        foreach (var user in (FakeUser[])[.. before, .. behind.Take(50)])
            await user.WaitForMessage("Tên là gì?");
        Assert.InRange(test.Bot.PendingCount, 151, 201); // everything from the file on is
        Assert.DoesNotContain(slow.Transcript, entry => entry.Kind is TranscriptKind.Received);
        Assert.All(before, user => Assert.Single(user.Transcript, entry => entry.Kind is TranscriptKind.Received));
    }

    private static HealthColor? Color(TestHost test) =>
        test.Host.Services.GetRequiredService<HealthBoard>().Channels.TryGetValue("telegram/0", out var state) ? state.Color : null;
}
