using CellBot.Host.Settings;
using CellBot.Host.Tests.Kit;
using Microsoft.Extensions.Configuration;

namespace CellBot.Host.Tests.Settings;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Telegram:Token", "not a token", "Telegram:Token: is not a bot token.")]
    [InlineData("Telegram:Bots:1:Token", "", "Telegram:Bots:1:Token: is not a bot token.")]
    [InlineData("Telegram:Bots:first:Token", "1:a", "Telegram:Bots:first: is not a number.")]
    [InlineData("Telegram:ApiBaseUrl", "localhost", "Telegram:ApiBaseUrl: is not an address.")]
    [InlineData("Telegram:MessagesPerSecond", "0", "Telegram:MessagesPerSecond: is 0. Give a number from 0.1 to 1000.")]
    [InlineData("Telegram:MessagesPerSecond", "fast", "Telegram:MessagesPerSecond: cannot be read as a number.")]
    [InlineData("Telegram:Mode", "Pigeon", "Telegram:Mode: cannot be read as one of Polling, Webhook.")]
    [InlineData("Zalo:Token", "not a token", "Zalo:Token: is not a bot token. Copy it from Zalo Bot Manager")]
    [InlineData("Zalo:Bots:1:Token", "", "Zalo:Bots:1:Token: is not a bot token.")]
    [InlineData("Zalo:Token", "1:a", "Web:PublicUrl: is empty, and Zalo needs it")]
    [InlineData("Zalo:Mode", "Pigeon", "Zalo:Mode: cannot be read as one of Webhook, Polling.")]
    [InlineData("Zalo:ApiBaseUrl", "localhost", "Zalo:ApiBaseUrl: is not an address.")]
    [InlineData("Zalo:Proxy", "localhost", "Zalo:Proxy: is not an address.")]
    [InlineData("Zalo:WebhookSecret", "short", "Zalo:WebhookSecret: is too short")]
    [InlineData("Zalo:WebhookSecret", "mật khẩu bí mật", "Zalo:WebhookSecret: has characters")]
    [InlineData("Zalo:PhotoHosts", "https://zdn.vn/", "Zalo:PhotoHosts: is not a list of hosts.")]
    [InlineData("Zalo:MonthlyMessages", "0", "Zalo:MonthlyMessages: is 0. Give a number from 1")]
    [InlineData("Zalo:KeptForAnswers", "3001", "Zalo:KeptForAnswers: is 3001. Give a number from 0 to 3000.")]
    [InlineData("Storage:Engine", "Oracle", "Storage:Engine: cannot be read as one of Sqlite, LiteDb, Postgres.")]
    [InlineData("Storage:Engine", "Postgres", "Storage:ConnectionString: is empty")]
    [InlineData("Storage:Path", " ", "Storage:Path: is empty.")]
    [InlineData("Web:Urls", "5080", "Web:Urls: is not an address.")]
    [InlineData("Web:PublicUrl", "cellbot", "Web:PublicUrl: is not an address.")]
    [InlineData("Demo:Enabled", "maybe", "Demo:Enabled: cannot be read as true or false.")]
    public void A_wrong_setting_names_itself_and_what_to_do(string setting, string value, string message)
    {
        var refusal = Assert.Throws<SettingException>(() => Read((setting, value)));
        Assert.StartsWith(message, refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_wrong_token_is_not_repeated()
    {
        var refusal = Assert.Throws<SettingException>(() => Read(("Telegram:Token", "12345:secret part!")));
        Assert.DoesNotContain("secret", refusal.Message);
    }

    [Fact]
    public void Without_anything_there_is_a_host_without_Telegram()
    {
        var settings = Read();
        Assert.Empty(settings.Telegram.AllBots());
        Assert.Equal(("http://127.0.0.1:5080", StorageEngine.Sqlite), (settings.Web.Urls, settings.Storage.Engine));
    }

    [Fact]
    public void Bots_have_numbers_and_the_first_may_be_given_either_way()
    {
        Assert.Equal([("0", "1:a"), ("1", "2:b")], Read(("Telegram:Token", "1:a"), ("Telegram:Bots:1:Token", "2:b")).Telegram.AllBots());
        Assert.Equal([("0", "1:a")], Read(("Telegram:Bots:0:Token", "1:a")).Telegram.AllBots());
        Assert.Throws<SettingException>(() => Read(("Telegram:Token", "1:a"), ("Telegram:Bots:1:Token", "1:a")));
    }

    [Fact]
    public void Zalo_delivers_to_https_only_unless_another_server_stands_in_for_it()
    {
        Assert.StartsWith("Web:PublicUrl: does not begin with https://", Assert.Throws<SettingException>(() => Read(("Zalo:Token", "1:a"), ("Web:PublicUrl", "http://cell.example.vn"))).Message);
        Assert.Equal([("0", "1:a"), ("2", "2:b")], Read(("Zalo:Token", "1:a"), ("Zalo:Bots:2:Token", "2:b"), ("Web:PublicUrl", "https://cell.example.vn")).Zalo.AllBots());
        Assert.Single(Read(("Zalo:Token", "1:a"), ("Web:PublicUrl", "http://127.0.0.1:5080"), ("Zalo:ApiBaseUrl", "http://127.0.0.1:9000")).Zalo.AllBots());
    }

    [Fact]
    public async Task A_taken_port_is_a_wrong_setting()
    {
        await using var first = await TestHost.Started();
        await using var second = TestHost.New();
        second.Set("Web:Urls", first.Host.Urls.Single());
        var refusal = await Assert.ThrowsAsync<SettingException>(second.Start);
        Assert.StartsWith("Web:Urls: cannot be served", refusal.Message);
    }

    private static HostSettings Read(params (string Name, string Value)[] settings) => HostSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build());
}
