using CellBot.Dialogs.Dates;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Exempting;

/// <summary>"miễn sinh hoạt": somebody leaves the denominators, for good or until a day, and is reminded of nothing; they may still answer (model section 2).</summary>
/// <param name="exempt">Of the cell, today.</param>
internal sealed class ExemptDialog(IReadOnlyList<Participant> people, IReadOnlyList<Exemption> exempt) : IDialog
{
    public const string Name = "exempt";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (people.Count == 0) { chat.Say(voice.Say("pick.nobody")); return; }
        var which = CellPeople.Which(voice, people);
        var id = people.Count == 1 ? people[0].Id : await chat.Ask(which with { Prompt = which.Prompt.After(voice.Say("exempt.askWho")) });
        var person = people.First(one => one.Id == id);
        if (exempt.FirstOrDefault(exemption => exemption.ParticipantId == id) is { } now)
        {
            await End(chat, person, now);
            return;
        }
        var scope = await chat.Ask(Questions.Choice("scope", voice.Screen("exempt.askScope", [("FullName", person.FullName)], "all", "meetings", "papers")));
        var today = QuietHours.Day(chat.Now);
        var last = (await chat.Ask(DayQuestions.Day("until", voice.Screen("exempt.askUntil",
            [("Plus3", Voice.Capital(VietnameseDates.Long(today.AddMonths(3)))), ("Plus6", Voice.Capital(VietnameseDates.Long(today.AddMonths(6))))],
            "permanent", $"{today.AddMonths(3):yyyy-MM-dd}", $"{today.AddMonths(6):yyyy-MM-dd}", "other"), voice, chat.Now,
            last: today.AddMonths(12).AddDays(-1), without: "permanent", other: "other", title: "ngày cuối được miễn")));
        var sure = await chat.Ask(Questions.Choice("sure", voice.Screen("exempt.confirm", [("FullName", person.FullName), ("ScopeText", Exempted.Words(Exempted.Scope(scope))), ("UntilText", Exempted.Until(last))], "edit", "exempt")));
        if (sure is "edit") await chat.Rewrite(new() { Forget = ["who", "scope", "until", "sure"] });
        chat.Record(new MemberExempted(id, Exempted.Scope(scope), last));
        chat.Say(voice.Say("exempt.done", ("FullName", person.FullName), ("ScopeText", Exempted.Words(Exempted.Scope(scope))), ("UntilText", Exempted.Until(last))));
    }

    private static async Task End(IChat chat, Participant person, Exemption now)
    {
        var voice = chat.Voice;
        var sure = await chat.Ask(Questions.Choice("end", voice.Screen("exempt.now", [("FullName", person.FullName), ("ScopeText", Exempted.Words(now.Scope)), ("UntilText", Exempted.Until(now.To?.AddDays(-1)))], "keep", "end")));
        if (sure is "end") chat.Record(new ExemptionEnded(person.Id));
        chat.Say(voice.Say(sure is "end" ? "exempt.ended" : "exempt.kept", ("FullName", person.FullName)));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        if (opening.Me is not { LeadsCell: true, Cell: { } cell } me) return new ExemptDialog([], []);
        var exempt = (await opening.Reader.Find(Exemption.ByPerson, cell.Id + "/")).Where(exemption => exemption.Covers(ExemptionScope.None, opening.Today)).ToArray();
        return new ExemptDialog(CellPeople.Named([.. (await CellPeople.Of(opening, cell)).Where(person => me.LeadsFor(person.Id))], person => person, opening.ArgOrNull("name")), exempt);
    }
}

/// <summary>What an exemption covers and until when, in words.</summary>
internal static class Exempted
{
    public static ExemptionScope Scope(string choice) => choice switch
    {
        "meetings" => ExemptionScope.Meetings,
        "papers" => ExemptionScope.Pledges | ExemptionScope.Reflections,
        _ => ExemptionScope.All,
    };

    public static string Words(ExemptionScope scope) => scope switch
    {
        ExemptionScope.All => "sinh hoạt, đăng ký và thu hoạch",
        ExemptionScope.Meetings => "sinh hoạt",
        _ => "đăng ký và thu hoạch",
    };

    /// <param name="last">Inclusive; null: for good.</param>
    public static string Until(DateOnly? last) => last is { } day ? $"đến hết {VietnameseDates.Long(day)}" : "lâu dài";
}
