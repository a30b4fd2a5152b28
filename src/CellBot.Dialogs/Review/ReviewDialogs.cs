using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;

namespace CellBot.Dialogs.Review;

/// <summary>"chờ xem": the next submission in the queue, the oldest first.</summary>
/// <param name="after">The one just shown; the one behind it comes now.</param>
/// <param name="ownWaits">A paper of this person's own waits for somebody else.</param>
internal sealed class ReviewDialog(IReadOnlyList<Paper> waiting, string? after, bool ownWaits, string? body) : IDialog
{
    public const string Name = "review";

    public Task Run(IChat chat)
    {
        if (waiting.Count == 0)
        {
            if (ownWaits) Reviewing.SayOwn(chat, body);
            else chat.Say(chat.Voice.Say("review.empty"));
            return Task.CompletedTask;
        }
        var place = after is null ? -1 : waiting.ToList().FindIndex(paper => paper.Id == after);
        var next = waiting[(place + 1) % waiting.Count];
        var screen = next.ToReader(chat.Voice);
        chat.Say(next.Id == after ? screen.After(chat.Voice.Say("review.onlyThis")) : screen);
        chat.Record(new PaperRead(next.Id, next.UnitId));
        return Task.CompletedTask;
    }
}

/// <summary>"Xem bản mới": one submission as it is now.</summary>
internal sealed class ShowPaper(Reviewing view) : IDialog
{
    public const string Name = "review.show";

    public Task Run(IChat chat)
    {
        if (view is { Allowed: true, Paper: { IsBeingWritten: true } writing }) chat.Say(chat.Voice.Say("review.beingWritten", ("FullName", writing.Author)));
        else if (view is { Allowed: true, Paper: { IsWaiting: true } paper })
        {
            chat.Say(paper.ToReader(chat.Voice));
            chat.Record(new PaperRead(paper.Id, paper.UnitId));
        }
        else _ = view.Stops(chat);
        return Task.CompletedTask;
    }
}

/// <summary>"Xem bản trước": what the last version replaced.</summary>
internal sealed class EarlierVersion(Reviewing view) : IDialog
{
    public const string Name = "review.earlier";

    public Task Run(IChat chat)
    {
        if (view is not { Allowed: true, Paper.Reflection.Earlier: [.., var earlier] })
        {
            _ = view.Stops(chat);
            return Task.CompletedTask;
        }
        var paper = view.Paper!;
        var form = Study.Pages.FormText(earlier.Attachments) is { Length: > 0 } pages ? pages : $"{earlier.Answers.Count} câu";
        chat.Say(chat.Voice.Screen("review.earlier", [("FullName", paper.Author), ("Study", paper.Campaign), ("Form", form), ("Date", $"{earlier.SubmittedAt:dd/MM/yyyy}"),
            ("Body", Paper.Body(chat.Voice, earlier.Answers, earlier.Attachments, null))], paper.About(ShowPaper.Name)) with { Attachments = earlier.Attachments, Topic = paper.Id });
        chat.Record(new PaperRead(paper.Id, paper.UnitId));
        return Task.CompletedTask;
    }
}

/// <summary>"Xác nhận", "Đạt yêu cầu".</summary>
internal sealed class ApprovePaper(Reviewing view) : IDialog
{
    public const string Name = "review.approve";

    public Task Run(IChat chat)
    {
        if (view.Stops(chat)) return Task.CompletedTask;
        var paper = view.Paper!;
        chat.Record(new PaperDecided(paper.Kind, paper.Id, paper.Submission, null));
        chat.Say(view.Left == 0
            ? chat.Voice.Say("review.approvedLast", ("FullName", paper.Author))
            : chat.Voice.Screen("review.approved", [("FullName", paper.Author), ("Pending", view.Left)], Start.Of(ReviewDialog.Name, ("unit", paper.UnitId)), Start.Of(ReviewLater.Name)) with { Topic = "review/" + paper.UnitId });
        return Task.CompletedTask;
    }
}

/// <summary>"Đề nghị bổ sung": with a comment, which the author reads word for word.</summary>
internal sealed class ReturnPaper(Reviewing view) : IDialog
{
    public const string Name = "review.return";

    /// <summary>Set once it was asked: a comment already written is not lost when the submission changed meanwhile.</summary>
    private const string Begun = "begun";

    public async Task Run(IChat chat)
    {
        if (!chat.Has(Begun))
        {
            if (view.Stops(chat)) return;
            await chat.Rewrite(new() { Set = [(Begun, "yes")] });
        }
        if (view.Paper is not { } paper || !view.Allowed)
        {
            _ = view.Stops(chat);
            return;
        }
        var voice = chat.Voice;
        var comment = (await chat.Ask(Questions.Words("comment", voice.Say("review.askComment", ("FullName", paper.Author)), voice, "review.commentNeeded", most: 2000, title: "điều cần bổ sung") with { Writing = Writing.Long })).Text!;
        if (view.Stops(chat)) // decided or changed while the comment was written
        {
            chat.Say(voice.Say("review.commentNotSent", ("Comment", comment)));
            return;
        }
        chat.Record(new PaperDecided(paper.Kind, paper.Id, paper.Submission, comment));
        var due = VietnameseDates.Long(DateOnly.FromDateTime(view.ReturnDue.DateTime));
        chat.Say(view.Left == 0
            ? voice.Say("review.returnedLast", ("FullName", paper.Author), ("DueText", due))
            : new Screen(voice.Say("review.returned", ("FullName", paper.Author), ("DueText", due), ("Pending", view.Left)),
                [new Choice("next", "Xem bản tiếp theo", Start.Of(ReviewDialog.Name, ("unit", paper.UnitId))), new Choice("later", "Để sau", Start.Of(ReviewLater.Name))], Topic: "review/" + paper.UnitId));
    }
}

/// <summary>"Nhắc tôi lúc 20 giờ".</summary>
internal sealed class ReviewTonight(string unitId, DateTimeOffset at) : IDialog
{
    public const string Name = "review.tonight";

    public Task Run(IChat chat)
    {
        chat.Record(new ReviewPutOff(unitId, at));
        chat.Say(chat.Voice.Say("remind.snoozed", ("When", at.Date == chat.Now.Date ? "20 giờ hôm nay" : VietnameseDates.When(at))));
        return Task.CompletedTask;
    }
}

/// <summary>"Để sau": the queue stays as it is.</summary>
internal sealed class ReviewLater : IDialog
{
    public const string Name = "review.later";

    public Task Run(IChat chat)
    {
        chat.Say(chat.Voice.Say("review.later"));
        return Task.CompletedTask;
    }
}

/// <summary>"xác nhận bản của tôi": nobody decides about their own.</summary>
internal sealed class ReviewOwn(bool waits, string? body) : IDialog
{
    public const string Name = "review.own";

    public Task Run(IChat chat)
    {
        if (waits) Reviewing.SayOwn(chat, body);
        else chat.Say(chat.Voice.Say("review.noneOwn"));
        return Task.CompletedTask;
    }
}
