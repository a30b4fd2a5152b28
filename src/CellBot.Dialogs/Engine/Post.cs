using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Engine;

/// <summary>Writes messages that nobody asked for into the outbox, to the account a person prefers.</summary>
public sealed class Post(IDesk desk, Phrasebook words, string causeId, DateTimeOffset now)
{
    private int count;

    /// <summary>Sends to a person, in that person's own form of address.</summary>
    /// <returns>The row; null when the person cannot be reached (no account, no consent): the caller decides what to write down.</returns>
    public async ValueTask<OutboxMessage?> Send(string participantId, Func<Voice, Screen> write, Lane lane = Lane.Bulk, PostOptions? options = null)
    {
        if (await Me.Load(desk, participantId, DateOnly.FromDateTime(now.DateTime)) is not { } addressee) return null;
        return await Send(addressee, write, lane, options);
    }

    public async ValueTask<OutboxMessage?> Send(Me addressee, Func<Voice, Screen> write, Lane lane = Lane.Bulk, PostOptions? options = null)
    {
        options ??= new();
        if (await AccountOf(addressee.Person, options) is not { } account) return null;
        var screen = write(new Voice(words, addressee));
        var busy = screen.Choices.Count > 0 && (lane is not Lane.Urgent || options.WhenBusy is not null) && await InConversation(account.Id, addressee);
        if (busy && lane is Lane.Urgent) screen = options.WhenBusy!(new Voice(words, addressee));
        var id = options.Id ?? $"{causeId}/p{count++}";
        var token = screen.Choices.Count > 0 ? Tokens.For(account.Id, id) : null;
        var list = token is null ? null : new OpenList(token, screen.Topic ?? id, now, [.. screen.Choices.Select(choice =>
            new ListChoice(choice.Label, choice.Start ?? throw new InvalidOperationException("A choice nobody asked for starts nothing.")))]);
        var row = new OutboxMessage(id)
        {
            AccountId = account.Id, ParticipantId = addressee.Id, Lane = lane, Text = screen.Text, Tail = screen.Tail,
            Choices = screen.NumbersInWords ? [] : [.. screen.Choices.Select(choice => choice.Label)], Token = token, List = list, Attachments = screen.Attachments ?? [], Enclosed = screen.Enclosed,
            CreatedAt = now, NotBefore = options.NotBefore, NotAfter = options.NotAfter, NoticeId = options.NoticeId, EditsId = options.EditsId,
            State = busy && lane is not Lane.Urgent ? OutboxState.Held : OutboxState.Waiting,
        };
        desk.Put(row);
        return row;
    }

    /// <summary>The account that notices go to: the preferred one, else the one linked last. Null without one, or without consent.</summary>
    /// <param name="except">An account that cannot be written to now.</param>
    public static async ValueTask<ChannelAccount?> AccountOf(IReader reader, Participant person, string? except = null)
    {
        if (!person.HasConsented || person.Consent!.RefusedPurposes.Contains(Consent.Notices)) return null;
        ChannelAccount? best = null;
        foreach (var account in await reader.Find(ChannelAccount.ByParticipant, person.Id + "/"))
            if (account.State is AccountState.Active && account.Id != except && (best is null || account.Id == person.PreferredAccountId || (best.Id != person.PreferredAccountId && account.LinkedAt > best.LinkedAt)))
                best = account;
        return best;
    }

    private async ValueTask<ChannelAccount?> AccountOf(Participant person, PostOptions options) =>
        options.AccountId is { } wanted && (person.HasConsented || options.AskedFor) && await desk.Get<ChannelAccount>(wanted) is { State: AccountState.Active } account && account.ParticipantId == person.Id
            ? account
            : await AccountOf(desk, person);

    /// <summary>The row as it goes to another account of the same person: its buttons belong to that chat.</summary>
    public static OutboxMessage Readdressed(OutboxMessage row, string accountId)
    {
        var token = row.Token is null ? null : Tokens.For(accountId, row.Id);
        return row with { AccountId = accountId, Token = token, List = row.List is { } list && token is not null ? list with { Token = token } : row.List };
    }

    /// <summary>Lists wait while a conversation is in progress: their numbers would be taken for answers to it (model section 8).</summary>
    private async ValueTask<bool> InConversation(string accountId, Me addressee) =>
        await desk.Get<Chat>(accountId) is { Active: { OpenKey: not null } active } && now - active.LastAt < TimeSpan.FromMinutes(addressee.Cell?.Settings.IdleMinutes ?? 30);
}

/// <summary>Particulars of a message that nobody asked for.</summary>
public sealed record PostOptions
{
    /// <summary>A derived id of its own (notice/person), where the cause writes many over several commits.</summary>
    public string? Id { get; init; }
    public string? NoticeId { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
    public DateTimeOffset? NotAfter { get; init; }
    public string? EditsId { get; init; }
    /// <summary>This account of the person, if it is active, instead of the preferred one.</summary>
    public string? AccountId { get; init; }
    /// <summary>The person asked for it in that account: an answer that comes later, for which it needs no consent to messages.</summary>
    public bool AskedFor { get; init; }

    /// <summary>For the urgent lane, which waits for no conversation: the message without a list, said instead while one is in progress.</summary>
    public Func<Voice, Screen>? WhenBusy { get; init; }
}
