using System.Net;
using CellBot.Host.Channels.Webhooks;
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
            services.AddSingleton(provider => new TelegramBot(bot, token, settings, provider));
            services.AddSingleton(provider => Of(provider, bot).Channel);
            services.AddSingleton<IChannel>(provider => Of(provider, bot).Channel);
            if (settings.Mode is TelegramMode.Webhook)
                services.AddSingleton<IWebhook>(provider => Of(provider, bot).Webhook);
        }
    }

    private static TelegramBot Of(IServiceProvider provider, string bot) => provider.GetServices<TelegramBot>().Single(each => each.Bot == bot);

    /// <summary>The parts of one bot; channel and webhook know one another.</summary>
    private sealed class TelegramBot
    {
        public TelegramBot(string bot, string token, TelegramSettings settings, IServiceProvider services)
        {
            Bot = bot;
            var name = $"{TelegramChannel.Platform}/{bot}";
            var hold = TimeSpan.FromSeconds(settings.PollSeconds);
            var calls = Client(token, settings, CallTimeout);
            var store = services.GetRequiredService<Store>();
            var clock = services.GetRequiredService<CellClock>();
            var health = services.GetRequiredService<HealthBoard>();
            var backlog = services.GetRequiredService<Backlog>();
            var reader = new TelegramReader(bot, new TelegramFiles(calls, services.GetRequiredService<FileIntake>(), clock.Time), clock);
            var greeting = new TelegramGreeting(bot, calls, services.GetRequiredService<ILogger<TelegramGreeting>>());
            var intake = new TelegramIntake(bot, reader, services.GetRequiredService<TurnRunner>(), greeting, services.GetRequiredService<ILogger<TelegramIntake>>());
            var secret = Convert.ToHexStringLower(store.SecretFor($"webhook {name} {settings.WebhookSecret}".TrimEnd()));
            Webhook = new TelegramWebhook(bot, secret, intake, () => Channel!, services.GetRequiredService<ILogger<TelegramWebhook>>());
            Func<TelegramChannel, CancellationToken, Task> receive = settings.Mode is TelegramMode.Webhook
                ? new TelegramDelivery(bot, WebhookAddress.Of(services.GetRequiredService<WebSettings>().PublicUrl!, name), calls, Webhook, greeting, store, backlog, health,
                    services.GetRequiredService<IHostApplicationLifetime>(), clock.Time, services.GetRequiredService<ILogger<TelegramDelivery>>()).Keep
                : new TelegramPoll(bot, Client(token, settings, hold + CallTimeout), intake, greeting, hold, backlog, health, clock.Time, services.GetRequiredService<ILogger<TelegramPoll>>()).Run;
            var menus = new TelegramMenus(bot, calls, store, clock, services.GetRequiredService<ILogger<TelegramMenus>>());
            Channel = new TelegramChannel(bot, calls, new Pace(settings.MessagesPerSecond, settings.PerChatPerSecond, settings.PerChatBurst), store.Attachments, health, async (channel, cancel) =>
            {
                // Whoever receives for the bot keeps its menus as well, and stops with it.
                using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                var keeping = menus.Keep(ending.Token);
                try
                {
                    await receive(channel, cancel);
                }
                finally
                {
                    await ending.CancelAsync();
                    await keeping;
                }
            });
        }

        public string Bot { get; }

        public TelegramChannel Channel { get; }

        public TelegramWebhook Webhook { get; }
    }

    /// <summary>By the server and the proxy of the settings. Made by hand and not by the factory, whose loggers would write the token with every address.</summary>
    internal static TelegramBotClient Client(string token, TelegramSettings settings, TimeSpan timeout)
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
            handler.Proxy = ProxyOf(new Uri(proxy));
        var options = new TelegramBotClientOptions(token, settings.ApiBaseUrl) { RetryThreshold = 0 };
        return new TelegramBotClient(options, new HttpClient(handler) { Timeout = timeout });
    }

    /// <summary>Its user and password may stand in its address, as in <c>socks5://user:secret@host:1080</c>.</summary>
    private static WebProxy ProxyOf(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        return new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri)
        {
            Credentials = user[0].Length == 0 ? null : new NetworkCredential(Uri.UnescapeDataString(user[0]), user.Length > 1 ? Uri.UnescapeDataString(user[1]) : ""),
        };
    }
}
