using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Delivery;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;

namespace CellBot.Dialogs.Meetings;

/// <summary>The roll as the secretary closed it.</summary>
/// <param name="Entries">Everyone whose attendance is clear.</param>
internal sealed record RollCalled(string MeetingId, IReadOnlyList<RollCallEntry> Entries) : Fact;

internal static class RollCallOutcomes
{
    private const int ExplainDays = 7;
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(15);

    public static StageWriter Writer { get; } = new([Stage.RollCall], Write);

    /// <summary>The prompt a quarter of an hour after the start, of a meeting that begins in the quiet hours next morning. Version: the meeting's <see cref="Meeting.TimeVersion"/>; of a later morning the day.</summary>
    public static ValueTask Plan(Effects effects, Meeting meeting, CellSettings settings)
    {
        var at = meeting.StartsAt + AfterStart;
        return Plan(effects, meeting.ConvenedBy, meeting.Id, meeting.TimeVersion, settings.IsQuietAt(at) ? settings.NextMorning(at) : at);
    }

    public static async ValueTask Called(RollCalled fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || !effects.Me.LeadsCell || meeting.UnitId != effects.Me.Cell?.Id) return;
        var before = await effects.Desk.Get<RollCall>(meeting.Id);
        effects.Desk.Put(new RollCall(meeting.Id) { UnitId = meeting.UnitId, StartsAt = meeting.StartsAt, Entries = fact.Entries, ClosedAt = effects.Now, ClosedBy = effects.Me.Id });
        effects.Audit("roll-call", meeting.Id);
        foreach (var entry in fact.Entries.Where(entry => entry.Attendance is Attendance.UnexcusedAbsence && before?.Of(entry.ParticipantId) is not Attendance.UnexcusedAbsence))
        {
            effects.Audit("unexcused", $"{meeting.Id}/{entry.ParticipantId}");
            await effects.Post.Send(entry.ParticipantId, voice => Tell(voice, meeting));
        }
        await AfterMeeting.MeetingEnd.Close(effects.Desk, meeting.Id);
        if (fact.Entries.Count < meeting.AttendeeIds.Count) await AskNextMorning(effects, effects.Me.Id, meeting.Id, effects.Me.Cell!.Settings);
    }

    private static Screen Tell(Voice voice, Meeting meeting)
    {
        var words = voice.Screen("rollcall.toMember", [("Date", Domain.Dates.VietnameseDates.Short(QuietHours.Day(meeting.StartsAt))), ("Days", ExplainDays)]);
        return words with { Choices = [new Choice("explain", "Gửi lý do", Start.Of(ExplainAbsence.Name, ("meeting", meeting.Id)))], Topic = meeting.Id }; // in place of the notice, whose answers mean nothing any more
    }

    private static ValueTask AskNextMorning(Effects effects, string personId, string meetingId, CellSettings settings)
    {
        var at = settings.Tomorrow(effects.Now);
        return Plan(effects, personId, meetingId, QuietHours.Day(at).DayNumber, at);
    }

    private static async ValueTask Plan(Effects effects, string personId, string meetingId, int version, DateTimeOffset at)
    {
        var id = Reminder.IdOf(personId, Stage.RollCall, meetingId, version);
        if (await effects.Desk.Get<Reminder>(id) is null) effects.Desk.Put(new Reminder(id) { PersonId = personId, Stage = Stage.RollCall, ObjectId = meetingId, Version = version, DueAt = at });
    }

    private static async ValueTask<StageVerdict> Write(StageRun run)
    {
        if (await run.Effects.Desk.Get<Meeting>(run.Reminder.ObjectId) is not { } meeting) return new StageVerdict.Skip("no meeting");
        if (meeting.Status is MeetingStatus.Cancelled) return new StageVerdict.Skip("cancelled");
        if (!run.Me.LeadsCell || run.Me.Cell!.Id != meeting.UnitId) return new StageVerdict.Skip("no office");
        if (run.Now < meeting.StartsAt) return new StageVerdict.Skip("old version");
        var view = (await RollCallView.Load(run.Effects.Desk, meeting))!;
        var morning = run.Reminder.DueAt.Date > meeting.StartsAt.Date;
        Start With(string first) => Start.Of(RollCallDialog.Name, ("meeting", meeting.Id), ("first", first));

        if (view.Earlier is { } earlier)
        {
            var open = view.People.Where(person => earlier.Of(person.Id) is null).Select(person => person.FullName).ToArray();
            if (open.Length == 0) return new StageVerdict.Skip("done");
            if (!morning) return new StageVerdict.Skip("called");
            var again = run.Voice.Screen("rollcall.openAgain", [("MeetingTitle", meeting.Title), ("Open", open.Length), ("Names", NameList.Named(open))],
                Start.Of(RollCallDialog.Name, ("meeting", meeting.Id)), Start.Of(Later.Name));
            return new StageVerdict.Say(again with { Topic = meeting.Id + "/roll" }, again.Text.Split('\n')[0], null, Merges: false);
        }
        if (!morning && run.Reminder.Version != meeting.TimeVersion) return new StageVerdict.Skip("old version");
        if (!morning) await AskNextMorning(run.Effects, run.Me.Id, meeting.Id, run.Me.Cell.Settings);
        var prompt = view.Prompt(run.Voice, With("all"), With("some"), With("later")) with { Topic = meeting.Id + "/roll" };
        return new StageVerdict.Say(prompt, prompt.Text.Split('\n')[0], null, Merges: false, morning ? Lane.Bulk : Lane.Urgent);
    }
}
