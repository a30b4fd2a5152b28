using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>"ghi Quyên dự", "ghi Ái vắng": the secretary writes down what a person said by mouth or telephone.</summary>
internal sealed class OnBehalf(Meeting? meeting, IReadOnlyList<Participant> fitting, IReadOnlyList<Participant> everyone, RsvpAnswer? said) : IDialog
{
    public const string Name = "meeting.on-behalf";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meeting is null)
        {
            chat.Say(voice.Say("ask.meetingNone"));
            return;
        }
        var person = fitting.Count == 1 ? fitting[0] : await Who(chat);
        var answer = said ?? Enum.Parse<RsvpAnswer>(await chat.Ask(Questions.Choice("answer",
            voice.Screen("rsvp.onBehalf.answer", [("FullName", person.FullName)], nameof(RsvpAnswer.Attend), nameof(RsvpAnswer.AbsentWithReason), nameof(RsvpAnswer.Late)))));
        ReasonCode? reason = null;
        string? text = null;
        if (answer is RsvpAnswer.AbsentWithReason)
        {
            var picked = await chat.Ask(Questions.Words("reason",
                voice.Screen("rsvp.onBehalf.reason", [("FullName", person.FullName)], nameof(ReasonCode.Illness), nameof(ReasonCode.WorkTrip), nameof(ReasonCode.Family), nameof(ReasonCode.Leave)),
                voice, "rsvp.reasonShort", title: "lý do vắng"));
            (reason, text) = picked.Text is { } written ? (ReasonCode.Other, written) : (Enum.Parse<ReasonCode>(picked.ChoiceId!), null);
        }
        if (chat.SentAt >= meeting.StartsAt)
        {
            chat.Say(voice.Say("rsvp.onBehalf.closed"));
            return;
        }
        chat.Record(new RsvpGiven(meeting.Id, person.Id, answer, meeting.TimeVersion, chat.SentAt) { Reason = reason, ReasonText = text });
        chat.Say(voice.Say("rsvp.onBehalf", ("FullName", person.FullName), ("Answer", MeetingWords.Label(answer).ToLowerInvariant() + (reason is { } code ? $" ({text ?? MeetingWords.Label(code)})" : ""))));
    }

    private async Task<Participant> Who(IChat chat)
    {
        var list = fitting.Count > 1 ? fitting : everyone;
        var id = await chat.Ask(Questions.Choice("who", chat.Voice.Screen("rsvp.onBehalf.who", [], Pick.Many(list.Select(person => new Choice(person.Id, person.FullName))))));
        return list.First(person => person.Id == id);
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell.Id: var cell }) return new NotForYou();
        var meeting = (await UpcomingMeetings.OfUnit(opening.Reader, cell, opening.Now)).FirstOrDefault();
        IReadOnlyList<Participant> everyone = meeting is null ? [] : await opening.Reader.Get<Participant>(meeting.AttendeeIds);
        var typed = opening.ArgOrNull("typed");
        RsvpAnswer? said = Enum.TryParse<RsvpAnswer>(opening.ArgOrNull("answer"), out var answer) ? answer : null;
        return new OnBehalf(meeting, typed is null ? [] : PersonName.Find(everyone, person => person.FullName, typed), everyone, said);
    }

    /// <summary>"ghi {name} dự / vắng / muộn", "ghi giúp {name}".</summary>
    public static Start? Says(string folded, string text, Me me)
    {
        if (!me.LeadsCell || !folded.StartsWith("ghi ", StringComparison.Ordinal)) return null;
        var words = VietnameseText.ForStorage(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var from = folded.StartsWith("ghi giup", StringComparison.Ordinal) ? 2 : 1;
        foreach (var (ending, answer) in new (string, RsvpAnswer)[]
        {
            ("xin vang", RsvpAnswer.AbsentWithReason), ("vang mat", RsvpAnswer.AbsentWithReason), ("vang", RsvpAnswer.AbsentWithReason), ("den muon", RsvpAnswer.Late), ("muon", RsvpAnswer.Late),
            ("tham du", RsvpAnswer.Attend), ("du hop", RsvpAnswer.Attend), ("se du", RsvpAnswer.Attend), ("co du", RsvpAnswer.Attend), ("du", RsvpAnswer.Attend),
        })
        {
            var length = ending.Split(' ').Length;
            if (!folded.EndsWith(" " + ending, StringComparison.Ordinal) || words.Length - from - length < 1) continue;
            return Start.Of(Name, ("typed", string.Join(' ', words[from..^length])), ("answer", answer.ToString()));
        }
        return from == 2 && folded is "ghi giup" ? Start.Of(Name) : null;
    }
}
