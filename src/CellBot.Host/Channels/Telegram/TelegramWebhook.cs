using System.Text.Json;
using CellBot.Host.Channels.Webhooks;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace CellBot.Host.Channels.Telegram;

/// <summary>Receives by webhook. Any node takes what comes; <see cref="TelegramDelivery"/>, where the bot's lease is held, sees to it that Telegram delivers here.</summary>
internal sealed partial class TelegramWebhook(string bot, string secret, TelegramIntake intake, Func<TelegramChannel> channel, ILogger<TelegramWebhook> log) : IWebhook
{
    public string Name => $"{TelegramChannel.Platform}/{bot}";

    public string SecretHeader => "X-Telegram-Bot-Api-Secret-Token";

    public string Secret => secret;

    public async Task<WebhookResult> Take(ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        Update? update;
        try
        {
            update = JsonSerializer.Deserialize<Update>(body.Span, JsonBotAPI.Options);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException or FormatException or ArgumentException)
        {
            if (IdOf(body) is not { } id)
                return WebhookResult.Unreadable;
            // An update of a shape that this release does not know. Refused, it would come again and again for a day and hold up those behind it.
            LogUnknown(Name, id);
            return WebhookResult.Done;
        }

        if (update is not { Id: > 0 })
            return WebhookResult.Unreadable;
        return await intake.Take(update, channel(), isOneOfMany: false, cancel) ? WebhookResult.Done : WebhookResult.Later;
    }

    private static int? IdOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("update_id", out var id) && id.ValueKind is JsonValueKind.Number && id.TryGetInt32(out var number) ? number : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Channel}: update {UpdateId} has a shape that is not known; it is passed over.")]
    private partial void LogUnknown(string channel, int updateId);
}
