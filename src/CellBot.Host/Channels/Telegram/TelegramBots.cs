using System.Net;
using CellBot.Host.Channels.Files;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Sending;
using CellBot.Host.Settings;
using CellBot.Host.Turns;
using CellBot.Storage.Records;
using Telegram.Bot;

namespace CellBot.Host.Channels.Telegram;

/// <summary>Makes the channels of all bots in the settings.</summary>
internal static class TelegramBots
{
    /// <summary>For one call that is not a poll, its answer included.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    public static void AddTelegram(this IServiceCollection services, TelegramSettings settings)
    {
        foreach (var (bot, token) in settings.AllBots())
        {
            services.AddSingleton(provider => Make(bot, token, settings, provider));
            services.AddSingleton<IChannel>(provider => provider.GetServices<TelegramChannel>().Single(channel => channel.Bot == bot));
        }
    }

    private static TelegramChannel Make(string bot, string token, TelegramSettings settings, IServiceProvider services)
    {
        var hold = TimeSpan.FromSeconds(settings.PollSeconds);
        var calls = Client(token, settings, CallTimeout);
        var polls = Client(token, settings, hold + CallTimeout);
        var store = services.GetRequiredService<Store>();
        var clock = services.GetRequiredService<CellClock>();
        var health = services.GetRequiredService<HealthBoard>();
        var reader = new TelegramReader(bot, new TelegramFiles(calls, services.GetRequiredService<FileIntake>(), clock.Time), clock);
        var greeting = new TelegramGreeting(bot, calls, services.GetRequiredService<ILogger<TelegramGreeting>>());
        return new TelegramChannel(bot, calls, new Pace(settings.MessagesPerSecond, settings.PerChatPerSecond, settings.PerChatBurst), store.Attachments, health, channel =>
            new TelegramPoll(bot, polls, reader, services.GetRequiredService<TurnRunner>(), channel, greeting, hold,
                services.GetRequiredService<Backlog>(), health, clock.Time, services.GetRequiredService<ILogger<TelegramPoll>>()));
    }

    // Made by hand and not by the factory, whose loggers would write the token with every address.
    private static TelegramBotClient Client(string token, TelegramSettings settings, TimeSpan timeout)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            EnableMultipleHttp2Connections = true,
            // The Bot API has neither redirects nor cookies, and nobody traces these calls.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (settings.Proxy is { } proxy)
            handler.Proxy = new WebProxy(proxy);
        var options = new TelegramBotClientOptions(token, settings.ApiBaseUrl) { RetryThreshold = 0 };
        return new TelegramBotClient(options, new HttpClient(handler) { Timeout = timeout });
    }
}
