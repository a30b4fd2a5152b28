using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Meetings;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Opinions;

/// <summary>Somebody read what others wrote: an entry of its own.</summary>
internal sealed record OpinionsRead(string MeetingId) : Fact
{
    public override bool IsQuiet => true;
}

/// <param name="Texts">With their authors; of those who withdrew nothing is shown.</param>
/// <param name="None">How many said that they have none.</param>
internal sealed record OpinionsView(Meeting Meeting, string? Question, IReadOnlyList<(string Author, string Text)> Texts, int None)
{
    public static async ValueTask<OpinionsView?> Load(Opening opening)
    {
        if (!MayRead(opening.Me!) || await OpinionMeeting.Of(opening, alsoLast: true) is not { } meeting) return null;
        var opinions = await opening.Reader.Find(Opinion.ByMeeting, meeting.Id + "/", 10_000);
        var authors = (await opening.Reader.Get<Participant>([.. opinions.Select(opinion => opinion.AuthorId)])).Where(person => !MyDataFeature.HasWithdrawn(person)).ToDictionary(person => person.Id, person => person.FullName);
        var shown = opinions.Where(opinion => authors.ContainsKey(opinion.AuthorId)).ToArray();
        return new OpinionsView(meeting, (await opening.Reader.Get<OpinionCall>(meeting.Id))?.Question,
            [.. shown.Where(opinion => opinion.Text.Length > 0).Select(opinion => (authors[opinion.AuthorId], opinion.Text)).OrderBy(one => one.Item1, PersonName.Order)], shown.Count(opinion => opinion.Text.Length == 0));
    }

    /// <summary>Secretary, deputy and the cell's committee read them; the committee without names (model section 13: read if delegated).</summary>
    public static bool MayRead(Me me) => me.LeadsCell || me.InCell?.Roles.Contains(Role.CellCommitteeMember) is true;
}

/// <summary>"xem ý kiến": with names for those who lead the cell; for its committee, and to read aloud, without.</summary>
internal sealed class ReadOpinions(OpinionsView? view, bool named) : IDialog
{
    public const string Name = "opinion.read";

    public Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view is null)
        {
            chat.Say(voice.Say("opinion.noMeeting"));
            return Task.CompletedTask;
        }
        if (view.Texts.Count + view.None == 0)
        {
            chat.Say(voice.Say("opinion.nothing", ("MeetingTitle", view.Meeting.Title)));
            return Task.CompletedTask;
        }
        chat.Record(new OpinionsRead(view.Meeting.Id));
        // Without names they stand in the order of their letters: the order of the list would tell whose they are.
        var list = named ? view.Texts.Select(one => $"– {one.Author}: {one.Text}") : view.Texts.Select(one => one.Text).Order(StringComparer.Ordinal).Select(text => $"– {text}");
        chat.Say(named && view.Texts.Count > 0 ? voice.Screen("opinion.list", OpinionArgs(view, list), Start.Of(Name, ("meeting", view.Meeting.Id), ("nameless", "yes"))) with { Topic = view.Meeting.Id + "/opinions" } : voice.Say("opinion.nameless", OpinionArgs(view, list)));
        return Task.CompletedTask;
    }

    private static (string Name, object? Value)[] OpinionArgs(OpinionsView view, IEnumerable<string> list) =>
    [
        ("MeetingTitle", view.Meeting.Title), ("Answered", view.Texts.Count + view.None), ("N", view.Meeting.AttendeeIds.Count), ("NoneText", view.None == 0 ? "" : $"Không có ý kiến: {view.None}."),
        ("QuestionText", view.Question is { } question ? $"Điều xin ý kiến: “{question}”" : ""), ("Texts", string.Join('\n', list)),
    ];

    public static async ValueTask<IDialog> Open(Opening opening) =>
        OpinionsView.MayRead(opening.Me!) ? new ReadOpinions(await OpinionsView.Load(opening), opening.Me!.LeadsCell && opening.ArgOrNull("nameless") is null) : new NotForYou();

    public static async ValueTask Seen(OpinionsRead fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.MeetingId) is { } meeting && meeting.UnitId == effects.Me.Cell?.Id && OpinionsView.MayRead(effects.Me)) effects.Audit("read", meeting.Id + "/opinions");
    }
}
