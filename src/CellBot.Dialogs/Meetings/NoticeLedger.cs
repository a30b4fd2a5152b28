using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Meetings;

/// <summary>How a notice went: every recipient has a row, so the parts always sum up (design section 7).</summary>
internal sealed record NoticeLedger(int Sent, int Waiting, IReadOnlyList<string> Unreached, IReadOnlyList<string> Unknown)
{
    public int All => Sent + Waiting + Unreached.Count + Unknown.Count;

    /// <summary>Whether some rows have not left yet.</summary>
    public static async ValueTask<bool> IsMoving(IReader reader, string noticeId) =>
        (await reader.Tally(OutboxMessage.ByNotice, noticeId + "/")).Any(count => StateOf(count.Key) is OutboxState.Waiting or OutboxState.Held or OutboxState.Sending);

    /// <summary>Counts from the index; only the rows that failed are read, for their names.</summary>
    public static async ValueTask<NoticeLedger> Of(IReader reader, string noticeId)
    {
        var counts = (await reader.Tally(OutboxMessage.ByNotice, noticeId + "/")).ToDictionary(count => StateOf(count.Key), count => count.Count);
        return new NoticeLedger(
            counts.GetValueOrDefault(OutboxState.Sent),
            counts.GetValueOrDefault(OutboxState.Waiting) + counts.GetValueOrDefault(OutboxState.Held) + counts.GetValueOrDefault(OutboxState.Sending),
            [.. await People(reader, noticeId, OutboxState.Unreachable), .. await People(reader, noticeId, OutboxState.GivenUp)],
            await People(reader, noticeId, OutboxState.Unknown));
    }

    /// <summary>Those whom no notice of the meeting reached.</summary>
    public static async ValueTask<IReadOnlySet<string>> ReachedByNone(IReader reader, Meeting meeting)
    {
        var unreached = new HashSet<string>();
        for (var version = 1; version <= Math.Max(meeting.NoticeVersion, 1); version++)
        {
            var notice = Notice.IdOf(meeting.Id, version);
            var missed = (await People(reader, notice, OutboxState.Unreachable)).Concat(await People(reader, notice, OutboxState.GivenUp)).ToHashSet();
            if (version == 1) unreached = missed;
            else unreached.IntersectWith(missed);
        }
        return unreached;
    }

    /// <summary>How many of the invited a message would leave for.</summary>
    public static async ValueTask<int> Reachable(IReader reader, Meeting meeting) =>
        (await Invitees.Reachable(reader, await reader.Get<Participant>(meeting.AttendeeIds))).Count;

    private static async ValueTask<IReadOnlyList<string>> People(IReader reader, string noticeId, OutboxState state) =>
        [.. (await reader.Find(OutboxMessage.ByNotice, $"{noticeId}/{state}", 100_000)).Where(row => row.State == state).Select(row => row.ParticipantId!)];

    private static OutboxState StateOf(string key) => Enum.Parse<OutboxState>(key[(key.LastIndexOf('/') + 1)..]);
}
