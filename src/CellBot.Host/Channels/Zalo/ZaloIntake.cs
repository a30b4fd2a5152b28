using CellBot.Domain.Delivery;
using CellBot.Host.Turns;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels.Zalo;

/// <summary>Takes the events of one bot, however they came.</summary>
internal sealed partial class ZaloIntake(string bot, ZaloReader reader, ZaloClient client, ZaloRoom room, TurnRunner turns, Store store, TimeProvider time, ILogger<ZaloIntake> log)
{
    private const string InGroup = "Trợ lý chỉ trò chuyện riêng với từng đồng chí, xin mở cuộc trò chuyện riêng với trợ lý.";

    /// <returns>Whether it is done with: committed, known already, or not for us.</returns>
    public async Task<bool> Take(ZaloEvent said, ZaloChannel channel, CancellationToken cancel)
    {
        switch (reader.Read(said, cancel))
        {
            case ZaloReader.Reading.Turn turn when !await room.HasFor(turn.AccountId, cancel):
                LogFull(bot);
                await room.TurnAway(turn.AccountId, said.ChatId is { Length: > 0 } chat ? chat : said.UserId!, cancel);
                return true;
            case ZaloReader.Reading.Turn turn:
                return (await turns.Take(turn.UpdateId, turn.AccountId, turn.Update, channel, cancel)).IsDone;
            case ZaloReader.Reading.Group group:
                await Decline(group.ChatId, cancel);
                return true;
            case ZaloReader.Reading.Nothing { IsKnown: false }:
                LogUnknown(bot, said.Name.Length <= 60 ? said.Name : said.Name[..60]);
                return true;
            default:
                return true;
        }
    }

    /// <summary>One sentence in a group, and not again for a week: a bot cannot leave, and each message counts.</summary>
    private async Task Decline(string chatId, CancellationToken cancel)
    {
        var session = store.Open(cancel);
        var mark = new SeenUpdate($"{ZaloChannel.Platform}/{bot}/group-{FileLink.IdOf(chatId)}") { At = time.GetUtcNow() };
        if (await session.Get<SeenUpdate>(mark.Id) is not null)
            return;
        session.Put(mark);
        if (await session.Commit() is CommitResult.Committed && await client.SendMessage(chatId, InGroup, cancel) is not ZaloAnswer<ZaloSent>.Good)
            LogGroup(bot);
    }

    [LoggerMessage(LogLevel.Warning, "Zalo bot {Bot}: somebody new wrote, and the bot talks with as many people as it may. Add a bot as Zalo:Bots:N:Token.")]
    private partial void LogFull(string bot);

    [LoggerMessage(LogLevel.Information, "Zalo bot {Bot}: an event “{Name}” is not known; it is passed over.")]
    private partial void LogUnknown(string bot, string name);

    [LoggerMessage(LogLevel.Information, "Zalo bot {Bot}: a group could not be told that the bot speaks in private only.")]
    private partial void LogGroup(string bot);
}
