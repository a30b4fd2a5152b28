using System.Globalization;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.Records;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>"Tham dự", "xin vắng", "đến muộn": by number, button or word, until the meeting begins; the last answer counts.</summary>
/// <param name="meetings">The one that the answer is about, or those it could be about, the soonest first.</param>
internal sealed class RsvpDialog(IReadOnlyList<(Meeting Meeting, Rsvp? Given)> meetings, RsvpAnswer? wanted, int? timeVersion, string? typed) : IDialog
{
    public const string Name = "meeting.rsvp";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meetings.Count == 0)
        {
            chat.Say(voice.Say("ask.meetingNone"));
            return;
        }
        var (meeting, given) = meetings.Count == 1 ? meetings[0] : await WhichMeeting(chat);
        if (meeting.Status is MeetingStatus.Cancelled)
            chat.Say(voice.Say("meeting.cancelled", ("MeetingTitle", meeting.Title), ("When", MeetingWords.When(meeting)), ("Reason", meeting.CancelReason)));
        else if (chat.SentAt >= meeting.StartsAt || meeting.Status is MeetingStatus.Held or MeetingStatus.Closed)
            chat.Say(voice.Say("rsvp.closed"));
        else if (timeVersion is { } version && version != meeting.TimeVersion)
            chat.Say(voice.Screen("rsvp.moved", MeetingWords.Blocks(meeting), MeetingWords.Answers(meeting)) with { Topic = meeting.Id });
        else
            await Answer(chat, meeting, given, wanted ?? await WhatAnswer(chat, meeting, given));
    }

    private async Task Answer(IChat chat, Meeting meeting, Rsvp? given, RsvpAnswer answer)
    {
        var voice = chat.Voice;
        var old = meeting.Standing(given);
        switch (answer)
        {
            case RsvpAnswer.Attend:
                chat.Record(new RsvpGiven(meeting.Id, chat.Me.Id, RsvpAnswer.Attend, meeting.TimeVersion, chat.SentAt));
                chat.Say(old is RsvpAnswer.NoAnswer or RsvpAnswer.Attend
                    ? voice.Say("rsvp.yes", ("When", MeetingWords.When(meeting)))
                    : voice.Say("rsvp.changed", ("Old", MeetingWords.Label(old)), ("New", MeetingWords.Label(answer)), ("When", MeetingWords.When(meeting))));
                break;
            case RsvpAnswer.Late:
                // Written down at once; the hour is asked after that, and may stay unanswered.
                chat.Record(new RsvpGiven(meeting.Id, chat.Me.Id, RsvpAnswer.Late, meeting.TimeVersion, chat.SentAt));
                await chat.GoTo(Start.Of(ArrivalDialog.Name, ("meeting", meeting.Id)));
                break;
            default:
                var (reason, text) = await Reason(chat);
                chat.Record(new RsvpGiven(meeting.Id, chat.Me.Id, RsvpAnswer.AbsentWithReason, meeting.TimeVersion, chat.SentAt) { Reason = reason, ReasonText = text });
                chat.Say(meeting.Organiser is { } body ? voice.Say("rsvp.reasonSaved", ("Reviewer", body), ("Reason", MeetingWords.Label(reason))) : voice.Say("rsvp.reasonSaved", ("Reason", MeetingWords.Label(reason))));
                if (reason is ReasonCode.Illness) chat.Say(voice.Say("rsvp.wish"));
                break;
        }
    }

    private async Task<(Meeting Meeting, Rsvp? Given)> WhichMeeting(IChat chat)
    {
        var id = await chat.Ask(Questions.Choice("which", chat.Voice.Screen("meeting.which", [],
            Pick.Many(meetings.Select(one => new Choice(one.Meeting.Id, $"{Voice.Capital(one.Meeting.Title)}, {MeetingWords.When(one.Meeting)}"))))));
        return meetings.First(one => one.Meeting.Id == id);
    }

    /// <summary>Begun without an answer, from a line of a merged reminder.</summary>
    private static async Task<RsvpAnswer> WhatAnswer(IChat chat, Meeting meeting, Rsvp? given)
    {
        var args = MeetingWords.Blocks(meeting).Append(("RsvpText", MeetingWords.Said(meeting.Standing(given)))).ToArray();
        return Enum.Parse<RsvpAnswer>(await chat.Ask(Questions.Choice("answer",
            chat.Voice.Screen("rsvp.ask", args, nameof(RsvpAnswer.Attend), nameof(RsvpAnswer.AbsentWithReason), nameof(RsvpAnswer.Late)))));
    }

    private async Task<(ReasonCode Code, string? Text)> Reason(IChat chat)
    {
        var voice = chat.Voice;
        if (typed is { Length: >= 5 }) return (CodeOf(typed), typed);
        var picked = await chat.Ask(Questions.Words("reason",
            voice.Screen("rsvp.askReason", [], nameof(ReasonCode.Illness), nameof(ReasonCode.WorkTrip), nameof(ReasonCode.Family), nameof(ReasonCode.Leave), nameof(ReasonCode.Other)),
            voice, "rsvp.reasonShort", title: "lý do vắng"));
        if (picked.Text is { } written) return (CodeOf(written), written);
        if (picked.ChoiceId != nameof(ReasonCode.Other)) return (Enum.Parse<ReasonCode>(picked.ChoiceId!), null);
        var other = await chat.Ask(Questions.Words("reason-text", voice.Say("rsvp.reasonWrite"), voice, "rsvp.reasonShort", title: "lý do vắng"));
        return (ReasonCode.Other, other.Text);
    }

    /// <summary>The kind of a reason in own words, where a word names it.</summary>
    private static ReasonCode CodeOf(string text)
    {
        var words = VietnameseText.ForMatching(text).Split(' ').ToHashSet();
        return words.Overlaps(["om", "benh", "vien", "sot", "dau"]) ? ReasonCode.Illness
            : words.Contains("cong") && words.Contains("tac") || words.Contains("tap") && words.Contains("huan") ? ReasonCode.WorkTrip
            : ReasonCode.Other;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        RsvpAnswer? wanted = Enum.TryParse<RsvpAnswer>(opening.ArgOrNull("answer"), out var answer) ? answer : null;
        int? time = int.TryParse(opening.ArgOrNull("time"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        if (opening.ArgOrNull("meeting") is { } id)
        {
            if (await opening.Reader.Get<Meeting>(id) is not { } meeting || !await MayAnswer(opening.Reader, meeting, opening.Me!)) return new NotForYou();
            return new RsvpDialog([(meeting, await opening.Reader.Get<Rsvp>(Rsvp.IdOf(meeting.Id, opening.Me!.Id)))], wanted, time, opening.ArgOrNull("typed"));
        }
        var mine = await UpcomingMeetings.Of(opening.Reader, opening.Me!, opening.Now);
        return new RsvpDialog(mine, wanted, null, opening.ArgOrNull("typed"));
    }

    /// <summary>Those invited; and those exempt, who are not asked but may come (model section 2).</summary>
    public static async ValueTask<bool> MayAnswer(IReader reader, Meeting meeting, View.Me me) =>
        await MeetingCircle.Has(reader, me, meeting.UnitId)
        && (meeting.AttendeeIds.Contains(me.Id) || me.Cell is { } cell && (await reader.Find(Exemption.ByPerson, $"{cell.Id}/{me.Id}")).Count > 0);

    /// <summary>"xin vắng vì ốm": the answer with its reason.</summary>
    public static Start? Says(string folded, string text)
    {
        foreach (var words in new[] { "toi xin vang mat", "toi xin vang", "xin vang mat", "xin vang", "xin nghi hop" })
            if (folded.StartsWith(words + " ", StringComparison.Ordinal))
            {
                var why = MeetingCommand.After(text, words.Count(letter => letter == ' ') + 1);
                return why.Length < 5 ? Start.Of(Absent) : Start.Of(Name, ("answer", nameof(RsvpAnswer.AbsentWithReason)), ("typed", why));
            }
        return null;
    }

    public const string Attend = "meeting.attend", Absent = "meeting.absent", Late = "meeting.late";

    /// <summary>The answers as words alone; a phrase of its own each, so that "xin vắng" is not taken for a polite "vâng".</summary>
    public static IReadOnlyList<DialogKind> ByWord { get; } =
    [
        OfWord(Attend, RsvpAnswer.Attend, [],
            ["tham du", "xin tham du", "du hop", "toi du", "co du", "se du", "toi tham du", "toi se du", "du duoc", "toi du duoc", "toi se tham du", "co tham du", "di hop", "toi di hop"]),
        OfWord(Absent, RsvpAnswer.AbsentWithReason, ["vắng", "vắng ạ"],
            ["xin vang", "toi xin vang", "xin vang mat", "toi xin vang mat", "xin nghi hop", "bao vang", "toi vang", "vang mat", "khong du duoc", "toi khong du duoc", "khong hop duoc"]),
        OfWord(Late, RsvpAnswer.Late, [], ["den muon", "den tre", "toi den muon", "toi den tre", "xin den muon", "xin den tre", "di muon", "den cham"]),
    ];

    private static DialogKind OfWord(string name, RsvpAnswer answer, string[] asTyped, string[] phrases) =>
        new(name, async opening => new RsvpDialog(await UpcomingMeetings.Of(opening.Reader, opening.Me!, opening.Now), answer, null, null)) { Title = "Trả lời dự họp", AsTyped = asTyped, Phrases = phrases, For = me => me.Cell is not null || me.IsOfficer };
}

/// <summary>Meetings ahead of a person's cell.</summary>
internal static class UpcomingMeetings
{
    /// <summary>Those the person is invited to, the soonest first, with the own answer.</summary>
    public static async ValueTask<IReadOnlyList<(Meeting Meeting, Rsvp? Given)>> Of(IReader reader, View.Me me, DateTimeOffset now)
    {
        var mine = new List<(Meeting, Rsvp?)>();
        foreach (var meeting in await OfUnits(reader, await MeetingCircle.Of(reader, me), now))
            if (meeting.AttendeeIds.Contains(me.Id))
                mine.Add((meeting, await reader.Get<Rsvp>(Rsvp.IdOf(meeting.Id, me.Id))));
        return mine;
    }

    /// <summary>Those of several units, the soonest first.</summary>
    public static async ValueTask<IReadOnlyList<Meeting>> OfUnits(IReader reader, IReadOnlyList<string> unitIds, DateTimeOffset now)
    {
        var ahead = new List<Meeting>();
        foreach (var unit in unitIds) ahead.AddRange(await OfUnit(reader, unit, now));
        return [.. ahead.OrderBy(meeting => meeting.StartsAt)];
    }

    public static async ValueTask<IReadOnlyList<Meeting>> OfUnit(IReader reader, string? unitId, DateTimeOffset now) => unitId is null ? [] :
        [.. (await reader.Range(Meeting.ByUnit, $"{unitId}/{now.UtcDateTime:yyyyMMddHHmm}", $"{unitId}/9")).Where(meeting => meeting.IsUpcoming(now))];
}
