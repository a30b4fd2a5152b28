using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Obligations;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Moving;

/// <summary>"chuyển sinh hoạt": an officer of the body above both cells moves a member from one to the other, from today on.</summary>
/// <param name="named">Those whose name was typed with the command; empty: none was.</param>
internal sealed class MoveDialog(IReadOnlyList<MoveCell> cells, IReadOnlyList<(MoveCell Cell, Participant Person)> named) : IDialog
{
    public const string Name = "move";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (cells.Count < 2) { chat.Say(voice.Say("move.oneCell")); return; }
        var (from, person) = await Who(chat);
        var to = await Cell(chat, "to", voice.Say("move.askTo", ("FullName", person.FullName)), [.. cells.Where(cell => cell.Unit.Id != from.Unit.Id)]);
        var office = from.OfficeOf(person.Id);
        var sure = await chat.Ask(Questions.Choice("sure", voice.Screen("move.confirm", [("FullName", person.FullName), ("From", from.Unit.Name), ("To", to.Unit.Name), ("Date", $"{chat.Now:dd/MM/yyyy}"),
            ("OfficeText", office is null ? "" : voice.Say("move.office", ("FullName", person.FullName), ("Office", office), ("From", from.Unit.Name)))], "edit", "move")));
        if (sure is "edit") await chat.Rewrite(new() { Forget = ["cell", "who", "person", "to", "sure"] });
        chat.Record(new MemberMoved(person.Id, from.Unit.Id, to.Unit.Id));
        chat.Say(voice.Say("move.done", ("FullName", person.FullName), ("From", from.Unit.Name), ("To", to.Unit.Name)));
    }

    private async Task<(MoveCell From, Participant Person)> Who(IChat chat)
    {
        if (named.Count == 1) return named[0];
        if (named.Count > 1)
        {
            var id = await chat.Ask(Questions.Choice("person", chat.Voice.Screen("pick.personAmbiguous", [("k", named.Count), ("Typed", named[0].Person.GivenName)],
                Pick.Many(named.Select(one => new Choice(one.Person.Id, $"{one.Person.FullName} ({one.Cell.Unit.Name})"))))));
            return named.First(one => one.Person.Id == id);
        }
        var from = await Cell(chat, "cell", chat.Voice.Say("move.askFrom"), [.. cells.Where(cell => cell.People.Count > 0)]);
        var which = CellPeople.Which(chat.Voice, from.People);
        var who = await chat.Ask(which with { Prompt = which.Prompt.After(chat.Voice.Say("move.askWho", ("From", from.Unit.Name))) });
        return (from, from.People.First(person => person.Id == who));
    }

    /// <summary>By number, or by a part of the name.</summary>
    private static async Task<MoveCell> Cell(IChat chat, string key, string about, IReadOnlyList<MoveCell> cells)
    {
        var id = await chat.Ask(CellQuestion.Of(chat.Voice, key, about, cells));
        return cells.First(cell => cell.Unit.Id == id);
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var cells = await MoveCell.Of(opening);
        var typed = opening.ArgOrNull("name");
        return new MoveDialog(cells, typed is null ? [] : CellPeople.Named([.. cells.SelectMany(cell => cell.People.Select(person => (cell, person)))], one => one.person, typed));
    }
}

/// <summary>A cell below the officer's bodies with its people.</summary>
internal sealed record MoveCell(OrgUnit Unit, IReadOnlyList<Participant> People, IReadOnlyList<Affiliation> Officers)
{
    /// <summary>Every cell that stands below one of the person's bodies today, by name.</summary>
    public static async ValueTask<IReadOnlyList<MoveCell>> Of(Opening opening)
    {
        var tree = await Trees.At(opening.Reader, opening.Today);
        var units = opening.Me!.Bodies.SelectMany(tree.CellsBelow).DistinctBy(unit => unit.Id).OrderBy(unit => unit.Name, OrgTree.ByName).ToArray();
        await opening.Reader.ReadAhead(Participant.ByCell, [.. units.Select(unit => unit.Id + "/")]);
        await opening.Reader.ReadAhead(Affiliation.ByOffice, [.. units.Select(unit => unit.Id + "/")]);
        var cells = new List<MoveCell>();
        foreach (var unit in units)
            cells.Add(new MoveCell(unit, [.. (await opening.Reader.Find(Participant.ByCell, unit.Id + "/")).OrderBy(person => person.FullName, Domain.Text.PersonName.Order)], await opening.Reader.Find(Affiliation.ByOffice, unit.Id + "/")));
        return cells;
    }

    /// <summary>"bí thư", "phó bí thư", "chi ủy viên"; null for a member without an office.</summary>
    public string? OfficeOf(string personId) => Officers.FirstOrDefault(officer => officer.ParticipantId == personId)?.Roles switch
    {
        null or [] => null,
        var roles when roles.Contains(Role.Secretary) => "bí thư",
        var roles when roles.Contains(Role.DeputySecretary) => "phó bí thư",
        _ => "chi ủy viên",
    };
}
