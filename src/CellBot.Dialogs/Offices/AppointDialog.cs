using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Moving;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Offices;

/// <summary>"bí thư mới": an officer of the body above gives a cell a secretary, in a vacancy or when the former one cannot hand over. Nothing changes until the new one accepts.</summary>
internal sealed class AppointDialog(IReadOnlyList<AppointDialog.Place> places) : IDialog
{
    public const string Name = "appoint";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (places.Count == 0) { chat.Say(voice.Say("appoint.nobody")); return; }
        var unit = await chat.Ask(CellQuestion.Of(voice, "cell", voice.Say("appoint.askCell"), [.. places.Select(place => place.Cell)]));
        var place = places.First(one => one.Cell.Unit.Id == unit);
        var which = CellPeople.Which(voice, place.Candidates);
        var id = await chat.Ask(which with { Prompt = which.Prompt.After(voice.Say("appoint.askWho", ("CellName", place.Cell.Unit.Name))) });
        var person = place.Candidates.First(one => one.Id == id);
        var sure = await chat.Ask(Questions.Choice("sure", voice.Screen("appoint.confirm", [("FullName", person.FullName), ("CellName", place.Cell.Unit.Name),
            ("FormerText", place.Secretary is { } former ? voice.Say("appoint.former", ("Former", former.FullName)) : voice.Say("appoint.vacant"))], "edit", "appoint")));
        if (sure is "edit") await chat.Rewrite(new() { Forget = ["cell", "who", "sure"] });
        chat.Record(new SecretaryAppointed(unit, id));
        chat.Say(voice.Say("appoint.done", ("FullName", person.FullName), ("DueText", VietnameseDates.Long(QuietHours.Day(chat.Now.AddDays(Handover.Days))))));
    }

    /// <summary>Cells that have somebody who could accept: an official member who is linked and not the secretary.</summary>
    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var places = new List<Place>();
        foreach (var cell in await MoveCell.Of(opening))
        {
            var secretary = cell.Officers.FirstOrDefault(officer => officer.Roles.Contains(Role.Secretary) && officer.HoldsAt(opening.Today))?.ParticipantId;
            Participant[] candidates = [.. cell.People.Where(person => person.Id != secretary && person.HasConsented && person is { Kind: ParticipantKind.PartyMember, Status: not MembershipStatus.Probationary })];
            if (candidates.Length > 0) places.Add(new Place(cell, cell.People.FirstOrDefault(person => person.Id == secretary), candidates));
        }
        return new AppointDialog(places);
    }

    /// <param name="Secretary">Null in a vacancy.</param>
    internal sealed record Place(MoveCell Cell, Participant? Secretary, IReadOnlyList<Participant> Candidates);
}

/// <summary>What an officer does about the people of the cells below, by number.</summary>
internal sealed class OfficerPeople : IDialog
{
    public const string Name = "people.officer";

    public Task Run(IChat chat)
    {
        chat.Say(chat.Voice.Screen("people.officer", [], Start.Of(MoveDialog.Name), Start.Of(AppointDialog.Name), Start.Of(MergeDialog.Name)) with { Topic = "people.officer" });
        return Task.CompletedTask;
    }
}
