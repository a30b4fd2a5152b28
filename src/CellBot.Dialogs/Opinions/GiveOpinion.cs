using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;

namespace CellBot.Dialogs.Opinions;

/// <param name="Text">Empty: has none.</param>
internal sealed record OpinionGiven(string MeetingId, string Text) : Fact;

/// <summary>"ý kiến": before a meeting, asked or unasked, until it begins; the last one counts.</summary>
/// <param name="typed">What stood behind the command.</param>
internal sealed class GiveOpinion(Meeting? meeting, string? question, string? typed) : IDialog
{
    public const string Name = "opinion";
    private const int Longest = 1500;

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (meeting is null || chat.SentAt >= meeting.StartsAt)
        {
            chat.Say(voice.Say("opinion.closed"));
            return;
        }
        var text = typed is { Length: >= 5 and <= Longest } ? typed
            : (await chat.Ask(Questions.Words("text", voice.Say("opinion.write", ("MeetingTitle", meeting.Title), ("QuestionText", question is null ? "" : $"“{question}”")), voice, most: Longest, title: "ý kiến"))).Text!;
        chat.Record(new OpinionGiven(meeting.Id, text));
        chat.Say(voice.Say("opinion.saved", ("MeetingTitle", meeting.Title)));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var meeting = await OpinionMeeting.Of(opening);
        if (meeting is not null && !await RsvpDialog.MayAnswer(opening.Reader, meeting, opening.Me!)) meeting = null;
        return new GiveOpinion(meeting, meeting is null ? null : (await opening.Reader.Get<OpinionCall>(meeting.Id))?.Question, opening.ArgOrNull("typed"));
    }

    /// <summary>"ý kiến: nên họp sớm hơn".</summary>
    public static Start? Says(string folded, string text, Me me)
    {
        foreach (var words in new[] { "y kien", "toi co y kien", "gui y kien" })
            if (folded.StartsWith(words + " ", StringComparison.Ordinal) && text.Contains(':') && text.IndexOf(':') <= words.Length + 4 && MeetingCommand.After(text, words.Split(' ').Length) is { Length: >= 5 } typed)
                return Start.Of(Name, ("typed", typed));
        return null;
    }

    public static async ValueTask Given(OpinionGiven fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is not { Status: not MeetingStatus.Cancelled } meeting || effects.SentAt >= meeting.StartsAt || !await RsvpDialog.MayAnswer(effects.Desk, meeting, effects.Me)) return;
        var id = Rsvp.IdOf(meeting.Id, effects.Me.Id);
        _ = await effects.Desk.Get<Opinion>(id);
        effects.Desk.Put(new Opinion(id) { MeetingId = meeting.Id, AuthorId = effects.Me.Id, Text = fact.Text, At = effects.SentAt });
    }
}

/// <summary>"Không có ý kiến": that is an answer, too.</summary>
internal sealed class NoOpinion(Meeting? meeting) : IDialog
{
    public const string Name = "opinion.none";

    public Task Run(IChat chat)
    {
        if (meeting is null || chat.SentAt >= meeting.StartsAt)
        {
            chat.Say(chat.Voice.Say("opinion.closed"));
            return Task.CompletedTask;
        }
        chat.Record(new OpinionGiven(meeting.Id, ""));
        chat.Say(chat.Voice.Say("opinion.noneSaved", ("MeetingTitle", meeting.Title)));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var meeting = await OpinionMeeting.Of(opening);
        return new NoOpinion(meeting is not null && await RsvpDialog.MayAnswer(opening.Reader, meeting, opening.Me!) ? meeting : null);
    }
}
