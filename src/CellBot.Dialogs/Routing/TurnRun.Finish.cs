using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;

namespace CellBot.Dialogs.Routing;

internal sealed partial class TurnRun
{
    private const int MostLists = 8;

    /// <summary>The replies of one turn are one message; with it goes everything else the turn changed.</summary>
    private async ValueTask<TurnReport> Finish()
    {
        if (hadEffect && chat.LastChoice is { } last && last.At == now) chat = chat with { LastChoice = last with { EffectAt = now } };
        DropOldDrafts();
        string? replyId = null;
        if (Merge() is { } screen)
        {
            replyId = update.Id + "/0";
            if (uploads.In(screen.Text) is { } link) desk.Put(link);
            await ReplaceSettling(screen, replyId);
            var token = TokenFor(screen, replyId);
            var leavesAt = screen.Settle is { } settle ? now + settle : (DateTimeOffset?)null;
            var sending = update.SenderEpoch is not null && leavesAt is null;
            desk.Put(new OutboxMessage(replyId)
            {
                AccountId = update.AccountId, ParticipantId = me?.Id ?? chat.ParticipantId, Lane = Lane.Answer, Text = screen.Text, Tail = screen.Tail,
                Choices = [.. screen.Choices.Select(choice => choice.Label)], Token = token, Attachments = screen.Attachments ?? [],
                CreatedAt = now, NotBefore = leavesAt,
                State = sending ? OutboxState.Sending : OutboxState.Waiting, OwnerEpoch = update.SenderEpoch ?? 0, Attempt = sending ? 1 : 0,
            });
        }
        if (conversationEnded && chat.Active is null) await ReleaseHeld();
        desk.Put(chat);
        return new TurnReport(false, replyId, toast);
    }

    private Screen? Merge()
    {
        if (replies.Count == 0) return null;
        var choices = replies.FindLast(reply => reply.Choices.Count > 0);
        var text = string.Join('\n', replies.Select(reply => reply.Text).Where(line => line.Length > 0));
        IReadOnlyList<Attachment> attachments = [.. replies.SelectMany(reply => reply.Attachments ?? [])];
        return new Screen(text, choices?.Choices ?? [], choices?.Tail ?? replies[^1].Tail, attachments, choices?.Topic, replies[^1].Settle);
    }

    /// <summary>A question's screen has the conversation's token; a list that starts things is kept in the chat under a token of its own.</summary>
    private string? TokenFor(Screen screen, string replyId)
    {
        if (screen.Choices.Count == 0) return null;
        if (screen.Choices.All(choice => choice.Start is null)) return chat.Active?.ScreenToken;
        var list = new OpenList(Tokens.For(update.AccountId, replyId), screen.Topic ?? replyId, now, [.. screen.Choices.Select(choice =>
            new ListChoice(choice.Label, choice.Start ?? throw new InvalidOperationException($"A choice of “{screen.Topic}” stands in a list and starts nothing.")))]);
        chat = chat with { Lists = [.. chat.Lists.Where(open => open.Topic != list.Topic).TakeLast(MostLists - 1), list] };
        return list.Token;
    }

    /// <summary>More pages came before the answer to the earlier ones had left: one answer for all.</summary>
    private async ValueTask ReplaceSettling(Screen screen, string replyId)
    {
        if (chat.SettlingId is { } earlier && await desk.Get<OutboxMessage>(earlier) is { State: OutboxState.Waiting }) desk.Delete<OutboxMessage>(earlier);
        chat = chat with { SettlingId = screen.Settle is null ? null : replyId };
    }

    private void DropOldDrafts()
    {
        if (chat.Parked.Count == 0) return;
        var days = me?.Cell?.Settings.DraftDays ?? 30;
        chat = chat with { Parked = [.. chat.Parked.Where(draft => now < draft.StartedAt.AddDays(days + 1))] };
    }

    /// <summary>What waited for the conversation to end goes out now, in its order.</summary>
    private async ValueTask ReleaseHeld()
    {
        foreach (var held in await desk.Find(OutboxMessage.HeldByAccount, update.AccountId + "/"))
            desk.Put(held with { State = OutboxState.Waiting, CreatedAt = now, List = held.List is { } list ? list with { ShownAt = now } : null });
    }
}
