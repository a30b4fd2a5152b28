using CellBot.Dialogs.Dates;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Dialogs.View;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Secretary;

/// <summary>"tạm ngừng nhắc": a bereavement, a hospital. Every reminder to one person rests until a day; duties and denominators stay.</summary>
/// <param name="people">Those meant; several: it is asked which.</param>
internal sealed class PauseDialog(IReadOnlyList<Participant> people) : IDialog
{
    public const string Name = "pause";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (people.Count == 0) { chat.Say(voice.Say("pick.nobody")); return; }
        var id = people.Count == 1 ? people[0].Id : await chat.Ask(CellPeople.Which(voice, people));
        var person = people.First(one => one.Id == id);
        var today = QuietHours.Day(chat.Now);
        var until = (await chat.Ask(DayQuestions.Day("until", voice.Screen("pause.askDate",
            [("FullName", person.FullName), ("Plus7", Voice.Capital(VietnameseDates.Long(today.AddDays(7)))), ("Plus30", Voice.Capital(VietnameseDates.Long(today.AddDays(30))))],
            $"{today.AddDays(7):yyyy-MM-dd}", $"{today.AddDays(30):yyyy-MM-dd}", "other"), voice, chat.Now, last: today.AddDays(366), other: "other", title: "ngày nhắc lại")))!.Value;
        var scope = await chat.Ask(Questions.Choice("scope", voice.Screen("pause.done", [("FullName", person.FullName), ("DueText", VietnameseDates.Long(until))], "reminders", "notices")));
        chat.Record(new RemindersPaused(person.Id, until, scope is "notices"));
        chat.Say(voice.Say("pause.saved", ("FullName", person.FullName), ("DueText", VietnameseDates.Long(until))));
    }

    public static async ValueTask Paused(RemindersPaused fact, Effects effects)
    {
        if (!effects.Me.LeadsCell || await effects.Desk.Get<Participant>(fact.PersonId) is not { } person || person.CellId != effects.Me.Cell!.Id) return;
        effects.Desk.Put(person with { RemindersPausedTo = fact.Until, NoticesPausedToo = fact.NoticesToo });
        effects.Audit("pause", person.Id);
    }
}

/// <summary>People of the cell by a name, or a part of it, as somebody typed it.</summary>
internal static class CellPeople
{
    /// <summary>Those of the own cell but oneself whose name has all the words typed; the given name alone is enough.</summary>
    public static async ValueTask<IReadOnlyList<Participant>> Named(Opening opening, string typed)
    {
        return opening.Me is { LeadsCell: true, Cell: { } cell } ? Named(await Of(opening, cell), person => person, typed) : [];
    }

    /// <summary>Those whose name has all the words typed, or whose given name is the one word; everybody if none were typed.</summary>
    public static IReadOnlyList<T> Named<T>(IReadOnlyList<T> people, Func<T, Participant> who, string? typed)
    {
        var words = Domain.Text.VietnameseText.ForMatching(typed ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("dong" or "chi" or "dc" or "bac" or "anh" or "co" or "cua")).ToArray();
        if (words.Length == 0) return people;
        var found = people.Where(one => words.All(word => Domain.Text.VietnameseText.ForMatching(who(one).FullName).Split(' ').Contains(word))).ToArray();
        var byGiven = words is [var only] ? found.Where(one => Domain.Text.VietnameseText.ForMatching(who(one).GivenName) == only).ToArray() : [];
        return byGiven.Length > 0 ? byGiven : found;
    }

    public static async ValueTask<IReadOnlyList<Participant>> Of(Opening opening, OrgUnit cell) =>
        [.. (await opening.Reader.Find(Participant.ByCell, cell.Id + "/")).Where(person => person.Id != opening.Me!.Id).OrderBy(person => person.FullName, Domain.Text.PersonName.Order)];

    /// <summary>By number, or by a part of the name typed.</summary>
    public static Question<string> Which(Voice voice, IReadOnlyList<Participant> people)
    {
        var list = people.Select(person => new Choice(person.Id, person.FullName));
        var question = Questions.Choice("who", voice.Screen("pick.person", [], Pick.Many(list)));
        return question with
        {
            Read = input =>
            {
                if (!input.IsText(out var text)) return question.Read(input);
                var typed = Domain.Text.VietnameseText.ForMatching(text);
                var named = people.Where(person => $" {Domain.Text.VietnameseText.ForMatching(person.FullName)} ".Contains($" {typed} ", StringComparison.Ordinal)).ToArray();
                return named switch
                {
                    [var one] => new Accepted<string>(one.Id, one.Id),
                    { Length: > 1 } => new Offer<string>(voice.Screen("pick.personAmbiguous", [("k", named.Length), ("Typed", text)], Pick.Many(named.Select(person => new Choice(person.Id, person.FullName))))),
                    _ => new Refused<string>(null),
                };
            },
        };
    }
}
