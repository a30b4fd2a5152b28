using CellBot.Dialogs.Engine;
using CellBot.Dialogs.Speech;
using CellBot.Domain.Dates;
using CellBot.Domain.Meetings;
using CellBot.Domain.People;
using CellBot.Domain.Text;

namespace CellBot.Dialogs.Meetings;

/// <summary>"Tôi đã báo trực tiếp": which of those whom the notice did not reach were told by mouth or telephone.</summary>
internal sealed class InPerson(Notice notice, IReadOnlyList<Participant> unreached) : IDialog
{
    public const string Name = "meeting.in-person";

    public async Task Run(IChat chat)
    {
        var voice = chat.Voice;
        if (unreached.Count == 0)
        {
            chat.Say(voice.Say("meeting.later"));
            return;
        }
        IReadOnlyList<Participant> told = unreached;
        if (unreached.Count > 1)
        {
            var picked = await chat.Ask(Several.Of("who", voice.Screen("notice.inPersonWho", [], Pick.Many(unreached.Select(person => new Choice(person.Id, person.FullName))), "all")));
            if (!picked.Contains("all")) told = [.. unreached.Where(person => picked.Contains(person.Id))];
        }
        chat.Record(new ToldInPerson(notice.Id, [.. told.Select(person => person.Id)]));
        chat.Say(voice.Say("notice.inPersonDone", ("Names", string.Join(", ", told.Select(person => person.FullName))), ("Time", VietnameseDates.Clock(chat.Now))));
    }

    public static async ValueTask<IDialog> Open(Opening opening)
    {
        var notice = await opening.Reader.Get<Notice>(opening.Arg("notice"));
        if (notice is null || !opening.Me!.Leads(notice.Meeting.UnitId)) return new NotForYou();
        var ledger = await NoticeLedger.Of(opening.Reader, notice.Id);
        var people = await opening.Reader.Get<Participant>([.. ledger.Unreached.Concat(ledger.Unknown).Except(notice.ToldInPerson)]);
        return new InPerson(notice, [.. people.OrderBy(person => person.FullName, PersonName.Order)]);
    }

    public static async ValueTask Told(ToldInPerson fact, Effects effects)
    {
        if (await effects.Desk.Get<Notice>(fact.NoticeId) is not { } notice || !effects.Me.Leads(notice.Meeting.UnitId)) return;
        effects.Desk.Put(notice with { ToldInPerson = [.. notice.ToldInPerson.Union(fact.ParticipantIds)] });
        effects.Audit("told-in-person", notice.Id);
    }
}

/// <summary>Something of another cell, or of another person: nothing of it is shown.</summary>
internal sealed class NotForYou : IDialog
{
    public Task Run(IChat chat)
    {
        chat.Say(chat.Voice.Say("access.wrongPerson"));
        return Task.CompletedTask;
    }
}
