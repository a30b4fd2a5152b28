using CellBot.Dialogs.Engine;
using CellBot.Dialogs.MyData;
using CellBot.Dialogs.Review;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;
using CellBot.Domain.Study;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Study;

/// <summary>What the readers of one petition may know.</summary>
/// <param name="Above">The body it could be passed on to.</param>
internal sealed record PetitionView(Petition? Petition, string? Author, OrgUnit? Above)
{
    public static async ValueTask<PetitionView> Load(Opening opening)
    {
        var petition = await opening.Reader.Get<Petition>(opening.Arg("id"));
        var author = petition is null ? null : await opening.Reader.Get<Participant>(petition.AuthorId);
        if (MyDataFeature.HasWithdrawn(author)) petition = null;
        var above = petition is not null && await opening.Reader.Get<OrgUnit>(petition.UnitId) is { ParentId: { } parent } ? await opening.Reader.Get<OrgUnit>(parent) : null;
        return new PetitionView(petition, author?.FullName, above);
    }

    /// <summary>Whether this person may act on it now; says why not.</summary>
    public bool IsOpenTo(IChat chat)
    {
        if (Petition is null || !Petitions.MayHandle(chat.Me, Petition))
        {
            chat.Say(chat.Voice.Say("access.wrongPerson"));
            chat.Record(new TurnedAway(Petition?.Id ?? "petition", Petition?.UnitId));
            return false;
        }
        if (Petitions.IsOpen(Petition)) return true;
        chat.Say(chat.Voice.Say("petition.closedAlready", ("PetitionNo", Petition.Number)));
        return false;
    }
}

/// <summary>"Trả lời": the answer goes to the author word for word.</summary>
internal sealed class PetitionReply(PetitionView view) : IDialog
{
    public const string Name = "petition.reply";

    public async Task Run(IChat chat)
    {
        if (!view.IsOpenTo(chat)) return;
        var answer = (await chat.Ask(Questions.Text("answer", chat.Voice.Say("petition.askAnswer", ("PetitionNo", view.Petition!.Number), ("FullName", view.Author)),
            text => HandInQuestions.Refusal(chat.Voice, text, VietnameseText.ForMatching(text)) is null ? null : chat.Voice.Say("petition.writeAnswer"), "lời trả lời")
            with { Writing = Writing.Long })).Text!;
        chat.Record(new PetitionAnswered(view.Petition.Id, answer));
        chat.Say(chat.Voice.Say("petition.answerSent", ("PetitionNo", view.Petition.Number), ("FullName", view.Author)));
    }
}

/// <summary>"Chuyển cấp trên".</summary>
internal sealed class PassOnPetition(PetitionView view) : IDialog
{
    public const string Name = "petition.forward";

    public Task Run(IChat chat)
    {
        if (!view.IsOpenTo(chat)) return Task.CompletedTask;
        if (view.Above is not { } above || view.Petition!.ForwardedToUnitId is not null)
        {
            chat.Say(chat.Voice.Say("petition.noBody"));
            return Task.CompletedTask;
        }
        chat.Record(new PetitionPassedOn(view.Petition.Id, above.Id));
        chat.Say(chat.Voice.Say("petition.forwardSent", ("PetitionNo", view.Petition.Number), ("Body", above.Name), ("FullName", view.Author)));
        return Task.CompletedTask;
    }
}

/// <summary>"Để sau".</summary>
internal sealed class LaterPetition(PetitionView view) : IDialog
{
    public const string Name = "petition.later";

    public Task Run(IChat chat)
    {
        if (!view.IsOpenTo(chat)) return Task.CompletedTask;
        chat.Record(new PetitionAcknowledged(view.Petition!.Id));
        chat.Say(chat.Voice.Say("petition.kept", ("PetitionNo", view.Petition.Number), ("DueText", VietnameseDates.Long(DateOnly.FromDateTime(view.Petition.DueAt.DateTime)))));
        return Task.CompletedTask;
    }
}

/// <summary>"xem kiến nghị": what waits for an answer, the nearest date first; or one of them.</summary>
internal sealed class PetitionList(IReadOnlyList<(Petition Petition, string Author)> waiting, bool mayPassOn) : IDialog
{
    public const string Name = "petition.list";

    public Task Run(IChat chat)
    {
        if (waiting.Count == 0) chat.Say(chat.Voice.Say("petition.noneOpen"));
        else if (waiting.Count == 1) chat.Say(Petitions.ToReader(chat.Voice, waiting[0].Petition, waiting[0].Author, mayPassOn));
        else chat.Say(chat.Voice.Screen("petition.list", [("Count", waiting.Count)], Pick.Many(waiting.Take(8).Select(entry =>
            new Choice(entry.Petition.Id, $"Số {entry.Petition.Number}, {entry.Author}, chậm nhất {entry.Petition.DueAt:dd/MM/yyyy}", Start.Of(Name, ("id", entry.Petition.Id)))))) with { Topic = Name });
        return Task.CompletedTask;
    }
}
