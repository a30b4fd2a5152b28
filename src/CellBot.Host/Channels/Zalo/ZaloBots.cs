using System.Net;
using CellBot.Dialogs.Speech;
using CellBot.Host.Channels.Files;
using CellBot.Host.Channels.Webhooks;
using CellBot.Host.Clock;
using CellBot.Host.Health;
using CellBot.Host.Links;
using CellBot.Host.Sending;
using CellBot.Host.Settings;
using CellBot.Host.Turns;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels.Zalo;

/// <summary>Makes the channels, and the webhooks, of all Zalo bots in the settings.</summary>
internal static class ZaloBots
{
    /// <summary>For one call that is not a poll, its answer included.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(30);

    public static void AddZalo(this IServiceCollection services, ZaloSettings settings)
    {
        if (settings.AllBots().Count == 0)
            return;
        services.AddSingleton(_ => new PhotoFetch(settings.AllPhotoHosts()));
        services.AddSingleton<LinkedText>();
        foreach (var (bot, token) in settings.AllBots())
        {
            services.AddSingleton(provider => new ZaloBot(bot, token, settings, provider));
            services.AddSingleton<IChannel>(provider => Of(provider, bot).Channel);
            services.AddSingleton(provider => Of(provider, bot).Quota).AddSingleton(provider => Of(provider, bot).Room);
            if (settings.Mode is ZaloMode.Webhook)
                services.AddSingleton<IWebhook>(provider => Of(provider, bot).Webhook);
        }
    }

    private static ZaloBot Of(IServiceProvider provider, string bot) => provider.GetServices<ZaloBot>().Single(each => each.Bot == bot);

    /// <summary>The parts of one bot; channel and webhook know one another.</summary>
    private sealed class ZaloBot : IDisposable
    {
        private readonly ZaloClient client;

        public ZaloBot(string bot, string token, ZaloSettings settings, IServiceProvider services)
        {
            Bot = bot;
            var name = $"{ZaloChannel.Platform}/{bot}";
            var store = services.GetRequiredService<Store>();
            var clock = services.GetRequiredService<CellClock>();
            client = new ZaloClient(token, settings.ApiBaseUrl, Handler(settings), CallTimeout);
            Quota = new MonthlyQuota(store, name, settings.MonthlyMessages, settings.KeptForAnswers, clock);
            var condition = new ZaloCondition(bot, Quota, services.GetRequiredService<HealthBoard>(), clock.Time, services.GetRequiredService<ILogger<ZaloCondition>>());
            var reader = new ZaloReader(bot, services.GetRequiredService<PhotoFetch>(), services.GetRequiredService<FileIntake>(), clock);
            Room = new ZaloRoom(bot, settings.PeoplePerBot, client, Quota, condition, store, services.GetRequiredService<Phrasebook>(), clock.Time);
            var intake = new ZaloIntake(bot, reader, client, Room, services.GetRequiredService<TurnRunner>(), store, clock.Time, services.GetRequiredService<ILogger<ZaloIntake>>());
            Webhook = new ZaloWebhook(bot, WebhookAddress.Of(services.GetRequiredService<WebSettings>().PublicUrl!, name), settings.WebhookSecret ?? Convert.ToHexStringLower(store.SecretFor("webhook " + name)),
                client, intake, () => Channel!, condition, store, services.GetRequiredService<Backlog>(), services.GetRequiredService<IHostApplicationLifetime>(), clock.Time);
            var poll = new ZaloPoll(bot, client, intake, condition, TimeSpan.FromSeconds(settings.PollSeconds), services.GetRequiredService<Backlog>(), clock.Time, services.GetRequiredService<ILogger<ZaloPoll>>());
            Channel = new ZaloChannel(bot, client, new Pace(settings.MessagesPerSecond, settings.PerChatPerSecond, settings.PerChatBurst), store, services.GetRequiredService<LinkedText>(), Quota, condition,
                async (channel, cancel) =>
                {
                    await Room.Count(cancel);
                    await (settings.Mode is ZaloMode.Webhook ? Webhook.Keep(cancel) : poll.Run(channel, cancel));
                });
        }

        public string Bot { get; }

        public ZaloChannel Channel { get; }

        public ZaloWebhook Webhook { get; }

        public MonthlyQuota Quota { get; }

        public ZaloRoom Room { get; }

        public void Dispose() => client.Dispose();

        private static SocketsHttpHandler Handler(ZaloSettings settings) => new()
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            AllowAutoRedirect = false, // the token is part of the address
            ActivityHeadersPropagator = null,
            Proxy = settings.Proxy is { } proxy ? new WebProxy(proxy) : null,
            UseProxy = true,
        };
    }
}
