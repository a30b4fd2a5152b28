using CellBot.Dialogs.Dates;
using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Secretary;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Conversations;
using CellBot.Domain.Dates;
using CellBot.Domain.Obligations;
using CellBot.Domain.Organisation;
using CellBot.Domain.People;

namespace CellBot.Dialogs.Offices;

/// <summary>"ủy quyền": a secretary who is away lets a member of the cell do the secretary's work until a day, and takes it back.</summary>
/// <param name="now">The delegation that holds or is to begin, with its person.</param>
internal sealed class DelegateDialog(IReadOnlyList<Participant> candidates, (Delegation Delegation, Participant Person)? now) : IDialog
{
    public const string Name = "delegate";

    /// <summary>Longest: a longer absence is a new secretary's work.</summary>
    private const int MostDays = 366;

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (now is var (delegation, holder))
        {
            chat.Say(voice.Screen("delegation.now", [("FullName", holder.FullName), ("From", VietnameseDates.Short(delegation.From)), ("To", VietnameseDates.Short(delegation.To))],
                Start.Of(EndDelegation.Name), Start.Of("later")) with { Topic = "delegation" });
            return;
        }
        if (candidates.Count == 0) { chat.Say(voice.Say("delegation.nobody")); return; }
        var which = CellPeople.Which(voice, candidates);
        var id = await chat.Ask(which with { Prompt = which.Prompt.After(voice.Say("delegation.askWho")) });
        var person = candidates.First(one => one.Id == id);
        var today = QuietHours.Day(chat.Now);
        var from = (await chat.Ask(DayQuestions.Day("from", voice.Screen("delegation.askFrom", [], $"{today:yyyy-MM-dd}", "other"), voice, chat.Now, last: today.AddDays(MostDays), other: "other", title: "ngày bắt đầu")))!.Value;
        var to = (await chat.Ask(LastDay(voice, chat.Now, from)))!.Value;
        var sure = await chat.Ask(Questions.Choice("sure", voice.Screen("delegation.confirm", [("FullName", person.FullName), ("From", VietnameseDates.Long(from)), ("To", VietnameseDates.Long(to)),
            ("ReachText", person.HasConsented ? "" : voice.Say("delegation.notReached", ("FullName", person.FullName)))], "edit", "give")));
        if (sure is "edit") await chat.Rewrite(new() { Forget = ["who", "from", "to", "sure"] });
        chat.Record(new DelegationGiven(id, from, to));
        chat.Say(voice.Say("delegation.done", ("FullName", person.FullName), ("From", VietnameseDates.Short(from)), ("To", VietnameseDates.Short(to))));
    }

    private static Question<DateOnly?> LastDay(Voice voice, DateTimeOffset now, DateOnly from)
    {
        var question = DayQuestions.Day("to", voice.Screen("delegation.askTo",
            [("Plus7", Voice.Capital(VietnameseDates.Long(from.AddDays(6)))), ("Plus30", Voice.Capital(VietnameseDates.Long(from.AddDays(29))))],
            $"{from.AddDays(6):yyyy-MM-dd}", $"{from.AddDays(29):yyyy-MM-dd}", "other"), voice, now, last: from.AddDays(MostDays), other: "other", title: "ngày cuối");
        return question with
        {
            Read = input => question.Read(input) is Accepted<DateOnly?> { Value: { } day } && day < from ? new Refused<DateOnly?>(voice.Say("delegation.endsBefore", ("From", VietnameseDates.Short(from)))) : question.Read(input),
            Restore = stored => question.Restore(stored) is { Fits: true, Value: { } day } kept && day >= from ? kept : Kept<DateOnly?>.Gone,
        };
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        foreach (var officer in me.CellOfficers)
            if (officer.Delegation is { } given && given.By == me.Id && given.To >= opening.Today && await opening.Reader.Get<Participant>(officer.ParticipantId) is { } holder)
                return new DelegateDialog([], (given, holder));
        // Members alone, and no probationer: who does the secretary's work also reads what others wrote.
        var candidates = me is { IsSecretary: true, Cell: { } cell } ? await CellPeople.Of(opening, cell) : [];
        return new DelegateDialog([.. candidates.Where(person => person.Kind is ParticipantKind.PartyMember && person.Status is not MembershipStatus.Probationary)], null);
    }
}

/// <summary>"thôi ủy quyền": by the secretary who gave it, or by the one who has it.</summary>
internal sealed class EndDelegation(Participant? holder, bool isMine) : IDialog
{
    public const string Name = "delegate.end";

    public Task Run(IChat chat)
    {
        if (holder is null)
        {
            chat.Say(chat.Voice.Say("delegation.none"));
            return Task.CompletedTask;
        }
        chat.Record(new DelegationEnded(holder.Id));
        chat.Say(isMine ? chat.Voice.Say("delegation.returned") : chat.Voice.Say("delegation.ended", ("FullName", holder.FullName)));
        return Task.CompletedTask;
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var me = opening.Me!;
        if (me.InCell?.Delegation is not null) return new EndDelegation(me.Person, true);
        foreach (var officer in me.CellOfficers)
            if (me.IsSecretary && officer.Delegation is { } given && given.By == me.Id && given.To >= opening.Today)
                return new EndDelegation(await opening.Reader.Get<Participant>(officer.ParticipantId), false);
        return new EndDelegation(null, false);
    }
}
