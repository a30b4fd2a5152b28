using System.Collections.Concurrent;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace CellBot.Host.Channels.Telegram;

/// <summary>The small courtesies of a bot: its name, an answer to each press, a word when it leaves a group. None of them is worth stopping for.</summary>
internal sealed partial class TelegramGreeting(string bot, ITelegramBotClient client, ILogger<TelegramGreeting> log)
{
    private const string InGroup = "Trợ lý chỉ trò chuyện riêng với từng đồng chí, xin mở cuộc trò chuyện riêng với trợ lý.";

    private readonly ConcurrentDictionary<long, bool> greeted = new();

    /// <summary>Learns the bot's name.</summary>
    public Task Introduce(TelegramChannel channel, CancellationToken cancel) => Try("getMe", async () => channel.Username = (await client.GetMe(cancel)).Username);

    /// <summary>Ends the clock on a pressed button.</summary>
    /// <param name="toast">At most 200 characters are shown.</param>
    public Task AnswerPress(string callbackId, string? toast, CancellationToken cancel) =>
        Try("answerCallbackQuery", () => client.AnswerCallbackQuery(callbackId, toast is { Length: > 200 } ? toast[..200] : toast, cancellationToken: cancel));

    /// <summary>Says one sentence in a group, once, and leaves it.</summary>
    public async Task Leave(long chatId, CancellationToken cancel)
    {
        if (greeted.TryAdd(chatId, true))
            await Try("sendMessage", () => client.SendMessage(chatId, InGroup, cancellationToken: cancel));
        await Try("leaveChat", () => client.LeaveChat(chatId, cancel));
    }

    public Task DropWebhook(CancellationToken cancel) => Try("deleteWebhook", () => client.DeleteWebhook(cancellationToken: cancel));

    private async Task Try(string method, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RequestException accident)
        {
            LogRefused(bot, method, (accident as ApiRequestException)?.ErrorCode ?? 0);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(LogLevel.Information, "Bot {Bot}: {Method} failed (error {Code}); it does not matter much.")]
    private partial void LogRefused(string bot, string method, int code);
}
