using Telegram.Bot;

namespace CellBot.Bench;

/// <summary>The yardstick: a bot that keeps nothing and answers each text with itself, as quickly as the same client can.</summary>
internal static class EchoBot
{
    public static async Task<int> Run(string baseUrl, string token)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { Timeout = TimeSpan.FromMinutes(2) };
        var bot = new TelegramBotClient(new TelegramBotClientOptions(token, baseUrl) { RetryThreshold = 0 }, http);
        var offset = 0;
        while (true)
        {
            var updates = await bot.GetUpdates(offset, 100, 30);
            if (updates.Length == 0) continue;
            offset = updates[^1].Id + 1;
            foreach (var update in updates)
                if (update.Message is { Text: { } text } message)
                    _ = bot.SendMessage(message.Chat.Id, text);
        }
    }
}
