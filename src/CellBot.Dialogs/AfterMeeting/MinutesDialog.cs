using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Meetings;
using CellBot.Dialogs.Papers;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.Papers;

namespace CellBot.Dialogs.AfterMeeting;

/// <summary>The minutes as their writer confirmed them.</summary>
internal sealed record MinutesConfirmed(Minutes Minutes) : Fact;

/// <summary>"biên bản": what the printed minutes ask and the roll does not already know, each of it skippable; one summary; then they are confirmed.</summary>
internal sealed class MinutesDialog(MinutesView? view) : IDialog, IDraft
{
    public const string Name = "minutes";
    private static readonly string[] Parts = ["ended", "chair", "taker", "content", "discussions", "conclusions", "votes"];

    public string Title => "Biên bản họp";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view is null)
        {
            chat.Say(voice.Say("minutes.none"));
            return;
        }
        var meeting = view.Meeting;
        var ended = await chat.Ask(MinutesQuestions.Ended(voice, meeting));
        var chair = await chat.Ask(MinutesQuestions.Person("chair", voice.Screen("minutes.chair", [], Pick.Many(Officers())), view.People, voice, "người chủ trì"));
        var taker = await chat.Ask(MinutesQuestions.Person("taker", voice.Screen("minutes.taker", [], Pick.Many(Officers(chair))), view.People, voice, "thư ký"));
        var contents = new List<string>();
        for (var i = 0; i < MinutesContents.Titles.Count; i++)
            contents.Add(MinutesQuestions.Text(await chat.Ask(MinutesQuestions.Words($"content/{i}",
                voice.Screen("minutes.content", [("i", i + 1), ("Count", MinutesContents.Titles.Count), ("Title", MinutesContents.Titles[i])], MinutesQuestions.None), voice, $"nội dung {i + 1}"))));
        var discussions = await chat.Ask(MinutesQuestions.Discussions(voice.Screen("minutes.discussions", [], MinutesQuestions.None), view.People, voice));
        var conclusions = MinutesQuestions.Text(await chat.Ask(MinutesQuestions.Words("conclusions", voice.Screen("minutes.conclusions", [], MinutesQuestions.None), voice, "kết luận")));
        var votes = await chat.Ask(MinutesQuestions.Votes(voice.Screen("minutes.votes", [("VotersText", view.Voters is { } voters ? $"Có {voters} đảng viên chính thức có mặt." : "")], MinutesQuestions.None), view.Voters, voice));

        var minutes = new Minutes(meeting.Id)
        {
            UnitId = view.Cell.Id, EnteredBy = view.Earlier?.EnteredBy ?? chat.Me.Id, ChairId = chair, MinuteTakerId = taker, BeganAt = meeting.StartsAt, EndedAt = At(meeting, ended), Contents = contents,
            Discussions = discussions, Conclusions = [.. Tasks.TaskLine.Lines(conclusions)], Votes = votes, ConfirmedBy = [chat.Me.Id],
        };
        switch (await chat.Ask(Questions.Choice("summary", Summary(voice, minutes), ("sua", "edit"), ("chot", "close"), ("dong y", "close"), ("de sau", "later"))))
        {
            case "edit":
                var part = await chat.Ask(Questions.Choice("edit-which", voice.Screen("minutes.editWhich", [], [.. Parts.Select(one => (Pick)one)])));
                await chat.Rewrite(new() { Forget = ["summary", "edit-"], Revise = [part] });
                break;
            case "later":
                await chat.Park(voice.Say("draft.kept", ("Date", VietnameseDates.Short(DateOnly.FromDateTime(chat.StartedAt.DateTime).AddDays(view.Cell.Settings.DraftDays)))));
                break;
        }
        chat.Record(new MinutesConfirmed(minutes));
        chat.Say(voice.Screen("minutes.closed", [("Time", VietnameseDates.Clock(chat.Now)), ("RollText", IsRollDone ? "" : "Điểm danh chưa xong, xin nhắn “điểm danh”.")],
            Start.Of(ResolutionDialog.Name, ("meeting", meeting.Id)), MakePaper.Start(PaperKind.Minutes, meeting.Id), Start.Of(Later.Name)) with { Topic = meeting.Id + "/minutes" });
    }

    public (string Done, int StepsLeft) Progress(Conversation conversation) => (conversation.Answers.Count == 0 ? "mới mở" : $"đã ghi {conversation.Answers.Count} mục", Math.Max(1, 13 - conversation.Answers.Count));

    private bool IsRollDone => view!.Roll is { } roll && view.Meeting.AttendeeIds.All(id => roll.Of(id) is not null);

    private IEnumerable<Choice> Officers(string? except = null) => view!.Officers.Where(id => id != except).Select(id => new Choice(id, view.NameOf(id))).Where(choice => choice.Label.Length > 0);

    /// <summary>A meeting may end after midnight.</summary>
    private static DateTimeOffset At(Meeting meeting, TimeOnly clock)
    {
        var at = new DateTimeOffset(DateOnly.FromDateTime(meeting.StartsAt.DateTime).ToDateTime(clock), meeting.StartsAt.Offset);
        return at > meeting.StartsAt ? at : at.AddDays(1);
    }

    private Screen Summary(Voice voice, Minutes minutes) => voice.Screen("minutes.summary",
    [
        ("MeetingTitle", view!.Meeting.Title), ("Date", VietnameseDates.Short(DateOnly.FromDateTime(view.Meeting.StartsAt.DateTime))), ("Ended", VietnameseDates.Hour(TimeOnly.FromDateTime(minutes.EndedAt!.Value.DateTime))),
        ("Chair", view.NameOf(minutes.ChairId)), ("Taker", view.NameOf(minutes.MinuteTakerId)), ("Contents", minutes.Contents.Count(text => text.Length > 0)), ("ContentCount", minutes.Contents.Count),
        ("Discussions", minutes.Discussions.Count), ("Conclusions", minutes.Conclusions.Count), ("Votes", minutes.Votes.Count),
    ], "edit", "close", "later");

    public static async ValueTask<IDialog> Open(Opening opening) => new MinutesDialog(await MinutesView.Load(opening));

    public static async ValueTask Confirmed(MinutesConfirmed fact, Effects effects)
    {
        if (await effects.Desk.Get<Meeting>(fact.Minutes.Id) is not { } meeting || !effects.Me.LeadsCell || effects.Me.Cell!.Id != meeting.UnitId) return;
        var before = await effects.Desk.Get<Minutes>(meeting.Id);
        effects.Desk.Put(fact.Minutes with { ConfirmedBy = [.. (before?.ConfirmedBy ?? []).Union(fact.Minutes.ConfirmedBy)] });
        effects.Audit("minutes", meeting.Id);
        await MeetingEnd.Close(effects.Desk, meeting.Id);
    }
}
