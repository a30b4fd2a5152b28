using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Obligations;

/// <summary>What waited behind a conversation goes out when that has become idle; when it ends, the turn that ends it does the same.</summary>
internal static class HeldTick
{
    public static Tick Tick { get; } = new("held", Due, Settle) { Next = Next };

    private static async ValueTask<IReadOnlyList<string>> Due(IReader reader, DateTimeOffset now, int limit)
    {
        var due = new List<string>();
        foreach (var account in await Accounts(reader))
            if (due.Count < limit && await IdleAt(reader, account) <= now)
                due.Add(account);
        return due;
    }

    private static async ValueTask<DateTimeOffset?> Next(IReader reader)
    {
        DateTimeOffset? soonest = null;
        foreach (var account in await Accounts(reader))
            if (await IdleAt(reader, account) is var idle && (soonest is null || idle < soonest))
                soonest = idle;
        return soonest;
    }

    private static async ValueTask Settle(TickRun run)
    {
        var settings = await SettingsOf(run.Desk, run.Id);
        if (await run.Desk.Get<Chat>(run.Id) is not null) run.Desk.Rely<Chat>(run.Id);
        foreach (var held in await run.Desk.Find(OutboxMessage.HeldByAccount, run.Id + "/"))
            run.Desk.Put(held.NotAfter <= run.Now
                ? held with { State = OutboxState.GivenUp, Reason = "too late", SettledAt = run.Now, ListClosed = true }
                : held with
                {
                    State = OutboxState.Waiting, CreatedAt = run.Now, List = held.List is { } list ? list with { ShownAt = run.Now } : null,
                    NotBefore = settings.IsQuietAt(run.Now) ? settings.AfterQuiet(run.Now) : held.NotBefore,
                });
    }

    private static async ValueTask<IReadOnlyList<string>> Accounts(IReader reader) =>
        [.. (await reader.Find(OutboxMessage.HeldByAccount, "")).Select(held => held.AccountId).Distinct()];

    private static async ValueTask<DateTimeOffset> IdleAt(IReader reader, string account) =>
        await reader.Get<Chat>(account) is { Active: { OpenKey: not null } active } ? active.LastAt.AddMinutes((await SettingsOf(reader, account)).IdleMinutes) : DateTimeOffset.MinValue;

    private static async ValueTask<CellSettings> SettingsOf(IReader reader, string account) =>
        await reader.Get<ChannelAccount>(account) is { } linked && await reader.Get<Participant>(linked.ParticipantId) is { CellId: { } cell } ? await Ladder.SettingsOf(reader, cell) : new();
}
