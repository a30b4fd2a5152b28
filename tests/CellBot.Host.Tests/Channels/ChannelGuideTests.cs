using CellBot.Dialogs.Engine;
using CellBot.Host.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace CellBot.Host.Tests.Channels;

public sealed class ChannelGuideTests
{
    [Fact]
    public async Task A_secret_is_the_same_each_time_and_another_in_each_store()
    {
        await using var one = await TestHost.Started();
        await using var other = await TestHost.Started();
        var (mine, theirs) = (one.Host.Services.GetRequiredService<IChannelGuide>(), other.Host.Services.GetRequiredService<IChannelGuide>());

        Assert.Equal(32, mine.SecretOf("invite/zalo/0/1/1").Length);
        Assert.Equal(mine.SecretOf("invite/zalo/0/1/1"), mine.SecretOf("invite/zalo/0/1/1"));
        Assert.NotEqual(mine.SecretOf("invite/zalo/0/1/1"), mine.SecretOf("invite/zalo/0/1/2"));
        Assert.NotEqual(mine.SecretOf("invite/zalo/0/1/1"), theirs.SecretOf("invite/zalo/0/1/1"));
    }

    [Fact]
    public async Task The_link_of_an_invitation_opens_the_bot_that_telegram_named()
    {
        await using var test = await TestHost.Started();
        var guide = test.Host.Services.GetRequiredService<IChannelGuide>();

        await TestHost.Until(() => Task.FromResult(guide.JoinUrl("abc") is not null), "the bot's name is known");
        Assert.Matches(@"^https://t\.me/\w+\?start=abc$", guide.JoinUrl("abc"));
    }
}
