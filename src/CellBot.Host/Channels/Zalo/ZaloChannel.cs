using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Host.Sending;
using CellBot.Storage.Records;

namespace CellBot.Host.Channels.Zalo;

/// <summary>One bot of the Zalo Bot Platform: plain numbered text of 2,000 characters, links for files, a counted month.</summary>
public sealed class ZaloChannel : IChannel
{
    public const string Platform = "zalo";

    /// <summary>UTF-16 units of one message (documents of sendMessage).</summary>
    public const int LongestMessage = 2000;

    private readonly ZaloClient client;
    private readonly Store store;
    private readonly LinkedText text;
    private readonly MonthlyQuota quota;
    private readonly ZaloCondition condition;
    private readonly Func<ZaloChannel, CancellationToken, Task> receive;

    /// <param name="receive">By webhook or by polling.</param>
    internal ZaloChannel(string bot, ZaloClient client, Pace pace, Store store, LinkedText text, MonthlyQuota quota, ZaloCondition condition, Func<ZaloChannel, CancellationToken, Task> receive)
    {
        (Bot, this.client, Pace, this.store, this.text, this.quota, this.condition, this.receive) = (bot, client, pace, store, text, quota, condition, receive);
        Capabilities = new(Buttons: false, Edit: false, IncomingFiles: false, OutgoingFiles: false, LongestText: LongestMessage, MonthlyQuota: quota.Total);
    }

    public string Name => Platform;

    public string Bot { get; }

    public bool ReadsBacklog => true;

    public Pace Pace { get; }

    public Capabilities Capabilities { get; }

    public async Task Receive(CancellationToken cancel)
    {
        await quota.Load(cancel);
        await receive(this, cancel);
    }

    public async Task<Delivery> Send(Outgoing message, CancellationToken cancel)
    {
        if (message.EditsPlatformId is not null)
            return new Delivery.GivenUp("Zalo cannot edit");
        var parts = TextParts.Split(await text.Of(message.Row, cancel), LongestMessage);
        var left = parts.Count - message.PartsDone;
        if (await quota.Take(message.Row, left, cancel) is { } until)
        {
            await HoldBack(message.Row, cancel);
            return new Delivery.Parked(until, "monthly quota");
        }

        var chat = (await store.Open(cancel).Get<Chat>(message.Row.AccountId))?.ExternalChatId ?? message.User;
        string? last = null;
        for (var done = message.PartsDone; done < parts.Count; done++)
        {
            var answer = await client.SendMessage(chat, parts[done], cancel);
            if (answer is ZaloAnswer<ZaloSent>.Good good)
                last = good.Result.MessageId;
            else
                return await Failed(message.Row, answer, done, parts.Count, cancel);
        }

        condition.Well();
        return new Delivery.Sent(last) { PartsDone = parts.Count };
    }

    /// <summary>What goes to another account of the person is not held back.</summary>
    private async Task HoldBack(OutboxMessage row, CancellationToken cancel)
    {
        condition.Counted();
        var session = store.Open(cancel);
        if (row.ParticipantId is { } id && (row.Reason is not null || await session.Get<Participant>(id) is not { } person || await Post.AccountOf(session, person, except: row.AccountId) is null))
            quota.HoldsBack(row);
    }

    private async Task<Delivery> Failed(OutboxMessage row, ZaloAnswer<ZaloSent> answer, int done, int all, CancellationToken cancel)
    {
        var delivery = ZaloAnswers.Of(answer) with { PartsDone = done };
        await quota.GiveBack(all - done - (delivery is Delivery.Unknown ? 1 : 0), cancel);
        switch (answer)
        {
            case ZaloAnswer<ZaloSent>.Refused { Code: ZaloAnswers.TokenRefused }:
                condition.TokenRefused();
                break;
            case ZaloAnswer<ZaloSent>.Refused { Code: ZaloAnswers.QuotaUsedUp }:
                delivery = new Delivery.Parked(quota.Refused(row), "monthly quota") { PartsDone = done };
                await HoldBack(row, cancel);
                break;
            case ZaloAnswer<ZaloSent>.Refused refused when delivery is Delivery.TryLater:
                condition.Trouble($"Zalo answers messages of bot {Bot} with error {refused.Code}; they are tried again.");
                break;
            case ZaloAnswer<ZaloSent>.NotReached(var reason):
                condition.Trouble($"Zalo cannot be reached ({reason}); messages wait. If it stays so, look at the network, a firewall or Zalo:Proxy.");
                break;
            case ZaloAnswer<ZaloSent>.Unclear(var reason):
                condition.Trouble($"Zalo does not answer properly ({reason}).");
                break;
        }

        return delivery;
    }
}
