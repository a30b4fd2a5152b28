using CellBot.Dialogs.Routing;
using CellBot.Host.Turns;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace CellBot.Host.Channels.Telegram;

/// <summary>Takes the updates of one bot, however they came.</summary>
internal sealed partial class TelegramIntake(string bot, TelegramReader reader, TurnRunner turns, TelegramGreeting greeting, ILogger<TelegramIntake> log)
{
    /// <summary>Always sent: left out, Telegram would keep what was set before.</summary>
    public static readonly UpdateType[] Wanted = [UpdateType.Message, UpdateType.EditedMessage, UpdateType.CallbackQuery, UpdateType.MyChatMember];

    private string Name => $"{TelegramChannel.Platform}/{bot}";

    /// <summary>Takes the turn of one update; its place among the turns of the chat is taken before this returns for the first time.</summary>
    /// <param name="isOneOfMany">Its turn is begun on another thread.</param>
    /// <returns>Whether Telegram may forget it: committed, known already, or not for us.</returns>
    public async Task<bool> Take(Update update, TelegramChannel channel, bool isOneOfMany, CancellationToken cancel)
    {
        TelegramReader.Reading reading;
        try
        {
            reading = reader.Read(update, cancel);
        }
        catch (Exception accident) when (accident is not OperationCanceledException)
        {
            // It would break again: better one update lost than all behind it.
            LogUnreadable(accident, Name, update.Id);
            return true;
        }

        switch (reading)
        {
            case TelegramReader.Reading.Turn turn:
                var result = await turns.Take(turn.UpdateId, turn.AccountId, isOneOfMany ? OnAnotherThread(turn.Update) : turn.Update, channel, cancel);
                if (turn.CallbackId is { } press && result.IsDone)
                    _ = greeting.AnswerPress(press, result.Report?.Toast, cancel);
                return result.IsDone;
            case TelegramReader.Reading.Group group:
                await greeting.Leave(group.ChatId, cancel);
                return true;
            default:
                return true;
        }
    }

    // A turn reads and computes on the thread that begins it: those of a full batch are spread, a single one is not kept waiting.
    private static async Task<Incoming> OnAnotherThread(Task<Incoming> update)
    {
        await Task.Yield();
        return await update;
    }

    [LoggerMessage(LogLevel.Error, "{Channel}: update {UpdateId} cannot be read; it is passed over.")]
    private partial void LogUnreadable(Exception accident, string channel, int updateId);
}
