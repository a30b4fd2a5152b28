using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <summary>Reminders of a meeting: planned one stage at a time; what they say is decided when they fall due.</summary>
internal static class MeetingRemindersPlan
{
    public static StageWriter Writer { get; } = new([Stage.Meeting3d, Stage.Meeting1d, Stage.Meeting2h, Stage.MeetingNudge], Write);

    /// <summary>Plans the stage after <paramref name="after"/> that is still to come. Version: the meeting's <see cref="Meeting.TimeVersion"/>.</summary>
    public static async ValueTask Next(Effects effects, Meeting meeting, string personId, Stage? after, CellSettings settings)
    {
        if (MeetingReminders.Next(after, meeting.StartsAt, settings, effects.Now) is not { } stage) return;
        var id = Reminder.IdOf(personId, stage, meeting.Id, meeting.TimeVersion);
        if (await effects.Desk.Get<Reminder>(id) is not null) return;
        effects.Desk.Put(new Reminder(id) { PersonId = personId, Stage = stage, ObjectId = meeting.Id, Version = meeting.TimeVersion, DueAt = MeetingReminders.At(stage, meeting.StartsAt, settings) });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        var reminder = run.Reminder;
        var nudge = reminder.Stage is Stage.MeetingNudge;
        if (await run.Effects.Desk.Get<Meeting>(reminder.ObjectId) is not { } meeting) return new StageVerdict.Skip("no meeting");
        if (meeting.Status is MeetingStatus.Cancelled) return new StageVerdict.Skip("cancelled");
        if (!nudge && reminder.Version != meeting.TimeVersion) return new StageVerdict.Skip("old version");
        if (run.Now >= meeting.StartsAt) return new StageVerdict.Skip("begun");
        if (!meeting.AttendeeIds.Contains(run.Me.Id) || !await MeetingCircle.Has(run.Effects.Desk, run.Me, meeting.UnitId)) return new StageVerdict.Skip("not invited");
        if (await Exempt.FromMeetings(run.Effects.Desk, meeting.UnitId, run.Me.Id, run.Effects.Today)) return new StageVerdict.Skip("exempt"); // since the notice
        if (!nudge) await Next(run.Effects, meeting, run.Me.Id, reminder.Stage, run.Me.Cell?.Settings ?? new());

        var answer = meeting.Standing(await run.Effects.Desk.Get<Rsvp>(Rsvp.IdOf(meeting.Id, run.Me.Id)));
        return reminder.Stage switch
        {
            _ when answer is RsvpAnswer.AbsentWithReason => new StageVerdict.Skip("absent"),
            Stage.Meeting3d or Stage.MeetingNudge => answer is RsvpAnswer.NoAnswer ? Say(Open(run, meeting), meeting) : new StageVerdict.Skip("answered"),
            Stage.Meeting1d when Tomorrow(run, meeting) => Say(answer is RsvpAnswer.NoAnswer
                ? run.Voice.Screen("remind.meeting.1d.open", MeetingWords.Blocks(meeting), MeetingWords.Answers(meeting)) with { Topic = meeting.Id }
                : meeting.MaterialsPosted && await run.Effects.Desk.Get<MaterialsRead>(Rsvp.IdOf(meeting.Id, run.Me.Id)) is null
                ? run.Voice.Screen("remind.meeting.1d.read", [.. MeetingWords.Blocks(meeting), ("MaterialsText", run.Voice.Say("remind.meeting.materials"))], Start.Of(ReadMaterials.Name, ("meeting", meeting.Id))) with { Topic = meeting.Id + "/materials" }
                : run.Voice.Say("remind.meeting.1d", [.. MeetingWords.Blocks(meeting), ("MaterialsText", meeting.MaterialsPosted ? run.Voice.Say("remind.meeting.materials") : "")]), meeting),
            Stage.Meeting1d => new StageVerdict.Skip("too late"),
            _ when meeting.StartsAt - run.Now < MeetingReminders.LeastLeft => new StageVerdict.Skip("too late"),
            _ => Say(run.Voice.Say(run.Now.Date == meeting.StartsAt.Date ? "remind.meeting.2h" : "remind.meeting.eve", MeetingWords.Blocks(meeting)), meeting, last: true),
        };
    }

    private static Screen Open(StageRun run, Meeting meeting) => run.Voice.Screen("remind.meeting.3d", MeetingWords.Blocks(meeting), MeetingWords.Answers(meeting)) with { Topic = meeting.Id };

    /// <summary>After an outage the day before has become the day itself: its words would be wrong.</summary>
    private static bool Tomorrow(StageRun run, Meeting meeting) => run.Now.Date.AddDays(1) == meeting.StartsAt.Date;

    private static StageVerdict.Say Say(Screen alone, Meeting meeting, bool last = false) =>
        new(alone, $"{meeting.Title}: {VietnameseDates.When(meeting.StartsAt)}, tại {MeetingWords.Place(meeting)}", Start.Of(RsvpDialog.Name, ("meeting", meeting.Id)), Merges: !last, last ? Lane.Urgent : Lane.Bulk)
        {
            NotAfter = meeting.StartsAt,
        };
}
