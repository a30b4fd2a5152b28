using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Meetings;

/// <summary>"mấy giờ họp?", "họp ở đâu", "lịch họp": the next meeting with one's own answer, further ones in a line each.</summary>
internal sealed class AskMeeting(IReadOnlyList<(Meeting Meeting, Rsvp? Given)> meetings, bool brief) : IDialog
{
    public const string Name = "meeting.ask";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meetings.Count == 0)
        {
            chat.Say(voice.Say("ask.meetingNone"));
            return Task.CompletedTask;
        }
        var (next, given) = meetings[0];
        var standing = next.Standing(given);
        Screen screen = Line(voice, next, given);
        foreach (var (meeting, answer) in meetings.Skip(1).Take(3)) screen = screen with { Text = screen.Text + "\n" + Line(voice, meeting, answer) };
        if (!brief && standing is RsvpAnswer.NoAnswer)
            screen = screen with { Choices = voice.Screen("rsvp.ask", [.. MeetingWords.Blocks(next), ("RsvpText", "")], MeetingWords.Answers(next)).Choices, Topic = next.Id };
        chat.Say(screen);
        return Task.CompletedTask;
    }

    private static string Line(Voice voice, Meeting meeting, Rsvp? given) => voice.Say("ask.meetingNext",
        ("MeetingTitle", Voice.Capital(meeting.Title)), ("When", MeetingWords.When(meeting)), ("Venue", MeetingWords.Place(meeting)), ("RsvpText", MeetingWords.Said(meeting.Standing(given))));

    public static async ValueTask<IDialog> Open(Opening opening) => new AskMeeting(await UpcomingMeetings.Of(opening.Reader, opening.Me!, opening.Now), opening.Mid);
}
