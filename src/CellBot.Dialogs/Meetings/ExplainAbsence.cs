using CellBot.Dialogs.Engine;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Meetings;

/// <summary>What someone says who was marked absent without a reason: passed on to those who lead the cell, who decide.</summary>
internal sealed record AbsenceExplained(string MeetingId, string Text) : Fact;

/// <summary>"Gửi lý do": within seven days of being told.</summary>
internal sealed class ExplainAbsence(Meeting? meeting, RollCall? roll, string personId) : IDialog
{
    public const string Name = "meeting.explain";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meeting is null || roll?.Of(personId) is not Attendance.UnexcusedAbsence || chat.SentAt > roll.ClosedAt.AddDays(8))
        {
            chat.Say(voice.Say("rollcall.explain.closed"));
            return;
        }
        var why = await chat.Ask(Questions.Words("why", voice.Say("rollcall.explain.ask", ("Date", Domain.Dates.VietnameseDates.Short(QuietHours.Day(meeting.StartsAt)))),
            voice, "rsvp.reasonShort", title: "lý do vắng"));
        chat.Record(new AbsenceExplained(meeting.Id, why.Text!));
        chat.Say(voice.Say("rollcall.explain.saved"));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var meeting = await opening.Reader.Get<Meeting>(opening.Arg("meeting"));
        if (meeting?.UnitId != opening.Me?.Cell?.Id) meeting = null;
        return new ExplainAbsence(meeting, meeting is null ? null : await opening.Reader.Get<RollCall>(meeting.Id), opening.Me!.Id);
    }

    public static async ValueTask Explained(AbsenceExplained fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || effects.Me.Reviewer is not { } reviewer || meeting.UnitId != effects.Me.Cell?.Id) return;
        var id = Rsvp.IdOf(meeting.Id, effects.Me.Id);
        var given = await effects.Desk.Get<Rsvp>(id);
        effects.Desk.Put((given ?? new Rsvp(id) { MeetingId = meeting.Id, ParticipantId = effects.Me.Id, Answer = RsvpAnswer.NoAnswer, AnsweredAt = effects.Now, TimeVersion = meeting.TimeVersion }) with { ReasonText = fact.Text });
        effects.Audit("explain-absence", id);
        await effects.Post.Send(reviewer.Id, voice => voice.Screen("rollcall.explain.toSecretary",
            [("FullName", effects.Me.Person.FullName), ("MeetingTitle", meeting.Title), ("Text", fact.Text)],
            Start.Of(ExcuseAbsence.Name, ("meeting", meeting.Id), ("person", effects.Me.Id)), Start.Of(Later.Name)) with { Topic = id + "/absence" });
    }
}

internal sealed record AbsenceExcused(string MeetingId, string ParticipantId) : Fact;

/// <summary>The secretary takes an explanation as a reason: the mark is gone.</summary>
internal sealed class ExcuseAbsence(RollCall? roll, Participant? person) : IDialog
{
    public const string Name = "meeting.excuse";

    public Task Run(IChat chat)
    {
        if (roll is null || person is null || roll.Of(person.Id) is not Attendance.UnexcusedAbsence)
        {
            chat.Say(chat.Voice.Say("stale.nothing"));
            return Task.CompletedTask;
        }
        chat.Record(new AbsenceExcused(roll.Id, person.Id));
        chat.Say(chat.Voice.Say("rollcall.excused", ("Person", person.FullName)));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var roll = await opening.Reader.Get<RollCall>(opening.Arg("meeting"));
        if (roll?.UnitId != opening.Me?.Cell?.Id) roll = null;
        return new ExcuseAbsence(roll, await opening.Reader.Get<Participant>(opening.Arg("person")));
    }

    public static async ValueTask Excused(AbsenceExcused fact, Effects effects)
    {
        if (await effects.Desk.Get<RollCall>(fact.MeetingId) is not { } roll || !effects.Me.LeadsCell || roll.UnitId != effects.Me.Cell?.Id) return;
        effects.Desk.Put(roll with { Entries = [.. roll.Entries.Select(entry => entry.ParticipantId == fact.ParticipantId ? new RollCallEntry(entry.ParticipantId, Attendance.ExcusedAbsence) : entry)] });
        effects.Audit("excuse", $"{roll.Id}/{fact.ParticipantId}");
        await effects.Post.Send(fact.ParticipantId, voice => voice.Say("rollcall.excusedToMember"));
    }
}
