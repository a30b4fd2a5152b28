using System.Net;
using System.Text.Json;
using CellBot.Testing.Telegram;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace CellBot.TelegramClient.Tests.Fake;

/// <summary>The fake posts updates to a webhook until they are taken.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task Updates_come_in_order_with_the_secret_and_again_until_taken()
    {
        var received = new List<(string? Secret, string? Text)>();
        var complete = new TaskCompletionSource();
        var refusals = 2;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var hook = builder.Build();
        hook.Run(async context =>
        {
            var update = (await JsonSerializer.DeserializeAsync<Update>(context.Request.Body, JsonBotAPI.Options))!;
            if (refusals-- > 0)
            {
                context.Response.StatusCode = 500;
                return;
            }

            received.Add((context.Request.Headers["X-Telegram-Bot-Api-Secret-Token"], update.Message!.Text));
            if (received.Count == 3)
                complete.SetResult();
        });
        await hook.StartAsync();

        await using var api = FakeBotApi.Start();
        api.Bot.WebhookRetryDelay = TimeSpan.FromMilliseconds(5);
        var bot = api.Client();
        var an = api.NewUser("An");
        an.Says("một");
        await bot.SetWebhook($"{hook.Urls.First()}/hook", secretToken: "bi_mat-1");
        an.Says("hai");
        an.Says("ba");
        await complete.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await api.Bot.WaitUntilRead();

        Assert.Equal([("bi_mat-1", "một"), ("bi_mat-1", "hai"), ("bi_mat-1", "ba")], received);
        Assert.Contains("500", (await bot.GetWebhookInfo()).LastErrorMessage!, StringComparison.Ordinal);
        var conflict = await Assert.ThrowsAsync<ApiRequestException>(() => bot.GetUpdates());
        Assert.Equal(409, conflict.ErrorCode);
        Assert.Contains("webhook is active", conflict.Message, StringComparison.Ordinal);

        await bot.DeleteWebhook();
        an.Says("bốn");
        Assert.Equal("bốn", (await bot.GetUpdates()).Single().Message!.Text);
        Assert.Empty(api.Violations);
    }

    [Fact]
    public async Task A_webhook_in_the_open_must_be_https()
    {
        await using var api = FakeBotApi.Start();
        await Assert.ThrowsAsync<ApiRequestException>(() => api.Client().SetWebhook("http://example.vn/hook"));
        Assert.Null(api.Bot.WebhookUrl);
    }
}
