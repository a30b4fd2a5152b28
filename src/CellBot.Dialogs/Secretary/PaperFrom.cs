using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Domain.Obligations;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Secretary;

/// <summary>"đã nhận bản giấy Trang": whose, and which of their duties, where that is not clear.</summary>
internal sealed class PaperFrom(IReadOnlyList<(Participant Person, IReadOnlyList<Obligation> Duties)> people) : IDialog
{
    public const string Name = "paper.from";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        var owing = people.Where(entry => entry.Duties.Count > 0).ToArray();
        if (owing.Length == 0) { chat.Say(voice.Say(people.Count == 0 ? "pick.nobody" : "paper.owesNothing")); return; }
        var id = owing.Length == 1 ? owing[0].Person.Id : await chat.Ask(CellPeople.Which(voice, [.. owing.Select(entry => entry.Person)]));
        var (person, duties) = owing.First(entry => entry.Person.Id == id);
        var duty = duties.Count == 1 ? duties[0].Id : await chat.Ask(Questions.Choice("which",
            voice.Screen("paper.which", [("FullName", person.FullName)], Speech.Pick.Many(duties.Select(one => new Speech.Choice(one.Id, DutyWords.Line(one, chat.Now)))))));
        await chat.GoTo(Domain.Conversations.Start.Of(OneWord.PaperReceived, ("item", duty)));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var people = new List<(Participant, IReadOnlyList<Obligation>)>();
        foreach (var person in await CellPeople.Named(opening, opening.ArgOrNull("name") ?? ""))
            people.Add((person, [.. (await opening.Reader.Find(Obligation.OpenByOwner, person.Id + "/")).Where(duty => duty.UnitId == opening.Me!.Cell!.Id && duty.OpensAt <= opening.Now)]));
        return new PaperFrom(people);
    }
}
