using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Study;

/// <summary>"kiến nghị": a proposal on its own, to the secretary at once.</summary>
internal sealed class PetitionDialog(int number, int days) : IDialog, IDraft
{
    public const string Name = "petition";

    public string Title => "Kiến nghị";

    public (string Done, int StepsLeft) Progress(Conversation conversation) => conversation.Answers.Count > 0 ? ("đã viết nội dung", 1) : ("mới mở", 2);

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (chat.Me.Cell is null)
        {
            chat.Say(voice.Say("access.left"));
            return;
        }
        var text = (await chat.Ask(Questions.Text("text", voice.Say("petition.ask"), text => HandInQuestions.Refusal(voice, text, VietnameseText.ForMatching(text)), "nội dung kiến nghị")
            with { Writing = Writing.Long })).Text!;
        switch (await chat.Ask(Questions.Choice("review", voice.Screen("petition.review", [("Text", text)], "edit", "send", "later"), ("gui", "send"), ("dong y", "send"), ("sua", "edit"), ("de sau", "later"))))
        {
            case "edit":
                await chat.Rewrite(new() { Forget = ["review"], Revise = ["text"] });
                break;
            case "later":
                await chat.Park(voice.Say("draft.kept", ("Date", $"{chat.StartedAt.AddDays(chat.Me.Cell?.Settings.DraftDays ?? 30):dd/MM/yyyy}")));
                break;
        }
        chat.Record(new PetitionSent(number, text));
        chat.Say(voice.Say("petition.received", ("PetitionNo", number), ("Secretary", Voice.Capital(chat.Me.Reviewer?.FormalName ?? "cấp trên")), ("Days", days)));
    }
}
