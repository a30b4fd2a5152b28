using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Obligations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Secretary;

/// <summary>What a reviewer answers about one duty with one number: received on paper, not seen, will talk.</summary>
internal sealed class OneWord(DutyView? view, string key, Func<string, Fact> fact) : IDialog
{
    public const string PaperReceived = "paper.received", PaperMissing = "paper.missing", Talk = "escalation.talk";

    public Task Run(IChat chat)
    {
        if (DutyView.Closed(view, chat.Voice) is { } closed) { chat.Say(closed); return Task.CompletedTask; }
        chat.Record(fact(view!.Duty.Id));
        chat.Say(key is "paper.recorded" && view.IfDone is { } done ? done.Screen(chat.Voice, chat.Now) : chat.Voice.Screen(key, DutyView.Args(view)));
        if (view.Rest(chat.Voice, chat.Now) is { } rest) chat.Say(rest);
        return Task.CompletedTask;
    }
}

/// <summary>A request for help, as the one who answers it may know it.</summary>
internal sealed record HelpView(HelpRequest Request, Me Author)
{
    public static async ValueTask<HelpView?> Load(Opening opening)
    {
        if (await opening.Reader.Get<HelpRequest>(opening.Arg("help")) is not { } request || await Me.Load(opening.Reader, request.AuthorId, opening.Today) is not { } author) return null;
        if (MyData.MyDataFeature.HasWithdrawn(author.Person)) return null;
        return await Obligations.Superior.May(opening.Reader, opening.Me!, author, request.UnitId, opening.Today) ? new HelpView(request, author) : null;
    }
}

/// <summary>"Gọi điện": shows the number; a call is an answer, so the reminders go on afterwards.</summary>
internal sealed class SupportCall(HelpView? view) : IDialog
{
    public const string Name = "support.call";

    public Task Run(IChat chat)
    {
        if (view is null) { chat.Say(chat.Voice.Say("error.noPermission")); return Task.CompletedTask; }
        if (view.Request.AnsweredAt is null) chat.Record(new HelpAnswered(view.Request.Id, null));
        chat.Say(chat.Voice.Say("support.called", ("FullName", view.Author.Person.FullName), ("Phone", view.Author.Person.Phone is { } phone ? new PhoneNumber(phone).Shown : "chưa có số")));
        return Task.CompletedTask;
    }
}

/// <summary>"Nhắn trả lời": passed on word for word.</summary>
internal sealed class SupportReply(HelpView? view) : IDialog
{
    public const string Name = "support.reply";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (view is null) { chat.Say(voice.Say("error.noPermission")); return; }
        var text = await chat.Ask(Questions.Words("text", voice.Say("support.askReply", ("FullName", view.Author.Person.FullName)), voice, "text.needed", least: 1, most: 1000, title: "lời trả lời"));
        chat.Record(new HelpAnswered(view.Request.Id, text.Text));
        chat.Say(voice.Say("support.replied", ("FullName", view.Author.Person.FullName)));
    }
}
