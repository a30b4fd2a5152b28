using System.Text.Json;
using CellBot.Domain.Delivery;
using CellBot.Host.Tests.Kit;

namespace CellBot.Host.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task It_tells_of_store_channels_outbox_and_clock()
    {
        await using var test = await TestHost.Started();
        var user = test.Api.NewUser("Mận");
        user.Starts();
        await user.WaitForMessage("Tên là gì?");
        await test.Post(test.Row("n1", user, "Sau") with { NotBefore = test.Clock.GetUtcNow().AddHours(1) });
        using var http = new HttpClient();

        await TestHost.Until(async () => (await Read(http, test)).GetProperty("outbox").GetProperty("waiting").GetInt32() == 1, "one waits");
        var report = await Read(http, test);

        Assert.Equal("green", report.GetProperty("status").GetString());
        Assert.Equal("green", report.GetProperty("store").GetProperty("status").GetString());
        Assert.Equal("telegram/0", report.GetProperty("channels")[0].GetProperty("name").GetString());
        Assert.InRange(report.GetProperty("lastTick").GetDateTimeOffset(), test.Clock.GetUtcNow().AddSeconds(-5), test.Clock.GetUtcNow());
    }

    private static async Task<JsonElement> Read(HttpClient http, TestHost test) =>
        JsonDocument.Parse(await http.GetStringAsync(test.Host.Urls.Single() + "/healthz")).RootElement;
}
