using CellBot.Dialogs.Aids;
using CellBot.Dialogs.Committee;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.Meetings;

/// <summary>When the minute is over, a notice is written to the outbox, a row for everyone invited, 500 in a commit; the first of them also makes the meeting what the notice says.</summary>
internal static class SpreadNotice
{
    private const int Chunk = 500;

    public static Tick Tick { get; } = new("meeting.spread",
        async (reader, now, most) => [.. (await Open(reader, now, most)).Select(notice => notice.Id)],
        Settle)
    {
        InChunks = true,
        Next = async reader => (await Open(reader, null, 1000)).Select(notice => (DateTimeOffset?)notice.SendAt).Min(),
    };

    private static async ValueTask<IEnumerable<Notice>> Open(IReader reader, DateTimeOffset? until, int most) =>
        (await reader.Range(Notice.ByDue, "0", until is { } at ? $"{at.UtcDateTime:yyyyMMddHHmmss}" : "9", 1000))
            .Where(notice => notice.State is NoticeState.Held or NoticeState.Spreading).Take(most);

    private static async ValueTask Settle(TickRun run)
    {
        var desk = run.Desk;
        if (await desk.Get<Notice>(run.Id) is not { State: NoticeState.Held or NoticeState.Spreading } notice || notice.SendAt > run.Now) return;
        var effects = run.Because(notice.Id);
        var meeting = notice.Meeting with { Status = notice.Kind switch { NoticeKind.Announce => MeetingStatus.Announced, NoticeKind.Change => MeetingStatus.Changed, _ => MeetingStatus.Cancelled } };
        if (notice.State is NoticeState.Held)
        {
            if (await desk.Get<Meeting>(meeting.Id) is { } stored && stored.NoticeVersion >= meeting.NoticeVersion)
            {
                desk.Put(notice with { State = NoticeState.Stopped }); // another notice was faster
                return;
            }
            desk.Put(meeting);
            if (meeting.Status is not MeetingStatus.Cancelled && meeting.Organiser is null)
            {
                await RollCallOutcomes.Plan(effects, meeting, await Ladder.SettingsOf(desk, meeting.UnitId));
                await ReadAloud.Plan(effects, meeting);
            }
            if (meeting.Organiser is null) await NoticeCopy.Plan(effects, notice, meeting);
            if (meeting.Status is not MeetingStatus.Cancelled) await MeetingMaterials.Plan(effects, meeting, await Ladder.SettingsOf(desk, meeting.UnitId));
            if (meeting.AttendeeIds.Contains(meeting.ConvenedBy)) await ConvenerComes(desk, meeting, run.Now);
        }
        var chunk = meeting.AttendeeIds.Skip(notice.Cursor).Take(Chunk).ToArray();
        var answers = (await desk.Get<Rsvp>([.. chunk.Select(id => Rsvp.IdOf(meeting.Id, id))])).ToDictionary(answer => answer.ParticipantId);
        var organiser = meeting.Organiser ?? (await desk.Get<OrgUnit>(meeting.UnitId))?.Name ?? "";
        var calendar = new Enclosure(MeetingCalendar.FileName, MeetingCalendar.MediaType, MeetingCalendar.Write(meeting, organiser, notice.SendAt));
        foreach (var id in chunk)
        {
            var person = await Me.Load(desk, id, run.Today);
            await Write(effects, notice, meeting, calendar, id, person, answers.GetValueOrDefault(id));
            if (person is null) continue;
            if (notice.Kind is NoticeKind.Announce || notice.Kind is NoticeKind.Change && meeting.TimeVersion != notice.Before?.TimeVersion)
                await MeetingRemindersPlan.Next(effects, meeting, id, after: null, person.Cell?.Settings ?? new());
        }
        var cursor = notice.Cursor + chunk.Length;
        desk.Put(notice with { State = cursor >= meeting.AttendeeIds.Count ? NoticeState.Spread : NoticeState.Spreading, Cursor = cursor });
    }

    /// <summary>The convener is not asked on the own notice; the answer can be changed like any other.</summary>
    private static async ValueTask ConvenerComes(IDesk desk, Meeting meeting, DateTimeOffset now)
    {
        var id = Rsvp.IdOf(meeting.Id, meeting.ConvenedBy);
        var given = await desk.Get<Rsvp>(id);
        if (given is not null && meeting.Standing(given) is not RsvpAnswer.NoAnswer) return;
        desk.Put(new Rsvp(id) { MeetingId = meeting.Id, ParticipantId = meeting.ConvenedBy, Answer = RsvpAnswer.Attend, AnsweredAt = now, TimeVersion = meeting.TimeVersion });
    }

    /// <summary>One recipient's row; who cannot be reached has one too, that never leaves.</summary>
    private static async ValueTask Write(Effects effects, Notice notice, Meeting meeting, Enclosure calendar, string personId, Me? person, Rsvp? answer)
    {
        var soon = meeting.StartsAt - effects.Now < TimeSpan.FromHours(2);
        var row = Notice.RowOf(notice.Id, personId);
        Screen Words(Voice voice) => NoticeWords.To(voice, notice, meeting, personId, answer) with { Enclosed = calendar };
        var options = new PostOptions { Id = row, NoticeId = notice.Id, NotAfter = notice.Kind is NoticeKind.Cancel ? null : meeting.StartsAt, WhenBusy = voice => NoticeWords.WithoutNumbers(voice, Words(voice)) };
        var lane = notice.Kind is NoticeKind.Announce && !soon ? Lane.Bulk : Lane.Urgent;
        var rests = person?.Person is { NoticesPausedToo: true, RemindersPausedTo: { } until } && until >= effects.Today;
        if (person is null || rests || await effects.Post.Send(person, Words, lane, options) is null)
            effects.Desk.Put(new OutboxMessage(row)
            {
                AccountId = "", ParticipantId = personId, Lane = lane, Text = "", CreatedAt = effects.Now, State = OutboxState.Unreachable, SettledAt = effects.Now, Reason = rests ? "paused" : "no account", NoticeId = notice.Id,
            });
    }
}
