using CellBot.Dialogs.Speech;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Sending;
using CellBot.Storage.Engines;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels.Zalo;

/// <summary>
/// The people that Zalo lets one bot talk with: 50 on its free plan (November 2026). What it does with the next one is not known, so nobody is linked beyond them: whoever comes
/// then is told in one message a week (each counts), and the operator hears of it.
/// </summary>
internal sealed class ZaloRoom(string bot, int most, ZaloClient client, MonthlyQuota quota, ZaloCondition condition, Store store, Phrasebook words, TimeProvider time)
{
    private DateTimeOffset? turnedAway;

    /// <summary>"{channel}/{bot}".</summary>
    public string Name => $"{ZaloChannel.Platform}/{bot}";

    public int Most => most;

    /// <summary>When somebody last found no room, as far as this host knows.</summary>
    public DateTimeOffset? TurnedAwayAt => turnedAway;

    /// <summary>Those who are linked always have room.</summary>
    public async Task<bool> HasFor(string accountId, CancellationToken cancel)
    {
        if (await store.Open(cancel).Get<ChannelAccount>(accountId) is { State: not AccountState.Unlinked })
            return true;
        return await Count(cancel) < most;
    }

    /// <summary>How many are linked now; the board is told.</summary>
    public async Task<int> Count(CancellationToken cancel)
    {
        var people = (await store.Open(cancel).Tally(ChannelAccount.ByBot, Name)).Where(count => count.Key == Name).Sum(count => count.Count);
        condition.People(people, most);
        return people;
    }

    /// <param name="chatId">Where it is said.</param>
    public async Task TurnAway(string accountId, string chatId, CancellationToken cancel)
    {
        turnedAway = time.GetUtcNow();
        var session = store.Open(cancel);
        var mark = new SeenUpdate($"{Name}/full-{FileLink.IdOf(accountId)}") { At = time.GetUtcNow() };
        if (await session.Get<SeenUpdate>(mark.Id) is not null)
            return;
        session.Put(mark);
        var answer = new OutboxMessage(mark.Id) { AccountId = accountId, Lane = Lane.Answer, Text = new Voice(words, null).Say("zalo.full", ("Most", most)), CreatedAt = time.GetUtcNow() };
        if (await session.Commit() is CommitResult.Committed && await quota.Take(answer, 1, cancel) is null)
            await client.SendMessage(chatId, answer.Text, cancel);
    }
}
