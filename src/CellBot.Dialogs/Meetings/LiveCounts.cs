using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Meetings;

/// <summary>The secretary's report shows who comes, in place: the message is edited, no new one is sent.</summary>
internal static class LiveCounts
{
    /// <summary>Answers within this time make one edit.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(5);

    public static Tick Tick { get; } = new("meeting.count",
        async (reader, now, most) => [.. (await reader.Range(LiveCount.ByDue, "0", $"{now.UtcDateTime:yyyyMMddHHmmss}", most)).Select(count => count.Id)],
        Settle)
    {
        Next = async reader => (await reader.Range(LiveCount.ByDue, "0", "9", 1)) is [var soonest] ? soonest.Counting ?? soonest.DueAt : null,
    };

    /// <summary>From now on the report, which must stand on a channel that can edit, follows the answers. Elsewhere "ai đi họp" tells.</summary>
    public static async ValueTask Begin(IDesk desk, Notice notice, OutboxMessage report)
    {
        var before = await desk.Get<LiveCount>(notice.MeetingId);
        desk.Put(new LiveCount(notice.MeetingId) { PersonId = notice.SenderId, MessageId = report.Id, NoticeId = notice.Id, DueAt = before?.DueAt, EditId = null });
    }

    /// <summary>An answer came.</summary>
    public static async ValueTask Changed(Effects effects, string meetingId)
    {
        if (await effects.Desk.Get<LiveCount>(meetingId) is not { } count) return;
        if (count.DueAt is null) effects.Desk.Put(count with { DueAt = effects.Now + Gather });
        else effects.Desk.Rely<LiveCount>(meetingId); // the count that is coming must not have begun already
    }

    /// <summary>The report itself has changed: more of the notice has gone out.</summary>
    public static async ValueTask Refresh(IDesk desk, string meetingId, DateTimeOffset now)
    {
        if (await desk.Get<LiveCount>(meetingId) is { DueAt: null } count) desk.Put(count with { DueAt = now });
    }

    /// <summary>
    /// In two commits: the first says that a count begins, so that whoever answers from there on asks for the next one; the second reads the answers. In one, an
    /// answer written between reading and commit would be in no count.
    /// </summary>
    private static async ValueTask Settle(TickRun run)
    {
        switch (await run.Desk.Get<LiveCount>(run.Id))
        {
            case { Counting: { } due } count:
                run.Desk.Put(await Count(run, count, due));
                break;
            case { DueAt: { } due } count:
                run.Desk.Put(count with { Counting = due, DueAt = null });
                break;
        }
    }

    private static async ValueTask<LiveCount> Count(TickRun run, LiveCount count, DateTimeOffset due)
    {
        var editId = count.EditId;
        if (await run.Desk.Get<Meeting>(run.Id) is { } meeting && await run.Desk.Get<OutboxMessage>(count.MessageId) is { } message
            && await Me.Load(run.Desk, count.PersonId, run.Today) is { } person)
        {
            var pending = editId is null ? null : await run.Desk.Get<OutboxMessage>(editId);
            editId = pending is { State: OutboxState.Waiting } ? editId : string.Create(CultureInfo.InvariantCulture, $"{count.MessageId}/e{due.UtcDateTime:yyyyMMddHHmmss}");
            if (await run.Desk.Get<OutboxMessage>(editId!) is null or { State: OutboxState.Waiting })
                run.Desk.Put(new OutboxMessage(editId!)
                {
                    AccountId = message.AccountId, ParticipantId = person.Id, Lane = Lane.Bulk, EditsId = message.Id, CreatedAt = run.Now,
                    Text = await Report(run, count, message, new Voice(run.Words, person)) + "\n" + await Counted(run, meeting, new Voice(run.Words, person)), Tail = message.Tail,
                    Choices = message.ListClosed ? [] : message.Choices, Token = message.ListClosed ? null : message.Token,
                });
        }
        return count with { Counting = null, EditId = editId };
    }

    /// <summary>The report's own words, as its ledger stands now.</summary>
    private static async ValueTask<string> Report(TickRun run, LiveCount count, OutboxMessage message, Voice voice) =>
        count.NoticeId is { } id && await run.Desk.Get<Notice>(id) is { } notice ? (await ReportNotice.Words(run.Desk, voice, notice)).Text : message.Text;

    private static async ValueTask<string> Counted(TickRun run, Meeting meeting, Voice voice)
    {
        var heads = Headcount.Of(meeting, await run.Desk.Find(Rsvp.ByMeeting, meeting.Id + "/", 100_000), await NoticeLedger.ReachedByNone(run.Desk, meeting));
        return MeetingWords.WithoutZeros(voice.Say("meeting.count", ("Time", Domain.Dates.VietnameseDates.Clock(run.Now)), ("Yes", heads.Attend.Count), ("Late", heads.Late.Count),
            ("Absent", heads.Absent.Count), ("NoAnswer", heads.NoAnswer.Count), ("Unreachable", heads.Unreached.Count)));
    }
}
