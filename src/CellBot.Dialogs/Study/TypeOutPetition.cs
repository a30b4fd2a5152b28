using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Review;
using CellBot.Domain.Conversations;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Study;

/// <summary>A petition that stands in handwritten pages is typed out by their reader, so that it is followed like every other.</summary>
/// <param name="number">The cell's next free number.</param>
/// <param name="none">There is none in them after all.</param>
internal sealed class TypeOutPetition(Paper? paper, bool allowed, int number, bool none) : IDialog
{
    public const string Name = "petition.type-out";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (paper?.Reflection is not { } reflection || !allowed)
        {
            chat.Say(voice.Say("access.wrongPerson"));
            chat.Record(new TurnedAway(paper?.Id ?? Name, paper?.UnitId));
            return;
        }
        if (!reflection.PetitionInside)
        {
            chat.Say(voice.Say("petition.insideDone", ("FullName", paper.Author)));
            return;
        }
        var text = none ? null : (await chat.Ask(Questions.Text("text", new Speech.Screen(voice.Say("petition.typeOut", ("FullName", paper.Author)), [], Attachments: reflection.Attachments),
            written => HandInQuestions.Refusal(voice, written, VietnameseText.ForMatching(written)), "nội dung kiến nghị") with { Writing = Writing.Long })).Text;
        if (!none) chat.Record(new PaperRead(paper.Id, paper.UnitId));
        chat.Record(new PetitionTypedOut(reflection.Id, number, text));
        chat.Say(voice.Say(none ? "petition.insideNone" : "petition.typedOutDone", ("FullName", paper.Author), ("PetitionNo", number)));
    }
}
