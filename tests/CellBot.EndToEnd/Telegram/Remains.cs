using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Pledges;
using CellBot.Domain.Study;
using CellBot.EndToEnd.Processes;

namespace CellBot.EndToEnd.Telegram;

/// <summary>What a story left in the store, as far as two runs of it must agree.</summary>
/// <param name="Caused">Ids of the outbox rows that people's messages caused: both runs have the same updates, so the same ids.</param>
/// <param name="ByClock">How many rows the clock caused, by person.</param>
internal sealed record Remains(IReadOnlyList<string> Caused, IReadOnlyList<string> ByClock, IReadOnlyList<string> Facts, IReadOnlyList<OutboxMessage> Unknown)
{
    /// <summary>Of a host that has ended.</summary>
    public static async Task<Remains> Of(HostProcess host)
    {
        await using var store = await host.OpenStore();
        // Edits of one message are coalesced, and given up where a kill took the knowledge which message it was: their number may differ.
        var rows = await store.All<OutboxMessage>().Where(row => row.EditsId is null).ToListAsync();
        Assert.Empty(rows.Where(row => row.State is OutboxState.Sending or OutboxState.GivenUp or OutboxState.Unreachable && row.AccountId.Length > 0).Select(row => $"{row.Id}: {row.State} {row.Reason}"));
        string[] facts =
        [
            .. await store.All<Pledge>().Select(pledge => $"pledge {pledge.Id}: {pledge.Status}, {pledge.Submission}, {string.Join("; ", pledge.Items.Select(item => item.Content))}").ToListAsync(),
            .. await store.All<Reflection>().Select(paper => $"reflection {paper.Id}: {paper.Status}, {paper.Receipt}, {paper.Attachments.Count} files").ToListAsync(),
            .. await store.All<Rsvp>().Select(answer => $"answer {answer.Id}: {answer.Answer}, {answer.Reason}").ToListAsync(),
            .. await store.All<Obligation>().Select(duty => $"duty {duty.Id}: {(duty.IsOpen ? "open" : "done")}, {duty.Nudges} nudges").ToListAsync(),
            .. await store.All<Reminder>().Select(reminder => $"reminder {reminder.Id}: {reminder.State}").ToListAsync(),
        ];
        return new Remains(
            [.. rows.Where(IsCaused).Select(row => row.Id).Order(StringComparer.Ordinal)],
            [.. rows.Where(row => !IsCaused(row)).GroupBy(row => row.ParticipantId).Select(rows => $"{rows.Key}: {rows.Count()}").Order(StringComparer.Ordinal)],
            [.. facts.Order(StringComparer.Ordinal)], [.. rows.Where(row => row.State is OutboxState.Unknown)]);
    }

    /// <summary>Messages with buttons that the store lists as unknown; the host has ended.</summary>
    public static async Task<IReadOnlyList<OutboxMessage>> LostInFlight(HostProcess host)
    {
        await using var store = await host.OpenStore();
        return await store.All<OutboxMessage>().Where(row => row is { State: OutboxState.Unknown, List: not null }).ToListAsync();
    }

    private static bool IsCaused(OutboxMessage row) => row.Id.StartsWith("telegram/", StringComparison.Ordinal) || row.Id.StartsWith("zalo/", StringComparison.Ordinal);
}
