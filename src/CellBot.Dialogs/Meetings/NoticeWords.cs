using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Meetings;

/// <summary>What a notice says to one person: by their own answer, and no more than what concerns them.</summary>
internal static class NoticeWords
{
    public static Screen To(Voice voice, Notice notice, Meeting meeting, string personId, Rsvp? answer) => notice.Kind switch
    {
        NoticeKind.Cancel => voice.Say("meeting.cancelled", ("MeetingTitle", meeting.Title), ("When", MeetingWords.When(meeting)), ("Reason", meeting.CancelReason)),
        NoticeKind.Change => Changed(voice, notice.Before!, meeting, answer),
        _ when personId == meeting.ConvenedBy => voice.Say(meeting.Organiser is null ? "meeting.notice.convener" : "meeting.notice.convenerBody", MeetingWords.Blocks(meeting)),
        _ => MeetingWords.Notice(voice, meeting),
    };

    /// <summary>In the middle of a conversation numbers belong to the open question: answer in words.</summary>
    public static Screen WithoutNumbers(Voice voice, Screen screen) =>
        screen.Choices.Count == 0 ? screen : (Screen)(screen.Text + "\n" + voice.Say("meeting.answerInWords")) with { Enclosed = screen.Enclosed };

    private static Screen Changed(Voice voice, Meeting before, Meeting meeting, Rsvp? answer)
    {
        var standing = meeting.Standing(answer);
        (string, object?)[] args =
        [
            ("MeetingTitle", meeting.Title), ("When", MeetingWords.When(meeting)), ("Changes", Changes(before, meeting)),
            ("WhatCaps", What(before, meeting).ToUpperInvariant()), ("RsvpText", MeetingWords.Said(standing)), .. MeetingWords.Inviter(meeting),
        ];
        if (meeting.TimeVersion != before.TimeVersion && standing is RsvpAnswer.AbsentWithReason) return voice.Say("meeting.changed.absent", args);
        if (meeting.TimeVersion != before.TimeVersion && standing is RsvpAnswer.NoAnswer)
            return voice.Screen("meeting.changed", args, MeetingWords.Answers(meeting)) with { Topic = meeting.Id };
        return standing is RsvpAnswer.NoAnswer
            ? voice.Screen("meeting.changed.open", args, MeetingWords.Answers(meeting)) with { Topic = meeting.Id }
            : voice.Say("meeting.changed.kept", args);
    }

    /// <summary>"Địa điểm mới: hội trường phường (cũ: Nhà văn hóa Khu vực 3)", a line each.</summary>
    public static string Changes(Meeting before, Meeting meeting)
    {
        var lines = new List<string>();
        if (before.StartsAt != meeting.StartsAt) lines.Add($"Thời gian mới: {MeetingWords.When(meeting)} (cũ: {MeetingWords.When(before)})");
        if (MeetingWords.Place(before) != MeetingWords.Place(meeting)) lines.Add($"Địa điểm mới: {MeetingWords.Place(meeting)} (cũ: {MeetingWords.Place(before)})");
        if (!before.Agenda.SequenceEqual(meeting.Agenda)) lines.Add($"Nội dung mới: {MeetingWords.AgendaShort(meeting)}");
        return string.Join('\n', lines);
    }

    private static string What(Meeting before, Meeting meeting) =>
        before.StartsAt != meeting.StartsAt ? "lịch họp" : MeetingWords.Place(before) != MeetingWords.Place(meeting) ? "địa điểm" : "nội dung họp";
}
