using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Opinions;

internal sealed record OpinionsAsked(string MeetingId, string Question) : Fact;

/// <summary>"xin ý kiến": one question to everyone invited to the next meeting, each alone.</summary>
/// <param name="reachable">How many of the invited it would reach.</param>
internal sealed class AskOpinions(Meeting? meeting, int reachable) : IDialog
{
    public const string Name = "opinion.ask";

    /// <summary>More people would be a broadcast of a body.</summary>
    public const int Most = 500;

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meeting is null || meeting.AttendeeIds.Count > Most)
        {
            chat.Say(voice.Say("opinion.noMeeting"));
            return;
        }
        var question = await chat.Ask(Questions.Words("question", voice.Say("opinion.askQuestion", ("MeetingTitle", meeting.Title)), voice, title: "điều xin ý kiến"));
        if (await chat.Ask(Questions.Choice("sure", voice.Screen("opinion.confirm",
            [("Count", meeting.AttendeeIds.Count(id => id != chat.Me.Id)), ("Reachable", reachable), ("MeetingTitle", meeting.Title), ("Question", question.Text)], "edit", "send"), ("sua", "edit"), ("gui", "send"), ("dong y", "send"))) == "edit")
            await chat.Rewrite(new() { Forget = ["sure"], Revise = ["question"] });
        chat.Record(new OpinionsAsked(meeting.Id, question.Text!));
        chat.Say(voice.Say("opinion.sent", ("MeetingTitle", meeting.Title)));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true }) return new NotForYou();
        var meeting = await OpinionMeeting.Of(opening);
        var reachable = 0;
        if (meeting is not null)
        {
            var others = await opening.Reader.Get<Domain.People.Participant>([.. meeting.AttendeeIds.Where(id => id != opening.Me.Id)]);
            reachable = (await Invitees.Reachable(opening.Reader, others)).Count;
        }
        return new AskOpinions(meeting, reachable);
    }

    public static async ValueTask Asked(OpinionsAsked fact, Effects effects)
    {
        var me = effects.Me;
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { } meeting || !me.LeadsCell || me.Cell!.Id != meeting.UnitId || !meeting.IsUpcoming(effects.Now) || meeting.AttendeeIds.Count > Most) return;
        _ = await effects.Desk.Get<OpinionCall>(meeting.Id);
        effects.Desk.Put(new OpinionCall(meeting.Id) { UnitId = meeting.UnitId, Question = fact.Question, AskedBy = me.Id, AskedAt = effects.Now });
        effects.Audit("ask-opinions", meeting.Id);
        var options = (await Timing.Daytime(effects, meeting.UnitId) ?? new()) with { NotAfter = meeting.StartsAt };
        foreach (var id in meeting.AttendeeIds.Where(id => id != me.Id))
            await effects.Post.Send(id, voice => voice.Screen("opinion.invite", [("MeetingTitle", meeting.Title), ("Question", fact.Question)],
                Start.Of(GiveOpinion.Name, ("meeting", meeting.Id)), Start.Of(NoOpinion.Name, ("meeting", meeting.Id))) with { Topic = meeting.Id + "/opinion" }, options: options);
    }
}
