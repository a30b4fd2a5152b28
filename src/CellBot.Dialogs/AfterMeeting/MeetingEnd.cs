using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Records;

namespace CellBot.Dialogs.AfterMeeting;

/// <summary>A meeting whose end has passed was held; with its roll called and its minutes confirmed it is closed (model section 6).</summary>
internal static class MeetingEnd
{
    public static Tick Tick { get; } = new("meeting.held",
        async (reader, now, most) => [.. (await reader.Range(Meeting.ByEnd, "", Meeting.KeyOf(now), most)).Select(meeting => meeting.Id)],
        Held)
    {
        Next = async reader => (await reader.Range(Meeting.ByEnd, "", "9", 1)) is [var soonest] ? soonest.EndsAt : null,
    };

    private static readonly TimeSpan RollFirst = TimeSpan.FromDays(3);

    public static StageWriter Writer { get; } = new([Stage.Minutes], Write);

    private static async ValueTask Held(TickRun run)
    {
        if (await run.Desk.Get<Meeting>(run.Id) is not { Status: MeetingStatus.Announced or MeetingStatus.Changed } meeting || Meeting.ByEnd.KeyOf(meeting) is not { } key || string.CompareOrdinal(key, Meeting.KeyOf(run.Now)) > 0) return;
        run.Desk.Put(meeting with { Status = MeetingStatus.Held });
        if (meeting.Organiser is not null) return;
        var settings = await Ladder.SettingsOf(run.Desk, meeting.UnitId);
        var id = Reminder.IdOf(meeting.ConvenedBy, Stage.Minutes, meeting.Id, 1);
        if (await run.Desk.Get<Reminder>(id) is null)
            run.Desk.Put(new Reminder(id) { PersonId = meeting.ConvenedBy, Stage = Stage.Minutes, ObjectId = meeting.Id, Version = 1, DueAt = settings.Tomorrow(meeting.EndsAt) });
    }

    /// <summary>After the roll call or the minutes: closed when neither is missing any more.</summary>
    public static async ValueTask Close(IDesk desk, string meetingId)
    {
        if (await desk.Get<Meeting>(meetingId) is not { Status: MeetingStatus.Announced or MeetingStatus.Changed or MeetingStatus.Held } meeting) return;
        if (await desk.Get<Minutes>(meetingId) is not { ConfirmedBy.Count: > 0 } || await desk.Get<RollCall>(meetingId) is not { } roll || !meeting.AttendeeIds.All(id => roll.Of(id) is not null)) return;
        desk.Put(meeting with { Status = MeetingStatus.Closed });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        if (await run.Effects.Desk.Get<Meeting>(run.Reminder.ObjectId) is not { Status: not MeetingStatus.Cancelled } meeting) return new StageVerdict.Skip("no meeting");
        if (!run.Me.LeadsCell || run.Me.Cell!.Id != meeting.UnitId) return new StageVerdict.Skip("no office");
        if (await run.Effects.Desk.Get<Minutes>(meeting.Id) is not null) return new StageVerdict.Skip("done");
        // One thing at a time: first the roll, for some mornings.
        var roll = await run.Effects.Desk.Get<RollCall>(meeting.Id);
        if (run.Now < meeting.EndsAt + RollFirst && (roll is null || !meeting.AttendeeIds.All(id => roll.Of(id) is not null))) return new StageVerdict.Later(run.Me.Cell.Settings.Tomorrow(run.Now));
        var screen = run.Voice.Screen("minutes.prompt", [("MeetingTitleCap", Speech.Voice.Capital(meeting.Title)), ("Date", Domain.Dates.VietnameseDates.Short(QuietHours.Day(meeting.StartsAt)))],
            Start.Of(MinutesDialog.Name, ("meeting", meeting.Id)), Start.Of(Later.Name));
        return new StageVerdict.Say(screen with { Topic = meeting.Id + "/minutes" }, $"Lập biên bản {meeting.Title}", Start.Of(MinutesDialog.Name, ("meeting", meeting.Id)), Merges: true);
    }
}
